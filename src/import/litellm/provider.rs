//! Who serves an entry, and what the entry is called there.

use crate::domain::route;

/// Ways in which the client reaches a provider, and the provider.
const ROUTES: [(&str, &str); 5] = [
    ("azure_text", "azure"),
    ("bedrock_converse", "bedrock"),
    ("cohere_chat", "cohere"),
    ("text-completion-codestral", "codestral"),
    ("text-completion-openai", "openai"),
];

/// The most characters of a name.
const LONGEST_NAME: usize = 200;

/// The provider's ID. `vertex_ai-anthropic_models` is `vertex_ai`, for which the list has several names. `None` where it is no ID.
pub(super) fn id(name: &str) -> Option<String> {
    let family = name.split_once('-').filter(|(_, rest)| rest.ends_with("models")).map(|(start, _)| start);
    let known = ROUTES.iter().find(|(route, _)| *route == name).map(|(_, provider)| *provider);
    let id = known.or(family).unwrap_or(name).to_ascii_lowercase();
    let is_plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    (is_plain && route::path_of(&id).is_ok_and(|path| path == id)).then_some(id)
}

/// The name of a record: its ID without the part that says through whom it is called.
pub(super) fn name(id: &str, provider: &str, written: &str) -> String {
    let below = |start: &str| id.strip_prefix(start)?.strip_prefix('/').filter(|rest| !rest.is_empty());
    let name = below(provider).or_else(|| below(written)).unwrap_or(id);
    name.chars().take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_to_a_provider_are_one_provider() {
        for (name, expected) in [
            ("openai", "openai"),
            ("vertex_ai-anthropic_models", "vertex_ai"),
            ("vertex_ai-language-models", "vertex_ai"),
            ("fireworks_ai-embedding-models", "fireworks_ai"),
            ("bedrock_converse", "bedrock"),
            ("text-completion-openai", "openai"),
            ("scx-ai", "scx-ai"),
        ] {
            assert_eq!(id(name).as_deref(), Some(expected));
        }
        for text in ["one of https://docs.litellm.ai/docs/providers", "..", "a/b", "", "con", "a\u{7}b"] {
            assert_eq!(id(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_name_has_no_route() {
        assert_eq!(name("azure/gpt-5", "azure", "azure"), "gpt-5");
        assert_eq!(name("bedrock_converse/a", "bedrock", "bedrock_converse"), "a");
        assert_eq!(name("gpt-5", "openai", "openai"), "gpt-5");
        assert_eq!(name("openai/", "openai", "openai"), "openai/");
    }
}

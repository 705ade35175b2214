//! An offer whose file names another version than its id.

use super::prelude::*;
use crate::link::contradiction;
use crate::resolve::Degree;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "doubtful-link",
        Level::Warn,
        Level::Hint,
        "An offer names a model whose version, size or date contradicts the offer's ID.",
        "The offer is listed on that model's page next to other offers, and `base_model` makes it inherit that model's facts.",
        "# providers/azure/models/claude-sonnet-4.toml\nbase_model = \"anthropic/claude-sonnet-4-5\"",
        "# providers/azure/models/claude-sonnet-4.toml\nbase_model = \"anthropic/claude-sonnet-4\"",
    ),
    check: Check::Catalog(check),
};

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    for offer in &context.catalog.offers {
        let record = &offer.record;
        let Some(link) = offer.link.as_ref().filter(|link| link.degree == Degree::Declared) else { continue };
        let model = &context.catalog.models[link.model].record;
        let Some((offered, named)) = contradiction(record, model) else { continue };
        let key = if record.source.node("model").is_some() { "model" } else { "base_model" };
        let message = format!("the ID says `{offered}`, but `{key}` names a model whose ID says `{named}`");
        let found = Diagnostic::new(code, own_span(record, key), message);
        diags.push(found.help(format!(
            "name the model that the ID refers to, or remove `{key}`: `modelpress link` finds the model by its ID"
        )));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    /// What is found in an offer of an id that names a model.
    fn offer(id: &str, model: &str, key: &str) -> String {
        let files = [
            (format!("models/{model}.toml"), "name = \"One\"\n".to_owned()),
            ("providers/p/provider.toml".to_owned(), "name = \"P\"\n".to_owned()),
            (format!("providers/p/models/{id}.toml"), format!("name = \"One\"\n{key} = \"{model}\"\n")),
        ];
        let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        findings(&RULE, &files)
    }

    #[test]
    fn another_version_size_or_date_is_found() {
        let found = [
            offer("p-claude-sonnet-4", "anthropic/claude-sonnet-4-5-20250929", "base_model"),
            offer("meta/llama-3.1-8b-instruct", "meta/llama-3.1-70b", "model"),
            offer("route/mistral-small-2503", "mistral/mistral-small-2603", "base_model"),
        ];
        assert_snapshot(
            found.join("\n"),
            snapbox::str![[r#"
providers/p/models/p-claude-sonnet-4.toml:2:14-52 doubtful-link: the ID says `4`, but `base_model` names a model whose ID says `4.5`
  help: name the model that the ID refers to, or remove `base_model`: `modelpress link` finds the model by its ID
providers/p/models/meta/llama-3.1-8b-instruct.toml:2:9-29 doubtful-link: the ID says `8b`, but `model` names a model whose ID says `70b`
  help: name the model that the ID refers to, or remove `model`: `modelpress link` finds the model by its ID
providers/p/models/route/mistral-small-2503.toml:2:14-42 doubtful-link: the ID says `2503`, but `base_model` names a model whose ID says `2603`
  help: name the model that the ID refers to, or remove `base_model`: `modelpress link` finds the model by its ID
"#]],
        );
    }

    #[test]
    fn another_spelling_and_what_one_id_leaves_out_are_fine() {
        let links = [
            ("claude-3-5-sonnet", "anthropic/claude-3.5-sonnet-20241022"),
            ("deepseek_v4.0_fp8", "deepseek/deepseek-4"),
            ("llama-4-scout-17b-16e", "meta/llama-4-scout"),
            ("anthropic.claude-opus-4-v1:0", "anthropic/claude-opus-4"),
            ("qwen35-397b-a17b", "alibaba/qwen3.5-397b-a17b"),
            ("chat", "openai/gpt-5"),
        ];
        for (id, model) in links {
            assert_eq!(offer(id, model, "base_model"), "", "{id}");
        }
    }
}

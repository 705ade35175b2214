//! An address of the settings with a placeholder that nothing fills in.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "unknown-placeholder",
        Level::Deny,
        Level::Warn,
        "An address has an unknown placeholder, or is missing its own.",
        "Links would contain the braces. `{id}` in `cta_url` is the model's ID, and `{path}` in `edit_url` is the path of its file.",
        "[gateway]\ncta_url = \"https://acme.example/keys?model={model}\"",
        "[gateway]\ncta_url = \"https://acme.example/keys?model={id}\"",
    ),
    check: Check::Catalog(check),
};

/// The addresses with a placeholder: the key, the placeholder, and whether there must be one.
const ADDRESSES: [(&str, &str, bool); 2] =
    [("gateway.cta_url", "{id}", false), ("repo.edit_url", "{path}", true)];

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    for (path, expected, is_required) in ADDRESSES {
        let Some(node) = context.settings.source.node(path) else { continue };
        let (text, key) = (node.text().unwrap_or_default(), path.rsplit('.').next().unwrap_or(path));
        let found = placeholders(text);
        if let Some(wrong) = found.iter().find(|found| **found != expected) {
            let message = format!("`{key}` has the unknown placeholder `{wrong}`");
            diags.push(Diagnostic::new(code, node.span, message).help(format!("write `{expected}`")));
        } else if is_required && found.is_empty() {
            let message = format!("`{key}` links to the same place for every file");
            diags.push(
                Diagnostic::new(code, node.span, message)
                    .help(format!("add `{expected}` in place of the file's path")),
            );
        }
    }
}

/// What stands between braces, with them.
fn placeholders(text: &str) -> Vec<&str> {
    let starts = text.match_indices('{').map(|(at, _)| &text[at..]);
    starts.filter_map(|rest| Some(&rest[..=rest.find('}')?])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    fn settings(text: &str) -> String {
        findings(&RULE, &[("models/acme/one.toml", "name = \"One\"\n"), ("site.toml", text)])
    }

    #[test]
    fn other_placeholders_and_a_missing_one_are_found() {
        assert_snapshot(
            settings(
                "[gateway]\ncta_url = \"https://a.example/{id}?m={model}\"\n[repo]\nedit_url = \"https://b.example/edit\"\n",
            ),
            snapbox::str![[r#"
site.toml:2:11-45 unknown-placeholder: `cta_url` has the unknown placeholder `{model}`
  help: write `{id}`
site.toml:4:12-36 unknown-placeholder: `edit_url` links to the same place for every file
  help: add `{path}` in place of the file's path
"#]],
        );
    }

    #[test]
    fn addresses_with_their_own_placeholder_are_fine() {
        let text =
            "[gateway]\ncta_url = \"https://a.example/\"\n[repo]\nedit_url = \"https://b.example/{path}\"\n";
        assert_eq!(settings(text), "");
    }
}

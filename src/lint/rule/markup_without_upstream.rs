//! A markup that marks nothing up.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "markup-without-upstream",
        Level::Deny,
        Level::Warn,
        "Only one of `markup_percent` and `cost_basis = \"upstream\"` is set.",
        "Prices are what the reader pays. A markup is added only if the settings say that the files contain upstream prices. One key without the other has no effect.",
        "[gateway]\nmarkup_percent = 5",
        "[gateway]\ncost_basis = \"upstream\"\nmarkup_percent = 5",
    ),
    check: Check::Catalog(check),
};

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    let settings = &context.settings.source;
    let is_upstream = settings.text("gateway.cost_basis") == Some("upstream");
    let markup = settings.entry("gateway.markup_percent");
    if ["gateway.cost_basis", "gateway.markup_percent"].iter().any(|key| settings.is_left_out(key)) {
        return;
    }
    let (key, message, help) = match (is_upstream, markup) {
        (true, None) => (
            settings.entry("gateway.cost_basis"),
            "upstream prices without a `markup_percent`",
            "add `markup_percent`, or write `cost_basis = \"charged\"`",
        ),
        (false, Some(_)) => (
            markup,
            "a markup that is not applied to any price",
            "write `cost_basis = \"upstream\"` if the files contain upstream prices, or remove the markup",
        ),
        _ => return,
    };
    if let Some(entry) = key {
        diags.push(Diagnostic::new(code, entry.key, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    fn gateway(text: &str) -> String {
        let settings = format!("[gateway]\n{text}");
        findings(&RULE, &[("models/acme/one.toml", "name = \"One\"\n"), ("site.toml", &settings)])
    }

    #[test]
    fn one_key_without_the_other_is_found() {
        assert_snapshot(
            gateway("markup_percent = 5\n"),
            snapbox::str![[r#"
site.toml:2:1-15 markup-without-upstream: a markup that is not applied to any price
  help: write `cost_basis = "upstream"` if the files contain upstream prices, or remove the markup
"#]],
        );
        assert_snapshot(
            gateway("cost_basis = \"charged\"\nmarkup_percent = 5\n"),
            snapbox::str![[r#"
site.toml:3:1-15 markup-without-upstream: a markup that is not applied to any price
  help: write `cost_basis = "upstream"` if the files contain upstream prices, or remove the markup
"#]],
        );
        assert_snapshot(
            gateway("cost_basis = \"upstream\"\n"),
            snapbox::str![[r#"
site.toml:2:1-11 markup-without-upstream: upstream prices without a `markup_percent`
  help: add `markup_percent`, or write `cost_basis = "charged"`
"#]],
        );
    }

    #[test]
    fn both_keys_and_none_are_fine() {
        assert_eq!(gateway("cost_basis = \"upstream\"\nmarkup_percent = 5\n"), "");
        assert_eq!(gateway("id = \"x\"\n"), "");
    }
}

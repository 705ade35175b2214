//! A button that leads nowhere.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "label-without-address",
        Level::Deny,
        Level::Warn,
        "`[gateway]` has a `cta_label` and no `cta_url`.",
        "No page shows the button, because it has no link.",
        "[gateway]\ncta_label = \"Get a key\"",
        "[gateway]\ncta_label = \"Get a key\"\ncta_url = \"https://acme.example/keys\"",
    ),
    check: Check::Catalog(check),
};

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    let settings = &context.settings.source;
    let is_absent = settings.node("gateway.cta_url").is_none() && !settings.is_left_out("gateway.cta_url");
    let Some(label) = settings.entry("gateway.cta_label").filter(|_| is_absent) else { return };
    if !context.catalog.providers.is_empty() {
        return;
    }
    diags.push(
        Diagnostic::new(code, label.key, "`cta_label` has no `cta_url`, so there is no button")
            .help("add `cta_url`, the address that the button links to"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> String {
        findings(&RULE, &[("models/acme/one.toml", "name = \"One\"\n"), ("site.toml", text)])
    }

    #[test]
    fn a_label_alone_is_found() {
        assert!(
            settings("[gateway]\ncta_label = \"Go\"\n").starts_with("site.toml:2:1-10 label-without-address")
        );
    }

    #[test]
    fn a_label_with_an_address_is_fine() {
        assert_eq!(settings("[gateway]\ncta_label = \"Go\"\ncta_url = \"https://a.example/\"\n"), "");
    }
}

//! A directory of other people's data that does not say whose it is.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "no-data-license",
        Level::Hint,
        Level::Allow,
        "A directory with multiple providers names neither the license nor the source of its data.",
        "Most data sets require attribution and their license, and readers want to know where prices come from. Set both in `[data]`.",
        "title = \"Models\"",
        "title = \"Models\"\n[data]\nlicense = \"MIT\"\ncredit = \"Data from [models.dev](https://models.dev)\"",
    ),
    check: Check::Catalog(check),
};

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    let settings = context.settings;
    if context.catalog.providers.is_empty()
        || !settings.data.is_empty()
        || settings.source.is_left_out("data")
    {
        return;
    }
    let Some(first) = settings.source.0.values().next() else { return };
    let found = "the site names neither the license nor the source of its data";
    let help = "set `license` and `credit` in `[data]`";
    diags.push(Diagnostic::new(code, Span::whole(first.key.file), found).help(help));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    const PROVIDER: [(&str, &str); 2] = [
        ("providers/p/provider.toml", "name = \"P\"\n"),
        ("providers/p/models/one.toml", "name = \"One\"\n"),
    ];

    fn site(settings: &str) -> String {
        findings(&RULE, &[PROVIDER[0], PROVIDER[1], ("site.toml", settings)])
    }

    #[test]
    fn a_directory_of_providers_without_a_source_is_found() {
        assert_snapshot(
            site("title = \"Models\"\n"),
            snapbox::str![[r#"
site.toml no-data-license: the site names neither the license nor the source of its data
  help: set `license` and `credit` in `[data]`
"#]],
        );
    }

    #[test]
    fn a_source_a_site_of_one_vendor_and_a_folder_without_settings_are_fine() {
        assert_eq!(site("[data]\ncredit = \"Our own\"\n"), "");
        assert_eq!(
            findings(&RULE, &[("models/a/b.toml", "name = \"B\""), ("site.toml", "title = \"T\"")]),
            ""
        );
        assert_eq!(findings(&RULE, &PROVIDER), "");
    }
}

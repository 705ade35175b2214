//! A site that does not know where it stands.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "no-base-url",
        Level::Hint,
        Level::Allow,
        "The site has no base URL.",
        "Canonical addresses, previews and the sitemap need the site's address; they are left out.",
        "title = \"Models\"",
        "title = \"Models\"\nbase_url = \"https://models.example.org/\"",
    ),
    check: Check::Catalog(check),
};

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    let settings = context.settings;
    let is_absent = settings.base_url.is_none() && !settings.source.is_left_out("base_url");
    let Some(first) = settings.source.0.values().next().filter(|_| is_absent) else { return };
    diags.push(
        Diagnostic::new(code, Span::whole(first.key.file), "the site has no base URL")
            .help("set `base_url`, or pass `--base-url`"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    fn site(settings: &str) -> String {
        findings(&RULE, &[("models/acme/one.toml", "name = \"One\"\n"), ("site.toml", settings)])
    }

    #[test]
    fn settings_without_a_base_url_are_found() {
        assert_snapshot(
            site("title = \"Models\"\n"),
            snapbox::str![[r#"
site.toml no-base-url: the site has no base URL
  help: set `base_url`, or pass `--base-url`
"#]],
        );
    }

    #[test]
    fn a_base_url_and_a_folder_without_settings_are_fine() {
        assert_eq!(site("base_url = \"https://models.example.org\"\n"), "");
        assert_eq!(findings(&RULE, &[("models/acme/one.toml", "name = \"One\"\n")]), "");
    }
}

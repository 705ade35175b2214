//! A gateway in a site that compares providers.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "unused-gateway",
        Level::Warn,
        Level::Hint,
        "A site with `providers/` has a `[gateway]` with its own texts or prices.",
        "`[gateway]` is the only provider of a site without `providers/`. If providers are compared, its texts would be on other providers' pages, so they are not shown.",
        "# site.toml, beside providers/acme/provider.toml\n[gateway]\ncta_url = \"https://acme.example/keys\"",
        "# site.toml, without providers/\n[gateway]\ncta_url = \"https://acme.example/keys\"",
    ),
    check: Check::Catalog(check),
};

/// The keys that say something to readers.
const WORDS: [&str; 4] = ["cta_url", "cta_label", "fees", "markup_percent"];

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    if context.catalog.providers.is_empty() {
        return;
    }
    let settings = &context.settings.source;
    let entry = WORDS.iter().find_map(|key| Some((key, settings.entry(&format!("gateway.{key}"))?)));
    if let Some((key, entry)) = entry {
        let message = format!("no page shows `{key}` of `[gateway]`, because the site has `providers/`");
        diags.push(
            Diagnostic::new(code, entry.key, message)
                .help("remove it, or give the gateway its own folder in `providers/`"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gateway_beside_providers_is_found_and_one_alone_is_not() {
        let site = ("site.toml", "[gateway]\nname = \"Acme\"\nfees = \"None.\"\n");
        let model = ("models/acme/one.toml", "name = \"One\"\n");
        let provider = ("providers/north/provider.toml", "name = \"North\"\n");
        let offer = ("providers/north/models/one.toml", "name = \"One\"\n");
        assert!(
            findings(&RULE, &[site, model, provider, offer]).starts_with("site.toml:3:1-5 unused-gateway")
        );
        assert_eq!(findings(&RULE, &[site, model]), "");
    }
}

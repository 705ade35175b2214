//! A gateway in a site that compares providers.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "unused-gateway",
        Level::Warn,
        Level::Hint,
        "A site with `providers/` has a `[gateway]`.",
        "`[gateway]` is the one provider of a site without `providers/`. Where providers are compared, its words would stand on the pages of others, so no page shows them.",
        "# beside providers/acme/provider.toml\n[gateway]\nname = \"Acme\"",
        "# providers/acme/provider.toml\nname = \"Acme\"",
    ),
    check: Check::Catalog(check),
};

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    let gateway = context.settings.source.entry("gateway").filter(|_| !context.catalog.providers.is_empty());
    if let Some(gateway) = gateway {
        let message = "no page shows `[gateway]`, because the site has `providers/`";
        diags.push(
            Diagnostic::new(code, gateway.key, message)
                .help("remove it, or give the gateway a folder of its own below `providers/`"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gateway_beside_providers_is_found_and_one_alone_is_not() {
        let site = ("site.toml", "[gateway]\nname = \"Acme\"\n");
        let model = ("models/acme/one.toml", "name = \"One\"\n");
        let provider = ("providers/north/provider.toml", "name = \"North\"\n");
        assert!(findings(&RULE, &[site, model, provider]).starts_with("site.toml:1:2-9 unused-gateway"));
        assert_eq!(findings(&RULE, &[site, model]), "");
    }
}

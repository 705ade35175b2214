//! A price that nobody offers speaks for a model.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "unknown-primary-offer",
        Level::Deny,
        Level::Warn,
        "`primary_offer` names a provider that does not offer the model.",
        "Another offer's price is then shown for the model in every list.",
        "primary_offer = \"opnai\"",
        "primary_offer = \"openai\"",
    ),
    check: Check::Catalog(check),
};

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    let mut offers = vec![Vec::new(); context.catalog.models.len()];
    for offer in &context.catalog.offers {
        if let Some(model) = offer.model() {
            offers[model].push(context.catalog.providers[offer.provider].id.as_str());
        }
    }
    for (model, providers) in context.catalog.models.iter().zip(offers) {
        let record = &model.record;
        let Some(name) = record.primary_offer.as_deref() else { continue };
        if providers.contains(&name) || context.catalog.absent.has_offer_of(name) {
            continue;
        }
        let message = format!("no provider `{name}` offers this model");
        let near = closest(name, providers.iter().copied()).or_else(|| providers.first().copied());
        let diagnostic = Diagnostic::new(code, record.span("primary_offer"), message);
        diags.push(match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("it has no offers; remove `primary_offer`"),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn a_primary_offer_of_nobody_is_found() {
        let files = [
            ("models/acme/one.toml", "name = \"One\"\nprimary_offer = \"acmee\"\n"),
            ("models/acme/two.toml", "name = \"Two\"\nprimary_offer = \"acme\"\n"),
            ("providers/acme/models/one.toml", "name = \"One\"\n"),
            ("providers/acme/provider.toml", "name = \"Acme\"\n"),
        ];
        assert_snapshot(
            findings(&RULE, &files),
            snapbox::str![[r#"
models/acme/one.toml:2:17-24 unknown-primary-offer: no provider `acmee` offers this model
  help: did you mean `acme`?
models/acme/two.toml:2:17-23 unknown-primary-offer: no provider `acme` offers this model
  help: it has no offers; remove `primary_offer`
"#]],
        );
    }

    #[test]
    fn a_primary_offer_that_is_a_draft_is_fine() {
        let files = [
            ("models/acme/one.toml", "name = \"One\"\nprimary_offer = \"acme\"\n"),
            ("providers/acme/models/one.toml", "name = \"One\"\ndraft = true\n"),
            ("providers/acme/provider.toml", "name = \"Acme\"\n"),
        ];
        assert_eq!(findings(&RULE, &files), "");
    }

    #[test]
    fn a_primary_offer_that_exists_is_fine() {
        let files = [
            ("models/acme/one.toml", "name = \"One\"\nprimary_offer = \"acme\"\n"),
            ("providers/acme/models/one.toml", "name = \"One\"\n"),
            ("providers/acme/provider.toml", "name = \"Acme\"\n"),
        ];
        assert_eq!(findings(&RULE, &files), "");
    }
}

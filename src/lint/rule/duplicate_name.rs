//! Two records that readers cannot tell apart.

use std::collections::HashMap;

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "duplicate-name",
        Level::Hint,
        Level::Hint,
        "Two records of one author or provider have the same display name.",
        "Their rows and titles differ only by ID. Use `variant_of` for a region or size variant, which is then folded into the other.",
        "# in two files of one author\nname = \"Mistral Large\"",
        "name = \"Mistral Large 3\"",
    ),
    check: Check::Catalog(check),
};

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    let catalog = context.catalog;
    let models = catalog
        .models
        .iter()
        .filter(|model| model.listings.is_none())
        .map(|model| (false, model.author, &model.record));
    let offers = catalog.offers.iter().map(|offer| (true, offer.provider, &offer.record));
    let mut first = HashMap::new();
    for (is_offer, organization, record) in models.chain(offers) {
        if record.variant_of.is_some() || record.unlisted {
            continue;
        }
        let Some(other) = first.insert((is_offer, organization, record.name.to_lowercase()), record) else {
            continue;
        };
        let message = format!("`{}` is also the name of `{}`", record.name, other.id);
        diags.push(
            Diagnostic::new(code, own_span(record, "name"), message)
                .label(own_span(other, "name"), "the other one")
                .help("make the names different, or mark one as `variant_of` the other"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn a_name_twice_at_one_provider_is_found_at_the_second() {
        let files = [
            ("models/acme/one.toml", "name = \"One\"\n"),
            ("providers/p/models/one-eu.toml", "base_model = \"acme/one\"\n"),
            ("providers/p/models/one.toml", "base_model = \"acme/one\"\n"),
            ("providers/p/provider.toml", "name = \"P\"\n"),
        ];
        assert_snapshot(
            findings(&RULE, &files),
            snapbox::str![[r#"
providers/p/models/one.toml:1:14-24 duplicate-name: `One` is also the name of `one-eu`
  help: make the names different, or mark one as `variant_of` the other
"#]],
        );
    }

    #[test]
    fn variants_and_other_authors_may_share_a_name() {
        let files = [
            ("models/acme/one-eu.toml", "name = \"One\"\nvariant_of = \"acme/one\"\n"),
            ("models/acme/one.toml", "name = \"One\"\n"),
            ("models/zeta/one.toml", "name = \"One\"\n"),
        ];
        assert_eq!(findings(&RULE, &files), "");
    }
}

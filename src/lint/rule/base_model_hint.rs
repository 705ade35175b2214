//! An offer that seems to be one of a known model.

use std::collections::HashMap;

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "base-model-hint",
        Level::Hint,
        Level::Hint,
        "An offer is not linked to a model, but its ID ends with a known model's ID.",
        "The ID alone does not link the offer: `linking` does not allow it, or the rules are not conclusive. With `model`, the offer is listed on the model's page and in comparisons; with `base_model`, it also inherits the model's facts.",
        "# providers/azure/models/gpt-4o.toml, beside models/openai/gpt-4o.toml\nname = \"GPT-4o\"\nlinking = \"declared\"",
        "# providers/azure/models/gpt-4o.toml, beside models/openai/gpt-4o.toml\nbase_model = \"openai/gpt-4o\"",
    ),
    check: Check::Catalog(check),
};

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    let index = ModelIndex::new(context);
    let alone = context.catalog.offers.iter().filter(|offer| offer.model().is_none());
    for record in alone.map(|offer| &offer.record).filter(|record| names_no_model(record)) {
        let Some(model) = index.model(&record.id) else { continue };
        let message = format!("`{}` may be an offer of `{model}`", record.id);
        diags.push(Diagnostic::new(code, Span::whole(record.file), message).help(format!(
            "if it is, write `model = \"{model}\"`, or `base_model` to inherit its facts too"
        )));
    }
}

/// Whether a file says nothing of the model. What it says may be a mistake that is reported.
fn names_no_model(record: &Record) -> bool {
    let source = &record.source;
    ["model", "base_model"].iter().all(|key| source.node(key).is_none() && !source.is_left_out(key))
}

/// The paths of models below `models/`, by how ids may end, in lower case.
struct ModelIndex<'a> {
    /// By the whole path: `openai/gpt-4o`.
    whole: HashMap<String, &'a str>,
    /// By the path below the author; `None` where two authors have it.
    below: HashMap<String, Option<&'a str>>,
}

impl<'a> ModelIndex<'a> {
    fn new(context: CatalogContext<'a>) -> Self {
        let mut index = Self { whole: HashMap::new(), below: HashMap::new() };
        for model in context.catalog.models.iter().filter(|model| model.listings.is_none()) {
            let Some(path) = model.record.key.as_str().strip_prefix("models/") else { continue };
            index.whole.insert(path.to_lowercase(), path);
            if let Some((_, below)) = path.split_once('/') {
                let slot = index.below.entry(below.to_lowercase());
                slot.and_modify(|other| *other = None).or_insert(Some(path));
            }
        }
        index
    }

    /// The one model that an id ends in.
    fn model(&self, id: &str) -> Option<&'a str> {
        let id = id.to_lowercase();
        let cuts = id.match_indices('/').map(|(at, _)| at + 1);
        let deprecations: Vec<&str> = std::iter::once(0).chain(cuts).map(|at| &id[at..]).collect();
        let whole = deprecations.iter().find_map(|ending| self.whole.get(*ending).copied());
        whole.or_else(|| deprecations.iter().find_map(|ending| self.below.get(*ending).copied().flatten()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    const PROVIDER: (&str, &str) = ("providers/p/provider.toml", "name = \"P\"\n");
    const MODEL: (&str, &str) = ("models/acme/One-1.toml", "name = \"One\"\n");

    #[test]
    fn an_offer_whose_id_ends_in_a_model_is_proposed_it_where_nothing_may_be_concluded() {
        let files = [
            ("site.toml", "[linking]\nlevel = \"declared\"\n"),
            MODEL,
            PROVIDER,
            ("providers/p/models/acme/one-1.toml", "name = \"One\"\n"),
            ("providers/p/models/one-1.toml", "name = \"One\"\n"),
            ("providers/p/models/x/y/one-1.toml", "name = \"One\"\n"),
        ];
        assert_snapshot(
            findings(&RULE, &files),
            snapbox::str![[r#"
providers/p/models/acme/one-1.toml base-model-hint: `acme/one-1` may be an offer of `acme/One-1`
  help: if it is, write `model = "acme/One-1"`, or `base_model` to inherit its facts too
providers/p/models/one-1.toml base-model-hint: `one-1` may be an offer of `acme/One-1`
  help: if it is, write `model = "acme/One-1"`, or `base_model` to inherit its facts too
providers/p/models/x/y/one-1.toml base-model-hint: `x/y/one-1` may be an offer of `acme/One-1`
  help: if it is, write `model = "acme/One-1"`, or `base_model` to inherit its facts too
"#]],
        );
    }

    #[test]
    fn a_linked_offer_another_id_and_an_id_of_two_authors_are_left_alone() {
        let files = [
            MODEL,
            ("models/zeta/one-1.toml", "name = \"One\"\n"),
            PROVIDER,
            ("providers/p/models/acme/one-1.toml", "base_model = \"acme/One-1\"\n"),
            ("providers/p/models/one-1.toml", "name = \"One\"\n"),
            ("providers/q/provider.toml", "name = \"Q\"\nlinking = \"declared\"\n"),
            ("providers/q/models/one-1.toml", "name = \"One\"\n"),
            ("providers/q/models/acme/one-1.toml", "name = \"One\"\nmodel = \"acme/One-1\"\n"),
            ("providers/p/models/one-1-fast.toml", "name = \"One\"\n"),
        ];
        assert_eq!(findings(&RULE, &files), "");
    }
}

//! Inheritance by the rules of models.dev: tables are merged deeply, other values are replaced, omitted keys are removed last.

use std::sync::Arc;

use crate::parse::{Table, Value};

/// The keys that a record never inherits: its identity, its listing, its prices, and measurements and texts about the base.
/// A policy is that of the provider who serves the model.
const OWN: [&str; 30] = [
    "id",
    "slug",
    "aliases",
    "snapshots",
    "draft",
    "unlisted",
    "publish_from",
    "variant_of",
    "primary_offer",
    "added",
    "cost",
    "rate_limits",
    "quotas",
    "benchmarks",
    "links",
    "weights",
    "faq",
    "notes",
    "seo_title",
    "seo_description",
    "playground",
    "sources",
    "performance",
    "policy",
    "import",
    "extra",
    "model",
    "linking",
    "base_model",
    "base_model_omit",
];

/// Merges a record over its base, then removes the dotted paths that it omits.
pub(super) fn inherit(own: &Table, base: &Table) -> Table {
    let mut merged = base.without(&OWN);
    merge_over(&mut merged, own);
    for path in own.texts("base_model_omit") {
        merged.remove(&path);
    }
    merged
}

/// Fills in missing keys from an author's or provider's file, in the given tables: `[policy]` and `[sources]`.
pub(super) fn fill(own: &mut Table, defaults: &Table, keys: &[&str]) {
    for (name, default) in keys.iter().filter_map(|key| defaults.0.get_key_value(*key)) {
        if own.lacks_by_mistake(name) {
            continue;
        }
        match own.0.get_mut(name).map(|entry| &mut entry.node.value) {
            None => {
                own.0.insert(Arc::clone(name), default.clone());
            }
            Some(Value::Table(over)) => {
                let Value::Table(under) = &default.node.value else { continue };
                let mut under = Arc::clone(under);
                merge_over(Arc::make_mut(&mut under), over);
                *over = under;
            }
            Some(_) => {}
        }
    }
}

/// Merges a table over another. A value above that could not be read hides the one below, since what was meant is unknown.
fn merge_over(below: &mut Table, above: &Table) {
    below.leave_out_as(above);
    for (key, entry) in &above.0 {
        let under = below.0.get_mut(key).map(|entry| &mut entry.node.value);
        match (under, &entry.node.value) {
            (Some(Value::Table(under)), Value::Table(over)) => merge_over(Arc::make_mut(under), over),
            _ => {
                below.0.insert(Arc::clone(key), entry.clone());
            }
        }
    }
}

//! Inheritance as models.dev does it: tables merge deeply, everything else is replaced, omitted keys go last.

use crate::parse::{Table, Value};

/// What a record never takes from its base: who it is, where it stands in the directory, what it costs, and what
/// others have measured and written of the base itself. A policy is that of whoever serves the model.
const OWN: [&str; 26] = [
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
    "extra",
    "base_model",
    "base_model_omit",
];

/// Lays a record over its base, then drops the dotted paths that it omits.
pub(super) fn inherit(own: &Table, base: &Table) -> Table {
    let mut merged = base.clone();
    merged.retain(|key| !OWN.contains(&key));
    lay_over(&mut merged, own);
    for path in own.texts("base_model_omit") {
        merged.remove(&path);
    }
    merged
}

/// Fills the tables that a record lacks from its author's or provider's file: `[policy]` and `[sources]` key by key.
pub(super) fn fill(own: &mut Table, defaults: &Table, keys: &[&str]) {
    let mut filled = Table::default();
    for key in keys {
        if let Some(entry) = defaults.0.get(*key) {
            filled.0.insert((*key).to_owned(), entry.clone());
        }
    }
    let mine = std::mem::take(own);
    lay_over(&mut filled, &mine);
    *own = filled;
}

/// Lays a table over another. A value that was written above and not understood hides the one below: what was meant is unknown.
fn lay_over(below: &mut Table, above: &Table) {
    below.leave_out_as(above);
    for (key, entry) in &above.0 {
        let under = below.0.get_mut(key).map(|entry| &mut entry.node.value);
        match (under, &entry.node.value) {
            (Some(Value::Table(under)), Value::Table(over)) => lay_over(under, over),
            _ => {
                below.0.insert(key.clone(), entry.clone());
            }
        }
    }
}

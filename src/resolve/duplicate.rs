//! Removes records whose exact id another one has, since a call with the id reaches only one of them.

use foldhash::HashSet;

use super::catalog::{Duplicate, Model, Offer};
use super::codes;
use super::contest;
use super::record::Record;
use crate::diag::{Diagnostic, Diagnostics};

/// Removes the records whose id another one has, and reports each at its file. The record whose path is its id stays, else
/// the first by key.
pub(super) fn remove(
    models: &mut Vec<Model>,
    offers: &mut Vec<Offer>,
    diags: &mut Diagnostics,
) -> Vec<Duplicate> {
    let mut duplicates = remove_from(models, |_| 0, |model| &model.record, diags);
    duplicates.extend(remove_from(offers, |offer| offer.provider, |offer| &offer.record, diags));
    duplicates
}

/// Removes duplicates among the entries of each group.
fn remove_from<T>(
    entries: &mut Vec<T>,
    group: impl Fn(&T) -> usize,
    record: impl Fn(&T) -> &Record,
    diags: &mut Diagnostics,
) -> Vec<Duplicate> {
    let id = |at: usize| (group(&entries[at]), record(&entries[at]).id.as_str());
    let rank = |at: usize| {
        let record = record(&entries[at]);
        (record.source.node("id").is_some(), &record.key)
    };
    let (kept, removed) = contest::decide(entries.len(), id, rank);
    let duplicates: Vec<Duplicate> = removed
        .iter()
        .map(|at| {
            let (duplicate, kept) = (record(&entries[*at]), record(&entries[kept[&id(*at)]]));
            diags.push(report(duplicate, kept));
            Duplicate { removed: duplicate.key.clone(), kept: kept.key.clone() }
        })
        .collect();
    let removed: HashSet<usize> = removed.into_iter().collect();
    let mut at = 0..entries.len();
    entries.retain(|_| !at.next().is_some_and(|at| removed.contains(&at)));
    duplicates
}

fn report(record: &Record, kept: &Record) -> Diagnostic {
    let message = format!("`{}` is also the ID of `{}`", record.id, kept.path);
    Diagnostic::new(&codes::DUPLICATE_ID, record.span("id"), message)
        .label(kept.span("id"), "the other one")
        .help("give one of them its own `id`, or remove it")
}

//! A model or an offer that is deprecated or retired.

use super::entry::Entry;
use super::record_of;
use crate::verify::exact::days;
use crate::verify::known::{Known, Truth};
use crate::verify::report::Report;

/// Holds an entry against its record.
pub(super) fn compare(entry: &Entry<'_>, truth: &Truth, report: &mut Report) {
    let Some(known) = record_of(entry, truth, report) else { return };
    for path in ["id", "name", "status", "deprecated"] {
        entry.hold(path, known, path, known.fact(path), report);
    }
    entry.hold("url", known, "url", Some(&known.url), report);
    let source = known.provider.as_deref().or(known.author.as_deref());
    if truth.is_from_files || source.is_some() {
        entry.hold("source", known, "source", source, report);
    }
    let successor = known.fact("successor").filter(|key| truth.records.contains_key(*key));
    entry.hold("successor", known, "successor", successor, report);
    // Without files, the day of the build is not known.
    if truth.today.is_some() || entry.json.get("retires").is_some() {
        let stops = known.fact("retires").filter(|_| known.status != "retired" || has_begun(known, truth));
        entry.hold("retires", known, "retires", stops, report);
    }
}

/// Whether the date on which a record stops has come.
fn has_begun(known: &Known, truth: &Truth) -> bool {
    let first = known.fact("retires").and_then(days).map(|(first, _)| first.to_string());
    truth.today.as_ref().is_none_or(|today| first.is_some_and(|first| first <= *today))
}

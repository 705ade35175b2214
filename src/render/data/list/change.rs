//! A model, an offer, an author or a provider that changed.

use schemars::JsonSchema;
use serde::Serialize;

use crate::change::{ChangeKind, FactChange, RecordChange};
use crate::derive::Directory;
use crate::domain::RecordKey;
use crate::render::data::form::{Day, PathBelowRoot};

/// A model, an offer, an author or a provider that changed.
#[derive(Serialize, JsonSchema)]
pub(super) struct Change<'a> {
    /// The day by which it changed.
    date: Day,
    /// Its key; of a removed record the old one.
    key: &'a str,
    /// Its exact ID.
    id: &'a str,
    /// Its name.
    name: &'a str,
    /// The path of its page, below the site's root; null if it has none any more.
    url: Option<PathBelowRoot>,
    /// The name of its author or provider.
    source: &'a str,
    /// What happened.
    what: ChangeKind,
    /// The key that it had before.
    #[serde(skip_serializing_if = "Option::is_none")]
    renamed_from: Option<&'a str>,
    /// Whether the old values were wrong, so that nothing changed in the world.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_correction: bool,
    /// The facts that changed.
    facts: &'a [FactChange],
}

/// Everything that changed, the latest day first, with its day.
pub(super) fn all(directory: &Directory) -> Vec<(&str, &RecordChange)> {
    let days = directory.changes.iter();
    days.flat_map(|changes| changes.rows().map(|record| (changes.date.as_str(), record))).collect()
}

impl<'a> Change<'a> {
    pub(super) fn new(directory: &Directory, day: &str, record: &'a RecordChange) -> Self {
        let key = RecordKey::of_path(&record.key);
        let provider = || directory.catalog.providers.iter().find(|organization| organization.key == key);
        let route = directory.catalog.record(&key).map(|here| &here.route);
        let route = route.or_else(|| provider().map(|party| &party.route));
        Self {
            date: Day(day.to_owned()),
            key: &record.key,
            id: &record.id,
            name: &record.name,
            url: route.map(Into::into),
            source: &record.party,
            what: record.kind,
            renamed_from: record.renamed_from.as_deref(),
            is_correction: record.is_correction,
            facts: &record.facts,
        }
    }
}

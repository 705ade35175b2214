//! A model or an offer that is deprecated or retired.

use schemars::JsonSchema;
use serde::Serialize;

use crate::derive::{Deprecation, Directory};
use crate::render::data::form::{Day, PathBelowRoot, RecordKeyText, statuses};

/// A model or an offer that is deprecated or retired.
#[derive(Serialize, JsonSchema)]
pub(super) struct Ending<'a> {
    /// The record's key.
    key: RecordKeyText<'a>,
    /// The exact ID that an API call takes.
    id: &'a str,
    /// The display name.
    name: &'a str,
    /// The path of the page, below the site's root.
    url: PathBelowRoot,
    /// The key of the author, or for an offer of the provider.
    source: RecordKeyText<'a>,
    /// Deprecated or retired.
    #[schemars(schema_with = "statuses")]
    status: &'static str,
    /// When the end was announced.
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<Day>,
    /// When it stops or stopped answering.
    #[serde(skip_serializing_if = "Option::is_none")]
    retires: Option<Day>,
    /// The key of the record that takes its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    successor: Option<RecordKeyText<'a>>,
}

impl<'a> Ending<'a> {
    pub(super) fn new(directory: &'a Directory, deprecation: &Deprecation) -> Self {
        let record = directory.record(deprecation.place);
        let successor = record.successor.as_ref().and_then(|key| directory.catalog.record(key));
        Self {
            key: RecordKeyText(record.key.as_str()),
            id: &record.id,
            name: &record.name,
            url: (&record.route).into(),
            source: RecordKeyText(directory.catalog.organization(deprecation.place).key.as_str()),
            status: deprecation.status.word(),
            deprecated: deprecation.announced.map(Day::from),
            retires: deprecation.stops.map(Day::from),
            successor: successor.map(|record| RecordKeyText(record.key.as_str())),
        }
    }
}

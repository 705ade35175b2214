use serde::Serialize;

use super::figure::Figure;
use super::link::Link;
use super::model_list::Pagination;
use super::phrase::Phrase;

/// The page of what changed in the past; templates see it as `changes`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Changes {
    /// One sentence with the number of changes and the days that they are of.
    pub lead: Phrase,
    /// The days of this page, the latest first.
    pub groups: Vec<ChangeGroup>,
    /// The way to the other pages; absent when there is one.
    pub pagination: Option<Pagination>,
}

/// What changed by one day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ChangeGroup {
    /// The fragment: `d-2026-11-24`.
    pub id: String,
    /// The day.
    pub day: Figure,
    /// The records.
    pub rows: Vec<ChangeRow>,
}

/// A record that changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ChangeRow {
    /// The record's key, for `data-record`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its page; absent where the record is gone.
    pub page: Option<Link>,
    /// Its author or provider.
    pub source: String,
    /// What happened: "Added", "Removed", "Renamed from …", "Retired"; absent where only facts changed.
    pub happened: Option<String>,
    /// The facts that changed.
    pub facts: Vec<ChangedFact>,
}

/// A fact before and after.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ChangedFact {
    /// What it is called: "Input".
    pub label: String,
    /// From what to what: "$0.15 to $0.075".
    pub values: Phrase,
    /// How far a price moved: "-50%".
    pub percent: Option<String>,
}

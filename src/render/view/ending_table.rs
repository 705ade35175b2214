use serde::Serialize;

use super::cell::Cell;
use super::link::Link;
use super::phrase::Phrase;

/// The records that stop on one day; `component/ending_table.html` draws a list of such groups.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct EndingGroup {
    /// The day, or that none is known: "Jan 6, 2027".
    pub heading: Phrase,
    /// The records.
    pub rows: Vec<EndingRow>,
}

/// One record that ends or has ended.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct EndingRow {
    /// The record's key, for `data-record`.
    pub key: String,
    /// Its name and page.
    pub name: Link,
    /// Who made the model or, for an offer, who serves it.
    pub source: Link,
    /// When the end was announced.
    pub announced: Cell,
    /// The model that takes its place.
    pub successor: Option<Link>,
}

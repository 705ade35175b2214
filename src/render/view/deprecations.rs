use serde::Serialize;

use super::ending_table::EndingGroup;
use super::model_list::Pagination;
use super::phrase::Phrase;

/// The page of what ends or has ended; templates see it as `deprecations`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Deprecations {
    /// One sentence with the counts and the day that they are true for.
    pub lead: Phrase,
    /// Whether any record on the page says when its end was announced.
    pub with_announced: bool,
    /// Whether any record on the page names what takes its place.
    pub with_successors: bool,
    /// What still answers, then what has stopped; a part with nothing in it is left out.
    pub parts: Vec<EndingPart>,
    /// The way to the other pages; absent when there is one.
    pub pagination: Option<Pagination>,
}

/// What is still to stop, or what has stopped.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct EndingPart {
    /// The fragment: `planned`, `done`.
    pub id: String,
    /// The heading: "Planned shutdowns".
    pub title: String,
    /// The records by the day on which they stop or stopped.
    pub groups: Vec<EndingGroup>,
}

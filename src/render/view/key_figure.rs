use serde::Serialize;

use super::cell::Cell;
use super::phrase::Phrase;

/// One of the big figures below the head of a page; `component/facts.html` draws the row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct KeyFigure {
    /// What it is: "Context window".
    pub label: String,
    /// The figure.
    pub cell: Cell,
    /// The line below: "128,000 tokens", "per 1M tokens", "not supported".
    pub note: Option<Phrase>,
}

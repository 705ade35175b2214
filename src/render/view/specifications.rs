use serde::Serialize;

use super::cell::Cell;
use super::html::Html;
use super::link::Link;
use super::phrase::Phrase;

/// The section with all that is known of the model; `component/specifications.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Specifications {
    /// The rows.
    pub rows: Vec<Specification>,
    /// The author's notes.
    pub notes: Vec<Html>,
}

/// One row: a label and its value, given as a cell, as a line of text, as code or as links.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Specification {
    /// What it is: "Data retention".
    pub label: String,
    /// The value as a figure or words.
    pub cell: Option<Cell>,
    /// The value where it takes several figures: "0 to 2, default 1".
    pub text: Option<Phrase>,
    /// The value where it is an id or a key, printed exactly.
    pub code: Vec<String>,
    /// The value where it leads somewhere: tags, type, licence, weights.
    pub links: Vec<Link>,
    /// The exact form beside a short one: "128,000 tokens".
    pub detail: Option<String>,
}

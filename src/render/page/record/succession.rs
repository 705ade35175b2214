//! What templates see of the model that replaces one that ends.

use serde::Serialize;

use super::difference::Difference;
use crate::render::view::{Cell, Html, Link, Phrase};

/// The section on the model that replaces one that ends, with what changes; `component/succession.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Succession {
    /// The model to move to.
    pub to: Link,
    /// Its key, for `data-record`.
    pub key: String,
    /// What the section says, and which successor was passed over.
    pub lead: Phrase,
    /// The name of the page's model.
    pub own: String,
    /// What a month costs with both.
    pub month: Option<SuccessionRow>,
    /// What the month holds: "10,000 requests × 2K in + 500 out".
    pub usage: Option<String>,
    /// What both models state and differ in: prices, limits, capabilities, parameters.
    pub rows: Vec<SuccessionRow>,
    /// What only one of them states, and how many facts are the same, in sentences.
    pub notes: Vec<String>,
    /// The prices and the usage of the month for the script: JSON with `<` escaped.
    pub data: Option<Html>,
    /// What changes in a request.
    pub code: Option<CodeChange>,
}

/// One fact of both models.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct SuccessionRow {
    /// What it is: "Input, per 1M tokens".
    pub label: String,
    /// Whether the label is a key, in the type of code.
    pub is_code: bool,
    /// What the page's model has.
    pub own: Html,
    /// What the other one has.
    pub other: Html,
    /// How they differ.
    pub difference: Option<Difference>,
}

/// What changes in a request.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CodeChange {
    /// Whether base URL and key change too.
    pub lead: Phrase,
    /// The id of the other model where it is called, to copy.
    pub id: String,
    /// The line with the model, a language each.
    pub lines: Vec<CodeLine>,
}

/// The line with the model in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CodeLine {
    /// The language in words: "Python".
    pub label: String,
    /// The line as it is.
    pub before: String,
    /// The line as it must be.
    pub after: String,
}

impl SuccessionRow {
    /// Makes the row of a label and two cells.
    pub(super) fn of_cells(label: &str, own: &Cell, other: &Cell) -> Self {
        Self { label: label.to_owned(), own: own.to_html(), other: other.to_html(), ..Self::default() }
    }
}

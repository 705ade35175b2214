//! One row of a table of facts.

use serde::Serialize;

use crate::render::view::{Cell, Figure, Link, Phrase};

/// One row: a label and its value, given as a cell, as a line of text, as code or as links.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Specification {
    /// What it is: "Data retention".
    pub label: String,
    /// Whether the label is a key, in the type of code: `top_p`.
    pub is_code: bool,
    /// Whether the value is a figure rather than words or links, so that it stands at the end of its line.
    pub is_figure: bool,
    /// The value as a figure or words.
    pub cell: Option<Cell>,
    /// The value where it takes several figures: "0 to 2, default 1".
    pub text: Option<Phrase>,
    /// The value where it is an id or a key, printed exactly.
    pub code: Vec<String>,
    /// The value where it leads somewhere: tags, type, license, weights.
    pub links: Vec<Link>,
    /// The exact form beside a short one: "128,000 tokens".
    pub detail: Option<String>,
}

impl Specification {
    /// Makes a row with one figure.
    pub(super) fn figure(label: &str, figure: Figure) -> Self {
        Self { label: label.to_owned(), cell: Some(Cell::known(figure)), ..Self::default() }
    }

    /// Makes a row of words with figures in them.
    pub(super) fn words(label: &str, text: Phrase) -> Self {
        Self { label: label.to_owned(), text: Some(text), ..Self::default() }
    }
}

//! What templates see of the models to use instead.

use serde::Serialize;

use super::difference::Difference;
use super::related_row::RelatedRow;
use crate::render::view::{Cell, Figure, Html, Link, Phrase, Shared};

/// The section with models to use instead, each with all that would change; `component/replacements.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Replacements {
    /// The sentence above the table.
    pub lead: Phrase,
    /// Whether any of the models has a price for output.
    pub has_output: bool,
    /// Whether any has a context window.
    pub has_context: bool,
    /// Whether any has a score in a set that the page's model is in.
    pub has_scores: bool,
    /// The page's model.
    pub own: Replacement,
    /// The models to use instead.
    pub rows: Vec<Replacement>,
    /// What the month holds: "10,000 requests × 2K in + 500 out"; absent where no cost is known.
    pub usage: Option<String>,
    /// The full names of the sets of the scores.
    pub sets: Vec<String>,
    /// The prices and the usage of the month for the script: JSON with `<` escaped.
    pub data: Option<Html>,
    /// Where the page's model and the first of these stand side by side.
    pub compare: Option<Link>,
}

/// One model of the table, with its differences from the page's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replacement {
    /// Its name, page and main figures.
    pub model: Shared<RelatedRow>,
    /// Who made it, and why it is there: "`DeepSeek`, cheaper".
    pub origin: String,
    /// How its input price differs.
    pub input: Option<Difference>,
    /// How its output price differs.
    pub output: Option<Difference>,
    /// How its context window differs.
    pub context: Option<Difference>,
    /// Its scores.
    pub scores: Vec<ReplacementScore>,
    /// Capabilities that are lost, gained or not stated.
    pub capabilities: Vec<Difference>,
    /// What the month costs.
    pub month: Cell,
    /// How that differs.
    pub month_difference: Option<Difference>,
    /// What 1M tokens cost in the mix of the month.
    pub blended: Option<Figure>,
}

/// A score in a set that both models are in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ReplacementScore {
    /// The benchmark, or the whole name of the set where two sets have the same.
    pub name: String,
    /// The score.
    pub score: Figure,
    /// How it differs.
    pub difference: Option<Difference>,
}

impl Default for Replacement {
    fn default() -> Self {
        Self {
            model: RelatedRow::default().into(),
            origin: String::new(),
            input: None,
            output: None,
            context: None,
            scores: Vec::new(),
            capabilities: Vec::new(),
            month: Cell::default(),
            month_difference: None,
            blended: None,
        }
    }
}

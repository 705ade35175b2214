use serde::Serialize;

use super::cell::Cell;
use super::lifecycle::Status;
use super::link::Link;
use super::phrase::Phrase;

/// A short table of other models: "Alternatives", "Other Mistral models"; `component/related.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Related {
    /// The sentence above the table.
    pub lead: Option<Phrase>,
    /// The models.
    pub rows: Vec<RelatedRow>,
    /// Whether the rows say how they differ from the page's model.
    pub with_difference: bool,
    /// Where the page's model and the first of these stand side by side.
    pub compare: Option<Link>,
    /// Where there are more: "All Mistral models".
    pub more: Option<Link>,
}

/// One other model.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct RelatedRow {
    /// The record's key, for `data-record`.
    pub key: String,
    /// The model's name and page.
    pub name: Link,
    /// Who made it.
    pub author: Option<String>,
    /// A mark such as "Deprecated".
    pub status: Option<Status>,
    /// What is different: "33% cheaper input", "8 times the context".
    pub difference: Option<Phrase>,
    /// The context window.
    pub context: Cell,
    /// The input price.
    pub input: Cell,
    /// The output price.
    pub output: Cell,
}

//! The form that searches, filters and sorts a list of models, as templates see it.

use serde::Serialize;

use crate::render::page::row::ModelRow;
use crate::render::view::Link;

/// The form that searches, filters and sorts a list of models, with what its script draws; `component/filters.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Filters {
    /// The path of the list, where the form leads.
    pub action: String,
    /// The path of the rows as data.
    pub data: String,
    /// What all rows of the list share, as a field of the form and its value: `capability=vision`; absent where the list has every row of the data.
    pub preset: Option<String>,
    /// Whether the rows are offers of one provider, so that their authors stand beside them.
    pub with_authors: bool,
    /// The path of every offer as data; absent where there is no switch for them.
    pub every_offer: Option<String>,
    /// The path of the page that compares records.
    pub compare: String,
    /// What a row is, one and many: "model models".
    pub words: String,
    /// How many rows the list has.
    pub rows: u32,
    /// What the search field says while it is empty: "Search by name, ID or author".
    pub placeholder: String,
    /// The choices beside the search field.
    pub selects: Vec<Select>,
    /// The choices behind "More filters".
    pub more: Vec<Select>,
    /// The capabilities that most readers look for.
    pub capabilities: Vec<Chip>,
    /// The other capabilities.
    pub more_capabilities: Vec<Chip>,
    /// What can be asked of the policy; each is a check box.
    pub policies: Vec<Choice>,
    /// Whether rows have scores, so that columns of them can be chosen.
    pub has_scores: bool,
    /// The heading of the dates: "Added", "Released", or "Dated" where some are one and some the other.
    pub date_label: String,
    /// The orders of the list, the default one first.
    pub orders: Vec<Choice>,
    /// Lists to browse without scripts: "provider", "capability".
    pub ways: Vec<Link>,
    /// An empty row, which the script fills.
    pub blank: ModelRow,
}

/// A choice of one from several in the form above a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Select {
    /// The name of the field and of the parameter in addresses.
    pub name: String,
    /// What is chosen, for screen readers and behind "More filters": "Provider".
    pub label: String,
    /// The first entry, which chooses nothing: "All providers".
    pub any: String,
    /// The table of the data whose names are the entries, `authors` or `providers`; absent where the entries are given.
    pub table: Option<String>,
    /// The entries.
    pub choices: Vec<Choice>,
}

/// A capability to filter by; `component/chip.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Chip {
    /// Its value in addresses, which is the capability's slug: "tool-calling".
    pub value: String,
    /// The word: "Tool calling".
    pub text: String,
    /// Whether the style sheet of lists has its symbol; the others are drawn from `icon/`.
    pub has_symbol: bool,
}

/// An entry of a field.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Choice {
    /// Its value in addresses; for a check box the name of its field.
    pub value: String,
    /// The text.
    pub text: String,
}

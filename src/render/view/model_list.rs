use serde::Serialize;

use super::cell::Cell;
use super::filters::Filters;
use super::lifecycle::Status;
use super::link::Link;
use super::phrase::Phrase;
use super::shared::Shared;

/// A page of a list of models; `component/model_list.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ModelList {
    /// The form that searches, filters and sorts; absent where the list is no list of all models, and on its further pages.
    pub filters: Option<Filters>,
    /// The number of models in words: "5,276 models".
    pub count: Phrase,
    /// The heading of the second column: "Author" or "Provider"; absent where all rows share it.
    pub source_label: Option<String>,
    /// Whether the rows say how many offers a model has.
    pub with_offers: bool,
    /// The rows of this page, 100 at most.
    pub rows: Vec<Shared<ModelRow>>,
    /// The way to the other pages; absent when there is one.
    pub pagination: Option<Pagination>,
}

/// One model, or one offer that stands for itself. Its figures are bare texts: the columns say what they are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ModelRow {
    /// The record's key, for `data-record`.
    pub key: String,
    /// The path of its page below the root.
    pub url: String,
    /// Its name.
    pub name: String,
    /// The first part of the exact id, which a narrow column cuts short: all but the last dozen characters.
    pub id_start: String,
    /// The rest of the exact id, which always shows.
    pub id_end: String,
    /// Author or provider, as the list's heading says.
    pub source: Option<Link>,
    /// A mark such as "Deprecated".
    pub status: Option<Status>,
    /// The context window.
    pub context: Cell,
    /// The context window in full: "128,000 tokens".
    pub context_exact: Option<String>,
    /// The longest response.
    pub max_output: Cell,
    /// The longest response in full.
    pub max_output_exact: Option<String>,
    /// The input price per 1M tokens, or the first price there is with its unit.
    pub input: Cell,
    /// The output price.
    pub output: Cell,
    /// The price of cached input.
    pub cached: Cell,
    /// What it can do: "Vision, Tools, Reasoning".
    pub capabilities: String,
    /// When it was added.
    pub added: Cell,
    /// The number of offers.
    pub offers: Cell,
}

/// The way through a list of several pages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Pagination {
    /// Where the reader is: "101 to 200 of 5,276".
    pub summary: String,
    /// The page before.
    pub previous: Option<Link>,
    /// The page after.
    pub next: Option<Link>,
    /// Every page, by number.
    pub pages: Vec<PageLink>,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PageLink {
    /// Its number, from 1.
    pub number: u32,
    /// Its path below the root.
    pub url: String,
    /// Whether it is this page.
    pub current: bool,
}

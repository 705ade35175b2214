use serde::Serialize;

use super::cell::Cell;
use super::lifecycle::Status;
use super::link::Link;

/// Up to four models or offers side by side; `component/comparison.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Comparison {
    /// What is compared, one column each.
    pub columns: Vec<ComparisonColumn>,
    /// The rows, in groups: prices, limits, capabilities and so on.
    pub groups: Vec<ComparisonGroup>,
    /// What takes no part in "Lowest", and whose prices these are.
    pub notes: Vec<String>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ComparisonColumn {
    /// The record's key, for `data-record`.
    pub key: String,
    /// The name and the page.
    pub name: Link,
    /// Who made the model, or who offers it: "by `OpenAI`", "on Azure".
    pub source: String,
    /// A mark such as "Deprecated".
    pub status: Option<Status>,
}

/// Rows that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ComparisonGroup {
    /// The title: "Price".
    pub title: String,
    /// What all rows are measured in; the rows name none then.
    pub unit: Option<String>,
    /// The rows.
    pub rows: Vec<ComparisonRow>,
}

/// One fact of all columns.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ComparisonRow {
    /// What it is: "Input".
    pub label: String,
    /// What it is measured in: "per 1M tokens".
    pub unit: Option<String>,
    /// Whether all columns say the same.
    pub same: bool,
    /// The values, one a column.
    pub cells: Vec<ComparisonCell>,
}

/// The value of one column.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ComparisonCell {
    /// The key of the column's record, for `data-record`.
    pub key: String,
    /// The value.
    pub value: Cell,
    /// What is best about it, in words: "Lowest", "Joint longest".
    pub best: Option<String>,
}

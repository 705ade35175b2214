use serde::Serialize;

use super::figure::Figure;
use super::phrase::Phrase;

/// What typical workloads would cost; `component/estimates.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Estimates {
    /// The rows; empty where no estimate makes sense.
    pub rows: Vec<Estimate>,
    /// What the totals mean: "Totals over many requests, at the lowest context tier."
    pub caption: Option<Phrase>,
    /// The heading of the first column: "Total tokens".
    pub workload_label: String,
    /// The heading of the column with plain totals: "No cache", or "Total" when there is one column.
    pub total_label: String,
    /// The heading of the column with cached totals: "80% from cache"; absent without a cache price.
    pub cached_label: Option<String>,
    /// Why there are no rows: "No estimate: the price is not published."
    pub absent: Option<Phrase>,
}

/// One workload.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Estimate {
    /// The workload: "100K input + 10K output".
    pub workload: Phrase,
    /// The cost without any cached input.
    pub total: Figure,
    /// How the total comes about: "100K × $0.15 + 10K × $0.60, per 1M".
    pub formula: String,
    /// The cost with the share of cached input that the heading names.
    pub cached: Option<Figure>,
    /// How the cached total comes about.
    pub cached_formula: Option<String>,
}

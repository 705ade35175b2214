use serde::Serialize;

use super::calculator::Calculator;
use super::cell::{Cell, CellState};
use super::estimates::Estimates;
use super::figure::Figure;
use super::link::Link;
use super::phrase::Phrase;

/// The section on prices; `component/pricing.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Pricing {
    /// The key of the record that the prices are of, for `data-record`; absent where it is the page's own.
    pub record: Option<String>,
    /// The state of the price as a whole: `known` (priced), `free`, `included`, `unknown` or `not_applicable`.
    pub state: CellState,
    /// The heading of the table: "Price per 1M tokens", or "Prices" where units differ.
    pub heading: String,
    /// What is to be said where figures do not say it: "The provider has not published a price."
    pub statement: Option<Phrase>,
    /// The rows, in groups. The first group has no title; further ones are tiers, service tiers, announced changes and off-peak windows.
    pub groups: Vec<PriceGroup>,
    /// Whether rows have different units, so that each names its own.
    pub mixed_units: bool,
    /// Whether any row has a remark.
    pub has_notes: bool,
    /// How many columns the table has.
    pub columns: u32,
    /// List price and charged price, where the publisher adds a mark-up.
    pub markup: Option<Markup>,
    /// Remarks below the table: what the tiers apply to, that there is no mark-up.
    pub notes: Vec<Phrase>,
    /// Where the prices come from.
    pub trust: Trust,
    /// What typical workloads would cost.
    pub estimates: Estimates,
    /// What the reader's own use would cost; absent where there is no price to calculate with.
    pub calculator: Option<Calculator>,
}

/// Rows of the price table that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PriceGroup {
    /// The title: "Above 200K input tokens", "Batch", "From Dec 1, 2026", "Off-peak, 16:30 to 00:30 UTC".
    pub title: Option<Phrase>,
    /// The rows.
    pub rows: Vec<PriceRow>,
}

/// One price.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PriceRow {
    /// What is charged for: "Cache read", "1024×1024, standard".
    pub label: String,
    /// What the reader pays.
    pub price: Cell,
    /// The provider's list price, where a mark-up makes the two differ.
    pub list_price: Option<Cell>,
    /// The unit: "per 1M tokens", "per image".
    pub unit: String,
    /// A remark: "50% less than input".
    pub note: Option<Phrase>,
}

/// How the charged price follows from the list price.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Markup {
    /// The heading of the column with charged prices: "You pay".
    pub charged_label: String,
    /// The heading of the column with list prices: "List price".
    pub list_label: String,
    /// The sentence: "Requesty adds 5% to the provider's list price."
    pub sentence: Phrase,
}

/// Where figures come from: "Price checked Nov 20, 2026 · source · edit this file"; `component/trust.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Trust {
    /// The words before the date: "Price checked".
    pub label: String,
    /// The day of the check.
    pub checked: Option<Figure>,
    /// The page that the figures were read from.
    pub source: Option<Link>,
    /// Where the record's file can be edited.
    pub edit: Option<Link>,
}

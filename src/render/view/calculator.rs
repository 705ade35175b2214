use serde::Serialize;

use super::figure::Figure;
use super::html::Html;

/// A calculator of monthly costs; `component/calculator.html` draws it, and the script `calculator.js` works it.
///
/// On the page of a record it has one bill, on a page that compares records one for each.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Calculator {
    /// The fields for numbers.
    pub fields: Vec<CalculatorField>,
    /// Whether a share of the input can come from the cache.
    pub cached: bool,
    /// The names of the levels of service, the standard one first; empty where there is no choice.
    pub services: Vec<String>,
    /// What it comes to with the numbers that stand in the fields.
    pub bills: Vec<CalculatorBill>,
    /// A bill without figures, which the script copies.
    pub blank: CalculatorBill,
    /// What the prices are for: "Prices per 1M tokens."
    pub note: String,
    /// The subjects with their prices, for the script: JSON with `<` escaped.
    pub data: Html,
}

/// A field for a number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CalculatorField {
    /// Its name, which is also its name in the page's address: `requests`, `input`, `output`, `quantity`.
    pub name: String,
    /// The words beside it: "Requests per month".
    pub label: String,
    /// The number that stands in it at first.
    pub value: String,
    /// Whether no subject needs it.
    pub hidden: bool,
}

/// What a month costs with one subject.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CalculatorBill {
    /// The name of the subject, where there are several.
    pub name: Option<String>,
    /// The key of the record that the figures are of, where it is not the page's own.
    pub record: Option<String>,
    /// The total.
    pub total: Option<Figure>,
    /// The parts of the total.
    pub lines: Vec<BillLine>,
    /// What one request costs; absent where units are counted.
    pub request: Option<Figure>,
    /// The prices to choose from, where there are several for units.
    pub prices: Vec<String>,
    /// Whether the total is the lowest of several in one currency.
    pub lowest: bool,
    /// That the numbers do not fit the model: "Input and output together exceed the 128K context window."
    pub warning: String,
    /// What to know of the prices.
    pub notes: String,
}

/// A part of a total.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct BillLine {
    /// What is charged: "Cache read".
    pub label: String,
    /// How its amount comes about: "20,000,000 tokens × $0.15".
    pub formula: String,
    /// What it costs.
    pub amount: Figure,
}

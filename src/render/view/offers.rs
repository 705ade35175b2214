use serde::Serialize;

use super::cell::Cell;
use super::lifecycle::Status;
use super::link::Link;
use super::phrase::Phrase;

/// The providers of one model side by side, in order of price; `component/offers.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Offers {
    /// The sentence above the table: "Offered by 12 providers. Prices per 1M tokens."
    pub lead: Option<Phrase>,
    /// The offers.
    pub rows: Vec<OfferRow>,
    /// Remarks below the table.
    pub notes: Vec<Phrase>,
    /// Where there are more: "All 40 providers of GPT-4o".
    pub more: Option<Link>,
}

/// One offer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct OfferRow {
    /// The record's key, for `data-record`.
    pub key: String,
    /// The provider's name and the offer's page.
    pub provider: Link,
    /// The model's id at the provider.
    pub id: String,
    /// Whether it is the page's own offer.
    pub current: bool,
    /// A mark such as "Deprecated".
    pub status: Option<Status>,
    /// What is best about it, in words: "Lowest".
    pub best: Option<String>,
    /// The input price.
    pub input: Cell,
    /// The output price.
    pub output: Cell,
    /// The price of cached input.
    pub cached: Cell,
    /// The context window.
    pub context: Cell,
    /// The longest response.
    pub max_output: Cell,
}

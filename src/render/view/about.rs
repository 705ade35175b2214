use serde::Serialize;

use super::fact::Fact;
use super::figure::Figure;
use super::html::Html;
use super::phrase::Phrase;

/// The page on the data: what is listed and what the figures mean; templates see it as `about`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct About {
    /// One sentence with the counts.
    pub lead: Phrase,
    /// The publisher's description of the site, rendered.
    pub description: Option<Html>,
    /// How much is listed, in big figures.
    pub facts: Vec<Fact>,
    /// What the reader pays: the price in the file, or that price and a mark-up; only where the settings say it.
    pub basis: Option<Phrase>,
    /// How often each state of a price occurs.
    pub states: PriceStates,
    /// How many prices name the day on which they were checked, and the first and last of these days.
    pub checked: Option<Phrase>,
    /// The day for which the pages were made: what is deprecated or retired depends on it.
    pub today: Figure,
    /// Whether pages of models link to their files, to put a mistake right.
    pub can_edit: bool,
}

/// The number of rows of the index with each state of a price.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PriceStates {
    /// With a price.
    pub priced: Figure,
    /// Without charge, as the file says.
    pub free: Figure,
    /// Part of a plan.
    pub included: Figure,
    /// Prices that vary by request; absent where there is none.
    pub varies: Option<Figure>,
    /// Without a published price.
    pub unknown: Figure,
}

use serde::Serialize;

use super::counted::Counted;
use super::phrase::Phrase;

/// The list of all authors, providers, capabilities, types or tags; templates see it as `overview`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Overview {
    /// One sentence with the count.
    pub lead: Option<Phrase>,
    /// The entries, in groups.
    pub groups: Vec<OverviewGroup>,
}

/// Entries that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct OverviewGroup {
    /// The heading; absent where there is one group.
    pub title: Option<String>,
    /// The entries.
    pub links: Vec<Counted>,
}

use serde::Serialize;

/// A capability that the model has, with the page of all that have it; `component/badges.html` draws a list of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Badge {
    /// The word: "Tool calling".
    pub label: String,
    /// The name of its symbol, which is the capability's slug: `icon/tool-calling.svg`.
    pub icon: String,
    /// The path of the capability's page below the root.
    pub url: String,
}

use serde::Serialize;

use super::link::Link;
use super::phrase::Phrase;

/// The banner on a model that is not simply active; `component/lifecycle.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Lifecycle {
    /// The status as in the file: `alpha`, `beta`, `deprecated`, `retired`.
    pub status: String,
    /// The sentence that stands out, dates in it: "Deprecated. Shuts down Feb 27, 2027."
    pub headline: Phrase,
    /// What follows from it: "Requests will fail after that date."
    pub consequence: Option<Phrase>,
    /// The model to move to.
    pub successor: Option<Link>,
}

/// The short mark beside a name in a list; `component/status.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Status {
    /// The status as in the file.
    pub status: String,
    /// The word: "Deprecated", "Preview".
    pub label: String,
}

use serde::Serialize;

use super::phrase::Phrase;

/// A link to a list with the number of models in it; `component/counted_list.html` draws a list of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Counted {
    /// The name: "Mistral", "Vision".
    pub text: String,
    /// The path of the list below the root.
    pub url: String,
    /// The number of models: "31".
    pub count: String,
    /// One sentence on it, where there is room.
    pub description: Option<Phrase>,
}

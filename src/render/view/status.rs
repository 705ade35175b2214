use schemars::JsonSchema;
use serde::Serialize;

/// The short mark beside a name in a list; `component/status.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct StatusMark {
    /// The status as in the file.
    pub status: String,
    /// The word: "Deprecated", "Preview".
    pub label: String,
}

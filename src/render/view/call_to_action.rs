use serde::Serialize;

use super::link::Link;

/// The box at the end that asks the reader to act; `component/call_to_action.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CallToAction {
    /// The heading: "Call GPT-4o mini with one API key".
    pub heading: String,
    /// A sentence below it.
    pub text: Option<String>,
    /// The button.
    pub link: Link,
}

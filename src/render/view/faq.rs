use serde::Serialize;

use super::html::Html;

/// One question with its answer; `component/faq.html` draws the list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Question {
    /// The question, as plain text.
    pub question: String,
    /// The answer, rendered.
    pub answer: Html,
}

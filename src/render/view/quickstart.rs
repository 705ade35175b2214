use serde::Serialize;

use super::html::Html;
use super::link::Link;
use super::phrase::Phrase;

/// The section with code to start from; `component/quickstart.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Quickstart {
    /// What to change in code that runs already: base URL, key, model id.
    pub lead: Option<Phrase>,
    /// Where to get what the examples need, such as a key.
    pub action: Option<Link>,
    /// The same call in several languages.
    pub snippets: Vec<Snippet>,
    /// Remarks, such as placeholders to fill in.
    pub notes: Vec<Phrase>,
}

/// One example.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Snippet {
    /// The fragment and the id of the panel: `quickstart-python`.
    pub id: String,
    /// The language in words: "Python".
    pub label: String,
    /// The command that installs what the code needs: `pip install openai`.
    pub install: Option<String>,
    /// The highlighted code; its text is exactly what is copied.
    pub code: Html,
}

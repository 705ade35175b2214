use serde::Serialize;

use super::calculator::Calculator;
use super::call_to_action::CallToAction;
use super::comparison::Comparison;
use super::link::Link;
use super::phrase::Phrase;

/// The page of a comparison, and the page on which readers make their own; templates see it as `compare`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Compare {
    /// The sentence below the heading.
    pub lead: Phrase,
    /// The table. On the page on which readers choose it is the pattern that the script fills.
    pub comparison: Comparison,
    /// What a month costs with each; the script brings the subjects on the page on which readers choose.
    pub calculator: Option<Calculator>,
    /// Where the columns of a named comparison can be changed.
    pub change: Option<Link>,
    /// The named comparisons of the site; on the page of one the other ones.
    pub others: Vec<Link>,
    /// The paths of the data in which the script looks for names, with spaces between them.
    pub names: String,
    /// The document's title for what the reader chose, with `{names}`.
    pub title_pattern: String,
    /// What to do with the models.
    pub call_to_action: Option<CallToAction>,
}

//! What the pages of one site are rendered with, made once.

use super::markdown::Markdown;

/// The tools that page views share.
#[derive(Clone)]
pub struct Tools {
    /// Renders the Markdown of records.
    pub markdown: Markdown,
}

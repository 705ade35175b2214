//! What the pages of one site are rendered with, made once.

use super::markdown::Markdown;
use super::snippet::{SnippetError, Snippets};

/// What page views are made with, beside the directory.
pub struct RenderContext {
    /// Renders the Markdown of records.
    pub markdown: Markdown,
    /// Writes code examples.
    pub snippets: Snippets,
}

impl RenderContext {
    /// Makes the context. Where a site's own code templates are broken, the default ones stand in, and the mistakes come back.
    pub fn new(markdown: Markdown, templates: Vec<(String, String)>) -> (Self, Vec<SnippetError>) {
        match Snippets::new(templates) {
            Ok(snippets) => (Self { markdown, snippets }, Vec::new()),
            Err(mistakes) => {
                let snippets = Snippets::new(crate::theme::default_snippets());
                let snippets = snippets.expect("the default code templates render");
                (Self { markdown, snippets }, mistakes)
            }
        }
    }
}

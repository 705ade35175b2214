//! What the pages of one site are rendered with, made once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::markdown::Markdown;
use super::snippet::{SnippetError, Snippets};

/// What page views are made with, beside the directory.
pub struct RenderContext {
    /// Renders the Markdown of records.
    pub markdown: Markdown,
    /// Writes code examples.
    pub snippets: Arc<Snippets>,
    /// The sizes of the preview images that the site has itself, by their paths.
    pub images: BTreeMap<String, [usize; 2]>,
}

/// Makes the code examples of some templates. Where a site's own ones are broken, the default ones stand in, and the mistakes come back.
pub fn prepare_snippets(templates: Vec<(String, String)>) -> (Arc<Snippets>, Vec<SnippetError>) {
    match Snippets::new(templates) {
        Ok(snippets) => (Arc::new(snippets), Vec::new()),
        Err(mistakes) => {
            let snippets = Snippets::new(crate::theme::default_snippets());
            (Arc::new(snippets.expect("the default code templates render")), mistakes)
        }
    }
}

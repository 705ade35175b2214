//! What pages are drawn with, kept while the templates that it is made of are the same.

use std::sync::Arc;

use tera::{Tera, Value};

use super::context::prepare_snippets;
use super::page::site;
use super::snippet::{SnippetError, Snippets};
use crate::memo::Memo;
use crate::theme::{Templates, markdown};

/// Templates of code examples by their names.
type SnippetTemplates = Vec<(String, String)>;

/// Code examples, and the mistakes in the site's own templates of them.
type PreparedSnippets = (Arc<Snippets>, Vec<SnippetError>);

/// The code examples and page templates of the last compilation. The default cache remembers nothing.
#[derive(Debug, Default)]
pub struct Cache {
    snippets: Memo<SnippetTemplates, PreparedSnippets>,
    tera: Memo<(blake3::Hash, site::Site), (Arc<Tera>, Arc<Tera>)>,
}

impl Cache {
    /// Returns an empty cache that remembers.
    pub fn enabled() -> Self {
        Self { snippets: Memo::enabled(), tera: Memo::enabled() }
    }

    /// The code examples of a site, with the mistakes in its own templates of them.
    pub(super) fn snippets(&mut self, templates: &Templates) -> PreparedSnippets {
        self.snippets.get_or_make(templates.snippets.clone(), || prepare_snippets(templates.snippets.clone()))
    }

    /// The page templates of a site and those of Markdown, which know the frame of its pages; `value` is what they see of it.
    pub(super) fn tera(
        &mut self,
        templates: &Templates,
        frame: site::Site,
        value: &Value,
    ) -> (Arc<Tera>, Arc<Tera>) {
        self.tera.get_or_make((templates.hash, frame), || {
            let (mut pages, mut twins) = (templates.tera.clone(), templates.markdown.clone());
            twins.global_context().insert_value("site", markdown::value(value));
            pages.global_context().insert_value("site", value.clone());
            (Arc::new(pages), Arc::new(twins))
        })
    }
}

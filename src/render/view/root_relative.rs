use serde::Serialize;

use super::html::Html;

/// Markup that stands on pages of every depth, so that its links are not whole yet; `component/rooted.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct RootRelative {
    /// The pieces of the markup, between which the way to the site's root is printed.
    pub pieces: Vec<Html>,
}

impl From<Html> for RootRelative {
    /// Takes markup without links to the site.
    fn from(markup: Html) -> Self {
        Self { pieces: vec![markup] }
    }
}

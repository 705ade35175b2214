use serde::Serialize;

use super::html::Html;

/// What is drawn already of the frame of a page: what it shares with all pages that have the same way to the root. A part is absent or
/// empty where the page draws it for itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PageFrame {
    /// What `ui.head_links` draws.
    pub links: Html,
    /// What `ui.head_scripts` draws.
    pub scripts: Html,
    /// What `ui.header` draws, unless it is the site's own.
    pub header: Option<Html>,
    /// What `ui.footer_words` draws.
    pub footer_words: Html,
    /// What `ui.footer_links` draws.
    pub footer_links: Html,
}

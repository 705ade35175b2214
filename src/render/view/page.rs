use serde::Serialize;

use super::figure::Figure;
use super::html::Html;
use super::link::Link;
use super::page_frame::PageFrame;
use super::shared::Shared;

/// What every page has, whatever its kind; templates see it as `page`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Page {
    /// The kind of page: `home`, `index`, `model`, `offer`, `author`, `provider`, `authors`, `providers`, `capability`, `capabilities`, `type`, `types`, `tag`, `tags`, `compare`, `comparison`, `alias`, `custom`, `deprecations`, `changes`, `about`, `charts`, `not_found`.
    pub kind: &'static str,
    /// The way from this page to the site's root: `../../../`, `./` on the home page, the base path on the 404 page. Templates also see it as `root`.
    pub root: String,
    /// The page's path below the root: `models/openai/gpt-4o-mini/`; empty for the home page.
    pub url: String,
    /// The document's title without the site's name.
    pub title: String,
    /// The text of the one `h1`.
    pub heading: String,
    /// One or two sentences for search results, 120 to 160 characters.
    pub description: String,
    /// The absolute address that search engines should keep; absent without a base URL.
    pub canonical: Option<String>,
    /// The content of `meta name="robots"`, such as `noindex`.
    pub robots: Option<String>,
    /// The way from the top to this page; the last entry is the page itself. Empty on the home page.
    pub breadcrumbs: Vec<Link>,
    /// The same as `component/breadcrumb.html` draws it; null if that is the site's own, or takes more of its page than `root` and
    /// `site`, so that each page draws its own.
    pub drawn_breadcrumb: Option<Html>,
    /// The same page for machines: Markdown, JSON.
    pub twins: Vec<Twin>,
    /// What tells of news of the page: a feed, a calendar.
    pub feeds: Vec<Twin>,
    /// The image that other sites show beside a link to the page; absent without a base URL.
    pub image: Option<PreviewImage>,
    /// Structured data: one JSON-LD document with `<` escaped.
    pub json_ld: Option<Html>,
    /// The sections that exist, in the order they stand on the page: what "On this page" links to.
    pub sections: Vec<Section>,
    /// When the record's data was last checked; lists have none.
    pub checked: Option<Figure>,
    /// What is drawn already of what stands around the page's content.
    pub frame: Option<Shared<PageFrame>>,
}

/// The image that other sites show beside a link.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PreviewImage {
    /// Its absolute address.
    pub url: String,
    /// Its width in pixels.
    pub width: usize,
    /// Its height in pixels.
    pub height: usize,
    /// What it shows, in words.
    pub alt: String,
}

/// One section of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Section {
    /// The fragment: `pricing`.
    pub id: String,
    /// The section's heading.
    pub title: String,
}

/// The same content in another format.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Twin {
    /// What the link says: "Markdown", "JSON", "Feed of new models and changes".
    pub label: String,
    /// The media type: `text/markdown`.
    pub media_type: String,
    /// The file's path below the root.
    pub url: String,
}

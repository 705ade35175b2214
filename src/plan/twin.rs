//! Which pages have a Markdown twin: what can be read without its page.

use super::PageKind;
use crate::domain::Route;
use crate::resolve::Settings;

/// Whether a page has a Markdown twin: not one that only leads on, nor the one on which readers choose what to compare.
pub fn has_markdown(settings: &Settings, kind: &PageKind, route: &Route) -> bool {
    if !settings.outputs("markdown", true) || *route == Route::not_found() {
        return false;
    }
    match kind {
        PageKind::Alias { .. } | PageKind::NotFound | PageKind::Compare => false,
        PageKind::Offer(_) => settings.outputs("offer_markdown", false),
        _ => true,
    }
}

/// The path of the Markdown twin of a page.
pub fn markdown_route(page: &Route) -> Route {
    page.beside("index.md")
}

/// The page that has its Markdown twin at a path.
pub fn markdown_page(twin: &Route) -> Route {
    Route::file_at(twin.as_str().trim_end_matches("index.md"))
}

impl PageKind {
    /// Returns the name of the template that draws the Markdown twin, such as `markdown/model.md`.
    pub fn markdown_template(&self) -> &'static str {
        match self {
            Self::Home => "markdown/home.md",
            Self::Index { .. } => "markdown/index.md",
            Self::Model(_) => "markdown/model.md",
            Self::Offer(_) => "markdown/offer.md",
            Self::Offers(_) => "markdown/offers.md",
            Self::Author { .. } => "markdown/author.md",
            Self::Provider { .. } => "markdown/provider.md",
            Self::Authors | Self::Providers | Self::Capabilities | Self::Types | Self::Tags => {
                "markdown/overview.md"
            }
            Self::Capability { .. } | Self::Type { .. } | Self::Tag { .. } => "markdown/facet.md",
            Self::Deprecations { .. } => "markdown/deprecations.md",
            Self::Changes { .. } => "markdown/changes.md",
            Self::About => "markdown/about.md",
            Self::Charts => "markdown/charts.md",
            Self::Comparison(_) | Self::Compare => "markdown/comparison.md",
            Self::Custom(_) => "markdown/custom.md",
            Self::Alias { .. } | Self::NotFound => "markdown/base.md",
        }
    }
}

//! The page that answers for every path that is not there.

use serde::Serialize;

use super::browse::BrowseBy;
use super::common::{head, link};
use crate::derive::Directory;
use crate::domain::Route;
use crate::render::view::{Link, Page};
use crate::resolve::Settings;

/// The 404 page; templates see it as `missing`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct NotFound {
    /// Pages to go on from.
    pub links: Vec<Link>,
}

/// The 404 page. A host shows it at any depth, so its links start at the base path.
pub(super) fn view(directory: &Directory) -> (Page, NotFound) {
    let settings = &directory.settings;
    let page = Page {
        root: base_path(settings),
        title: "Page not found".to_owned(),
        description: "There is no page at this address.".to_owned(),
        canonical: None,
        robots: Some("noindex".to_owned()),
        ..head(settings, &Route::not_found(), "Page not found.")
    };
    let ways = BrowseBy::all(directory).into_iter().take(3).map(|way| link(way.title(), &way.route()));
    let links = [link("Models", &Route::models())]
        .into_iter()
        .chain(ways)
        .chain([link("Home", &Route::home())])
        .collect();
    (page, NotFound { links })
}

/// The path of the site on its host: `/catalogue/`, or `/` without a base URL.
pub(super) fn base_path(settings: &Settings) -> String {
    let base = settings.base_url.as_deref().and_then(|url| url::Url::parse(url).ok());
    base.map_or_else(|| "/".to_owned(), |url| url.path().to_owned())
}

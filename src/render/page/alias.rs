//! A former or second id: a page that leads to the record.

use serde::Serialize;

use super::common::{absolute, link};
use super::list::follow;
use crate::derive::Directory;
use crate::domain::Route;
use crate::render::view::{Link, Page};
use crate::resolve::catalog::Place;

/// A page at a former or second id that leads to the real one; templates see it as `alias`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Alias {
    /// The id that this page stands for.
    pub id: String,
    /// The page it leads to.
    pub target: Link,
}

/// The page of an alias that stands at a route. Search engines keep the address of the record.
pub(super) fn view(directory: &Directory, of: Place, id: &str, route: &Route) -> (Page, Alias) {
    let settings = &directory.settings;
    let record = directory.record(of);
    let organization = directory.catalog.organization(of);
    let mut page = super::common::head(settings, route, record.name.as_str());
    page.title = format!("{id} is {}", record.name);
    page.description =
        format!("{id} is another id of {}. Its page has prices, limits and code.", record.name);
    page.canonical = absolute(settings, &record.route);
    let owner = (!organization.is_from_ids).then(|| link(organization.name.as_str(), &organization.route));
    follow(&mut page, settings, owner.into_iter().chain([link(id, route)]).collect());
    page.json_ld = None;
    let body = Alias { id: id.to_owned(), target: link(record.name.as_str(), &record.route) };
    (page, body)
}

//! A former or second id: a page that leads to the record.

use super::common::{absolute, link};
use super::list::follow;
use crate::derive::Directory;
use crate::domain::Route;
use crate::render::view::{Alias, Body, PageKind, View};
use crate::resolve::catalog::Place;

/// The page of an alias that stands at a route. Search engines keep the address of the record.
pub(super) fn view(directory: &Directory, of: Place, id: &str, route: &Route) -> View {
    let settings = &directory.settings;
    let record = directory.record(of);
    let party = directory.catalog.party(of);
    let mut page = super::common::head(settings, PageKind::Alias, route, record.name.as_str());
    page.title = format!("{id} is {}", record.name);
    page.description =
        format!("{id} is another id of {}. Its page has prices, limits and code.", record.name);
    page.canonical = absolute(settings, &record.route);
    follow(&mut page, settings, vec![link(party.name.as_str(), &party.route), link(id, route)]);
    page.json_ld = None;
    let body = Alias { id: id.to_owned(), target: link(record.name.as_str(), &record.route) };
    View { page, body: Body::Alias(body) }
}

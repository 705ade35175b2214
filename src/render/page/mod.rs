//! Pages: the directory comes in, the [`View`](super::view::View) of one page goes out, ready for its template.

mod about;
mod alias;
mod author;
mod browse;
pub mod calculator;
pub mod cell;
mod changes;
mod charts;
pub mod common;
mod compare;
mod deprecations;
mod facet;
mod filters;
#[cfg(test)]
mod fixture;
mod home;
mod index;
mod invitation;
mod list;
mod missing;
mod overview;
mod own;
mod party;
mod provider;
pub mod record;
pub mod row;
pub mod site;
#[cfg(test)]
mod tests;

pub use row::Rows;

use super::tools::Tools;
use super::view::View;
use crate::plan::{Item, Site, What};
use crate::resolve::Place;

/// The page of an item. The rows are those of the site's directory.
pub fn view(site: &Site, item: &Item, rows: &Rows, tools: &Tools) -> View {
    let directory = &site.directory;
    match &item.what {
        What::Model(at) => record::view(directory, Place::Model(*at), tools),
        What::Offer(at) => record::view(directory, Place::Offer(*at), tools),
        What::Home => home::view(directory, rows, tools),
        What::Index { page } => index::view(directory, *page, rows),
        What::Author { author, page } => author::view(directory, *author, *page, rows, tools),
        What::Provider { provider, page } => provider::view(directory, *provider, *page, tools),
        What::Authors => overview::authors(directory),
        What::Providers => overview::providers(directory),
        What::Capabilities => overview::capabilities(directory),
        What::Types => overview::types(directory),
        What::Tags => overview::tags(directory),
        What::Capability { index, page } => facet::capability(directory, *index, *page, rows),
        What::Type { index, page } => facet::of_type(directory, *index, *page, rows),
        What::Tag { index, page } => facet::tag(directory, *index, *page, rows),
        What::Alias { of, id } => alias::view(directory, *of, id, &item.route),
        What::Deprecations { page } => deprecations::view(directory, *page),
        What::Changes { page } => changes::view(directory, *page),
        What::About => about::view(directory, tools),
        What::Charts => charts::view(directory),
        What::Compare => compare::chosen(directory),
        What::Comparison(at) => compare::named(directory, *at),
        What::Own(at) => own::view(site, *at, tools),
        What::Missing => missing::view(directory),
        What::Data(_) => unreachable!("a file for machines has no view; `Pages::render` asks `data` for it"),
    }
}

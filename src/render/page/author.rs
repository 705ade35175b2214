//! An author and the models that it made.

use super::common::{by_kind, counted, description, link};
use super::index::with_offers;
use super::invitation;
use super::list::Part;
use super::party;
use super::row::Rows;
use crate::derive::Directory;
use crate::domain::Route;
use crate::plan::logo;
use crate::render::markdown::plain;
use crate::render::tools::Tools;
use crate::render::view::{Author, Body, Figure, ModelList, PageKind, Section, View};
use crate::resolve::catalog::Place;

/// A page of an author, by its index in the catalogue. Further pages hold the list alone.
pub(super) fn view(directory: &Directory, author: usize, page: usize, shared: &Rows, tools: &Tools) -> View {
    let settings = &directory.settings;
    let author_of = &directory.catalog.authors[author];
    let rows = &directory.facets.authors[author];
    let part = Part { route: &author_of.route, page, words: ("model", "models"), rows };
    let trail = vec![link("Models", &Route::models()), link(author_of.name.as_str(), &author_of.route)];
    let mut head = part.head(settings, PageKind::Author, &author_of.name, trail);
    head.title = part.title(&format!("{} models: prices and context windows", author_of.name));
    head.description = described(directory, author);
    let list = ModelList { with_offers: with_offers(directory), ..part.list(|at| shared.at(directory, at)) };
    let mut body = Author {
        key: author_of.key.to_string(),
        id: Figure::data("id", author_of.id.as_str(), author_of.id.as_str()),
        logo: logo(author_of),
        list,
        ..Author::default()
    };
    if page == 1 {
        let places: Vec<Place> = rows.iter().map(|at| directory.rows[*at].place).collect();
        let kinds = places.iter().map(|place| directory.record(*place).kind);
        body.lead = Some(by_kind(kinds).into());
        body.description = party::description(author_of, tools);
        body.links = party::links(author_of);
        body.facts = party::facts(directory, &places);
        body.rows = party::rows(author_of);
        body.call_to_action = invitation::call(directory, &format!("{} models", author_of.name));
    }
    let section = |id: &str, title: String| Section { id: id.to_owned(), title };
    let about = (!body.rows.is_empty()).then(|| section("about", format!("About {}", author_of.name)));
    head.sections = about.into_iter().chain([section("models", "Models".to_owned())]).collect();
    View { page: head, body: Body::Author(Box::new(body)) }
}

fn described(directory: &Directory, author: usize) -> String {
    let author_of = &directory.catalog.authors[author];
    let count = counted(directory.facets.authors[author].len(), "model", "models");
    description(&[
        format!(
            "{count} by {} with prices per 1M tokens, context windows, limits and capabilities.",
            author_of.name
        ),
        author_of.description.as_deref().map(plain).unwrap_or_default(),
        format!("Listed on {}.", directory.settings.title),
        "Newest first.".to_owned(),
    ])
}

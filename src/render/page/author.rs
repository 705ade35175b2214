//! An author and the models that it made.

use serde::Serialize;

use super::common::{by_kind, counted, description, link};
use super::filter_form::{Scope, filters};
use super::list::ListPage;
use super::listing::{date_label, with_offers};
use super::row::Rows;
use super::{invitation, organization};
use crate::derive::Directory;
use crate::domain::Route;
use crate::plan::logo;
use crate::render::context::RenderContext;
use crate::render::markdown::plain;
use crate::render::page::invitation::CallToAction;
use crate::render::page::list::ModelList;
use crate::render::page::specification::Specification;
use crate::render::view::{Figure, Html, KeyFigure, Link, Page, Phrase, Section};
use crate::resolve::catalog::{Logo, Place};

/// The page of an author; templates see it as `author`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Author {
    /// The record's key: `models/openai`.
    pub key: String,
    /// The exact id, with the fact name `id`; it stands once on the page.
    pub id: Figure,
    /// The logo's path below the root.
    pub logo: Option<String>,
    /// Whether the logo is drawn in light colors alone and needs a dark background.
    pub logo_is_light: bool,
    /// The first letter of the name, which stands in for a logo; null where nothing is to stand.
    pub monogram: Option<String>,
    /// One sentence with the counts.
    pub lead: Option<Phrase>,
    /// The description, rendered.
    pub description: Option<Html>,
    /// The author's own pages: site, documentation, prices, status, terms.
    pub links: Vec<Link>,
    /// The big figures: number of models, lowest input price, largest context window.
    pub facts: Vec<KeyFigure>,
    /// What else is known: location, founded, policy.
    pub rows: Vec<Specification>,
    /// The models.
    pub list: ModelList,
    /// What to do with them.
    pub call_to_action: Option<CallToAction>,
}

/// A page of an author, by its index in the catalog. Further pages hold the list alone.
pub(super) fn view(
    directory: &Directory,
    author: usize,
    page: usize,
    shared: &Rows,
    context: &RenderContext,
) -> (Page, Author) {
    let settings = &directory.settings;
    let author_of = &directory.catalog.authors[author];
    let rows = &directory.facets.authors[author];
    let part = ListPage { route: &author_of.route, page, words: ("model", "models"), rows };
    let trail = vec![link("Models", &Route::models()), link(author_of.name.as_str(), &author_of.route)];
    let records = part.first_records(directory, |at| directory.rows[at].place);
    let mut head = part.head(settings, &author_of.name, trail, &records);
    head.title = part.title(&format!("{} models: prices and context windows", author_of.name));
    head.description = describe(directory, author);
    let list = ModelList {
        with_offers: with_offers(directory),
        date_label: date_label(directory).to_owned(),
        filters: filters(directory, &part, &Scope::Rows("author", author_of.route.last_folder())),
        ..part.list(|at| shared.at(directory, at))
    };
    let mut body = Author {
        key: author_of.key.to_string(),
        id: Figure::data("id", author_of.id.as_str(), author_of.id.as_str()),
        logo: logo(author_of),
        logo_is_light: matches!(author_of.logo, Logo::Picture { is_light: true, .. }),
        monogram: organization::monogram(author_of),
        list,
        ..Author::default()
    };
    if page == 1 {
        let places: Vec<Place> = rows.iter().map(|at| directory.rows[*at].place).collect();
        let kinds = places.iter().map(|place| directory.record(*place).kind);
        body.lead = Some(by_kind(kinds).into());
        body.description = organization::description(author_of, context);
        body.links = organization::links(author_of);
        body.facts = organization::facts(directory, &places);
        body.rows = organization::rows(directory, author_of);
        body.call_to_action = invitation::call(directory, &format!("{} models", author_of.name));
    }
    let section = |id: &str, title: String| Section { id: id.to_owned(), title };
    let about = (!body.rows.is_empty()).then(|| section("about", format!("About {}", author_of.name)));
    head.sections = about.into_iter().chain([section("models", "Models".to_owned())]).collect();
    (head, body)
}

fn describe(directory: &Directory, author: usize) -> String {
    let author_of = &directory.catalog.authors[author];
    let count = counted(directory.facets.authors[author].len(), "model", "models");
    description(&[
        format!(
            "{count} by {} with prices per 1M tokens, context windows, limits and capabilities.",
            author_of.name
        ),
        author_of.description.as_deref().map(plain).unwrap_or_default(),
    ])
}

//! Pages: the directory comes in, the [`View`] of one page goes out, ready for its template. Each file has the structures that
//! templates see beside the code that fills them.

mod about;
mod alias;
mod author;
mod browse;
pub mod calculator;
pub mod card;
pub mod cell;
mod changes;
mod charts;
pub mod common;
mod compare;
mod custom;
mod deprecations;
mod extra;
mod facet;
mod filter_form;
mod filters;
#[cfg(test)]
mod fixture;
mod frame;
mod home;
mod image_address;
mod index;
mod invitation;
mod list;
mod listing;
pub mod llms;
mod not_found;
pub mod organization;
mod overview;
mod parts;
pub mod preview;
mod price_changes;
mod price_map;
mod provenance;
mod provider;
mod provider_table;
pub mod record;
pub mod row;
mod shared_views;
pub mod site;
mod specification;
#[cfg(test)]
mod tests;
mod web;
mod words;

pub use parts::Parts;

use serde::Serialize;
use tera::{Context, Value};

use super::context::RenderContext;
use super::view::{Page, Twin};
use crate::domain::Route;
use crate::plan::{
    ListOf, PageKind, Site, has_feed, has_json, has_markdown, has_party_feeds, list_route, markdown_route,
};
use crate::resolve::Place;

/// One page with all that it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct View {
    /// What every page has.
    pub page: Page,
    /// What this kind of page has.
    pub body: Body,
}

/// What is particular to a kind of page. Templates see it under the name of its variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant is documented at its type")]
pub enum Body {
    Home(Box<home::Home>),
    Index(index::Index),
    Model(Box<record::model::Model>),
    AllOffers(Box<record::all_offers::AllOffers>),
    Author(Box<author::Author>),
    Provider(Box<provider::Provider>),
    Facet(facet::Facet),
    Overview(overview::Overview),
    Compare(Box<compare::Compare>),
    Alias(alias::Alias),
    Deprecations(deprecations::Deprecations),
    Changes(changes::Changes),
    About(Box<about::About>),
    Custom(Box<custom::Custom>),
    Charts(charts::Charts),
    NotFound(not_found::NotFound),
}

impl View {
    /// Makes what templates see of the view.
    pub fn values(&self) -> Values {
        let body = Value::from_serializable(&self.body);
        let mut body = body.into_map().expect("a variant with content becomes a map of one entry");
        let (name, body) = body.pop().expect("it has the entry");
        Values {
            root: Value::normal_string(&self.page.root),
            page: Value::from_serializable(&self.page),
            name: name.to_string(),
            body,
        }
    }
}

/// What templates see of a view: those of the page and of its Markdown twin.
#[derive(Debug, Clone)]
pub struct Values {
    root: Value,
    page: Value,
    /// The name under which the body is seen.
    name: String,
    body: Value,
}

impl Values {
    /// Makes what the template of a page sees: `root`, `page`, and the body under its own name. `site` is in the global context.
    pub fn context(&self) -> Context {
        self.context_of(Value::clone)
    }

    /// Makes what a template sees, each value as `show` returns it.
    pub fn context_of(&self, show: impl Fn(&Value) -> Value) -> Context {
        let mut context = Context::new();
        context.insert_value("root", self.root.clone());
        context.insert_value("page", show(&self.page));
        context.insert_value(self.name.clone(), show(&self.body));
        context
    }
}

/// Makes the view of the page that stands at a route. The parts are those of the site.
pub fn view(site: &Site, kind: &PageKind, route: &Route, parts: &Parts, context: &RenderContext) -> View {
    let rows = &parts.rows;
    let directory = &site.directory;
    let record = |place| wrap(record::view(directory, place, parts, context), |it| Body::Model(Box::new(it)));
    let (mut page, body) = match kind {
        PageKind::Model(at) => record(Place::Model(*at)),
        PageKind::Offer(at) => record(Place::Offer(*at)),
        PageKind::Offers(at) => {
            wrap(record::all_offers::view(directory, *at, parts), |it| Body::AllOffers(Box::new(it)))
        }
        PageKind::Home => wrap(home::view(directory, rows, context), |it| Body::Home(Box::new(it))),
        PageKind::Index { page } => wrap(index::view(directory, *page, rows, context), Body::Index),
        PageKind::Author { author, page } => {
            wrap(author::view(directory, *author, *page, rows, context), |it| Body::Author(Box::new(it)))
        }
        PageKind::Provider { provider, page } => {
            wrap(provider::view(directory, *provider, *page, context), |it| Body::Provider(Box::new(it)))
        }
        PageKind::Authors => wrap(overview::authors(directory), Body::Overview),
        PageKind::Providers => wrap(overview::providers(directory), Body::Overview),
        PageKind::Capabilities => wrap(overview::capabilities(directory), Body::Overview),
        PageKind::Types => wrap(overview::types(directory), Body::Overview),
        PageKind::Tags => wrap(overview::tags(directory), Body::Overview),
        PageKind::Capability { index, page } => {
            wrap(facet::capability(directory, *index, *page, rows), Body::Facet)
        }
        PageKind::Type { index, page } => {
            wrap(facet::model_type(directory, *index, *page, rows), Body::Facet)
        }
        PageKind::Tag { index, page } => wrap(facet::tag(directory, *index, *page, rows), Body::Facet),
        PageKind::Alias { of, id } => wrap(alias::view(directory, *of, id, route), Body::Alias),
        PageKind::Deprecations { page } => wrap(deprecations::view(directory, *page), Body::Deprecations),
        PageKind::Changes { page } => wrap(changes::view(directory, *page), Body::Changes),
        PageKind::About => wrap(about::view(directory, context), |it| Body::About(Box::new(it))),
        PageKind::Charts => wrap(charts::view(directory), Body::Charts),
        PageKind::Compare => wrap(compare::choice(directory), |it| Body::Compare(Box::new(it))),
        PageKind::Comparison(at) => {
            wrap(compare::comparison(directory, *at), |it| Body::Compare(Box::new(it)))
        }
        PageKind::Custom(at) => wrap(custom::view(site, *at, context), |it| Body::Custom(Box::new(it))),
        PageKind::NotFound => wrap(not_found::view(directory), Body::NotFound),
    };
    page.kind = kind.name();
    page.twins.splice(0..0, markdown_twin(site, kind, route));
    page.twins.extend(json_twin(site, kind, route));
    page.feeds = feeds(site, kind, route);
    page.drawn_breadcrumb = parts.frames.breadcrumb(&parts.components, &page.root, &page.breadcrumbs);
    page.frame = parts.frames.of(&parts.components, &page.root, &page.url);
    page.image = preview::preview(directory, kind, route, &page.title, context);
    View { page, body }
}

/// The page as Markdown, where it is written.
fn markdown_twin(site: &Site, kind: &PageKind, route: &Route) -> Option<Twin> {
    let has_markdown = has_markdown(&site.directory.settings, kind, route);
    has_markdown.then(|| twin("Markdown", "text/markdown", &markdown_route(route)))
}

/// What the page lists as JSON, where it is written.
fn json_twin(site: &Site, kind: &PageKind, route: &Route) -> Option<Twin> {
    ListOf::beside(kind).filter(|_| has_json(&site.directory.settings))?;
    Some(twin("JSON", "application/json", &list_route(route, 1)))
}

/// What tells of news of the page.
fn feeds(site: &Site, kind: &PageKind, route: &Route) -> Vec<Twin> {
    let directory = &site.directory;
    let feed = match kind {
        PageKind::Home | PageKind::Index { page: 1 } | PageKind::Changes { page: 1 } => {
            has_feed(directory).then(Route::home)
        }
        PageKind::Author { page: 1, .. } | PageKind::Provider { page: 1, .. } => {
            has_party_feeds(directory).then(|| route.clone())
        }
        _ => None,
    };
    let feed = feed.map(|place| place.beside("feed.xml"));
    let feed = feed.map(|file| (file, "Feed of new models and changes", "application/atom+xml"));
    let calendar = matches!(kind, PageKind::Deprecations { page: 1 }).then(|| Route::file_at("calendar.ics"));
    let calendar = calendar.map(|file| (file, "Calendar of shutdowns", "text/calendar"));
    let all = [feed, calendar].into_iter().flatten();
    let there = all.filter(|(file, ..)| site.routes.contains(file.as_str()));
    there.map(|(file, label, media_type)| twin(label, media_type, &file)).collect()
}

fn twin(label: &str, media_type: &str, file: &Route) -> Twin {
    Twin { label: label.to_owned(), media_type: media_type.to_owned(), url: file.as_str().to_owned() }
}

fn wrap<T>((page, body): (Page, T), variant: impl FnOnce(T) -> Body) -> (Page, Body) {
    (page, variant(body))
}

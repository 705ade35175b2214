//! A provider and the models that it serves.

use serde::Serialize;

use super::browse::provider_list;
use super::common::{by_kind, counted, description, link};
use super::filter_form::{Scope, filters};
use super::list::ListPage;
use super::listing::date_label;
use super::{cell, organization, row};
use crate::derive::{Deprecation, Directory};
use crate::domain::Route;
use crate::plan::logo;
use crate::render::context::RenderContext;
use crate::render::markdown::plain;
use crate::render::page::list::ModelList;
use crate::render::page::record::related_row::RelatedRow;
use crate::render::page::specification::Specification;
use crate::render::view::{Figure, Html, KeyFigure, Link, Page, Phrase, Section};
use crate::resolve::Organization;
use crate::resolve::catalog::{Logo, Place};
use crate::resolve::cost::RateKind;

/// The page of a provider; templates see it as `provider`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Provider {
    /// The record's key: `providers/azure`.
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
    /// The provider's own pages: site, documentation, prices, status, terms.
    pub links: Vec<Link>,
    /// The base URL of its API, to copy.
    pub api: Option<String>,
    /// The big figures: number of models, lowest input price, largest context window.
    pub facts: Vec<KeyFigure>,
    /// What else is known: environment variable, npm package, location, policy.
    pub rows: Vec<Specification>,
    /// The offers.
    pub list: ModelList,
    /// Models that stop or have stopped answering; `difference` says what happens and when.
    pub deprecations: Vec<RelatedRow>,
    /// The page of all that ends.
    pub all_deprecations: Option<Link>,
}

/// A page of a provider, by its index in the catalog. Further pages hold the list alone.
pub(super) fn view(
    directory: &Directory,
    provider: usize,
    page: usize,
    context: &RenderContext,
) -> (Page, Provider) {
    let server = &directory.catalog.providers[provider];
    let offers = &directory.facets.providers[provider];
    let part = ListPage { route: &server.route, page, words: ("model", "models"), rows: offers };
    let trail =
        provider_list(directory).into_iter().chain([link(server.name.as_str(), &server.route)]).collect();
    let records = part.first_records(directory, Place::Offer);
    let mut head = part.head(&directory.settings, &server.name, trail, &records);
    head.title = part.title(&format!("{}: models, prices and API", server.name));
    head.description = describe(directory, provider);
    let mut body = Provider {
        key: server.key.to_string(),
        id: Figure::data("id", server.id.as_str(), server.id.as_str()),
        logo: logo(server),
        logo_is_light: matches!(server.logo, Logo::Picture { is_light: true, .. }),
        monogram: organization::monogram(server),
        list: list(directory, &part),
        ..Provider::default()
    };
    if page == 1 {
        let places: Vec<Place> = offers.iter().copied().map(Place::Offer).collect();
        let kinds = places.iter().map(|place| directory.record(*place).kind);
        body.lead = Some(by_kind(kinds).into());
        body.description = organization::description(server, context);
        body.links = organization::links(server);
        body.api.clone_from(&server.api);
        body.facts = organization::facts(directory, &places);
        body.facts.extend(policy_facts(directory, server));
        body.rows = rows(directory, server);
        body.deprecations = directory
            .deprecations_of(places)
            .iter()
            .map(|deprecation| deprecation_rows(directory, deprecation))
            .collect();
    }
    body.all_deprecations =
        (!body.deprecations.is_empty()).then(|| link("All deprecations", &Route::deprecations()));
    body.links.extend(ending_link(server, &body.deprecations));
    head.sections = sections(&body);
    (head, body)
}

/// What happens to data there, and where: two of the big figures.
fn policy_facts(directory: &Directory, server: &Organization) -> Vec<KeyFigure> {
    let location = if server.location.is_some() { "Location" } else { "Provider location" };
    let wanted = ["Data retention", location];
    let known =
        organization::rows(directory, server).into_iter().filter(|row| wanted.contains(&row.label.as_str()));
    known.filter_map(|row| Some(KeyFigure { label: row.label, cell: row.cell?, note: None })).collect()
}

/// The offers, with the author of each model where any is known.
fn list(directory: &Directory, part: &ListPage<'_>) -> ModelList {
    let list = part.list(|offer| row::of_provider(directory, offer).into());
    let knows_authors = part.rows.iter().any(|offer| directory.catalog.offers[*offer].model().is_some());
    ModelList {
        source_label: knows_authors.then(|| "Author".to_owned()),
        date_label: date_label(directory).to_owned(),
        filters: filters(directory, part, &Scope::Offers(part.route.last_folder())),
        ..list
    }
}

fn rows(directory: &Directory, server: &Organization) -> Vec<Specification> {
    let code = |label: &str, words: &[String]| Specification {
        label: label.to_owned(),
        code: words.to_vec(),
        ..Specification::default()
    };
    let package: Vec<String> = server.npm.iter().cloned().collect();
    let keys = code(
        if server.env.len() == 1 { "Environment variable" } else { "Environment variables" },
        &server.env,
    );
    let known = [keys, code("npm package", &package)].into_iter().filter(|row| !row.code.is_empty());
    let facts = policy_facts(directory, server);
    known
        .chain(
            organization::rows(directory, server)
                .into_iter()
                .filter(|row: &Specification| facts.iter().all(|fact| fact.label != row.label)),
        )
        .collect()
}

/// The way from the head of the page to what ends, below a long list.
fn ending_link(server: &Organization, deprecation: &[RelatedRow]) -> Option<Link> {
    let words = counted(deprecation.len(), "deprecated or retired model", "deprecated or retired models");
    (!deprecation.is_empty()).then(|| Link::internal(words, format!("{}#deprecations", server.route)))
}

fn sections(body: &Provider) -> Vec<Section> {
    let all = [
        (body.api.is_some() || !body.rows.is_empty(), "connect", "Connect"),
        (true, "models", "Models"),
        (!body.deprecations.is_empty(), "deprecations", "Deprecated models"),
    ];
    let present = all.into_iter().filter(|(is_there, ..)| *is_there);
    present.map(|(_, id, title)| Section { id: id.to_owned(), title: title.to_owned() }).collect()
}

/// A record that ends, with what happens and when.
fn deprecation_rows(directory: &Directory, deprecation: &Deprecation) -> RelatedRow {
    let record = directory.record(deprecation.place);
    let context = cell::context(record);
    RelatedRow {
        key: record.key.as_str().to_owned(),
        name: link(record.name.as_str(), &record.route),
        status: cell::status(record),
        difference: Some(what_happens(deprecation)),
        context_exact: cell::exact(&context),
        context: context.bare(),
        input: cell::first_price_of(directory, deprecation.place).bare(),
        output: cell::rate_of(directory, deprecation.place, RateKind::Output).bare(),
    }
}

fn what_happens(deprecation: &Deprecation) -> Phrase {
    let dated =
        |words: &str, fact: &'static str, day| Phrase::new().text(words).figure(cell::date(fact, day));
    match (deprecation.is_over(), deprecation.stops, deprecation.announced) {
        (true, Some(day), _) => dated(&format!("Shut down {} ", day.on()), "retires", day),
        (false, Some(day), _) => dated(&format!("Shuts down {} ", day.on()), "retires", day),
        (true, None, Some(day)) => dated("Retired; deprecated ", "deprecated", day),
        (false, None, Some(day)) => dated("Deprecated ", "deprecated", day),
        (true, None, None) => "Retired".into(),
        (false, None, None) => "No shutdown date yet".into(),
    }
}

fn describe(directory: &Directory, provider: usize) -> String {
    let server = &directory.catalog.providers[provider];
    let count = counted(directory.facets.providers[provider].len(), "model", "models");
    description(&[
        format!(
            "{count} on {} with prices per 1M tokens, context windows, limits and capabilities.",
            server.name
        ),
        server.description.as_deref().map(plain).unwrap_or_default(),
    ])
}

//! What the pages of authors and providers share: their own links, big figures and what else is known of them.

use super::cell;
use super::common::{number, outside_link};
use crate::derive::Directory;
use crate::fact;
use crate::fact::{Group, ORGANIZATION, Statement};
use crate::render::context::RenderContext;
use crate::render::markdown::MarkdownPlace;
use crate::render::page::provenance;
use crate::render::page::specification::Specification;
use crate::render::view::{Cell, Figure, Html, KeyFigure, Link};
use crate::resolve::Organization;
use crate::resolve::catalog::{Logo, Place};
use crate::resolve::cost::RateKind;

/// The organization's own pages, each once.
pub(super) fn links(organization: &Organization) -> Vec<Link> {
    let pages = [
        ("url", "Website"),
        ("doc", "Documentation"),
        ("docs", "Documentation"),
        ("pricing_url", "Prices"),
        ("status_page", "Status"),
        ("terms", "Terms of use"),
    ];
    let mut links: Vec<Link> = Vec::new();
    for (key, text) in pages {
        let link = organization.source.text(key).and_then(|url| outside_link(text, url));
        if let Some(link) = link
            .filter(|link: &Link| links.iter().all(|other| other.url != link.url && other.text != link.text))
        {
            links.push(link);
        }
    }
    links
}

/// The first letter of the name in upper case; `None` beside a logo, and for those that want neither.
pub(super) fn monogram(organization: &Organization) -> Option<String> {
    let letter = organization.name.chars().find(|letter| letter.is_alphanumeric())?;
    (organization.logo == Logo::Monogram).then(|| letter.to_uppercase().collect())
}

/// The description, rendered for the organization's page.
pub(super) fn description(organization: &Organization, context: &RenderContext) -> Option<Html> {
    let root = organization.route.to_root();
    let place = MarkdownPlace { prefix: "description", root: &root, level: 2 };
    organization.description.as_ref().map(|text| context.markdown.block(text, place))
}

/// The big figures of a list: how many records, the lowest input price, the largest context window.
pub(super) fn facts(directory: &Directory, places: &[Place]) -> Vec<KeyFigure> {
    let count = Figure::data("computed.models", places.len().to_string(), number(places.len()));
    let models = KeyFigure { label: "Models".to_owned(), cell: Cell::known(count), note: None };
    [Some(models), lowest(directory, places), longest(directory, places)].into_iter().flatten().collect()
}

/// The record with the lowest price of input that rows show, and the one whose price that is. Where there are conversational models, it is
/// one of these: others count tokens for other work.
pub fn lowest_input(directory: &Directory, places: &[Place]) -> Option<(Place, Place)> {
    let is_conversation = |place: &Place| directory.record(*place).kind.is_conversation();
    let has_conversation = places.iter().any(is_conversation);
    let counted = places.iter().copied().filter(|place| !has_conversation || is_conversation(place));
    let shown = counted.flat_map(|place| {
        let lower =
            if let Place::Model(at) = place { directory.lower_offer(at).map(Place::Offer) } else { None };
        [Some((place, directory.price_source(place))), lower.map(|lower| (place, lower))]
    });
    let priced = shown.flatten().filter_map(|(place, source)| {
        Some((place, source, directory.real_rate(source, RateKind::Input)?.price))
    });
    let (place, source, _) = priced.min_by_key(|(_, _, price)| *price)?;
    Some((place, source))
}

fn lowest(directory: &Directory, places: &[Place]) -> Option<KeyFigure> {
    let (place, source) = lowest_input(directory, places)?;
    let cell = cell::rate_from(directory, place, source, RateKind::Input);
    let name = &directory.record(place).name;
    let at = match source {
        Place::Offer(_) if source != place => format!(" at {}", directory.catalog.organization(source).name),
        _ => String::new(),
    };
    Some(KeyFigure {
        label: "Lowest input price".to_owned(),
        cell: of(cell, directory.record(source).key.as_str()),
        note: Some(format!("per 1M tokens, {name}{at}").into()),
    })
}

fn longest(directory: &Directory, places: &[Place]) -> Option<KeyFigure> {
    let (place, _) = directory.longest_context(places.iter().copied())?;
    let record = directory.record(place);
    Some(KeyFigure {
        label: "Largest context window".to_owned(),
        cell: of(cell::context(record), record.key.as_str()),
        note: Some(format!("tokens, {}", record.name).into()),
    })
}

/// A figure of another record than the page's own.
fn of(mut cell: Cell, key: &str) -> Cell {
    cell.figure = cell.figure.map(|figure| figure.of(key));
    cell
}

/// What is known of the organization itself, and where its policy comes from.
pub(super) fn rows(directory: &Directory, organization: &Organization) -> Vec<Specification> {
    let entries = ORGANIZATION.iter().filter(|entry| is_row(&entry.fact));
    let row = |statement: &Statement<'_>| Specification {
        label: statement.label.clone().into_owned(),
        cell: Some(cell::of_statement(statement)),
        ..Specification::default()
    };
    let said: Vec<Statement<'_>> = entries.flat_map(|entry| entry.statements(organization)).collect();
    let mut rows: Vec<Specification> = said.iter().map(row).collect();
    let attestations = provenance::attestations(&directory.catalog, &organization.policy);
    let has_policy =
        !attestations.is_empty() || said.iter().any(|statement| statement.fact.group == Group::Policy);
    rows.extend(attestations);
    rows.extend(policy_source(directory, organization).filter(|_| has_policy));
    rows
}

/// Whether a fact is a row as it is. Attestations are a row each.
fn is_row(fact: &fact::Fact) -> bool {
    let is_attestation = fact.path.starts_with("policy.attestations[]");
    fact.group == Group::Policy && !is_attestation || ["location", "founded"].contains(&fact.path)
}

fn policy_source(directory: &Directory, organization: &Organization) -> Option<Specification> {
    let day = organization.source.date("sources.policy.checked");
    let day = day.map(|day| ("sources.policy.checked", day));
    provenance::source(&directory.catalog, "Policy", day, organization.source.text("sources.policy.url"))
}

//! An author or a provider: what its file says, what its page shows above the list, and the list.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::ending::Ending;
use super::frame::{Extent, Head, in_part, route};
use super::row::Row;
use crate::derive::Directory;
use crate::fact::{Fact, ORGANIZATION};
use crate::plan::ListOf;
use crate::render::data::form::{Digits, RecordKeyText, currency};
use crate::render::data::record::{drop_empty, json, put};
use crate::render::page::organization::lowest_input;
use crate::resolve::cost::RateKind;
use crate::resolve::{Organization, Place};

/// An author or a provider.
#[derive(Serialize, JsonSchema)]
pub(in crate::render::data) struct Party<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The key, the path of its folder in the data.
    key: RecordKeyText<'a>,
    /// The ID.
    id: &'a str,
    /// The display name.
    name: &'a str,
    /// What the file says, by its keys.
    #[serde(flatten)]
    #[schemars(skip)]
    facts: Map<String, Value>,
    /// The lowest price of input that the list shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    lowest_input: Option<Lowest<'a>>,
    /// The largest context window in the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    largest_context: Option<Largest<'a>>,
    #[serde(flatten)]
    part: Extent,
    /// Models that stop or have stopped answering, of a provider; in the first part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    deprecations: Vec<Ending<'a>>,
    /// The models or offers, in the order of the page.
    entries: Vec<Row<'a>>,
}

/// A price per 1M tokens.
#[derive(Serialize, JsonSchema)]
struct Lowest<'a> {
    /// The key of the record whose price it is.
    record: RecordKeyText<'a>,
    /// The currency.
    #[schemars(schema_with = "currency")]
    currency: &'a str,
    /// What the reader pays per 1M tokens.
    price: Digits,
}

/// A context window.
#[derive(Serialize, JsonSchema)]
struct Largest<'a> {
    /// The key of the record that has it.
    record: RecordKeyText<'a>,
    /// Its size in tokens.
    tokens: u64,
}

impl<'a> Party<'a> {
    pub(super) fn new(directory: &'a Directory, list: ListOf, part: usize) -> Self {
        let (catalog, facets) = (&directory.catalog, &directory.facets);
        let (party, places, entries): (&Organization, Vec<Place>, Vec<Row<'a>>) = match list {
            ListOf::Provider(at) => {
                let offers = &facets.providers[at];
                let rows = in_part(offers, part).iter().map(|offer| Row::of_offer(directory, *offer));
                let places = offers.iter().copied().map(Place::Offer).collect();
                (&catalog.providers[at], places, rows.collect())
            }
            ListOf::Author(at) => {
                let rows = &facets.authors[at];
                let places = rows.iter().map(|at| directory.rows[*at].place).collect();
                (&catalog.authors[at], places, Row::of_rows(directory, rows, part).collect())
            }
            _ => unreachable!("only authors and providers are parties"),
        };
        let route = route(directory, list);
        let endings = if matches!(list, ListOf::Provider(_)) && part == 1 { &places[..] } else { &[] };
        Self {
            head: Head::new(directory, list, &route, part),
            key: RecordKeyText(party.key.as_str()),
            id: &party.id,
            name: &party.name,
            facts: facts_of(party, |fact| fact.path != "name"),
            lowest_input: lowest(directory, &places),
            largest_context: largest(directory, &places),
            part: Extent::new(directory, list, &route, part),
            deprecations: endings_of(directory, endings),
            entries,
        }
    }
}

fn lowest<'a>(directory: &'a Directory, places: &[Place]) -> Option<Lowest<'a>> {
    let (_, source) = lowest_input(directory, places)?;
    let record = directory.record(source);
    let price = directory.price_to_pay(record.cost.prices.rates.get(RateKind::Input)?);
    Some(Lowest {
        record: RecordKeyText(record.key.as_str()),
        currency: record.cost.currency.code(),
        price: Digits(price.value()),
    })
}

fn largest<'a>(directory: &'a Directory, places: &[Place]) -> Option<Largest<'a>> {
    let (place, context) = directory.longest_context(places.iter().copied())?;
    Some(Largest { record: RecordKeyText(directory.record(place).key.as_str()), tokens: context.0 })
}

fn endings_of<'a>(directory: &'a Directory, places: &[Place]) -> Vec<Ending<'a>> {
    let endings = directory.deprecations_of(places.iter().copied());
    endings.iter().map(|deprecation| Ending::new(directory, deprecation)).collect()
}

/// The key of the address of an author or a provider.
pub(in crate::render::data) const WEBSITE: &str = "website";

/// What the file of an author or a provider says, as tables within tables at the paths of the file.
pub(super) fn facts_of(party: &Organization, is_wanted: impl Fn(&Fact) -> bool) -> Map<String, Value> {
    let mut facts = Map::new();
    for entry in ORGANIZATION.iter().filter(|entry| is_wanted(&entry.fact)) {
        for statement in entry.statements(party) {
            // The address of the page has the shorter name, as in all files.
            if entry.fact.path == "url" {
                facts.insert(WEBSITE.to_owned(), json(&entry.fact, &statement.value));
            } else {
                put(&mut facts, &statement);
            }
        }
    }
    facts.values_mut().for_each(drop_empty);
    facts
}

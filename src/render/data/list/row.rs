//! A model or an offer in a list.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::frame::in_part;
use crate::derive::{self, Directory};
use crate::domain::Capability;
use crate::fact::{ListedPrice, included_in};
use crate::render::data::form::{
    Day, Digits, LISTED_PRICES, LISTED_STATES, PathBelowRoot, RecordKeyText, capability_words, currency,
    price_states, statuses, types,
};
use crate::resolve::cost::RateKind;
use crate::resolve::record::Measure;
use crate::resolve::{Place, Record};

/// A model, or an offer that stands for itself. Its `index.json` has all facts.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Row")]
pub(super) struct Row<'a> {
    /// The record's key, its path in the data without `.toml`.
    key: RecordKeyText<'a>,
    /// The exact ID that an API call takes.
    id: &'a str,
    /// The display name.
    name: &'a str,
    /// The path of the page, below the site's root.
    url: PathBelowRoot,
    /// The type of API; missing if it is not known.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "types")]
    kind: Option<&'static str>,
    /// The status on the day of the build.
    #[schemars(schema_with = "statuses")]
    status: &'static str,
    /// The key of the author of the model, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<RecordKeyText<'a>>,
    /// For an offer, the key of the provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<RecordKeyText<'a>>,
    /// For an offer, the key of the model that it is of, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<RecordKeyText<'a>>,
    /// Limits in tokens.
    #[serde(skip_serializing_if = "Limits::is_empty")]
    limit: Limits,
    /// What it can do. What is missing it cannot do, or the file does not say.
    #[schemars(schema_with = "capability_words")]
    capabilities: Vec<&'static str>,
    /// For a model, what it can do at some providers, although its own file does not say so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(schema_with = "capability_words")]
    at_some: Vec<&'static str>,
    /// When the directory listed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    added: Option<Day>,
    /// When it was released.
    #[serde(skip_serializing_if = "Option::is_none")]
    release_date: Option<Day>,
    /// The prices that the list shows.
    price: Price<'a>,
    /// Lower prices of a comparable offer, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    lowest: Option<Price<'a>>,
    /// For a model, how many listed offers it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    offers: Option<usize>,
    /// For a model, how many providers offer it.
    #[serde(skip_serializing_if = "Option::is_none")]
    providers: Option<usize>,
    /// How many variants are folded into it.
    #[serde(skip_serializing_if = "is_zero")]
    variants: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// Limits in tokens. 0 says that a limit does not apply; a missing one is not known.
#[derive(Default, Serialize, JsonSchema)]
struct Limits {
    /// The context window.
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<u64>,
    /// The longest response.
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<u64>,
}

/// What the reader pays, as exact decimals. A price that has no digits has a state, or is not stated.
#[derive(Serialize, JsonSchema)]
struct Price<'a> {
    /// The key of the record whose prices they are, if it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<RecordKeyText<'a>>,
    /// The currency.
    #[schemars(schema_with = "currency")]
    currency: &'a str,
    /// The price of input, per 1M tokens unless `unit` says otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    input: Option<Digits>,
    /// The price of output, per 1M tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<Digits>,
    /// The price of input read from the cache, per 1M tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    cached: Option<Digits>,
    /// What `input` is for, if that is not 1M input tokens: `per image`.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    /// The states of prices without digits.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(schema_with = "price_states")]
    states: BTreeMap<&'static str, &'static str>,
    /// The words for prices that a plan includes.
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<String>,
}

impl<'a> Row<'a> {
    /// The rows of a part, by their indexes in the directory.
    pub(super) fn of_rows(
        directory: &'a Directory,
        rows: &[usize],
        part: usize,
    ) -> impl Iterator<Item = Self> {
        in_part(rows, part).iter().map(|at| Self::of_row(directory, &directory.rows[*at]))
    }

    /// A row of the index.
    fn of_row(directory: &'a Directory, row: &derive::Row) -> Self {
        let is_model = matches!(row.place, Place::Model(_));
        let counts = directory.many_providers && is_model;
        Self {
            at_some: slugs(|capability| row.at_some & (1 << capability as u32) != 0),
            lowest: row.lowest.map(|lowest| Price::new(directory, row.place, lowest)),
            offers: counts.then_some(row.offers),
            providers: counts.then_some(row.providers),
            variants: row.variants,
            ..Self::of_place(directory, row.place, row.price_source)
        }
    }

    /// A row of a provider's list.
    pub(super) fn of_offer(directory: &'a Directory, offer: usize) -> Self {
        let place = Place::Offer(offer);
        Self::of_place(directory, place, place)
    }

    fn of_place(directory: &'a Directory, place: Place, price_source: Place) -> Self {
        let (catalog, record) = (&directory.catalog, directory.record(place));
        let model = catalog.model_of(place);
        let is_offer = matches!(place, Place::Offer(_));
        Self {
            key: RecordKeyText(record.key.as_str()),
            id: &record.id,
            name: &record.name,
            url: (&record.route).into(),
            kind: (!record.is_kind_unknown).then(|| record.kind.word()),
            status: record.status.word(),
            author: model.map(|model| RecordKeyText(catalog.authors[model.author].key.as_str())),
            provider: is_offer.then(|| RecordKeyText(catalog.organization(place).key.as_str())),
            model: model.filter(|_| is_offer).map(|model| RecordKeyText(model.record.key.as_str())),
            limit: Limits::of(record),
            capabilities: slugs(|capability| record.capabilities.has(capability)),
            at_some: Vec::new(),
            added: record.added.map(Day::from),
            release_date: record.release_date.map(Day::from),
            price: Price::new(directory, place, price_source),
            lowest: None,
            offers: None,
            providers: None,
            variants: 0,
        }
    }
}

fn slugs(has: impl Fn(Capability) -> bool) -> Vec<&'static str> {
    Capability::all().filter(|it| has(*it)).map(|capability| capability.words().slug).collect()
}

impl Limits {
    fn of(record: &Record) -> Self {
        let tokens = |measure: Measure| match measure {
            Measure::NotApplicable => Some(0),
            measure => measure.known().map(|tokens| tokens.0),
        };
        Self { context: tokens(record.limit.context), output: tokens(record.limit.output) }
    }

    fn is_empty(&self) -> bool {
        self.context.is_none() && self.output.is_none()
    }
}

impl<'a> Price<'a> {
    fn new(directory: &'a Directory, place: Place, price_source: Place) -> Self {
        let record = directory.record(price_source);
        let rate = |kind| ListedPrice::of_rate(record, kind);
        let prices = [ListedPrice::first(record), rate(RateKind::Output), rate(RateKind::CacheRead)];
        let [input, output, cached] = [0, 1, 2].map(|at| digits(directory, &prices[at]));
        let states =
            LISTED_PRICES.into_iter().zip(&prices).filter_map(|(name, price)| Some((name, state(price)?)));
        let unit = match &prices[0] {
            ListedPrice::Amount(_, unit) => unit.clone(),
            _ => None,
        };
        let plan = prices.iter().find_map(|price| match price {
            ListedPrice::Included(plan, _) => Some(included_in(*plan)),
            _ => None,
        });
        Self {
            record: (price_source != place)
                .then(|| RecordKeyText(directory.record(price_source).key.as_str())),
            currency: record.cost.currency.code(),
            input,
            output,
            cached,
            unit,
            states: states.collect(),
            plan,
        }
    }
}

/// What the reader pays for an amount.
fn digits(directory: &Directory, price: &ListedPrice<'_>) -> Option<Digits> {
    match price {
        ListedPrice::Amount(charge, _) => Some(Digits(directory.price_to_pay(charge).value())),
        _ => None,
    }
}

fn state(price: &ListedPrice<'_>) -> Option<&'static str> {
    match price {
        ListedPrice::Free(_) => Some(LISTED_STATES[0]),
        ListedPrice::Included(..) => Some(LISTED_STATES[1]),
        ListedPrice::NotApplicable => Some(LISTED_STATES[2]),
        ListedPrice::Unsupported => Some(LISTED_STATES[3]),
        ListedPrice::Varies => Some(LISTED_STATES[4]),
        ListedPrice::Zero(_) => Some(LISTED_STATES[5]),
        ListedPrice::Amount(..) | ListedPrice::Unknown => None,
    }
}

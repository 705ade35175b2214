//! Prices as exact decimal strings, in the words of the file, and what the reader pays where that is another price.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::derive::Directory;
use crate::render::data::form::{
    COST_STATES, cost_states, currency, day, days, decimal, rates, record_key, tiers_apply, units,
};
use crate::resolve::Place;
use crate::resolve::cost::{Charge, Cost, PriceList, PriceState};

/// What a record costs.
#[derive(Serialize, JsonSchema)]
pub(super) struct Prices<'a> {
    /// The key of the record whose price speaks, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "record_key")]
    record: Option<&'a str>,
    #[serde(flatten)]
    own: Costs<'a>,
    /// Modes with separate prices.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    modes: BTreeMap<&'a str, Costs<'a>>,
}

/// The price of a record, or of one of its modes.
#[derive(Serialize, JsonSchema)]
struct Costs<'a> {
    /// `priced`, `free`, `included`, `varies` or `unknown`.
    #[schemars(schema_with = "cost_states")]
    state: &'static str,
    /// The plan that includes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<&'a str>,
    /// The currency of every price.
    #[schemars(schema_with = "currency")]
    currency: &'a str,
    #[serde(flatten)]
    prices: List<'a>,
    /// Whether context tiers price the whole request or only the tokens above their size.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "tiers_apply")]
    tiers_apply: Option<&'static str>,
    /// Prices from a day on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    schedule: Vec<At<'a>>,
    /// Prices at certain hours.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    windows: Vec<At<'a>>,
}

/// The prices of one place, with those that are nested in them.
#[derive(Serialize, JsonSchema)]
struct List<'a> {
    /// By the keys of the file.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(schema_with = "rates")]
    per_1m_tokens: BTreeMap<Cow<'static, str>, String>,
    /// Prices above a number of tokens.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tiers: Vec<At<'a>>,
    /// Prices of levels of service.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    service_tiers: Vec<At<'a>>,
    /// Prices that are not per token.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    units: Vec<PerUnit<'a>>,
    /// Prices whose unit is free text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other: Vec<Other<'a>>,
    /// Prices by region, where they differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    regions: Vec<At<'a>>,
}

/// The prices of a tier, a level of service, a region, a day or some hours, and which one it is.
#[derive(Default, Serialize, JsonSchema)]
struct At<'a> {
    /// The tokens above which they apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    above: Option<u64>,
    /// The level of service or the region.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    /// What every price is multiplied by.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "decimal")]
    factor: Option<String>,
    /// The day from which they hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "day")]
    from: Option<String>,
    /// The hours, in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    utc: Option<&'a str>,
    /// The days of the week on which the hours begin, where they are not all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(schema_with = "days")]
    days: Vec<&'static str>,
    #[serde(flatten)]
    prices: Option<List<'a>>,
}

/// A price that is not per token.
#[derive(Serialize, JsonSchema)]
struct PerUnit<'a> {
    /// What is counted.
    #[schemars(schema_with = "units")]
    unit: &'static str,
    /// How many the price is for.
    per: u64,
    /// The price.
    #[schemars(schema_with = "decimal")]
    price: String,
    /// What it is charged for.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    /// What a request says to be charged so.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    selectors: &'a [String],
    /// How many are free.
    #[serde(skip_serializing_if = "Option::is_none")]
    free: Option<u64>,
    /// For how long that many are free.
    #[serde(skip_serializing_if = "Option::is_none")]
    free_per: Option<&'a str>,
}

/// A price whose unit is free text.
#[derive(Serialize, JsonSchema)]
struct Other<'a> {
    /// The price.
    #[schemars(schema_with = "decimal")]
    amount: String,
    /// What it is for, in words.
    unit: &'a str,
    /// What it is charged for.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
}

/// The prices that stand for a record, as the reader pays them.
pub(super) fn prices(directory: &Directory, place: Place) -> Prices<'_> {
    let price_source = directory.price_source(place);
    let priced_record = directory.record(price_source);
    Prices {
        record: (price_source != place).then(|| priced_record.key.as_str()),
        own: costs(directory, &priced_record.cost),
        modes: priced_record
            .modes
            .iter()
            .map(|mode| (mode.name.as_str(), costs(directory, &mode.cost)))
            .collect(),
    }
}

fn costs<'a>(directory: &Directory, cost: &'a Cost) -> Costs<'a> {
    let (state, plan) = state(&cost.state);
    let apply = if cost.tiers_are_marginal { "marginal" } else { "request" };
    Costs {
        state,
        plan,
        currency: cost.currency.code(),
        prices: list(directory, &cost.prices),
        tiers_apply: (!cost.prices.tiers.is_empty()).then_some(apply),
        schedule: each(&cost.announced, |entry| At {
            from: Some(entry.from.iso()),
            prices: Some(list(directory, &entry.prices)),
            ..At::default()
        }),
        windows: each(&cost.windows, |window| At {
            utc: Some(window.hours.utc()),
            days: window.hours.days(),
            prices: Some(list(directory, &window.prices)),
            ..At::default()
        }),
    }
}

fn list<'a>(directory: &Directory, prices: &'a PriceList) -> List<'a> {
    let paid = |charge: &Charge| directory.price_to_pay(charge).value();
    List {
        per_1m_tokens: prices.rates.iter().map(|(kind, charge)| (kind.key(), paid(charge))).collect(),
        tiers: each(&prices.tiers, |tier| At {
            above: Some(tier.above.0),
            prices: Some(list(directory, &tier.prices)),
            ..At::default()
        }),
        service_tiers: each(&prices.service_tiers, |tier| At {
            name: Some(&tier.name),
            prices: Some(list(directory, &tier.prices)),
            ..At::default()
        }),
        units: each(&prices.units, |unit| PerUnit {
            unit: unit.unit.word(),
            per: unit.per,
            price: paid(&unit.charge),
            label: unit.label.as_deref(),
            selectors: &unit.selectors,
            free: unit.free.as_ref().map(|free| free.count),
            free_per: unit.free.as_ref().and_then(|free| free.per.as_deref()),
        }),
        other: each(&prices.other, |other| Other {
            amount: paid(&other.charge),
            unit: &other.unit,
            label: other.label.as_deref(),
        }),
        regions: each(&prices.regions, |region| At {
            name: Some(&region.name),
            factor: region.factor.as_ref().map(|(factor, _)| factor.to_string()),
            prices: Some(list(directory, &region.prices)),
            ..At::default()
        }),
    }
}

fn each<'a, T, U>(list: &'a [T], convert: impl Fn(&'a T) -> U) -> Vec<U> {
    list.iter().map(convert).collect()
}

fn state(state: &PriceState) -> (&'static str, Option<&str>) {
    match state {
        PriceState::Priced => (COST_STATES[0], None),
        PriceState::Free => (COST_STATES[1], None),
        PriceState::Included(plan) => (COST_STATES[2], plan.as_deref()),
        PriceState::Varies => (COST_STATES[3], None),
        PriceState::Unknown => (COST_STATES[4], None),
    }
}

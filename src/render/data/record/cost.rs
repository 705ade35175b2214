//! Prices as exact decimal strings, in the words of the file, and what the reader pays where that is another price.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::derive::Directory;
use crate::domain::PartialDate;
use crate::resolve::Place;
use crate::resolve::cost::{
    Charge, ContextTier, Cost, PriceState, PriceWindow, Rates, ScheduledPrice, ServiceTier, UnitPrice,
};

/// What a record costs.
#[derive(Serialize)]
pub(super) struct Prices<'a> {
    /// The key of the record whose price speaks, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a str>,
    #[serde(flatten)]
    own: Costs<'a>,
    /// Modes with prices of their own.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    modes: BTreeMap<&'a str, Costs<'a>>,
}

#[derive(Serialize)]
struct Costs<'a> {
    /// `priced`, `free`, `included` or `unknown`.
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<&'a str>,
    currency: &'a str,
    #[serde(skip_serializing_if = "Money::is_empty")]
    per_1m_tokens: Money,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tiers: Vec<Tier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tiers_apply: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    service_tiers: Vec<Service<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    units: Vec<PerUnit<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    schedule: Vec<Scheduled>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    windows: Vec<Window<'a>>,
}

/// Prices by the keys of the file.
type Money = BTreeMap<&'static str, String>;

#[derive(Serialize)]
struct Tier {
    above: u64,
    per_1m_tokens: Money,
}

#[derive(Serialize)]
struct Service<'a> {
    name: &'a str,
    per_1m_tokens: Money,
}

#[derive(Serialize)]
struct PerUnit<'a> {
    unit: &'static str,
    per: u64,
    price: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    selectors: &'a [String],
}

#[derive(Serialize)]
struct Scheduled {
    from: String,
    per_1m_tokens: Money,
}

#[derive(Serialize)]
struct Window<'a> {
    utc: &'a str,
    per_1m_tokens: Money,
}

/// The prices that speak for a record, as the reader pays them.
pub(super) fn prices(directory: &Directory, place: Place) -> Prices<'_> {
    let speaks = directory.speaks(place);
    let speaker = directory.record(speaks);
    Prices {
        record: (speaks != place).then(|| speaker.key.as_str()),
        own: costs(directory, &speaker.cost),
        modes: speaker.modes.iter().map(|mode| (mode.name.as_str(), costs(directory, &mode.cost))).collect(),
    }
}

fn costs<'a>(directory: &Directory, cost: &'a Cost) -> Costs<'a> {
    let paid = |charge: &Charge| directory.paid(charge).value();
    let money =
        |rates: &Rates| -> Money { rates.iter().map(|(kind, charge)| (kind.key(), paid(charge))).collect() };
    let (state, plan) = state(&cost.state);
    Costs {
        state,
        plan,
        currency: cost.currency.code(),
        per_1m_tokens: money(&cost.rates),
        tiers: each(&cost.tiers, |tier: &ContextTier| Tier {
            above: tier.above.0,
            per_1m_tokens: money(&tier.rates),
        }),
        tiers_apply: (!cost.tiers.is_empty()).then_some(if cost.tiers_are_marginal {
            "marginal"
        } else {
            "request"
        }),
        service_tiers: each(&cost.service_tiers, |tier: &'a ServiceTier| Service {
            name: &tier.name,
            per_1m_tokens: money(&tier.rates),
        }),
        units: each(&cost.units, |unit: &'a UnitPrice| PerUnit {
            unit: unit.unit.word(),
            per: unit.per,
            price: paid(&unit.charge),
            label: unit.label.as_deref(),
            selectors: &unit.selectors,
        }),
        schedule: each(&cost.announced, |entry: &ScheduledPrice| Scheduled {
            from: PartialDate::iso(entry.from),
            per_1m_tokens: money(&entry.rates),
        }),
        windows: each(&cost.windows, |window: &'a PriceWindow| Window {
            utc: &window.utc,
            per_1m_tokens: money(&window.rates),
        }),
    }
}

fn each<'a, T, U>(list: &'a [T], made: impl Fn(&'a T) -> U) -> Vec<U> {
    list.iter().map(made).collect()
}

fn state(state: &PriceState) -> (&'static str, Option<&str>) {
    match state {
        PriceState::Priced => ("priced", None),
        PriceState::Free => ("free", None),
        PriceState::Included(plan) => ("included", plan.as_deref()),
        PriceState::Unknown => ("unknown", None),
    }
}

//! The price that a list shows for a record: an amount, or the state that stands in its place.

use crate::domain::{Capability, ModelType};
use crate::resolve::Record;
use crate::resolve::cost::{Charge, Cost, PriceState, RateKind};

/// A price as lists show it.
#[derive(Clone, Debug, PartialEq)]
pub enum ListedPrice<'a> {
    /// An amount, with its unit in words if that is not 1M tokens of the kind that was asked for.
    Amount(&'a Charge, Option<String>),
    /// Free of charge; the zero that the file has, if it has one.
    Free(Option<&'a Charge>),
    /// Part of a plan, which may have a name; the zero that the file has, if it has one.
    Included(Option<&'a str>, Option<&'a Charge>),
    /// The price varies from request to request.
    Varies,
    /// The record has nothing that could be charged this way.
    NotApplicable,
    /// The model cannot do what would be charged.
    Unsupported,
    /// No price is published.
    Unknown,
}

impl<'a> ListedPrice<'a> {
    /// Returns a charge as it is listed: a zero of a free or included price is named by its state.
    pub fn of_charge(cost: &'a Cost, charge: &'a Charge) -> Self {
        match &cost.state {
            PriceState::Free if charge.price.is_zero() => Self::Free(Some(charge)),
            PriceState::Included(plan) if charge.price.is_zero() => {
                Self::Included(plan.as_deref(), Some(charge))
            }
            _ => Self::Amount(charge, None),
        }
    }

    /// Returns the state of a price as a whole.
    pub fn of_state(cost: &'a Cost) -> Self {
        match &cost.state {
            PriceState::Free => Self::Free(None),
            PriceState::Included(plan) => Self::Included(plan.as_deref(), None),
            PriceState::Varies => Self::Varies,
            PriceState::Priced | PriceState::Unknown => Self::Unknown,
        }
    }

    /// Returns the price per 1M tokens of a kind.
    pub fn of_rate(record: &'a Record, kind: RateKind) -> Self {
        let cost = &record.cost;
        if let Some(charge) = cost.prices.rates.get(kind) {
            return Self::of_charge(cost, charge);
        }
        if !applies(record, kind) {
            return Self::NotApplicable;
        }
        match record.capabilities.get(Capability::PromptCaching) {
            Some(false) if kind == RateKind::CacheRead => Self::Unsupported,
            None if kind == RateKind::CacheRead => Self::Unknown,
            _ => Self::of_state(cost),
        }
    }

    /// Returns the price of input tokens, otherwise the first one that the record has, with its unit.
    pub fn first(record: &'a Record) -> Self {
        let (cost, prices) = (&record.cost, &record.cost.prices);
        if prices.rates.get(RateKind::Input).is_some() {
            return Self::of_rate(record, RateKind::Input);
        }
        if let Some(unit) = prices.units.first() {
            return Self::of_charge(cost, &unit.charge)
                .with_unit(format!("per {}", unit.unit.quantity(unit.per)));
        }
        match prices.rates.iter().next() {
            Some((kind, charge)) => Self::of_charge(cost, charge).with_unit(kind.label().to_lowercase()),
            None => Self::of_rate(record, RateKind::Input),
        }
    }

    fn with_unit(self, unit: String) -> Self {
        match self {
            Self::Amount(charge, _) => Self::Amount(charge, Some(unit)),
            state => state,
        }
    }
}

/// Says that a plan includes a price: "Included in Pro".
pub fn included_in(plan: Option<&str>) -> String {
    format!("Included in {}", plan.unwrap_or("a plan"))
}

/// Whether a price for a kind of token makes sense at all.
fn applies(record: &Record, kind: RateKind) -> bool {
    let cost = &record.cost;
    let is_charged_otherwise =
        cost.state == PriceState::Priced && cost.prices.rates.is_empty() && !cost.prices.units.is_empty();
    match kind {
        RateKind::Input => !is_charged_otherwise,
        RateKind::Output => !is_charged_otherwise && charges_for_output(record.kind),
        RateKind::CacheRead => !is_charged_otherwise && record.kind.is_conversation(),
        _ => true,
    }
}

fn charges_for_output(kind: ModelType) -> bool {
    !matches!(kind, ModelType::Embedding | ModelType::Rerank | ModelType::Moderation)
}

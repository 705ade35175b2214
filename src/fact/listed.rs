//! The price that a list shows for a record: an amount, or the state of the price instead.

use crate::domain::{Capability, ModelType};
use crate::resolve::Record;
use crate::resolve::cost::{Charge, Cost, PriceState, RateKind};

/// A price as lists show it.
#[derive(Clone, Debug, PartialEq)]
pub enum ListedPrice<'a> {
    /// An amount, with its unit in words unless it is 1M tokens of the requested kind.
    Amount(&'a Charge, Option<String>),
    /// A price of zero that the file does not explain, so that it may be free, a plan's, or not known.
    Zero(&'a Charge),
    /// Free of charge, with the price of zero if the file has one.
    Free(Option<&'a Charge>),
    /// Part of a plan, with the name of the plan and the price of zero if the file has them.
    Included(Option<&'a str>, Option<&'a Charge>),
    /// The price varies from request to request.
    Varies,
    /// Models of this type are not charged this way.
    NotApplicable,
    /// The model does not support what would be charged.
    Unsupported,
    /// No price is published.
    Unknown,
}

impl<'a> ListedPrice<'a> {
    /// Returns how a charge is listed. A price of zero is listed as free or included if the file says so.
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
            let is_told = kind == RateKind::Input && cost.is_doubtful_zero();
            return if is_told { Self::Zero(charge) } else { Self::of_charge(cost, charge) };
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

/// The text of a price that a plan includes: "Included in Pro".
pub fn included_in(plan: Option<&str>) -> String {
    format!("Included in {}", plan.unwrap_or("a plan"))
}

/// Whether the record can have a price for a kind of token.
fn applies(record: &Record, kind: RateKind) -> bool {
    let cost = &record.cost;
    let has_only_units =
        cost.state == PriceState::Priced && cost.prices.rates.is_empty() && !cost.prices.units.is_empty();
    match kind {
        RateKind::Input => !has_only_units,
        RateKind::Output => !has_only_units && has_output_tokens(record.kind),
        RateKind::CacheRead => !has_only_units && record.kind.is_conversation(),
        _ => true,
    }
}

fn has_output_tokens(kind: ModelType) -> bool {
    !matches!(kind, ModelType::Embedding | ModelType::Rerank | ModelType::Moderation)
}

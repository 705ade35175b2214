//! Prices compared: which are real, what they come to, how two of them relate.

use rust_decimal::Decimal;

use super::Directory;
use crate::domain::{Currency, ModelType, Price, Unit};
use crate::resolve::Record;
use crate::resolve::catalog::Place;
use crate::resolve::cost::{Charge, Cost, PriceState, RateKind, UnitPrice};

/// A price that can be compared with others, lowest first: by tokens, then by other units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparable {
    /// Dollars per 1M tokens, three parts of input to one of output; input alone where nothing is written.
    Tokens(Decimal),
    /// Dollars for one unit.
    Units(Unit, Decimal),
}

/// The price by which a record is compared with others: in dollars, above zero, neither free nor part of a plan.
pub fn comparable(record: &Record) -> Option<Comparable> {
    let cost = &record.cost;
    if cost.currency != Currency::USD || cost.state != PriceState::Priced {
        return None;
    }
    let tokens = blended(cost, record.kind).map(Comparable::Tokens);
    tokens.or_else(|| cost.prices.units.first().and_then(per_unit))
}

/// Three parts of the input price and one of the output price; input alone for models that write nothing.
///
/// `None` where one of the two is missing, or both are zero.
pub fn blended(cost: &Cost, kind: ModelType) -> Option<Decimal> {
    let input = cost.prices.rates.price(RateKind::Input)?.decimal();
    let blended = match cost.prices.rates.price(RateKind::Output) {
        Some(output) => {
            let parts = input.checked_mul(Decimal::from(3))?.checked_add(output.decimal())?;
            parts.checked_div(Decimal::from(4))?
        }
        None if is_input_only(kind) => input,
        None => return None,
    };
    (!blended.is_zero()).then_some(blended)
}

/// Whether models of a type write no tokens, so that only their input has a price.
pub fn is_input_only(kind: ModelType) -> bool {
    matches!(kind, ModelType::Embedding | ModelType::Rerank | ModelType::Moderation)
}

fn per_unit(unit: &UnitPrice) -> Option<Comparable> {
    let one = unit.charge.price.decimal().checked_div(Decimal::from(unit.per))?;
    (!one.is_zero()).then_some(Comparable::Units(unit.unit, one))
}

/// How much less cached input costs than input, in percent: `computed.cache_saving`. `None` without both prices, where
/// nothing is saved, or where the price is a zero, which may stand for one that is not known.
pub fn cache_saving(cost: &Cost) -> Option<Decimal> {
    let read = cost.prices.rates.price(RateKind::CacheRead).filter(|price| !price.is_zero())?;
    read.saving_against(cost.prices.rates.price(RateKind::Input)?)
}

/// How many times the input price the output price is: `computed.output_ratio`.
pub fn output_ratio(cost: &Cost) -> Option<Decimal> {
    let input = cost.prices.rates.price(RateKind::Input).filter(|price| !price.is_zero())?;
    let output = cost.prices.rates.price(RateKind::Output).filter(|price| !price.is_zero())?;
    Some(output.decimal().checked_div(input.decimal())?.normalize())
}

/// Whether the record's prices may be compared with others: in dollars and not retired.
fn is_current_dollars(record: &Record) -> bool {
    record.cost.currency == Currency::USD && record.status != crate::domain::Status::Retired
}

impl Directory {
    /// The lowest price of a kind of token among some records, each by the price that speaks for it: in dollars, above
    /// zero, never of a retired record. The place is the record's own.
    pub fn lowest(
        &self,
        kind: RateKind,
        places: impl IntoIterator<Item = Place>,
    ) -> Option<(Place, &Charge)> {
        let real = places.into_iter().filter_map(|place| Some((place, self.real_rate(place, kind)?)));
        real.min_by_key(|(_, charge)| charge.price)
    }

    /// The price of a kind of token that speaks for a record, where it can be compared with others.
    pub fn real_rate(&self, place: Place, kind: RateKind) -> Option<&Charge> {
        let priced_record = self.priced_record(place);
        let is_real = priced_record.cost.state == PriceState::Priced && is_current_dollars(priced_record);
        priced_record.cost.prices.rates.get(kind).filter(|charge| is_real && !charge.price.is_zero())
    }

    /// The price by which a record is compared with others, in dollars, without a mark-up.
    pub fn comparable(&self, place: Place) -> Option<Comparable> {
        comparable(self.priced_record(place))
    }
}

/// How much less `price` is than `other`, in percent; `None` where it is less by under one percent, or one is
/// not known; a zero may stand for that.
pub(super) fn less(price: Option<Price>, other: Option<Price>) -> Option<Decimal> {
    let price = price.filter(|price| !price.is_zero())?;
    price.saving_against(other?).filter(|percent| *percent >= Decimal::ONE)
}

//! Compares prices: which can be compared, by what number, and how much less one is than another.

use rust_decimal::Decimal;

use super::Directory;
use crate::domain::{Currency, ModelType, Price, Unit};
use crate::resolve::Record;
use crate::resolve::catalog::Place;
use crate::resolve::cost::{Charge, Cost, PriceState, RateKind, UnitPrice};

/// A price that can be compared with others, lowest first: by tokens, then by other units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparable {
    /// Dollars per 1M tokens, weighted 3:1 input to output; input alone for models without output tokens.
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
    let tokens = blend(cost, record.kind).map(Comparable::Tokens);
    tokens.or_else(|| cost.prices.units.first().and_then(unit_price))
}

/// The mean of the input and output prices, weighted 3:1; the input price for models without output tokens.
///
/// `None` if one of the two is missing, or both are zero.
pub fn blend(cost: &Cost, kind: ModelType) -> Option<Decimal> {
    let input = cost.prices.rates.price(RateKind::Input)?.decimal();
    let price = match cost.prices.rates.price(RateKind::Output) {
        Some(output) => {
            let parts = input.checked_mul(Decimal::from(3))?.checked_add(output.decimal())?;
            parts.checked_div(Decimal::from(4))?
        }
        None if is_input_only(kind) => input,
        None => return None,
    };
    (!price.is_zero()).then_some(price)
}

/// Whether models of a type have no output tokens, so that only their input has a price.
pub fn is_input_only(kind: ModelType) -> bool {
    matches!(kind, ModelType::Embedding | ModelType::Rerank | ModelType::Moderation)
}

/// Whether readers count units rather than tokens for models of a type.
pub(super) fn is_counted_in_units(kind: ModelType) -> bool {
    use ModelType as T;
    matches!(
        kind,
        T::Image | T::ImageEdit | T::Video | T::Speech | T::Transcription | T::Ocr | T::Rerank | T::Search
    )
}

fn unit_price(unit: &UnitPrice) -> Option<Comparable> {
    let price = unit.charge.price.decimal().checked_div(Decimal::from(unit.per))?;
    (!price.is_zero()).then_some(Comparable::Units(unit.unit, price))
}

/// How much less cached input costs than input, in percent: `computed.cache_saving`. `None` if a price is missing, nothing
/// is saved, or the price is zero, which may mean unknown.
pub fn cache_saving(cost: &Cost) -> Option<Decimal> {
    let read = cost.prices.rates.price(RateKind::CacheRead).filter(|price| !price.is_zero())?;
    read.saving_against(cost.prices.rates.price(RateKind::Input)?)
}

/// The ratio of the output price to the input price: `computed.output_ratio`. `None` if one is missing or zero.
pub fn output_ratio(cost: &Cost) -> Option<Decimal> {
    let input = cost.prices.rates.price(RateKind::Input).filter(|price| !price.is_zero())?;
    let output = cost.prices.rates.price(RateKind::Output).filter(|price| !price.is_zero())?;
    Some(output.decimal().checked_div(input.decimal())?.normalize())
}

/// Whether a record's prices are in dollars and it is not retired.
fn is_current_dollars(record: &Record) -> bool {
    record.cost.currency == Currency::USD && record.status != crate::domain::Status::Retired
}

impl Directory {
    /// The record with the lowest price for a kind of token, by [`Directory::real_rate`], and that price.
    pub fn lowest(
        &self,
        kind: RateKind,
        places: impl IntoIterator<Item = Place>,
    ) -> Option<(Place, &Charge)> {
        let real = places.into_iter().filter_map(|place| Some((place, self.real_rate(place, kind)?)));
        real.min_by_key(|(_, charge)| charge.price)
    }

    /// The price for a kind of token at a record's price source; `None` unless it is in dollars, above zero and not retired.
    pub fn real_rate(&self, place: Place, kind: RateKind) -> Option<&Charge> {
        let priced_record = self.priced_record(place);
        let is_real = priced_record.cost.state == PriceState::Priced && is_current_dollars(priced_record);
        priced_record.cost.prices.rates.get(kind).filter(|charge| is_real && !charge.price.is_zero())
    }

    /// The price by which a record is compared with others, in dollars, without a markup.
    pub fn comparable(&self, place: Place) -> Option<Comparable> {
        comparable(self.priced_record(place))
    }
}

/// How much less `price` is than `other`, in percent; `None` below one percent, if a price is missing, or if `price` is zero,
/// which may mean unknown.
pub(super) fn percent_less(price: Option<Price>, other: Option<Price>) -> Option<Decimal> {
    let price = price.filter(|price| !price.is_zero())?;
    price.saving_against(other?).filter(|percent| *percent >= Decimal::ONE)
}

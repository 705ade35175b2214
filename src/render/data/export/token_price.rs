//! Prices per single token, exact: the point of a price per 1M tokens moves by six places.

use rust_decimal::Decimal;

use crate::domain::Price;
use crate::resolve::cost::{Cost, PriceState, RateKind};

/// The price of one token; `None` if that has more decimals than are exact.
pub(super) fn per_token(price: Price) -> Option<Decimal> {
    let mut number = price.decimal();
    number.set_scale(number.scale() + 6).ok()?;
    Some(number.normalize())
}

/// Whether a price is one for input and one for output at any size and hour, as the simplest formats have it.
pub(super) fn is_flat(cost: &Cost) -> bool {
    let exact = |kind| cost.prices.rates.price(kind).is_some_and(|price| per_token(price).is_some());
    let is_complete = cost.state == PriceState::Free || exact(RateKind::Input) && exact(RateKind::Output);
    is_complete && cost.prices.tiers.is_empty() && cost.windows.is_empty()
}

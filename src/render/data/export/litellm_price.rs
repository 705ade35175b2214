//! Prices in the keys of `LiteLLM`'s cost map.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::token_price::per_token;
use crate::derive::Directory;
use crate::domain::{TokenCount, Unit};
use crate::resolve::cost::{Charge, Cost, PriceList, PriceState, RateKind, UnitPrice};

/// A key and an exact number of dollars.
pub(super) type Entry = (Cow<'static, str>, Decimal);

/// The keys of prices per token.
pub(in crate::render::data) const RATES: [(RateKind, &str); 11] = [
    (RateKind::Input, "input_cost_per_token"),
    (RateKind::Output, "output_cost_per_token"),
    (RateKind::CacheRead, "cache_read_input_token_cost"),
    (RateKind::CacheWrite, "cache_creation_input_token_cost"),
    (RateKind::Reasoning, "output_cost_per_reasoning_token"),
    (RateKind::InputAudio, "input_cost_per_audio_token"),
    (RateKind::OutputAudio, "output_cost_per_audio_token"),
    (RateKind::ImageInput, "input_cost_per_image_token"),
    (RateKind::ImageOutput, "output_cost_per_image_token"),
    (RateKind::CacheReadAudio, "cache_read_input_audio_token_cost"),
    (RateKind::CacheReadImage, "cache_read_input_image_token_cost"),
];

/// How many of these have a key in tiers of context and of service too.
pub(in crate::render::data) const IN_TIERS: usize = 4;

/// The service tiers that it knows, and what their keys end with.
pub(in crate::render::data) const SERVICE_TIERS: [(&str, &str); 3] =
    [("batch", "_batches"), ("flex", "_flex"), ("priority", "_priority")];

/// What the reader pays in keys of the map; `None` if the map has no key for it, or it is too small for exact digits.
pub(super) fn prices(directory: &Directory, cost: &Cost) -> Option<Vec<Entry>> {
    if cost.tiers_are_marginal && !cost.prices.tiers.is_empty() {
        return None; // It would charge the whole request at the price of the tier.
    }
    let mut entries = Vec::new();
    let prices = &cost.prices;
    rates(directory, prices, &RATES, "", &mut entries)?;
    if entries.is_empty() && cost.state != PriceState::Free {
        return units(directory, prices);
    }
    for (kind, key) in &RATES[..2] {
        if prices.rates.get(*kind).is_none() {
            entries.push(((*key).into(), Decimal::ZERO));
        }
    }
    tiers(directory, prices, "", &mut entries)?;
    for tier in &prices.service_tiers {
        let Some((_, suffix)) = SERVICE_TIERS.iter().find(|(name, _)| *name == tier.name) else { continue };
        rates(directory, &tier.prices, &RATES[..IN_TIERS], suffix, &mut entries)?;
        tiers(directory, &tier.prices, suffix, &mut entries)?;
    }
    Some(entries)
}

fn rates(
    directory: &Directory,
    prices: &PriceList,
    kinds: &[(RateKind, &'static str)],
    suffix: &str,
    entries: &mut Vec<Entry>,
) -> Option<()> {
    for (kind, key) in kinds {
        let Some(charge) = prices.rates.get(*kind) else { continue };
        let key = if suffix.is_empty() { Cow::Borrowed(*key) } else { format!("{key}{suffix}").into() };
        entries.push((key, per_token(directory.price_to_pay(charge))?));
    }
    Some(())
}

/// The prices above sizes of context: `input_cost_per_token_above_200k_tokens`.
fn tiers(directory: &Directory, prices: &PriceList, suffix: &str, entries: &mut Vec<Entry>) -> Option<()> {
    for tier in &prices.tiers {
        let suffix = format!("_above_{}_tokens{suffix}", size(tier.above));
        rates(directory, &tier.prices, &RATES[..IN_TIERS], &suffix, entries)?;
        // A tier without a price of cached input charges it as other input; the package would take the price below the tier.
        let [own, below] = [&tier.prices.rates, &prices.rates].map(|rates| rates.get(RateKind::CacheRead));
        let input =
            [&tier.prices.rates, &prices.rates].into_iter().find_map(|rates| rates.get(RateKind::Input));
        if let (None, Some(_), Some(input)) = (own, below, input) {
            let key = format!("cache_read_input_token_cost{suffix}");
            entries.push((key.into(), per_token(directory.price_to_pay(input))?));
        }
    }
    Some(())
}

fn size(TokenCount(tokens): TokenCount) -> String {
    if tokens > 0 && tokens % 1_000 == 0 { format!("{}k", tokens / 1_000) } else { tokens.to_string() }
}

/// The keys of prices that are not per token.
pub(in crate::render::data) const UNITS: [&str; 6] = [
    "output_cost_per_image",
    "output_cost_per_second",
    "input_cost_per_second",
    "input_cost_per_character",
    "input_cost_per_query",
    "ocr_cost_per_page",
];

/// The only price of a model that is not charged by tokens, if it has no conditions.
fn units(directory: &Directory, prices: &PriceList) -> Option<Vec<Entry>> {
    let [price] = &prices.units[..] else { return None };
    let has_conditions = price.label.is_some() || !price.selectors.is_empty() || price.free.is_some();
    if has_conditions || !prices.other.is_empty() {
        return None;
    }
    let (key, seconds) = match price.unit {
        Unit::Image => (UNITS[0], 1),
        Unit::VideoSecond => (UNITS[1], 1),
        Unit::AudioSecond => (UNITS[2], 1),
        Unit::AudioMinute => (UNITS[2], 60),
        Unit::Character => (UNITS[3], 1),
        Unit::Search => (UNITS[4], 1),
        Unit::Page => (UNITS[5], 1),
        _ => return None,
    };
    Some(vec![(key.into(), per_unit(directory, price, seconds)?)])
}

/// The price of one unit, or of one of so many parts of it; `None` if the division leaves a rest.
fn per_unit(directory: &Directory, unit: &UnitPrice, parts: u64) -> Option<Decimal> {
    let charge: &Charge = &unit.charge;
    let price = directory.price_to_pay(charge).decimal();
    let divisor = Decimal::from(unit.per.checked_mul(parts)?);
    let quotient = price.checked_div(divisor)?;
    (quotient.checked_mul(divisor)? == price).then(|| quotient.normalize())
}

//! One price of an entry: its key, its exact amount, and where it stands in a sheet.

use rust_decimal::Decimal;

use super::entry::Entry;
use super::price_key::{self, Item, PriceKey};
use crate::domain::RateKind;
use crate::domain::money::Price;
use crate::domain::rate::TimeToLive;
use crate::import::Json;
use crate::import::number::per_million;
use crate::import::sheet::{Row, Sheet, Side, Slot};

/// Levels of service that are known as such. Any other word is one if it stands behind both the price of input and of output.
const SERVICES: [(&str, &str); 6] = [
    ("batches", "batch"),
    ("flex", "flex"),
    ("priority", "priority"),
    ("fast", "fast"),
    ("balanced", "balanced"),
    ("ultrafast", "ultrafast"),
];

/// A price with the key under which it stands.
#[derive(Clone, Debug)]
pub(super) struct Charge<'a> {
    /// How a report names it.
    pub(super) name: &'a str,
    pub(super) key: PriceKey<'a>,
    pub(super) amount: Decimal,
    /// What tells it from others, where that is no part of the key.
    pub(super) label: Option<String>,
}

/// A value that is no price: below zero, no number, or with more digits than can be kept.
pub(super) struct Unreadable<'a>(pub(super) &'a str, pub(super) &'a Json);

/// The key of a price, if the entry's other keys bear out what it says.
pub(super) fn key_of<'a>(entry: Entry<'_>, key: &'a str) -> Option<PriceKey<'a>> {
    let is_plain = key.len() <= 200 && key.bytes().all(|byte| byte.is_ascii_graphic());
    let read = price_key::read(key).filter(|_| is_plain)?;
    let is_level = |word: &str| {
        SERVICES.iter().any(|(known, _)| *known == word)
            || ["input_cost_per_token_", "output_cost_per_token_"]
                .iter()
                .all(|start| entry.keys.contains_key(&format!("{start}{word}")))
    };
    read.service.is_none_or(is_level).then_some(read)
}

/// An exact amount that can be a price of one, and of a million.
pub(super) fn amount(json: &Json) -> Option<Decimal> {
    let amount = json.decimal().filter(|amount| Price::new(*amount).is_ok())?;
    per_million(amount)?;
    Some(amount.normalize())
}

/// Puts a price into the list of its conditions.
pub(super) fn put(sheet: &mut Sheet, entry: Entry<'_>, charge: &Charge<'_>) -> bool {
    let key = &charge.key;
    let service = key
        .service
        .map(|word| SERVICES.iter().find(|(known, _)| *known == word).map_or(word, |(_, name)| *name));
    slot(entry, charge).is_some_and(|slot| sheet.put(service, key.above, slot))
}

/// What a price is for. `None` if its time in the cache is none that files have.
fn slot(entry: Entry<'_>, charge: &Charge<'_>) -> Option<Slot> {
    let million = per_million(charge.amount)?;
    let unit = |unit: &str, side, label: Option<&str>| row(charge, unit, side, label);
    Some(Slot::Row(match charge.key.item {
        Item::Rate(key) => return Some(Slot::Rate(RateKind::of_key(key)?, million)),
        Item::CacheWrite => return Some(Slot::Rate(cache_write(charge.key.hours)?, million)),
        Item::Unit(word, side, label) => unit(word, side, label),
        Item::Second(side) => match entry.kind {
            Some("video") => unit("video_second", side, None),
            Some("speech" | "transcription") => unit("audio_second", side, None),
            _ => {
                let side = if side == Side::Neither { Side::Input } else { side };
                Row { is_other: true, ..unit("second", side, None) }
            }
        },
        Item::Query if entry.kind == Some("search") => unit("search", Side::Neither, None),
        Item::Query => unit("request", Side::Neither, None),
        Item::Characters(side) => Row { per: 1_000_000, price: million, ..unit("character", side, None) },
        Item::Pixels(side) => {
            Row { is_other: true, per: 1_000_000, price: million, ..unit("pixels", side, None) }
        }
        Item::Other(word, label) => Row { is_other: true, ..unit(word, Side::Neither, Some(label)) },
        Item::OtherMillion(word, label) => {
            let row = unit(word, Side::Neither, Some(label));
            Row { is_other: true, per: 1_000_000, price: million, ..row }
        }
    }))
}

fn row(charge: &Charge<'_>, unit: &str, side: Side, label: Option<&str>) -> Row {
    let interval = charge.key.interval.map(|seconds| format!("Interval above {seconds} seconds"));
    Row {
        unit: unit.to_owned(),
        is_other: false,
        per: 1,
        side,
        label: charge.label.clone().or(interval).or_else(|| label.map(str::to_owned)),
        selector: charge.key.variant.map(|word| ("resolution", word.to_owned())),
        free: None,
        price: charge.amount,
    }
}

fn cache_write(hours: Option<u64>) -> Option<RateKind> {
    let Some(hours) = hours else { return Some(RateKind::CacheWrite) };
    TimeToLive::read(&format!("{hours}h")).map(RateKind::CacheWriteFor)
}

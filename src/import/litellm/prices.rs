//! What an entry charges, as `[cost]`. If one of its prices cannot be read, it has none: half a price is a wrong price.

use rust_decimal::Decimal;

use super::entry::Entry;
use super::price_key::{self, Item, PriceKey};
use super::{conditions, nested};
use crate::domain::RateKind;
use crate::domain::money::Price;
use crate::domain::rate::TimeToLive;
use crate::import::number::per_million;
use crate::import::sheet::{Row, Sheet, Side, Slot};
use crate::import::{Fields, Json, Report};

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

/// Reads what an entry charges; `None` if it says nothing, or something that cannot be read.
pub(super) fn read(entry: Entry<'_>, report: &mut Report) -> Option<Fields> {
    let mut fields = Fields::default();
    match charges(entry) {
        Ok(charges) => write(entry, &charges, &mut fields, report),
        Err(unreadable) => {
            for Unreadable(key, json) in unreadable {
                entry.cannot_write(report, key, json);
            }
            return None;
        }
    }
    (!fields.is_empty()).then_some(fields)
}

/// Every price that stands in a key of its own, or in ranges.
fn charges(entry: Entry<'_>) -> Result<Vec<Charge<'_>>, Vec<Unreadable<'_>>> {
    let mut charges = Vec::new();
    let mut unreadable = Vec::new();
    for (name, json) in entry.keys.iter().filter(|(_, json)| **json != Json::Null) {
        let Some(key) = key_of(entry, name) else { continue };
        match amount(json) {
            Some(amount) => charges.push(Charge { name, key, amount, label: None }),
            None => unreadable.push(Unreadable(name, json)),
        }
    }
    nested::ranges(entry, &mut charges, &mut unreadable);
    nested::check(entry, &mut unreadable);
    if unreadable.is_empty() { Ok(charges) } else { Err(unreadable) }
}

fn write(entry: Entry<'_>, charges: &[Charge<'_>], fields: &mut Fields, report: &mut Report) {
    let mut sheet = Sheet::default();
    let is_charged = charges.iter().any(|charge| !charge.amount.is_zero()) || nested::has_price(entry);
    for charge in charges {
        let is_filler = is_charged && charge.amount.is_zero() && is_filler(entry, charges, &charge.key);
        if is_filler {
            entry.no_fact(report, charge.name, &Json::Number("0".to_owned()));
        } else if !put(&mut sheet, entry, charge) {
            entry.cannot_write(report, charge.name, &Json::Number(charge.amount.to_string()));
        }
    }
    nested::search(entry, &mut sheet, report);
    nested::guardrails(entry, &mut sheet);
    let is_free = !sheet.is_empty() && !is_charged && is_free_by_name(entry.id);
    if is_router(entry) || is_free {
        fields.set("state", if is_free { "free" } else { "varies" });
    }
    sheet.write(entry.kind, fields);
    conditions::regions(entry, &sheet, fields, report);
    conditions::windows(entry, fields, report);
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

/// Whether a zero beside real prices only fills a field: an embedding has no output, and where something else is paid for, tokens
/// are not. A zero of the cache, or of one side of a conversation, is a price.
fn is_filler(entry: Entry<'_>, charges: &[Charge<'_>], key: &PriceKey<'_>) -> bool {
    let is_main = |item| matches!(item, Item::Rate("input" | "output"));
    let has_main = charges.iter().any(|charge| is_main(charge.key.item) && !charge.amount.is_zero());
    match key.item {
        item if is_main(item) => !entry.is_conversation() || !has_main || is_router(entry),
        Item::Rate(_) | Item::CacheWrite => false,
        _ => true,
    }
}

/// A router, whose own fee comes on top of the price of the model that it chooses.
fn is_router(entry: Entry<'_>) -> bool {
    let name = entry.id.rsplit('/').next().unwrap_or_default();
    matches!(name, "model_router" | "model-router")
}

/// Whether the ID says that nothing is charged.
fn is_free_by_name(id: &str) -> bool {
    id.ends_with(":free") || id.ends_with("-free")
}

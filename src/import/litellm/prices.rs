//! What an entry charges, as `[cost]`. If one of its prices cannot be read, it has none: half a price is a wrong price.

use super::charge::{Charge, Unreadable, amount, key_of, put};
use super::entry::Entry;
use super::price_key::{Item, PriceKey};
use super::{conditions, nested};
use crate::import::sheet::Sheet;
use crate::import::{Fields, Json, Report};

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

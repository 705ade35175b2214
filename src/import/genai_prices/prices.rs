//! The prices of a model: those that always apply, later ones, those of certain hours, and those of a way to ask.

use rust_decimal::Decimal;

use super::{dates, key};
use crate::domain::PartialDate;
use crate::domain::money::Price;
use crate::import::sheet::Sheet;
use crate::import::{Fields, Json};

/// What cannot be read or written.
pub(super) struct Wrong {
    pub(super) key: String,
    pub(super) value: String,
}

impl Wrong {
    pub(super) fn new(key: &str, json: &Json) -> Self {
        Self { key: key.to_owned(), value: json.shown() }
    }
}

/// What a request has to say to be charged other prices, as the name of a level of service or of a region.
enum Condition {
    Service(String),
    Region(String),
}

/// Reads the prices as `[cost]`, and the ways to ask whose prices no key can hold.
///
/// # Errors
/// A price that cannot be read or written. The model then has no price: a part of its prices would be a wrong price.
pub(super) fn read(model: &Json) -> Result<(Fields, Vec<Wrong>), Wrong> {
    let (mut fields, mut unwritten) = (Fields::default(), Vec::new());
    let Some(prices) = model.get("prices").filter(|json| **json != Json::Null) else {
        return Ok((fields, unwritten));
    };
    let mut list = dates::Dated::read(prices)?;
    if let Some(variants) = model.get("price_variants").filter(|json| **json != Json::Null) {
        let Json::List(variants) = variants else { return Err(Wrong::new("price_variants", variants)) };
        for json in variants {
            let sheet = sheet(json.get("prices").ok_or_else(|| Wrong::new("price_variants", json))?)?;
            if !sheet.is_empty() && variant(&mut list, json, sheet).is_none() {
                unwritten.push(Wrong::new("price_variants", json));
            }
        }
    }
    list.write(&mut fields);
    Ok((fields, unwritten))
}

/// Adds the prices of one way to ask, from a day on if it has one. `None` where files cannot say that.
fn variant(list: &mut dates::Dated, json: &Json, sheet: Sheet) -> Option<()> {
    let from = match json.get("constraint").filter(|json| **json != Json::Null) {
        None => None,
        Some(constraint) => Some(start(constraint)?),
    };
    let is_written = match condition(json.get("when")?)? {
        Condition::Service(name) => list.service(from, &name, sheet),
        Condition::Region(name) => list.region(from, name, sheet),
    };
    is_written.then_some(())
}

/// The name of a condition that is one word: `{"processing": "batch"}`.
fn condition(json: &Json) -> Option<Condition> {
    let Json::Object(members) = json else { return None };
    let mut members = members.iter();
    let (Some((key, value)), None) = (members.next(), members.next()) else { return None };
    let name = value
        .text()
        .filter(|name| (1..=100).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_graphic()))?;
    match &**key {
        "processing" | "service_tier" | "speed" => Some(Condition::Service(name.to_owned())),
        "route" | "region" => Some(Condition::Region(name.to_owned())),
        _ => None,
    }
}

/// The first day of a constraint that is one.
pub(super) fn start(json: &Json) -> Option<PartialDate> {
    PartialDate::read(json.get("start_date")?.text()?).filter(|date| date.is_full())
}

/// Reads a set of prices. A tier charges the whole request where its input is above the start, as files do by default.
///
/// # Errors
/// A price that is none, or a key that does not say what it is for.
pub(super) fn sheet(json: &Json) -> Result<Sheet, Wrong> {
    let Json::Object(members) = json else { return Err(Wrong::new("prices", json)) };
    let mut sheet = Sheet::default();
    for (key, json) in members.iter().filter(|(_, json)| **json != Json::Null) {
        let wrong = || Wrong::new(key, json);
        let (base, tiers) = match json {
            Json::Object(_) => (json.get("base").ok_or_else(wrong)?, json.get("tiers")),
            json => (json, None),
        };
        put(&mut sheet, key, None, base).ok_or_else(wrong)?;
        match tiers {
            None => {}
            Some(Json::List(tiers)) => {
                for tier in tiers {
                    let start = tier.get("start").and_then(Json::count).ok_or_else(wrong)?;
                    put(&mut sheet, key, Some(start), tier.get("price").ok_or_else(wrong)?)
                        .ok_or_else(wrong)?;
                }
            }
            Some(_) => return Err(wrong()),
        }
    }
    Ok(sheet)
}

fn put(sheet: &mut Sheet, key: &str, above: Option<u64>, price: &Json) -> Option<()> {
    let price = price.decimal().map(|price| Decimal::normalize(&price))?;
    Price::new(price).ok()?;
    sheet.put(None, above, key::slot(key, price)?).then_some(())
}

//! One set of prices, and the day from which it applies.

use rust_decimal::Decimal;

use super::key;
use crate::domain::PartialDate;
use crate::domain::money::Price;
use crate::import::Json;
use crate::import::sheet::Sheet;

/// What cannot be read or written.
pub(super) struct Wrong {
    pub(super) key: String,
    pub(super) value: String,
}

impl Wrong {
    pub(super) fn new(key: &str, json: &Json) -> Self {
        Self { key: key.to_owned(), value: json.to_string() }
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

//! The prices of a model: those that always apply, later ones, those of certain hours, and those of a way to ask.

use super::dates::Dated;
use super::set::{Wrong, sheet, start};
use crate::import::sheet::Sheet;
use crate::import::{Fields, Json};

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
    let mut list = Dated::read(prices)?;
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
fn variant(list: &mut Dated, json: &Json, sheet: Sheet) -> Option<()> {
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

//! Prices: texts of dollars for one token, request, image or search. They are read whole or not at all.

use rust_decimal::Decimal;

use super::facts::{Facts, text};
use crate::import::by_field::Members;
use crate::import::number::per_million;
use crate::import::{Json, Why};

/// Prices of one token, and the keys of prices per 1M of them.
const RATES: [(&str, &str); 9] = [
    ("prompt", "input"),
    ("completion", "output"),
    ("internal_reasoning", "reasoning"),
    ("input_cache_read", "cache_read"),
    ("input_cache_write", "cache_write"),
    ("input_cache_write_1h", "cache_write_1h"),
    ("audio", "input_audio"),
    ("audio_output", "output_audio"),
    ("input_audio_cache", "cache_read_audio"),
];

/// Prices of something else, with the words of units.
const UNITS: [(&str, &str, Option<&str>); 3] =
    [("request", "request", None), ("image", "image", Some("Input image")), ("web_search", "search", None)];

/// The two prices that are stated also where they are nothing; any other kind that costs nothing is not charged.
const BASE: [&str; 2] = ["prompt", "completion"];

/// Reads the prices of an entry.
pub(super) fn read(pricing: &Members, id: &str, facts: &mut Facts<'_>) {
    let known = || pricing.iter().filter(|(key, json)| **json != Json::Null && *key != "overrides");
    if known().any(|(_, json)| json.decimal() == Some(Decimal::NEGATIVE_ONE)) {
        return facts.set("cost.state", text("varies"));
    }
    let all: Option<Vec<Decimal>> = known().map(|(_, json)| json.decimal()).collect();
    let is_nothing = all.is_some_and(|all| !all.is_empty() && all.iter().all(Decimal::is_zero));
    if is_nothing && id.ends_with(":free") {
        return facts.set("cost.state", text("free"));
    }
    match cost(pricing, facts) {
        Ok(cost) if cost.is_empty() => {}
        Ok(cost) => facts.set("cost", Json::Object(cost)),
        Err((key, json)) => facts.cannot(&format!("pricing.{key}"), &json),
    }
}

/// A price that cannot be read: its key and value.
type Unread = (String, Json);

/// The table of prices.
fn cost(pricing: &Members, facts: &mut Facts<'_>) -> Result<Members, Unread> {
    let mut cost = prices(pricing, facts)?;
    let Some(overrides) = pricing.get("overrides").filter(|json| **json != Json::Null) else {
        return Ok(cost);
    };
    let unread = || ("overrides".to_owned(), overrides.clone());
    let Json::List(list) = overrides else { return Err(unread()) };
    let (mut tiers, mut windows) = (Vec::new(), Vec::new());
    for entry in list {
        let entry = entry.members().ok_or_else(unread)?;
        // What an entry leaves out keeps its price.
        let mut merged: Members = pricing.clone();
        for key in ["overrides", "discount"] {
            merged.shift_remove(key);
        }
        merged.extend(
            entry
                .iter()
                .filter(|(key, _)| !CONDITIONS.contains(&key.as_str()))
                .map(|(k, v)| (k.clone(), v.clone())),
        );
        let mut rates = prices(&merged, facts)?;
        let condition = |key: &str| entry.get(key).filter(|json| **json != Json::Null);
        match CONDITIONS.map(condition) {
            [Some(size), None, None] => {
                rates.insert(
                    "tier".to_owned(),
                    Json::Object(Members::from([("size".to_owned(), size.clone())])),
                );
                tiers.push(Json::Object(rates));
            }
            [None, Some(Json::Text(start)), Some(Json::Text(end))] => {
                rates.insert("utc".to_owned(), Json::Text(format!("{start}-{end}")));
                windows.push(Json::Object(rates));
            }
            _ => return Err(unread()),
        }
    }
    for (key, list) in [("tiers", tiers), ("windows", windows)] {
        if !list.is_empty() {
            cost.insert(key.to_owned(), Json::List(list));
        }
    }
    Ok(cost)
}

/// When an entry of `overrides` applies.
const CONDITIONS: [&str; 3] = ["min_prompt_tokens", "utc_start", "utc_end"];

/// The prices of a table or of an entry of `overrides`.
fn prices(pricing: &Members, facts: &mut Facts<'_>) -> Result<Members, Unread> {
    let mut cost = Members::new();
    let mut units = Vec::new();
    for (key, json) in pricing.iter().filter(|(key, json)| **json != Json::Null && *key != "overrides") {
        let unread = || (key.clone(), json.clone());
        let price =
            json.decimal().filter(|price| !price.is_sign_negative() || price.is_zero()).ok_or_else(unread)?;
        if price.is_zero() && !BASE.contains(&key.as_str()) {
            continue;
        }
        let number = |price: Decimal| Json::Number(price.normalize().to_string());
        if let Some((_, rate)) = RATES.iter().find(|(known, _)| known == key) {
            cost.insert((*rate).to_owned(), number(per_million(price).ok_or_else(unread)?));
        } else if let Some((_, unit, label)) = UNITS.iter().find(|(known, ..)| known == key) {
            let mut entry =
                Members::from([("unit".to_owned(), text(unit)), ("price".to_owned(), number(price))]);
            entry.extend(label.map(|label| ("label".to_owned(), text(label))));
            units.push(Json::Object(entry));
        } else {
            // What the price is for is not certain, or whether the other prices contain it.
            let why = if UNCERTAIN.contains(&key.as_str()) { Why::CannotBeWritten } else { Why::UnknownKey };
            facts.leave_out(why, &format!("pricing.{key}"), json);
        }
    }
    if !units.is_empty() {
        cost.insert("units".to_owned(), Json::List(units));
    }
    Ok(cost)
}

/// Prices whose unit the list leaves open, and the discount, which the other prices may contain.
const UNCERTAIN: [&str; 3] = ["image_output", "image_token", "discount"];

//! What a list has to say of the prices of a record: digits, or a state in their place.

use crate::domain::rate::RATES;
use crate::verify::exact::is_same;
use crate::verify::known::Known;
use crate::verify::linked::is_doubtful;

/// A price in a list.
#[derive(Default)]
pub(super) struct Listed<'a> {
    /// Its key below `cost`.
    pub(super) fact: String,
    pub(super) digits: Option<&'a str>,
    pub(super) state: Option<&'static str>,
    /// How many the price is for, or what it is for, where it is not 1M tokens of input.
    pub(super) unit: Option<String>,
}

fn cost<'a>(priced: &'a Known, key: &str) -> Option<&'a str> {
    priced.cost.get(key).map(String::as_str)
}

/// The price of input, or else the first one: of a unit, of other tokens.
pub(super) fn first(priced: &Known) -> Listed<'_> {
    if cost(priced, "input").is_some() {
        return rate(priced, "input");
    }
    if let Some(price) = cost(priced, "units[0].price") {
        let unit = cost(priced, "units[0].per").map(str::to_owned);
        return with_unit(charge(priced, "units[0].price", price), unit);
    }
    for kind in RATES.iter().map(|rate| &rate.kind) {
        if let Some(price) = cost(priced, &kind.key()) {
            return with_unit(charge(priced, &kind.key(), price), Some(kind.label().to_lowercase()));
        }
    }
    rate(priced, "input")
}

/// The price of a kind of token.
pub(super) fn rate<'a>(priced: &'a Known, key: &str) -> Listed<'a> {
    if let Some(price) = cost(priced, key) {
        let is_zero = key == "input" && cost(priced, "state") == Some("priced") && is_doubtful(priced);
        return if is_zero { stated(key, Some("zero")) } else { charge(priced, key, price) };
    }
    if !applies(priced, key) {
        return stated(key, Some("not_applicable"));
    }
    let caches = priced.capabilities.get("prompt-caching").copied().flatten();
    match caches {
        Some(false) if key == "cache_read" => stated(key, Some("unsupported")),
        None if key == "cache_read" => stated(key, None),
        _ => stated(key, state(priced)),
    }
}

/// The words for what a plan includes.
pub(super) fn plan_of(priced: &Known) -> String {
    format!("Included in {}", cost(priced, "plan").unwrap_or("a plan"))
}

fn stated(key: &str, state: Option<&'static str>) -> Listed<'static> {
    Listed { fact: key.to_owned(), state, ..Listed::default() }
}

fn state(priced: &Known) -> Option<&'static str> {
    ["free", "included", "varies"].into_iter().find(|word| cost(priced, "state") == Some(*word))
}

/// A price of zero is free or included where the file says so.
fn charge<'a>(priced: &Known, key: &str, price: &'a str) -> Listed<'a> {
    match state(priced).filter(|word| *word != "varies" && is_same(price, "0")) {
        Some(word) => stated(key, Some(word)),
        None => Listed { fact: key.to_owned(), digits: Some(price), ..Listed::default() },
    }
}

fn with_unit(listed: Listed<'_>, unit: Option<String>) -> Listed<'_> {
    Listed { unit: unit.filter(|_| listed.digits.is_some()), ..listed }
}

/// Whether records of a type have such a price at all.
fn applies(priced: &Known, key: &str) -> bool {
    let is_rate = |key: &String| {
        !key.contains(['[', '.']) && !["state", "plan", "currency", "tiers_apply"].contains(&key.as_str())
    };
    let has_only_units = cost(priced, "state") == Some("priced")
        && cost(priced, "units[0].price").is_some()
        && !priced.cost.keys().any(is_rate);
    // A type that nobody states is taken for the first one.
    let kind = if priced.kind.is_empty() { "chat" } else { &priced.kind };
    let is_of_type = match key {
        "output" => !["embedding", "rerank", "moderation"].contains(&kind),
        "cache_read" => is_conversation(kind),
        _ => true,
    };
    !has_only_units && is_of_type
}

/// Whether a type is one of those that answer in a conversation.
pub(super) fn is_conversation(kind: &str) -> bool {
    ["chat", "responses", "completion", "realtime", ""].contains(&kind)
}

//! Prices that stand in tables of their own: ranges of input or results, searches, guardrails.

use rust_decimal::Decimal;

use super::charge::{Charge, Unreadable, amount, key_of};
use super::entry::{Entry, is_line};
use crate::import::sheet::{Row, Sheet, Side, Slot};
use crate::import::{Json, Report};

const RANGES: &str = "tiered_pricing";
const SEARCH: &str = "search_context_cost_per_query";
const FREE: &str = "search_free_requests";
const GUARDRAILS: &str = "guardrail_cost_per_unit";

/// The keys that are read here.
pub(super) const KEYS: [&str; 4] = [RANGES, SEARCH, FREE, GUARDRAILS];

/// The prices of ranges: of input tokens, where the whole request is charged at the range that it falls in, or of results.
pub(super) fn ranges<'a>(
    entry: Entry<'a>,
    charges: &mut Vec<Charge<'a>>,
    unreadable: &mut Vec<Unreadable<'a>>,
) {
    let Some(json) = entry.get(RANGES) else { return };
    let read = list(json).iter().map(|range| prices_of_range(entry, range)).collect::<Option<Vec<_>>>();
    match read.filter(|ranges| !ranges.is_empty()) {
        Some(ranges) => charges.extend(ranges.into_iter().flatten()),
        None => unreadable.push(Unreadable(RANGES, json)),
    }
}

fn list(json: &Json) -> &[Json] {
    if let Json::List(list) = json { list } else { &[] }
}

/// The prices of one range; `None` where anything about it cannot be read.
fn prices_of_range<'a>(entry: Entry<'a>, json: &'a Json) -> Option<Vec<Charge<'a>>> {
    let Json::Object(members) = json else { return None };
    let bounds = |key| {
        members.get(key).map(|range| Some((list(range).first()?.count()?, list(range).get(1)?.count()?)))
    };
    let (above, label) = match (bounds("range"), bounds("max_results_range")) {
        (Some(range), None) => (range?.0, None),
        (None, Some(range)) => {
            let (from, to) = range?;
            (0, Some(format!("{from} to {to} results")))
        }
        _ => return None,
    };
    let prices = members.iter().filter(|(key, _)| !matches!(&***key, "range" | "max_results_range"));
    let prices = prices.map(|(name, json)| {
        let mut key = key_of(entry, name).filter(|key| key.above.is_none())?;
        key.above = Some(above).filter(|above| *above > 0);
        Some(Charge { name: RANGES, key, amount: amount(json)?, label: label.clone() })
    });
    prices.collect()
}

/// Notes what is no table of prices.
pub(super) fn check<'a>(entry: Entry<'a>, unreadable: &mut Vec<Unreadable<'a>>) {
    for key in [SEARCH, GUARDRAILS] {
        if let Some(json) = entry.get(key).filter(|json| amounts(json).is_none()) {
            unreadable.push(Unreadable(key, json));
        }
    }
    if let Some(json) = entry.get(SEARCH)
        && amounts(json).is_some_and(|amounts| amounts.iter().any(|(size, _)| search_size(size).is_none()))
    {
        unreadable.push(Unreadable(SEARCH, json));
    }
}

/// Whether one of the tables has a price above zero.
pub(super) fn has_price(entry: Entry<'_>) -> bool {
    [SEARCH, GUARDRAILS]
        .into_iter()
        .filter_map(|key| amounts(entry.get(key)?))
        .flatten()
        .any(|(_, amount)| !amount.is_zero())
}

/// The members of a table of prices.
fn amounts(json: &Json) -> Option<Vec<(&str, Decimal)>> {
    let Json::Object(members) = json else { return None };
    let amounts = members.iter().map(|(key, json)| Some((key.as_str(), amount(json)?)));
    let amounts: Vec<_> = amounts.collect::<Option<_>>()?;
    amounts.iter().all(|(key, _)| is_line(key)).then_some(amounts)
}

/// `low` of `search_context_size_low`.
fn search_size(key: &str) -> Option<&str> {
    key.strip_prefix("search_context_size_")
}

/// What a search costs, by the size of what it finds, and how many are free.
pub(super) fn search(entry: Entry<'_>, sheet: &mut Sheet, report: &mut Report) {
    let prices = entry.get(SEARCH).and_then(amounts).unwrap_or_default();
    let is_same = prices.windows(2).all(|pair| pair[0].1 == pair[1].1);
    let free = free_searches(entry, !prices.is_empty(), report);
    let prices = if is_same { prices.get(..1).unwrap_or_default() } else { &prices[..] };
    for (key, price) in prices {
        let size = search_size(key).filter(|_| !is_same).map(|size| ("size", size.to_owned()));
        let row = Row { selector: size, free: free.clone(), ..plain("search", *price) };
        sheet.put(None, None, Slot::Row(row));
    }
}

/// The free searches of a period. The name under which the client counts them is none of the model.
fn free_searches(entry: Entry<'_>, has_price: bool, report: &mut Report) -> Option<(u64, String)> {
    let json = entry.get(FREE)?;
    let count = json.get("count").and_then(Json::count);
    let period = json.get("period").and_then(Json::text);
    let period = period.filter(|period| matches!(*period, "minute" | "day" | "month"));
    if let Some(group) = json.get("shared_group") {
        entry.no_fact(report, "search_free_requests.shared_group", group);
    }
    let free = count.zip(period).filter(|_| has_price);
    if free.is_none() {
        entry.cannot_write(report, FREE, json);
    }
    free.map(|(count, period)| (count, period.to_owned()))
}

/// What the units of guardrails cost, under the names that the list has for them. A zero is a price here.
pub(super) fn guardrails(entry: Entry<'_>, sheet: &mut Sheet) {
    for (key, price) in entry.get(GUARDRAILS).and_then(amounts).unwrap_or_default() {
        let row = Row { is_other: true, label: Some(key.to_owned()), ..plain("unit", price) };
        sheet.put(None, None, Slot::Row(row));
    }
}

fn plain(unit: &str, price: Decimal) -> Row {
    Row {
        unit: unit.to_owned(),
        is_other: false,
        per: 1,
        side: Side::Neither,
        label: None,
        selector: None,
        free: None,
        price,
    }
}

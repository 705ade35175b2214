//! What the file of an author or a provider says, and the figures above its list.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::entry::Entry;
use super::listed::is_conversation;
use super::member::{Members, ends};
use super::{List, ending};
use crate::verify::exact::decimal;
use crate::verify::index::{flatten, maps};
use crate::verify::json::Json;
use crate::verify::known::{Known, Truth};
use crate::verify::report::{Format, Report, Side};

/// Keys of a document that are no facts of the file.
const OWN: [&str; 15] = [
    "$schema",
    "schema_version",
    "url",
    "data",
    "key",
    "id",
    "name",
    "lowest_input",
    "largest_context",
    "count",
    "parts",
    "part",
    "next",
    "deprecations",
    "entries",
];

/// Contexts of this size and more are mistakes, and no record.
const IMPLAUSIBLE: u32 = 50_000_000;

/// What an object says beside some keys, by the way to each value.
pub(super) fn said(json: &Json, own: &[&str]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (key, value) in json.members().iter().filter(|(key, _)| !own.contains(&key.as_str())) {
        flatten(value, key.clone(), &mut found);
    }
    found
}

/// Holds the documents of an author or a provider against its file and the entries.
pub(super) fn compare(list: &List, members: &Members<'_>, truth: &Truth, report: &mut Report) {
    for (path, json) in &list.parts {
        let document = Entry::new(path, json);
        if truth.is_from_files {
            facts(&document, truth, report);
        }
        lowest(&document, list, truth, report);
        largest(&document, list, truth, report);
    }
    endings(list, members, truth, report);
}

fn facts(document: &Entry<'_>, truth: &Truth, report: &mut Report) {
    let Some(party) = truth.parties.get(document.name()) else {
        report.differs(Format::Json, document.side("key"), Side::new("models", document.name(), None));
        return;
    };
    document.hold("id", party, "id", Some(&party.id), report);
    document.hold("name", party, "name", Some(&party.name), report);
    let of_file = party.page.iter().filter(|(key, _)| *key != "id" && *key != "name").map(|(key, value)| {
        // The address of the page has the shorter name.
        (if key == "url" { "website" } else { key.as_str() }.to_owned(), value.clone())
    });
    maps(document.path, "", [&said(document.json, &OWN), &of_file.collect()], party, report);
}

/// The records of the entries with those whose prices they show.
fn shown<'t>(list: &List, truth: &'t Truth) -> Vec<(&'t Known, &'t Known)> {
    let of = |entry: &Entry<'_>, at: &str| {
        let known = truth.records.get(entry.name())?;
        let key = entry.text(&format!("{at}.record"));
        entry.json.get(at)?;
        Some((known, key.map_or(Some(known), |key| truth.records.get(key))?))
    };
    list.entries().flat_map(|entry| [of(&entry, "price"), of(&entry, "lowest")]).flatten().collect()
}

/// The lowest price of input in dollars that is not zero, of those that answer in a conversation if there are any.
fn lowest(document: &Entry<'_>, list: &List, truth: &Truth, report: &mut Report) {
    let all = shown(list, truth);
    let has_conversation = all.iter().any(|(known, _)| is_conversation(&known.kind));
    let counted = all.iter().filter(|(known, _)| !has_conversation || is_conversation(&known.kind));
    let prices = counted.filter_map(|(_, priced)| {
        let is_real = priced.cost.get("state").is_some_and(|state| state == "priced")
            && priced.is_in_dollars()
            && priced.status != "retired";
        let price = priced.cost.get("input").and_then(|price| decimal(price))?;
        (is_real && !price.is_zero()).then_some((price, *priced))
    });
    let least = prices.min_by_key(|(price, _)| *price);
    let digits = least.map(|(price, _)| price.to_string());
    let file = least.map_or(document.path, |(_, priced)| &priced.file);
    let expected = Side::new(file, "cost.input", digits.as_deref());
    report.compare(Format::Json, document.side("lowest_input.price"), expected);
    is_of(
        document,
        "lowest_input",
        "price",
        |known| known.cost.get("input").map(String::as_str),
        truth,
        report,
    );
}

fn largest(document: &Entry<'_>, list: &List, truth: &Truth, report: &mut Report) {
    let contexts = list.entries().filter_map(|entry| {
        let known = truth.records.get(entry.name())?;
        let context = decimal(known.fact("limit.context")?)?;
        (!context.is_zero() && context < Decimal::from(IMPLAUSIBLE)).then_some((context, known))
    });
    let most = contexts.max_by_key(|(context, _)| *context);
    let digits = most.map(|(context, _)| context.to_string());
    let file = most.map_or(document.path, |(_, known)| &known.file);
    let expected = Side::new(file, "limit.context", digits.as_deref());
    report.compare(Format::Json, document.side("largest_context.tokens"), expected);
    is_of(document, "largest_context", "tokens", |known| known.fact("limit.context"), truth, report);
}

/// A figure is that of the record that is named beside it.
fn is_of(
    document: &Entry<'_>,
    at: &str,
    key: &str,
    fact: impl for<'k> Fn(&'k Known) -> Option<&'k str>,
    truth: &Truth,
    report: &mut Report,
) {
    let Some(name) = document.text(&format!("{at}.record")) else { return };
    let known = truth.records.get(name);
    let file = known.map_or("models", |known| &known.file);
    let expected = Side::new(file, format!("{at} of {name}"), known.and_then(fact));
    report.compare(Format::Json, document.side(&format!("{at}.{key}")), expected);
}

/// The deprecations of a provider are those of its entries.
fn endings(list: &List, members: &Members<'_>, truth: &Truth, report: &mut Report) {
    let (path, json) = &list.parts[0];
    let said = json.get("deprecations").map_or(&[][..], Json::elements);
    let said: Vec<Entry<'_>> = said.iter().map(|json| Entry::new(path, json)).collect();
    for entry in &said {
        ending::compare(entry, truth, report);
    }
    if list.word() != "provider" {
        return;
    }
    let found: BTreeSet<&str> = said.iter().map(Entry::name).collect();
    for known in list.entries().filter_map(|entry| truth.records.get(entry.name())) {
        report.hold(Format::Json, ends(known) == found.contains(known.key.as_str()), || {
            let at = format!("deprecations {}", known.key);
            (Side::new(path, at, None), Side::new(members.file_of(&known.key), "status", Some(&known.status)))
        });
    }
}

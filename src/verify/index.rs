//! `index.json` of records: held against the TOML files, or taken for what is known.

use std::collections::{BTreeMap, BTreeSet};

use super::json::Json;
use super::known::{Known, Truth};
use super::report::{Format, Report, Side};

/// Keys of the document that are no facts of the record, or are read on their own.
const OWN: [&str; 16] = [
    "key",
    "id",
    "name",
    "url",
    "author",
    "provider",
    "model",
    "linked_by",
    "variant",
    "assumed",
    "listings",
    "type",
    "status",
    "capabilities",
    "cost",
    "comparison",
];

/// Reads a document.
pub(super) fn read(file: &str, json: &Json) -> Known {
    let text = |key: &str| json.at(key).and_then(Json::text).map(str::to_owned);
    let mut known = Known {
        key: text("key").unwrap_or_default(),
        file: file.to_owned(),
        url: text("url").unwrap_or_default(),
        id: text("id").unwrap_or_default(),
        name: text("name").unwrap_or_default(),
        kind: text("type").unwrap_or_default(),
        status: text("status").unwrap_or_default(),
        author: text("author.key"),
        provider: text("provider.key"),
        model: text("model"),
        has_no_file: json.get("listings").is_some(),
        cost_of: text("cost.record"),
        ..Known::default()
    };
    let no_facts = |key: &str| {
        OWN.contains(&key)
            || key == "data"
            || key == "calculator"
            || key == "$schema"
            || key == "schema_version"
    };
    for (key, value) in json.members().iter().filter(|(key, _)| !no_facts(key)) {
        flatten(value, key.clone(), &mut known.facts);
    }
    // What the file says of calling an offer stands beside who serves it.
    for (key, value) in json.get("provider").map_or(&[][..], Json::members) {
        if !["key", "name", "url"].contains(&key.as_str()) {
            flatten(value, format!("provider.{key}"), &mut known.facts);
        }
    }
    for (key, value) in json.get("cost").map_or(&[][..], Json::members) {
        if key != "record" {
            flatten(value, key.clone(), &mut known.cost);
        }
    }
    known.cost =
        known.cost.into_iter().map(|(key, value)| (key.replace("per_1m_tokens.", ""), value)).collect();
    let tags = json.get("tags").map_or(&[][..], Json::elements);
    known.tags = tags.iter().filter_map(Json::text).map(str::to_owned).collect();
    for (slug, value) in json.get("capabilities").map_or(&[][..], Json::members) {
        let flag = if let Json::Flag(flag) = value { Some(*flag) } else { None };
        known.capabilities.insert(slug.clone(), flag);
    }
    known
}

/// Every value by the way to it: `limit.context`, `benchmarks[0].score`. A list of words is one value.
pub(super) fn flatten(value: &Json, at: String, found: &mut BTreeMap<String, String>) {
    match value {
        Json::Object(members) => {
            for (key, inner) in members {
                flatten(inner, format!("{at}.{key}"), found);
            }
        }
        Json::Array(elements) if elements.iter().any(|element| matches!(element, Json::Object(_))) => {
            for (index, element) in elements.iter().enumerate() {
                flatten(element, format!("{at}[{index}]"), found);
            }
        }
        value => found.extend(value.scalar().map(|text| (at, text))),
    }
}

/// The figures of a comparison: the row's place, the fact, the record it is of, the exact value and the text.
fn rows(json: &Json) -> impl Iterator<Item = (String, &Json)> {
    let groups = json.at("comparison.groups").map_or(&[][..], Json::elements).iter().enumerate();
    groups.flat_map(|(at, group)| {
        let rows = group.get("rows").map_or(&[][..], Json::elements).iter().enumerate();
        rows.map(move |(row, value)| (format!("comparison.groups[{at}].rows[{row}]"), value))
    })
}

/// Adds the figures that a page may show, with their paths in the TOML file, to what a document says.
pub(super) fn add_page(json: &Json, known: &mut Known) {
    known.page = known.facts.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
    known.page.insert("id".to_owned(), known.id.clone());
    for (_, row) in rows(json).filter(|(_, row)| row.get("record").is_none()) {
        let fact = row.get("fact").and_then(Json::text);
        let value = row.get("value").and_then(Json::text);
        if let (Some(fact), Some(value)) = (fact, value) {
            known.page.insert(fact.to_owned(), value.to_owned());
        }
    }
}

/// Holds a document against what is known.
pub(super) fn compare(json: &Json, said: &Known, truth: &Truth, report: &mut Report) {
    let file = said.file.as_str();
    let Some(known) = truth.records.get(&said.key) else {
        let none = Side::new("models", said.key.as_str(), None);
        report.differs(Format::Json, Side::new(file, "key", Some(&said.key)), none);
        return;
    };
    for path in ["id", "name", "type", "status", "author", "provider", "model"] {
        let found = Side::new(file, path, said.fact(path));
        let expected =
            if path == "type" && known.kind.is_empty() { said.fact(path) } else { known.fact(path) };
        report.compare(Format::Json, found, Side::new(&known.file, path, expected));
    }
    maps(file, "", [&said.facts, &known.facts], known, report);
    let priced = said.cost_of.as_ref().map_or(Some(known), |key| truth.records.get(key));
    let is_offer = |priced: &&Known| priced.key == known.key || priced.model.as_ref() == Some(&known.key);
    match priced.filter(is_offer) {
        Some(priced) => maps(file, "cost.", [&said.cost, &priced.cost], priced, report),
        None => report.differs(
            Format::Json,
            Side::new(file, "cost.record", said.cost_of.as_deref()),
            Side::new(&known.file, "cost.record", None),
        ),
    }
    for (slug, flag) in &known.capabilities {
        let word = |flag: &Option<bool>| flag.map(|flag| flag.to_string());
        let (found, expected) = (said.capabilities.get(slug).and_then(word), word(flag));
        let at = format!("capabilities.{slug}");
        let found = Side::new(file, at.as_str(), found.as_deref());
        report.compare(Format::Json, found, Side::new(&known.file, at, expected.as_deref()));
    }
    if let Some(calculator) = json.get("calculator") {
        super::calculator::compare(calculator, (Format::Json, file), known, truth, report);
    }
    for (at, row) in rows(json) {
        row_figure(file, &at, row, known, truth, report);
    }
}

fn row_figure(file: &str, at: &str, row: &Json, known: &Known, truth: &Truth, report: &mut Report) {
    let text = |key: &str| row.get(key).and_then(Json::text);
    let (Some(fact), Some(value)) = (text("fact"), text("value")) else { return };
    let of = text("record").map_or(Some(known), |key| truth.records.get(key));
    let expected = of.and_then(|of| of.page.get(fact)).map(String::as_str);
    let of_file = of.map_or("", |of| of.file.as_str());
    if expected.is_some() || !fact.starts_with("computed.") {
        let found = Side::new(file, format!("{at}.value"), Some(value));
        report.compare(Format::Json, found, Side::new(of_file, fact, expected));
    }
    let shown = text("text").unwrap_or_default();
    let is_equal = super::exact::shows(shown, value, fact.starts_with("computed."));
    report.hold(Format::Json, is_equal, || {
        (
            Side::new(file, format!("{at}.text"), Some(shown)),
            Side::new(file, format!("{at}.value"), Some(value)),
        )
    });
}

/// Compares values by their keys, those that one side lacks too.
pub(super) fn maps(
    file: &str,
    before: &str,
    [said, known]: [&BTreeMap<String, String>; 2],
    record: &Known,
    report: &mut Report,
) {
    let keys: BTreeSet<&String> = said.keys().chain(known.keys()).collect();
    for key in keys {
        let [found, expected] = [said, known].map(|map| map.get(key).map(String::as_str));
        let at = format!("{before}{key}");
        let found = Side::new(file, at.as_str(), found);
        report.compare(Format::Json, found, Side::new(&record.file, at, expected));
    }
}

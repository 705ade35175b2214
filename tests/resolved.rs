//! Records after inheritance, compared with tables written by hand: `tests/resolved/site` in, `tests/resolved/expected` out.
#![allow(clippy::unwrap_used, reason = "a fixture that cannot be read fails the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::civil::date;
use modelpress::diag::{Diagnostics, SourceMap};
use modelpress::discover::discover;
use modelpress::parse::{self, parse};
use modelpress::resolve::{Catalog, resolve};
use serde_json::Value;

/// Every scalar as text, so that 2 and 2.00 are the same price.
fn of_record(table: &parse::Table) -> Value {
    table.0.iter().map(|(key, entry)| (key.to_string(), of_value(&entry.node.value))).collect()
}

fn of_value(value: &parse::Value) -> Value {
    match value {
        parse::Value::Text(text) => text.to_string().into(),
        parse::Value::Integer(number) => number.to_string().into(),
        parse::Value::Number(number) => number.normalize().to_string().into(),
        parse::Value::Boolean(value) => (*value).into(),
        parse::Value::Date(date) => date.iso().into(),
        parse::Value::Array(elements) => elements.iter().map(|element| of_value(&element.value)).collect(),
        parse::Value::Table(table) => of_record(table),
    }
}

fn of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.to_string().into(),
        toml::Value::Float(number) => number.to_string().into(),
        toml::Value::Boolean(value) => value.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(elements) => elements.into_iter().map(of_toml).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, of_toml(value))).collect(),
    }
}

fn catalog() -> Catalog {
    let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
    let sources = discover(Path::new("tests/resolved/site")).unwrap();
    let raw = parse(&sources, &mut map, &mut diags);
    let catalog = resolve(raw, date(2026, 11, 23), &mut diags);
    assert!(diags.is_empty(), "{diags:#?}");
    catalog
}

fn expected() -> BTreeMap<String, Value> {
    let root = Path::new("tests/resolved/expected");
    let files = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let key = entry.path().strip_prefix(root).unwrap().with_extension("");
            let text = fs::read_to_string(entry.path()).unwrap();
            (key.display().to_string(), of_toml(toml::Value::Table(text.parse().unwrap())))
        })
        .collect()
}

#[test]
fn records_inherit_as_the_tables_written_by_hand_say() {
    let catalog = catalog();
    let expected = expected();
    let keys: Vec<_> = catalog.records().map(|record| record.key.to_string()).collect();
    assert_eq!(keys.len(), expected.len(), "{keys:?}");
    for record in catalog.records() {
        let pretty = |value: &Value| {
            let mut value = value.clone();
            value.sort_all_objects();
            serde_json::to_string_pretty(&value).unwrap()
        };
        let expected = pretty(&expected[record.key.as_str()]);
        assert_eq!(pretty(&of_record(&record.source)), expected, "{}", record.key);
    }
}

#[test]
fn an_inherited_value_knows_the_file_it_was_written_in() {
    let catalog = catalog();
    let record = |key: &str| catalog.records().find(|record| record.key.as_str() == key).unwrap();
    let (base, child) = (record("models/acme/base"), record("models/acme/child"));
    let offer = record("providers/relay/models/child-mini");
    assert_eq!(child.span("limit.context").file, base.file);
    assert_eq!(child.span("limit.output").file, child.file);
    assert_eq!(offer.span("tags").file, child.file);
    assert_eq!(offer.span("family").file, base.file);
    assert_eq!(offer.span("policy.retention_days").file, catalog.providers[1].file.unwrap());
}

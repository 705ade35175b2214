//! A file as paths and values: what an import compares, and what it remembers of the last one.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use toml_edit::{Item, TableLike, Value as Written};

use crate::domain::money::read_exact;
use crate::format::write;
use crate::import::{Fields, Value};

/// What tells entries of an array apart, whatever their order.
const NAMES: [&str; 14] = [
    "tier.size",
    "name",
    "from",
    "utc",
    "days",
    "plan",
    "unit",
    "per",
    "label",
    "size",
    "quality",
    "resolution",
    "type",
    "url",
];

/// The keys of a table.
pub(super) fn fields_of(table: &dyn TableLike) -> Fields {
    let mut fields = Fields::default();
    for (key, item) in table.iter() {
        if let Some(value) = value_of(item) {
            fields.0.insert(key.to_owned(), value);
        }
    }
    fields
}

fn value_of(item: &Item) -> Option<Value> {
    match item {
        Item::None => None,
        Item::Table(table) => Some(Value::Table(fields_of(table))),
        Item::ArrayOfTables(tables) => {
            Some(Value::Tables(tables.iter().map(|table| fields_of(table)).collect()))
        }
        Item::Value(value) => Some(read(value)),
    }
}

fn read(value: &Written) -> Value {
    match value {
        Written::String(text) => Value::Text(text.value().clone()),
        Written::Integer(number) => Value::Number(Decimal::from(*number.value())),
        // The digits of the file, not the nearest float.
        Written::Float(number) => digits(&number.display_repr()),
        Written::Boolean(flag) => Value::Flag(*flag.value()),
        Written::Datetime(date) => Value::Text(date.value().to_string()),
        Written::InlineTable(table) => Value::Table(fields_of(table)),
        Written::Array(array) => {
            let tables = array.iter().map(Written::as_inline_table).collect::<Option<Vec<_>>>();
            match tables.filter(|tables| !tables.is_empty()) {
                Some(tables) => Value::Tables(tables.into_iter().map(|table| fields_of(table)).collect()),
                None => Value::List(array.iter().map(read).collect()),
            }
        }
    }
}

fn digits(raw: &str) -> Value {
    let plain = raw.replace('_', "");
    read_exact(&plain).map_or(Value::Text(plain), Value::Number)
}

/// What a value says, in one way of writing.
pub(super) fn exact(value: &Value) -> String {
    match value {
        Value::Text(text) => write::text(text.trim_end_matches('\n')),
        Value::Number(number) => write::number(*number),
        Value::Flag(flag) => flag.to_string(),
        Value::Date(date) => write::text(&date.iso()),
        Value::List(values) => format!("[{}]", values.iter().map(exact).collect::<Vec<_>>().join(", ")),
        Value::Tables(entries) => {
            let entries: Vec<String> =
                entries.iter().map(|entry| exact(&Value::Table(entry.clone()))).collect();
            format!("[{}]", entries.join(", "))
        }
        Value::Table(fields) => {
            let keys = fields.iter().map(|(key, value)| format!("{} = {}", write::key(key), exact(value)));
            format!("{{{}}}", keys.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Every value of a file by its path: `cost.tiers[200000].input`.
pub(super) fn leaves(fields: &Fields) -> BTreeMap<String, String> {
    let mut leaves = BTreeMap::new();
    add(fields, "", &mut leaves);
    leaves
}

fn add(fields: &Fields, at: &str, leaves: &mut BTreeMap<String, String>) {
    for (key, value) in fields.iter() {
        let path = below(at, key);
        match value {
            Value::Table(inner) if !inner.is_empty() => add(inner, &path, leaves),
            Value::Tables(entries) if !entries.is_empty() => {
                for (name, entry) in names(entries).iter().zip(entries) {
                    add(entry, &entry_path(&path, name), leaves);
                }
            }
            _ => drop(leaves.insert(path, exact(value))),
        }
    }
}

/// The path of a key in a table.
pub(super) fn below(at: &str, key: &str) -> String {
    if at.is_empty() { write::key(key) } else { format!("{at}.{}", write::key(key)) }
}

/// The path of an entry of an array.
pub(super) fn entry_path(path: &str, name: &str) -> String {
    format!("{path}[{name}]")
}

/// A name for each entry of an array; equal ones are counted.
pub(super) fn names(entries: &[Fields]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let name = |entry: &Fields| {
        let parts = NAMES.iter().filter_map(|key| entry.get(key)).map(exact);
        let name = parts.collect::<Vec<_>>().join(" ");
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { name } else { format!("{name} {count}") }
    };
    entries.iter().map(name).collect()
}

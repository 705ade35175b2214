use serde_json::{Map, Number, Value as Json};

use crate::parse::{Node, Table, Value};
use crate::resolve::Record;

/// A table of a file that is handed on as it is.
pub(super) type Extra = serde_json::Map<String, serde_json::Value>;

/// The record's `[extra]` table as it stands in the file.
pub(super) fn extra(record: &Record) -> Extra {
    of(&record.source)
}

/// The `[extra]` table of a file.
pub(super) fn of(source: &Table) -> Extra {
    source.node("extra").and_then(Node::table).map(table).unwrap_or_default()
}

fn table(table: &Table) -> Map<String, Json> {
    table.0.iter().map(|(key, entry)| (key.to_string(), json(&entry.node.value))).collect()
}

/// Dates are text, and so is a number that JSON cannot hold exactly.
fn json(value: &Value) -> Json {
    match value {
        Value::Text(text) => Json::from(&**text),
        Value::Integer(number) => Json::from(*number),
        Value::Number(number) => exact(&number.to_string()),
        Value::Boolean(value) => Json::from(*value),
        Value::Date(date) => Json::from(date.iso()),
        Value::Array(elements) => elements.iter().map(|node| json(&node.value)).collect(),
        Value::Table(inner) => Json::from(table(inner)),
    }
}

fn exact(digits: &str) -> Json {
    let number = digits.parse().ok().and_then(Number::from_f64);
    number.filter(|number| number.to_string() == digits).map_or_else(|| Json::from(digits), Json::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::fixture::record;

    #[test]
    fn extra_values_reach_templates_as_written() {
        let record = record(
            "[extra]\nowner = \"team\"\ncost = 0.1\nsince = 2026-01-02\n[extra.deep]\nlist = [1, true]",
        );
        let shown = serde_json::to_string(&extra(&record)).unwrap();
        assert_eq!(shown, r#"{"owner":"team","cost":0.1,"since":"2026-01-02","deep":{"list":[1,true]}}"#);
    }
}

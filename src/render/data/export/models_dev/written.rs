//! Values as their file writes them, with the keys of the models.dev format alone: our own keys and unknown ones are dropped.

use rust_decimal::Decimal;

use crate::parse::{Field, Kind, Node, Schema, Table, Value};
use crate::render::data::export::json::Json;

/// Turns a price of a file into the one that is written.
pub(super) type Markup<'a> = &'a dyn Fn(Decimal) -> Decimal;

/// Prices as they stand in the file.
pub(super) const AS_WRITTEN: Markup<'static> = &|price| price;

/// Writes the values of a table that the format knows, but for some keys.
pub(super) fn members(
    json: &mut Json<'_>,
    table: &Table,
    schema: &Schema,
    skip: &[&str],
    markup: Markup<'_>,
) {
    for field in schema.fields().filter(|field| field.shared && !skip.contains(&field.key)) {
        member(json, table, field, markup);
    }
}

/// Writes one value of a table, if the table has it.
pub(super) fn named(json: &mut Json<'_>, table: &Table, schema: &Schema, key: &str, markup: Markup<'_>) {
    if let Some(field) = schema.field(key) {
        member(json, table, field, markup);
    }
}

/// The text of the file speaks where it was read as something else: models.dev checks neither days nor spaces.
fn member(json: &mut Json<'_>, table: &Table, field: &'static Field, markup: Markup<'_>) {
    if let Some(text) = table.written(field.key) {
        json.key(field.key).text(text);
    } else if let Some(entry) = table.0.get(field.key) {
        value(json.key(field.key), &entry.node, field, markup);
    }
}

fn value(json: &mut Json<'_>, node: &Node, field: &'static Field, markup: Markup<'_>) {
    match (field.kind, &node.value) {
        (Kind::Group(schema) | Kind::Switch(schema), Value::Table(table)) => {
            json.object(|json| members(json, table, schema, &[], markup));
        }
        (Kind::Groups(schema), Value::Array(entries)) => {
            let tables = entries.iter().filter_map(Node::table);
            json.array(tables, |json, table| json.object(|json| members(json, table, schema, &[], markup)));
        }
        (Kind::Named(schema), Value::Table(table)) => json.object(|json| {
            let tables = table.0.iter().filter_map(|(name, entry)| Some((name, entry.node.table()?)));
            for (name, table) in tables {
                json.key(name).object(|json| members(json, table, schema, &[], markup));
            }
        }),
        (Kind::Price, Value::Number(price)) => json.number(markup(*price)),
        // A file writes the null of reasoning efforts as a word, since TOML has none.
        (Kind::Texts, Value::Array(texts)) if field.key == "values" => {
            json.array(texts.iter(), |json, text| match text.text() {
                Some("null") => json.null(),
                _ => plain(json, text),
            });
        }
        (Kind::Scalar, Value::Text(text)) if &**text == "null" => json.null(),
        _ => plain(json, node),
    }
}

fn plain(json: &mut Json<'_>, node: &Node) {
    match &node.value {
        Value::Text(text) => json.text(text),
        Value::Integer(number) => json.integer(*number),
        Value::Number(number) => json.number(*number),
        Value::Boolean(flag) => json.flag(*flag),
        Value::Date(date) => json.text(&date.iso()),
        Value::Array(elements) => json.array(elements.iter(), plain),
        Value::Table(table) => json.object(|json| {
            for (key, entry) in &table.0 {
                plain(json.key(key), &entry.node);
            }
        }),
    }
}

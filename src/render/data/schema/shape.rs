//! Pieces of schemas that are written by hand.

use serde_json::{Map, Value, json};

/// The dialect of the schemas of outputs.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A schema of a format that is not ours, with its title and what it is.
pub(super) fn foreign(title: &str, description: &str, schema: Value) -> Value {
    let mut named = json!({ "$schema": DIALECT, "title": title, "description": description });
    if let (Value::Object(named), Value::Object(schema)) = (&mut named, schema) {
        named.extend(schema);
    }
    named
}

/// A table with exactly these keys, of which some are required.
pub(super) fn object(
    properties: impl IntoIterator<Item = (impl Into<String>, Value)>,
    required: &[&str],
) -> Value {
    let properties: Map<String, Value> =
        properties.into_iter().map(|(key, value)| (key.into(), value)).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// Any text.
pub(super) fn text() -> Value {
    json!({ "type": "string" })
}

/// Text that is not empty.
pub(super) fn some_text() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

/// Yes or no.
pub(super) fn flag() -> Value {
    json!({ "type": "boolean" })
}

/// A whole number from 0.
pub(super) fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

/// A price as a number.
pub(super) fn price() -> Value {
    json!({ "type": "number", "minimum": 0 })
}

/// An array of one kind of value.
pub(super) fn array(items: Value) -> Value {
    let mut array = json!({ "type": "array" });
    array["items"] = items;
    array
}

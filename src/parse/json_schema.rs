//! Converts the field tables to JSON Schema, for editors and other tools.

use serde_json::{Map, Value, json};

use super::author::{AUTHOR, PROVIDER};
use super::limit;
use super::model::MODEL;
use super::schema::{CACHE_WRITE_FOR, Field, Kind, Schema};
use super::site::SITE;
use crate::domain::Country;

/// The field table of a kind of file: `model`, `author`, `provider` or `site`.
pub fn find_schema(name: &str) -> Option<&'static Schema> {
    [&MODEL, &AUTHOR, &PROVIDER, &SITE].into_iter().find(|schema| schema.name == name)
}

/// Describes a kind of file in JSON Schema, draft 7, with its keys in the order of the documentation.
///
/// `modelpress check` checks what a schema cannot express: days that exist, references, contradictions.
pub fn json_schema(schema: &Schema) -> Value {
    let mut object = Map::new();
    object.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
    object.insert("title".into(), json!(format!("modelpress {}", schema.name)));
    object.extend(table(schema));
    if schema.field("base_model").is_some() {
        let name = object.remove("required");
        object.insert("anyOf".into(), json!([{ "required": name }, { "required": ["base_model"] }]));
    }
    Value::Object(object)
}

fn table(schema: &Schema) -> Map<String, Value> {
    let required: Vec<_> = schema.fields().filter(|field| field.required).map(|field| field.key).collect();
    let properties: Map<_, _> =
        schema.fields().map(|field| (field.key.to_owned(), property(field))).collect();
    let mut object = Map::new();
    object.insert("description".into(), json!(schema.doc));
    object.insert("type".into(), json!("object"));
    object.insert("properties".into(), Value::Object(properties));
    if schema.has_rates() {
        let price = property(&CACHE_WRITE_FOR);
        object.insert("patternProperties".into(), json!({ CACHE_WRITE_KEY: price }));
    }
    if !required.is_empty() {
        object.insert("required".into(), json!(required));
    }
    object.insert("additionalProperties".into(), json!(!schema.strict));
    object
}

/// A key: what it means, then what it takes.
fn property(field: &Field) -> Value {
    let mut object = Map::new();
    object.insert("description".into(), json!(field.doc));
    for (key, value) in kind(&field.kind) {
        object.entry(key).or_insert(value);
    }
    for key in ["maxItems", "maxLength", "maxProperties"] {
        if let Some(most) = object.get_mut(key) {
            *most = json!(limit::of_field(field));
        }
    }
    Value::Object(object)
}

fn kind(kind: &Kind) -> Map<String, Value> {
    let object = match kind {
        Kind::Text | Kind::Name => line(limit::LINE),
        Kind::Path => line(limit::ADDRESS),
        Kind::Markdown => json!({ "type": "string", "pattern": PROSE, "maxLength": limit::MARKDOWN }),
        Kind::Url | Kind::BaseUrl => json!({ "type": "string", "pattern": URL, "maxLength": limit::ADDRESS }),
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::Count(_) => json!({ "type": "integer", "minimum": 0, "maximum": i64::MAX }),
        Kind::Budget => json!({ "type": "integer", "minimum": -1, "maximum": i64::MAX }),
        Kind::Number => json!({ "type": "number" }),
        Kind::Score => json!({ "anyOf": [
            { "type": "number" },
            { "type": "string", "pattern": SCORE, "maxLength": limit::LINE },
        ] }),
        Kind::Price => json!({ "type": "number", "minimum": 0 }),
        // Tombi takes a TOML date for nothing but a text of this format; Taplo and others take it for text.
        Kind::Date => json!({ "anyOf": [
            { "type": "string", "pattern": DATE },
            { "type": "string", "format": "date", "pattern": DATE },
            { "type": "integer", "minimum": 1000, "maximum": 9999 },
        ] }),
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::Currency => json!({ "type": "string", "pattern": "^[A-Z]{3}$" }),
        Kind::Country => json!({ "enum": countries() }),
        Kind::Window => json!({ "type": "string", "pattern": WINDOW }),
        Kind::Period => json!({ "type": "string", "pattern": PERIOD }),
        Kind::Language => json!({ "type": "string", "pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$" }),
        Kind::Color => json!({ "type": "string", "pattern": "^#([0-9a-fA-F]{3}){1,2}$" }),
        Kind::Source => json!({ "type": "string", "pattern": SOURCE, "maxLength": limit::ADDRESS }),
        Kind::Sources => array(&Value::Object(self::kind(&Kind::Source))),
        Kind::Variable => json!({ "type": "string", "pattern": VARIABLE, "maxLength": limit::LINE }),
        Kind::Variables => array(&Value::Object(self::kind(&Kind::Variable))),
        Kind::Texts => array(&line(limit::LINE)),
        Kind::Markdowns => array(&Value::Object(self::kind(&Kind::Markdown))),
        Kind::Choices(words) => array(&json!({ "enum": words })),
        Kind::Group(schema) => return table(schema),
        Kind::Groups(schema) => array(&Value::Object(table(schema))),
        Kind::Named(schema) => map(&Value::Object(table(schema))),
        Kind::Map(value) => map(&Value::Object(self::kind(value))),
        Kind::Switch(schema) => json!({ "anyOf": [{ "type": "boolean" }, table(schema)] }),
        Kind::Scalar => json!({ "anyOf": [{ "type": ["boolean", "number"] }, line(limit::LINE)] }),
        Kind::Flag(words) => json!({ "anyOf": [{ "type": "boolean" }, { "enum": words }] }),
        // Tombi takes a table for closed that does not say otherwise.
        Kind::Free => json!({ "additionalProperties": true }),
        Kind::Rates => json!({}),
    };
    let Value::Object(object) = object else { unreachable!("every arm is an object") };
    object
}

fn array(items: &Value) -> Value {
    json!({ "type": "array", "items": items, "maxItems": limit::ENTRIES })
}

/// A table with user-defined keys.
fn map(values: &Value) -> Value {
    json!({
        "type": "object",
        "additionalProperties": values,
        "maxProperties": limit::ENTRIES,
        "propertyNames": { "maxLength": limit::LINE, "pattern": KEY },
    })
}

fn line(most: usize) -> Value {
    json!({ "type": "string", "pattern": LINE, "maxLength": most })
}

fn countries() -> Vec<String> {
    let codes = ('A'..='Z').flat_map(|first| ('A'..='Z').map(move |second| format!("{first}{second}")));
    codes.filter(|code| Country::read(code).is_some()).collect()
}

/// The name of an environment variable, which is no key.
const VARIABLE: &str = "^[A-Z0-9_]+$";

/// One line of plain text, with at least one character other than white space, without control and direction characters.
const LINE: &str = "^[^\\u0000-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]*\
                    [^\\s\\u0000-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]\
                    [^\\u0000-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]*$";

/// As [`LINE`], without direction marks.
const KEY: &str = "^[^\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]*\
                   [^\\s\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]\
                   [^\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]*$";

/// Text of many lines, with tabs.
const PROSE: &str =
    "^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]*$";

/// The key of a price for cache writes with a time to live.
pub const CACHE_WRITE_KEY: &str = "^cache_write_[1-9][0-9]*[mhd]$";

/// An http or https URL without a user before its host, or one that begins with a placeholder; without hidden characters.
const URL: &str = "^([Hh][Tt][Tt][Pp][Ss]?://|\\$\\{)\
                   [^\\s/?#@\\\\\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]+\
                   ([/?#][^\\s\\\\\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]*)?$";

/// Printable ASCII without `"`, `,` and `;`.
const SOURCE: &str = "^[!#-+\\x2d-:<-~]+$";

/// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. February 29 matches in every year.
pub const DATE: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])\
                    |-(0[13-9]|1[0-2])-(29|30)|-(0[13578]|1[02])-31|-02-29)?$";

/// A number, with or without a percent sign.
const SCORE: &str = "^\\s*[+-]?[0-9]+(\\.[0-9]+)?\\s*%?\\s*$";

const WINDOW: &str = "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";

const PERIOD: &str = "^(hour|day|week|month|year|[1-9][0-9]{0,2}[mhd])$";

#[cfg(test)]
mod tests;

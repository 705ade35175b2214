//! The files of models.dev: what the field tables share with that format.

use serde_json::{Map, Value, json};

use super::shape::{array, count, object, some_text};
use crate::domain::ModelType;
use crate::parse::author::PROVIDER;
use crate::parse::model::MODEL;
use crate::parse::schema::{Field, Kind, Schema};
use crate::render::data::export::models_dev::{MODEL_KEYS, NOT_OF_OFFERS, type_word};

/// `api.json` and `api-all.json`: providers by ID.
pub(super) fn api() -> Value {
    let description =
        "Providers by ID, with their offers, in the format of models.dev. Prices are dollars per 1M tokens.";
    super::shape::foreign("api.json", description, by_id(provider()))
}

/// `models.json`: models by ID.
pub(super) fn models() -> Value {
    let description = "Models by ID, without prices, in the format of models.dev.";
    super::shape::foreign("models.json", description, by_id(model()))
}

/// `catalog.json`: both.
pub(super) fn catalog() -> Value {
    let keys = [("models", by_id(model())), ("providers", by_id(provider()))];
    let description = "The content of models.json and api.json.";
    super::shape::foreign("catalog.json", description, object(keys, &["models", "providers"]))
}

fn by_id(entry: Value) -> Value {
    let mut object = json!({ "type": "object", "propertyNames": { "minLength": 1 } });
    object["additionalProperties"] = entry;
    object
}

fn provider() -> Value {
    let mut properties = shared(&PROVIDER, |_| true);
    properties.insert("id".to_owned(), some_text());
    properties.insert("models".to_owned(), by_id(offer()));
    object(properties, &["id", "name", "models"])
}

fn model() -> Value {
    let is_written =
        |field: &Field| MODEL_KEYS.contains(&field.key) || ["name", "description"].contains(&field.key);
    let mut properties = shared(&MODEL, is_written);
    properties.insert("id".to_owned(), some_text());
    object(properties, &["id", "name"])
}

fn offer() -> Value {
    let mut types: Vec<&str> = ModelType::all().map(type_word).chain(ModelType::WORDS).collect();
    types.sort_unstable();
    types.dedup();
    let mut properties = shared(&MODEL, |field| !NOT_OF_OFFERS.contains(&field.key));
    properties.insert("id".to_owned(), some_text());
    properties.insert("type".to_owned(), json!({ "enum": types }));
    properties.insert("canonical_model_id".to_owned(), some_text());
    properties.insert("cost".to_owned(), cost());
    object(properties, &["id", "name"])
}

/// The only tier from 200,000 tokens on is repeated.
fn cost() -> Value {
    let Some(Kind::Group(schema)) = MODEL.field("cost").map(|field| field.kind) else { return json!({}) };
    let mut properties = shared(schema, |field| field.key != "tiers");
    let Some(Kind::Groups(of_tier)) = schema.field("tiers").map(|field| field.kind) else { return json!({}) };
    let prices = shared(of_tier, |field| field.key != "tier");
    let size = [("type", json!({ "const": "context" })), ("size", count())];
    let mut tier = prices.clone();
    tier.insert("tier".to_owned(), object(size, &["size"]));
    properties.insert("context_over_200k".to_owned(), object(prices, &[]));
    properties.insert("tiers".to_owned(), array(object(tier, &["tier"])));
    object(properties, &[])
}

/// The keys of a table that the format has too.
fn shared(schema: &Schema, is_wanted: impl Fn(&Field) -> bool) -> Map<String, Value> {
    let fields = schema.fields().filter(|field| field.shared && is_wanted(field));
    let described = |field: &Field| {
        let mut value = form(field);
        if let Some(object) = value.as_object_mut() {
            object.shift_insert(0, "description".to_owned(), json!(field.doc));
        }
        (field.key.to_owned(), value)
    };
    fields.map(described).collect()
}

/// The form of a value. What someone else maintains is written as it stands there, so text is not looked at any further.
fn form(field: &Field) -> Value {
    match &field.kind {
        Kind::Boolean => super::shape::flag(),
        Kind::Count(_) => count(),
        Kind::Budget => json!({ "type": "integer", "minimum": -1 }),
        Kind::Price => super::shape::price(),
        Kind::Number => json!({ "type": "number" }),
        Kind::Score => json!({ "type": ["number", "string", "boolean"] }),
        // The null of reasoning efforts may be the default.
        Kind::Scalar => json!({ "type": ["number", "string", "boolean", "null"] }),
        Kind::Date => json!({ "type": "string", "pattern": WRITTEN_DATE }),
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::Choices(words) => array(json!({ "enum": words })),
        // The null of reasoning efforts.
        Kind::Texts if field.key == "values" => array(json!({ "type": ["string", "null"] })),
        Kind::Texts | Kind::Markdowns | Kind::Variables | Kind::Sources => array(super::shape::text()),
        Kind::Group(schema) => object(shared(schema, |_| true), &[]),
        Kind::Groups(schema) => array(object(shared(schema, |_| true), &[])),
        Kind::Named(schema) => by_id(object(shared(schema, |_| true), &[])),
        Kind::Switch(schema) => {
            json!({ "anyOf": [super::shape::flag(), object(shared(schema, |_| true), &[])] })
        }
        Kind::Map(_) => json!({ "type": "object", "additionalProperties": true }),
        Kind::Free | Kind::Rates | Kind::Flag(_) => json!({}),
        _ => super::shape::text(),
    }
}

/// models.dev checks neither days nor spaces.
const WRITTEN_DATE: &str = "^\\s*[0-9]{4}(-[0-9]{2}){0,2}\\s*$";

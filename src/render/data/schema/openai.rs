//! `feeds/openai/v1/models`.

use serde_json::{Value, json};

use super::shape::{array, count, object, some_text};

/// The schema.
pub(super) fn schema() -> Value {
    let model = [
        ("id", some_text()),
        ("object", json!({ "const": "model" })),
        ("created", count()),
        ("owned_by", some_text()),
    ];
    let model = object(model, &["id", "object", "created", "owned_by"]);
    let keys = [("object", json!({ "const": "list" })), ("data", array(model))];
    let description = "The list of models that OpenAI's API returns from `GET /v1/models`.";
    super::shape::foreign("feeds/openai/v1/models", description, object(keys, &["object", "data"]))
}

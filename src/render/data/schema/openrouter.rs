//! `feeds/openrouter.json`.

use serde_json::{Value, json};

use super::shape::{array, count, object, some_text, text};
use crate::domain::Modality;
use crate::render::data::export::openrouter::{FEATURES, PARAMETERS, QUANTIZATIONS, TEMPERATURE, modality};
use crate::render::data::form::{date, digits};

/// The keys that every model has.
const REQUIRED: [&str; 11] = [
    "id",
    "hugging_face_id",
    "name",
    "created",
    "input_modalities",
    "output_modalities",
    "context_length",
    "max_output_length",
    "pricing",
    "supported_sampling_parameters",
    "supported_features",
];

/// The schema.
pub(super) fn schema() -> Value {
    let any_of = |words: &[&str]| array(json!({ "enum": words }));
    let modalities = any_of(&Modality::ALL.map(|(known, ..)| modality(known)));
    let parameters: Vec<&str> = [TEMPERATURE].into_iter().chain(PARAMETERS).collect();
    let country =
        object([("country_code", json!({ "type": "string", "pattern": "^[A-Z]{2}$" }))], &["country_code"]);
    let model = [
        ("id", some_text()),
        ("hugging_face_id", text()),
        ("name", some_text()),
        ("created", json!({ "type": "integer" })),
        ("description", text()),
        ("input_modalities", modalities.clone()),
        ("output_modalities", modalities),
        ("quantization", json!({ "enum": QUANTIZATIONS })),
        ("context_length", count()),
        ("max_output_length", count()),
        ("pricing", pricing()),
        ("supported_sampling_parameters", any_of(&parameters)),
        ("supported_features", any_of(&FEATURES.map(|(_, word)| word))),
        ("deprecation_date", date()),
        ("datacenters", array(country)),
    ];
    let keys = [("data", array(object(model, &REQUIRED)))];
    let description = "The list that OpenRouter asks of hosts. Prices are texts, in dollars per token.";
    super::shape::foreign("feeds/openrouter.json", description, object(keys, &["data"]))
}

fn pricing() -> Value {
    let keys = ["prompt", "completion", "image", "request", "input_cache_read"];
    object(keys.map(|key| (key, digits())), &keys[..4])
}

//! `feeds/litellm.json`.

use serde_json::{Map, Value, json};

use super::shape::{count, flag, price, some_text};
use crate::domain::ModelType;
use crate::render::data::export::litellm::{SUPPORTS, mode};
use crate::render::data::export::litellm_price::{IN_TIERS, RATES, SERVICE_TIERS, UNITS};
use crate::render::data::form::date;

/// The schema: an object by provider and ID.
pub(super) fn schema() -> Value {
    let entry = json!({
        "type": "object",
        "properties": properties(),
        "patternProperties": { conditional(): price() },
        "required": ["litellm_provider", "mode"],
        "additionalProperties": false,
    });
    let description = "A cost map for LiteLLM by provider and ID. Prices are numbers, in dollars per token.";
    let schema = json!({
        "type": "object",
        "propertyNames": { "pattern": "." },
        "additionalProperties": entry,
    });
    super::shape::foreign("feeds/litellm.json", description, schema)
}

fn properties() -> Map<String, Value> {
    let modes: Vec<&str> = ModelType::all().map(mode).collect();
    let mut properties = Map::new();
    properties.insert("litellm_provider".to_owned(), some_text());
    properties.insert("mode".to_owned(), json!({ "enum": modes }));
    let rates = RATES.iter().map(|(_, key)| *key).chain(UNITS);
    properties.extend(rates.map(|key| (key.to_owned(), price())));
    for key in ["max_input_tokens", "max_output_tokens", "prompt_cache_min_tokens", "output_vector_size"] {
        properties.insert(key.to_owned(), count());
    }
    properties.insert("default_reasoning_effort".to_owned(), some_text());
    properties.extend(SUPPORTS.iter().map(|(_, key)| ((*key).to_owned(), flag())));
    properties.insert("deprecation_date".to_owned(), date());
    properties.insert("source".to_owned(), some_text());
    properties
}

/// The keys of prices above a size of context, of a service tier, or of both.
fn conditional() -> String {
    let rates: Vec<&str> = RATES[..IN_TIERS].iter().map(|(_, key)| *key).collect();
    let suffixes: Vec<&str> = SERVICE_TIERS.iter().map(|(_, suffix)| *suffix).collect();
    let (rates, suffixes) = (rates.join("|"), suffixes.join("|"));
    format!("^({rates})(_above_[0-9]+k?_tokens)?({suffixes})?$")
}

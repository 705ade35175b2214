//! The forms of values in our own files: each is written by its type, and described by it.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::{Value, json};

use crate::domain::rate::RATES;
use crate::domain::{Capability, Hours, ModelType, PartialDate, Route, Status, Unit};
use crate::parse::json_schema::{CACHE_WRITE_KEY, DATE};
use crate::resolve::link::Degree;

/// An exact decimal as text, so that no reader makes a float of it.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Digits(pub(super) String);

/// A date as precise as the file gives it.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Day(pub(super) String);

/// The path of a page or file below the site's root.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct PathBelowRoot(String);

/// The key of a record, an author or a provider.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct RecordKeyText<'a>(pub(super) &'a str);

impl From<PartialDate> for Day {
    fn from(date: PartialDate) -> Self {
        Self(date.iso())
    }
}

impl From<&Route> for PathBelowRoot {
    fn from(route: &Route) -> Self {
        Self(route.as_str().to_owned())
    }
}

/// The version of our own forms.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// The words for what lists have.
pub(super) const LISTS: [&str; 11] = [
    "models",
    "authors",
    "providers",
    "capabilities",
    "types",
    "tags",
    "capability",
    "type",
    "tag",
    "deprecations",
    "changes",
];

/// The prices that rows of lists show.
pub(super) const LISTED_PRICES: [&str; 3] = ["input", "output", "cached"];

/// The states of such prices that have no digits.
pub(super) const LISTED_STATES: [&str; 6] =
    ["free", "included", "not_applicable", "unsupported", "varies", "zero"];

/// The states of a price as a whole.
pub(super) const COST_STATES: [&str; 5] = ["priced", "free", "included", "varies", "unknown"];

/// An exact decimal: `0.15`.
pub(super) const DECIMAL: &str = "^-?[0-9]+(\\.[0-9]+)?$";

/// A path below the root, which begins without a slash.
const PATH: &str = "^([a-z0-9._-]+/)*([a-z0-9._-]+)?$";

/// The key of a record, which is a path too, but of any characters.
const KEY: &str = "^(models|providers)/.";

macro_rules! pattern {
    ($form:ty, $name:literal, $pattern:expr) => {
        impl JsonSchema for $form {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": $pattern })
            }
        }
    };
}

pattern!(Digits, "Digits", DECIMAL);
pattern!(Day, "Day", DATE);
pattern!(PathBelowRoot, "PathBelowRoot", PATH);
pattern!(RecordKeyText<'_>, "RecordKey", KEY);

/// An exact decimal.
pub(super) fn decimal(_: &mut SchemaGenerator) -> Schema {
    schema(digits())
}

/// A date.
pub(super) fn day(_: &mut SchemaGenerator) -> Schema {
    schema(date())
}

/// A path below the root, or null.
pub(super) fn path(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": PATH })
}

/// A path below the root, or null.
pub(super) fn path_or_null(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "null"], "pattern": PATH })
}

/// The key of a record.
pub(super) fn record_key(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": KEY })
}

/// Prices by the keys of the file.
pub(super) fn rates(_: &mut SchemaGenerator) -> Schema {
    let rate = |rate: &crate::domain::rate::Rate| {
        let described = json!({ "description": rate.doc, "type": "string", "pattern": DECIMAL });
        (rate.key.to_owned(), described)
    };
    let properties: serde_json::Map<String, Value> = RATES.iter().map(rate).collect();
    schema(json!({
        "type": "object",
        "properties": properties,
        "patternProperties": { CACHE_WRITE_KEY: { "type": "string", "pattern": DECIMAL } },
        "additionalProperties": false,
    }))
}

/// What a price of a unit is for.
pub(super) fn units(_: &mut SchemaGenerator) -> Schema {
    words(&Unit::WORDS)
}

/// The state of a price as a whole.
pub(super) fn cost_states(_: &mut SchemaGenerator) -> Schema {
    words(&COST_STATES)
}

/// How context tiers apply.
pub(super) fn tiers_apply(_: &mut SchemaGenerator) -> Schema {
    words(&["request", "marginal"])
}

/// Days of the week.
pub(super) fn days(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "array", "items": { "enum": Hours::DAYS }, "uniqueItems": true })
}

/// The code of a currency.
pub(super) fn currency(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": "^[A-Z]{3}$" })
}

/// The states of the prices of a row.
pub(super) fn price_states(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "propertyNames": { "enum": LISTED_PRICES },
        "additionalProperties": { "enum": LISTED_STATES },
    })
}

/// The types of an API.
pub(super) fn types(_: &mut SchemaGenerator) -> Schema {
    words(&ModelType::all().map(ModelType::word).collect::<Vec<_>>())
}

/// The statuses of a record.
pub(super) fn statuses(_: &mut SchemaGenerator) -> Schema {
    words(&Status::WORDS)
}

/// The degrees of links.
pub(super) fn degrees(_: &mut SchemaGenerator) -> Schema {
    words(&Degree::WORDS)
}

/// Capabilities by the last part of their pages' paths.
pub(super) fn capability_words(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "array", "items": { "enum": slugs() }, "uniqueItems": true })
}

/// Every capability with yes, no or null.
pub(super) fn capabilities(_: &mut SchemaGenerator) -> Schema {
    let property = |capability: Capability| {
        let words = capability.words();
        (words.slug.to_owned(), json!({ "description": words.definition, "type": ["boolean", "null"] }))
    };
    let properties: serde_json::Map<String, Value> = Capability::all().map(property).collect();
    json_schema!({
        "type": "object",
        "properties": properties,
        "required": slugs(),
        "additionalProperties": false,
    })
}

/// What a list has.
pub(super) fn one_of_lists(_: &mut SchemaGenerator) -> Schema {
    words(&LISTS)
}

/// Text of a fixed set.
pub(super) fn words(words: &[&str]) -> Schema {
    json_schema!({ "enum": words })
}

/// An exact decimal as text.
pub(super) fn digits() -> Value {
    json!({ "type": "string", "pattern": DECIMAL })
}

/// A date as text.
pub(super) fn date() -> Value {
    json!({ "type": "string", "pattern": DATE })
}

fn slugs() -> Vec<&'static str> {
    Capability::all().map(|capability| capability.words().slug).collect()
}

fn schema(value: Value) -> Schema {
    Schema::try_from(value).unwrap_or_default()
}

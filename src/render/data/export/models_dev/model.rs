//! A model without prices: an entry of `models.json`.

use super::written::{AS_WRITTEN, named};
use crate::parse::model::MODEL;
use crate::render::data::export::json::Json;
use crate::resolve::Record;

/// The keys of a model, in the order of the file, after id, name and description.
pub(in crate::render::data) const KEYS: [&str; 16] = [
    "family",
    "attachment",
    "reasoning",
    "tool_call",
    "structured_output",
    "temperature",
    "knowledge",
    "release_date",
    "last_updated",
    "modalities",
    "open_weights",
    "limit",
    "license",
    "links",
    "weights",
    "benchmarks",
];

/// Writes a model. Clients require a description, so in a site of one's own a model without one has its name there.
pub(super) fn write(json: &mut Json<'_>, record: &Record, is_foreign: bool) {
    json.object(|json| {
        json.key("id").text(&record.id);
        if is_foreign {
            named(json, &record.source, &MODEL, "name", AS_WRITTEN);
            named(json, &record.source, &MODEL, "description", AS_WRITTEN);
        } else {
            json.key("name").text(&record.name);
            json.key("description").text(&super::fallback::description(None, record));
        }
        for key in KEYS {
            named(json, &record.source, &MODEL, key, AS_WRITTEN);
        }
    });
}

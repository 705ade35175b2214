//! An offer: an entry of a provider in `api.json`.

use rust_decimal::Decimal;

use super::written::{AS_WRITTEN, Markup, members, named};
use super::{cost, fallback};
use crate::derive::Directory;
use crate::domain::{Capability, Currency, ModelType, PartialDate, Price, Status};
use crate::parse::model::MODEL;
use crate::render::data::export::json::Json;
use crate::render::data::export::listed::{model_of, release_date};
use crate::resolve::Settings;
use crate::resolve::catalog::Place;
use crate::resolve::record::{Measure, Record};

/// The fields of newer clients that are written.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    has_type: bool,
    has_canonical_id: bool,
}

impl Fields {
    pub(super) fn new(settings: &Settings) -> Self {
        let is_on = |word| settings.outputs_word("api_fields", word, !settings.is_foreign);
        Self { has_type: is_on("type"), has_canonical_id: is_on("canonical_model_id") }
    }
}

/// The keys that an offer never has: those of models, and how it inherits.
pub(in crate::render::data) const OF_MODELS: [&str; 7] =
    ["benchmarks", "license", "links", "weights", "base_model", "base_model_omit", "cost"];

/// Writes an offer.
pub(super) fn write(json: &mut Json<'_>, directory: &Directory, place: Place, fields: Fields) {
    json.object(|json| {
        let record = directory.record(place);
        json.key("id").text(&record.id);
        if directory.settings.is_foreign {
            newer_fields(json, directory, place, fields);
            members(json, &record.source, &MODEL, &OF_MODELS, AS_WRITTEN);
            cost::as_written(json, &record.source);
        } else {
            with_fallbacks(json, directory, place, fields);
        }
    });
}

fn newer_fields(json: &mut Json<'_>, directory: &Directory, place: Place, fields: Fields) {
    let record = directory.record(place);
    if fields.has_type && !record.is_kind_unknown {
        json.key("type").text(type_word(record.kind));
    }
    let model = directory.catalog.model_of(place).filter(|model| model.listings.is_none());
    if let Some(model) = model.filter(|_| fields.has_canonical_id) {
        json.key("canonical_model_id").text(&model.record.id);
    }
}

/// The type in the word of models.dev, which calls a model for chat so on whichever API it answers: `provider.shape` says that.
pub(in crate::render::data) fn type_word(kind: ModelType) -> &'static str {
    match kind {
        ModelType::Responses => "chat",
        ModelType::Rerank => "reranking",
        ModelType::ImageEdit => "image",
        kind => kind.word(),
    }
}

fn with_fallbacks(json: &mut Json<'_>, directory: &Directory, place: Place, fields: Fields) {
    let (record, model) = (directory.record(place), model_of(directory, place));
    let as_written = |json: &mut Json<'_>, key| named(json, &record.source, &MODEL, key, AS_WRITTEN);
    json.key("name").text(&record.name);
    json.key("description").text(&fallback::description(model, record));
    newer_fields(json, directory, place, fields);
    as_written(json, "family");
    capabilities(json, model, record);
    as_written(json, "structured_output");
    as_written(json, "temperature");
    as_written(json, "knowledge");
    date(json, "release_date", release_date(directory, place));
    date(json, "last_updated", fallback::last_updated(directory, place));
    json.key("modalities").object(|json| {
        let [input, output] = fallback::modalities(model, record);
        json.key("input").texts(&input);
        json.key("output").texts(&output);
    });
    json.key("open_weights").flag(fallback::can(model, record, Capability::OpenWeights));
    limits(json, record);
    if matches!(record.status, Status::Alpha | Status::Beta | Status::Deprecated) {
        json.key("status").text(record.status.word());
    }
    as_written(json, "provider");
    modes(json, directory, record);
    cost::paid(json, directory, &directory.priced_record(place).cost);
}

fn date(json: &mut Json<'_>, key: &str, date: Option<PartialDate>) {
    if let Some(date) = date {
        json.key(key).text(&date.iso());
    }
}

/// What every client requires to be there, and what belongs to reasoning.
fn capabilities(json: &mut Json<'_>, model: Option<&Record>, record: &Record) {
    json.key("attachment").flag(fallback::can(model, record, Capability::Attachments));
    let is_reasoning = fallback::can(model, record, Capability::Reasoning);
    json.key("reasoning").flag(is_reasoning);
    if is_reasoning {
        match record.source.node("reasoning_options") {
            Some(_) => named(json, &record.source, &MODEL, "reasoning_options", AS_WRITTEN),
            None => json.key("reasoning_options").texts::<&str>(&[]),
        }
    }
    json.key("tool_call").flag(fallback::can(model, record, Capability::ToolCalling));
    if record.interleaved.as_ref().is_some_and(|interleaved| interleaved.is_supported) {
        named(json, &record.source, &MODEL, "interleaved", AS_WRITTEN);
    }
}

/// The limits; 0 where the file does not say, from which clients take a limit of their own.
fn limits(json: &mut Json<'_>, record: &Record) {
    let tokens = |measure: Measure| measure.known().map_or(0, |tokens| tokens.0);
    json.key("limit").object(|json| {
        json.key("context").count(tokens(record.limit.context));
        if let Some(input) = record.limit.input.known() {
            json.key("input").count(input.0);
        }
        json.key("output").count(tokens(record.limit.output));
    });
}

/// Modes with the prices that the reader pays; none where a price is not in dollars.
fn modes(json: &mut Json<'_>, directory: &Directory, record: &Record) {
    let markup: Markup<'_> =
        &|price: Decimal| Price::new(price).map_or(price, |price| directory.paid(price).decimal());
    if record.modes.iter().all(|mode| mode.cost.currency == Currency::USD) {
        named(json, &record.source, &MODEL, "experimental", markup);
    }
}

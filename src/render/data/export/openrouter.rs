//! `openrouter.json`: the list that `OpenRouter` asks of hosts.

use rust_decimal::Decimal;

use super::json::Json;
use super::left_out::left_out;
use super::listed::{created, id_of, model_of};
use super::seller::{Seller, sellers};
use super::token_price::per_token;
use crate::derive::Directory;
use crate::domain::{Capability, Modality, Unit};
use crate::plan::Export;
use crate::render::markdown::plain;
use crate::resolve::Record;
use crate::resolve::catalog::Place;
use crate::resolve::cost::{Cost, RateKind};

/// The number formats that it knows.
pub(in crate::render::data) const QUANTIZATIONS: [&str; 8] =
    ["int4", "int8", "fp4", "fp6", "fp8", "fp16", "bf16", "fp32"];

/// The parameters that it knows, apart from the temperature.
pub(in crate::render::data) const PARAMETERS: [&str; 7] =
    ["top_p", "top_k", "repetition_penalty", "frequency_penalty", "presence_penalty", "stop", "seed"];

/// The parameter that records state apart from the others.
pub(in crate::render::data) const TEMPERATURE: &str = "temperature";

/// What it calls capabilities.
pub(in crate::render::data) const FEATURES: [(Capability, &str); 5] = [
    (Capability::ToolCalling, "tools"),
    (Capability::JsonMode, "json_mode"),
    (Capability::StructuredOutput, "structured_outputs"),
    (Capability::WebSearch, "web_search"),
    (Capability::Reasoning, "reasoning"),
];

const HUGGING_FACE: &str = "https://huggingface.co/";

/// Writes the list.
pub(super) fn write(directory: &Directory, buffer: &mut Vec<u8>) {
    let sellers = sellers(directory);
    let offers = sellers.iter().flat_map(|seller| seller.offers.iter().map(move |place| (seller, *place)));
    let offers = offers.filter(|(_, place)| left_out(directory, Export::OpenRouter, *place).is_none());
    Json::new(buffer).object(|json| {
        json.key("data").array(offers, |json, (seller, place)| {
            json.object(|json| offer(json, directory, seller, place));
        });
    });
}

fn offer(json: &mut Json<'_>, directory: &Directory, seller: &Seller<'_>, place: Place) {
    let (record, model) = (directory.record(place), model_of(directory, place));
    json.key("id").text(&id_of(directory, seller.id, place));
    let weights = std::iter::once(record).chain(model).find_map(hugging_face_id);
    json.key("hugging_face_id").text(weights.unwrap_or_default());
    json.key("name").text(&record.name);
    json.key("created").integer(created(directory, place).unwrap_or(0));
    if let Some(text) = &record.description {
        json.key("description").text(&plain(text));
    }
    modalities(json, "input_modalities", record.input.as_deref());
    modalities(json, "output_modalities", record.output.as_deref());
    if let Some(format) = quantization(record) {
        json.key("quantization").text(format);
    }
    for (key, limit) in [("context_length", record.limit.context), ("max_output_length", record.limit.output)]
    {
        json.key(key).count(limit.known().map_or(0, |tokens| tokens.0));
    }
    json.key("pricing").object(|json| pricing(json, directory, &directory.priced_record(place).cost));
    json.key("supported_sampling_parameters").texts(&parameters(record));
    let has = |capability| record.capabilities.get(capability) == Some(true);
    let features: Vec<&str> =
        FEATURES.iter().filter(|(capability, _)| has(*capability)).map(|(_, word)| *word).collect();
    json.key("supported_features").texts(&features);
    if let Some(day) = record.retires.filter(|day| day.is_full()) {
        json.key("deprecation_date").text(&day.iso());
    }
    if let Some(country) = record.policy.location {
        json.key("datacenters").array([country], |json, country| {
            json.object(|json| json.key("country_code").text(country.code()));
        });
    }
}

/// The name of the weights there: `org/name`.
fn hugging_face_id(record: &Record) -> Option<&str> {
    record.weights.iter().find_map(|link| {
        let id = link.url.strip_prefix(HUGGING_FACE)?.trim_end_matches('/');
        (id.split('/').count() == 2 && !id.contains(['?', '#'])).then_some(id)
    })
}

/// Text where the file does not say, which every model for chat reads and writes.
fn modalities(json: &mut Json<'_>, key: &str, known: Option<&[Modality]>) {
    let words = known.unwrap_or(&[Modality::Text]).iter();
    let words: Vec<&str> = words.map(|known| modality(*known)).collect();
    json.key(key).texts(&words);
}

/// PDF documents are files.
pub(in crate::render::data) fn modality(known: Modality) -> &'static str {
    if known == Modality::Pdf { "file" } else { known.word() }
}

fn quantization(record: &Record) -> Option<&'static str> {
    let written = record.architecture.quantization.as_deref()?.to_lowercase();
    QUANTIZATIONS.into_iter().find(|known| *known == written)
}

/// Prices are texts, so that no reader makes a float of them. Images of chat models are billed as tokens.
fn pricing(json: &mut Json<'_>, directory: &Directory, cost: &Cost) {
    let rate = |kind| per_token(directory.price_to_pay(cost.prices.rates.get(kind)?));
    let zero = Decimal::ZERO;
    json.key("prompt").text(&rate(RateKind::Input).unwrap_or(zero).to_string());
    json.key("completion").text(&rate(RateKind::Output).unwrap_or(zero).to_string());
    json.key("image").text("0");
    json.key("request").text(&request(directory, cost).unwrap_or(zero).to_string());
    if let Some(price) = rate(RateKind::CacheRead) {
        json.key("input_cache_read").text(&price.to_string());
    }
}

/// The price of one request, beside its tokens.
fn request(directory: &Directory, cost: &Cost) -> Option<Decimal> {
    let unit = cost.prices.units.iter().find(|unit| unit.unit == Unit::Request)?;
    let price = directory.price_to_pay(&unit.charge).decimal();
    Some(price.checked_div(Decimal::from(unit.per))?.normalize())
}

fn parameters(record: &Record) -> Vec<&'static str> {
    let is_named = |name: &&str| {
        record.parameters.iter().any(|known| known.name == *name && known.supported != Some(false))
    };
    let temperature = (record.temperature == Some(true) || is_named(&TEMPERATURE)).then_some(TEMPERATURE);
    temperature.into_iter().chain(PARAMETERS.into_iter().filter(is_named)).collect()
}

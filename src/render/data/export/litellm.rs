//! `litellm.json`: a cost map for `LiteLLM`, with prices per token.

use super::json::Json;
use super::left_out::left_out;
use super::litellm_price::prices;
use super::seller::{Seller, sellers};
use crate::derive::Directory;
use crate::domain::{Capability, ModelType, PartialDate};
use crate::plan::Export;
use crate::resolve::Record;
use crate::resolve::catalog::Place;
use crate::resolve::record::{Measure, ReasoningDefault};

/// What the map calls capabilities.
pub(in crate::render::data) const SUPPORTS: [(Capability, &str); 15] = [
    (Capability::ToolCalling, "supports_function_calling"),
    (Capability::ParallelToolCalls, "supports_parallel_function_calling"),
    (Capability::ToolChoice, "supports_tool_choice"),
    (Capability::StructuredOutput, "supports_response_schema"),
    (Capability::Reasoning, "supports_reasoning"),
    (Capability::Vision, "supports_vision"),
    (Capability::PdfInput, "supports_pdf_input"),
    (Capability::AudioInput, "supports_audio_input"),
    (Capability::AudioOutput, "supports_audio_output"),
    (Capability::VideoInput, "supports_video_input"),
    (Capability::PromptCaching, "supports_prompt_caching"),
    (Capability::WebSearch, "supports_web_search"),
    (Capability::ComputerUse, "supports_computer_use"),
    (Capability::Streaming, "supports_native_streaming"),
    (Capability::SystemMessages, "supports_system_messages"),
];

/// Writes the map: every offer that has a price by its provider and id.
pub(super) fn write(directory: &Directory, buffer: &mut Vec<u8>) {
    Json::new(buffer).object(|json| {
        for seller in sellers(directory) {
            for place in &seller.offers {
                if left_out(directory, Export::LiteLlm, *place).is_none() {
                    offer(json, directory, &seller, *place);
                }
            }
        }
    });
}

fn offer(json: &mut Json<'_>, directory: &Directory, seller: &Seller<'_>, place: Place) {
    let record = directory.record(place);
    json.key(&format!("{}/{}", seller.id, record.id)).object(|json| {
        json.key("litellm_provider").text(seller.id);
        json.key("mode").text(mode(record.kind));
        for (key, price) in prices(directory, &directory.priced_record(place).cost).unwrap_or_default() {
            json.key(&key).number(price);
        }
        facts(json, record);
    });
}

/// What the record states. What it does not state is left out, which the package reads as no.
fn facts(json: &mut Json<'_>, record: &Record) {
    let input = record.limit.input.known().map_or(record.limit.context, Measure::Known);
    for (key, limit) in [("max_input_tokens", input), ("max_output_tokens", record.limit.output)] {
        if let Some(tokens) = limit.known() {
            json.key(key).count(tokens.0);
        }
    }
    if let Some(tokens) = record.limit.min_cached_tokens.known() {
        json.key("prompt_cache_min_tokens").count(tokens.0);
    }
    if let Some(level) = default_effort(record) {
        json.key("default_reasoning_effort").text(level);
    }
    if let Some(dimensions) = record.limit.other.dimensions {
        json.key("output_vector_size").count(dimensions);
    }
    for (capability, key) in SUPPORTS {
        if let Some(flag) = record.capabilities.get(capability) {
            json.key(key).flag(flag);
        }
    }
    if let Some(day) = record.retires.filter(|day| day.is_full()) {
        json.key("deprecation_date").text(&PartialDate::iso(day));
    }
    if let Some(source) = &record.sources.cost.url {
        json.key("source").text(source);
    }
}

/// The effort at which the model reasons if a request does not say.
fn default_effort(record: &Record) -> Option<&str> {
    record.reasoning_options.iter().flatten().find_map(|option| match &option.default {
        Some(ReasoningDefault::Effort(level)) => Some(level.as_str()),
        _ => None,
    })
}

/// The type in a word of the map.
pub(in crate::render::data) fn mode(kind: ModelType) -> &'static str {
    match kind {
        ModelType::Image => "image_generation",
        ModelType::Video => "video_generation",
        ModelType::Speech => "audio_speech",
        ModelType::Transcription => "audio_transcription",
        ModelType::Decision => "decisions",
        kind => kind.word(),
    }
}

//! The keys of an entry that are no prices: what each becomes, or why it is left out.

use super::entry::{Entry, is_line, line, lines};
use super::{charge, conditions, modalities, nested, reasoning};
use crate::domain::PartialDate;
use crate::domain::web_address::check_url;
use crate::import::{Fields, Json, Report, Value, Why};

/// What becomes of a key.
#[derive(Clone, Copy)]
enum How {
    /// A flag at a path.
    Flag(&'static str),
    /// A flag of whose values only `false` says something: the path is false.
    Never(&'static str),
    /// A whole number at a path.
    Count(&'static str),
    /// A list of texts at a path.
    Texts(&'static str),
    /// A full date at a path.
    Date(&'static str),
    /// An address at a path.
    Address(&'static str),
    /// A fact for which files have no key: it stands in `[extra.litellm]` under its own name.
    Extra,
    /// A setting of the client, a remark, or a figure that follows from others.
    NoFact,
    /// Read with other keys.
    Elsewhere,
}

#[rustfmt::skip]
const KEYS: [(&str, How); 88] = [
    ("litellm_provider", How::Elsewhere),
    ("mode", How::Elsewhere),
    ("alias_of", How::Elsewhere),
    ("successor_model", How::Elsewhere),
    ("rpm", How::Elsewhere),
    ("tpm", How::Elsewhere),
    ("rpd", How::Elsewhere),
    ("tpd", How::Elsewhere),
    ("deprecation_date", How::Date("retires")),
    ("supports_function_calling", How::Flag("tool_call")),
    ("supports_response_schema", How::Flag("structured_output")),
    ("supports_reasoning", How::Flag("reasoning")),
    ("supports_sampling_params", How::Never("temperature")),
    ("supports_parallel_function_calling", How::Flag("capabilities.parallel_tool_calls")),
    ("supports_tool_choice", How::Flag("capabilities.tool_choice")),
    ("supports_prompt_caching", How::Flag("capabilities.prompt_caching")),
    ("supports_web_search", How::Flag("capabilities.web_search")),
    ("supports_computer_use", How::Flag("capabilities.computer_use")),
    ("supports_code_execution", How::Flag("capabilities.code_execution")),
    ("supports_native_streaming", How::Flag("capabilities.streaming")),
    ("supports_system_messages", How::Flag("capabilities.system_messages")),
    ("max_input_tokens", How::Count("limit.input")),
    ("max_output_tokens", How::Count("limit.output")),
    ("output_vector_size", How::Count("limit.dimensions")),
    ("prompt_cache_min_tokens", How::Count("limit.min_cached_tokens")),
    ("max_images_per_prompt", How::Count("limit.images")),
    ("max_pdf_size_mb", How::Count("limit.pdf_mb")),
    ("supported_regions", How::Texts("policy.regions")),
    ("source", How::Address("sources.cost.url")),
    ("deprecation_source", How::Address("sources.dates.url")),
    // Facts without a key.
    ("reasoning_contexts", How::Extra),
    ("reasoning_modes", How::Extra),
    ("supported_audio_formats", How::Extra),
    ("supported_endpoints", How::Extra),
    ("supports_adaptive_thinking", How::Extra),
    ("supports_assistant_prefill", How::Extra),
    ("supports_box_questions", How::Extra),
    ("supports_continuation", How::Extra),
    ("supports_fast_mode", How::Extra),
    ("supports_forced_tool_use", How::Extra),
    ("supports_image_size", How::Extra),
    ("supports_mid_conversation_system", How::Extra),
    ("supports_multimodal", How::Extra),
    ("supports_native_structured_output", How::Extra),
    ("supports_prompt_cache_breakpoint", How::Extra),
    ("supports_regex_lookaround", How::Extra),
    ("supports_speed", How::Extra),
    ("supports_thinking_cache_preservation", How::Extra),
    ("supports_tool_search", How::Extra),
    ("supports_url_context", How::Extra),
    ("thinking_always_on", How::Extra),
    // Settings of the client: how it speaks to an API, and how it counts.
    ("audio_transcription_config", How::NoFact),
    ("bedrock_converse_supports_strict_tools", How::NoFact),
    ("bedrock_output_config_effort_ceiling", How::NoFact),
    ("gemini_audio_only_live", How::NoFact),
    ("gemini_native_audio", How::NoFact),
    ("supports_anthropic_compaction", How::NoFact),
    ("supports_anthropic_thinking_payload", How::NoFact),
    ("supports_bedrock_converse_tool_result_images", How::NoFact),
    ("supports_bedrock_native_structured_output", How::NoFact),
    ("supports_bedrock_native_structured_output_by_default", How::NoFact),
    ("supports_bedrock_runtime_chat_completions_inline_reasoning", How::NoFact),
    ("supports_bedrock_runtime_chat_completions_response_format", How::NoFact),
    ("supports_bedrock_runtime_chat_completions_tools_with_reasoning", How::NoFact),
    ("supports_legacy_thinking", How::NoFact),
    ("supports_nova_canvas_image_edit", How::NoFact),
    ("supports_output_config", How::NoFact),
    ("supports_parallel_tool_use_config", How::NoFact),
    ("token_count_framing", How::NoFact),
    ("token_count_model", How::NoFact),
    ("token_count_responses_framing", How::NoFact),
    ("token_count_responses_tool_framing", How::NoFact),
    ("token_count_tokenizer", How::NoFact),
    ("token_count_tool_framing", How::NoFact),
    ("tool_use_system_prompt_tokens", How::NoFact),
    ("use_openai_responses_path", How::NoFact),
    ("uses_embed_content", How::NoFact),
    ("vertex_ai_audio_api", How::NoFact),
    // Remarks of the list's editors.
    ("comment", How::NoFact),
    ("display_name", How::Elsewhere),
    ("metadata", How::NoFact),
    // The older of two keys for one limit, which says either of them.
    ("max_tokens", How::NoFact),
    // A query is the unit of its price.
    ("web_search_billing_unit", How::Elsewhere),
    // Prices in the unit of Databricks, beside the same in dollars.
    ("input_dbu_cost_per_token", How::Elsewhere),
    ("output_dbu_cost_per_token", How::Elsewhere),
    ("input_db_cost_per_token", How::Elsewhere),
    ("output_db_cost_per_token", How::Elsewhere),
    ("aliases", How::Elsewhere),
];

/// Prices in the unit of Databricks, each with its price in dollars.
const UNITS_OF_DATABRICKS: [(&str, &str); 4] = [
    ("input_dbu_cost_per_token", "input_cost_per_token"),
    ("output_dbu_cost_per_token", "output_cost_per_token"),
    ("input_db_cost_per_token", "input_cost_per_token"),
    ("output_db_cost_per_token", "output_cost_per_token"),
];

/// Writes everything but name, type and prices.
pub(super) fn write(entry: Entry<'_>, fields: &mut Fields, report: &mut Report) {
    for (key, how) in KEYS {
        if let Some(json) = entry.get(key) {
            fact(entry, (key, json), how, fields, report);
        }
    }
    reasoning::write(entry, fields, report);
    modalities::write(entry, fields, report);
    rate_limits(entry, fields, report);
    others(entry, report);
}

fn fact(entry: Entry<'_>, (key, json): (&str, &Json), how: How, fields: &mut Fields, report: &mut Report) {
    let value = match how {
        How::Elsewhere => return,
        How::NoFact => return entry.no_fact(report, key, json),
        How::Flag(path) => json.flag().map(|flag| (path, flag.into())),
        How::Never(path) => json.flag().map(|flag| (if flag { "" } else { path }, flag.into())),
        How::Count(path) => json.count().map(|count| (path, count.into())),
        How::Texts(path) => lines(json).map(|texts| (path, texts.into_iter().collect())),
        How::Date(path) => date(json).map(|date| (path, date.into())),
        How::Address(path) => address(json).map(|url| (path, url.into())),
        How::Extra => extra(json).map(|value| ("extra.litellm", value)),
    };
    match value {
        Some(("", _)) => {}
        Some(("extra.litellm", value)) => fields.set(&format!("extra.litellm.{key}"), value),
        Some((path, value)) => fields.set(path, value),
        None => entry.cannot_write(report, key, json),
    }
}

fn date(json: &Json) -> Option<PartialDate> {
    PartialDate::read(json.text()?).filter(|date| date.is_full())
}

fn address(json: &Json) -> Option<&str> {
    json.text().filter(|text| text.len() <= 2_000 && check_url(text).is_ok())
}

/// A value without tables in it.
fn extra(json: &Json) -> Option<Value> {
    match json {
        Json::Flag(flag) => Some((*flag).into()),
        Json::Number(_) => json.decimal().map(Value::Number),
        Json::Text(_) => line(json).map(Value::from),
        Json::List(_) => lines(json).map(|texts| texts.into_iter().collect()),
        Json::Null | Json::Object(_) => None,
    }
}

/// Requests and tokens a minute or day, for every account.
fn rate_limits(entry: Entry<'_>, fields: &mut Fields, report: &mut Report) {
    let mut limits = Fields::default();
    for (key, path) in [
        ("rpm", "requests_per_minute"),
        ("rpd", "requests_per_day"),
        ("tpm", "tokens_per_minute"),
        ("tpd", "tokens_per_day"),
    ] {
        let Some(json) = entry.get(key) else { continue };
        match json.count() {
            Some(count) => limits.set(path, count),
            None => entry.cannot_write(report, key, json),
        }
    }
    if !limits.is_empty() {
        fields.push("rate_limits", limits);
    }
}

/// Notes keys that are read nowhere, and those whose meaning depends on others.
fn others(entry: Entry<'_>, report: &mut Report) {
    for (key, dollars) in UNITS_OF_DATABRICKS {
        match entry.get(key) {
            Some(json) if entry.get(dollars).is_some() => entry.no_fact(report, key, json),
            Some(json) => entry.cannot_write(report, key, json),
            None => {}
        }
    }
    if let Some(json) = entry.get("web_search_billing_unit").filter(|json| json.text() != Some("per_query")) {
        entry.cannot_write(report, "web_search_billing_unit", json);
    }
    for (key, json) in entry.keys.iter().filter(|(key, _)| !is_known(entry, key)) {
        let key = if is_line(key) { key } else { "an unreadable key" };
        report.leave_out(Why::UnknownKey, entry.id, key, json);
    }
}

fn is_known(entry: Entry<'_>, key: &str) -> bool {
    KEYS.iter().any(|(known, _)| *known == key)
        || charge::key_of(entry, key).is_some()
        || nested::KEYS.contains(&key)
        || conditions::takes(key)
        || reasoning::takes(key)
        || modalities::takes(key)
}

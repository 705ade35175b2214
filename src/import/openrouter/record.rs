//! The facts of an entry, under the keys of our files.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::facts::{Facts, text};
use super::pricing;
use crate::import::by_field::{Members, Reading};
use crate::import::{Fields, Json, Report, Value, Why};
use crate::parse::model::MODEL;

/// An entry, and what the list says of it elsewhere.
pub(super) struct Entry<'a> {
    pub(super) id: &'a str,
    pub(super) members: &'a Members,
    /// The model of which it is a variant.
    pub(super) base: Option<&'a str>,
    /// The author's name, with which the names of all its models begin.
    pub(super) author_name: Option<&'a str>,
    pub(super) aliases: &'a [&'a str],
}

/// Keys whose values become those of another key as they are.
const SAME: [(&str, &str); 4] = [
    ("context_length", "limit.context"),
    ("knowledge_cutoff", "knowledge"),
    ("expiration_date", "retires"),
    ("max_output_length", "limit.output"),
];

/// Keys that say where else the list says something.
const NO_FACTS: [&str; 2] = ["links", "object"];

/// Parameters that say what a model can do.
const CAPABILITIES: [(&str, &str); 8] = [
    ("tools", "tool_call"),
    ("reasoning", "reasoning"),
    ("structured_outputs", "structured_output"),
    ("temperature", "temperature"),
    ("response_format", "capabilities.json_mode"),
    ("parallel_tool_calls", "capabilities.parallel_tool_calls"),
    ("tool_choice", "capabilities.tool_choice"),
    ("web_search_options", "capabilities.web_search"),
];

/// Parameters of the list's own, which stand for no parameter of a model.
const OWN_PARAMETERS: [&str; 3] = ["include_reasoning", "max_tokens", "reasoning_effort"];

impl Entry<'_> {
    /// Reads the entry. What no key can hold is in the report.
    pub(super) fn read(&self, report: &mut Report) -> Fields {
        let mut facts = Facts::new(self.id, report);
        for (key, json) in self.members.iter().filter(|(_, json)| **json != Json::Null) {
            self.fact(key, json, &mut facts);
        }
        if let Some(base) = self.base {
            facts.set("variant_of", text(base));
        }
        if !self.aliases.is_empty() {
            facts.set("aliases", Json::List(self.aliases.iter().map(|id| text(id)).collect()));
        }
        let members = facts.members;
        let mut fields = Reading::new(report, self.id).table(&members, &MODEL, "");
        if fields.get("name").is_none() {
            fields.0.shift_insert(0, "name".to_owned(), Value::from(self.id));
        }
        fields
    }

    fn fact(&self, key: &str, json: &Json, facts: &mut Facts<'_>) {
        if let Some((_, path)) = SAME.iter().find(|(known, _)| *known == key) {
            return facts.set(path, json.clone());
        }
        match (key, json) {
            ("name", Json::Text(name)) => facts.set("name", text(self.own_name(name))),
            // A variant has the slug of its base, which says it.
            ("canonical_slug", Json::Text(slug)) if *slug != self.id && self.base.is_none() => {
                facts.set("snapshots", Json::List(vec![text(slug)]));
            }
            ("id", _) | ("canonical_slug", Json::Text(_)) => {}
            ("created", json) => match day(json) {
                Some(day) => facts.set("added", Json::Text(day)),
                None => facts.cannot(key, json),
            },
            ("description", Json::Text(prose)) => facts.set("description", Json::Text(complete_links(prose))),
            ("hugging_face_id", Json::Text(id)) if id.is_empty() => {}
            ("hugging_face_id", Json::Text(id)) => {
                let url = text(&format!("https://huggingface.co/{id}"));
                let weights = [("label".to_owned(), text("Hugging Face")), ("url".to_owned(), url)];
                facts.set("weights", Json::List(vec![Json::Object(weights.into_iter().collect())]));
            }
            ("architecture", Json::Object(members)) => architecture(members, facts),
            ("top_provider", Json::Object(members)) => self.top_provider(members, facts),
            ("supported_parameters", Json::List(list)) => parameters(list, facts),
            ("default_parameters", Json::Object(members)) => defaults(members, facts),
            ("reasoning", Json::Object(members)) => reasoning(members, facts),
            ("pricing", Json::Object(members)) => pricing::read(members, self.id, facts),
            ("alias_target", _) => facts.cannot(key, json),
            (key, json) if NO_FACTS.contains(&key) => facts.leave_out(Why::NotAFact, key, json),
            ("per_request_limits" | "supported_voices" | "benchmarks", json) => facts.cannot(key, json),
            (key, json) if KNOWN.contains(&key) => facts.cannot(key, json),
            (key, json) => facts.leave_out(Why::UnknownKey, key, json),
        }
    }

    /// The name without the author's, which stands beside it on every page.
    fn own_name<'n>(&self, name: &'n str) -> &'n str {
        let rest = self.author_name.and_then(|author| name.strip_prefix(author)?.strip_prefix(": "));
        rest.filter(|rest| !rest.trim().is_empty()).unwrap_or(name)
    }

    /// The limits at the provider that `OpenRouter` prefers.
    fn top_provider(&self, members: &Members, facts: &mut Facts<'_>) {
        for (key, json) in members.iter().filter(|(_, json)| **json != Json::Null) {
            match key.as_str() {
                "max_completion_tokens" => facts.set("limit.output", json.clone()),
                "context_length" if self.members.get("context_length") == Some(json) => {}
                // A rule of the list's own for requests, not of the model.
                "is_moderated" => facts.leave_out(Why::NotAFact, "top_provider.is_moderated", json),
                _ => facts.cannot(&format!("top_provider.{key}"), json),
            }
        }
    }
}

/// Keys with a meaning that have another kind of value here.
const KNOWN: [&str; 10] = [
    "name",
    "canonical_slug",
    "description",
    "hugging_face_id",
    "architecture",
    "top_provider",
    "supported_parameters",
    "default_parameters",
    "reasoning",
    "pricing",
];

/// The day of a moment in seconds since 1970, in UTC.
fn day(json: &Json) -> Option<String> {
    let seconds = i64::try_from(json.count()?).ok()?;
    let date = Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date();
    // A date has a year of four digits, and zero stands for "unknown".
    (seconds > 0 && date.year() <= 9999).then(|| date.to_string())
}

/// Links to pages of the source's own site lead there.
fn complete_links(prose: &str) -> String {
    prose.replace("](/", "](https://openrouter.ai/")
}

fn architecture(members: &Members, facts: &mut Facts<'_>) {
    let has_lists = members.contains_key("input_modalities");
    for (key, json) in members.iter().filter(|(_, json)| **json != Json::Null) {
        let path = format!("architecture.{key}");
        match (key.as_str(), json) {
            ("input_modalities", Json::List(list)) => facts.set("modalities.input", modalities(list)),
            ("output_modalities", Json::List(list)) => outputs(list, facts),
            ("modality", Json::Text(_)) if has_lists => facts.leave_out(Why::NotAFact, &path, json),
            ("modality", Json::Text(both)) => match both.split_once("->") {
                Some((input, output)) => {
                    let list = |words: &str| words.split('+').map(text).collect::<Vec<_>>();
                    facts.set("modalities.input", modalities(&list(input)));
                    outputs(&list(output), facts);
                }
                None => facts.cannot(&path, json),
            },
            // It stands for every tokenizer without a name.
            ("tokenizer", Json::Text(name)) if name == "Other" => facts.leave_out(Why::NotAFact, &path, json),
            ("tokenizer", _) => facts.set(&path, json.clone()),
            _ => facts.cannot(&path, json),
        }
    }
}

/// The words of modalities. PDF documents are files.
fn modalities(list: &[Json]) -> Json {
    let word = |json: &Json| if json.text() == Some("file") { text("pdf") } else { json.clone() };
    Json::List(list.iter().map(word).collect())
}

/// What a model writes. Some outputs are no content, but a type of API.
fn outputs(list: &[Json], facts: &mut Facts<'_>) {
    const TYPES: [(&str, &str); 5] = [
        ("embeddings", "embedding"),
        ("rerank", "rerank"),
        ("transcription", "transcription"),
        ("speech", "speech"),
        ("moderation", "moderation"),
    ];
    let kind = |json: &Json| TYPES.iter().find(|(word, _)| Some(*word) == json.text()).map(|(_, kind)| *kind);
    if let Some(kind) = list.iter().find_map(kind) {
        facts.set("type", text(kind));
    }
    let rest: Vec<Json> = list.iter().filter(|json| kind(json).is_none()).cloned().collect();
    if !rest.is_empty() {
        facts.set("modalities.output", modalities(&rest));
    }
}

/// What requests may set. A parameter that is not in the list stays unknown.
fn parameters(list: &[Json], facts: &mut Facts<'_>) {
    for json in list {
        let Some(name) = json.text() else {
            facts.cannot("supported_parameters", json);
            continue;
        };
        if let Some((_, path)) = CAPABILITIES.iter().find(|(known, _)| *known == name) {
            facts.set(path, Json::Flag(true));
        } else if OWN_PARAMETERS.contains(&name) {
            facts.leave_out(Why::NotAFact, "supported_parameters", json);
        } else if name.contains('.') {
            facts.cannot("supported_parameters", json);
        } else {
            facts.set(&format!("parameters.{name}.supported"), Json::Flag(true));
        }
    }
}

fn defaults(members: &Members, facts: &mut Facts<'_>) {
    for (name, json) in members.iter().filter(|(_, json)| **json != Json::Null) {
        match json {
            Json::Number(_) | Json::Flag(_) | Json::Text(_) if !name.contains('.') => {
                facts.set(&format!("parameters.{name}.default"), json.clone());
            }
            _ => facts.cannot(&format!("default_parameters.{name}"), json),
        }
    }
}

/// How requests control the reasoning.
fn reasoning(members: &Members, facts: &mut Facts<'_>) {
    const READ: [&str; 4] = ["mandatory", "supports_max_tokens", "supported_efforts", "default_effort"];
    facts.set("reasoning", Json::Flag(true));
    let option = |kind: &str| Members::from([("type".to_owned(), text(kind))]);
    let mut options = Vec::new();
    if members.get("mandatory").and_then(Json::flag) == Some(false) {
        options.push(option("toggle"));
    }
    if members.get("supports_max_tokens").and_then(Json::flag) == Some(true) {
        options.push(option("budget_tokens"));
    }
    // Without a list, every effort is accepted.
    if let Some(efforts) = members.get("supported_efforts") {
        let mut effort = option("effort");
        if let Json::List(_) = efforts {
            effort.insert("values".to_owned(), efforts.clone());
        }
        if let Some(default) = members.get("default_effort").filter(|json| **json != Json::Null) {
            effort.insert("default".to_owned(), default.clone());
        }
        options.push(effort);
    }
    if !options.is_empty() {
        facts.set("reasoning_options", Json::List(options.into_iter().map(Json::Object).collect()));
    }
    for (key, json) in
        members.iter().filter(|(key, json)| **json != Json::Null && !READ.contains(&key.as_str()))
    {
        facts.cannot(&format!("reasoning.{key}"), json);
    }
}

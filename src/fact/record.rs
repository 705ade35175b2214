//! The facts of models and offers, apart from their prices.

use std::borrow::Cow;

use super::read::{date, list, optional, text, url};
use super::{Better, Entry, Fact, Form, Group, Statement, Value, attestation, quota, several, value};
use crate::domain::text::capital;
use crate::domain::{Capability, Modality};
use crate::resolve::Record;
use crate::resolve::cost::{Cost, PriceState};
use crate::resolve::record::{
    Benchmark, Budget, Link, Measure, Parameter, Policy, RateLimit, ReasoningDefault, ReasoningOption,
};

/// The statements of a record, apart from its prices, in the order of the table.
pub fn statements(record: &Record) -> impl Iterator<Item = Statement<'_>> {
    RECORD.iter().flat_map(|entry| entry.statements(record))
}

/// Reads one fact of a record by its path. Returns `None` if the record does not state it.
///
/// # Panics
///
/// If the table has no fact at the path.
pub fn statement<'a>(record: &'a Record, path: &str) -> Option<Statement<'a>> {
    let entry = RECORD.iter().find(|entry| entry.fact.path == path).expect("the table has the fact");
    entry.statements(record).into_iter().next()
}

const fn capability(
    capability: Capability,
    read: for<'a> fn(&'a Record) -> Option<Value<'a>>,
) -> Entry<Record> {
    let words = capability.words();
    value(Fact::new(words.field, words.label, Group::Capability, Form::Flag).in_comparisons(), read)
}

/// The fact of a capability that has a key of its own.
macro_rules! capability {
    ($capability:ident) => {
        capability(Capability::$capability, |record| {
            record.capabilities.get(Capability::$capability).map(Value::Flag)
        })
    };
}

const fn tokens(path: &'static str, label: &'static str) -> Fact {
    Fact::new(path, label, Group::Limit, Form::Tokens).in_comparisons().better(Better::Higher)
}

const fn limit(path: &'static str, label: &'static str) -> Fact {
    Fact::new(path, label, Group::Limit, Form::Count).in_comparisons()
}

const fn rate_limit(path: &'static str, label: &'static str) -> Fact {
    limit(path, label).identity(&["plan"])
}

const fn source(path: &'static str, label: &'static str, form: Form) -> Fact {
    Fact::new(path, label, Group::Source, form)
}

/// Every fact of a record except for its prices, in the order of the specifications.
#[rustfmt::skip]
pub static RECORD: [Entry<Record>; 121] = {
    use Form::{Code, Count, Country, Date, Flag, List, Number, PastDate, Prose, Text, Url, Word};
    use Group as G;
    [
        several(Fact::new("provider.api", "Base URL", G::Address, Url), call),
        several(Fact::new("provider.npm", "npm package", G::Address, Code), call),
        several(Fact::new("provider.shape", "API shape", G::Address, Word), call),
        several(Fact::new("provider.body", "Request fields", G::Address, Text), call),
        several(Fact::new("provider.headers", "Request headers", G::Address, Text), call),
        value(tokens("limit.context", "Context window"), |r| measure(r.limit.context)),
        value(tokens("limit.input", "Max input"), |r| measure(r.limit.input)),
        value(tokens("limit.output", "Max output"), |r| measure(r.limit.output)),
        value(limit("limit.dimensions", "Dimensions"), |r| number(r.limit.other.dimensions, "")),
        value(limit("limit.max_batch", "Inputs per request"), |r| number(r.limit.other.max_batch, "")),
        value(Fact::new("limit.min_cached_tokens", "Min cached prompt", G::Limit, Form::Tokens).in_comparisons(), |r| measure(r.limit.min_cached_tokens)),
        value(limit("limit.images", "Images per request"), |r| number(r.limit.other.images, "")),
        value(limit("limit.image_mb", "Max image size"), |r| number(r.limit.other.image_mb, " MB")),
        value(limit("limit.image_width", "Max image width"), |r| number(r.limit.other.image_width, " px")),
        value(limit("limit.image_height", "Max image height"), |r| number(r.limit.other.image_height, " px")),
        value(limit("limit.pdf_pages", "Pages per PDF"), |r| number(r.limit.other.pdf_pages, "")),
        value(limit("limit.pdf_mb", "Max PDF size"), |r| number(r.limit.other.pdf_mb, " MB")),
        value(limit("limit.file_mb", "Max file size"), |r| number(r.limit.other.file_mb, " MB")),
        value(limit("limit.duration_seconds", "Max length"), |r| number(r.limit.other.duration_seconds, " seconds")),
        several(rate_limit("rate_limits[].requests_per_minute", "Requests per minute"), |r, fact| {
            rate_limits(r, fact, "requests_per_minute", |limit| limit.requests_per_minute)
        }),
        several(rate_limit("rate_limits[].requests_per_day", "Requests per day"), |r, fact| {
            rate_limits(r, fact, "requests_per_day", |limit| limit.requests_per_day)
        }),
        several(rate_limit("rate_limits[].tokens_per_minute", "Tokens per minute"), |r, fact| {
            rate_limits(r, fact, "tokens_per_minute", |limit| limit.tokens_per_minute)
        }),
        several(rate_limit("rate_limits[].tokens_per_day", "Tokens per day"), |r, fact| {
            rate_limits(r, fact, "tokens_per_day", |limit| limit.tokens_per_day)
        }),
        several(limit("quotas[].amount", "Quota").identity(&["plan", "unit", "period"]), quota::amounts),
        value(source("sources.limit.checked", "Limits checked", PastDate), |r| date(r.sources.limit.checked)),
        value(source("sources.limit.url", "Limits source", Url), |r| url(&r.sources.limit)),
        several(Fact::new("type", "API type", G::Model, Word).in_comparisons(), api_type),
        value(Fact::new("modalities.input", "Input modalities", G::Modality, List).in_comparisons(), |r| modalities(r.input.as_deref())),
        value(Fact::new("modalities.output", "Output modalities", G::Modality, List).in_comparisons(), |r| modalities(r.output.as_deref())),
        capability!(ToolCalling),
        capability!(StructuredOutput),
        capability!(Reasoning),
        several(Fact::new("capabilities.prompt_caching", "Prompt caching", G::Capability, Flag).in_comparisons(), prompt_caching),
        capability!(Attachments),
        capability!(ParallelToolCalls),
        capability!(ToolChoice),
        capability!(WebSearch),
        capability!(ComputerUse),
        capability!(CodeExecution),
        capability!(Streaming),
        capability!(Batch),
        capability!(FineTuning),
        capability!(JsonMode),
        capability!(SystemMessages),
        value(source("sources.capabilities.checked", "Capabilities checked", PastDate), |r| date(r.sources.capabilities.checked)),
        value(source("sources.capabilities.url", "Capabilities source", Url), |r| url(&r.sources.capabilities)),
        value(Fact::new("release_date", "Released", G::Date, PastDate).in_comparisons(), |r| date(r.release_date)),
        value(Fact::new("added", "Added", G::Date, PastDate).in_comparisons(), |r| date(r.added)),
        value(Fact::new("last_updated", "Last updated", G::Date, PastDate).in_comparisons(), |r| date(r.last_updated)),
        value(Fact::new("knowledge", "Knowledge cutoff", G::Date, PastDate).in_comparisons(), |r| date(r.knowledge)),
        several(Fact::new("status", "Status", G::Lifecycle, Word).in_comparisons(), status),
        value(Fact::new("deprecated", "Deprecated", G::Lifecycle, Date).in_comparisons(), |r| date(r.deprecated)),
        value(Fact::new("retires", "Shutdown", G::Lifecycle, Date).in_comparisons(), |r| date(r.retires)),
        value(Fact::new("successor", "Successor", G::Lifecycle, Code), |r| {
            r.successor.as_ref().map(|key| Value::Text(key.as_str().into()))
        }),
        value(source("sources.dates.checked", "Dates checked", PastDate), |r| date(r.sources.dates.checked)),
        value(source("sources.dates.url", "Dates source", Url), |r| url(&r.sources.dates)),
        value(Fact::new("name", "Name", G::Model, Text), |r| text(&r.name)),
        value(Fact::new("id", "Model ID", G::Model, Code), |r| text(&r.id)),
        value(Fact::new("snapshots", "Snapshots", G::Model, Code), |r| list(&r.snapshots)),
        value(Fact::new("aliases", "Aliases", G::Model, Code), |r| list(&r.aliases)),
        value(Fact::new("family", "Family", G::Model, Text).in_comparisons(), |r| optional(r.family.as_ref())),
        value(Fact::new("variant_of", "Variant of", G::Model, Code), |r| {
            r.variant_of.as_ref().map(|key| Value::Text(key.as_str().into()))
        }),
        value(Fact::new("tags", "Tags", G::Model, List), |r| list(&r.tags)),
        value(Fact::new("temperature", "Temperature", G::Parameter, Flag), |r| r.temperature.map(Value::Flag)),
        several(Fact::new("parameters.*.supported", "Supported", G::Parameter, Flag), |r, fact| {
            parameters(r, fact, "supported", |parameter| parameter.supported.map(Value::Flag))
        }),
        several(Fact::new("parameters.*.min", "Lowest value", G::Parameter, Number), |r, fact| {
            parameters(r, fact, "min", |parameter| parameter.min.map(|min| Value::Number(min, "")))
        }),
        several(Fact::new("parameters.*.max", "Highest value", G::Parameter, Number), |r, fact| {
            parameters(r, fact, "max", |parameter| parameter.max.map(|max| Value::Number(max, "")))
        }),
        several(Fact::new("parameters.*.default", "Default", G::Parameter, Text), |r, fact| {
            parameters(r, fact, "default", |parameter| optional(parameter.default.as_ref()))
        }),
        several(Fact::new("reasoning_options[].values", "Reasoning control", G::Parameter, List).identity(&["type"]), |r, fact| {
            reasoning(r, fact, "values", |option| list(&option.values))
        }),
        several(Fact::new("reasoning_options[].min", "Smallest reasoning budget", G::Parameter, Count), |r, fact| {
            reasoning(r, fact, "min", |option| option.min.map(budget))
        }),
        several(Fact::new("reasoning_options[].max", "Largest reasoning budget", G::Parameter, Count), |r, fact| {
            reasoning(r, fact, "max", |option| number(option.max, ""))
        }),
        several(Fact::new("reasoning_options[].default", "Default reasoning", G::Parameter, Text), |r, fact| {
            reasoning(r, fact, "default", |option| option.default.as_ref().map(default))
        }),
        value(Fact::new("interleaved", "Interleaved reasoning", G::Parameter, Flag), |r| {
            r.interleaved.as_ref().map(|interleaved| Value::Flag(interleaved.is_supported))
        }),
        value(Fact::new("interleaved.field", "Interleaved reasoning field", G::Parameter, Code), |r| {
            r.interleaved.as_ref().and_then(|interleaved| optional(interleaved.field.as_ref()))
        }),
        value(Fact::new("open_weights", "Weights", G::Model, Flag).in_comparisons(), |r| {
            let is_open = r.capabilities.get(Capability::OpenWeights)?;
            Some(Value::Word(is_open.to_string().into(), if is_open { "Open" } else { "Closed" }.into()))
        }),
        several(Fact::new("weights[].url", "Weights", G::Text, Url), |r, fact| links(&r.weights, fact, "weights")),
        several(Fact::new("weights[].format", "Weights file format", G::Text, Text).identity(&["label"]), |r, fact| {
            weights_formats(&r.weights, fact)
        }),
        several(Fact::new("weights[].quantization", "Weights format", G::Text, Text).identity(&["label"]), |r, fact| {
            kinds(&r.weights, fact, "weights", "quantization")
        }),
        value(Fact::new("license", "License", G::Model, Text).in_comparisons(), |r| optional(r.license.as_ref())),
        value(Fact::new("architecture.parameters", "Parameters", G::Model, Count).in_comparisons(), |r| r.architecture.parameters.map(Value::Large)),
        value(Fact::new("architecture.active_parameters", "Active parameters", G::Model, Count).in_comparisons(), |r| {
            r.architecture.active_parameters.map(Value::Large)
        }),
        value(Fact::new("architecture.quantization", "Quantization", G::Model, Text).in_comparisons(), |r| optional(r.architecture.quantization.as_ref())),
        value(Fact::new("architecture.tokenizer", "Tokenizer", G::Model, Text).in_comparisons(), |r| optional(r.architecture.tokenizer.as_ref())),
        value(Fact::new("architecture.languages", "Languages", G::Model, List), |r| list(&r.architecture.languages)),
        value(source("sources.architecture.checked", "Architecture checked", PastDate), |r| date(r.sources.architecture.checked)),
        value(source("sources.architecture.url", "Architecture source", Url), |r| url(&r.sources.architecture)),
        value(Fact::new("policy.retention_days", "Data retention", G::Policy, Count).in_comparisons(), |r| retention(&r.policy)),
        value(Fact::new("policy.zero_retention", "Zero retention", G::Policy, Flag).in_comparisons(), |r| zero_retention(&r.policy)),
        value(Fact::new("policy.used_for_training", "Used for training", G::Policy, Flag).in_comparisons(), |r| r.policy.used_for_training.map(Value::Flag)),
        value(Fact::new("policy.location", "Provider location", G::Policy, Country).in_comparisons(), |r| r.policy.location.map(Value::Country)),
        value(Fact::new("policy.regions", "Regions", G::Policy, List).in_comparisons(), |r| list(&r.policy.regions)),
        value(Fact::new("policy.scope", "Policy of", G::Policy, Word).in_comparisons(), |r| scope(&r.policy)),
        several(Fact::new("policy.attestations[].name", "Attestation", G::Policy, Text).in_comparisons(), |r, fact| attestation::names(&r.policy, fact)),
        several(Fact::new("policy.attestations[].date", "Attested", G::Policy, PastDate).identity(&["name"]), |r, fact| attestation::dates(&r.policy, fact)),
        several(Fact::new("policy.attestations[].valid_until", "Attestation valid until", G::Policy, Date).identity(&["name"]), |r, fact| attestation::ends(&r.policy, fact)),
        several(Fact::new("policy.attestations[].url", "Attestation source", G::Policy, Url).identity(&["name"]), |r, fact| attestation::urls(&r.policy, fact)),
        value(source("sources.policy.checked", "Policy checked", PastDate), |r| date(r.sources.policy.checked)),
        value(source("sources.policy.url", "Policy source", Url), |r| url(&r.sources.policy)),
        value(Fact::new("performance.tokens_per_second", "Speed", G::Performance, Number).in_comparisons(), |r| {
            r.performance.tokens_per_second.map(|speed| Value::Number(speed, " tokens per second"))
        }),
        value(Fact::new("performance.first_token_ms", "First token", G::Performance, Number).in_comparisons(), |r| {
            r.performance.first_token_ms.map(|time| Value::Number(time, " ms"))
        }),
        value(Fact::new("performance.uptime_percent", "Uptime", G::Performance, Number).in_comparisons(), |r| {
            r.performance.uptime_percent.map(|share| Value::Number(share, "%"))
        }),
        value(Fact::new("sources.performance.checked", "Measured", G::Performance, PastDate).in_comparisons(), |r| date(r.sources.performance.checked)),
        value(source("sources.performance.url", "Performance source", Url), |r| url(&r.sources.performance)),
        several(Fact::new("benchmarks[].score", "Score", G::Benchmark, Number).in_comparisons().identity(&IDENTITY), scores),
        several(Fact::new("benchmarks[].date", "Score published", G::Benchmark, PastDate), |r, fact| {
            benchmarks(r, fact, "date", |benchmark| date(benchmark.date))
        }),
        several(Fact::new("benchmarks[].source", "Score source", G::Benchmark, Url), |r, fact| {
            benchmarks(r, fact, "source", |benchmark| optional(benchmark.source.as_ref()))
        }),
        value(source("sources.benchmarks.checked", "Scores checked", PastDate), |r| date(r.sources.benchmarks.checked)),
        value(source("sources.benchmarks.url", "Scores source", Url), |r| url(&r.sources.benchmarks)),
        value(source("sources.cost.checked", "Price checked", PastDate), |r| date(r.sources.cost.checked)),
        value(source("sources.cost.url", "Price source", Url), |r| url(&r.sources.cost)),
        several(Fact::new("cost.state", "Price", G::Price, Word), |r, fact| costs(r, fact, |cost| price_state(&cost.state))),
        several(Fact::new("cost.plan", "Plan", G::Price, Text), |r, fact| costs(r, fact, |cost| match &cost.state {
            PriceState::Included(plan) => optional(plan.as_ref()),
            _ => None,
        })),
        several(Fact::new("cost.tiers_apply", "Tiers apply to", G::Price, Word), |r, fact| costs(r, fact, |cost| {
            let word = if cost.tiers_are_marginal { "marginal" } else { "request" };
            (!cost.prices.tiers.is_empty()).then_some(Value::Word(word.into(), word.into()))
        })),
        value(Fact::new("description", "Description", G::Text, Prose), |r| optional(r.description.as_ref())),
        value(source("sources.description.checked", "Description checked", PastDate), |r| date(r.sources.description.checked)),
        value(source("sources.description.url", "Description source", Url), |r| url(&r.sources.description)),
        several(Fact::new("links[].url", "Link", G::Text, Url).identity(&["label", "type"]), |r, fact| links(&r.links, fact, "links")),
        value(Fact::new("notes", "Notes", G::Text, Prose), |r| list(&r.notes)),
        several(Fact::new("faq[].answer", "Answer", G::Text, Prose).identity(&["question"]), answers),
        value(Fact::new("playground", "Playground", G::Address, Url), |r| optional(r.playground.as_ref())),
        value(Fact::new("primary_offer", "Primary offer", G::Address, Text), |r| optional(r.primary_offer.as_ref())),
    ]
};

/// The overrides of calls, for the record and for each of its modes, including modes without prices.
fn call<'a>(record: &'a Record, fact: &'static Fact) -> Vec<Statement<'a>> {
    let own = record.source.node(fact.path).map(|node| fact.state(Value::Text(node.to_text().into())));
    let modes = record.source.entries("experimental.modes").filter_map(|(name, mode)| {
        let value = Value::Text(mode.node(fact.path)?.to_text().into());
        Some(of_mode(fact, name, value))
    });
    own.into_iter().chain(modes).collect()
}

fn of_mode<'a>(fact: &'static Fact, name: &str, value: Value<'a>) -> Statement<'a> {
    let path = format!("experimental.modes.{name}.{}", fact.path);
    fact.state_at(path.clone(), path, value).with_label(format!("{}, {name} mode", fact.label))
}

/// A value of the cost of the record, and of the cost of each mode.
fn costs<'a>(
    record: &'a Record,
    fact: &'static Fact,
    read: impl Fn(&'a Cost) -> Option<Value<'a>>,
) -> Vec<Statement<'a>> {
    let own = read(&record.cost).map(|value| fact.state(value));
    let modes = record.modes.iter().filter_map(|mode| Some(of_mode(fact, &mode.name, read(&mode.cost)?)));
    own.into_iter().chain(modes).collect()
}

/// The keys that identify a benchmark.
const IDENTITY: [&str; 6] = ["name", "metric", "version", "dataset", "variant", "harness"];

/// The retention of requests, in days.
pub(super) fn retention(policy: &Policy) -> Option<Value<'static>> {
    Some(match policy.retention_days? {
        0 => Value::Word("0".into(), "None".into()),
        1 => Value::Count(1, " day"),
        days => Value::Count(days, " days"),
    })
}

pub(super) fn zero_retention(policy: &Policy) -> Option<Value<'static>> {
    let is_available = policy.zero_retention?;
    let text = if is_available { "Available" } else { "Not available" };
    Some(Value::Word(is_available.to_string().into(), text.into()))
}

pub(super) fn scope(policy: &Policy) -> Option<Value<'_>> {
    let scope = policy.scope.as_ref()?;
    Some(Value::Word(scope.as_str().into(), format!("The {scope}").into()))
}

fn measure(measure: Measure) -> Option<Value<'static>> {
    match measure {
        Measure::Unknown => None,
        Measure::NotApplicable => Some(Value::NotApplicable),
        Measure::Known(count) => Some(Value::Tokens(count)),
    }
}

fn number(number: Option<u64>, unit: &'static str) -> Option<Value<'static>> {
    number.map(|number| Value::Count(number, unit))
}

fn modalities(list: Option<&[Modality]>) -> Option<Value<'static>> {
    let list = list.filter(|list| !list.is_empty())?;
    let words = list.iter().map(|modality| modality.word().to_owned()).collect();
    let text = list.iter().map(|modality| modality.plural()).collect::<Vec<_>>().join(", ");
    Some(Value::List(Cow::Owned(words), Some(capital(&text))))
}

/// The type, which follows from other keys if the file does not give it.
fn api_type<'a>(record: &'a Record, fact: &'static Fact) -> Vec<Statement<'a>> {
    if record.is_kind_unknown {
        return Vec::new();
    }
    let path = if record.source.node(fact.path).is_some() { fact.path } else { "computed.type" };
    vec![fact.state_at(path, fact.path, Value::Word(record.kind.word().into(), record.kind.label().into()))]
}

/// Prompt caching, which may follow from a price.
fn prompt_caching<'a>(record: &'a Record, fact: &'static Fact) -> Vec<Statement<'a>> {
    let Some(is_supported) = record.capabilities.get(Capability::PromptCaching) else { return Vec::new() };
    let path = if record.source.node(fact.path).is_some() { fact.path } else { "computed.prompt_caching" };
    vec![fact.state_at(path, fact.path, Value::Flag(is_supported))]
}

/// The lifecycle stage on the build's day.
fn status<'a>(record: &'a Record, fact: &'static Fact) -> Vec<Statement<'a>> {
    let word = record.status.word();
    let path = if record.source.text(fact.path) == Some(word) { fact.path } else { "computed.status" };
    vec![fact.state_at(path, fact.path, Value::Word(word.into(), record.status.label().into()))]
}

fn parameters<'a>(
    record: &'a Record,
    fact: &'static Fact,
    key: &str,
    read: impl Fn(&'a Parameter) -> Option<Value<'a>>,
) -> Vec<Statement<'a>> {
    let statements = record.parameters.iter().filter_map(|parameter| {
        let path = format!("parameters.{}.{key}", parameter.name);
        let label = format!("{}, {}", parameter.name, fact.label.to_lowercase());
        Some(fact.state_at(path.clone(), path, read(parameter)?).with_label(label))
    });
    statements.collect()
}

fn budget(budget: Budget) -> Value<'static> {
    match budget {
        Budget::Dynamic => Value::Dynamic,
        Budget::Tokens(tokens) => Value::Count(tokens, ""),
    }
}

fn default(default: &ReasoningDefault) -> Value<'_> {
    match default {
        ReasoningDefault::Effort(level) => Value::Text(level.as_str().into()),
        ReasoningDefault::Toggle(is_on) => Value::Flag(*is_on),
        ReasoningDefault::Budget(tokens) => budget(*tokens),
    }
}

fn reasoning<'a>(
    record: &'a Record,
    fact: &'static Fact,
    key: &str,
    read: impl Fn(&'a ReasoningOption) -> Option<Value<'a>>,
) -> Vec<Statement<'a>> {
    let options = record.reasoning_options.iter().flatten().enumerate();
    let statements = options.filter_map(|(at, option)| {
        let value = match read(option) {
            None if key == "values" => {
                Value::Word(option.kind.as_str().into(), option.kind.replace('_', " ").into())
            }
            value => value?,
        };
        let path = format!("reasoning_options[{at}].{key}");
        Some(fact.state_at(path, format!("reasoning_options[{}].{key}", option.kind), value))
    });
    statements.collect()
}

/// A rate limit of each plan, with the name of the plan in the label. Without a plan it applies to every account.
fn rate_limits<'a>(
    record: &'a Record,
    fact: &'static Fact,
    key: &str,
    read: fn(&RateLimit) -> Option<u64>,
) -> Vec<Statement<'a>> {
    let statements = record.rate_limits.iter().enumerate().filter_map(|(at, limit)| {
        let plan = limit.plan.as_deref().unwrap_or_default();
        let path = format!("rate_limits[{at}].{key}");
        let statement =
            fact.state_at(path, format!("rate_limits[{plan}].{key}"), Value::Count(read(limit)?, ""));
        Some(if plan.is_empty() {
            statement
        } else {
            statement.with_label(format!("{}, {plan}", fact.label))
        })
    });
    statements.collect()
}

fn links<'a>(links: &'a [Link], fact: &'static Fact, array: &str) -> Vec<Statement<'a>> {
    let statements = links.iter().enumerate().map(|(at, link)| {
        let id = link.label.as_ref().or(link.kind.as_ref()).unwrap_or(&link.url);
        fact.state_at(
            format!("{array}[{at}].url"),
            format!("{array}[{id}].url"),
            Value::Text(link.url.as_str().into()),
        )
    });
    statements.collect()
}

fn kinds<'a>(links: &'a [Link], fact: &'static Fact, array: &str, key: &str) -> Vec<Statement<'a>> {
    words(links, fact, (array, key), |link| link.kind.as_ref())
}

fn weights_formats<'a>(weights: &'a [Link], fact: &'static Fact) -> Vec<Statement<'a>> {
    words(weights, fact, ("weights", "format"), |link| link.format.as_ref())
}

fn words<'a>(
    links: &'a [Link],
    fact: &'static Fact,
    (array, key): (&str, &str),
    read: impl Fn(&'a Link) -> Option<&'a String>,
) -> Vec<Statement<'a>> {
    let statements = links.iter().enumerate().filter_map(|(at, link)| {
        let id = link.label.as_ref().unwrap_or(&link.url);
        Some(fact.state_at(
            format!("{array}[{at}].{key}"),
            format!("{array}[{id}].{key}"),
            optional(read(link))?,
        ))
    });
    statements.collect()
}

/// The identity of a score set: everything that has to be the same so that two scores can be compared. That is the benchmark's name, its
/// metric and setup, and the host of the source, in lower case.
pub fn score_set_id(benchmark: &Benchmark) -> String {
    let parts = [
        ("metric", &benchmark.metric),
        ("version", &benchmark.version),
        ("dataset", &benchmark.dataset),
        ("variant", &benchmark.variant),
        ("harness", &benchmark.harness),
        ("source", &benchmark.host),
    ];
    let parts = parts.into_iter().filter_map(|(key, part)| Some(format!(", {key} {}", part.as_ref()?)));
    let id = std::iter::once(benchmark.name.clone()).chain(parts).collect::<String>().to_lowercase();
    id.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn scores<'a>(record: &'a Record, fact: &'static Fact) -> Vec<Statement<'a>> {
    benchmarks(record, fact, "score", |benchmark| Some(Value::Score(benchmark)))
}

fn benchmarks<'a>(
    record: &'a Record,
    fact: &'static Fact,
    key: &str,
    read: impl Fn(&'a Benchmark) -> Option<Value<'a>>,
) -> Vec<Statement<'a>> {
    let statements = record.benchmarks.iter().filter_map(|benchmark| {
        let id = format!("benchmarks[{}].{key}", score_set_id(benchmark));
        let setup: Vec<&str> = benchmark.metric.as_deref().into_iter().chain(benchmark.setup()).collect();
        let path = format!("benchmarks[{}].{key}", benchmark.index);
        let statement = fact.state_at(path, id, read(benchmark)?).with_label(capital(&benchmark.name));
        Some(Statement { unit: (!setup.is_empty()).then(|| setup.join(", ").into()), ..statement })
    });
    statements.collect()
}

fn answers<'a>(record: &'a Record, fact: &'static Fact) -> Vec<Statement<'a>> {
    let statements = record.faq.iter().enumerate().map(|(at, question)| {
        let id = format!("faq[{}].answer", question.question);
        let value = Value::Text(question.answer.as_str().into());
        fact.state_at(format!("faq[{at}].answer"), id, value).with_label(question.question.as_str())
    });
    statements.collect()
}

fn price_state(state: &PriceState) -> Option<Value<'_>> {
    let (word, text) = match state {
        PriceState::Priced | PriceState::Unknown => return None,
        PriceState::Free => ("free", "Free".into()),
        PriceState::Included(None) => ("included", "Included in a plan".into()),
        PriceState::Included(Some(plan)) => ("included", format!("Included in {plan}").into()),
        PriceState::Varies => ("varies", "Varies".into()),
    };
    Some(Value::Word(word.into(), text))
}

//! A record's page for machines: `index.json` beside it, made of the same typed values. Money, scores and other decimals are
//! strings with their exact digits, counts are numbers; what the file does not say is left out, and a capability of which it
//! says nothing is `null`.

mod compared;
mod cost;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::derive::Directory;
use crate::domain::{Capability, Modality, PartialDate};
use crate::render::page::calculator::CalculatorSubject;
use crate::render::page::common::safe_json;
use crate::render::page::record::column::column;
use crate::resolve::catalog::Party;
use crate::resolve::record::{
    Architecture, Benchmark, Limits, Link, Measure, Performance, Policy, Source, Sources,
};
use crate::resolve::{Place, Record};

/// Writes a record as JSON.
pub(super) fn write(directory: &Directory, place: Place, buffer: &mut Vec<u8>) {
    let column = column(directory, place);
    let file = file(directory, place, compared::Compared::new(&column));
    buffer.extend_from_slice(safe_json(&file).as_bytes());
}

#[derive(Serialize)]
struct File<'a> {
    key: &'a str,
    id: &'a str,
    name: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Who<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<Who<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<&'a str>,
    r#type: &'a str,
    status: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    successor: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    variant_of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    family: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "is_empty")]
    aliases: &'a [String],
    #[serde(skip_serializing_if = "is_empty")]
    snapshots: &'a [String],
    #[serde(skip_serializing_if = "is_empty")]
    tags: &'a [String],
    dates: BTreeMap<&'static str, String>,
    limits: BTreeMap<&'static str, u64>,
    modalities: BTreeMap<&'static str, Vec<&'static str>>,
    capabilities: BTreeMap<&'static str, Option<bool>>,
    cost: cost::Prices<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    weights: Vec<Reading<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    architecture: BTreeMap<&'static str, Word<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    policy: BTreeMap<&'static str, Word<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    performance: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    benchmarks: Vec<Score<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Reading<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    sources: BTreeMap<&'static str, From<'a>>,
    comparison: compared::Compared<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calculator: Option<CalculatorSubject>,
}

/// An author or a provider.
#[derive(Serialize)]
struct Who<'a> {
    key: &'a str,
    name: &'a str,
    url: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Word<'a> {
    Text(&'a str),
    Number(u64),
    Truth(bool),
    Texts(&'a [String]),
}

#[derive(Serialize)]
struct Score<'a> {
    name: &'a str,
    #[serde(rename = "score")]
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    metric: Option<&'a str>,
    #[serde(skip_serializing_if = "is_empty")]
    details: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

#[derive(Serialize)]
struct Reading<'a> {
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
}

#[derive(Serialize)]
struct From<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<String>,
}

fn is_empty(list: &&[String]) -> bool {
    list.is_empty()
}

fn file<'a>(directory: &'a Directory, place: Place, comparison: compared::Compared<'a>) -> File<'a> {
    let catalog = &directory.catalog;
    let record = directory.record(place);
    let model = catalog.model_of(place);
    let is_offer = matches!(place, Place::Offer(_));
    File {
        key: record.key.as_str(),
        id: &record.id,
        name: &record.name,
        url: record.route.as_str(),
        author: model.map(|model| who(&catalog.authors[model.author])),
        provider: is_offer.then(|| who(catalog.party(place))),
        model: model.filter(|_| is_offer).map(|model| model.record.key.as_str()),
        r#type: record.kind.word(),
        status: record.status.word(),
        successor: record.successor.as_ref().map(crate::domain::id::RecordKey::as_str),
        variant_of: record.variant_of.as_ref().map(crate::domain::id::RecordKey::as_str),
        family: record.family.as_deref(),
        description: record.description.as_deref(),
        aliases: &record.aliases,
        snapshots: &record.snapshots,
        tags: &record.tags,
        dates: dates(record),
        limits: limits(&record.limit),
        modalities: modalities(record),
        capabilities: capabilities(record),
        cost: cost::prices(directory, place),
        license: record.license.as_deref(),
        weights: record.weights.iter().map(reading).collect(),
        architecture: architecture(&record.architecture),
        policy: policy(&record.policy),
        performance: performance(&record.performance),
        benchmarks: record.benchmarks.iter().map(score).collect(),
        links: record.links.iter().map(reading).collect(),
        sources: sources(&record.sources),
        comparison,
        calculator: CalculatorSubject::new(directory, place)
            .ok()
            .map(|subject| subject.named(directory, place)),
    }
}

fn who(party: &Party) -> Who<'_> {
    Who { key: party.key.as_str(), name: &party.name, url: party.route.as_str() }
}

/// The entries that are known, by name.
fn known<T>(entries: impl IntoIterator<Item = (&'static str, Option<T>)>) -> BTreeMap<&'static str, T> {
    entries.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn dates(record: &Record) -> BTreeMap<&'static str, String> {
    let dates = [
        ("release_date", record.release_date),
        ("added", record.added),
        ("last_updated", record.last_updated),
        ("knowledge", record.knowledge),
        ("deprecated", record.deprecated),
        ("retires", record.retires),
    ];
    known(dates.map(|(name, date)| (name, date.map(PartialDate::iso))))
}

fn limits(limit: &Limits) -> BTreeMap<&'static str, u64> {
    let tokens = |measure: Measure| measure.known().map(|count| count.0);
    known([
        ("context", tokens(limit.context)),
        ("input", tokens(limit.input)),
        ("output", tokens(limit.output)),
        ("dimensions", limit.dimensions),
        ("max_batch", limit.max_batch),
        ("images", limit.images),
        ("file_mb", limit.file_mb),
        ("duration_seconds", limit.duration_seconds),
    ])
}

fn modalities(record: &Record) -> BTreeMap<&'static str, Vec<&'static str>> {
    let words = |list: &Option<Vec<Modality>>| {
        list.as_ref().map(|list| list.iter().map(|modality| modality.word()).collect())
    };
    known([("input", words(&record.input)), ("output", words(&record.output))])
}

/// Every capability by the last part of its page's path: true, false, or null where the file does not say.
fn capabilities(record: &Record) -> BTreeMap<&'static str, Option<bool>> {
    Capability::all()
        .map(|capability| (capability.words().slug, record.capabilities.get(capability)))
        .collect()
}

fn architecture(made: &Architecture) -> BTreeMap<&'static str, Word<'_>> {
    known([
        ("parameters", made.parameters.map(Word::Number)),
        ("active_parameters", made.active_parameters.map(Word::Number)),
        ("quantization", made.quantization.as_deref().map(Word::Text)),
        ("tokenizer", made.tokenizer.as_deref().map(Word::Text)),
        ("languages", Some(&*made.languages).filter(|list| !list.is_empty()).map(Word::Texts)),
    ])
}

fn policy(policy: &Policy) -> BTreeMap<&'static str, Word<'_>> {
    known([
        ("retention_days", policy.retention_days.map(Word::Number)),
        ("zero_retention", policy.zero_retention.map(Word::Truth)),
        ("used_for_training", policy.used_for_training.map(Word::Truth)),
        ("location", policy.location.as_ref().map(|country| Word::Text(country.code()))),
        ("regions", Some(&*policy.regions).filter(|list| !list.is_empty()).map(Word::Texts)),
        ("scope", policy.scope.as_deref().map(Word::Text)),
    ])
}

fn performance(measured: &Performance) -> BTreeMap<&'static str, String> {
    let digits = |number: Option<Decimal>| number.map(|number| number.to_string());
    known([
        ("tokens_per_second", digits(measured.tokens_per_second)),
        ("first_token_ms", digits(measured.first_token_ms)),
        ("uptime_percent", digits(measured.uptime_percent)),
    ])
}

fn score(benchmark: &Benchmark) -> Score<'_> {
    Score {
        name: &benchmark.name,
        value: benchmark.score.to_string(),
        metric: benchmark.metric.as_deref(),
        details: &benchmark.details,
        date: benchmark.date.map(PartialDate::iso),
        source: benchmark.source.as_deref(),
    }
}

fn reading(link: &Link) -> Reading<'_> {
    Reading { url: &link.url, label: link.label.as_deref(), kind: link.kind.as_deref() }
}

fn sources(sources: &Sources) -> BTreeMap<&'static str, From<'_>> {
    known([
        ("cost", from(&sources.cost)),
        ("limit", from(&sources.limit)),
        ("policy", from(&sources.policy)),
        ("performance", from(&sources.performance)),
    ])
}

fn from(source: &Source) -> Option<From<'_>> {
    let from = From { url: source.url.as_deref(), checked: source.checked.map(PartialDate::iso) };
    (from.url.is_some() || from.checked.is_some()).then_some(from)
}

//! A record's page for machines: `index.json` beside it, made of the same typed values. Money, scores and other decimals are
//! strings with their exact digits, counts are numbers; what the file does not say is left out, and a capability of which it
//! says nothing is `null`.

mod compared;
mod cost;
mod json;
mod listings;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

pub(super) use self::json::json;
use super::form::{
    SCHEMA_VERSION, capabilities as all_capabilities, degrees, path, path_or_null, record_key, statuses,
    types,
};
use super::terms;
use crate::derive::Directory;
use crate::domain::Capability;
use crate::fact::{self, Fact, Form, Group, Statement, statements};
use crate::plan::SchemaFile;
use crate::render::page::calculator::CalculatorSubject;
use crate::render::page::common::safe_json;
use crate::render::page::record::column::column;
use crate::resolve::catalog::Organization;
use crate::resolve::record::Benchmark;
use crate::resolve::{Place, Record};

/// Writes a record as JSON.
pub(super) fn write(directory: &Directory, place: Place, buffer: &mut Vec<u8>) {
    let column = column(directory, place);
    let file = file(directory, place, compared::Compared::new(&column));
    buffer.extend_from_slice(safe_json(&file).as_bytes());
}

/// All facts of a model or an offer, by the keys of its file.
#[derive(Serialize, JsonSchema)]
pub(super) struct RecordFile<'a> {
    /// The schema that the file keeps to, relative to the file.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    schema: Option<String>,
    /// The version of the form. It changes if a key is removed or means something else.
    schema_version: u32,
    /// The record's key, its path in the data without `.toml`.
    #[schemars(schema_with = "record_key")]
    key: &'a str,
    /// The exact ID that an API call takes.
    id: &'a str,
    /// The display name.
    name: &'a str,
    /// The path of the page, below the site's root.
    #[schemars(schema_with = "path")]
    url: &'a str,
    /// Who made the model.
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Who<'a>>,
    /// For an offer, who serves it; and what calls of this record need that others of the provider do not.
    #[serde(skip_serializing_if = "Served::is_empty")]
    provider: Served<'a>,
    /// For an offer, the key of the model that it is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "record_key")]
    model: Option<&'a str>,
    #[serde(flatten)]
    link: Option<Linked<'a>>,
    /// What offers say of a model without a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    listings: Option<listings::Votes>,
    /// The type of API.
    #[schemars(schema_with = "types")]
    r#type: &'a str,
    /// The status on the day of the build.
    #[schemars(schema_with = "statuses")]
    status: &'a str,
    /// What else the record says, at the paths of the file.
    #[serde(flatten)]
    #[schemars(skip)]
    facts: Map<String, Value>,
    /// Every capability: true, false, or null where the file does not say.
    #[schemars(schema_with = "all_capabilities")]
    capabilities: BTreeMap<&'static str, Option<bool>>,
    /// What the reader pays.
    cost: cost::Prices<'a>,
    /// The column of the record in a comparison.
    comparison: compared::Compared<'a>,
    /// Whose data it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<terms::Terms<'a>>,
    /// Its prices for the calculator of monthly costs, where there is something to calculate with.
    #[serde(skip_serializing_if = "Option::is_none")]
    calculator: Option<CalculatorSubject>,
}

/// How it is known which model an offer is of.
#[derive(Serialize, JsonSchema)]
#[allow(clippy::struct_field_names, reason = "the document has the names")]
struct Linked<'a> {
    /// How it is known which model the offer is of.
    #[schemars(schema_with = "degrees")]
    linked_by: &'static str,
    /// What the id says beside the model's name.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    variant: &'a [String],
    /// What the model's name says and the id leaves out.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    assumed: &'a [String],
}

fn linked_model(directory: &Directory, place: Place) -> Option<Linked<'_>> {
    let Place::Offer(at) = place else { return None };
    let link = directory.catalog.offers[at].link.as_ref()?;
    Some(Linked { linked_by: link.degree.as_str(), variant: &link.dropped, assumed: &link.assumed })
}

/// An author or a provider.
#[derive(Serialize, JsonSchema)]
struct Who<'a> {
    /// The key.
    #[schemars(schema_with = "record_key")]
    key: &'a str,
    /// The display name.
    name: &'a str,
    /// The path of the page below the site's root; null for an author who is known from the IDs of offers alone.
    #[schemars(schema_with = "path_or_null")]
    url: Option<&'a str>,
}

fn file<'a>(directory: &'a Directory, place: Place, comparison: compared::Compared<'a>) -> RecordFile<'a> {
    let catalog = &directory.catalog;
    let record = directory.record(place);
    let model = catalog.model_of(place);
    let is_offer = matches!(place, Place::Offer(_));
    let mut facts = facts(record);
    RecordFile {
        schema: SchemaFile::Record.reference_from(&record.route.beside("index.json"), &directory.settings),
        schema_version: SCHEMA_VERSION,
        key: record.key.as_str(),
        id: &record.id,
        name: &record.name,
        url: record.route.as_str(),
        author: model.map(|model| who(&catalog.authors[model.author])),
        provider: Served {
            who: is_offer.then(|| who(catalog.organization(place))),
            call: take(&mut facts, "provider"),
        },
        model: model.filter(|_| is_offer).map(|model| model.record.key.as_str()),
        link: linked_model(directory, place),
        listings: listings::listings(directory, place),
        r#type: record.kind.word(),
        status: record.status.word(),
        facts,
        capabilities: capabilities(record),
        cost: cost::prices(directory, place),
        comparison,
        data: terms::terms(&directory.settings),
        calculator: CalculatorSubject::new(directory, place)
            .ok()
            .map(|subject| subject.with_name(directory, place)),
    }
}

/// The path of the page of an author or a provider, if it has one.
pub(super) fn page_of(organization: &Organization) -> Option<&str> {
    (!organization.is_from_ids).then(|| organization.route.as_str())
}

/// Who serves an offer, and its API settings as the file has them.
#[derive(Serialize, JsonSchema)]
struct Served<'a> {
    #[serde(flatten)]
    who: Option<Who<'a>>,
    #[serde(flatten)]
    #[schemars(skip)]
    call: Map<String, Value>,
}

impl Served<'_> {
    fn is_empty(&self) -> bool {
        self.who.is_none() && self.call.is_empty()
    }
}

/// Takes a table out of the facts.
fn take(facts: &mut Map<String, Value>, key: &str) -> Map<String, Value> {
    match facts.shift_remove(key) {
        Some(Value::Object(table)) => table,
        _ => Map::new(),
    }
}

fn who(organization: &Organization) -> Who<'_> {
    Who { key: organization.key.as_str(), name: &organization.name, url: page_of(organization) }
}

/// The facts beside prices, as tables within tables at the paths of the file: `limit`, then `context`. Entries of arrays
/// have the keys that tell them apart too.
fn facts(record: &Record) -> Map<String, Value> {
    let mut facts = Map::new();
    let scores: HashMap<usize, &Benchmark> =
        record.benchmarks.iter().map(|score| (score.index, score)).collect();
    for statement in statements(record).filter(|statement| !is_elsewhere(statement.fact)) {
        let Some(keys) = keys(&statement) else { continue };
        let score = match keys[..] {
            [Key::Name("benchmarks"), Key::Index(index), ..] => scores.get(&index).copied(),
            _ => None,
        };
        for (key, text) in identity(record, &statement, score) {
            let (_, entry) = keys.split_last().expect("an entry stands in an array");
            insert(&mut facts, &[entry, &[Key::Name(key)]].concat(), text.into());
        }
        // The kind of an option without values stands for them on pages; here its key says it.
        if statement.fact.form == Form::List && !matches!(statement.value, fact::Value::List(..)) {
            continue;
        }
        insert(&mut facts, &keys, json(statement.fact, &statement.value));
    }
    facts.values_mut().for_each(drop_empty);
    facts
}

/// Whether a fact has a key of its own above the others.
pub(super) fn is_elsewhere(fact: &Fact) -> bool {
    fact.group == Group::Price
        || fact.path.starts_with("capabilities.")
        || ["id", "name", "type", "status"].contains(&fact.path)
}

/// Puts what is said of an organization where its path leads.
pub(super) fn put(facts: &mut Map<String, Value>, statement: &Statement<'_>) {
    if let Some(keys) = keys(statement) {
        insert(facts, &keys, json(statement.fact, &statement.value));
    }
}

/// A step on the way to a value.
#[derive(Clone, Copy)]
enum Key<'a> {
    /// A key of a table.
    Name(&'a str),
    /// A position in an array.
    Index(usize),
}

/// The table of the modes of a record, in which what is said of a record stands once more for each of them.
pub(super) const MODES: [&str; 2] = ["experimental", "modes"];

/// The way to a value by the pattern of its fact, since a name that stands for `*` may hold any character.
fn keys<'a>(statement: &'a Statement<'_>) -> Option<Vec<Key<'a>>> {
    let (pattern, path) = (statement.fact.path, &*statement.path);
    if let Some(mode) = mode_of(path, pattern) {
        let way = MODES.into_iter().chain([mode]).chain(pattern.split('.'));
        return Some(way.map(Key::Name).collect());
    }
    if let Some((table, key)) = pattern.split_once(".*.") {
        let name = path.strip_prefix(table)?.strip_prefix('.')?.strip_suffix(key)?.strip_suffix('.')?;
        return Some(vec![Key::Name(table), Key::Name(name), Key::Name(key)]);
    }
    if let Some((array, key)) = pattern.split_once("[].") {
        let (index, _) = path.strip_prefix(array)?.strip_prefix('[')?.split_once(']')?;
        let entry = [Key::Index(index.parse().ok()?), Key::Name(key)];
        return Some(array.split('.').map(Key::Name).chain(entry).collect());
    }
    let is_own = path == pattern || path.starts_with("computed.");
    is_own.then(|| pattern.split('.').map(Key::Name).collect())
}

/// The mode that says something, by the path at which it does and the pattern of the fact.
fn mode_of<'a>(path: &'a str, pattern: &str) -> Option<&'a str> {
    let below = MODES.into_iter().try_fold(path, |rest, key| rest.strip_prefix(key)?.strip_prefix('.'))?;
    below.strip_suffix(pattern)?.strip_suffix('.')
}

/// The keys that tell the entry of a statement apart, with their values. `score` is the entry where it is one of `benchmarks`.
fn identity<'a>(
    record: &'a Record,
    statement: &Statement<'_>,
    score: Option<&'a Benchmark>,
) -> impl Iterator<Item = (&'static str, &'a str)> {
    let entry = statement.path.rsplit_once('.').map_or("", |(entry, _)| entry).to_owned();
    // The metric may stand as a percent sign in the score.
    let metric = score.and_then(|score| score.metric.as_deref());
    let keys = statement.fact.identity.iter();
    keys.filter_map(move |key| {
        let written = record.source.text(&format!("{entry}.{key}"));
        Some((*key, written.or_else(|| metric.filter(|_| *key == "metric"))?))
    })
}

/// Puts a value where the keys lead. A table takes the place of a yes or no that the file says of it as a whole.
fn insert(facts: &mut Map<String, Value>, keys: &[Key<'_>], value: Value) {
    let [Key::Name(name), rest @ ..] = keys else { return };
    let (index, rest) = match rest {
        [] => {
            facts.insert((*name).to_owned(), value);
            return;
        }
        [Key::Index(index), rest @ ..] => (Some(*index), rest),
        rest => (None, rest),
    };
    let mut inner = facts.entry(*name).or_insert(Value::Null);
    if let Some(index) = index {
        let entries = as_array(inner);
        entries.resize(entries.len().max(index + 1), Value::Null);
        inner = &mut entries[index];
    }
    if !inner.is_object() {
        *inner = Value::Object(Map::new());
    }
    insert(inner.as_object_mut().expect("it was just made a table"), rest, value);
}

fn as_array(value: &mut Value) -> &mut Vec<Value> {
    if !value.is_array() {
        *value = Value::Array(Vec::new());
    }
    value.as_array_mut().expect("it was just made an array")
}

/// Drops the entries of arrays of which nothing was understood.
pub(super) fn drop_empty(value: &mut Value) {
    match value {
        Value::Array(entries) => entries.retain(|entry| !entry.is_null()),
        Value::Object(table) => table.values_mut().for_each(drop_empty),
        _ => {}
    }
}

/// Every capability by the last part of its page's path: true, false, or null where the file does not say.
fn capabilities(record: &Record) -> BTreeMap<&'static str, Option<bool>> {
    Capability::all()
        .map(|capability| (capability.words().slug, record.capabilities.get(capability)))
        .collect()
}

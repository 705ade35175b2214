//! The rows of a list as columns: what a browser searches, filters and sorts. `docs/data.md` describes the format.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use super::column::Column;
use super::form::DECIMAL;
use super::record::page_of;
use super::terms;
use crate::derive::{Directory, LISTED_CAPABILITIES, Row, ScoreSet, Tag};
use crate::domain::{Capability, Currency, Modality, ModelType, Route, Status};
use crate::fact::{Better, ListedPrice, Value, included_in, statement};
use crate::plan::{ROWS_A_PART, SchemaFile, parts};
use crate::resolve::cost::RateKind;
use crate::resolve::{Link, Organization, Place, Record};

/// The version of the format.
const VERSION: u32 = 2;

/// A part of the rows, the first one with the tables that columns point into.
#[derive(Serialize, JsonSchema)]
pub(super) struct SearchFile<'a> {
    /// The schema that the file keeps to, relative to the file.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    schema: Option<String>,
    /// The version of the form.
    version: u32,
    /// How many rows all parts have together.
    rows: usize,
    /// How many parts there are.
    parts: usize,
    /// Whose data it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<terms::Terms<'a>>,
    #[serde(flatten)]
    tables: Option<Tables<'a>>,
    /// The values of the rows.
    columns: Columns<'a>,
}

/// What the numbers in columns stand for.
#[derive(Serialize, JsonSchema)]
struct Tables<'a> {
    /// Name and path.
    authors: Vec<[&'a str; 2]>,
    /// Name and path.
    providers: Vec<[&'a str; 2]>,
    /// For each provider, the author whose own it is.
    own: Column<usize>,
    /// Word and label.
    types: Vec<[&'static str; 2]>,
    /// Slug, and the short name where lists show it.
    capabilities: Vec<(&'static str, Option<&'static str>)>,
    /// What models read and write.
    modalities: [&'static str; 5],
    /// The words of statuses.
    statuses: [&'static str; 5],
    /// Name and path.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<(&'a str, String)>,
    /// For each score set its name in addresses, the benchmark, its full name, whether more (1) or less (-1) is better or neither is known (0), and the sign behind scores.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scores: Vec<SetEntry<'a>>,
}

/// A score set: its name in addresses, the benchmark, the full name, whether more (1) or less (-1) is better or not known (0), and the sign
/// behind its scores.
type SetEntry<'a> = (&'a str, &'a str, &'a str, i8, &'static str);

/// One array a column; an index is a row in all of them.
#[derive(Serialize, JsonSchema)]
struct Columns<'a> {
    /// The display name.
    name: Column<&'a str>,
    /// The exact ID for API calls.
    id: Column<&'a str>,
    /// For a model, its other IDs: former ones, dated ones, and those used by providers.
    #[serde(skip_serializing_if = "Column::is_empty")]
    ids: Column<Vec<&'a str>>,
    /// The record's key, where it does not follow from ID and provider.
    #[serde(skip_serializing_if = "Column::is_empty")]
    key: Column<&'a str>,
    /// The page below the site's root, where it does not follow from ID and provider.
    #[serde(skip_serializing_if = "Column::is_empty")]
    path: Column<&'a str>,
    /// A number in `authors`.
    #[serde(skip_serializing_if = "Column::is_empty")]
    author: Column<usize>,
    /// For an offer, a number in `providers`.
    #[serde(skip_serializing_if = "Column::is_empty")]
    provider: Column<usize>,
    /// For a model, those that offer it: numbers in `providers`.
    #[serde(skip_serializing_if = "Column::is_empty")]
    providers: Column<Vec<usize>>,
    /// A number in `types`.
    #[serde(rename = "type")]
    kind: Column<usize>,
    /// A number in `statuses`; missing for 0, `active`.
    #[serde(skip_serializing_if = "Column::is_empty")]
    status: Column<usize>,
    /// Capabilities as bits, the first of `capabilities` in the lowest: which are known.
    known: Column<u32>,
    /// Which of the known capabilities are there.
    yes: Column<u32>,
    /// For a model, capabilities that its own file does not state and some offer has, as bits.
    #[serde(skip_serializing_if = "Column::is_empty")]
    at_some: Column<u32>,
    /// What it reads, as bits in the order of `modalities`.
    #[serde(skip_serializing_if = "Column::is_empty")]
    reads: Column<u32>,
    /// What it writes, as bits in the order of `modalities`.
    #[serde(skip_serializing_if = "Column::is_empty")]
    writes: Column<u32>,
    /// Numbers in `tags`.
    #[serde(skip_serializing_if = "Column::is_empty")]
    tags: Column<Vec<usize>>,
    /// The scores of a model: the number of the set in `scores`, the exact digits, and 1 if the author of the model published the score.
    #[serde(skip_serializing_if = "Column::is_empty")]
    scores: Column<Vec<ScoreEntry>>,
    /// The context window in tokens; 0 if the limit does not apply.
    context: Column<u64>,
    /// The longest response in tokens; 0 if the limit does not apply.
    max_output: Column<u64>,
    /// The price of input: exact digits, per 1M tokens unless `unit` says otherwise, or the number of a state.
    input: Column<Paid>,
    /// The price of output.
    output: Column<Paid>,
    /// The price of cached input.
    cached: Column<Paid>,
    /// What `input` is for, where that is not 1M input tokens.
    #[serde(skip_serializing_if = "Column::is_empty")]
    unit: Column<String>,
    /// The words of a price that a plan includes.
    #[serde(skip_serializing_if = "Column::is_empty")]
    plan: Column<String>,
    /// The code of a currency that is not the US dollar.
    #[serde(skip_serializing_if = "Column::is_empty")]
    currency: Column<&'a str>,
    /// For a model, the provider of the prices.
    #[serde(skip_serializing_if = "Column::is_empty")]
    price_of: Column<usize>,
    /// A lower price of input at another provider.
    #[serde(skip_serializing_if = "Column::is_empty")]
    low_input: Column<Paid>,
    /// The price of output there.
    #[serde(skip_serializing_if = "Column::is_empty")]
    low_output: Column<Paid>,
    /// The price of cached input there.
    #[serde(skip_serializing_if = "Column::is_empty")]
    low_cached: Column<Paid>,
    /// For a model, the provider with a lower comparable price.
    #[serde(skip_serializing_if = "Column::is_empty")]
    low_of: Column<usize>,
    /// The input tokens above which the row's lowest price changes.
    #[serde(skip_serializing_if = "Column::is_empty")]
    tier_above: Column<u64>,
    /// When the directory listed it.
    #[serde(skip_serializing_if = "Column::is_empty")]
    added: Column<String>,
    /// When it was released, where the file does not say when it was listed.
    #[serde(skip_serializing_if = "Column::is_empty")]
    released: Column<String>,
    /// The number of the model's row in `search.json`.
    #[serde(skip_serializing_if = "Column::is_empty")]
    model: Column<usize>,
    /// How the model is known: 0 declared, 1 exact, 2 matched.
    #[serde(skip_serializing_if = "Column::is_empty")]
    linked: Column<usize>,
    /// The extra words in the offer's ID.
    #[serde(skip_serializing_if = "Column::is_empty")]
    variant: Column<String>,
    /// How many offers a model has.
    #[serde(skip_serializing_if = "Column::is_empty")]
    offers: Column<usize>,
    /// How many variants are folded into the row.
    #[serde(skip_serializing_if = "Column::is_empty")]
    variants: Column<usize>,
    /// Whether requests are used for training: 1 or 0.
    #[serde(skip_serializing_if = "Column::is_empty")]
    training: Column<u8>,
    /// Whether zero retention is available: 1 or 0.
    #[serde(skip_serializing_if = "Column::is_empty")]
    zero_retention: Column<u8>,
    /// Days that requests are kept.
    #[serde(skip_serializing_if = "Column::is_empty")]
    retention_days: Column<u64>,
    /// The country that requests are processed in, by ISO 3166.
    #[serde(skip_serializing_if = "Column::is_empty")]
    location: Column<String>,
    /// The regions to choose from.
    #[serde(skip_serializing_if = "Column::is_empty")]
    regions: Column<&'a [String]>,
    /// When the source of the price was checked.
    #[serde(skip_serializing_if = "Column::is_empty")]
    checked: Column<String>,
}

/// A score: the number of its set, its exact digits, and 1 if the author of the model published it.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum ScoreEntry {
    Ranked(usize, String),
    Author(usize, String, u8),
}

/// A price: its exact digits, or the number of the state that stands in their place.
enum Paid {
    Digits(String),
    State(u8),
}

impl JsonSchema for Paid {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Paid".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "string", "pattern": DECIMAL }, { "type": "integer", "minimum": 1, "maximum": 6 }] })
    }
}

impl Serialize for Paid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Digits(digits) => serializer.serialize_str(digits),
            Self::State(state) => serializer.serialize_u8(*state),
        }
    }
}

/// Writes a part of the rows as JSON.
pub(super) fn write(directory: &Directory, name: &str, rows: &[Row], part: usize, buffer: &mut Vec<u8>) {
    let from = (part - 1) * ROWS_A_PART;
    let shown = &rows[from.min(rows.len())..(from + ROWS_A_PART).min(rows.len())];
    let place = Route::data(name, part);
    let file = SearchFile {
        schema: SchemaFile::Search.reference_from(&place, &directory.settings),
        version: VERSION,
        rows: rows.len(),
        parts: parts(rows.len()),
        data: terms::terms(&directory.settings),
        tables: (part == 1).then(|| tables(directory)),
        columns: columns(directory, shown),
    };
    serde_json::to_writer(buffer, &file).expect("writing to memory does not fail");
}

fn tables(directory: &Directory) -> Tables<'_> {
    let short = |capability: Capability| {
        let words = capability.words();
        (words.slug, LISTED_CAPABILITIES.contains(&capability).then_some(words.short))
    };
    Tables {
        authors: names_and_paths(&directory.catalog.authors),
        providers: names_and_paths(&directory.catalog.providers),
        own: directory.catalog.providers.iter().map(|provider| provider.author).collect(),
        types: ModelType::all().map(|kind| [kind.word(), kind.label()]).collect(),
        capabilities: Capability::all().map(short).collect(),
        modalities: Modality::WORDS,
        statuses: Status::WORDS,
        tags: directory.facets.tags.iter().map(name_and_path).collect(),
        scores: directory.score_columns().iter().map(set_entry).collect(),
    }
}

fn set_entry(set: &ScoreSet) -> SetEntry<'_> {
    let better = match set.better {
        Some(Better::Higher) => 1,
        Some(Better::Lower) => -1,
        None => 0,
    };
    (&set.slug, &set.benchmark, &set.name, better, if set.is_percent { "%" } else { "" })
}

/// The name of a tag, and the path of its page.
fn name_and_path(tag: &Tag) -> (&str, String) {
    (&tag.name, Route::tag(&tag.slug).as_str().to_owned())
}

/// The names of authors or providers, and the paths of their pages; an empty one where there is none.
fn names_and_paths(organizations: &[Organization]) -> Vec<[&str; 2]> {
    organizations
        .iter()
        .map(|organization| [organization.name.as_str(), page_of(organization).unwrap_or_default()])
        .collect()
}

fn columns<'a>(directory: &'a Directory, rows: &[Row]) -> Columns<'a> {
    let models = rows_of_models(directory);
    let rows: Vec<OfRow<'a>> = rows.iter().map(|row| OfRow::new(directory, *row)).collect();
    let model = |row: &OfRow<'_>| models.get(&row.link()?.model).copied();
    Columns {
        name: rows.iter().map(|row| Some(row.record.name.as_str())).collect(),
        id: rows.iter().map(|row| Some(row.record.id.as_str())).collect(),
        ids: rows.iter().map(OfRow::ids).collect(),
        key: rows.iter().map(OfRow::key).collect(),
        path: rows.iter().map(OfRow::path).collect(),
        author: rows.iter().map(OfRow::author).collect(),
        provider: rows.iter().map(OfRow::provider).collect(),
        providers: rows.iter().map(OfRow::providers).collect(),
        kind: rows
            .iter()
            .map(|row| (!row.record.is_kind_unknown).then_some(row.record.kind as usize))
            .collect(),
        status: rows.iter().map(|row| Some(row.record.status as usize).filter(|at| *at > 0)).collect(),
        known: rows.iter().map(|row| Some(row.record.capabilities.bits().0)).collect(),
        yes: rows.iter().map(|row| Some(row.record.capabilities.bits().1)).collect(),
        at_some: rows.iter().map(|row| Some(row.row.at_some).filter(|bits| *bits > 0)).collect(),
        reads: rows.iter().map(|row| modalities(row.record.input.as_deref())).collect(),
        writes: rows.iter().map(|row| modalities(row.record.output.as_deref())).collect(),
        tags: rows.iter().map(OfRow::tags).collect(),
        scores: rows.iter().map(OfRow::scores).collect(),
        context: rows.iter().map(|row| row.number("limit.context")).collect(),
        max_output: rows.iter().map(|row| row.number("limit.output")).collect(),
        input: rows.iter().map(|row| row.paid(0)).collect(),
        output: rows.iter().map(|row| row.paid(1)).collect(),
        cached: rows.iter().map(|row| row.paid(2)).collect(),
        unit: rows.iter().map(OfRow::unit).collect(),
        plan: rows.iter().map(OfRow::plan).collect(),
        currency: rows.iter().map(OfRow::currency).collect(),
        price_of: rows.iter().map(OfRow::price_of).collect(),
        low_input: rows.iter().map(|row| row.low(0)).collect(),
        low_output: rows.iter().map(|row| row.low(1)).collect(),
        low_cached: rows.iter().map(|row| row.low(2)).collect(),
        low_of: rows.iter().map(|row| row.provider_of(row.row.lowest?)).collect(),
        tier_above: rows.iter().map(OfRow::tier_above).collect(),
        added: rows.iter().map(|row| Some(row.record.added?.iso())).collect(),
        released: rows.iter().map(OfRow::released).collect(),
        model: rows.iter().map(model).collect(),
        linked: rows.iter().map(|row| Some(row.link()?.degree as usize)).collect(),
        variant: rows.iter().map(|row| row.link()?.variant()).collect(),
        offers: rows.iter().map(OfRow::offers).collect(),
        variants: rows.iter().map(|row| Some(row.row.variants).filter(|count| *count > 0)).collect(),
        training: rows.iter().map(|row| row.policy_flag("policy.used_for_training")).collect(),
        zero_retention: rows.iter().map(|row| row.policy_flag("policy.zero_retention")).collect(),
        retention_days: rows.iter().map(|row| row.policy("policy.retention_days")?.parse().ok()).collect(),
        location: rows.iter().map(|row| row.policy("policy.location")).collect(),
        regions: rows.iter().map(OfRow::regions).collect(),
        checked: rows.iter().map(|row| Some(row.priced_record.sources.cost.checked?.iso())).collect(),
    }
}

/// The row of each model, by its index in the catalog.
fn rows_of_models(directory: &Directory) -> HashMap<usize, usize> {
    let rows = directory.rows.iter().enumerate();
    rows.filter_map(|(row, of)| if let Place::Model(at) = of.place { Some((at, row)) } else { None })
        .collect()
}

/// A row with what its columns are made of.
struct OfRow<'a> {
    directory: &'a Directory,
    row: Row,
    record: &'a Record,
    /// Whose price and policy the row shows.
    priced_record: &'a Record,
    organization: &'a Organization,
    /// Input or the first price there is, output, cached input.
    prices: [ListedPrice<'a>; 3],
    /// The same of a lower offer, if the row shows one.
    low_prices: Option<[ListedPrice<'a>; 3]>,
}

impl<'a> OfRow<'a> {
    fn new(directory: &'a Directory, row: Row) -> Self {
        let priced_record = directory.record(row.price_source);
        Self {
            directory,
            row,
            record: directory.record(row.place),
            priced_record,
            organization: directory.catalog.organization(row.place),
            prices: prices(priced_record),
            low_prices: row.lowest.map(|lowest| prices(directory.record(lowest))),
        }
    }

    /// The tags that have a page.
    fn tags(&self) -> Option<Vec<usize>> {
        let tags = self.directory.facets.tags_of(self.record);
        (!tags.is_empty()).then_some(tags)
    }

    /// The scores in sets that lists have as columns.
    fn scores(&self) -> Option<Vec<ScoreEntry>> {
        let scores = self.directory.column_scores(self.row.place).into_iter();
        let entry = |(set, digits, is_by_author)| {
            if is_by_author { ScoreEntry::Author(set, digits, 1) } else { ScoreEntry::Ranked(set, digits) }
        };
        Some(scores.map(entry).collect::<Vec<_>>()).filter(|scores| !scores.is_empty())
    }

    /// A number that the record states; 0 if it does not apply.
    fn number(&self, path: &str) -> Option<u64> {
        match statement(self.record, path)?.value {
            Value::NotApplicable => Some(0),
            value => value.exact().parse().ok(),
        }
    }

    /// The policy of the record whose price the row shows.
    fn policy(&self, path: &str) -> Option<String> {
        Some(statement(self.priced_record, path)?.value.exact())
    }

    fn policy_flag(&self, path: &str) -> Option<u8> {
        Some(u8::from(self.policy(path)? == "true"))
    }

    /// The regions to choose from.
    fn regions(&self) -> Option<&'a [String]> {
        let regions = self.priced_record.policy.regions.as_slice();
        (!regions.is_empty()).then_some(regions)
    }

    fn is_offer(&self) -> bool {
        matches!(self.row.place, Place::Offer(_))
    }

    /// The key, where it does not follow from id and provider.
    fn key(&self) -> Option<&'a str> {
        let key = self.record.key.as_str();
        let folder = if self.is_offer() {
            format!("{}models/", self.organization.route)
        } else {
            "models/".to_owned()
        };
        (key.strip_prefix(&folder) != Some(&self.record.id)).then_some(key)
    }

    /// The path of the page, where it does not follow from id and provider.
    fn path(&self) -> Option<&'a str> {
        let path = self.record.route.as_str();
        let folder = if self.is_offer() { self.organization.route.as_str() } else { "models/" };
        let derived = format!("{folder}{}/", plain(&self.record.id));
        (path != derived).then_some(path)
    }

    fn author(&self) -> Option<usize> {
        self.directory.catalog.model_of(self.row.place).map(|model| model.author)
    }

    fn provider(&self) -> Option<usize> {
        match self.row.place {
            Place::Offer(at) => Some(self.directory.catalog.offers[at].provider),
            Place::Model(_) => None,
        }
    }

    /// Who offers a model, each once, in the order of the table.
    fn providers(&self) -> Option<Vec<usize>> {
        let Place::Model(at) = self.row.place else { return None };
        let offers =
            self.directory.offers[at].iter().map(|offer| self.directory.catalog.offers[*offer].provider);
        let mut providers: Vec<usize> = offers.collect();
        providers.sort_unstable();
        providers.dedup();
        (!providers.is_empty()).then_some(providers)
    }

    /// The other ids of a model, each once: former ones, dated ones, and those by which it is offered. Its id without the author
    /// is none.
    fn ids(&self) -> Option<Vec<&'a str>> {
        let Place::Model(at) = self.row.place else { return None };
        let own = self.record.id.as_str();
        let offers =
            self.directory.offers[at].iter().map(|offer| &self.directory.catalog.offers[*offer].record.id);
        let others =
            self.record.aliases.iter().chain(&self.record.snapshots).chain(offers).map(String::as_str);
        let short = own.rsplit('/').next();
        let mut known: BTreeSet<String> = short.into_iter().chain([own]).map(str::to_lowercase).collect();
        let ids: Vec<&str> = others.filter(|id| known.insert(id.to_lowercase())).collect();
        (!ids.is_empty()).then_some(ids)
    }

    /// The words of a price that a plan includes.
    fn plan(&self) -> Option<String> {
        let plan = |price: &ListedPrice<'_>| match price {
            ListedPrice::Included(plan, _) => Some(included_in(*plan)),
            _ => None,
        };
        self.prices.iter().find_map(plan)
    }

    fn unit(&self) -> Option<String> {
        match &self.prices[0] {
            ListedPrice::Amount(_, unit) => unit.clone(),
            _ => None,
        }
    }

    /// A price as the list shows it; `None` if it is not stated.
    fn paid(&self, at: usize) -> Option<Paid> {
        self.to_paid(&self.prices[at])
    }

    /// A price of the lower offer that the row shows.
    fn low(&self, at: usize) -> Option<Paid> {
        self.to_paid(&self.low_prices.as_ref()?[at])
    }

    fn to_paid(&self, price: &ListedPrice<'_>) -> Option<Paid> {
        match price {
            ListedPrice::Amount(charge, _) => {
                Some(Paid::Digits(self.directory.price_with_markup(charge).unwrap_or(charge.price).value()))
            }
            ListedPrice::Free(_) => Some(Paid::State(1)),
            ListedPrice::Included(..) => Some(Paid::State(2)),
            ListedPrice::NotApplicable => Some(Paid::State(3)),
            ListedPrice::Unsupported => Some(Paid::State(4)),
            ListedPrice::Varies => Some(Paid::State(5)),
            ListedPrice::Zero(_) => Some(Paid::State(6)),
            ListedPrice::Unknown => None,
        }
    }

    /// The tokens of input above which the lowest price that the row shows is another one.
    fn tier_above(&self) -> Option<u64> {
        let cost = &self.directory.record(self.row.lowest_shown()).cost;
        cost.prices.tiers.iter().map(|tier| tier.above.0).min()
    }

    fn currency(&self) -> Option<&'a str> {
        Some(&self.priced_record.cost.currency)
            .filter(|currency| **currency != Currency::USD)
            .map(Currency::code)
    }

    /// The provider whose price a model's row shows.
    fn price_of(&self) -> Option<usize> {
        if self.is_offer() { None } else { self.provider_of(self.row.price_source) }
    }

    fn provider_of(&self, place: Place) -> Option<usize> {
        match place {
            Place::Offer(at) => Some(self.directory.catalog.offers[at].provider),
            Place::Model(_) => None,
        }
    }

    /// The release, where the file does not say when the directory listed the record.
    fn released(&self) -> Option<String> {
        Some(self.record.release_date.filter(|_| self.record.added.is_none())?.iso())
    }

    /// How the model of an offer is known.
    fn link(&self) -> Option<&'a Link> {
        match self.row.place {
            Place::Offer(at) => self.directory.catalog.offers[at].link.as_ref(),
            Place::Model(_) => None,
        }
    }

    fn offers(&self) -> Option<usize> {
        (self.directory.many_providers && !self.is_offer()).then_some(self.row.offers)
    }
}

/// Input or the first price there is, output, cached input.
fn prices(record: &Record) -> [ListedPrice<'_>; 3] {
    let rate = |kind| ListedPrice::of_rate(record, kind);
    [ListedPrice::first(record), rate(RateKind::Output), rate(RateKind::CacheRead)]
}

/// An id as the path that most ids have: lower case, and `-` in the place of what no path holds.
fn plain(id: &str) -> String {
    let safe = |letter: char| {
        let is_safe = letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-' | '/');
        if is_safe { letter.to_ascii_lowercase() } else { '-' }
    };
    id.chars().map(safe).collect()
}

fn modalities(list: Option<&[Modality]>) -> Option<u32> {
    list.map(|list| list.iter().fold(0, |bits, modality| bits | 1 << *modality as u32))
}

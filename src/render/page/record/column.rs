//! A record as a column of a comparison: each fact with what makes it the same row as another record's, the exact value
//! where it takes part in being best, and its place among the rows.

mod price;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::specifications;
use super::subject::Subject;
use super::words::capital;
use super::{benchmarks, head};
use crate::derive::{Directory, board_key, is_higher_better};
use crate::domain::{Capability, Modality};
use crate::render::page::cell;
use crate::render::page::policy;
use crate::render::view::{Cell, CellState, Figure, Specification, Status};
use crate::resolve::Place;
use crate::resolve::record::{Benchmark, Measure};

/// A record as a column.
pub struct Column {
    /// The key of the record.
    pub key: String,
    /// The name.
    pub name: String,
    /// The name with its provider, and with its id where the same name stands twice.
    pub title: String,
    /// Who made the model, or who offers it: "by `OpenAI`", "on Azure".
    pub source: String,
    /// The path of the page.
    pub url: String,
    /// A mark such as "Deprecated".
    pub status: Option<Status>,
    /// What takes no part in "Lowest", and whose prices these are.
    pub notes: Vec<String>,
    /// What is known, in the order of rows.
    pub facts: Vec<Fact>,
}

/// One fact of a record.
pub struct Fact {
    /// What it belongs to.
    pub group: Group,
    /// Its place among the rows of its group; facts of one place stand in the order in which columns name them.
    pub place: u16,
    /// What makes it the same row as another record's fact.
    pub id: Cow<'static, str>,
    /// What it is: "Input".
    pub label: Cow<'static, str>,
    /// What it is measured in: "per 1M tokens".
    pub unit: Option<Cow<'static, str>>,
    /// The value.
    pub cell: Cell,
    /// How it is best, and the exact value by which it takes part in that.
    pub rank: Option<(Mark, Decimal)>,
}

/// What facts belong to, in the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is its title")]
pub enum Group {
    Price,
    Limits,
    Capabilities,
    Modalities,
    Model,
    Policy,
    Dates,
    Performance,
    Benchmarks,
}

/// What the best value of a row is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is its word")]
pub enum Mark {
    Lowest,
    Longest,
    Highest,
}

impl Group {
    /// The title of the group.
    pub fn title(self) -> &'static str {
        match self {
            Self::Price => "Price",
            Self::Limits => "Limits",
            Self::Capabilities => "Capabilities",
            Self::Modalities => "Modalities",
            Self::Model => "Model",
            Self::Policy => "Policy",
            Self::Dates => "Dates",
            Self::Performance => "Performance",
            Self::Benchmarks => "Benchmarks",
        }
    }

    /// Whether a row stands only where two columns have it: a score alone compares nothing.
    pub fn is_shared(self) -> bool {
        self == Self::Benchmarks
    }
}

impl Mark {
    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lowest => "Lowest",
            Self::Longest => "Longest",
            Self::Highest => "Highest",
        }
    }
}

impl Fact {
    /// The place among all rows of a table.
    pub fn order(&self) -> u16 {
        self.group as u16 * 100 + self.place
    }
}

/// Makes the column of a record.
pub fn column(directory: &Directory, place: Place) -> Column {
    let subject = &Subject::new(directory, place);
    let record = subject.record;
    let mut facts = Vec::with_capacity(48);
    price::facts(subject, &mut facts);
    limits(subject, &mut facts);
    capabilities(subject, &mut facts);
    modalities(subject, &mut facts);
    model(subject, &mut facts);
    described(Group::Policy, &POLICY, policy::rows(&record.policy), &mut facts);
    described(Group::Dates, &DATES, collected(subject, specifications::dates), &mut facts);
    described(Group::Performance, &PERFORMANCE, collected(subject, specifications::performance), &mut facts);
    facts.extend(record.benchmarks.iter().map(score));
    Column {
        key: record.key.as_str().to_owned(),
        name: record.name.clone(),
        title: head::full_name(subject),
        source: source(subject),
        url: record.route.as_str().to_owned(),
        status: cell::status(record),
        notes: price::notes(subject),
        facts,
    }
}

fn source(subject: &Subject<'_>) -> String {
    match (subject.provider(), subject.author()) {
        (Some(provider), _) => format!("on {}", provider.name),
        (None, Some(author)) => format!("by {}", author.name),
        (None, None) => String::new(),
    }
}

const LIMITS: [&str; 8] = [
    "Context window",
    "Max input",
    "Max output",
    "Dimensions",
    "Inputs per request",
    "Images per request",
    "Max file size",
    "Max length",
];
const MODEL: [&str; 8] = [
    "API type",
    "Family",
    "Weights",
    "Licence",
    "Parameters",
    "Active parameters",
    "Quantization",
    "Tokenizer",
];
const POLICY: [&str; 6] =
    ["Data retention", "Zero retention", "Used for training", "Provider location", "Regions", "Policy of"];
const DATES: [&str; 7] =
    ["Released", "Added", "Last updated", "Knowledge cutoff", "Status", "Deprecated", "Shuts down"];
const PERFORMANCE: [&str; 4] = ["Speed", "First token", "Uptime", "Measured"];

/// The rows that a part of the specifications adds.
fn collected(
    subject: &Subject<'_>,
    rows: impl Fn(&Subject<'_>, &mut Vec<Specification>),
) -> Vec<Specification> {
    let mut collected = Vec::new();
    rows(subject, &mut collected);
    collected
}

/// Facts of specifications, in the order of their labels; what has another label is no row.
fn described(group: Group, labels: &[&'static str], rows: Vec<Specification>, facts: &mut Vec<Fact>) {
    facts.extend(rows.into_iter().filter_map(|row| {
        let at = labels.iter().position(|label| *label == row.label)?;
        Some(Fact {
            group,
            place: u16::try_from(at).unwrap_or(u16::MAX),
            id: labels[at].into(),
            label: labels[at].into(),
            unit: None,
            cell: row.cell?,
            rank: None,
        })
    }));
}

fn limits(subject: &Subject<'_>, facts: &mut Vec<Fact>) {
    let from = facts.len();
    described(Group::Limits, &LIMITS, collected(subject, specifications::limits), facts);
    let limit = &subject.record.limit;
    for (label, measure) in
        [("Context window", limit.context), ("Max input", limit.input), ("Max output", limit.output)]
    {
        let Some(count) = Measure::known(measure) else { continue };
        let found = facts[from..].iter_mut().find(|fact| fact.label == label);
        if let Some(fact) = found {
            fact.rank = Some((Mark::Longest, Decimal::from(count.0)));
        }
    }
}

/// Yes or no for what the file says; what follows from modalities stands there.
fn capabilities(subject: &Subject<'_>, facts: &mut Vec<Fact>) {
    let told = Capability::all()
        .filter(|capability| *capability != Capability::OpenWeights)
        .filter(|capability| !capability.words().field.starts_with("modalities"));
    facts.extend(told.enumerate().filter_map(|(at, capability)| {
        let value = subject.record.capabilities.get(capability)?;
        let text = if value { "Yes" } else { "No" };
        let figure = Figure::data(specifications::key_of(subject, capability), value.to_string(), text);
        let label = capability.words().label;
        let place = u16::try_from(at).unwrap_or(u16::MAX);
        Some(known(Group::Capabilities, place, label, figure))
    }));
}

fn modalities(subject: &Subject<'_>, facts: &mut Vec<Fact>) {
    let record = subject.record;
    let mut add = |place, label: &'static str, fact, list: Option<&[Modality]>| {
        let row = specifications::modalities(label, fact, list);
        facts.extend(row.and_then(|row| Some(known(Group::Modalities, place, label, row.cell?.figure?))));
    };
    add(0, "Reads", "modalities.input", record.input.as_deref());
    add(1, "Writes", "modalities.output", record.output.as_deref());
}

fn model(subject: &Subject<'_>, facts: &mut Vec<Fact>) {
    let record = subject.record;
    let kind = Cell::words(CellState::Known, record.kind.label());
    let row = |label: &str, cell| Specification { label: label.to_owned(), cell, ..Specification::default() };
    let family = record.family.as_ref().map(|family| Cell::known(Figure::data("family", family, family)));
    let mut rows = vec![row("API type", Some(kind)), row("Family", family)];
    specifications::weights(subject, &mut rows);
    described(Group::Model, &MODEL, rows, facts);
}

/// A score, the same row as another where name, metric and the setup of the test agree.
fn score(benchmark: &Benchmark) -> Fact {
    let setup = benchmark.metric.iter().chain(&benchmark.details).map(String::as_str);
    let setup = setup.collect::<Vec<_>>().join(", ");
    Fact {
        group: Group::Benchmarks,
        place: 0,
        id: board_key(benchmark).into(),
        label: capital(&benchmark.name).into(),
        unit: (!setup.is_empty()).then(|| setup.into()),
        cell: Cell::known(benchmarks::figure(benchmark)),
        rank: is_higher_better(benchmark).then_some((Mark::Highest, benchmark.score)),
    }
}

fn known(group: Group, place: u16, label: &'static str, figure: Figure) -> Fact {
    Fact {
        group,
        place,
        id: label.into(),
        label: label.into(),
        unit: None,
        cell: Cell::known(figure),
        rank: None,
    }
}

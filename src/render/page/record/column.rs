//! A record as a column of a comparison: each fact with what makes it the same row as another record's, the exact value
//! where it takes part in being best, and its place among the rows.

mod price;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::head;
use super::subject::Subject;
use crate::derive::{Directory, is_higher_better};
use crate::fact::{Group, RECORD, Statement, Value};
use crate::render::page::cell;
use crate::render::view::{Cell, Status};
use crate::resolve::Place;

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
    /// Of a price above a size of context, that size.
    pub threshold: Option<Threshold>,
}

/// The size of context above which a price applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// The size in tokens.
    pub above: u64,
    /// The id of the price below every size: what a record without sizes charges there too.
    pub base: String,
}

/// The groups in the order of the table.
const GROUPS: [Group; 10] = [
    Group::Price,
    Group::Limit,
    Group::Capability,
    Group::Modality,
    Group::Model,
    Group::Policy,
    Group::Lifecycle,
    Group::Date,
    Group::Performance,
    Group::Benchmark,
];

/// What the best value of a row is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is its word")]
pub enum Mark {
    Lowest,
    Longest,
    Highest,
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
    /// Whether a row stands only where two columns have it: a score alone compares nothing.
    pub fn is_shared(&self) -> bool {
        self.group == Group::Benchmark
    }

    /// The place among all rows of a table.
    pub fn order(&self) -> u16 {
        let group = GROUPS.iter().position(|group| *group == self.group).unwrap_or(GROUPS.len());
        u16::try_from(group).unwrap_or(u16::MAX) * 100 + self.place
    }
}

/// Makes the column of a record.
pub fn column(directory: &Directory, place: Place) -> Column {
    let subject = &Subject::new(directory, place);
    let record = subject.record;
    let mut facts = Vec::with_capacity(48);
    price::facts(subject, &mut facts);
    for (place, entry) in (0..).zip(RECORD.iter().filter(|entry| entry.fact.is_compared)) {
        let place = if entry.fact.group == Group::Benchmark { 0 } else { place };
        facts.extend(entry.statements(record).iter().map(|statement| fact(place, statement)));
    }
    facts.sort_by_key(Fact::order);
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

/// What a statement is in a table. Scores are told apart by their setup, and get their sign of percent.
fn fact(place: u16, statement: &Statement<'_>) -> Fact {
    let rank = match &statement.value {
        Value::Tokens(tokens) if statement.fact.better.is_some() => Some((Mark::Longest, tokens.0.into())),
        Value::Score(benchmark) if is_higher_better(benchmark) => Some((Mark::Highest, benchmark.score)),
        _ => None,
    };
    Fact {
        group: statement.fact.group,
        place,
        id: statement.id.clone().into_owned().into(),
        label: statement.label.clone().into_owned().into(),
        unit: statement.unit.clone().map(|unit| unit.into_owned().into()),
        cell: cell::stated(statement),
        rank,
        threshold: None,
    }
}

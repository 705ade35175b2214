//! A record as a column of a comparison: each fact with what makes it the same row as another record's, the exact value
//! where it takes part in being best, and its place among the rows.

mod fact;
mod price;
#[cfg(test)]
mod tests;

pub use fact::{BestMark, ComparedFact, Threshold};

use super::head;
use super::subject::RecordPage;
use crate::derive::{Directory, is_higher_better};
use crate::fact::{Group, RECORD, Statement, Value};
use crate::render::page::cell;
use crate::render::view::StatusMark;
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
    pub status: Option<StatusMark>,
    /// What takes no part in "Lowest", and whose prices these are.
    pub notes: Vec<String>,
    /// What is known, in the order of rows.
    pub facts: Vec<ComparedFact>,
}

/// Makes the column of a record.
pub fn column(directory: &Directory, place: Place) -> Column {
    let subject = &RecordPage::new(directory, place);
    let record = subject.record;
    let mut facts = Vec::with_capacity(48);
    price::facts(subject, &mut facts);
    for (place, entry) in (0..).zip(RECORD.iter().filter(|entry| entry.fact.is_compared)) {
        let place = if entry.fact.group == Group::Benchmark { 0 } else { place };
        facts.extend(entry.statements(record).iter().map(|statement| fact(subject, place, statement)));
    }
    facts.sort_by_key(ComparedFact::order);
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

fn source(subject: &RecordPage<'_>) -> String {
    match (subject.provider(), subject.author()) {
        (Some(provider), _) => format!("on {}", provider.name),
        (None, Some(author)) => format!("by {}", author.name),
        (None, None) => String::new(),
    }
}

/// What a statement is in a table. Scores are told apart by their setup, and get their sign of percent.
fn fact(subject: &RecordPage<'_>, place: u16, statement: &Statement<'_>) -> ComparedFact {
    let rank = match &statement.value {
        Value::Tokens(tokens) if statement.fact.better.is_some() => {
            Some((BestMark::Largest, tokens.0.into()))
        }
        Value::Score(benchmark) if is_higher_better(benchmark) => Some((BestMark::Highest, benchmark.score)),
        _ => None,
    };
    ComparedFact {
        group: statement.fact.group,
        place,
        id: statement.id.clone().into_owned().into(),
        label: statement.label.clone().into_owned().into(),
        unit: statement.unit.clone().map(|unit| unit.into_owned().into()),
        cell: cell::attribute_cell(subject.directory, subject.place, cell::of_statement(statement)),
        rank,
        threshold: None,
    }
}

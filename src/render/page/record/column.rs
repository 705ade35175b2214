//! A record as a column of a comparison: each fact with what makes it the same row as another record's, the exact value
//! where it takes part in being best, and its place among the rows.

mod fact;
mod price;
#[cfg(test)]
mod tests;

pub use fact::{BestMark, ComparedFact, Threshold};

use super::head;
use super::subject::RecordPage;
use crate::derive::Directory;
use crate::derive::score_set::Membership;
use crate::fact::{Better, Group, RECORD, Statement, Value};
use crate::render::page::cell;
use crate::render::view::StatusMark;
use crate::resolve::Place;
use crate::resolve::record::Benchmark;

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
        let statements = entry.statements(record);
        let counted = statements.iter().filter(|statement| is_counted(subject, statement));
        facts.extend(counted.map(|statement| fact(subject, place, statement)));
    }
    facts.sort_by_key(ComparedFact::order);
    Column {
        key: record.key.as_str().to_owned(),
        name: record.name.clone(),
        title: head::full_name(subject),
        source: source(subject),
        url: record.route.as_str().to_owned(),
        status: cell::status(record),
        notes: price::notes(subject).into_iter().chain(score_note(subject)).collect(),
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

/// What a score is to its set.
fn membership(subject: &RecordPage<'_>, benchmark: &Benchmark) -> Option<Membership> {
    let entry = subject.record.benchmarks.iter().position(|other| other.index == benchmark.index)?;
    subject.directory.memberships(subject.place).get(entry).copied()
}

/// Whether a table shows a statement: of several scores in one set it shows the one that counts.
fn is_counted(subject: &RecordPage<'_>, statement: &Statement<'_>) -> bool {
    let Value::Score(benchmark) = &statement.value else { return true };
    membership(subject, benchmark).is_none_or(|membership| membership.is_counted)
}

/// What the best score of a row is called; `None` for a score that is not ranked.
fn score_mark(subject: &RecordPage<'_>, benchmark: &Benchmark) -> Option<BestMark> {
    let shows_ranks = subject.directory.settings.shows_ranks;
    let membership = membership(subject, benchmark).filter(|it| it.is_ranked() && shows_ranks)?;
    membership.better.map(|better| match better {
        Better::Higher => BestMark::Highest,
        Better::Lower => BestMark::Lowest,
    })
}

/// What is said of scores that take no part in "Highest".
fn score_note(subject: &RecordPage<'_>) -> Option<String> {
    let memberships = subject.directory.memberships(subject.place);
    let has_own = memberships.iter().any(|membership| membership.is_by_author);
    (has_own && subject.directory.settings.shows_ranks)
        .then(|| "A score that the author of a model published is never marked as the best.".to_owned())
}

/// What a score measures, and where it was published.
fn score_unit(statement: &Statement<'_>) -> Option<String> {
    let unit = statement.unit.as_deref();
    let Value::Score(benchmark) = &statement.value else { return unit.map(str::to_owned) };
    let source = benchmark.host.as_deref().unwrap_or("source not stated");
    Some(unit.into_iter().chain([source]).collect::<Vec<_>>().join(", "))
}

/// What a statement is in a table. Scores are told apart by their set, and get their sign of percent.
fn fact(subject: &RecordPage<'_>, place: u16, statement: &Statement<'_>) -> ComparedFact {
    let rank = match &statement.value {
        Value::Tokens(tokens) if statement.fact.better.is_some() => {
            Some((BestMark::Largest, tokens.0.into()))
        }
        Value::Score(benchmark) => score_mark(subject, benchmark).map(|mark| (mark, benchmark.score)),
        _ => None,
    };
    ComparedFact {
        group: statement.fact.group,
        place,
        id: statement.id.clone().into_owned().into(),
        label: statement.label.clone().into_owned().into(),
        unit: score_unit(statement).map(Into::into),
        cell: cell::attribute_cell(subject.directory, subject.place, cell::of_statement(statement)),
        rank,
        threshold: None,
    }
}

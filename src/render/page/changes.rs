//! What changed in the past, day by day.

use serde::Serialize;

use super::cell;
use super::common::{counted, description, link};
use super::list::ListPage;
use crate::change::{ChangeKind, FactChange, FactValue, RecordChange};
use crate::derive::Directory;
use crate::domain::{PartialDate, RecordKey, Route};
use crate::render::page::list::Pagination;
use crate::render::view::{Figure, Link, Page, Phrase};

/// The page of what changed in the past; templates see it as `changes`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Changes {
    /// One sentence with the number of changes and the days that they are of.
    pub lead: Phrase,
    /// The days of this page, the latest first.
    pub groups: Vec<ChangeGroup>,
    /// The way to the other pages; absent when there is one.
    pub pagination: Option<Pagination>,
}

/// What changed by one day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ChangeGroup {
    /// The fragment: `d-2026-11-24`.
    pub id: String,
    /// The day.
    pub day: Figure,
    /// The records.
    pub rows: Vec<ChangeRow>,
}

/// A record that changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ChangeRow {
    /// The record's key, for `data-record`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its page; absent where the record is gone.
    pub page: Option<Link>,
    /// Its author or provider.
    pub source: String,
    /// What happened: "Added", "Removed", "Renamed from …", "Retired"; absent where only facts changed.
    pub happened: Option<String>,
    /// The facts that changed.
    pub facts: Vec<ChangedFact>,
}

/// A fact before and after.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ChangedFact {
    /// What it is called: "Input".
    pub label: String,
    /// From what to what: "$0.15 to $0.075".
    pub values: Phrase,
    /// How far a price moved: "-50%".
    pub percent: Option<String>,
}

/// A page of what changed.
pub(super) fn view(directory: &Directory, page: usize) -> (Page, Changes) {
    let all: Vec<(&str, &RecordChange)> = directory
        .changes
        .iter()
        .flat_map(|changes| changes.rows().map(|record| (changes.date.as_str(), record)))
        .collect();
    let rows: Vec<usize> = (0..all.len()).collect();
    let route = Route::changes();
    let part = ListPage { route: &route, page, words: ("change", "changes"), rows: &rows };
    let trail = vec![link("Models", &Route::models()), link("Changes", &route)];
    let mut head = part.head(&directory.settings, "Changes", trail, &[]);
    head.title = part.title("Changes to prices, limits and models, by date");
    let sentence = sentence(directory, all.len());
    head.description = description(&[
        sentence.clone(),
        "Price changes with percentages; new, renamed, retired and removed models.".to_owned(),
    ]);
    let shown: Vec<_> = part.page_rows().iter().map(|at| all[*at]).collect();
    let days = shown.chunk_by(|one, other| one.0 == other.0);
    let body = Changes {
        lead: sentence.into(),
        groups: days.filter_map(|day| group(directory, day)).collect(),
        pagination: part.pagination(),
    };
    (head, body)
}

/// How much changed, and on which days: "12 changes from Nov 1, 2026 to Nov 24, 2026."
fn sentence(directory: &Directory, count: usize) -> String {
    let days: Vec<PartialDate> =
        directory.changes.iter().filter_map(|changes| PartialDate::read(&changes.date)).collect();
    let changes = counted(count, "change", "changes");
    match (days.last(), days.first()) {
        (Some(first), Some(last)) if first != last => format!("{changes} from {first} to {last}."),
        (Some(day), _) => format!("{changes} {} {day}.", day.on()),
        _ => format!("{changes}."),
    }
}

fn group(directory: &Directory, day: &[(&str, &RecordChange)]) -> Option<ChangeGroup> {
    let date = PartialDate::read(day.first()?.0)?;
    Some(ChangeGroup {
        id: format!("d-{}", date.iso()),
        day: cell::date("computed.changed", date),
        rows: day.iter().map(|(_, record)| row(directory, record)).collect(),
    })
}

fn row(directory: &Directory, record: &RecordChange) -> ChangeRow {
    let key = RecordKey::of_path(&record.key);
    let provider = || directory.catalog.providers.iter().find(|organization| organization.key == key);
    let here = directory.catalog.record(&key).map(|here| &here.route);
    let here = here.or_else(|| provider().map(|party| &party.route));
    let happened = match record.kind {
        ChangeKind::Added => Some("Added".to_owned()),
        ChangeKind::Removed => Some("Removed".to_owned()),
        ChangeKind::Renamed => {
            Some(format!("Renamed from {}", record.renamed_from.as_deref().unwrap_or("another id")))
        }
        ChangeKind::Retired => Some("Retired".to_owned()),
        ChangeKind::Changed => None,
    };
    ChangeRow {
        key: record.key.clone(),
        name: record.name.clone(),
        page: here.map(|route| link(record.name.as_str(), route)),
        source: record.party.clone(),
        happened,
        facts: record.facts.iter().map(|changed| fact(record, changed)).collect(),
    }
}

fn fact(record: &RecordChange, fact: &FactChange) -> ChangedFact {
    let figure = |when: &str, shown: &FactValue| {
        let name = format!("computed.{when}.{}", fact.fact);
        Figure::data(name, shown.value.as_str(), shown.text.as_str())
    };
    let values = match (&fact.old, &fact.new) {
        (Some(old), Some(new)) => {
            Phrase::new().figure(figure("before", old)).text(" to ").figure(figure("after", new))
        }
        (None, Some(new)) if record.kind == ChangeKind::Added => Phrase::new().figure(figure("after", new)),
        (None, Some(new)) => Phrase::new().text("now ").figure(figure("after", new)),
        (Some(old), None) => Phrase::new().text("no longer ").figure(figure("before", old)),
        (None, None) => Phrase::new(),
    };
    ChangedFact { label: fact.label.clone(), values, percent: fact.signed_percent() }
}

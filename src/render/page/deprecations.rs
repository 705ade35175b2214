//! What ends or has ended: what is still to stop apart from what has stopped, by the day.

use serde::Serialize;

use super::cell;
use super::common::{description, link, number, organization_link};
use super::list::ListPage;
use crate::derive::{Deprecation, Directory};
use crate::domain::{PartialDate, Route};
use crate::render::page::list::Pagination;
use crate::render::view::{Cell, CellState, Figure, Link, Page, Phrase};
use crate::resolve::Record;

/// The page of what ends or has ended; templates see it as `deprecations`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Deprecations {
    /// One sentence with the counts and the day that they are true for.
    pub lead: Phrase,
    /// Whether any record on the page says when its end was announced.
    pub with_announced: bool,
    /// Whether any record on the page names what takes its place.
    pub with_successors: bool,
    /// What still answers, then what has stopped; a part with nothing in it is left out.
    pub parts: Vec<DeprecationPart>,
    /// The way to the other pages; absent when there is one.
    pub pagination: Option<Pagination>,
}

/// What is still to stop, or what has stopped.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct DeprecationPart {
    /// The fragment: `planned`, `done`.
    pub id: String,
    /// The heading: "Planned shutdowns".
    pub title: String,
    /// The records by the day on which they stop or stopped.
    pub groups: Vec<DeprecationGroup>,
}

/// The records that stop on one day; `component/ending_table.html` draws a list of such groups.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct DeprecationGroup {
    /// The day, or that none is known: "Jan 6, 2027".
    pub heading: Phrase,
    /// The records.
    pub rows: Vec<DeprecationRow>,
}

/// One record that ends or has ended.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct DeprecationRow {
    /// The record's key, for `data-record`.
    pub key: String,
    /// Its name and page.
    pub name: Link,
    /// Who made the model or, for an offer, who serves it.
    pub source: Link,
    /// When the end was announced.
    pub announced: Cell,
    /// The model that takes its place.
    pub successor: Option<Link>,
}

/// A page of what ends.
pub(super) fn view(directory: &Directory, page: usize) -> (Page, Deprecations) {
    let rows: Vec<usize> = (0..directory.deprecations.len()).collect();
    let route = Route::deprecations();
    let part = ListPage { route: &route, page, words: words(directory), rows: &rows };
    let trail = vec![link("Models", &Route::models()), link("Deprecations", &route)];
    let mut head = part.head(&directory.settings, "Deprecations", trail, &[]);
    head.title = part.title("Deprecated and retired AI models, by date");
    head.description = describe(directory);
    let shown: Vec<&Deprecation> = part.page_rows().iter().map(|at| &directory.deprecations[*at]).collect();
    let body = Deprecations {
        lead: lead(directory),
        with_announced: shown.iter().any(|deprecation| deprecation.announced.is_some()),
        with_successors: shown
            .iter()
            .any(|deprecation: &&Deprecation| successor(directory, deprecation).is_some()),
        parts: parts(directory, &shown),
        pagination: part.pagination(),
    };
    (head, body)
}

/// The two halves of the list, each by the day.
fn parts(directory: &Directory, deprecations: &[&Deprecation]) -> Vec<DeprecationPart> {
    let (done, planned): (Vec<&Deprecation>, Vec<&Deprecation>) =
        deprecations.iter().partition(|deprecation| deprecation.is_over());
    let halves = [("planned", "Planned shutdowns", planned), ("done", "Past shutdowns", done)];
    let filled = halves.into_iter().filter(|(.., deprecations)| !deprecations.is_empty());
    let part = |(id, title, deprecations): (&str, &str, Vec<&Deprecation>)| DeprecationPart {
        id: id.to_owned(),
        title: title.to_owned(),
        groups: deprecations
            .chunk_by(|one, other| one.stops == other.stops)
            .map(|day| group(directory, day))
            .collect(),
    };
    filled.map(part).collect()
}

/// The records of one day; the figure of the day is a fact of the first of them.
fn group(directory: &Directory, deprecations: &[&Deprecation]) -> DeprecationGroup {
    let first = deprecations[0];
    let heading = match first.stops {
        Some(day) => Phrase::new().figure(with_date(directory, first, day)),
        None if first.is_over() => "Date unknown".into(),
        None => "No shutdown date yet".into(),
    };
    DeprecationGroup {
        heading,
        rows: deprecations.iter().map(|deprecation| row(directory, deprecation)).collect(),
    }
}

fn with_date(directory: &Directory, deprecation: &Deprecation, day: PartialDate) -> Figure {
    cell::date("retires", day).of(directory.record(deprecation.place).key.as_str())
}

fn row(directory: &Directory, deprecation: &Deprecation) -> DeprecationRow {
    let record = directory.record(deprecation.place);
    let organization = directory.catalog.organization(deprecation.place);
    let successor = successor(directory, deprecation);
    let announced = deprecation.announced.map(|day| Cell::known(cell::date("deprecated", day)));
    DeprecationRow {
        key: record.key.as_str().to_owned(),
        name: link(record.name.as_str(), &record.route),
        source: organization_link(organization),
        announced: announced.unwrap_or_else(|| Cell::dash(CellState::Unknown, cell::UNKNOWN)),
        successor: successor.map(|successor| link(successor.name.as_str(), &successor.route)),
    }
}

fn successor<'a>(directory: &'a Directory, deprecation: &Deprecation) -> Option<&'a Record> {
    let key = directory.record(deprecation.place).successor.as_ref()?;
    directory.catalog.record(key)
}

/// What the list counts: models, or models and offers.
fn words(directory: &Directory) -> (&'static str, &'static str) {
    if directory.many_providers { ("model or offer", "models and offers") } else { ("model", "models") }
}

fn lead(directory: &Directory) -> Phrase {
    let today = PartialDate::day(directory.today());
    let day = Figure::time("computed.today", today.iso(), today.to_string());
    Phrase::new().text(format!("{} as of ", counts(directory))).figure(day).text(".")
}

/// "3 deprecated and 1 retired models".
fn counts(directory: &Directory) -> String {
    let open = directory.deprecations.partition_point(|deprecation| !deprecation.is_over());
    let over = directory.deprecations.len() - open;
    let (one, many) = words(directory);
    let noun = |count: usize| if count == 1 { one } else { many };
    match (open, over) {
        (open, 0) => format!("{} deprecated {}", number(open), noun(open)),
        (0, over) => format!("{} retired {}", number(over), noun(over)),
        (open, over) => format!("{} deprecated and {} retired {many}", number(open), number(over)),
    }
}

fn describe(directory: &Directory) -> String {
    description(&[
        format!("{}, with shutdown dates, announcement dates and successors.", counts(directory)),
        format!("As of {}.", PartialDate::day(directory.today())),
    ])
}

use std::borrow::Cow;

use serde::Serialize;

use super::parameters;
use super::subject::RecordPage;
use crate::domain::route::path_of;
use crate::domain::{Capability, Route, Status};
use crate::fact::{Form, Group, Statement, Value, statements};
use crate::render::context::RenderContext;
use crate::render::markdown::MarkdownPlace;
use crate::render::page::cell;
use crate::render::page::common::{link, listed};
use crate::render::page::provenance;
use crate::render::page::specification::Specification;
use crate::render::page::web;
use crate::render::page::words::{capital, lower};
use crate::render::view::{Cell, CellState, Figure, Html, Link, Phrase};
use crate::resolve::record::{Link as Written, Source};

/// The section with all that is known of the model; `component/specifications.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Specifications {
    /// The rows.
    pub rows: Vec<Specification>,
    /// The author's notes.
    pub notes: Vec<Html>,
}

/// How many rows a well-kept record has.
const USUAL: usize = 32;

/// All that is known of the model. What the file does not say has no row.
pub(super) fn specifications(subject: &RecordPage<'_>, context: &RenderContext) -> Specifications {
    let said: Vec<Statement<'_>> = statements(subject.record).collect();
    let sources = &subject.record.sources;
    let mut rows = Vec::with_capacity(USUAL);
    rows.extend(group(&said, Group::Limit));
    rows.extend(source("Limits", "sources.limit.checked", &sources.limit, subject));
    rows.extend((!subject.record.is_kind_unknown).then(|| api_type(subject)));
    rows.extend(group(&said, Group::Modality));
    rows.extend(capabilities(&said, "Supports", true));
    rows.extend(capabilities(&said, "Does not support", false));
    rows.extend(parameters::rows(subject.record));
    rows.extend(source("Capabilities", "sources.capabilities.checked", &sources.capabilities, subject));
    rows.extend(dates(&said));
    rows.extend(group(&said, Group::Lifecycle));
    rows.extend(source("Dates", "sources.dates.checked", &sources.dates, subject));
    names(subject, &said, &mut rows);
    rows.extend(open_weights(subject));
    rows.extend(WEIGHTS.iter().filter_map(|path| at(&said, path)));
    rows.extend(source("Architecture", "sources.architecture.checked", &sources.architecture, subject));
    rows.extend(group(&said, Group::Policy));
    rows.extend(provenance::attestations(&subject.directory.catalog, &subject.record.policy));
    rows.extend(source("Policy", "sources.policy.checked", &sources.policy, subject));
    let before = rows.len();
    rows.extend(group(&said, Group::Performance));
    if rows.len() > before {
        rows.extend(source("Measured", "sources.performance.checked", &sources.performance, subject));
    }
    rows.extend(source("Scores", "sources.benchmarks.checked", &sources.benchmarks, subject));
    rows.extend(source("Description", "sources.description.checked", &sources.description, subject));
    rows.extend(reading(subject));
    Specifications { rows, notes: notes(subject, context) }
}

const WEIGHTS: [&str; 6] = [
    "license",
    "architecture.parameters",
    "architecture.active_parameters",
    "architecture.quantization",
    "architecture.tokenizer",
    "architecture.languages",
];

/// The facts of a group that are figures, a row each. What does not apply has no row.
fn group(said: &[Statement<'_>], group: Group) -> impl Iterator<Item = Specification> {
    let shown = move |statement: &&Statement<'_>| {
        statement.fact.group == group
            && !matches!(statement.value, Value::NotApplicable)
            && statement.fact.form != Form::Code
            && statement.fact.path != "sources.performance.checked"
            && !statement.fact.path.starts_with("policy.attestations[]")
            && !is_usual(statement)
    };
    said.iter().filter(shown).map(of_statement)
}

/// Whether it says that a model is in service, which goes without saying.
fn is_usual(statement: &Statement<'_>) -> bool {
    statement.path == "computed.status" && statement.value.exact() == Status::Active.word()
}

/// What happened to a record on a day.
const EVENTS: [&str; 3] = ["release_date", "added", "last_updated"];

/// The dates of a record. What happened on one day is one row: "Released, added and updated".
fn dates(said: &[Statement<'_>]) -> Vec<Specification> {
    let all = said.iter().filter(|statement| statement.fact.group == Group::Date);
    let (events, others): (Vec<_>, Vec<_>) = all.partition(|statement| EVENTS.contains(&statement.fact.path));
    let mut days: Vec<(String, Vec<&Statement<'_>>)> = Vec::new();
    for event in events {
        let day = event.value.exact();
        match days.iter_mut().find(|(other, _)| *other == day) {
            Some((_, events)) => events.push(event),
            None => days.push((day, vec![event])),
        }
    }
    let days = days
        .into_iter()
        .map(|(_, events)| Specification { label: label(&events), ..of_statement(events[0]) });
    days.chain(others.into_iter().map(of_statement)).collect()
}

/// "Released", "Released and added", "Added and updated".
fn label(events: &[&Statement<'_>]) -> String {
    let words = events.iter().enumerate().map(|(at, event)| match (at, event.fact.path) {
        (0, _) => event.label.clone().into_owned(),
        (_, "last_updated") => "updated".to_owned(),
        _ => lower(&event.label),
    });
    listed(&words.collect::<Vec<_>>())
}

/// The row of one fact.
fn at(said: &[Statement<'_>], path: &str) -> Option<Specification> {
    said.iter().find(|statement| statement.fact.path == path).map(of_statement)
}

fn of_statement(statement: &Statement<'_>) -> Specification {
    let detail = match &statement.value {
        Value::Tokens(number) if number.short() == number.number() => Some(number.unit().to_owned()),
        Value::Tokens(number) => Some(number.exact()),
        _ => None,
    };
    Specification {
        label: statement.label.clone().into_owned(),
        cell: Some(cell::of_statement(statement)),
        is_figure: is_figure(&statement.value),
        detail,
        ..Specification::default()
    }
}

/// Whether a value is a number or a date, which stand below each other at the end of their lines.
fn is_figure(value: &Value<'_>) -> bool {
    matches!(
        value,
        Value::Tokens(_)
            | Value::NotApplicable
            | Value::Count(..)
            | Value::Large(_)
            | Value::Number(..)
            | Value::Date(_)
    )
}

fn api_type(subject: &RecordPage<'_>) -> Specification {
    let kind = subject.record.kind;
    let label = "API type".to_owned();
    if subject.directory.facets.has_type(kind) {
        let links = vec![link(kind.label(), &Route::kind(kind.word()))];
        return Specification { label, links, ..Specification::default() };
    }
    Specification { label, cell: Some(words(kind.label())), ..Specification::default() }
}

/// The capabilities of which the file says yes, or no, under a key of their own.
fn capabilities(said: &[Statement<'_>], label: &str, value: bool) -> Option<Specification> {
    let stated = said.iter().filter(|statement| {
        statement.fact.group == Group::Capability
            && matches!(statement.value, Value::Flag(flag) if flag == value)
    });
    let figures = stated.map(|statement| {
        Figure::data(statement.path.clone().into_owned(), value.to_string(), lower(&statement.label))
    });
    let text = join(figures.map(capitalize_first()));
    text.map(|text| Specification::words(label, text))
}

/// Capitalises the first figure of a row.
fn capitalize_first() -> impl FnMut(Figure) -> Figure {
    let mut is_first = true;
    move |figure| {
        let text = if std::mem::take(&mut is_first) { capital(&figure.text) } else { figure.text };
        Figure { text, ..figure }
    }
}

fn names(subject: &RecordPage<'_>, said: &[Statement<'_>], rows: &mut Vec<Specification>) {
    let record = subject.record;
    let catalog = &subject.directory.catalog;
    let named = |key| catalog.record(key).map(|record| link(&record.name, &record.route));
    let base = record.variant_of.as_ref().and_then(named);
    let variants: Vec<Link> = subject.directory.variants(subject.place).iter().filter_map(named).collect();
    let found = [
        codes("Snapshots", &record.snapshots),
        codes("Aliases", &record.aliases),
        at(said, "family"),
        links("Variant of", base.into_iter().collect()),
        links("Variants", variants),
        links("Tags", tags(subject)),
        tag_words(subject),
    ];
    rows.extend(found.into_iter().flatten());
}

fn codes(label: &str, codes: &[String]) -> Option<Specification> {
    let row = Specification { label: label.to_owned(), code: codes.to_vec(), ..Specification::default() };
    (!codes.is_empty()).then_some(row)
}

fn links(label: &str, links: Vec<Link>) -> Option<Specification> {
    let is_empty = links.is_empty();
    (!is_empty).then(|| Specification { label: label.to_owned(), links, ..Specification::default() })
}

fn tags(subject: &RecordPage<'_>) -> Vec<Link> {
    subject
        .record
        .tags
        .iter()
        .filter_map(|tag: &String| tag_page(subject, tag).map(|slug| link(tag, &Route::tag(&slug))))
        .collect()
}

/// The tags of a record that stands in no list, which have no pages.
fn tag_words(subject: &RecordPage<'_>) -> Option<Specification> {
    let lost = subject.record.tags.iter().filter(|tag| tag_page(subject, tag).is_none());
    let lost: Vec<&str> = lost.map(String::as_str).collect();
    let row = || Specification {
        label: "Tagged".to_owned(),
        cell: Some(words(lost.join(", "))),
        ..Specification::default()
    };
    (!lost.is_empty()).then(row)
}

fn tag_page(subject: &RecordPage<'_>, tag: &str) -> Option<String> {
    let slug = path_of(tag).ok()?;
    subject.directory.facets.has_tag(&slug).then_some(slug)
}

fn open_weights(subject: &RecordPage<'_>) -> Option<Specification> {
    let links: Vec<Link> =
        subject.record.weights.iter().filter_map(|link| weights_link(subject, link)).collect();
    let figure = subject.record.capabilities.get(Capability::OpenWeights).map(|is_open| {
        let word = if is_open { "Open" } else { "Closed" };
        Figure::data("open_weights", is_open.to_string(), word)
    });
    let row = Specification {
        label: "Weights".to_owned(),
        cell: figure.map(Cell::known),
        links,
        ..Specification::default()
    };
    (row.cell.is_some() || !row.links.is_empty()).then_some(row)
}

fn reading(subject: &RecordPage<'_>) -> Option<Specification> {
    let further = subject.record.links.iter().filter_map(|link| outside_link(subject, link)).collect();
    links("Links", further)
}

/// A link to weights, with their file format.
fn weights_link(subject: &RecordPage<'_>, written: &Written) -> Option<Link> {
    let link = outside_link(subject, written)?;
    Some(match &written.format {
        Some(format) => Link { text: format!("{} ({format})", link.text), ..link },
        None => link,
    })
}

/// A link of the file: by its label, else by whose site it leads to, with what kind of thing stands there.
fn outside_link(subject: &RecordPage<'_>, written: &Written) -> Option<Link> {
    let text = match (&written.label, &written.kind) {
        (Some(label), _) => Cow::Borrowed(label.as_str()),
        (None, Some(kind)) => {
            let owner = web::owner(&subject.directory.catalog, &written.url);
            Cow::Owned(format!("{} at {owner}", capital(&kind.replace('_', " "))))
        }
        (None, None) => Cow::Owned(web::owner(&subject.directory.catalog, &written.url)),
    };
    web::link(text, &written.url)
}

/// When facts were checked and where, if the file says so.
fn source(
    label: &str,
    fact: &'static str,
    source: &Source,
    subject: &RecordPage<'_>,
) -> Option<Specification> {
    let day = source.checked.map(|day| (fact, day));
    provenance::source(&subject.directory.catalog, label, day, source.url.as_deref())
}

fn notes(subject: &RecordPage<'_>, context: &RenderContext) -> Vec<Html> {
    let root = subject.record.route.to_root();
    let render = |(at, note): (usize, &String)| {
        let prefix = format!("note-{}", at + 1);
        context.markdown.block(note, MarkdownPlace { prefix: &prefix, root: &root, level: 3 })
    };
    subject.record.notes.iter().enumerate().map(render).collect()
}

/// Figures with commas between them; nothing where there are none.
fn join(figures: impl Iterator<Item = Figure>) -> Option<Phrase> {
    figures.fold(None, |text, figure| {
        let text = text.map_or_else(Phrase::new, |text: Phrase| text.text(", "));
        Some(text.figure(figure))
    })
}

fn words(text: impl Into<Cow<'static, str>>) -> Cell {
    Cell::words(CellState::Known, text)
}

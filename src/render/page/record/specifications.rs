use std::borrow::Cow;

use rust_decimal::Decimal;

use super::subject::Subject;
use super::words::{capital, count, grouped, large, lower};
use super::{parameters, web};
use crate::domain::route::path_of;
use crate::domain::{Capability, Modality, PartialDate, Route, Status};
use crate::render::markdown::MarkdownPlace;
use crate::render::page::cell;
use crate::render::page::common::link;
use crate::render::page::policy::rows as policy_rows;
use crate::render::tools::Tools;
use crate::render::view::{Cell, CellState, Figure, Html, Link, Phrase, Specification, Specifications};
use crate::resolve::record::{Link as Written, Measure, Source};

/// How many rows a well-kept record has.
const USUAL: usize = 32;

/// All that is known of the model. What the file does not say has no row.
pub(super) fn specifications(subject: &Subject<'_>, tools: &Tools) -> Specifications {
    let mut rows = Vec::with_capacity(USUAL);
    limits(subject, &mut rows);
    api(subject, &mut rows);
    dates(subject, &mut rows);
    names(subject, &mut rows);
    rows.extend(parameters::rows(subject.record));
    weights(subject, &mut rows);
    policy(subject, &mut rows);
    performance(subject, &mut rows);
    rows.extend(reading(subject));
    Specifications { rows, notes: notes(subject, tools) }
}

pub(super) fn limits(subject: &Subject<'_>, rows: &mut Vec<Specification>) {
    let limit = &subject.record.limit;
    let number = |label, fact, number: Option<u64>, unit: &str| {
        let number = number?;
        let text = format!("{}{unit}", count(number));
        Some(row(label, Figure::data(fact, number.to_string(), text)))
    };
    let found = [
        tokens("Context window", "limit.context", limit.context),
        tokens("Max input", "limit.input", limit.input),
        tokens("Max output", "limit.output", limit.output),
        number("Dimensions", "limit.dimensions", limit.dimensions, ""),
        number("Inputs per request", "limit.max_batch", limit.max_batch, ""),
        number("Images per request", "limit.images", limit.images, ""),
        number("Max file size", "limit.file_mb", limit.file_mb, " MB"),
        number("Max length", "limit.duration_seconds", limit.duration_seconds, " seconds"),
    ];
    rows.extend(found.into_iter().flatten());
    rows.extend(source("Limits checked", "sources.limit.checked", &subject.record.sources.limit, subject));
}

fn tokens(label: &str, fact: &'static str, measure: Measure) -> Option<Specification> {
    let number = measure.known()?;
    let exact = if number.short() == number.grouped() { number.unit().to_owned() } else { number.exact() };
    Some(Specification {
        label: label.to_owned(),
        cell: Some(cell::tokens(fact, measure)),
        detail: Some(exact),
        ..Specification::default()
    })
}

fn api(subject: &Subject<'_>, rows: &mut Vec<Specification>) {
    let record = subject.record;
    let input = modalities("Input", "modalities.input", record.input.as_deref());
    let output = modalities("Output", "modalities.output", record.output.as_deref());
    let found = [
        Some(kind(subject)),
        input,
        output,
        capabilities(subject, "Supports", true),
        capabilities(subject, "Does not support", false),
    ];
    rows.extend(found.into_iter().flatten());
}

fn kind(subject: &Subject<'_>) -> Specification {
    let kind = subject.record.kind;
    let label = "API type".to_owned();
    if subject.directory.facets.types.iter().any(|(listed, _)| *listed == kind) {
        let links = vec![link(kind.label(), &Route::kind(kind.word()))];
        return Specification { label, links, ..Specification::default() };
    }
    Specification { label, cell: Some(words(kind.label())), ..Specification::default() }
}

pub(super) fn modalities(
    label: &str,
    fact: &'static str,
    list: Option<&[Modality]>,
) -> Option<Specification> {
    let list = list.filter(|list| !list.is_empty())?;
    let codes: Vec<&str> = list.iter().map(|modality| modality.word()).collect();
    let words: Vec<&str> = list.iter().map(|modality| modality.plural()).collect();
    Some(row(label, Figure::data(fact, codes.join(","), capital(&words.join(", ")))))
}

/// The capabilities of which the file says yes, or no, under a key of their own.
fn capabilities(subject: &Subject<'_>, label: &str, value: bool) -> Option<Specification> {
    let said = Capability::all().filter(|capability| {
        let field = capability.words().field;
        subject.record.capabilities.get(*capability) == Some(value)
            && !field.starts_with("modalities")
            && *capability != Capability::OpenWeights
    });
    let figures = said.map(|capability| {
        let words = capability.words();
        Figure::data(key_of(subject, capability), value.to_string(), lower(words.label))
    });
    let text = joined(figures.map(capitalised_first()));
    text.map(|text| in_words(label, text))
}

/// Capitalises the first figure of a row.
fn capitalised_first() -> impl FnMut(Figure) -> Figure {
    let mut is_first = true;
    move |figure| {
        let text = if std::mem::take(&mut is_first) { capital(&figure.text) } else { figure.text };
        Figure { text, ..figure }
    }
}

/// The key that says so; prompt caching may follow from a price.
pub(super) fn key_of(subject: &Subject<'_>, capability: Capability) -> &'static str {
    match capability {
        Capability::PromptCaching if subject.record.source.node("capabilities.prompt_caching").is_some() => {
            "capabilities.prompt_caching"
        }
        Capability::PromptCaching => "computed.prompt_caching",
        other => other.words().field,
    }
}

pub(super) fn dates(subject: &Subject<'_>, rows: &mut Vec<Specification>) {
    let record = subject.record;
    let date = |label, fact: &'static str, day: Option<PartialDate>| Some(row(label, cell::date(fact, day?)));
    let ends = if record.status == Status::Retired { "Shut down" } else { "Shuts down" };
    let found = [
        date("Knowledge cutoff", "knowledge", record.knowledge),
        date("Released", "release_date", record.release_date),
        date("Added", "added", record.added),
        date("Last updated", "last_updated", record.last_updated),
        status(subject),
        date("Deprecated", "deprecated", record.deprecated),
        date(ends, "retires", record.retires),
    ];
    rows.extend(found.into_iter().flatten());
}

/// The stage of life, where the file or the day says anything of it.
fn status(subject: &Subject<'_>) -> Option<Specification> {
    let record = subject.record;
    let written = record.source.text("status");
    let word = record.status.word();
    if written.is_none() && record.status == Status::Active {
        return None;
    }
    let fact = if written == Some(word) { "status" } else { "computed.status" };
    let label = cell::status(record).map_or_else(|| capital(word), |status| status.label);
    Some(row("Status", Figure::data(fact, word, label)))
}

fn names(subject: &Subject<'_>, rows: &mut Vec<Specification>) {
    let record = subject.record;
    let catalog = &subject.directory.catalog;
    let named = |key| catalog.record(key).map(|record| link(&record.name, &record.route));
    let base = record.variant_of.as_ref().and_then(named);
    let variants: Vec<Link> = subject.directory.variants(subject.place).iter().filter_map(named).collect();
    let found = [
        codes("Model ID", std::slice::from_ref(&record.id)),
        codes("Snapshots", &record.snapshots),
        codes("Aliases", &record.aliases),
        record.family.as_ref().map(|family| row("Family", Figure::data("family", family, family))),
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

fn tags(subject: &Subject<'_>) -> Vec<Link> {
    let page = |tag: &String| tag_page(subject, tag).map(|slug| link(tag, &Route::tag(&slug)));
    subject.record.tags.iter().filter_map(page).collect()
}

/// The tags of a record that stands in no list, which have no pages.
fn tag_words(subject: &Subject<'_>) -> Option<Specification> {
    let lost = subject.record.tags.iter().filter(|tag| tag_page(subject, tag).is_none());
    let lost: Vec<&str> = lost.map(String::as_str).collect();
    let row = || Specification {
        label: "Tagged".to_owned(),
        cell: Some(words(lost.join(", "))),
        ..Specification::default()
    };
    (!lost.is_empty()).then(row)
}

fn tag_page(subject: &Subject<'_>, tag: &str) -> Option<String> {
    let slug = path_of(tag).ok()?;
    let tags = &subject.directory.facets.tags;
    tags.binary_search_by(|known| known.slug.as_str().cmp(&slug)).is_ok().then_some(slug)
}

pub(super) fn weights(subject: &Subject<'_>, rows: &mut Vec<Specification>) {
    let record = subject.record;
    let architecture = &record.architecture;
    let text = |label, fact: &'static str, text: &Option<String>| {
        text.as_ref().map(|text| row(label, Figure::data(fact, text, text)))
    };
    let number = |label, fact: &'static str, number: Option<u64>| {
        let number = number?;
        let figure = Figure::data(fact, number.to_string(), large(number)).with_title(count(number));
        Some(row(label, figure))
    };
    let languages = (!architecture.languages.is_empty()).then(|| {
        let (value, text) = (architecture.languages.join(","), architecture.languages.join(", "));
        row("Languages", Figure::data("architecture.languages", value, text))
    });
    let found = [
        open_weights(subject),
        text("Licence", "license", &record.license),
        number("Parameters", "architecture.parameters", architecture.parameters),
        number("Active parameters", "architecture.active_parameters", architecture.active_parameters),
        text("Quantization", "architecture.quantization", &architecture.quantization),
        text("Tokenizer", "architecture.tokenizer", &architecture.tokenizer),
        languages,
    ];
    rows.extend(found.into_iter().flatten());
}

fn open_weights(subject: &Subject<'_>) -> Option<Specification> {
    let links: Vec<Link> = subject.record.weights.iter().filter_map(|link| outward(subject, link)).collect();
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

fn policy(subject: &Subject<'_>, rows: &mut Vec<Specification>) {
    rows.extend(policy_rows(&subject.record.policy));
    rows.extend(source("Policy checked", "sources.policy.checked", &subject.record.sources.policy, subject));
}

pub(super) fn performance(subject: &Subject<'_>, rows: &mut Vec<Specification>) {
    let measured = &subject.record.performance;
    let number = |label, fact: &'static str, number: Option<Decimal>, unit: &str| {
        let number = number?;
        Some(row(label, Figure::data(fact, number.to_string(), format!("{}{unit}", grouped(number)))))
    };
    let before = rows.len();
    let found = [
        number("Speed", "performance.tokens_per_second", measured.tokens_per_second, " tokens per second"),
        number("First token", "performance.first_token_ms", measured.first_token_ms, " ms"),
        number("Uptime", "performance.uptime_percent", measured.uptime_percent, "%"),
    ];
    rows.extend(found.into_iter().flatten());
    if rows.len() > before {
        let measured = &subject.record.sources.performance;
        rows.extend(source("Measured", "sources.performance.checked", measured, subject));
    }
}

fn reading(subject: &Subject<'_>) -> Option<Specification> {
    let further = subject.record.links.iter().filter_map(|link| outward(subject, link)).collect();
    links("Links", further)
}

/// A link of the file: by its label, else by whose site it leads to, with what kind of thing stands there.
fn outward(subject: &Subject<'_>, written: &Written) -> Option<Link> {
    let text = match (&written.label, &written.kind) {
        (Some(label), _) => Cow::Borrowed(label.as_str()),
        (None, Some(kind)) => {
            let owner = web::owner(&subject.directory.catalog, &written.url);
            Cow::Owned(format!("{} at {owner}", capital(&kind.replace('_', " "))))
        }
        (None, None) => Cow::Borrowed(web::owner(&subject.directory.catalog, &written.url)),
    };
    web::link(text, &written.url)
}

/// When facts were checked and where, if the file says so.
fn source(label: &str, fact: &'static str, source: &Source, subject: &Subject<'_>) -> Option<Specification> {
    let url = source.url.as_deref();
    let link = url.and_then(|url| web::link(web::owner(&subject.directory.catalog, url), url));
    let cell = source.checked.map(|day| Cell::known(cell::date(fact, day)));
    let label = if cell.is_some() { label.to_owned() } else { label.replace(" checked", " source") };
    let is_known = cell.is_some() || link.is_some();
    is_known.then(|| Specification {
        label,
        cell,
        links: link.into_iter().collect(),
        ..Specification::default()
    })
}

fn notes(subject: &Subject<'_>, tools: &Tools) -> Vec<Html> {
    let root = subject.record.route.to_root();
    let render = |(at, note): (usize, &String)| {
        let prefix = format!("note-{}", at + 1);
        tools.markdown.block(note, MarkdownPlace { prefix: &prefix, root: &root, level: 3 })
    };
    subject.record.notes.iter().enumerate().map(render).collect()
}

/// A row with one figure.
pub(super) fn row(label: &str, figure: Figure) -> Specification {
    Specification { label: label.to_owned(), cell: Some(Cell::known(figure)), ..Specification::default() }
}

/// A row of words with figures in them.
pub(super) fn in_words(label: &str, text: Phrase) -> Specification {
    Specification { label: label.to_owned(), text: Some(text), ..Specification::default() }
}

/// Figures with commas between them; nothing where there are none.
fn joined(figures: impl Iterator<Item = Figure>) -> Option<Phrase> {
    figures.fold(None, |text, figure| {
        let text = text.map_or_else(Phrase::new, |text: Phrase| text.text(", "));
        Some(text.figure(figure))
    })
}

fn words(text: impl Into<Cow<'static, str>>) -> Cell {
    Cell::words(CellState::Known, text)
}

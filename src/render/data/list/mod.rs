//! Lists, authors and providers for machines: `index.json` beside the page, with what the page lists. Long lists are in parts.

mod change;
mod ending;
mod frame;
mod named;
mod party;
mod row;

use schemars::JsonSchema;
use serde::Serialize;

use self::change::Change;
use self::ending::Ending;
use self::frame::{Extent, Head, in_part, route};
use self::named::Named;
pub(super) use self::named::is_shown;
pub(super) use self::party::{Party, WEBSITE};
use self::row::Row;
use super::form::{LISTS, one_of_lists};
use crate::derive::Directory;
use crate::plan::{ListOf, ROWS_A_PART};

/// Writes a part of a list as JSON.
pub(super) fn write(directory: &Directory, list: ListOf, part: usize, buffer: &mut Vec<u8>) {
    let written = match list {
        ListOf::Author(_) | ListOf::Provider(_) => {
            serde_json::to_writer(buffer, &Party::new(directory, list, part))
        }
        _ => serde_json::to_writer(buffer, &ListFile::new(directory, list, part)),
    };
    written.expect("writing to memory does not fail");
}

/// What a page of the site lists: models, offers, authors, providers, capabilities, types, tags, shutdowns or changes.
#[derive(Serialize, JsonSchema)]
pub(super) struct ListFile<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// What is listed.
    #[schemars(schema_with = "one_of_lists")]
    list: &'static str,
    /// The name of the list: `Vision`.
    name: String,
    /// What the entries have in common, in a sentence.
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'static str,
    #[serde(flatten)]
    part: Extent,
    /// What is listed, in the order of the page.
    entries: Vec<Entry<'a>>,
}

/// What is listed.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum Entry<'a> {
    /// A model or an offer.
    Row(Box<Row<'a>>),
    /// An author, a provider, a capability, a type or a tag.
    Named(Box<Named<'a>>),
    /// A model or an offer that is deprecated or retired.
    Ending(Ending<'a>),
    /// A model, an offer, an author or a provider that changed.
    Change(Change<'a>),
}

impl<'a> ListFile<'a> {
    fn new(directory: &'a Directory, list: ListOf, part: usize) -> Self {
        let (word, name, description) = words(directory, list);
        let route = route(directory, list);
        Self {
            head: Head::new(directory, list, &route, part),
            list: word,
            name,
            description,
            part: Extent::new(directory, list, &route, part),
            entries: entries(directory, list, part),
        }
    }
}

/// What is listed, the name of the list, and what its entries have in common.
fn words(directory: &Directory, list: ListOf) -> (&'static str, String, &'static str) {
    let facets = &directory.facets;
    let (word, name) = match list {
        ListOf::Index | ListOf::Author(_) | ListOf::Provider(_) => (LISTS[0], "Models"),
        ListOf::Authors => (LISTS[1], "Authors"),
        ListOf::Providers => (LISTS[2], "Providers"),
        ListOf::Capabilities => (LISTS[3], "Capabilities"),
        ListOf::Types => (LISTS[4], "Types"),
        ListOf::Tags => (LISTS[5], "Tags"),
        ListOf::Capability(at) => {
            let words = facets.capabilities[at].0.words();
            return (LISTS[6], words.label.to_owned(), words.definition);
        }
        ListOf::Type(at) => {
            let kind = facets.types[at].0;
            return (LISTS[7], kind.plural().to_owned(), kind.definition());
        }
        ListOf::Tag(at) => return (LISTS[8], facets.tags[at].name.clone(), ""),
        ListOf::Deprecations => (LISTS[9], "Deprecations"),
        ListOf::Changes => (LISTS[10], "Changes"),
    };
    (word, name.to_owned(), "")
}

fn entries(directory: &Directory, list: ListOf, part: usize) -> Vec<Entry<'_>> {
    let facets = &directory.facets;
    let rows =
        |rows: &[usize]| -> Vec<Entry<'_>> { Row::of_rows(directory, rows, part).map(Entry::of).collect() };
    match list {
        ListOf::Index => {
            let all: Vec<usize> = (0..directory.rows.len()).collect();
            rows(&all)
        }
        ListOf::Author(at) => rows(&facets.authors[at]),
        ListOf::Capability(at) => rows(&facets.capabilities[at].1),
        ListOf::Type(at) => rows(&facets.types[at].1),
        ListOf::Tag(at) => rows(&facets.tags[at].rows),
        ListOf::Provider(at) => {
            let offers = in_part(&facets.providers[at], part).iter();
            offers.map(|offer| Entry::of(Row::of_offer(directory, *offer))).collect()
        }
        ListOf::Deprecations => {
            let all: Vec<usize> = (0..directory.deprecations.len()).collect();
            let shown = in_part(&all, part).iter();
            shown.map(|at| Entry::Ending(Ending::new(directory, &directory.deprecations[*at]))).collect()
        }
        ListOf::Changes => {
            let all = change::all(directory);
            in_part(&all, part)
                .iter()
                .map(|(day, it)| Entry::Change(Change::new(directory, day, it)))
                .collect()
        }
        _ => {
            let all = named::all(directory, list);
            let from = ((part - 1) * ROWS_A_PART).min(all.len());
            let shown = all.into_iter().skip(from).take(ROWS_A_PART);
            shown.map(|entry| Entry::Named(Box::new(entry))).collect()
        }
    }
}

impl<'a> Entry<'a> {
    fn of(row: Row<'a>) -> Self {
        Self::Row(Box::new(row))
    }
}

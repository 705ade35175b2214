//! Records that say too little: no description, no source, no date on which a source was checked.

use super::codes::{NO_DESCRIPTION, NO_SOURCE};
use crate::diag::{Code, Diagnostic, Span};
use crate::parse::Table;
use crate::resolve::catalog::Place;
use crate::resolve::{Catalog, Record};

/// How many files a count names.
const NAMED: usize = 5;

/// The records of files of which neither they nor their author or provider say when a source was checked.
pub(super) fn unchecked(catalog: &Catalog) -> impl Iterator<Item = &Record> {
    without(catalog, "checked")
}

/// How many records lack a description or a source, each count at the first file.
pub(super) fn counts(catalog: &Catalog) -> Vec<Diagnostic> {
    let models: Vec<&Record> = models(catalog).collect();
    let plain: Vec<&Record> = models.iter().copied().filter(|model| model.description.is_none()).collect();
    let has_facts = |record: &&Record| ["cost", "limit"].iter().any(|key| record.source.node(key).is_some());
    let facts = catalog.records_of_files().filter(|record| has_facts(&&***record)).count();
    let bare: Vec<&Record> = without(catalog, "url").filter(has_facts).collect();
    [
        count(&NO_DESCRIPTION, &plain, models.len(), "models have no `description`", "add a `description`"),
        count(
            &NO_SOURCE,
            &bare,
            facts,
            "records with prices or limits name no source",
            "add `[sources.cost]` with `url` and `checked`",
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The models that have a file.
fn models(catalog: &Catalog) -> impl Iterator<Item = &Record> {
    catalog.models.iter().filter(|model| model.listings.is_none()).map(|model| &*model.record)
}

/// The records of files of which no source has a key, nor one of their author or provider.
fn without<'a>(catalog: &'a Catalog, key: &'static str) -> impl Iterator<Item = &'a Record> {
    let models = (0..catalog.models.len()).map(Place::Model);
    let places = models.chain((0..catalog.offers.len()).map(Place::Offer));
    let of_files = places.filter(|place| !catalog.has_no_file(*place));
    let lacks = move |place: &Place| {
        let organization = &catalog.organization(*place).source;
        !has(&catalog.at(*place).source, key) && !has(organization, key)
    };
    of_files.filter(lacks).map(|place| catalog.at(place))
}

fn has(table: &Table, key: &str) -> bool {
    table.entries("sources").any(|(_, source)| source.node(key).is_some())
}

fn count(code: &'static Code, found: &[&Record], all: usize, what: &str, help: &str) -> Option<Diagnostic> {
    let first = found.first()?;
    let files: Vec<String> = found.iter().take(NAMED).map(|record| format!("`{}`", record.path)).collect();
    let more = found.len() - files.len();
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let message = format!("{} of {all} {what}", found.len());
    Some(
        Diagnostic::new(code, Span::whole(first.file), message)
            .help(format!("{help}: {}{more}", files.join(", "))),
    )
}

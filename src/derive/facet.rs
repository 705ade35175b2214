//! The lists of the index by what its rows have in common.

use std::collections::BTreeMap;

use super::Directory;
use super::row::newest_first;
use crate::domain::route::path_of;
use crate::domain::{Capability, ModelType};
use crate::resolve::catalog::Place;

/// The rows by capability, type, tag and author, and the offers by provider. Rows are given by their indexes, in the
/// order of the index.
#[derive(Debug, Default)]
pub struct Facets {
    /// The capabilities that some row has, in the order of badges.
    pub capabilities: Vec<(Capability, Vec<usize>)>,
    /// The types that some row has, in the order of the schema.
    pub types: Vec<(ModelType, Vec<usize>)>,
    /// The tags that some row has, in the order of their paths.
    pub tags: Vec<Tag>,
    /// By the index of an author, the rows of its models.
    pub authors: Vec<Vec<usize>>,
    /// By the index of a provider, the indexes of its listed offers, newest first.
    pub providers: Vec<Vec<usize>>,
}

/// A word under which the directory lists models.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag {
    /// The word as the newest row writes it.
    pub name: String,
    /// The last part of its page's path.
    pub slug: String,
    /// The rows.
    pub rows: Vec<usize>,
}

/// Sorts the rows of a directory.
pub(super) fn facets(directory: &Directory) -> Facets {
    let records = || directory.rows.iter().map(|row| directory.record(row.place)).enumerate();
    let having = |capability| {
        let rows = records().filter(|(_, record)| record.capabilities.has(capability)).map(|(at, _)| at);
        (capability, rows.collect())
    };
    let of_type = |kind| {
        let rows = records().filter(|(_, record)| record.kind == kind).map(|(at, _)| at);
        (kind, rows.collect())
    };
    Facets {
        capabilities: Capability::all()
            .map(having)
            .filter(|(_, rows): &(_, Vec<_>)| !rows.is_empty())
            .collect(),
        types: ModelType::all().map(of_type).filter(|(_, rows): &(_, Vec<_>)| !rows.is_empty()).collect(),
        tags: tags(directory),
        authors: authors(directory),
        providers: providers(directory),
    }
}

/// The tags of all rows. Words with the same path are one tag; a word without a path is none.
fn tags(directory: &Directory) -> Vec<Tag> {
    let mut tags = BTreeMap::new();
    for (at, row) in directory.rows.iter().enumerate() {
        for name in &directory.record(row.place).tags {
            let Ok(slug) = path_of(name) else { continue };
            let tag = tags.entry(slug.clone()).or_insert_with(|| Tag {
                name: name.clone(),
                slug,
                rows: Vec::new(),
            });
            if tag.rows.last() != Some(&at) {
                tag.rows.push(at);
            }
        }
    }
    tags.into_values().collect()
}

fn authors(directory: &Directory) -> Vec<Vec<usize>> {
    let mut authors = vec![Vec::new(); directory.catalog.authors.len()];
    for (at, row) in directory.rows.iter().enumerate() {
        if let Some(model) = directory.catalog.model_of(row.place) {
            authors[model.author].push(at);
        }
    }
    authors
}

fn providers(directory: &Directory) -> Vec<Vec<usize>> {
    let catalog = &directory.catalog;
    let offers = (0..catalog.offers.len()).map(Place::Offer).filter(|place| directory.is_listed(*place));
    let mut providers = vec![Vec::new(); catalog.providers.len()];
    for place in newest_first(directory, offers.collect()) {
        if let Place::Offer(at) = place {
            providers[catalog.offers[at].provider].push(at);
        }
    }
    providers
}

//! The lists of the index by what its rows have in common.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

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
    /// By the index of a row, the indexes of its tags.
    tags_of_rows: Vec<Vec<usize>>,
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
        let rows =
            records().filter(|(_, record)| record.kind == kind && !record.is_kind_unknown).map(|(at, _)| at);
        (kind, rows.collect())
    };
    let tags = tags(directory);
    Facets {
        capabilities: Capability::all()
            .map(having)
            .filter(|(_, rows): &(_, Vec<_>)| !rows.is_empty())
            .collect(),
        types: ModelType::all().map(of_type).filter(|(_, rows): &(_, Vec<_>)| !rows.is_empty()).collect(),
        tags_of_rows: tags_of_rows(directory.rows.len(), &tags),
        tags,
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

fn tags_of_rows(rows: usize, tags: &[Tag]) -> Vec<Vec<usize>> {
    let mut tags_of_rows = vec![Vec::new(); rows];
    for (at, tag) in tags.iter().enumerate() {
        for row in &tag.rows {
            tags_of_rows[*row].push(at);
        }
    }
    tags_of_rows
}

impl Facets {
    /// The tags that share the most rows with a tag, at most so many. It looks at the tags of its rows alone.
    pub fn tags_beside(&self, index: usize, most: usize) -> Vec<usize> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for other in self.tags[index].rows.iter().flat_map(|row| &self.tags_of_rows[*row]) {
            *shared.entry(*other).or_default() += 1;
        }
        shared.remove(&index);
        let mut others: Vec<(usize, usize)> = shared.into_iter().collect();
        others.sort_unstable_by_key(|(at, count)| (Reverse(*count), *at));
        others.truncate(most);
        others.into_iter().map(|(at, _)| at).collect()
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::fixture::Site;

    #[test]
    fn rows_are_listed_by_what_they_have() {
        let directory = Site::new()
            .model("a/one", "added = 2026-02-01\ntool_call = true\ntags = [\"Long context\", \"new\"]")
            .model(
                "b/two",
                "added = 2026-01-01\ntool_call = false\ntype = \"embedding\"\ntags = [\"long-context\"]",
            )
            .derive();
        let facets = &directory.facets;
        assert_eq!(facets.capabilities, [(Capability::ToolCalling, vec![0])]);
        assert_eq!(facets.types, [(ModelType::Chat, vec![0]), (ModelType::Embedding, vec![1])]);
        assert_eq!(facets.authors, [vec![0], vec![1]]);
        let tag = |name: &str, slug: &str, rows: &[usize]| Tag {
            name: name.into(),
            slug: slug.into(),
            rows: rows.into(),
        };
        assert_eq!(facets.tags, [tag("Long context", "long-context", &[0, 1]), tag("new", "new", &[0])]);
    }

    #[test]
    fn a_provider_lists_its_offers_newest_first() {
        let directory = Site::new()
            .provider("p", "name = \"P\"")
            .offer("p", "old", "release_date = 2024-01-01")
            .offer("p", "new", "release_date = 2026-01-01")
            .offer("p", "new-eu", "variant_of = \"new\"")
            .offer("p", "hidden", "unlisted = true")
            .derive();
        let names: Vec<_> = directory.facets.providers[0]
            .iter()
            .map(|at| &directory.catalog.offers[*at].record.name)
            .collect();
        assert_eq!(names, ["new", "old"]);
    }
}

//! Groups the rows of the index by capability, type, tag, author and provider.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;

use super::Directory;
use super::row::{Row, newest_first};
use crate::domain::route::path_of;
use crate::domain::{Capability, ModelType};
use crate::resolve::{Place, Record};
use crate::trace::{self, Index, List, Note, Shelf};

/// The rows by capability, type, tag and author, and the offers by provider. Rows are indexes into [`Directory::rows`], in
/// the order of the index.
#[derive(Debug)]
pub struct Facets {
    /// The capabilities that some row has, in the order of badges.
    pub capabilities: Shelf<(Capability, Vec<usize>)>,
    /// The types that some row has, in the order of the schema.
    pub types: Shelf<(ModelType, Vec<usize>)>,
    /// The tags that some row has, in the order of their paths.
    pub tags: Shelf<Tag>,
    /// By the index of an author, the rows of its models.
    pub authors: Shelf<Vec<usize>>,
    /// By the index of a provider, the indexes of its listed offers, newest first.
    pub providers: Shelf<Vec<usize>>,
    /// By the index of a row, the indexes of its tags.
    tags_of_rows: Vec<Vec<usize>>,
}

/// A word under which the directory lists models.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag {
    /// The word as the newest row spells it.
    pub name: String,
    /// The last segment of its page's path.
    pub slug: String,
    /// The rows.
    pub rows: Vec<usize>,
}

/// Groups the rows of a directory.
pub(super) fn facets(directory: &Directory) -> Facets {
    let tags = tags(directory);
    Facets {
        capabilities: Shelf::new(
            List::OfCapabilities,
            group_rows(directory, Capability::all(), |row, capability| row.can(directory, capability)),
        ),
        types: Shelf::new(
            List::OfTypes,
            group_rows(directory, ModelType::all(), |row, kind| {
                let record = directory.record(row.place);
                record.kind == kind && !record.is_kind_unknown
            }),
        ),
        tags_of_rows: tags_of_rows(directory.rows.len(), &tags),
        tags: Shelf::new(List::OfTags, tags),
        authors: Shelf::new(List::OfAuthors, authors(directory)),
        providers: Shelf::new(List::OfProviders, providers(directory)),
    }
}

impl Default for Facets {
    fn default() -> Self {
        Self {
            capabilities: Shelf::new(List::OfCapabilities, Vec::new()),
            types: Shelf::new(List::OfTypes, Vec::new()),
            tags: Shelf::new(List::OfTags, Vec::new()),
            authors: Shelf::new(List::OfAuthors, Vec::new()),
            providers: Shelf::new(List::OfProviders, Vec::new()),
            tags_of_rows: Vec::new(),
        }
    }
}

/// The rows that have each of some values, without the values that no row has.
fn group_rows<T: Copy>(
    directory: &Directory,
    values: impl Iterator<Item = T>,
    has: impl Fn(&Row, T) -> bool,
) -> Vec<(T, Vec<usize>)> {
    let rows = directory.rows.iter().enumerate();
    let rows_with = |value| rows.clone().filter(|(_, row)| has(row, value)).map(|(at, _)| at).collect();
    let groups = values.map(|value| (value, rows_with(value)));
    groups.filter(|(_, rows): &(T, Vec<usize>)| !rows.is_empty()).collect()
}

/// The tags of all rows. Words with the same path are one tag; words that cannot be a path are left out.
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
    /// Whether some row has a capability, so that there is a page of it.
    pub fn has_capability(&self, capability: Capability) -> bool {
        let find = || self.capabilities.iter().any(|(listed, _)| *listed == capability);
        trace::answer(|| Note::Lookup(Index::Capabilities, capability.words().slug.to_owned()), find)
    }

    /// Whether some row is of a type, so that there is a page of it.
    pub fn has_type(&self, kind: ModelType) -> bool {
        let find = || self.types.iter().any(|(listed, _)| *listed == kind);
        trace::answer(|| Note::Lookup(Index::Types, kind.word().to_owned()), find)
    }

    /// Whether some row has a tag, by the last segment of the path of its page.
    pub fn has_tag(&self, slug: &str) -> bool {
        let find = || self.tags.binary_search_by(|tag| tag.slug.as_str().cmp(slug)).is_ok();
        trace::answer(|| Note::Lookup(Index::Tags, slug.to_owned()), find)
    }

    /// The indexes of a record's tags, without those that no row of the index has.
    pub fn tags_of(&self, record: &Record) -> Vec<usize> {
        let find = |slug: String| self.tags.binary_search_by(|tag| tag.slug.cmp(&slug)).ok();
        let tags: BTreeSet<usize> =
            record.tags.iter().filter_map(|name| path_of(name).ok()).filter_map(find).collect();
        tags.into_iter().collect()
    }

    /// The tags that share the most rows with a tag, at most `most`.
    pub fn tags_beside(&self, index: usize, most: usize) -> Vec<usize> {
        trace::note(|| Note::Whole(List::OfTags));
        let mut shared: HashMap<usize, usize> = HashMap::default();
        for tag in self.tags[index].rows.iter().flat_map(|row| &self.tags_of_rows[*row]) {
            *shared.entry(*tag).or_default() += 1;
        }
        shared.remove(&index);
        let mut tags: Vec<(usize, usize)> = shared.into_iter().collect();
        tags.sort_unstable_by_key(|(at, count)| (Reverse(*count), *at));
        tags.truncate(most);
        tags.into_iter().map(|(at, _)| at).collect()
    }
}

fn authors(directory: &Directory) -> Vec<Vec<usize>> {
    let mut authors = vec![Vec::new(); directory.catalog.authors.len()];
    for (at, row) in directory.rows.iter().enumerate() {
        if let Some(model) = directory.catalog.model_of(row.place) {
            authors[model.author].push(at);
        }
    }
    // Nobody has a page for what offers alone say.
    for (rows, author) in authors.iter_mut().zip(&directory.catalog.authors) {
        if author.is_from_ids {
            rows.clear();
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
    fn rows_are_grouped_by_what_they_have() {
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

//! Which records, authors, providers, capabilities, types and tags have to be in a list, by the rules that the documentation states.

use std::collections::{BTreeMap, BTreeSet};

use super::List;
use crate::domain::route::path_of;
use crate::verify::known::{Known, Truth};

/// The records that lists have.
pub(super) struct Members<'a> {
    truth: &'a Truth,
    /// The rows of the list of all models.
    rows: Vec<&'a Known>,
    /// The listed variants that are folded into each record.
    folded: BTreeMap<&'a str, usize>,
    /// The listed offers of each model.
    offers: BTreeMap<&'a str, Vec<&'a Known>>,
    /// The capabilities, types and tags of rows, with how many rows have them, by the words of their lists.
    facets: BTreeMap<&'static str, BTreeMap<String, usize>>,
}

/// Names of entries, with the files that say so.
type Names = BTreeMap<String, String>;

impl<'a> Members<'a> {
    /// Without files, the list of all models says which records there are.
    pub(super) fn new(truth: &'a Truth, lists: &[List]) -> Self {
        let mut folded: BTreeMap<&str, usize> = BTreeMap::new();
        let mut offers: BTreeMap<&str, Vec<&Known>> = BTreeMap::new();
        for known in truth.records.values().filter(|known| known.is_unlisted == Some(false)) {
            if let Some(model) = &known.model {
                offers.entry(model).or_default().push(known);
            }
            if let Some(base) = root(truth, known) {
                *folded.entry(&base.key).or_default() += 1;
            }
        }
        let rows = if truth.is_from_files {
            truth.records.values().filter(|known| is_row(truth, known, &offers)).collect()
        } else {
            let all = lists.iter().filter(|list| list.word() == "models").flat_map(List::entries);
            all.filter_map(|entry| truth.records.get(entry.name())).collect()
        };
        let without_facets = Self { truth, rows, folded, offers, facets: BTreeMap::new() };
        let facets = ["capabilities", "types", "tags"].map(|word| (word, without_facets.count_facets(word)));
        Self { facets: facets.into(), ..without_facets }
    }

    /// The names of the entries that a list must have; `None` if the site alone cannot say.
    pub(super) fn of(&self, list: &List) -> Option<Names> {
        let slug = list.folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        match list.word() {
            "capability" => self.is_whole().then(|| self.rows_that(|known| self.can(known, slug))),
            "type" => self.is_whole().then(|| self.rows_that(|known| known.kind == slug)),
            "tag" => Some(self.rows_that(|known| slugs(known).contains(slug))),
            "author" => self.is_whole().then(|| self.of_author(list.folder.trim_end_matches('/'))),
            _ if !self.truth.is_from_files => None,
            "models" => Some(self.rows_that(|_| true)),
            "provider" => Some(self.of_provider(list.folder.trim_end_matches('/'))),
            "authors" => Some(self.parties("models/", |key| self.of_author(key).len())),
            "providers" => Some(self.parties("providers/", |key| self.of_provider(key).len())),
            "deprecations" => Some(names(self.truth.records.values().filter(|known| self.is_ending(known)))),
            word => Some(self.facets(word).map(|(id, _)| (id.clone(), "models".to_owned())).collect()),
        }
    }

    /// Whether the capabilities, types and authors of rows are known as lists have them: from files. In documents, types that are not known and authors
    /// without a page look like others, and nothing says which offers are listed.
    pub(super) fn is_whole(&self) -> bool {
        self.truth.is_from_files
    }

    /// How many entries the page of an author or a provider has.
    pub(super) fn count(&self, key: &str) -> usize {
        if key.starts_with("providers/") { self.of_provider(key).len() } else { self.of_author(key).len() }
    }

    /// The capabilities, types or tags of rows, with how many rows have them.
    pub(super) fn facets(&self, word: &str) -> impl Iterator<Item = (&String, usize)> {
        self.facets.get(word).into_iter().flatten().map(|(id, count)| (id, *count))
    }

    fn count_facets(&self, word: &str) -> BTreeMap<String, usize> {
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        for known in &self.rows {
            let of_row: BTreeSet<String> = match word {
                "capabilities" => {
                    known.capabilities.keys().filter(|slug| self.can(known, slug)).cloned().collect()
                }
                "types" => std::iter::once(known.kind.clone()).filter(|kind| !kind.is_empty()).collect(),
                _ => slugs(known),
            };
            for id in of_row {
                *found.entry(id).or_default() += 1;
            }
        }
        found
    }

    /// The listed offers of a model.
    pub(super) fn offers_of(&self, known: &Known) -> &[&'a Known] {
        self.offers.get(known.key.as_str()).map_or(&[], Vec::as_slice)
    }

    /// How many listed variants are folded into a record.
    pub(super) fn variants(&self, known: &Known) -> usize {
        self.folded.get(known.key.as_str()).copied().unwrap_or_default()
    }

    /// Whether an offer can do what its model's file does not say that the model can.
    pub(super) fn is_at_some(&self, known: &'a Known, slug: &str) -> bool {
        known.provider.is_none()
            && !has(known, slug)
            && self.offers_of(known).iter().any(|offer| has(offer, slug))
    }

    pub(super) fn file_of(&self, name: &str) -> &str {
        let known = self.truth.records.get(name).or_else(|| self.truth.parties.get(name));
        known.map_or("models", |known| &known.file)
    }

    fn can(&self, known: &'a Known, slug: &str) -> bool {
        has(known, slug) || self.is_at_some(known, slug)
    }

    fn rows_that(&self, is_wanted: impl Fn(&'a Known) -> bool) -> Names {
        names(self.rows.iter().copied().filter(|known| is_wanted(known)))
    }

    fn of_author(&self, key: &str) -> Names {
        self.rows_that(|known| known.author.as_deref() == Some(key))
    }

    fn of_provider(&self, key: &str) -> Names {
        let offers = self.truth.records.values().filter(|known| known.provider.as_deref() == Some(key));
        names(offers.filter(|known| is_listed(self.truth, known)))
    }

    fn parties(&self, before: &str, count: impl Fn(&str) -> usize) -> Names {
        let parties = self.truth.parties.values().filter(|party| party.key.starts_with(before));
        names(parties.filter(|party| count(&party.key) > 0))
    }

    /// Deprecated and retired records, except offers that end with their listed model.
    fn is_ending(&self, known: &Known) -> bool {
        let end = |known: &Known| (known.status.clone(), known.fact("retires").map(str::to_owned));
        let model = known.model.as_ref().and_then(|key| self.truth.records.get(key));
        let ends_with = model.filter(|model| is_listed(self.truth, model) && end(model) == end(known));
        ends(known) && is_listed(self.truth, known) && ends_with.is_none()
    }
}

/// Whether a record is deprecated or retired.
pub(super) fn ends(known: &Known) -> bool {
    known.status == "deprecated" || known.status == "retired"
}

fn has(known: &Known, slug: &str) -> bool {
    known.capabilities.get(slug).copied().flatten() == Some(true)
}

/// The last parts of the paths of the tags of a record.
pub(in crate::verify) fn slugs(known: &Known) -> BTreeSet<String> {
    known.tags.iter().filter_map(|tag| path_of(tag).ok()).collect()
}

fn names<'k>(records: impl Iterator<Item = &'k Known>) -> Names {
    records.map(|known| (known.key.clone(), known.file.clone())).collect()
}

/// The listed record that a variant is folded into: the last one to which `variant_of` leads.
fn root<'t>(truth: &'t Truth, known: &Known) -> Option<&'t Known> {
    let (mut at, mut root) = (known, None);
    for _ in 0..truth.records.len() {
        let Some(of) = at.fact("variant_of").and_then(|key| truth.records.get(key)) else { break };
        if of.is_unlisted == Some(false) {
            root = Some(of);
        }
        at = of;
    }
    root
}

fn is_listed(truth: &Truth, known: &Known) -> bool {
    known.is_unlisted == Some(false) && root(truth, known).is_none()
}

/// Whether the list of all models has a row of a record.
fn is_row(truth: &Truth, known: &Known, offers: &BTreeMap<&str, Vec<&Known>>) -> bool {
    let are_offers = truth.rows_are_offers && truth.has_providers;
    let is_wanted = match &known.provider {
        None => !are_offers || !offers.contains_key(known.key.as_str()),
        Some(_) => are_offers || known.model.is_none(),
    };
    is_wanted && is_listed(truth, known)
}

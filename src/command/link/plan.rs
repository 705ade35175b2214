//! What `modelpress link` writes: the keys that offers get, and files for the models that have none. Nothing is written here. Everything
//! planned is compiled in memory first, so that what changes is known and no file gets a mistake.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::insertion::insert;
use super::model_file::model_file;
use crate::change::FactChange;
use crate::compile::{Options, compile};
use crate::diag::Severity;
use crate::diff::compare;
use crate::discover::{SourceFile, Sources};
use crate::domain::RecordKey;
use crate::domain::route::{below_author, path_of};
use crate::resolve::{Catalog, Degree, Link, Model, Offer, Place};
use crate::write;

/// What to write.
#[derive(Clone, Copy, Debug)]
pub(super) struct Request {
    /// The key that names the model of an offer: `model`, or `base_model`.
    pub(super) key: &'static str,
    /// The least certain kind of link to write.
    pub(super) level: Degree,
    /// Whether models without a file get one.
    pub(super) model_files: bool,
}

/// What is to be written, and what is known then.
#[derive(Debug)]
pub(super) struct Plan {
    /// The catalog as it is.
    pub(super) before: Arc<Catalog>,
    /// The links of the offers, in their order, with those that are found only when others are written.
    pub(super) links: Vec<Option<FoundLink>>,
    /// The keys, by the paths of offers.
    pub(super) keys: BTreeMap<String, KeyEdit>,
    /// The files of models, by their paths.
    pub(super) model_files: BTreeMap<String, ModelFile>,
    /// The files that would be written but for a reason.
    pub(super) left_alone: BTreeMap<String, String>,
    /// Whether a mistake is such a reason.
    pub(super) has_mistakes: bool,
}

/// A link, and the id of its model.
#[derive(Clone, Debug)]
pub(super) struct FoundLink {
    pub(super) model: String,
    pub(super) link: Link,
}

impl FoundLink {
    fn new(catalog: &Catalog, link: &Link) -> Self {
        Self { model: catalog.models[link.model].record.id.clone(), link: link.clone() }
    }
}

/// A key that an offer gets.
#[derive(Debug)]
pub(super) struct KeyEdit {
    /// The path of the model below `models/`.
    pub(super) model: String,
    /// The file as it was read.
    pub(super) old: Vec<u8>,
    /// The file with the key.
    pub(super) new: Vec<u8>,
    /// The facts of the offer that change with it.
    pub(super) facts: Vec<FactChange>,
    found: FoundLink,
}

/// A file that a model gets.
#[derive(Debug)]
pub(super) struct ModelFile {
    /// The id of the model.
    pub(super) model: String,
    /// How many offers tell of it.
    pub(super) listings: usize,
    /// The text.
    pub(super) text: String,
}

/// Plans what to write into a site.
pub(super) fn plan(sources: &Sources, root: &Path, today: Date, request: Request) -> Plan {
    let before = State::compile(sources, today);
    let mut refused: BTreeMap<String, String> =
        before.mistaken.iter().map(|path| (path.clone(), MISTAKE.to_owned())).collect();
    loop {
        let mut draft = Draft {
            root,
            request,
            refused: &refused,
            sources: sources.clone(),
            keys: BTreeMap::new(),
            model_files: BTreeMap::new(),
            left_alone: BTreeMap::new(),
        };
        let after = draft.complete(&before, today);
        let unsound = draft.unsound(&before, &after);
        if unsound.is_empty() {
            let Draft { mut keys, model_files, mut left_alone, .. } = draft;
            compare_facts(&mut keys, &before.catalog, &after.catalog);
            let failed = before.catalog.failed.iter().map(|key| format!("{key}.toml"));
            left_alone.extend(failed.map(|path| (path, MISTAKE.to_owned())));
            let has_mistakes = left_alone.keys().any(|path| before.errors.contains_key(path));
            let links = links(&before.catalog, &keys);
            return Plan { before: before.catalog, links, keys, model_files, left_alone, has_mistakes };
        }
        refused.extend(unsound);
    }
}

const MISTAKE: &str = "it has an error; run `modelpress check` to see it";

/// The links of all offers: those that are written, else those that are found now.
fn links(catalog: &Catalog, keys: &BTreeMap<String, KeyEdit>) -> Vec<Option<FoundLink>> {
    let link = |offer: &Offer| match keys.get(&offer.record.path) {
        Some(edit) => Some(edit.found.clone()),
        None => offer.link.as_ref().map(|link| FoundLink::new(catalog, link)),
    };
    catalog.offers.iter().map(link).collect()
}

fn compare_facts(keys: &mut BTreeMap<String, KeyEdit>, before: &Catalog, after: &Catalog) {
    for (path, edit) in keys {
        let key = RecordKey::of_path(path);
        if let (Some(old), Some(new)) = (before.record(&key), after.record(&key)) {
            edit.facts = compare(old, new);
        }
    }
}

/// A compiled site.
struct State {
    catalog: Arc<Catalog>,
    /// What is wrong, by the paths of files with errors.
    errors: BTreeMap<String, String>,
    /// The files with mistakes in what they say, also where these are no errors.
    mistaken: BTreeSet<String>,
}

impl State {
    fn compile(sources: &Sources, today: Date) -> Self {
        let compiled = compile(sources, &Options::new(today));
        let (mut errors, mut mistaken) = (BTreeMap::new(), BTreeSet::new());
        for found in &compiled.diags {
            let path = compiled.map.path(found.span.file);
            let severity = compiled.levels.severity(found.code, path, false);
            if severity == Some(Severity::Error) {
                errors.entry(path.to_owned()).or_insert_with(|| found.message.clone());
            }
            if severity == Some(Severity::Error) || (found.code.fixed && severity.is_some()) {
                mistaken.insert(path.to_owned());
            }
        }
        Self { catalog: Arc::clone(&compiled.pages.site().directory.catalog), errors, mistaken }
    }
}

/// Sources with what is planned.
struct Draft<'a> {
    root: &'a Path,
    request: Request,
    refused: &'a BTreeMap<String, String>,
    sources: Sources,
    keys: BTreeMap<String, KeyEdit>,
    model_files: BTreeMap<String, ModelFile>,
    left_alone: BTreeMap<String, String>,
}

impl Draft<'_> {
    /// Plans until nothing is left to plan: a link that a file names can tell what another id means. Returns the catalog then.
    fn complete(&mut self, before: &State, today: Date) -> State {
        let mut after = None;
        loop {
            let catalog = &after.as_ref().unwrap_or(before).catalog;
            let mut changed =
                if self.request.model_files { self.add_model_files(catalog) } else { Vec::new() };
            changed.extend(self.add_keys(catalog));
            if changed.is_empty() {
                return after.unwrap_or_else(|| State::compile(&self.sources, today));
            }
            for file in changed {
                self.sources.put_record(file);
            }
            after = Some(State::compile(&self.sources, today));
        }
    }

    /// Adds the files of models that have none, and returns them.
    fn add_model_files(&mut self, catalog: &Catalog) -> Vec<SourceFile> {
        let mut counts = vec![0; catalog.models.len()];
        catalog.offers.iter().filter_map(Offer::model).for_each(|model| counts[model] += 1);
        let mut added = Vec::new();
        for (model, count) in catalog.models.iter().zip(counts) {
            let (record, Some(listings)) = (&model.record, &model.listings) else { continue };
            let path = &record.path;
            if let Some(reason) = self.refusal(path).or_else(|| self.why_no_model_file(&record.id, path)) {
                self.left_alone.insert(path.clone(), reason);
                continue;
            }
            if self.model_files.contains_key(path) {
                continue;
            }
            let text = model_file(record, listings, count, &model.former_ids);
            added.push(SourceFile { path: path.clone(), bytes: text.clone().into() });
            self.model_files
                .insert(path.clone(), ModelFile { model: record.id.clone(), listings: count, text });
        }
        added
    }

    /// Adds the keys of offers whose model has a file, or gets one, and returns the files with them.
    fn add_keys(&mut self, catalog: &Catalog) -> Vec<SourceFile> {
        let mut added = Vec::new();
        for offer in &catalog.offers {
            let path = &offer.record.path;
            let Some(link) = &offer.link else { continue };
            let model = &catalog.models[link.model];
            let has_file = model.listings.is_none() || self.model_files.contains_key(&model.record.path);
            let is_wanted = link.degree != Degree::Declared && link.degree <= self.request.level;
            if !has_file || !is_wanted || self.keys.contains_key(path) {
                continue;
            }
            if let Some(reason) = self.refusal(path) {
                self.left_alone.insert(path.clone(), reason);
                continue;
            }
            let key = model.record.key.as_str();
            let below = key.strip_prefix("models/").unwrap_or(key).to_owned();
            let Some((old, new)) = self.edit(path, &below) else {
                self.left_alone.insert(path.clone(), format!("`{}` cannot be added to it", self.request.key));
                continue;
            };
            added.push(SourceFile { path: path.clone(), bytes: new.clone().into() });
            let found = FoundLink::new(catalog, link);
            self.keys.insert(path.clone(), KeyEdit { model: below, old, new, facts: Vec::new(), found });
        }
        added
    }

    /// A file as it was read, and with the key.
    fn edit(&self, path: &str, model: &str) -> Option<(Vec<u8>, Vec<u8>)> {
        let old = &self.sources.record(path)?.bytes;
        let new = insert(std::str::from_utf8(old).ok()?, self.request.key, model)?;
        Some((old.to_vec(), new.into_bytes()))
    }

    /// Why a file is not written.
    fn refusal(&self, path: &str) -> Option<String> {
        let behind = || {
            write::link_on_the_way(self.root, path)
                .map(|_| "it is reached through a symbolic link".to_owned())
        };
        self.refused.get(path).cloned().or_else(behind)
    }

    /// Why a model gets no file at its path: the path is not portable, is that of an author, or is taken.
    fn why_no_model_file(&self, id: &str, path: &str) -> Option<String> {
        let is_portable = path_of(id).is_ok_and(|portable| portable.eq_ignore_ascii_case(id));
        let is_of_author = path.ends_with("/author.toml");
        let is_taken =
            !self.model_files.contains_key(path) && self.root.join(path).symlink_metadata().is_ok();
        match (is_portable && !is_of_author, is_taken) {
            (false, _) => Some(format!("`{id}` cannot be the path of a file")),
            (_, true) => Some("something else is at that path".to_owned()),
            _ => None,
        }
    }

    /// The planned files that do not do what they are for, and why.
    fn unsound(&self, before: &State, after: &State) -> BTreeMap<String, String> {
        let mut unsound = BTreeMap::new();
        for path in self.keys.keys().chain(self.model_files.keys()) {
            if let Some(error) = after.errors.get(path).filter(|_| !before.errors.contains_key(path)) {
                unsound.insert(path.clone(), format!("it would have an error: {error}"));
            }
        }
        for (path, edit) in
            self.keys.iter().filter(|(path, edit)| !is_linked(&after.catalog, path, &edit.model))
        {
            let reason = format!("it would not be linked to `{}` by `{}`", edit.model, self.request.key);
            unsound.entry(path.clone()).or_insert(reason);
        }
        for path in self.model_files.keys().filter(|path| !is_described(&after.catalog, path)) {
            unsound.entry(path.clone()).or_insert_with(|| "its page would move to another path".to_owned());
        }
        unsound
    }
}

/// Whether the file of an offer names a model.
fn is_linked(catalog: &Catalog, path: &str, model: &str) -> bool {
    let Some(Place::Offer(at)) = catalog.place(&RecordKey::of_path(path)) else { return false };
    let link = catalog.offers[at].link.as_ref().filter(|link| link.degree == Degree::Declared);
    link.is_some_and(|link| catalog.models[link.model].record.key == RecordKey::of_model(model))
}

/// Whether a file describes a model, whose page is where it is without the file.
fn is_described(catalog: &Catalog, path: &str) -> bool {
    let key = RecordKey::of_path(path);
    let Some(Place::Model(at)) = catalog.place(&key) else { return false };
    let Model { record, listings, .. } = &catalog.models[at];
    let below = key.as_str().strip_prefix("models/").unwrap_or_default();
    let author = &catalog.authors[catalog.models[at].author];
    let route = path_of(below_author(below, &author.id)).map(|below| format!("{}{below}/", author.route));
    listings.is_none() && route.is_ok_and(|route| record.route.as_str() == route)
}

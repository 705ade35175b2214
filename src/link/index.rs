//! The names of all models, to be found by their words.

use std::sync::Arc;

use foldhash::{HashMap, HashSet};

use super::date_tag::DateTag;
use super::name::{Name, core};
use super::offer_id::OfferId;
use super::prefixes::{model_id, weights};
use super::vocabulary::{WordClass, class};
use crate::resolve::{Catalog, NameSource, Record};

/// A name of a model.
#[derive(Debug)]
pub(super) struct ModelName {
    /// The index of the model.
    pub(super) model: usize,
    /// The words, sorted.
    pub(super) words: Vec<String>,
    /// Those of them that do not say how the model is served.
    core: Vec<String>,
    /// The name as it was read.
    pub(super) name: Name,
    /// Where the name comes from.
    pub(super) source: NameSource,
}

impl ModelName {
    pub(super) fn new(model: usize, name: Name, source: NameSource) -> Self {
        let words = name.sorted();
        Self { model, core: core(&words), words, name, source }
    }
}

/// All names of models.
#[derive(Debug, Default)]
pub(super) struct Index {
    names: Vec<ModelName>,
    by_core: HashMap<Vec<String>, Vec<usize>>,
    by_words: HashMap<Vec<String>, Vec<usize>>,
    /// The words that name no model elsewhere, but in the ids of an author's models and in what the author lists as a provider.
    words_of_authors: HashSet<(usize, String)>,
    /// Whether the names are those of listings, which do not tell how an author names models.
    is_of_listings: bool,
    /// The words that ids of models with a file have beside a date, where the names are those of listings.
    dated_models: HashSet<Vec<String>>,
}

/// Of more names that differ only in how they are served, or in their dates, none is chosen: the work for an offer must not grow with the
/// catalog.
const MOST_ALIKE: usize = 100;

impl Index {
    /// Collects the names of all models. `ids` are those of the offers, in their order.
    pub(super) fn new(catalog: &Catalog, ids: &[Arc<OfferId>]) -> Self {
        let mut names = Vec::new();
        for (at, model) in catalog.models.iter().enumerate() {
            names.extend(names_of(at, &model.record));
        }
        remove_shared_weights(&mut names, catalog);
        let mut index = Self { names, ..Self::default() };
        index.sort_names();
        index.learn_words_of_authors(catalog, ids);
        index
    }

    /// An index of other names in the place of those of models, with what is known of authors. A date in one of them tells nothing apart:
    /// somebody wrote it where others left it out.
    pub(super) fn with_names(self, names: Vec<ModelName>) -> Self {
        let dated =
            self.names.into_iter().filter(|name| name.source == NameSource::Id && name.name.date.is_some());
        let mut index = Self {
            names,
            words_of_authors: self.words_of_authors,
            is_of_listings: true,
            dated_models: dated.map(|name| name.words).collect(),
            ..Self::default()
        };
        index.sort_names();
        index
    }

    fn sort_names(&mut self) {
        for (at, name) in self.names.iter().enumerate() {
            self.by_core.entry(name.core.clone()).or_default().push(at);
            self.by_words.entry(name.words.clone()).or_default().push(at);
        }
    }

    fn learn_words_of_authors(&mut self, catalog: &Catalog, ids: &[Arc<OfferId>]) {
        let authors: HashMap<&str, usize> =
            catalog.authors.iter().map(|author| author.id.as_str()).zip(0..).collect();
        let listed = catalog.offers.iter().zip(ids).filter_map(|(offer, id)| {
            let author = *authors.get(catalog.providers[offer.provider].id.as_str())?;
            Some((author, id.name.words.clone()))
        });
        let names = self.names.iter().filter(|name| name.source == NameSource::Id);
        let names = names.map(|name| (catalog.models[name.model].author, name.words.clone()));
        for (author, words) in names.chain(listed) {
            let words = words.into_iter().filter(|word| class(word).is_some());
            self.words_of_authors.extend(words.map(|word| (author, word)));
        }
    }

    /// The names that may be meant by sorted words: those of the same core.
    pub(super) fn candidates(&self, words: &[String]) -> impl Iterator<Item = &ModelName> {
        let core = core(words);
        // Words that say only how something is served name no model.
        let is_name = !core.is_empty();
        let alike = self.by_core.get(&core).filter(|names| is_name && names.len() <= MOST_ALIKE);
        let same = || self.by_words.get(words).filter(|names| names.len() <= MOST_ALIKE);
        alike.or_else(same).into_iter().flatten().map(|at| &self.names[*at])
    }

    /// Whether all names with the core of a name are names of its model. Of too many names nothing is said.
    pub(super) fn is_only(&self, name: &ModelName) -> bool {
        let alike = self.by_core.get(&name.core).map_or(&[][..], Vec::as_slice);
        alike.len() <= MOST_ALIKE && alike.iter().all(|at| self.names[*at].model == name.model)
    }

    /// Whether an author names models with a word.
    pub(super) fn is_word_of_author(&self, word: &str, author: usize) -> bool {
        self.words_of_authors.contains(&(author, word.to_owned()))
    }

    /// Whether the ids of models with just these words have dates that tell them apart. Of too many names some do.
    pub(super) fn tells_dates_apart(&self, words: &[String]) -> bool {
        let names = self.by_words.get(words).map_or(&[][..], Vec::as_slice);
        let ids = names.iter().map(|at| &self.names[*at]).filter(|name| name.source == NameSource::Id);
        let mut dates: Vec<DateTag> = ids.take(MOST_ALIKE).filter_map(|name| name.name.tag()).collect();
        dates.sort_unstable();
        dates.dedup();
        let is_told = names.len() > MOST_ALIKE || dates.len() > usize::from(self.is_of_listings);
        is_told || self.dated_models.contains(words)
    }

    /// Whether the names are those of listings.
    pub(super) fn is_of_listings(&self) -> bool {
        self.is_of_listings
    }

    /// Whether listings tell the model of a name that follows instructions from one that thinks.
    pub(super) fn tells_thinking_apart(&self, name: &ModelName) -> bool {
        let alike = self.by_core.get(&name.core).into_iter().flatten().map(|at| &self.names[*at]);
        let has_form = |name: &ModelName| name.words.iter().any(|word| class(word) == Some(WordClass::Form));
        self.is_of_listings && alike.take(MOST_ALIKE).any(has_form)
    }
}

/// The names of a model: of its id first, then of what else its file says.
pub(super) fn names_of(model: usize, record: &Record) -> Vec<ModelName> {
    let id = Name::read(model_id(record));
    let further = record.aliases.iter().chain(&record.snapshots);
    let further = further.map(|id| Name::read(id.rsplit('/').next().unwrap_or_default()));
    let ids = std::iter::once(id.clone()).chain(further).map(|name| (name, NameSource::Id));
    let weights = weights(record).map(|(_, name)| (Name::read(name), NameSource::Weights));
    let mut display_name = Name::read(&record.name);
    // A display name leaves the date out, which still tells the model from others of that name.
    display_name.date = display_name.date.or(id.date);
    let names = ids.chain(weights).chain([(display_name, NameSource::DisplayName)]);
    names.map(|(name, source)| ModelName::new(model, name, source)).collect()
}

/// Removes repositories that several models name, since they do not tell which one is meant, except from the one whose id has the date
/// of the repository.
fn remove_shared_weights(names: &mut Vec<ModelName>, catalog: &Catalog) {
    let mut owners: HashMap<(Vec<String>, Option<String>), Vec<usize>> = HashMap::default();
    for name in names.iter().filter(|name| name.source == NameSource::Weights) {
        let owners = owners.entry(repository(name)).or_default();
        if owners.last() != Some(&name.model) {
            owners.push(name.model);
        }
    }
    let has_date = |model: usize, name: &ModelName| {
        let id = Name::read(model_id(&catalog.models[model].record)).tag();
        name.name.tag().zip(id).is_some_and(|(one, other)| one.is_same(other))
    };
    names.retain(|name| {
        if name.source != NameSource::Weights {
            return true;
        }
        let owners = &owners[&repository(name)];
        let dated = || owners.iter().filter(|owner| has_date(**owner, name)).count();
        owners.len() == 1 || (owners.len() <= MOST_ALIKE && has_date(name.model, name) && dated() == 1)
    });
}

/// What names of one repository have in common.
fn repository(name: &ModelName) -> (Vec<String>, Option<String>) {
    (name.words.clone(), name.name.date.as_ref().map(|(_, written)| written.clone()))
}

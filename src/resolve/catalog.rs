//! The catalogue: every record with its facts typed and its references real.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::page::CustomPage;
use super::record::{Policy, Record};
use crate::diag::FileId;
use crate::domain::{Country, PartialDate, RecordKey, Route};
use crate::parse::Table;

/// Every record of a site, in the order of paths.
#[derive(Debug, Default)]
pub struct Catalog {
    /// Who makes models.
    pub authors: Vec<Organization>,
    /// Who serves models.
    pub providers: Vec<Organization>,
    /// What the models are.
    pub models: Vec<Model>,
    /// Who serves which model at which price.
    pub offers: Vec<Offer>,
    /// The site's own pages, in the order of their files.
    pub pages: Vec<CustomPage>,
    /// Records that are not there because of their own mistakes.
    pub failed: HashSet<RecordKey>,
    places: HashMap<RecordKey, Place>,
    /// The pages of the site's own by their paths.
    page_at: HashMap<String, usize>,
}

/// Where a record stands in its catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// An index into the models.
    Model(usize),
    /// An index into the offers.
    Offer(usize),
}

/// A model and its author.
#[derive(Debug)]
pub struct Model {
    /// The index of its author.
    pub author: usize,
    /// Its facts.
    pub record: Arc<Record>,
}

/// An offer, its provider and the model that it is an offer of.
#[derive(Debug)]
pub struct Offer {
    /// The index of its provider.
    pub provider: usize,
    /// The index of the model; `None` for an offer that stands alone.
    pub model: Option<usize>,
    /// Its facts.
    pub record: Arc<Record>,
}

/// An author or a provider.
#[derive(Debug)]
pub struct Organization {
    /// The key: `models/openai` or `providers/azure`.
    pub key: RecordKey,
    /// The name of the folder.
    pub id: String,
    /// The display name.
    pub name: String,
    /// Its file, where there is one.
    pub file: Option<FileId>,
    /// The file's path below the site.
    pub path: String,
    /// Where its page stands.
    pub route: Route,
    /// The path of its logo below the site.
    pub logo: Option<String>,
    /// The values of its file.
    pub source: Table,
    /// Who this is, in Markdown.
    pub description: Option<String>,
    /// The AI SDK package that talks to it.
    pub npm: Option<String>,
    /// The base URL of its API.
    pub api: Option<String>,
    /// The environment variables that hold its keys.
    pub env: Vec<String>,
    /// The documentation of its models.
    pub doc: Option<String>,
    /// The home country.
    pub location: Option<Country>,
    /// When it was founded.
    pub founded: Option<PartialDate>,
    /// The default policy of its records.
    pub policy: Policy,
}

impl Catalog {
    /// Makes a catalogue and its index of keys.
    pub(super) fn new(
        authors: Vec<Organization>,
        providers: Vec<Organization>,
        models: Vec<Model>,
        offers: Vec<Offer>,
    ) -> Self {
        let models_at =
            models.iter().enumerate().map(|(at, model)| (model.record.key.clone(), Place::Model(at)));
        let offers_at =
            offers.iter().enumerate().map(|(at, offer)| (offer.record.key.clone(), Place::Offer(at)));
        let places = models_at.chain(offers_at).collect();
        Self {
            authors,
            providers,
            models,
            offers,
            pages: Vec::new(),
            failed: HashSet::new(),
            places,
            page_at: HashMap::new(),
        }
    }

    /// Takes the pages of the site's own.
    pub(super) fn put_pages(&mut self, pages: Vec<CustomPage>) {
        self.page_at = pages.iter().enumerate().map(|(at, page)| (page.path.clone(), at)).collect();
        self.pages = pages;
    }

    /// The page of the site's own that a file holds.
    pub fn page(&self, path: &str) -> Option<&CustomPage> {
        self.page_at.get(path).map(|at| &self.pages[*at])
    }

    /// The place of a record.
    pub fn place(&self, key: &RecordKey) -> Option<Place> {
        self.places.get(key).copied()
    }

    /// The record of a key.
    pub fn record(&self, key: &RecordKey) -> Option<&Record> {
        self.place(key).map(|place| self.at(place))
    }

    /// The record at a place.
    pub fn at(&self, place: Place) -> &Record {
        match place {
            Place::Model(at) => &self.models[at].record,
            Place::Offer(at) => &self.offers[at].record,
        }
    }

    /// The record at a place, to fill in its references; one that is remembered elsewhere is copied first.
    pub(super) fn at_mut(&mut self, place: Place) -> &mut Record {
        match place {
            Place::Model(at) => Arc::make_mut(&mut self.models[at].record),
            Place::Offer(at) => Arc::make_mut(&mut self.offers[at].record),
        }
    }

    /// Every record: models, then offers.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.shared_records().map(|record| &**record)
    }

    /// Every record, to be remembered.
    pub fn shared_records(&self) -> impl Iterator<Item = &Arc<Record>> {
        let models = self.models.iter().map(|model| &model.record);
        models.chain(self.offers.iter().map(|offer| &offer.record))
    }

    /// The name of who stands behind a record: the author of a model, the provider of an offer.
    pub fn organization(&self, place: Place) -> &Organization {
        match place {
            Place::Model(at) => &self.authors[self.models[at].author],
            Place::Offer(at) => &self.providers[self.offers[at].provider],
        }
    }

    /// The author's model that a record belongs to: itself, or the one that it is an offer of.
    pub fn model_of(&self, place: Place) -> Option<&Model> {
        match place {
            Place::Model(at) => Some(&self.models[at]),
            Place::Offer(at) => self.offers[at].model.map(|model| &self.models[model]),
        }
    }
}

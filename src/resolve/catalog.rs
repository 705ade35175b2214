//! The catalog: every record with typed facts and resolved references.

use std::sync::{Arc, OnceLock};

use foldhash::{HashMap, HashSet};

use super::absent::Absent;
use super::link::Link;
use super::listings::Listings;
use super::page::CustomPage;
use super::record::{Policy, Record};
use crate::diag::FileId;
pub use crate::domain::Place;
use crate::domain::route::below_author;
use crate::domain::{Country, PartialDate, RecordKey, Route};
use crate::parse::Table;
use crate::trace::{self, Index, List, Note, Shelf};

/// Every record of a site, in the order of paths; after them the models without a file and the authors of whom only ids tell.
#[derive(Debug)]
pub struct Catalog {
    /// The authors of models, who have a model here.
    pub authors: Shelf<Organization>,
    /// The providers, who serve a model here.
    pub providers: Shelf<Organization>,
    /// The authors and providers of whom no record is published. No page shows them.
    pub unpublished: Vec<Organization>,
    /// The models.
    pub models: Shelf<Model>,
    /// The offers: which provider serves which model at which price.
    pub offers: Shelf<Offer>,
    /// The site's own pages, in the order of their files.
    pub pages: Shelf<CustomPage>,
    /// The records that are missing because of mistakes in their own files.
    pub failed: HashSet<RecordKey>,
    /// All that is missing, on purpose or because of mistakes.
    pub absent: Absent,
    places: HashMap<RecordKey, Place>,
    /// The indexes of the site's own pages by their paths.
    page_at: HashMap<String, usize>,
    /// The models by their ids and aliases; made for the first name that is looked up.
    names: OnceLock<HashMap<String, usize>>,
}

/// A model and its author.
#[derive(Clone, Debug)]
pub struct Model {
    /// The index of its author.
    pub author: usize,
    /// Its facts.
    pub record: Arc<Record>,
    /// What offers say of it; `None` for a model that has a file.
    pub listings: Option<Listings>,
    /// Ids under which a page of it would stand without its file, or without some of its listings: they lead to it.
    pub former_ids: Vec<String>,
}

/// An offer, its provider and the model that it is an offer of.
#[derive(Debug)]
pub struct Offer {
    /// The index of its provider.
    pub provider: usize,
    /// Its model and how that is known; `None` for an offer whose model is not known.
    pub link: Option<Link>,
    /// Its facts.
    pub record: Arc<Record>,
}

impl Offer {
    /// The index of its model.
    pub fn model(&self) -> Option<usize> {
        self.link.as_ref().map(|link| link.model)
    }
}

/// What stands before an organization's name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Logo {
    /// A picture.
    Picture {
        /// Its path below the site.
        path: String,
        /// Whether it is drawn in light colors alone, for a dark background.
        is_light: bool,
    },
    /// The first letter of the name: there is no picture, or none that can be shown.
    #[default]
    Monogram,
    /// Nothing, as its file asks for.
    Absent,
}

/// An author or a provider.
#[derive(Clone, Debug)]
pub struct Organization {
    /// The key: `models/openai` or `providers/azure`.
    pub key: RecordKey,
    /// The name of the folder.
    pub id: String,
    /// The display name.
    pub name: String,
    /// Its file, if there is one.
    pub file: Option<FileId>,
    /// The file's path below the site.
    pub path: String,
    /// The route of its page.
    pub route: Route,
    /// What stands before its name.
    pub logo: Logo,
    /// The values of its file.
    pub source: Table,
    /// The description, in Markdown.
    pub description: Option<String>,
    /// The npm package of the AI SDK for it.
    pub npm: Option<String>,
    /// The base URL of its API.
    pub api: Option<String>,
    /// The environment variables for its API keys.
    pub env: Vec<String>,
    /// Its model documentation.
    pub doc: Option<String>,
    /// The home country.
    pub location: Option<Country>,
    /// The founding date.
    pub founded: Option<PartialDate>,
    /// The default policy for its records.
    pub policy: Policy,
    /// Of a provider: the index of the author whose own provider it is.
    pub author: Option<usize>,
    /// Whether only the ids of offers tell of it: an author who has no page and stands in no list.
    pub is_from_ids: bool,
}

/// A record that was removed, and the one that has its id.
pub(super) struct Duplicate {
    pub(super) removed: RecordKey,
    pub(super) kept: RecordKey,
}

impl Organization {
    /// An id relative to the organization's page: that of a model without its author, that of an offer as it is.
    pub fn below<'a>(&self, id: &'a str, of: Place) -> &'a str {
        match of {
            Place::Model(_) => below_author(id, &self.id),
            Place::Offer(_) => id,
        }
    }
}

impl Catalog {
    /// Makes a catalog without pages, and its index of keys.
    pub(super) fn new(
        authors: Vec<Organization>,
        providers: Vec<Organization>,
        mut models: Vec<Model>,
        mut offers: Vec<Offer>,
    ) -> Self {
        let of_models = models.iter_mut().map(|model| &mut model.author).collect();
        let (authors, mut unpublished) = split(authors, of_models);
        let of_offers = offers.iter_mut().map(|offer| &mut offer.provider).collect();
        let (providers, others) = split(providers, of_offers);
        unpublished.extend(others);
        let model_keys = models.iter().map(|model| model.record.key.clone());
        let offer_keys = offers.iter().map(|offer| offer.record.key.clone());
        let places =
            model_keys.zip((0..).map(Place::Model)).chain(offer_keys.zip((0..).map(Place::Offer))).collect();
        Self {
            authors: Shelf::new(List::Authors, authors),
            providers: Shelf::new(List::Providers, providers),
            unpublished,
            models: Shelf::new(List::Models, models),
            offers: Shelf::new(List::Offers, offers),
            pages: Shelf::new(List::Pages, Vec::new()),
            failed: HashSet::default(),
            absent: Absent::default(),
            places,
            page_at: HashMap::default(),
            names: OnceLock::new(),
        }
    }

    /// Lets the keys of removed records lead to those that have their ids.
    pub(super) fn add_duplicates(&mut self, duplicates: &[Duplicate]) {
        for Duplicate { removed, kept } in duplicates {
            if let Some(place) = self.place(kept) {
                self.places.insert(removed.clone(), place);
            }
        }
    }

    /// The keys of removed records, in order, with the records that have their ids.
    pub(crate) fn twins(&self) -> Vec<(RecordKey, Place)> {
        let twins = self.places.iter().filter(|(key, place)| self.at(**place).key != **key);
        let mut twins: Vec<(RecordKey, Place)> = twins.map(|(key, place)| (key.clone(), *place)).collect();
        twins.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        twins
    }

    /// Every author and provider, also those of whom no record is published.
    pub fn organizations(&self) -> impl Iterator<Item = &Organization> + Clone {
        self.authors.iter().chain(&self.providers).chain(&self.unpublished)
    }

    /// The record with a name: the id of a model, a key, a path below `models/`, or an alias of a model.
    pub fn find(&self, name: &str) -> Option<Place> {
        trace::answer(|| Note::Lookup(Index::Names, name.to_owned()), || self.find_by_name(name))
    }

    fn find_by_name(&self, name: &str) -> Option<Place> {
        let by_key =
            || [RecordKey::of_path(name), RecordKey::of_model(name)].iter().find_map(|key| self.place(key));
        let model = |at: &usize| &self.models[*at].record;
        let named = self.names.get_or_init(|| self.names()).get(name);
        let by_id = named.filter(|at| model(at).id == name).map(|at| Place::Model(*at));
        by_id.or_else(by_key).or_else(|| named.map(|at| Place::Model(*at)))
    }

    /// The record that `base_model` names: the model at a path below `models/`, or one by another name.
    pub fn base(&self, name: &str) -> Option<Place> {
        self.place(&RecordKey::of_model(name)).or_else(|| self.find(name))
    }

    /// The models by their names; an id goes before an alias.
    fn names(&self) -> HashMap<String, usize> {
        let models = self.models.iter().enumerate();
        let mut names: HashMap<String, usize> =
            models.clone().map(|(at, model)| (model.record.id.clone(), at)).collect();
        for (at, model) in models {
            for alias in &model.record.aliases {
                names.entry(alias.clone()).or_insert(at);
            }
        }
        names
    }

    /// Adds models without a file, and authors of whom only the ids of offers tell.
    pub(crate) fn add_without_file(&mut self, authors: Vec<Organization>, models: Vec<Model>) {
        self.authors.elements_mut().extend(authors);
        for model in models {
            self.places.insert(model.record.key.clone(), Place::Model(self.models.len()));
            self.models.elements_mut().push(model);
        }
        self.names = OnceLock::new();
    }

    /// Every record that has a file, to be shared with a cache: models, then offers.
    pub fn records_of_files(&self) -> impl Iterator<Item = &Arc<Record>> {
        let models = self.models.iter().filter(|model| model.listings.is_none()).map(|model| &model.record);
        models.chain(self.offers.iter().map(|offer| &offer.record))
    }

    /// Adds the site's own pages.
    pub(super) fn set_pages(&mut self, pages: Vec<CustomPage>) {
        self.page_at = pages.iter().enumerate().map(|(at, page)| (page.path.clone(), at)).collect();
        self.pages = Shelf::new(List::Pages, pages);
    }

    /// The own page of the site at a path: `pages/about.md`.
    pub fn page(&self, path: &str) -> Option<&CustomPage> {
        trace::note(|| Note::Lookup(Index::Pages, path.to_owned()));
        self.page_at.get(path).map(|at| &self.pages[*at])
    }

    /// The place of a record.
    pub fn place(&self, key: &RecordKey) -> Option<Place> {
        trace::note(|| Note::Lookup(Index::Keys, key.as_str().to_owned()));
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

    /// The record at a place, to fill in its references. It is copied first if a cache holds it too.
    pub(super) fn at_mut(&mut self, place: Place) -> &mut Record {
        match place {
            Place::Model(at) => Arc::make_mut(&mut self.models[at].record),
            Place::Offer(at) => Arc::make_mut(&mut self.offers[at].record),
        }
    }

    /// Every record: models, then offers.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        let models = self.models.iter().map(|model| &*model.record);
        models.chain(self.offers.iter().map(|offer| &*offer.record))
    }

    /// The author of a model, or the provider of an offer.
    pub fn organization(&self, place: Place) -> &Organization {
        match place {
            Place::Model(at) => &self.authors[self.models[at].author],
            Place::Offer(at) => &self.providers[self.offers[at].provider],
        }
    }

    /// Whether a record is a model that only offers tell of.
    pub fn has_no_file(&self, place: Place) -> bool {
        matches!(place, Place::Model(at) if self.models[at].listings.is_some())
    }

    /// The offer that says what stands in the record of a model without a file; `None` for other records and for facts of which
    /// nothing stands there.
    pub fn stating_record(&self, place: Place, path: &str) -> Option<&Record> {
        let Place::Model(at) = place else { return None };
        let model = &self.models[at];
        let listings = model.listings.as_ref()?;
        model.record.source.node(path)?;
        let agreement = listings.agreements.iter().find(|agreement| agreement.path == path)?;
        let (_, offers) = agreement.values.first()?;
        offers.first().map(|offer| &*self.offers[*offer].record)
    }

    /// The author or the provider with an id, of whom a file or a record of a file tells: an author before a provider.
    pub fn organization_of_id(&self, id: &str) -> Option<&Organization> {
        find_organization(&self.authors, Index::Authors, id)
            .or_else(|| find_organization(&self.providers, Index::Providers, id))
    }

    /// The model that a record belongs to: itself, or the one that it is an offer of.
    pub fn model_of(&self, place: Place) -> Option<&Model> {
        match place {
            Place::Model(at) => Some(&self.models[at]),
            Place::Offer(at) => self.offers[at].model().map(|model| &self.models[model]),
        }
    }
}

/// Organizations are in the order of their folders; those of whom only ids tell come after them, and have no file to name.
fn find_organization<'a>(
    organizations: &'a Shelf<Organization>,
    index: Index,
    id: &str,
) -> Option<&'a Organization> {
    let at = trace::answer(
        || Note::Lookup(index, id.to_owned()),
        || {
            let end = organizations.partition_point(|organization| !organization.is_from_ids);
            organizations
                .split_at(end)
                .0
                .binary_search_by(|organization| organization.id.as_str().cmp(id))
                .ok()
        },
    );
    at.map(|at| &organizations[at])
}

/// Splits the organizations into those that an index leads to and the others, and corrects the indexes.
fn split(
    organizations: Vec<Organization>,
    indexes: Vec<&mut usize>,
) -> (Vec<Organization>, Vec<Organization>) {
    let used: HashSet<usize> = indexes.iter().map(|at| **at).collect();
    let mut corrected = vec![0; organizations.len()];
    let (mut published, mut unpublished) = (Vec::with_capacity(used.len()), Vec::new());
    for (at, organization) in organizations.into_iter().enumerate() {
        corrected[at] = published.len();
        if used.contains(&at) { published.push(organization) } else { unpublished.push(organization) }
    }
    for at in indexes {
        *at = corrected[*at];
    }
    (published, unpublished)
}

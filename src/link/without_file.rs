//! Joins the offers that no model file explains into models without a file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::{HashMap, HashSet};
use jiff::civil::Date;
use rayon::prelude::*;

use super::consensus::{Consensus, consensus};
use super::find::Finder;
use super::index::{Index, ModelName};
use super::listing::{ListedName, Listing, Reader, by_name};
use super::name::{Name, core};
use super::names_no_model;
use super::offer_id::OfferId;
use super::prefixes::Prefixes;
use super::spelling::Spelling;
use super::vocabulary::{FAST, WordClass, class};
use crate::domain::route::path_of;
use crate::domain::{Currency, RecordKey, Route};
use crate::resolve::organization::author_from_ids;
use crate::resolve::record::RecordContext;
use crate::resolve::{Catalog, Degree, Link, Model, NameSource, Organization, Place, Record};

/// Of fewer listings no model is made: what a single offer says stands on its own page.
const FEWEST: usize = 2;

/// What is known of the offers, in their order.
pub(super) struct Offers<'a> {
    /// Their ids.
    pub(super) ids: &'a [Arc<OfferId>],
    /// How far the model of each may be concluded.
    pub(super) levels: &'a [Degree],
    /// Whether the id of each is that of its model with a file, also where the offer's file names it.
    pub(super) is_exact: &'a [bool],
}

/// What a catalog gets by its models without a file.
#[derive(Clone, Debug)]
pub(super) struct Addition {
    /// The authors of whom only the ids of offers tell.
    authors: Vec<Organization>,
    /// The models.
    models: Vec<Model>,
    /// The links of offers to them.
    links: Vec<(usize, Link)>,
    /// The ids that models with a file would have without it.
    former_ids: BTreeSet<(usize, String)>,
}

impl Addition {
    /// Adds it to the catalog that it was made for.
    pub(super) fn add_to(self, catalog: &mut Catalog) {
        let Self { authors, models, links, former_ids } = self;
        for (model, id) in former_ids {
            catalog.models[model].former_ids.push(id);
        }
        catalog.add_without_file(authors, models);
        for (offer, link) in links {
            catalog.offers[offer].link = Some(link);
        }
    }
}

/// Makes the models that several offers list and no file describes, and the links of those offers to them.
pub(super) fn make(
    catalog: &Catalog,
    index: Index,
    prefixes: &Prefixes,
    offers: &Offers<'_>,
    today: Date,
) -> Addition {
    let Offers { ids, levels, is_exact } = *offers;
    let reader = Reader::new(catalog, prefixes, ids);
    let is_listing = |at: &usize| {
        let offer = &catalog.offers[*at];
        let is_open = offer.link.is_none() && names_no_model(offer) && !offer.record.unlisted;
        is_open && levels[*at] > Degree::Declared
    };
    let mut names = by_name(&reader, (0..catalog.offers.len()).filter(is_listing).collect());
    for listings in names.values_mut() {
        listings.retain(|listing| listing.dropped.is_empty() || levels[listing.offer] == Degree::Matched);
    }
    names.retain(|_, listings| !listings.is_empty());
    let names: Vec<(ListedName, Vec<Listing>)> = names.into_iter().collect();
    let targets = Fold { catalog, prefixes, names: &names, levels, today }.targets(index);
    let groups = groups(names, &targets);
    let mut maker = Maker::new(catalog, today);
    let facts: Vec<Facts> = groups.par_iter().map(|group| Facts::of(catalog, &group.listings)).collect();
    let links = groups.iter().zip(facts).filter_map(|(group, facts)| maker.model(group, facts));
    let links: Vec<(usize, Link)> = links.flatten().collect();
    let former_ids = former_ids(&maker, &reader, is_exact);
    let Maker { authors, models, .. } = maker;
    Addition { authors, models, links, former_ids }
}

/// The listings of one model.
#[derive(Debug)]
struct Group {
    name: ListedName,
    listings: Vec<Listing>,
    /// The other names under which there would be a page, if this one were not listed: they lead to it.
    also: Vec<ListedName>,
}

/// The names with their listings, and with those of the names that are joined to them.
fn groups(names: Vec<(ListedName, Vec<Listing>)>, targets: &[usize]) -> Vec<Group> {
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for (at, (name, listings)) in names.into_iter().enumerate() {
        let group = groups.entry(targets[at]).or_insert_with(|| Group {
            name: name.clone(),
            listings: Vec::new(),
            also: Vec::new(),
        });
        let may_be_page = name
            .words
            .iter()
            .all(|word| matches!(class(word), None | Some(WordClass::Form | WordClass::Reasoning)));
        let is_page = listings.len() >= FEWEST || may_be_page;
        group.listings.extend(listings);
        if targets[at] == at {
            group.name = name;
        } else if is_page {
            group.also.push(name);
        }
    }
    groups.into_values().filter(|group| group.listings.len() >= FEWEST).collect()
}

/// Finds names of which one says only how the other is served, by the rules for models with a file.
struct Fold<'a> {
    catalog: &'a Catalog,
    prefixes: &'a Prefixes,
    names: &'a [(ListedName, Vec<Listing>)],
    levels: &'a [Degree],
    today: Date,
}

impl Fold<'_> {
    /// The name that each name is joined to; most stay as they are.
    fn targets(&self, index: Index) -> Vec<usize> {
        let mut alike: BTreeMap<(&str, Vec<String>), Vec<usize>> = BTreeMap::new();
        for (at, (name, _)) in self.names.iter().enumerate() {
            alike.entry((&name.author, core(&name.words))).or_default().push(at);
        }
        let compared: Vec<usize> = alike.into_values().filter(|list| list.len() > 1).flatten().collect();
        let models = self.models(&compared);
        let names = compared.iter().enumerate().map(|(model, at)| self.model_name(model, *at)).collect();
        let index = index.with_names(names);
        let finder =
            Finder { catalog: self.catalog, models: &models, index: &index, prefixes: self.prefixes };
        let mut targets: Vec<usize> = (0..self.names.len()).collect();
        for (model, at) in compared.iter().enumerate().filter(|(_, at)| self.may_be_served(**at)) {
            let offer = &self.catalog.offers[self.names[*at].1[0].offer];
            let name = OfferId::of_name(self.name(*at));
            let found = finder.find_other(offer, &name, model);
            let target = found.map(|link| root(&targets, compared[link.model]));
            if let Some(target) = target.filter(|target| target != at) {
                targets[*at] = target;
            }
        }
        (0..targets.len()).map(|at| root(&targets, at)).collect()
    }

    /// Whether a name has a date or a word that may say only how a model is served.
    fn may_be_served(&self, at: usize) -> bool {
        let (name, listings) = &self.names[at];
        let has_more = name.date.is_some() || name.words.iter().any(|word| class(word).is_some());
        let may_name = |word: &String| {
            word == FAST || matches!(class(word), Some(WordClass::Reasoning | WordClass::Speed))
        };
        // Where several providers say it, it is not a provider's way of serving.
        let provider = |listing: &Listing| self.catalog.offers[listing.offer].provider;
        let is_of_one = listings.iter().all(|listing| provider(listing) == provider(&listings[0]));
        let is_open = listings.iter().all(|listing| self.levels[listing.offer] == Degree::Matched);
        has_more && is_open && (is_of_one || !name.words.iter().any(may_name))
    }

    fn name(&self, at: usize) -> Name {
        let (name, _) = &self.names[at];
        Name { words: name.words.clone(), date: name.date.map(|date| (date, date.to_string())) }
    }

    fn model_name(&self, model: usize, at: usize) -> ModelName {
        ModelName::new(model, self.name(at), NameSource::Id)
    }

    /// Models for names, with what their listings say.
    fn models(&self, compared: &[usize]) -> Vec<Model> {
        let mut authors: HashMap<&str, usize> =
            self.catalog.authors.iter().map(|author| author.id.as_str()).zip(0..).collect();
        let of_names = compared.iter().map(|at| {
            let next = authors.len();
            *authors.entry(&self.names[*at].0.author).or_insert(next)
        });
        let authors: Vec<usize> = of_names.collect();
        let models = compared.par_iter().zip(authors).map(|(at, author)| {
            let (_, listings) = &self.names[*at];
            let Consensus { source, name, .. } = Facts::of(self.catalog, listings).consensus;
            let first = &self.catalog.offers[listings[0].offer].record;
            let context = RecordContext {
                key: first.key.clone(),
                file: first.file,
                path: String::new(),
                route: first.route.clone(),
                id: String::new(),
                name,
                currency: Some(Currency::USD),
                today: self.today,
            };
            Model {
                author,
                record: Arc::new(Record::read(context, source)),
                listings: None,
                former_ids: Vec::new(),
            }
        });
        models.collect()
    }
}

/// The name at the end of a row of joined names.
fn root(targets: &[usize], mut at: usize) -> usize {
    while targets[at] != at {
        at = targets[at];
    }
    at
}

/// The offers that have a vote: of each provider the one whose id says least beside the name.
fn voters(catalog: &Catalog, listings: &[Listing]) -> Vec<usize> {
    let mut of_providers: BTreeMap<usize, (usize, usize, usize)> = BTreeMap::new();
    for listing in listings {
        let rank =
            (listing.dropped.len() + listing.words.len(), listing.date.is_some().into(), listing.offer);
        let vote = of_providers.entry(catalog.offers[listing.offer].provider).or_insert(rank);
        *vote = rank.min(*vote);
    }
    of_providers.into_values().map(|(_, _, offer)| offer).collect()
}

/// What the offers of a model say.
struct Facts {
    /// The offers that have a vote.
    voters: Vec<usize>,
    consensus: Consensus,
}

impl Facts {
    fn of(catalog: &Catalog, listings: &[Listing]) -> Self {
        let voters = voters(catalog, listings);
        let consensus = consensus(catalog, &voters);
        Self { voters, consensus }
    }
}

/// Makes the records of models without a file.
struct Maker<'a> {
    catalog: &'a Catalog,
    today: Date,
    spelling: Spelling,
    /// The pages that there are: those of records and their aliases, the site's own, and those of the models made so far.
    routes: HashSet<String>,
    author_ids: HashMap<String, usize>,
    provider_names: HashMap<&'a str, &'a str>,
    authors: Vec<Organization>,
    models: Vec<Model>,
}

impl<'a> Maker<'a> {
    fn new(catalog: &'a Catalog, today: Date) -> Self {
        let (spelling, routes) = rayon::join(|| Spelling::learn(catalog), || routes(catalog));
        Self {
            catalog,
            today,
            spelling,
            routes,
            author_ids: catalog.authors.iter().map(|author| author.id.clone()).zip(0..).collect(),
            provider_names: catalog
                .providers
                .iter()
                .map(|provider| (provider.id.as_str(), provider.name.as_str()))
                .collect(),
            authors: Vec::new(),
            models: Vec::new(),
        }
    }

    /// Adds the model of some listings, and returns their links to it; `None` if a file has its path, or may have it.
    fn model(&mut self, group: &Group, facts: Facts) -> Option<Vec<(usize, Link)>> {
        let author = &group.name.author;
        let id = |of: &ListedName| Some(format!("{author}/{}", self.id(of, &group.listings)?));
        let (own, also) = (id(&group.name)?, group.also.iter().filter_map(id).collect::<Vec<_>>());
        let is_taken = self.catalog.find(&own).is_some() || self.catalog.absent.has_name(&own);
        if is_taken {
            return None;
        }
        let known = self.author_ids.get(author).and_then(|at| self.catalog.authors.get(*at));
        let folder = known.map(|known| &known.route);
        let below = path_of(own.strip_prefix(author)?.strip_prefix('/')?).ok()?;
        let folder = match folder {
            Some(route) => route.clone(),
            None => Route::folder(format_args!(
                "models/{}",
                path_of(author).ok().filter(|path| !path.contains('/'))?
            )),
        };
        let route = Route::folder(format_args!("{folder}{below}"));
        if !self.routes.insert(route.as_str().to_owned()) {
            return None;
        }
        let Facts { voters, consensus: Consensus { name, source, listings } } = facts;
        let former_ids = also.into_iter().filter(|id| *id != own).collect();
        let context = RecordContext {
            key: RecordKey::of_model(&own),
            file: self.catalog.offers[voters[0]].record.file,
            path: format!("models/{own}.toml"),
            route,
            id: own,
            name,
            currency: Some(Currency::USD),
            today: self.today,
        };
        let record = Arc::new(Record::read(context, source));
        let author = self.author(author, folder);
        let model = self.catalog.models.len() + self.models.len();
        self.models.push(Model { author, record, listings: Some(listings), former_ids });
        let links = group.listings.iter().map(|listing| (listing.offer, link(model, &group.name, listing)));
        Some(links.collect())
    }

    /// The id of a name below its author: its words in the order of its listings, the least of several.
    fn id(&self, name: &ListedName, listings: &[Listing]) -> Option<String> {
        let same = listings.iter().filter(|listing| listing.date == name.date);
        let orders =
            same.map(|listing| &listing.words).filter(|words| super::name::sorted(words) == name.words);
        let orders: BTreeSet<String> = orders.map(|words| self.spelling.id(words, name.date)).collect();
        orders.into_iter().next()
    }

    /// The index of an author; one whom only ids name is added.
    fn author(&mut self, id: &str, route: Route) -> usize {
        if let Some(at) = self.author_ids.get(id) {
            return *at;
        }
        let at = self.catalog.authors.len() + self.authors.len();
        let name = self.provider_names.get(id).map(|name| (*name).to_owned());
        self.authors.push(author_from_ids(id, name, route));
        self.author_ids.insert(id.to_owned(), at);
        at
    }
}

/// The pages of records and of their aliases, and those of the site's own.
fn routes(catalog: &Catalog) -> HashSet<String> {
    let models = catalog
        .models
        .iter()
        .enumerate()
        .map(|(at, model)| (Place::Model(at), &model.record, &catalog.authors[model.author]));
    let offers = catalog
        .offers
        .iter()
        .enumerate()
        .map(|(at, offer)| (Place::Offer(at), &offer.record, &catalog.providers[offer.provider]));
    let mut routes = HashSet::default();
    for (place, record, organization) in models.chain(offers) {
        routes.insert(record.route.as_str().to_owned());
        let aliases =
            record.aliases.iter().filter_map(|alias| path_of(organization.below(alias, place)).ok());
        routes.extend(
            aliases.map(|path| Route::folder(format_args!("{}{path}", organization.route)).to_string()),
        );
    }
    routes.extend(catalog.pages.iter().map(|page| page.route.to_string()));
    routes
}

/// The ids that models would have without their files, where no page has them: whoever knew a page by its listings finds the model.
fn former_ids(maker: &Maker<'_>, reader: &Reader<'_>, is_exact: &[bool]) -> BTreeSet<(usize, String)> {
    let catalog = maker.catalog;
    let exact = catalog.offers.par_iter().enumerate().filter_map(|(at, offer)| {
        let link = offer.link.as_ref().filter(|_| is_exact[at])?;
        let listing = reader.read(at).filter(|listing| listing.dropped.is_empty())?;
        let author = &catalog.authors[catalog.models[link.model].author];
        let below = maker.spelling.id(&listing.words, listing.date);
        let id = format!("{}/{below}", author.id);
        let route = Route::folder(format_args!("{}{}", author.route, path_of(&below).ok()?));
        let is_free = !maker.routes.contains(route.as_str())
            && catalog.find(&id).is_none()
            && !catalog.absent.has_name(&id);
        is_free.then_some((link.model, id))
    });
    exact.collect()
}

/// The link of a listing to its model.
fn link(model: usize, name: &ListedName, listing: &Listing) -> Link {
    let beside = |words: &[String], others: &[String]| -> Vec<String> {
        words.iter().filter(|word| !others.contains(word)).cloned().collect()
    };
    let mut dropped = beside(&listing.words, &name.words);
    dropped.extend(listing.dropped.iter().cloned());
    let mut assumed = beside(&name.words, &listing.words);
    if listing.date != name.date {
        dropped.extend(listing.date.map(|date| date.to_string()));
        assumed.extend(name.date.map(|date| date.to_string()));
    }
    let is_exact = dropped.is_empty() && assumed.is_empty();
    let degree = if is_exact { Degree::Exact } else { Degree::Matched };
    Link { model, degree, dropped, assumed, found_by: NameSource::Id }
}

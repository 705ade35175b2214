//! Finds the model of each offer that names none, and joins the offers that no model file explains: a catalog in, the same catalog
//! linked out. `docs/linking.md` has the rules, and how often they are right.

mod comparison;
mod consensus;
mod contradiction;
mod date_tag;
mod find;
mod index;
mod input;
mod listing;
mod name;
mod offer_id;
mod own_provider;
mod prefixes;
mod spelling;
#[cfg(test)]
mod tests;
mod vocabulary;
mod without_file;

use std::sync::Arc;

use foldhash::HashMap;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::domain::RecordKey;
use crate::resolve::settings::Linking;
use crate::resolve::{Catalog, Degree, Link, Offer, Place};
pub(crate) use contradiction::contradiction;
use find::Finder;
use index::Index;
use input::Input;
use offer_id::OfferId;
use prefixes::Prefixes;
use without_file::Addition;

/// Links the offers of a catalog to models, says which providers are an author's own, and adds the models without a file.
pub fn link(catalog: &mut Catalog, linking: &Linking, today: Date) {
    link_incremental(catalog, linking, today, &mut Cache::default());
}

/// Links a catalog as [`link`] does; what is read of it and did not change is not searched again.
pub fn link_incremental(catalog: &mut Catalog, linking: &Linking, today: Date, cache: &mut Cache) {
    let last = cache.last.take();
    if catalog.offers.is_empty() {
        return;
    }
    let input = Input::new(catalog, linking, today);
    let same = last.as_ref().filter(|last| last.input.is_same_but_for_names(&input, &last.has_model));
    let knowledge = match same {
        Some(last) => Arc::clone(&last.knowledge),
        None => Arc::new(learn(catalog, linking, last.as_ref())),
    };
    set_links(catalog, &knowledge.by_path);
    let mut index = None;
    let matches = match same.filter(|last| last.input.has_same_names(&input)) {
        Some(last) => Arc::clone(&last.matches),
        None => Arc::new(search(catalog, &knowledge, index.insert(Index::new(catalog, &knowledge.ids)))),
    };
    set_links(catalog, &matches.links);
    let has_model: Vec<bool> = catalog.offers.iter().map(|offer| offer.link.is_some()).collect();
    own_provider::assign(catalog, &knowledge.prefixes, linking);
    let make = || {
        let index = index.unwrap_or_else(|| Index::new(catalog, &knowledge.ids));
        let Knowledge { ids, levels, prefixes, .. } = &*knowledge;
        let offers = without_file::Offers { ids, levels, is_exact: &matches.is_exact };
        Arc::new(without_file::make(catalog, index, prefixes, &offers, today))
    };
    let same = same.filter(|last| last.matches == matches);
    let addition = same.map_or_else(make, |last| Arc::clone(&last.addition));
    if cache.is_enabled {
        let (knowledge, addition) = (Arc::clone(&knowledge), Arc::clone(&addition));
        cache.last = Some(Last { input, knowledge, matches, has_model, addition });
    }
    Arc::unwrap_or_clone(addition).add_to(catalog);
    // Models without a file can have authors of their own.
    own_provider::assign(catalog, &knowledge.prefixes, linking);
}

/// What linking came to the last time. The default one remembers nothing.
#[derive(Debug, Default)]
pub struct Cache {
    is_enabled: bool,
    last: Option<Last>,
}

impl Cache {
    /// Returns an empty cache that remembers.
    pub fn enabled() -> Self {
        Self { is_enabled: true, last: None }
    }
}

#[derive(Debug)]
struct Last {
    input: Input,
    knowledge: Arc<Knowledge>,
    matches: Arc<Matches>,
    /// Of each offer, whether it has a model with a file.
    has_model: Vec<bool>,
    addition: Arc<Addition>,
}

/// What is known before names are compared: of the offers, in their order, and of prefixes.
#[derive(Debug)]
struct Knowledge {
    /// How far the model of each offer may be concluded.
    levels: Vec<Degree>,
    /// The models at the paths of offers.
    by_path: Vec<Option<Link>>,
    /// The ids of offers.
    ids: Vec<Arc<OfferId>>,
    prefixes: Prefixes,
}

/// The models that the ids of offers name.
#[derive(Debug, PartialEq, Eq)]
struct Matches {
    /// The models of the offers that have none yet.
    links: Vec<Option<Link>>,
    /// Whether the id of each is that of its model, also where the offer's file names it.
    is_exact: Vec<bool>,
}

/// Learns what ids say. Ids that were taken apart the last time are not taken apart again.
fn learn(catalog: &mut Catalog, linking: &Linking, last: Option<&Last>) -> Knowledge {
    let levels: Vec<Degree> = catalog.offers.iter().map(|offer| level(catalog, offer, linking)).collect();
    let by_path = catalog
        .offers
        .par_iter()
        .zip(&levels)
        .map(|(offer, level)| by_path(catalog, offer).filter(|link| link.degree <= *level));
    let by_path: Vec<Option<Link>> = by_path.collect();
    set_links(catalog, &by_path);
    let known = last.map(|last| last.input.ids().zip(&last.knowledge.ids).collect()).unwrap_or_default();
    let known: HashMap<&str, &Arc<OfferId>> = known;
    let ids = catalog.offers.par_iter().map(|offer| {
        let id = offer.record.id.as_str();
        known.get(id).map_or_else(|| Arc::new(OfferId::read(id)), |known| Arc::clone(known))
    });
    let ids: Vec<Arc<OfferId>> = ids.collect();
    let prefixes = Prefixes::learn(catalog, &ids);
    Knowledge { levels, by_path, ids, prefixes }
}

/// Searches the model of each offer that has none.
fn search(catalog: &Catalog, knowledge: &Knowledge, index: &Index) -> Matches {
    let Knowledge { levels, ids, prefixes, .. } = knowledge;
    let finder = Finder { catalog, models: &catalog.models, index, prefixes };
    let found = catalog.offers.par_iter().zip(ids).zip(levels).map(|((offer, id), level)| {
        let is_open = offer.link.is_none() && names_no_model(offer);
        let link = is_open.then(|| finder.find(offer, id)).flatten().filter(|link| link.degree <= *level);
        let is_exact = match &offer.link {
            Some(link) => link.degree == Degree::Exact || names_same_model(&finder, offer, id, link.model),
            None => link.as_ref().is_some_and(|link| link.degree == Degree::Exact),
        };
        (link, is_exact)
    });
    let (links, is_exact) = found.unzip();
    Matches { links, is_exact }
}

/// Gives offers without a model the models that were found for them.
fn set_links(catalog: &mut Catalog, links: &[Option<Link>]) {
    for (offer, link) in catalog.offers.iter_mut().zip(links) {
        if offer.link.is_none() {
            offer.link.clone_from(link);
        }
    }
}

/// Whether the id of an offer is that of the model that its file names.
fn names_same_model(finder: &Finder<'_>, offer: &Offer, id: &OfferId, model: usize) -> bool {
    finder.find(offer, id).is_some_and(|link| link.degree == Degree::Exact && link.model == model)
}

/// The number format that an id says the weights are served in: `fp8`, `awq`.
pub fn precision(id: &str) -> Option<String> {
    if !vocabulary::may_hold_precision(id) {
        return None;
    }
    let id = OfferId::read(id);
    let words = id.name.words.into_iter().chain(id.options);
    words.into_iter().find(|word| vocabulary::class(word) == Some(vocabulary::WordClass::Precision))
}

/// How far the model of an offer may be concluded: what its file says, what its provider's says, or what the settings say. A level that
/// could not be read allows nothing.
fn level(catalog: &Catalog, offer: &Offer, linking: &Linking) -> Degree {
    let tables = [&offer.record.source, &catalog.providers[offer.provider].source];
    let written = |table: &&crate::parse::Table| {
        let is_unclear = table.is_left_out("linking");
        table.text("linking").and_then(Degree::read).or(is_unclear.then_some(Degree::Declared))
    };
    tables.iter().find_map(written).unwrap_or(linking.level)
}

/// Whether the file of an offer says nothing of its model. What it says may be missing, or a mistake.
fn names_no_model(offer: &Offer) -> bool {
    let source = &offer.record.source;
    ["model", "base_model"].iter().all(|key| source.node(key).is_none() && !source.is_left_out(key))
}

/// The link to the model at exactly the path of an offer: `models/<provider>/<id>.toml`.
fn by_path(catalog: &Catalog, offer: &Offer) -> Option<Link> {
    let below = offer.record.key.as_str().splitn(4, '/').nth(3)?;
    let key = RecordKey::of_model(&format!("{}/{below}", catalog.providers[offer.provider].id));
    match catalog.place(&key).filter(|_| names_no_model(offer))? {
        Place::Model(model) => Some(Link::named(model, Degree::Exact)),
        Place::Offer(_) => None,
    }
}

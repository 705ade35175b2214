//! Finds the model of each offer that names none, and joins the offers that no model file explains: a catalogue in, the same catalogue
//! linked out. `docs/linking.md` has the rules, and how often they are right.

mod comparison;
mod consensus;
mod contradiction;
mod date_tag;
mod find;
mod index;
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

use jiff::civil::Date;
use rayon::prelude::*;

use crate::domain::RecordKey;
use crate::resolve::settings::Linking;
use crate::resolve::{Catalog, Degree, Link, Offer, Place};
pub(crate) use contradiction::contradiction;
use find::Finder;
use index::Index;
use offer_id::OfferId;
use prefixes::Prefixes;

/// Links the offers of a catalogue to models, says which providers are an author's own, and adds the models without a file.
pub fn link(catalog: &mut Catalog, linking: &Linking, today: Date) {
    if catalog.offers.is_empty() {
        return;
    }
    let levels: Vec<Degree> = catalog.offers.iter().map(|offer| level(catalog, offer, linking)).collect();
    let by_path: Vec<Option<Link>> = catalog.offers.par_iter().map(|offer| by_path(catalog, offer)).collect();
    for ((offer, link), level) in catalog.offers.iter_mut().zip(by_path).zip(&levels) {
        offer.link = offer.link.take().or_else(|| link.filter(|link| link.degree <= *level));
    }
    let ids: Vec<OfferId> = catalog.offers.par_iter().map(|offer| OfferId::read(&offer.record.id)).collect();
    let known: &Catalog = catalog;
    let (index, prefixes) = rayon::join(|| Index::new(known, &ids), || Prefixes::learn(known, &ids));
    let finder = Finder { catalog, models: &catalog.models, index: &index, prefixes: &prefixes };
    let found: Vec<Option<Link>> = catalog
        .offers
        .par_iter()
        .zip(&ids)
        .zip(&levels)
        .map(|((offer, id), level)| {
            let is_open = offer.link.is_none() && names_no_model(offer);
            is_open.then(|| finder.find(offer, id))?.filter(|link| link.degree <= *level)
        })
        .collect();
    let is_exact: Vec<bool> = catalog
        .offers
        .par_iter()
        .zip(&ids)
        .zip(&found)
        .map(|((offer, id), found)| match &offer.link {
            Some(link) => link.degree == Degree::Exact || names_same_model(&finder, offer, id, link.model),
            None => found.as_ref().is_some_and(|link| link.degree == Degree::Exact),
        })
        .collect();
    for (offer, link) in catalog.offers.iter_mut().zip(found) {
        offer.link = offer.link.take().or(link);
    }
    own_provider::assign(catalog, &prefixes, linking);
    without_file::add(
        catalog,
        index,
        &prefixes,
        &without_file::Offers { ids: &ids, levels: &levels, is_exact: &is_exact },
        today,
    );
    // Models without a file can have authors of their own.
    own_provider::assign(catalog, &prefixes, linking);
}

/// Whether the id of an offer is that of the model that its file names.
fn names_same_model(finder: &Finder<'_>, offer: &Offer, id: &OfferId, model: usize) -> bool {
    finder.find(offer, id).is_some_and(|link| link.degree == Degree::Exact && link.model == model)
}

/// The number format that an id says the weights are served in: `fp8`, `awq`.
pub fn precision(id: &str) -> Option<String> {
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

//! The offers of each model in order of price, and the one whose price stands for the model.

use super::price::{Comparable, comparable};
use crate::domain::{Currency, Status};
use crate::resolve::Record;
use crate::resolve::catalog::{Catalog, Place};
use crate::resolve::cost::PriceState;

/// The listed offers of each model, by its index: lowest price first, other states after them, retired ones last.
pub(super) fn ordered(catalog: &Catalog) -> Vec<Vec<usize>> {
    let mut offers = vec![Vec::new(); catalog.models.len()];
    for (at, offer) in catalog.offers.iter().enumerate() {
        if let Some(model) = offer.model.filter(|_| !offer.record.unlisted) {
            offers[model].push(at);
        }
    }
    for list in &mut offers {
        list.sort_by_cached_key(|at| {
            let offer = &catalog.offers[*at];
            let provider = &catalog.providers[offer.provider].name;
            (standing(&offer.record), provider.to_lowercase(), offer.record.key.clone())
        });
    }
    offers
}

/// How an offer stands among the others of its model: retired ones last, then by what is known of the price.
fn standing(record: &Record) -> (bool, Standing) {
    (record.status == Status::Retired, Standing::of(record))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Real(Comparable),
    Free,
    Included,
    Incomparable,
    Zero,
    Unknown,
}

impl Standing {
    fn of(record: &Record) -> Self {
        let cost = &record.cost;
        match (&cost.state, comparable(record)) {
            (_, Some(price)) => Self::Real(price),
            (PriceState::Free, _) => Self::Free,
            (PriceState::Included(_), _) => Self::Included,
            (PriceState::Unknown, _) => Self::Unknown,
            (PriceState::Priced, _) if cost.is_doubtful_zero() => Self::Zero,
            (PriceState::Priced, _) => Self::Incomparable,
        }
    }
}

/// By the index of a model, the record whose price stands for it.
pub(super) fn speaking(catalog: &Catalog, offers: &[Vec<usize>]) -> Vec<Place> {
    let models = 0..catalog.models.len();
    models
        .map(|model| speaker(catalog, model, &offers[model]).map_or(Place::Model(model), Place::Offer))
        .collect()
}

fn speaker(catalog: &Catalog, model: usize, offers: &[usize]) -> Option<usize> {
    let record = &catalog.models[model].record;
    if record.cost.state != PriceState::Unknown {
        return None;
    }
    let by = |at: &usize, provider: &str| catalog.providers[catalog.offers[*at].provider].id == provider;
    let listed = || offers.iter().copied();
    let named = record.primary_offer.as_deref();
    let primary = named.and_then(|provider| listed().find(|at| by(at, provider)));
    let author = &catalog.authors[catalog.models[model].author].id;
    let own = || listed().find(|at| by(at, author) && speaks_for_itself(&catalog.offers[*at].record));
    let lowest = || listed().find(|at| is_real(&catalog.offers[*at].record));
    primary.or_else(own).or_else(lowest)
}

/// Whether the offer of the author's own provider says what the model costs.
fn speaks_for_itself(record: &Record) -> bool {
    let says = record.cost.state != PriceState::Unknown && !record.cost.is_doubtful_zero();
    says && record.cost.currency == Currency::USD && record.status != Status::Retired
}

/// Whether the offer has a price in dollars above zero and still answers.
fn is_real(record: &Record) -> bool {
    comparable(record).is_some() && record.status != Status::Retired
}

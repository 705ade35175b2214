//! The rows of the index: one for each model and each offer that stands alone, or one for each offer.

use std::cmp::Reverse;

use super::Directory;
use crate::resolve::catalog::Place;

/// A row of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The record.
    pub place: Place,
    /// The record whose price the row shows: itself, or one of its offers.
    pub speaks: Place,
    /// How many listed offers the model has; an offer that stands for itself is one.
    pub offers: usize,
    /// How many listed variants are folded into it.
    pub variants: usize,
}

/// The rows in their default order.
pub(super) fn rows(directory: &Directory) -> Vec<Row> {
    let catalog = &directory.catalog;
    let are_offers = directory.settings.rows_are_offers && directory.many_providers;
    let models = (0..catalog.models.len()).filter(|at| !are_offers || directory.offers[*at].is_empty());
    let offers = (0..catalog.offers.len()).filter(|at| are_offers || catalog.offers[*at].model.is_none());
    let places = models.map(Place::Model).chain(offers.map(Place::Offer));
    let listed = places.filter(|place| directory.is_listed(*place)).collect();
    newest_first(directory, listed).into_iter().map(|place| row(directory, place)).collect()
}

/// Records in the default order of lists: newest first, unknown days last, then by name, then by key.
pub(super) fn newest_first(directory: &Directory, mut places: Vec<Place>) -> Vec<Place> {
    places.sort_by_cached_key(|place| {
        let record = directory.record(*place);
        (Reverse(record.since()), record.name.to_lowercase(), record.key.clone())
    });
    places
}

fn row(directory: &Directory, place: Place) -> Row {
    let offers = match place {
        Place::Model(at) => directory.offers[at].len(),
        Place::Offer(_) => 1,
    };
    Row { place, speaks: directory.speaks(place), offers, variants: directory.variants(place).len() }
}

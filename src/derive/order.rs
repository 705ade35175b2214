//! The default order of lists, found once for all of them.

use std::cmp::Reverse;

use rayon::prelude::*;

use crate::resolve::catalog::{Catalog, Place};

/// The rank of each record: newest first, unknown dates last, then by name, then by key.
#[derive(Debug, Default)]
pub(super) struct Order {
    models: Vec<usize>,
    offers: Vec<usize>,
}

impl Order {
    /// Ranks every record of a catalog.
    pub(super) fn new(catalog: &Catalog) -> Self {
        let models = (0..catalog.models.len()).map(Place::Model);
        let mut places: Vec<Place> = models.chain((0..catalog.offers.len()).map(Place::Offer)).collect();
        places.par_sort_by_cached_key(|place| {
            let record = catalog.at(*place);
            (Reverse(record.since()), record.name.to_lowercase(), record.key.as_str())
        });
        let mut order = Self { models: vec![0; catalog.models.len()], offers: vec![0; catalog.offers.len()] };
        for (rank, place) in places.into_iter().enumerate() {
            match place {
                Place::Model(at) => order.models[at] = rank,
                Place::Offer(at) => order.offers[at] = rank,
            }
        }
        order
    }

    /// The rank of a record.
    pub(super) fn rank(&self, place: Place) -> usize {
        match place {
            Place::Model(at) => self.models[at],
            Place::Offer(at) => self.offers[at],
        }
    }
}

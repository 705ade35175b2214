//! Searches the model that the id of an offer names.

use super::comparison::{Comparison, Difference};
use super::index::Index;
use super::name::sorted;
use super::offer_id::OfferId;
use super::prefixes::{LONGEST_LEAD, Prefixes};
use crate::resolve::{Catalog, Degree, Link, Model, NameSource, Offer};

/// Searches the models of a catalog.
pub(super) struct Finder<'a> {
    pub(super) catalog: &'a Catalog,
    /// The models whose names are searched.
    pub(super) models: &'a [Model],
    pub(super) index: &'a Index,
    pub(super) prefixes: &'a Prefixes,
}

/// A model that an offer may be one of.
struct Candidate {
    model: usize,
    source: NameSource,
    difference: Difference,
}

impl Candidate {
    /// How far its name is from the offer's id; the least is the nearest.
    fn distance(&self) -> (usize, NameSource) {
        (self.difference.size(), self.source)
    }
}

impl Finder<'_> {
    /// The model whose name is nearest to the id of an offer; `None` if two are as near.
    pub(super) fn find(&self, offer: &Offer, id: &OfferId) -> Option<Link> {
        let leads = 0..id.name.words.len().min(LONGEST_LEAD + 1);
        nearest(leads.flat_map(|length| self.candidates(offer, id, length)).collect())
    }

    /// The model of the same author, beside one of them, whose name is nearest to a name of the other; `None` if two are as near.
    pub(super) fn find_other(&self, offer: &Offer, name: &OfferId, model: usize) -> Option<Link> {
        let author = self.models[model].author;
        let mut others = self.candidates(offer, name, 0);
        others.retain(|other| other.model != model && self.models[other.model].author == author);
        nearest(others)
    }

    /// The models that the id of an offer can mean without so many words in front.
    fn candidates(&self, offer: &Offer, id: &OfferId, length: usize) -> Vec<Candidate> {
        let (lead, rest) = id.name.words.split_at(length);
        let words = sorted(rest);
        let Self { catalog, models, index, prefixes } = *self;
        let candidates = index.candidates(&words).filter_map(|candidate| {
            let comparison =
                Comparison { catalog, models, index, prefixes, offer, id, lead, words: &words, candidate };
            let difference = comparison.difference()?;
            Some(Candidate { model: candidate.model, source: candidate.source, difference })
        });
        candidates.collect()
    }
}

/// The candidate that is nearest, unless another model is as near.
fn nearest(candidates: Vec<Candidate>) -> Option<Link> {
    let least = candidates.iter().map(Candidate::distance).min()?;
    let mut nearest = candidates.into_iter().filter(|candidate| candidate.distance() == least);
    let Candidate { model, source: found_by, difference } = nearest.next()?;
    let degree = if least == (0, NameSource::Id) { Degree::Exact } else { Degree::Matched };
    let Difference { dropped, assumed } = difference;
    let is_one = nearest.all(|candidate| candidate.model == model);
    is_one.then_some(Link { model, degree, dropped, assumed, found_by })
}

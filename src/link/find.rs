//! Searches the model that the id of an offer names.

use super::comparison::{Comparison, Difference};
use super::index::Index;
use super::name::sorted;
use super::offer_id::OfferId;
use super::prefixes::{LONGEST_LEAD, Prefixes};
use crate::resolve::{Catalog, Degree, Link, Model, NameSource, Offer};

/// Searches the models of a catalogue.
pub(super) struct Finder<'a> {
    pub(super) catalog: &'a Catalog,
    /// The models whose names are searched.
    pub(super) models: &'a [Model],
    pub(super) index: &'a Index,
    pub(super) prefixes: &'a Prefixes,
}

/// A model that an offer may be one of. The least comes first.
type Candidate = (usize, NameSource, usize, Difference);

impl Finder<'_> {
    /// The model whose name is nearest to the id of an offer; `None` if two are as near.
    pub(super) fn find(&self, offer: &Offer) -> Option<Link> {
        let id = OfferId::read(&offer.record.id);
        let leads = 0..id.name.words.len().min(LONGEST_LEAD + 1);
        nearest(leads.flat_map(|length| self.candidates(offer, &id, length)).collect())
    }

    /// The model of the same author, beside one of them, whose name is nearest to a name of the other; `None` if two are as near.
    pub(super) fn find_other(&self, offer: &Offer, name: &OfferId, model: usize) -> Option<Link> {
        let author = self.models[model].author;
        let mut others = self.candidates(offer, name, 0);
        others.retain(|(_, _, other, _)| *other != model && self.models[*other].author == author);
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
            Some((difference.size(), candidate.source, candidate.model, difference))
        });
        candidates.collect()
    }
}

/// The candidate that is nearest, unless it is another model that is as near.
fn nearest(candidates: Vec<Candidate>) -> Option<Link> {
    let (size, source, ..) = *candidates.iter().min_by_key(|(size, source, ..)| (*size, *source))?;
    let mut best = candidates.into_iter().filter(|found| (found.0, found.1) == (size, source));
    let (_, found_by, model, Difference { dropped, assumed }) = best.next()?;
    let is_exact = size == 0 && found_by == NameSource::Id;
    let degree = if is_exact { Degree::Exact } else { Degree::Matched };
    let is_only = best.all(|(_, _, other, _)| other == model);
    is_only.then_some(Link { model, degree, dropped, assumed, found_by })
}

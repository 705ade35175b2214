//! Finds the model of each offer that names none, and says how: a catalogue in, links out. `docs/linking.md` has the rules, and how often they
//! are right.

mod comparison;
mod date_tag;
mod index;
mod name;
mod offer_id;
mod prefixes;
#[cfg(test)]
mod tests;
mod vocabulary;

use rayon::prelude::*;

pub use index::NameSource;

use crate::resolve::{Catalog, Offer};
use comparison::{Comparison, Difference};
use index::Index;
use name::sorted;
use offer_id::OfferId;
use prefixes::{LONGEST_LEAD, Prefixes};

/// A model that was found for an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The index of the model.
    pub model: usize,
    /// How certain it is.
    pub degree: Degree,
    /// What the offer's id says beside the model's name, in lower case: `free`, `fp8`, a date.
    pub dropped: Vec<String>,
    /// What the model's name says and the offer's id leaves out: `instruct`, `a22b`, a date.
    pub assumed: Vec<String>,
    /// Which name of the model the offer's id has; the id, if the offer's file names the model.
    pub found_by: NameSource,
}

/// How certain a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Degree {
    /// The offer's file names the model.
    Declared,
    /// The offer's id is the model's, but for prefixes and spelling.
    Exact,
    /// What the ids do not share says how the model is served.
    Matched,
}

impl Degree {
    /// The degree as a word for people and programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Exact => "exact",
            Self::Matched => "matched",
        }
    }
}

/// The links of all offers, in their order; `None` for an offer whose model was not found.
pub fn links(catalog: &Catalog) -> Vec<Option<Link>> {
    let ids: Vec<OfferId> = catalog.offers.par_iter().map(|offer| OfferId::read(&offer.record.id)).collect();
    let (index, prefixes) = (Index::new(catalog, &ids), Prefixes::learn(catalog));
    let finder = Finder { catalog, index: &index, prefixes: &prefixes };
    let offers = catalog.offers.par_iter().zip(&ids);
    offers.map(|(offer, id)| given(offer).or_else(|| finder.find(offer, id))).collect()
}

/// The link that needs no search: the base of the offer, or the model at exactly the same path.
fn given(offer: &Offer) -> Option<Link> {
    let is_declared = offer.record.source.text("base_model").is_some();
    let degree = if is_declared { Degree::Declared } else { Degree::Exact };
    let (dropped, assumed) = (Vec::new(), Vec::new());
    offer.model.map(|model| Link { model, degree, dropped, assumed, found_by: NameSource::Id })
}

/// Searches the models of a catalogue.
struct Finder<'a> {
    catalog: &'a Catalog,
    index: &'a Index,
    prefixes: &'a Prefixes,
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
    fn find(&self, offer: &Offer, id: &OfferId) -> Option<Link> {
        let leads = 0..id.name.words.len().min(LONGEST_LEAD + 1);
        let candidates: Vec<Candidate> =
            leads.flat_map(|length| self.candidates(offer, id, length)).collect();
        let least = candidates.iter().map(Candidate::distance).min()?;
        let mut nearest = candidates.into_iter().filter(|candidate| candidate.distance() == least);
        let Candidate { model, source: found_by, difference } = nearest.next()?;
        let degree = if least == (0, NameSource::Id) { Degree::Exact } else { Degree::Matched };
        let Difference { dropped, assumed } = difference;
        let is_one = nearest.all(|candidate| candidate.model == model);
        is_one.then_some(Link { model, degree, dropped, assumed, found_by })
    }

    /// The models that the id of an offer can mean without so many words in front.
    fn candidates(&self, offer: &Offer, id: &OfferId, length: usize) -> Vec<Candidate> {
        let (lead, rest) = id.name.words.split_at(length);
        let words = sorted(rest);
        let Self { catalog, index, prefixes } = *self;
        let candidates = index.candidates(&words).filter_map(|candidate| {
            let comparison =
                Comparison { catalog, index, prefixes, offer, id, lead, words: &words, candidate };
            let difference = comparison.difference()?;
            Some(Candidate { model: candidate.model, source: candidate.source, difference })
        });
        candidates.collect()
    }
}

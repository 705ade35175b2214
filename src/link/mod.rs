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
    /// Which name of the model the offer's id has.
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
    let (index, prefixes) = (Index::new(catalog), Prefixes::learn(catalog));
    let finder = Finder { catalog, index: &index, prefixes: &prefixes };
    catalog.offers.par_iter().map(|offer| given(offer).or_else(|| finder.find(offer))).collect()
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

/// A model that an offer may be one of. The least comes first.
type Candidate = (usize, NameSource, usize, Difference);

impl Finder<'_> {
    /// The model whose name is nearest to the id of an offer; `None` if two are as near.
    fn find(&self, offer: &Offer) -> Option<Link> {
        let id = OfferId::read(&offer.record.id);
        let leads = 0..id.name.words.len().min(LONGEST_LEAD + 1);
        let candidates: Vec<Candidate> =
            leads.flat_map(|length| self.candidates(offer, &id, length)).collect();
        let (size, source, ..) = *candidates.iter().min_by_key(|(size, source, ..)| (*size, *source))?;
        let mut best = candidates.into_iter().filter(|found| (found.0, found.1) == (size, source));
        let (_, found_by, model, Difference { dropped, assumed }) = best.next()?;
        let is_exact = size == 0 && found_by == NameSource::Id;
        let degree = if is_exact { Degree::Exact } else { Degree::Matched };
        best.all(|(_, _, other, _)| other == model).then_some(Link {
            model,
            degree,
            dropped,
            assumed,
            found_by,
        })
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
            Some((difference.size(), candidate.source, candidate.model, difference))
        });
        candidates.collect()
    }
}

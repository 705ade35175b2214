//! Finds alternatives to a model: models of any author with the same type and at least the same capabilities.
//!
//! A page has up to five, each for one reason: the successor; up to three that cost less; the cheapest with a context
//! window at least 50% longer; the cheapest with a better score in a set that both are in. Cheaper ones are the newest
//! among the nearest lower prices, where models of similar size are: the cheapest of all would be the same tiny models on
//! every page. Models come before offers without a model, many of which list a model a second time.
//!
//! The search takes a bounded number of steps in the index of [`Candidates`](super::candidate).

use std::cmp::{Ordering, Reverse};

use rust_decimal::Decimal;

use super::Directory;
use super::candidate::{Candidate, Figures, Group};
use super::price::{Comparable, percent_less};
use crate::domain::{Price, TokenCount, Unit};
use crate::resolve::Record;
use crate::resolve::catalog::Place;
use crate::trace::{self, Note, Question};

/// A model to use instead, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The place of the alternative.
    pub place: Place,
    /// Why it is an alternative.
    pub reason: Reason,
    /// What both score in the same sets: the set of the reason first, then those with the most models.
    pub scores: Vec<SharedScore>,
}

/// The scores of two models in a set in which both are ranked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedScore {
    /// The full name of the set.
    pub set: String,
    /// The benchmark with its version.
    pub benchmark: String,
    /// The score of the page's model.
    pub own: Decimal,
    /// The score of the alternative.
    pub other: Decimal,
    /// Whether the score of the alternative is better or worse, or as good.
    pub order: Ordering,
}

/// Why another model is an alternative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is the model's successor.
    Successor,
    /// It costs less per token, in percent; `None` if the prices differ by less than one percent, or neither has one.
    Cheaper {
        /// How much less input costs.
        input: Option<Decimal>,
        /// How much less output costs.
        output: Option<Decimal>,
    },
    /// It costs less per unit.
    CheaperUnit {
        /// What is counted.
        unit: Unit,
        /// How much less, in percent.
        percent: Decimal,
    },
    /// Its context window is longer.
    LongerContext {
        /// The context window of the page's model.
        own: TokenCount,
        /// The context window of the alternative.
        other: TokenCount,
    },
    /// Its score is better in a set that both are in.
    BetterScore {
        /// The full name of the set.
        set: String,
        /// The score of the page's model.
        own: Decimal,
        /// The score of the alternative.
        other: Decimal,
    },
}

/// How many alternatives a page shows.
const MAX_ALTERNATIVES: usize = 5;
/// How many alternatives may be there because they cost less.
const MAX_CHEAPER: usize = 3;
/// How many lower prices, or successors of successors, the search examines.
const MAX_EXAMINED: usize = 64;
/// How many of the nearest lower prices the newest are chosen from.
const NEAREST: usize = 8;

impl Directory {
    /// Up to five records to use instead, in the order of reasons: successor, lower prices, longer context, better score.
    ///
    /// None is deprecated, retired, unlisted, a variant, or a record with the same name, except for the successor.
    pub fn alternatives(&self, place: Place) -> Vec<Alternative> {
        let question = || Note::Answer(Question::Alternatives, place);
        trace::answer(question, || Search::new(self, place).run())
    }
}

impl Directory {
    /// The first successor of a record, or successor of a successor, that lists show and that is neither deprecated nor retired.
    pub(super) fn active_successor(&self, record: &Record) -> Option<Place> {
        std::iter::successors(self.successor(record), |place| self.successor(self.record(*place)))
            .take(MAX_EXAMINED)
            .find(|place| self.is_listed_and_active(*place))
    }

    /// The record that the file names as the successor.
    pub(super) fn successor(&self, record: &Record) -> Option<Place> {
        record.successor.as_ref().and_then(|key| self.catalog.place(key))
    }

    /// The scores of two records in the sets in which both are ranked, the sets with the most models first.
    fn shared_scores(&self, own: &[(usize, Decimal)], other: Place) -> Vec<SharedScore> {
        let mut others = self.ranked_scores(other);
        others.sort_by_key(|(set, _)| *set);
        let shared = others.into_iter().filter_map(|(at, goodness)| {
            let (_, own) = *own.iter().find(|(set, _)| *set == at)?;
            let set = &self.score_sets()[at];
            let (name, benchmark) = (set.name.clone(), set.benchmark.clone());
            let order = goodness.cmp(&own);
            let [own, other] = [own, goodness].map(|goodness| set.goodness(goodness));
            Some(SharedScore { set: name, benchmark, own, other, order })
        });
        shared.collect()
    }
}

/// The search for one page.
struct Search<'a> {
    directory: &'a Directory,
    /// Models, then offers without a model.
    groups: &'a [Group],
    place: Place,
    record: &'a Record,
    figures: Figures,
    /// The records that represent the page's own in lists.
    own: [Option<Place>; 2],
    /// The names of the record and of the alternatives so far.
    names: Vec<String>,
    alternatives: Vec<Alternative>,
}

impl<'a> Search<'a> {
    fn new(directory: &'a Directory, place: Place) -> Self {
        let record = directory.record(place);
        let root = directory.root(place);
        let model = match place {
            Place::Offer(at) => directory.catalog.offers[at].model().map(Place::Model),
            Place::Model(_) => None,
        };
        Self {
            directory,
            groups: directory.candidates.groups(record),
            place,
            record,
            figures: Figures::of(directory, place),
            names: vec![record.name.to_lowercase()],
            own: [Some(root), model.map(|model| directory.root(model))],
            alternatives: Vec::new(),
        }
    }

    fn run(mut self) -> Vec<Alternative> {
        self.add_successor();
        for group in self.groups {
            self.add_cheaper(group);
        }
        if let Some((place, reason)) = self.groups.iter().find_map(|group| self.longer_context(group)) {
            self.add(place, reason);
        }
        let own = self.directory.ranked_scores(self.place);
        if let Some((place, reason)) = own.iter().find_map(|(set, own)| self.better_score(*set, *own)) {
            self.add(place, reason);
        }
        self.alternatives.truncate(MAX_ALTERNATIVES);
        self.add_scores(&own);
        self.alternatives
    }

    /// Adds the first successor, or successor of a successor, that is neither deprecated nor retired.
    fn add_successor(&mut self) {
        let directory = self.directory;
        let successor = directory.active_successor(self.record);
        let successor = successor.filter(|place| !self.own.contains(&Some(*place)));
        if let Some(place) = successor {
            self.add(place, Reason::Successor);
        }
    }

    /// Adds the newest of the nearest lower prices, up to the maximum.
    fn add_cheaper(&mut self, group: &Group) {
        let Some(limit) = self.figures.comparable.and_then(ten_percent_less) else { return };
        let end = group.by_price.partition_point(|(price, _)| *price <= limit);
        let lower = group.by_price[..end].iter().rev().take(MAX_EXAMINED);
        let mut nearest: Vec<&Candidate> = lower
            .map(|(_, index)| self.candidate(*index))
            .filter(|candidate| self.is_new(candidate) && self.costs_less(candidate))
            .take(NEAREST)
            .collect();
        nearest.sort_by_key(|candidate| Reverse(candidate.since));
        for candidate in nearest {
            let cheaper = self.alternatives.iter().filter(|added| added.reason != Reason::Successor);
            if cheaper.count() == MAX_CHEAPER {
                return;
            }
            if let Some(reason) = self.saving(candidate).filter(|_| self.is_new(candidate)) {
                self.add(candidate.place, reason);
            }
        }
    }

    /// Whether a candidate with a lower comparable price is really cheaper: neither of its prices is higher, its unit has
    /// the same terms, and its context window is at least half as long.
    fn costs_less(&self, other: &Candidate) -> bool {
        let (own, other_figures) = (&self.figures, &other.figures);
        if own.context.is_some_and(|own| other_figures.context.is_none_or(|other| other.0 < own.0 / 2)) {
            return false;
        }
        match (own.comparable, other_figures.comparable) {
            (Some(Comparable::Tokens(_)), Some(Comparable::Tokens(_))) => {
                is_not_higher(other_figures.input, own.input)
                    && is_not_higher(other_figures.output, own.output)
            }
            (Some(Comparable::Units(unit, _)), Some(Comparable::Units(other_unit, _))) => {
                unit == other_unit && self.unit_terms_agree(other)
            }
            _ => false,
        }
    }

    /// How much less a candidate costs.
    fn saving(&self, other: &Candidate) -> Option<Reason> {
        let (own, other) = (&self.figures, &other.figures);
        match (own.comparable?, other.comparable?) {
            (Comparable::Units(unit, own), Comparable::Units(_, price)) => {
                let percent = percent_less(Price::new(price).ok(), Price::new(own).ok())?;
                Some(Reason::CheaperUnit { unit, percent })
            }
            _ => Some(Reason::Cheaper {
                input: percent_less(other.input, own.input),
                output: percent_less(other.output, own.output),
            }),
        }
    }

    /// Whether the first unit prices of both have the same label, size, quality and resolution.
    fn unit_terms_agree(&self, other: &Candidate) -> bool {
        let [own, other] = [self.place, other.place].map(|place| {
            let unit = self.directory.priced_record(place).cost.prices.units.first();
            unit.map(|unit| (&unit.label, &unit.selectors))
        });
        own == other
    }

    fn longer_context(&self, group: &Group) -> Option<(Place, Reason)> {
        let own = self.figures.context?;
        let longer = TokenCount(own.0.saturating_add(own.0.div_ceil(2)));
        let candidate = self.first_new(group.contexts.from(longer))?;
        let reason = Reason::LongerContext { own, other: candidate.figures.context? };
        Some((candidate.place, reason))
    }

    fn better_score(&self, set: usize, own: Decimal) -> Option<(Place, Reason)> {
        let mut thresholds = self.groups.iter().filter_map(|group| group.scores.get(&set));
        let candidate = thresholds.find_map(|threshold| self.first_new(threshold.above(own)))?;
        let (_, other) = *candidate.scores.iter().find(|(scored, _)| *scored == set)?;
        let set = &self.directory.score_sets()[set];
        let [own, other] = [own, other].map(|goodness| set.goodness(goodness));
        let reason = Reason::BetterScore { set: set.name.clone(), own, other };
        Some((candidate.place, reason))
    }

    /// Adds what each alternative and the page's model score in the same sets.
    fn add_scores(&mut self, own: &[(usize, Decimal)]) {
        for alternative in &mut self.alternatives {
            alternative.scores = self.directory.shared_scores(own, alternative.place);
            if let Reason::BetterScore { set, .. } = &alternative.reason {
                alternative.scores.sort_by_key(|score| score.set != *set);
            }
        }
    }

    fn first_new(&self, indexes: &[u32]) -> Option<&'a Candidate> {
        indexes.iter().map(|index| self.candidate(*index)).find(|candidate| self.is_new(candidate))
    }

    fn add(&mut self, place: Place, reason: Reason) {
        self.names.push(self.directory.record(place).name.to_lowercase());
        self.alternatives.push(Alternative { place, reason, scores: Vec::new() });
    }

    fn candidate(&self, index: u32) -> &'a Candidate {
        &self.directory.candidates.all[index as usize]
    }

    /// Whether a candidate is neither the record itself nor an alternative already.
    fn is_new(&self, candidate: &Candidate) -> bool {
        !self.own.contains(&Some(candidate.place)) && !self.names.contains(&candidate.name)
    }
}

/// Whether a price is at most as high as another one, or both are missing.
fn is_not_higher(price: Option<Price>, own: Option<Price>) -> bool {
    price.is_some() == own.is_some() && price <= own
}

fn ten_percent_less(price: Comparable) -> Option<Comparable> {
    let factor = Decimal::new(9, 1);
    Some(match price {
        Comparable::Tokens(price) => Comparable::Tokens(price.checked_mul(factor)?),
        Comparable::Units(unit, price) => Comparable::Units(unit, price.checked_mul(factor)?),
    })
}

#[cfg(test)]
mod tests;

//! Models to use instead: over all authors, of the same type, able to do what the page's model can.
//!
//! A page has up to five, each with one reason: the successor; up to three that cost less; the cheapest with a context
//! window at least half as long again; the cheapest with a higher score on a benchmark that both have. Cheaper ones are
//! looked for among the nearest lower prices, where models of like size stand, and the newest of these are taken: the
//! cheapest of all would be the same tiny models on every page. Models come first; offers that stand alone fill what
//! they leave, since many of them are second listings of a model.
//!
//! The search goes through the index of [`Candidates`](super::candidate) in a bounded number of steps.

use std::cmp::Reverse;
use std::collections::HashMap;

use rust_decimal::Decimal;

use super::Directory;
use super::candidate::{Candidate, Figures, Group};
use super::price::{Comparable, less};
use crate::domain::{Price, TokenCount, Unit};
use crate::resolve::Record;
use crate::resolve::catalog::Place;
use crate::resolve::record::Benchmark;

/// A model to use instead, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The other record.
    pub place: Place,
    /// Why it is worth a look.
    pub reason: Reason,
}

/// Why another model is worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It takes the model's place.
    Successor,
    /// It costs less per token, by so many percent; `None` where that price is within one percent, or neither has one.
    Cheaper {
        /// Less for input.
        input: Option<Decimal>,
        /// Less for output.
        output: Option<Decimal>,
    },
    /// It costs less per unit, by so many percent.
    CheaperUnit {
        /// What is counted.
        unit: Unit,
        /// How much less.
        percent: Decimal,
    },
    /// Its context window is longer.
    LongerContext {
        /// The page's model.
        own: TokenCount,
        /// This one.
        other: TokenCount,
    },
    /// Its score is higher on a benchmark that both have.
    HigherScore {
        /// The benchmark, with what sets its results apart.
        benchmark: String,
        /// The score of the page's model.
        own: Decimal,
        /// Its own.
        other: Decimal,
    },
}

/// How many alternatives a page shows.
const SHOWN: usize = 5;
/// How many of them cost less.
const CHEAPER: usize = 3;
/// How many lower prices are looked at.
const LOOKED_AT: usize = 64;
/// Among how many of those that fit the newest are taken.
const NEAR: usize = 8;

impl Directory {
    /// Up to five records to use instead, in the order of reasons: successor, lower prices, longer context, higher score.
    ///
    /// None of them is deprecated, retired, unlisted, a variant, or a record of the same name, the successor aside.
    pub fn alternatives(&self, place: Place) -> Vec<Alternative> {
        Search::new(self, place).run()
    }
}

/// The search for one page.
struct Search<'a> {
    directory: &'a Directory,
    /// Models, then offers that stand alone.
    groups: &'a [Group],
    place: Place,
    record: &'a Record,
    figures: Figures,
    /// The records that stand for the page's own in lists.
    own: [Option<Place>; 2],
    /// The names that are not to be shown again.
    names: Vec<String>,
    found: Vec<Alternative>,
}

impl<'a> Search<'a> {
    fn new(directory: &'a Directory, place: Place) -> Self {
        let record = directory.record(place);
        let root = directory.folded.root(place);
        let model = match place {
            Place::Offer(at) => directory.catalog.offers[at].model.map(Place::Model),
            Place::Model(_) => None,
        };
        Self {
            directory,
            groups: directory.candidates.groups(record),
            place,
            record,
            figures: Figures::of(directory, place),
            names: vec![record.name.to_lowercase()],
            own: [Some(root), model.map(|model| directory.folded.root(model))],
            found: Vec::new(),
        }
    }

    fn run(mut self) -> Vec<Alternative> {
        self.successor();
        for group in self.groups {
            self.cheaper(group);
        }
        if let Some(longer) = self.groups.iter().find_map(|group| self.longer_context(group)) {
            self.show(longer.place, longer.reason);
        }
        let own = self.own_scores();
        if let Some(better) = self.record.benchmarks.iter().find_map(|score| self.better_at(score, &own)) {
            self.show(better.place, better.reason);
        }
        self.found.truncate(SHOWN);
        self.found
    }

    /// The first record along the successors that still has no end.
    fn successor(&mut self) {
        let directory = self.directory;
        let next = |record: &Record| record.successor.as_ref().and_then(|key| directory.catalog.place(key));
        let chain = std::iter::successors(next(self.record), |place| next(directory.record(*place)));
        let can_be =
            |place: &Place| directory.is_listed(*place) && !directory.record(*place).status.is_ending();
        let found = chain.take(LOOKED_AT).find(can_be).filter(|place| !self.own.contains(&Some(*place)));
        if let Some(place) = found {
            self.show(place, Reason::Successor);
        }
    }

    /// The newest of the nearest lower prices, as many as are still wanted.
    fn cheaper(&mut self, group: &Group) {
        let Some(limit) = self.figures.comparable.and_then(ten_percent_less) else { return };
        let end = group.by_price.partition_point(|(price, _)| *price <= limit);
        let lower = group.by_price[..end].iter().rev().take(LOOKED_AT);
        let lower =
            lower.map(|(_, index)| self.candidate(*index)).filter(|candidate| self.is_other(candidate));
        let mut near: Vec<&Candidate> =
            lower.filter(|candidate| self.costs_less(candidate)).take(NEAR).collect();
        near.sort_by_key(|candidate| Reverse(candidate.since));
        for candidate in near {
            let shown = self.found.iter().filter(|found| found.reason != Reason::Successor).count();
            if shown == CHEAPER {
                return;
            }
            if let Some(reason) = self.saving(candidate).filter(|_| self.is_other(candidate)) {
                self.show(candidate.place, reason);
            }
        }
    }

    /// Whether a candidate of a lower price is one to name: neither of its prices is higher, its unit has the same terms,
    /// and its context window is not less than half as long.
    fn costs_less(&self, other: &Candidate) -> bool {
        let (own, other_figures) = (&self.figures, &other.figures);
        if own.context.is_some_and(|own| other_figures.context.is_none_or(|other| other.0 < own.0 / 2)) {
            return false;
        }
        let fits = |own: Option<Price>, other: Option<Price>| match (own, other) {
            (Some(own), Some(other)) => other <= own,
            (own, other) => own.is_none() && other.is_none(),
        };
        match (own.comparable, other_figures.comparable) {
            (Some(Comparable::Tokens(_)), Some(Comparable::Tokens(_))) => {
                fits(own.input, other_figures.input) && fits(own.output, other_figures.output)
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
                let percent = less(Price::new(price).ok(), Price::new(own).ok())?;
                Some(Reason::CheaperUnit { unit, percent })
            }
            _ => Some(Reason::Cheaper {
                input: less(other.input, own.input),
                output: less(other.output, own.output),
            }),
        }
    }

    /// Whether the first unit prices of both are for the same size, quality and the like.
    fn unit_terms_agree(&self, other: &Candidate) -> bool {
        let terms =
            |record: &'a Record| record.cost.prices.units.first().map(|unit| (&unit.label, &unit.selectors));
        terms(self.directory.priced_record(self.place)) == terms(self.directory.priced_record(other.place))
    }

    fn longer_context(&self, group: &Group) -> Option<Alternative> {
        let own = self.figures.context?;
        let longer = TokenCount(own.0.saturating_add(own.0.div_ceil(2)));
        let found = self.first_other(group.contexts.from(longer))?;
        let reason = Reason::LongerContext { own, other: found.figures.context? };
        Some(Alternative { place: found.place, reason })
    }

    /// The record's best score on each board.
    fn own_scores(&self) -> HashMap<usize, Decimal> {
        let mut scores = HashMap::new();
        for benchmark in &self.record.benchmarks {
            if let Some(board) = self.directory.candidates.board(benchmark) {
                let score = scores.entry(board).or_insert(benchmark.score);
                *score = benchmark.score.max(*score);
            }
        }
        scores
    }

    fn better_at(&self, benchmark: &Benchmark, own: &HashMap<usize, Decimal>) -> Option<Alternative> {
        let board = self.directory.candidates.board(benchmark)?;
        let own = *own.get(&board)?;
        let mut ladders = self.groups.iter().filter_map(|group| group.scores.get(&board));
        let found = ladders.find_map(|threshold_index| self.first_other(threshold_index.above(own)))?;
        let (_, other) = *found.scores.iter().find(|(known, _)| *known == board)?;
        let words = std::iter::once(&benchmark.name).chain(&benchmark.details);
        let benchmark = words.map(String::as_str).collect::<Vec<_>>().join(", ");
        Some(Alternative { place: found.place, reason: Reason::HigherScore { benchmark, own, other } })
    }

    fn first_other(&self, indexes: &[u32]) -> Option<&'a Candidate> {
        indexes.iter().map(|index| self.candidate(*index)).find(|candidate| self.is_other(candidate))
    }

    fn show(&mut self, place: Place, reason: Reason) {
        self.names.push(self.directory.record(place).name.to_lowercase());
        self.found.push(Alternative { place, reason });
    }

    fn candidate(&self, index: u32) -> &'a Candidate {
        &self.directory.candidates.all[index as usize]
    }

    /// Whether a candidate is another model that the page does not show yet.
    fn is_other(&self, candidate: &Candidate) -> bool {
        !self.own.contains(&Some(candidate.place)) && !self.names.contains(&candidate.name)
    }
}

fn ten_percent_less(price: Comparable) -> Option<Comparable> {
    let part = Decimal::new(9, 1);
    Some(match price {
        Comparable::Tokens(price) => Comparable::Tokens(price.checked_mul(part)?),
        Comparable::Units(unit, price) => Comparable::Units(unit, price.checked_mul(part)?),
    })
}

#[cfg(test)]
mod tests;

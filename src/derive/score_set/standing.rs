//! Where a score stands in its set, and which models are next to it.

use std::collections::BTreeSet;

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Membership, ScoreSet, SetScore, goodness};
use crate::derive::Directory;
use crate::derive::price::percent_less;
use crate::domain::{Place, Price};
use crate::fact::Better;
use crate::trace::{self, Note, Question};

/// The fewest models of a set in which a score is placed.
const FEWEST_PLACED: usize = 3;

/// Where the score of a record stands in its set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which of the record's scores it is.
    pub entry: usize,
    /// The full name of the set.
    pub set: String,
    /// How many models the set has.
    pub models: usize,
    /// The rank, and of how many; `None` if the author published the score, or if it is not known whether higher is better.
    pub rank: Option<(usize, usize)>,
    /// Whether the author published the score.
    pub is_by_author: bool,
    /// Whether higher or lower is better.
    pub better: Option<Better>,
    /// The lowest and the highest score of the set.
    pub range: (Decimal, Decimal),
    /// Where the score stands between the two, in percent.
    pub position: Decimal,
    /// Where the scores of the set stand, in percent.
    pub ticks: Vec<Decimal>,
    /// The model with the next better score.
    pub next_better: Option<Neighbor>,
    /// The best model that costs less.
    pub best_cheaper: Option<Neighbor>,
}

/// Another model of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbor {
    /// The model.
    pub place: Place,
    /// Its score.
    pub score: Decimal,
    /// How much less it costs, in percent; `None` below one percent, or if it costs more.
    pub saving: Option<Decimal>,
}

/// What finds the models next to a score. Models that are deprecated or retired are not among them.
#[derive(Debug, Default)]
pub(super) struct Neighbors {
    /// Best first, of equal ones the cheapest.
    active: Vec<SetScore>,
    /// By price, lowest first: the price, and the best of the models that cost no more.
    best_below: Vec<(Decimal, SetScore)>,
}

impl Neighbors {
    /// Indexes the scores of a set that are ranked, which come best first.
    pub(super) fn new(directory: &Directory, better: Option<Better>, ranked: &[SetScore]) -> Self {
        let is_active = |score: &&SetScore| !directory.catalog.at(score.place).status.is_ending();
        let active: Vec<SetScore> = ranked.iter().filter(is_active).copied().collect();
        let mut by_price: Vec<(Decimal, SetScore)> =
            active.iter().filter_map(|score| Some((score.price?, *score))).collect();
        by_price.sort_by_key(|(price, _)| *price);
        for at in 1..by_price.len() {
            let (before, own) = (by_price[at - 1].1, by_price[at].1);
            if goodness(better, before.score) >= goodness(better, own.score) {
                by_price[at].1 = before;
            }
        }
        Self { active, best_below: by_price }
    }

    fn next_better(&self, set: &ScoreSet, own: Decimal) -> Option<SetScore> {
        let better = |than: Decimal| {
            let than = set.goodness(than);
            self.active.partition_point(|other| set.goodness(other.score) > than)
        };
        let next = self.active[..better(own)].last()?;
        self.active.get(better(next.score)).copied()
    }

    fn best_cheaper(&self, price: Decimal) -> Option<SetScore> {
        let cheaper = self.best_below.partition_point(|(other, _)| *other < price);
        Some(self.best_below[..cheaper].last()?.1)
    }
}

impl ScoreSet {
    /// Where a score stands between the lowest and the highest one, in percent with one decimal.
    fn position(&self, score: Decimal) -> Decimal {
        position(self.range, score)
            .round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)
            .normalize()
    }
}

/// The middle where all scores are equal.
fn position((low, high): (Decimal, Decimal), score: Decimal) -> Decimal {
    let share = (score - low).checked_div(high - low);
    share.map_or(Decimal::from(50), |share| share * Decimal::ONE_HUNDRED)
}

/// Where scores stand, in half percents, each place once: as many as can be seen, however many models a set has.
pub(super) fn ticks(range: (Decimal, Decimal), scores: &[SetScore]) -> Vec<Decimal> {
    let place = |score: &SetScore| (position(range, score.score) * Decimal::TWO).round() / Decimal::TWO;
    let places: BTreeSet<Decimal> = scores.iter().map(|score| place(score).normalize()).collect();
    places.into_iter().collect()
}

impl Directory {
    /// Where the scores of a record stand, for each that counts in a set of three models or more.
    pub fn standings(&self, place: Place) -> Vec<Standing> {
        let find = || {
            let memberships = self.score_sets.memberships(place).iter().enumerate();
            memberships.filter_map(|(entry, membership)| self.standing(place, entry, membership)).collect()
        };
        trace::answer(|| Note::Answer(Question::Standings, place), find)
    }

    fn standing(&self, place: Place, entry: usize, membership: &Membership) -> Option<Standing> {
        let set = &self.score_sets.sets[membership.set];
        if !membership.is_in_set || set.scores.len() < FEWEST_PLACED {
            return None;
        }
        let score = self.catalog.at(place).benchmarks[entry].score;
        let (is_by_author, price) = (membership.is_by_author, self.blended_price(place));
        let is_ranked = set.better.is_some() && !is_by_author;
        let neighbor =
            |other: Option<SetScore>| other.filter(|_| is_ranked).map(|other| Neighbor::new(price, other));
        Some(Standing {
            entry,
            set: set.name.clone(),
            models: set.scores.len(),
            rank: is_ranked.then(|| (set.rank(score), set.independent)),
            is_by_author,
            better: set.better,
            range: set.range,
            position: set.position(score),
            ticks: set.ticks.clone(),
            next_better: neighbor(set.neighbors.next_better(set, score)),
            best_cheaper: neighbor(price.and_then(|price| set.neighbors.best_cheaper(price))),
        })
    }
}

impl Neighbor {
    fn new(own_price: Option<Decimal>, other: SetScore) -> Self {
        let [own, price] = [own_price, other.price].map(|price| Price::new(price?).ok());
        Self { place: other.place, score: other.score, saving: percent_less(price, own) }
    }
}

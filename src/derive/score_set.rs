//! Puts scores that can be compared into sets.
//!
//! Two scores can be compared only if everything is the same that [`score_set_id`] names: the benchmark with its version, data set and
//! metric, the setting of the model, the software that ran it, and the host of the source. Scores without a source are a set of their own.
//! Only scores of one set stand side by side anywhere.
//!
//! A set has one score of each listed model. Of several it has one that the author did not publish, if there is one; of those the latest,
//! of one day the best, of equal ones the first in the file. A score that the author published is shown as such, and never ranked.

mod author_site;
mod draft;
mod name;
mod standing;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use foldhash::HashMap;
use indexmap::IndexMap;
use rust_decimal::Decimal;

pub use standing::{Neighbor, Standing};

use super::Directory;
use crate::domain::Place;
use crate::fact::{Better, score_set_id};
use crate::trace::{self, Note, Question};
use author_site::AuthorSites;
use draft::{Draft, Found};
use standing::Neighbors;

/// The scores of listed models that can be compared.
#[derive(Debug)]
pub struct ScoreSet {
    /// What is the same in all of them; see [`score_set_id`].
    pub id: String,
    /// The name in full: "SWE-Bench Pro, public set, measured by labs.scale.com".
    pub name: String,
    /// The benchmark with its version: "Terminal-Bench 2.1".
    pub benchmark: String,
    /// Its name in addresses, which no other set has: `swe-bench-pro-public-set-labs-scale-com`.
    pub slug: String,
    /// What the scores measure.
    pub metric: Option<String>,
    /// Whether they are percentages.
    pub is_percent: bool,
    /// Whether higher or lower is better; `None` if that is not known. Such a set is shown and not ranked.
    pub better: Option<Better>,
    /// One score of each model: those that the author did not publish first, best first, of equal ones the cheapest.
    pub scores: Vec<SetScore>,
    /// How many of them the author did not publish.
    pub independent: usize,
    /// The lowest and the highest score.
    pub range: (Decimal, Decimal),
    /// Where the scores stand between the two, in percent.
    ticks: Vec<Decimal>,
    neighbors: Neighbors,
}

/// The score of a model in a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetScore {
    /// The model.
    pub place: Place,
    /// Which of the record's scores it is.
    pub entry: usize,
    /// The score.
    pub score: Decimal,
    /// Whether the author of the model published it.
    pub is_by_author: bool,
    /// What 1M tokens of the model cost; see [`Directory::blended_price`].
    pub price: Option<Decimal>,
}

/// What a score of a record is to its set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    set: usize,
    /// Whether the author of the model published it.
    pub is_by_author: bool,
    /// Whether it is the one of its record that stands for the record in the set.
    pub is_counted: bool,
    /// Whether it is in the set: it counts, and lists show its record.
    is_in_set: bool,
    /// Whether higher or lower is better; `None` if that is not known.
    pub better: Option<Better>,
}

impl Membership {
    /// Whether the score can be better or worse than others.
    pub fn is_ranked(&self) -> bool {
        self.is_counted && !self.is_by_author && self.better.is_some()
    }
}

/// All sets, those with the most models first.
#[derive(Debug, Default)]
pub(super) struct ScoreSets {
    pub(super) sets: Vec<ScoreSet>,
    /// What each score of a record is, in the order of the record's scores.
    memberships: HashMap<Place, Vec<Membership>>,
}

impl ScoreSets {
    /// Collects the scores of every record. Those of listed models, and of listed offers without a model, are in the sets.
    pub(super) fn new(directory: &Directory) -> Self {
        let mut drafts = drafts(directory);
        drafts.sort_by(|a, b| b.size().cmp(&a.size()).then_with(|| a.id.cmp(&b.id)));
        let mut memberships: HashMap<Place, Vec<(usize, Membership)>> = HashMap::default();
        for (set, draft) in drafts.iter().enumerate() {
            for (at, found) in draft.all.iter().enumerate() {
                memberships.entry(found.place).or_default().push((found.entry, draft.membership(set, at)));
            }
        }
        let in_order = |mut list: Vec<(usize, Membership)>| {
            list.sort_by_key(|(entry, _)| *entry);
            list.into_iter().map(|(_, membership)| membership).collect()
        };
        let names = name::names(&drafts);
        Self {
            sets: drafts.into_iter().zip(names).map(|(draft, name)| draft.finish(directory, name)).collect(),
            memberships: memberships.into_iter().map(|(place, list)| (place, in_order(list))).collect(),
        }
    }

    fn memberships(&self, place: Place) -> &[Membership] {
        self.memberships.get(&place).map_or(&[], Vec::as_slice)
    }
}

/// The scores by the sets that they belong to.
fn drafts(directory: &Directory) -> Vec<Draft<'_>> {
    let (catalog, sites) = (&directory.catalog, AuthorSites::new(&directory.catalog));
    let mut all: IndexMap<String, Vec<Found<'_>>> = IndexMap::new();
    let models = (0..catalog.models.len()).map(Place::Model);
    let offers = (0..catalog.offers.len()).map(Place::Offer);
    for place in models.chain(offers) {
        for (entry, benchmark) in catalog.at(place).benchmarks.iter().enumerate() {
            let is_by_author = sites.is_by_author(place, benchmark);
            all.entry(score_set_id(benchmark)).or_default().push(Found {
                place,
                entry,
                benchmark,
                is_by_author,
            });
        }
    }
    all.into_iter().map(|(id, all)| Draft::new(directory, id, all)).collect()
}

impl ScoreSet {
    /// A score as a number that is higher for a better score.
    pub fn goodness(&self, score: Decimal) -> Decimal {
        goodness(self.better, score)
    }

    /// The scores that are ranked; none where it is not known whether higher or lower is better.
    pub fn ranked(&self) -> &[SetScore] {
        if self.better.is_some() { &self.scores[..self.independent] } else { &[] }
    }

    /// The rank of a score: 1 for the best.
    fn rank(&self, score: Decimal) -> usize {
        let goodness = self.goodness(score);
        1 + self.ranked().partition_point(|other| self.goodness(other.score) > goodness)
    }
}

fn goodness(better: Option<Better>, score: Decimal) -> Decimal {
    if better == Some(Better::Lower) { -score } else { score }
}

/// Sorts the best first.
fn best_first(better: Option<Better>, score: Decimal) -> Reverse<Decimal> {
    Reverse(goodness(better, score))
}

impl Directory {
    /// The sets, those with the most models first.
    pub fn score_sets(&self) -> &[ScoreSet] {
        &self.score_sets.sets
    }

    /// The sets in which a record is ranked, in the order of its scores, and how good it is there: see [`ScoreSet::goodness`].
    pub(super) fn ranked_scores(&self, place: Place) -> Vec<(usize, Decimal)> {
        let memberships = self.score_sets.memberships(place).iter().zip(&self.catalog.at(place).benchmarks);
        let ranked = memberships.filter(|(member, _)| member.is_in_set && member.is_ranked());
        ranked.map(|(member, benchmark)| (member.set, goodness(member.better, benchmark.score))).collect()
    }

    /// What each score of a record is to its set, in the order of the record's scores.
    pub fn memberships(&self, place: Place) -> &[Membership] {
        trace::answer(|| Note::Answer(Question::Memberships, place), || self.score_sets.memberships(place))
    }
}

//! A set while it is made.

use std::cmp::Reverse;

use foldhash::HashMap;

use super::standing::{Neighbors, ticks};
use super::{Membership, ScoreSet, SetScore, best_first};
use crate::derive::Directory;
use crate::derive::benchmark_scale::better;
use crate::domain::Place;
use crate::fact::Better;
use crate::resolve::record::Benchmark;

/// A score of a record.
pub(super) struct Found<'a> {
    pub(super) place: Place,
    pub(super) entry: usize,
    pub(super) benchmark: &'a Benchmark,
    pub(super) is_by_author: bool,
}

/// How a set is called.
pub(super) struct SetName {
    /// "SWE-Bench Pro, public set, measured by labs.scale.com".
    pub(super) full: String,
    /// "SWE-Bench Pro".
    pub(super) benchmark: String,
    /// `swe-bench-pro-public-set-labs-scale-com`.
    pub(super) slug: String,
}

/// All scores that can be compared.
pub(super) struct Draft<'a> {
    pub(super) id: String,
    pub(super) all: Vec<Found<'a>>,
    better: Option<Better>,
    /// Which of a record's scores counts.
    counted: HashMap<Place, usize>,
    /// Those that count, of records that lists show.
    listed: Vec<usize>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(directory: &Directory, id: String, all: Vec<Found<'a>>) -> Self {
        let better = all.iter().find_map(|found| better(found.benchmark));
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by_key(|at| {
            let Found { benchmark, is_by_author, entry, .. } = &all[*at];
            (*is_by_author, Reverse(benchmark.date), best_first(better, benchmark.score), *entry)
        });
        let mut counted: HashMap<Place, usize> = HashMap::default();
        for at in order {
            counted.entry(all[at].place).or_insert(all[at].entry);
        }
        let is_model = |place: Place| match place {
            Place::Model(_) => true,
            Place::Offer(at) => directory.catalog.offers[at].model().is_none(),
        };
        let listed = |found: &Found<'_>| {
            counted[&found.place] == found.entry && is_model(found.place) && directory.is_listed(found.place)
        };
        let listed = (0..all.len()).filter(|at| listed(&all[*at])).collect();
        Self { id, all, better, counted, listed }
    }

    /// How many models the set has.
    pub(super) fn size(&self) -> usize {
        self.listed.len()
    }

    /// A score that says what is the same in all.
    pub(super) fn example(&self) -> &'a Benchmark {
        self.all[0].benchmark
    }

    /// Whether the authors of the models published all scores.
    pub(super) fn is_of_authors(&self) -> bool {
        self.all.iter().all(|found| found.is_by_author)
    }

    /// What the score at an index is to the set.
    pub(super) fn membership(&self, set: usize, at: usize) -> Membership {
        let found = &self.all[at];
        Membership {
            set,
            is_by_author: found.is_by_author,
            is_counted: self.counted[&found.place] == found.entry,
            is_in_set: self.listed.binary_search(&at).is_ok(),
            better: self.better,
        }
    }

    pub(super) fn finish(self, directory: &Directory, name: SetName) -> ScoreSet {
        let score = |at: &usize| {
            let Found { place, entry, benchmark, is_by_author } = self.all[*at];
            let price = directory.blended_price(place);
            SetScore { place, entry, score: benchmark.score, is_by_author, price }
        };
        let mut scores: Vec<SetScore> = self.listed.iter().map(score).collect();
        scores.sort_by_cached_key(|score| {
            let key = directory.catalog.at(score.place).key.clone();
            let price = (score.price.is_none(), score.price);
            (score.is_by_author, best_first(self.better, score.score), price, key)
        });
        let values = || scores.iter().map(|score| score.score);
        let range = (values().min().unwrap_or_default(), values().max().unwrap_or_default());
        let independent = scores.partition_point(|score| !score.is_by_author);
        ScoreSet {
            name: name.full,
            benchmark: name.benchmark,
            slug: name.slug,
            metric: self.example().metric.clone(),
            is_percent: self.all.iter().any(|found| found.benchmark.is_percent()),
            better: self.better,
            independent,
            range,
            ticks: ticks(range, &scores),
            neighbors: Neighbors::new(directory, self.better, &scores[..independent]),
            scores,
            id: self.id,
        }
    }
}

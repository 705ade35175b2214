//! Comparisons to start from, for a reader who has not chosen yet: well-known models of different authors side by side.

use std::cmp::Reverse;

use foldhash::HashSet;

use super::Directory;
use super::row::Row;
use crate::domain::Capability;
use crate::resolve::Place;
use crate::resolve::cost::RateKind;
use crate::trace::{self, Note, Total};

/// How many models one comparison has at most, and how many comparisons there are.
const MOST_MODELS: usize = 3;
const MOST_COMPARISONS: usize = 5;

impl Directory {
    /// Models that readers may want side by side: the models most offered or newest, one of each author.
    pub fn suggested_comparisons(&self) -> Vec<Vec<Place>> {
        trace::answer(|| Note::Total(Total::SuggestedComparisons), || self.suggest_comparisons())
    }

    fn suggest_comparisons(&self) -> Vec<Vec<Place>> {
        let first = self.one_of_each_author(|_| true);
        let open = self.one_of_each_author(|row| row.can(self, Capability::OpenWeights));
        let seeing = self.one_of_each_author(|row| row.can(self, Capability::Vision));
        let pick = |from: &[Place], at: &[usize]| -> Vec<Place> {
            at.iter().filter_map(|at| from.get(*at).copied()).collect()
        };
        let sets = [
            pick(&first, &[0, 1]),
            pick(&first, &[0, 1, 2]),
            pick(&open, &[0, 1, 2]),
            pick(&seeing, &[0, 1, 2]),
            pick(&first, &[1, 2]),
            pick(&first, &[2, 3]),
        ];
        let mut seen = HashSet::default();
        let distinct = sets.into_iter().filter(|places| places.len() > 1 && seen.insert(places.clone()));
        distinct.take(MOST_COMPARISONS).collect()
    }

    /// The first chat model of each author that has a price and is not going to end: those of the most providers first, then the newest.
    fn one_of_each_author(&self, fits: impl Fn(&Row) -> bool) -> Vec<Place> {
        let mut rows: Vec<(usize, &Row)> = self.rows.iter().enumerate().collect();
        rows.retain(|(_, row)| {
            let record = self.record(row.place);
            let is_for_chat = record.kind.is_conversation() && !record.status.is_ending();
            is_for_chat && self.real_rate(row.place, RateKind::Input).is_some() && fits(row)
        });
        rows.sort_by_key(|(at, row)| (Reverse(row.providers), *at));
        let mut authors = HashSet::default();
        let known =
            rows.into_iter().filter_map(|(_, row)| Some((self.catalog.model_of(row.place)?, row.place)));
        known
            .filter(|(model, _)| authors.insert(model.author))
            .map(|(_, place)| place)
            .take(MOST_MODELS + 1)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::derive::fixture::Site;

    #[test]
    fn models_of_different_authors_are_side_by_side() {
        let model = |date: &str| format!("release_date = {date}\n[cost]\ninput = 1\noutput = 2");
        let directory = Site::new()
            .model("a/new", &model("2026-03-01"))
            .model("a/newer", &model("2026-04-01"))
            .model("b/one", &model("2026-02-01"))
            .model("c/free", "release_date = 2026-05-01")
            .model("c/old", &format!("status = \"retired\"\n{}", model("2026-05-01")))
            .model("d/three", &model("2026-01-01"))
            .derive();
        let keys: Vec<Vec<&str>> =
            directory.suggested_comparisons().into_iter().map(|places| directory.keys(places)).collect();
        assert_eq!(
            keys,
            [
                vec!["models/a/newer", "models/b/one"],
                vec!["models/a/newer", "models/b/one", "models/d/three"],
                vec!["models/b/one", "models/d/three"],
            ]
        );
    }
}

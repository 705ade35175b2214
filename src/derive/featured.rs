//! Chooses the short lists of the home page, and counts what the site lists.

use std::cmp::Reverse;

use foldhash::HashSet;

use super::Directory;
use super::price::Comparable;
use super::row::Row;
use crate::domain::{Capability, TokenCount};
use crate::resolve::Record;
use crate::resolve::catalog::Place;
use crate::trace::{self, Note, Total};

/// Up to five rows of each kind, by their indexes. No row is deprecated or retired, and no list has a name twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Featured {
    /// The newest, by known dates.
    pub newest: Vec<usize>,
    /// The lowest real prices among conversational models with vision.
    pub cheapest_with_vision: Vec<usize>,
    /// The largest context windows.
    pub longest_context: Vec<usize>,
    /// The newest with open weights.
    pub open_weights: Vec<usize>,
}

/// How many records of each kind the site lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DirectoryCounts {
    /// Rows of the index.
    pub rows: usize,
    /// Rows of the index that are offers.
    pub offer_rows: usize,
    /// Listed models.
    pub models: usize,
    /// Listed offers.
    pub offers: usize,
    /// Authors with a row.
    pub authors: usize,
    /// Providers with a listed offer.
    pub providers: usize,
    /// Rows of models whose author has a page.
    pub rows_of_authors: usize,
    /// Rows whose date is the day on which the directory listed them.
    pub added: usize,
    /// Rows whose date is their release.
    pub released: usize,
}

/// A context window of this size or more is taken for a mistake in the file.
const IMPLAUSIBLE_CONTEXT: TokenCount = TokenCount(50_000_000);

const MAX_ROWS: usize = 5;

/// Counts what a directory lists.
pub(super) fn counts(directory: &Directory) -> DirectoryCounts {
    let catalog = &directory.catalog;
    let listed = |place: &Place| directory.is_listed(*place);
    let records = || directory.rows.iter().map(|row| directory.record(row.place));
    DirectoryCounts {
        rows: directory.rows.len(),
        offer_rows: directory.rows.iter().filter(|row| matches!(row.place, Place::Offer(_))).count(),
        models: (0..catalog.models.len()).map(Place::Model).filter(listed).count(),
        offers: (0..catalog.offers.len()).map(Place::Offer).filter(listed).count(),
        authors: directory.facets.authors.iter().filter(|rows| !rows.is_empty()).count(),
        providers: directory.facets.providers.iter().filter(|offers| !offers.is_empty()).count(),
        rows_of_authors: directory.facets.authors.iter().map(Vec::len).sum(),
        added: records().filter(|record| record.added.is_some()).count(),
        released: records().filter(|record| record.added.is_none() && record.release_date.is_some()).count(),
    }
}

impl Directory {
    /// Whether some provider has a listed offer.
    pub fn lists_providers(&self) -> bool {
        trace::answer(|| Note::Total(Total::ListsProviders), || self.counts.providers > 0)
    }

    /// The short lists of the home page.
    pub fn featured(&self) -> Featured {
        trace::answer(|| Note::Total(Total::Featured), || self.choose_featured())
    }

    fn choose_featured(&self) -> Featured {
        let rows = self.rows.iter().enumerate().filter(|(_, row)| !self.record(row.place).status.is_ending());
        // What a single listing says is not known well enough to stand on the first page.
        let rows = rows.filter(|(_, row)| self.counts.offer_rows == self.rows.len() || !row.is_listing());
        let newest = rows.clone().filter(|(_, row)| self.record(row.place).since().is_some());
        let open = rows.clone().filter(|(_, row)| row.can(self, Capability::OpenWeights));
        let mut vision: Vec<_> =
            rows.clone().filter_map(|(at, row)| Some((self.vision_price(row)?, at))).collect();
        vision.sort_unstable();
        let mut context: Vec<_> =
            rows.filter_map(|(at, row)| Some((plausible_context(self.record(row.place))?, at))).collect();
        context.sort_by_key(|(context, at)| (Reverse(*context), *at));
        Featured {
            newest: self.first(newest.map(|(at, _)| at)),
            cheapest_with_vision: self.first(vision.into_iter().map(|(_, at)| at)),
            longest_context: self.first(context.into_iter().map(|(_, at)| at)),
            open_weights: self.first(open.map(|(at, _)| at)),
        }
    }

    /// The first rows with different names.
    fn first(&self, rows: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut names = HashSet::default();
        rows.filter(|at| names.insert(self.record(self.rows[*at].place).name.to_lowercase()))
            .take(MAX_ROWS)
            .collect()
    }

    /// The record with the largest context window below 50M tokens, and that window.
    pub fn longest_context(&self, places: impl IntoIterator<Item = Place>) -> Option<(Place, TokenCount)> {
        let mut longest: Option<(Place, TokenCount)> = None;
        for place in places {
            let Some(context) = plausible_context(self.record(place)) else { continue };
            if longest.is_none_or(|(_, length)| context > length) {
                longest = Some((place, context));
            }
        }
        longest
    }

    fn vision_price(&self, row: &Row) -> Option<Comparable> {
        let record = self.record(row.place);
        let has_vision = record.kind.is_conversation() && row.can(self, Capability::Vision);
        self.comparable(row.lowest_shown()).filter(|_| has_vision)
    }
}

/// The context window; `None` if it is unknown or implausible.
pub(super) fn plausible_context(record: &Record) -> Option<TokenCount> {
    record.limit.context.known().filter(|context| *context < IMPLAUSIBLE_CONTEXT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::fixture::Site;

    fn site() -> Site {
        let model = |day: u8, cost: &str, context: u64, more: &str| {
            format!(
                "added = 2026-01-{day:02}\nmodalities = {{ input = [\"image\"] }}\n{more}\n{cost}\nlimit = {{ context = {context} }}"
            )
        };
        Site::new()
            .model("a/new", &model(9, "", 99_999_999, ""))
            .model("a/cheap", &model(8, "cost = { input = 0.1, output = 0.1 }", 1_000, "open_weights = true"))
            .model("a/free", &model(7, "cost = { state = \"free\" }", 2_000, ""))
            .model("a/dear", &model(6, "cost = { input = 0.1, output = 0.9 }", 3_000, ""))
            .model(
                "a/deprecation",
                &model(5, "cost = { input = 0.01, output = 0.01 }", 9_000, "status = \"deprecated\""),
            )
            .model("a/undated", "limit = { context = 3000 }")
    }

    #[test]
    fn short_lists_hold_what_is_real() {
        let directory = site().derive();
        let featured = directory.featured();
        let names = |rows: &[usize]| -> Vec<&str> {
            rows.iter().map(|at| &directory.record(directory.rows[*at].place).name[2..]).collect()
        };
        assert_eq!(names(&featured.newest), ["new", "cheap", "free", "dear"]);
        assert_eq!(names(&featured.cheapest_with_vision), ["cheap", "dear"]);
        assert_eq!(names(&featured.longest_context), ["dear", "undated", "free", "cheap"]);
        assert_eq!(names(&featured.open_weights), ["cheap"]);
    }

    #[test]
    fn the_lowest_price_and_the_longest_context_are_real() {
        use crate::resolve::cost::RateKind;
        let directory = site().derive();
        let places = || directory.rows.iter().map(|row| row.place);
        let (place, charge) = directory.lowest(RateKind::Input, places()).unwrap();
        assert_eq!(
            (directory.record(place).name.as_str(), charge.price.value().as_str()),
            ("a/deprecation", "0.01")
        );
        let (place, context) = directory.longest_context(places()).unwrap();
        assert_eq!((directory.record(place).name.as_str(), context.0), ("a/deprecation", 9_000));
        assert_eq!(
            *directory.counts,
            DirectoryCounts {
                rows: 6,
                models: 6,
                authors: 1,
                rows_of_authors: 6,
                added: 5,
                ..DirectoryCounts::default()
            }
        );
    }
}

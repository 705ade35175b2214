//! The short lists and the counts of the first page.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::Directory;
use super::price::Comparable;
use super::row::Row;
use crate::domain::{Capability, TokenCount};
use crate::resolve::Record;
use crate::resolve::catalog::Place;

/// Five rows at most of each kind, by their indexes. Models that end are in none of them, and no name is in one twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Featured {
    /// The newest, of known days.
    pub newest: Vec<usize>,
    /// The lowest real prices among models that are prompted and read images.
    pub cheapest_with_vision: Vec<usize>,
    /// The longest context windows.
    pub longest_context: Vec<usize>,
    /// The newest with open weights.
    pub open_weights: Vec<usize>,
}

/// How much the site lists.
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
}

/// From here on a context window is a mistake of its file, not a record.
const ABSURD: TokenCount = TokenCount(50_000_000);

const LENGTH: usize = 5;

/// Counts what a directory lists.
pub(super) fn counts(directory: &Directory) -> DirectoryCounts {
    let catalog = &directory.catalog;
    let listed = |place: &Place| directory.is_listed(*place);
    let filled = |lists: &[Vec<usize>]| lists.iter().filter(|list| !list.is_empty()).count();
    DirectoryCounts {
        rows: directory.rows.len(),
        offer_rows: directory.rows.iter().filter(|row| matches!(row.place, Place::Offer(_))).count(),
        models: (0..catalog.models.len()).map(Place::Model).filter(listed).count(),
        offers: (0..catalog.offers.len()).map(Place::Offer).filter(listed).count(),
        authors: filled(&directory.facets.authors),
        providers: filled(&directory.facets.providers),
    }
}

impl Directory {
    /// The short lists of the first page.
    pub fn featured(&self) -> Featured {
        let rows =
            || self.rows.iter().enumerate().filter(|(_, row)| !self.record(row.place).status.is_ending());
        let newest = rows().filter(|(_, row)| self.record(row.place).since().is_some());
        let open = rows().filter(|(_, row)| self.record(row.place).capabilities.has(Capability::OpenWeights));
        let mut vision: Vec<_> = rows().filter_map(|(at, row)| Some((self.vision_price(row)?, at))).collect();
        vision.sort_unstable();
        let mut context: Vec<_> =
            rows().filter_map(|(at, row)| Some((plausible_context(self.record(row.place))?, at))).collect();
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
        let mut names = HashSet::new();
        let is_new = |at: &usize| names.insert(self.record(self.rows[*at].place).name.to_lowercase());
        rows.filter(is_new).take(LENGTH).collect()
    }

    /// The longest context window among some records; a mistake of 50M tokens or more never counts.
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
        let fits = record.kind.is_conversation() && record.capabilities.has(Capability::Vision);
        self.comparable(row.price_source).filter(|_| fits)
    }
}

/// The context window, where it can be true.
pub(super) fn plausible_context(record: &Record) -> Option<TokenCount> {
    record.limit.context.known().filter(|context| *context < ABSURD)
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
            directory.counts,
            DirectoryCounts { rows: 6, offer_rows: 0, models: 6, offers: 0, authors: 1, providers: 0 }
        );
    }
}

//! What the rows of each list have, so that the form above it offers only what some row answers.

use std::collections::BTreeSet;

use foldhash::HashMap;
use jiff::Span;
use jiff::civil::Date;

use super::Directory;
use super::row::Row;
use crate::domain::{Capability, Country, Modality, ModelType, PartialDate, Route, Status};
use crate::fact::ListedPrice;
use crate::resolve::Place;
use crate::trace::{self, Index, Note};

/// What the rows of a list have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterOptions {
    /// Capabilities that some row has, as bits in the order of [`Capability::all`].
    capabilities: u32,
    /// The types of rows, where they are known.
    pub types: BTreeSet<ModelType>,
    /// The input modalities of the rows.
    pub reads: BTreeSet<Modality>,
    /// The output modalities of the rows.
    pub writes: BTreeSet<Modality>,
    /// The stages that rows are in.
    pub statuses: BTreeSet<Status>,
    /// Where requests are processed: name and code of each country.
    pub locations: BTreeSet<(&'static str, &'static str)>,
    /// Whether some row is free.
    pub has_free: bool,
    /// Whether some row is listed at $0 without a reason.
    pub has_zero: bool,
    /// Whether some row says if requests train models.
    pub knows_training: bool,
    /// For how many days rows keep requests.
    pub retention: BTreeSet<u64>,
    /// The regions that rows can be called in.
    pub regions: BTreeSet<String>,
    /// Within how many days before the build the price of some row was checked, as far as each names further rows.
    pub price_ages: Vec<u32>,
    /// Whether some row keeps no requests.
    pub has_zero_retention: bool,
    /// Whether some row has a score in a set that lists can show.
    pub has_scores: bool,
}

impl FilterOptions {
    /// The capabilities that some row has, in the order of badges.
    pub fn capabilities(&self) -> impl Iterator<Item = Capability> {
        Capability::all().filter(|capability| self.capabilities & (1 << *capability as u32) != 0)
    }

    fn of_rows(directory: &Directory, rows: impl Iterator<Item = Row>) -> Self {
        let mut options = Self::default();
        let mut checks = Vec::new();
        for row in rows {
            options.add(directory, &row);
            checks.extend(directory.record(row.price_source).sources.cost.checked.map(PartialDate::iso));
        }
        options.price_ages = price_ages(directory.today, &checks);
        options
    }

    fn add(&mut self, directory: &Directory, row: &Row) {
        let (record, priced) = (directory.record(row.place), directory.record(row.price_source));
        self.capabilities |= record.capabilities.bits().1 | row.at_some;
        if !record.is_kind_unknown {
            self.types.insert(record.kind);
        }
        self.reads.extend(record.input.iter().flatten());
        self.writes.extend(record.output.iter().flatten());
        self.statuses.insert(record.status);
        self.has_scores |= !directory.column_scores(row.place).is_empty();
        let policy = &priced.policy;
        self.locations.extend(policy.location.map(|country| (Country::name(country), country.code())));
        self.retention.extend(policy.retention_days);
        self.regions.extend(policy.regions.iter().cloned());
        self.knows_training |= policy.used_for_training.is_some();
        self.has_zero_retention |= policy.zero_retention == Some(true) || policy.retention_days == Some(0);
        for place in [row.price_source, row.lowest_shown()] {
            let price = ListedPrice::first(directory.record(place));
            self.has_free |= matches!(price, ListedPrice::Free(_));
            self.has_zero |= matches!(price, ListedPrice::Zero(_));
        }
    }
}

/// The ages of prices that readers can ask for, in days.
const PRICE_AGES: [u32; 4] = [7, 30, 90, 365];

/// Those ages within which more prices were checked than within the one before.
fn price_ages(today: Date, checks: &[String]) -> Vec<u32> {
    let mut before = 0;
    let mut is_further = |age: u32| {
        let Ok(from) = today.checked_sub(Span::new().days(i64::from(age))) else { return false };
        let from = from.to_string();
        let within = checks.iter().filter(|day| **day >= from).count();
        std::mem::replace(&mut before, within) < within
    };
    PRICE_AGES.into_iter().filter(|age| is_further(*age)).collect()
}

/// The options of each list, by the path of its first page.
#[derive(Debug, Default)]
pub(super) struct OptionsOfLists(HashMap<String, FilterOptions>);

impl OptionsOfLists {
    pub(super) fn new(directory: &Directory) -> Self {
        let (facets, catalog) = (&directory.facets, &directory.catalog);
        let of =
            |rows: &[usize]| FilterOptions::of_rows(directory, rows.iter().map(|at| directory.rows[*at]));
        let capabilities = facets
            .capabilities
            .iter()
            .map(|(capability, rows)| (Route::capability(capability.words().slug), of(rows)));
        let types = facets.types.iter().map(|(kind, rows)| (Route::kind(kind.word()), of(rows)));
        let tags = facets.tags.iter().map(|tag| (Route::tag(&tag.slug), of(&tag.rows)));
        let authors = catalog.authors.iter().zip(facets.authors.iter());
        let authors = authors.map(|(author, rows)| (author.route.clone(), of(rows)));
        let providers = catalog.providers.iter().zip(facets.providers.iter()).map(|(provider, offers)| {
            let rows = offers.iter().map(|offer| directory.row(Place::Offer(*offer)));
            (provider.route.clone(), FilterOptions::of_rows(directory, rows))
        });
        let all = (Route::models(), FilterOptions::of_rows(directory, directory.rows.iter().copied()));
        let lists = [all].into_iter().chain(capabilities).chain(types).chain(tags);
        let lists = lists.chain(authors).chain(providers);
        Self(lists.map(|(route, options)| (route.as_str().to_owned(), options)).collect())
    }
}

impl Directory {
    /// What the rows of a list have, by the path of its first page.
    pub fn filter_options(&self, list: &str) -> Option<&FilterOptions> {
        trace::note(|| Note::Lookup(Index::FilterOptions, list.to_owned()));
        self.filter_options.0.get(list)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_age_is_asked_for_only_where_it_names_further_prices() {
        let ages = |checks: &[&str]| {
            let checks: Vec<String> = checks.iter().map(|day| (*day).to_owned()).collect();
            price_ages(date(2026, 11, 23), &checks)
        };
        assert_eq!(ages(&[]), [0; 0]);
        assert_eq!(ages(&["2026-11-20"]), [7]);
        assert_eq!(ages(&["2026-11-20", "2026-09-01", "2020-01-01"]), [7, 90]);
        assert_eq!(ages(&["2026-10-24", "2026-01"]), [30, 365]);
    }
}

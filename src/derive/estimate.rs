//! Estimates what the workloads of the settings, or typical numbers of units, cost.

use super::Directory;
use super::calculator::{Basis, Bill, Level, NoEstimate, Service, ServiceName, UnitRate, Usage, bill};
use crate::domain::{Currency, Unit};
use crate::resolve::catalog::Place;
use crate::resolve::cost::UnitPrice;
use crate::resolve::settings::Workload;

/// What typical workloads cost, or why there is no estimate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Estimates {
    /// There are amounts.
    Rows {
        /// The record whose prices they come from: the price source of the page's record.
        record: Place,
        /// The currency of every amount.
        currency: Currency,
        /// One for each workload; `computed.estimate[0]` is the first.
        rows: Vec<Estimate>,
    },
    /// There are no amounts.
    None(NoEstimate),
}

/// What one workload costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// The workload.
    pub work: Work,
    /// The cost of the workload.
    pub bill: Bill,
    /// What it costs when a share of the input is read from the cache.
    pub cached: Option<Bill>,
}

/// The work whose cost is estimated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// The tokens of many requests. The output is 0 for models without output tokens.
    Tokens(Workload),
    /// Units such as images.
    Units {
        /// How many, as pages print it.
        quantity: Quantity,
        /// What is counted.
        unit: Unit,
        /// What distinguishes the price from others of the record: its label, otherwise its size, quality and resolution.
        label: Option<String>,
    },
}

/// A number of units, as pages print it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// A number of the unit itself: 100 images.
    Count(u64),
    /// Minutes, if the unit is a second.
    Minutes(u64),
    /// Hours, if the unit is a second or a minute.
    Hours(u64),
}

impl Directory {
    /// What typical workloads cost at a record's price source, at the base prices.
    pub fn estimates(&self, place: Place) -> Estimates {
        let price_source = self.price_source(place);
        let record = self.record(price_source);
        let rows = match self.basis(record) {
            Err(reason) => return Estimates::None(reason),
            Ok(Basis::Tokens(services)) => self.token_rows(&services[0].levels[0]),
            Ok(Basis::Units(units)) => unit_rows(&units[0], &record.cost.prices.units[units[0].index]),
        };
        if rows.is_empty() {
            return Estimates::None(NoEstimate::NoWorkload);
        }
        Estimates::Rows { record: price_source, currency: record.cost.currency, rows }
    }

    /// The workloads of the settings at the prices of a level.
    fn token_rows(&self, level: &Level) -> Vec<Estimate> {
        let share = self.settings.cached_share;
        let rows = self.settings.estimates.iter().cloned().filter_map(|mut workload| {
            if level.output.is_none() {
                workload.output.0 = 0;
            }
            let uncached = Level { cache_read: None, ..level.clone() };
            let has_cache = level.cache_read.is_some() && share > 0;
            let cached = if has_cache { cost_of(&workload, level.clone(), share) } else { None };
            Some(Estimate { bill: cost_of(&workload, uncached, 0)?, cached, work: Work::Tokens(workload) })
        });
        rows.collect()
    }
}

/// What a workload costs as one request at a level; `None` if the sum is too large to be exact.
fn cost_of(workload: &Workload, level: Level, cached: u64) -> Option<Bill> {
    let service = Service { name: ServiceName::Standard, is_marginal: false, levels: vec![level] };
    let usage =
        Usage { requests: 1, input: workload.input.0, output: workload.output.0, cached, quantity: 0 };
    bill(&service, &usage)
}

fn unit_rows(rate: &UnitRate, unit: &UnitPrice) -> Vec<Estimate> {
    let rows = quantities(rate.unit).into_iter().filter_map(|(count, quantity)| {
        let work = Work::Units { quantity, unit: rate.unit, label: label(unit) };
        Some(Estimate { work, bill: rate.bill(count)?, cached: None })
    });
    rows.collect()
}

fn label(unit: &UnitPrice) -> Option<String> {
    unit.label.clone().or_else(|| (!unit.selectors.is_empty()).then(|| unit.selectors.join(", ")))
}

/// Typical quantities of a unit; empty if there are none.
fn quantities(unit: Unit) -> Vec<(u64, Quantity)> {
    let counts: &[u64] = match unit {
        Unit::VideoSecond => {
            return vec![(10, Quantity::Count(10)), (60, Quantity::Minutes(1)), (600, Quantity::Minutes(10))];
        }
        Unit::AudioSecond => return hours(3_600),
        Unit::AudioMinute => return hours(60),
        Unit::Image => &[1, 10, 100, 1_000],
        Unit::Hour => &[1, 10, 100],
        Unit::Character => &[100_000, 1_000_000, 10_000_000],
        Unit::Request | Unit::Search | Unit::Page => &[1_000, 10_000, 100_000],
        Unit::Session => &[10, 100, 1_000],
        Unit::GbDay => &[],
    };
    counts.iter().map(|count| (*count, Quantity::Count(*count))).collect()
}

fn hours(units_per_hour: u64) -> Vec<(u64, Quantity)> {
    [1, 10, 100].map(|hours| (hours * units_per_hour, Quantity::Hours(hours))).into()
}

#[cfg(test)]
mod tests;

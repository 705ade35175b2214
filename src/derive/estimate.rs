//! What typical workloads cost: bills of the workloads that the settings name, or of typical numbers of units.

use super::Directory;
use super::calculator::{Basis, Bill, Level, Service, ServiceName, UnitRate, Usage, bill};
use crate::domain::{Currency, ModelType, Unit};
use crate::resolve::catalog::Place;
use crate::resolve::cost::UnitPrice;
use crate::resolve::settings::Workload;

/// What typical workloads cost, or why that cannot be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Estimates {
    /// There are amounts.
    Rows {
        /// The record whose prices they come from: the page's own, or the one that speaks for it.
        record: Place,
        /// The currency of every amount.
        currency: Currency,
        /// One for each workload; `computed.estimate[0]` is the first.
        rows: Vec<Estimate>,
    },
    /// There are none.
    None(NoEstimate),
}

/// Why there is no estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoEstimate {
    /// The price is not published.
    Unknown,
    /// Nothing is charged.
    Free,
    /// A plan includes the model.
    Included,
    /// Each request has a price of its own.
    Varies,
    /// The prices are zero and the file does not say whether that is free or part of a plan.
    Zero,
    /// The prices are for something that no typical workload counts, or the price of input or output is missing.
    NoWorkload,
}

/// What one workload costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// What is done.
    pub work: Work,
    /// What it costs.
    pub bill: Bill,
    /// What it costs when a share of the input is read from the cache.
    pub cached: Option<Bill>,
}

/// What is done for an estimated cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// Tokens read and written, over many requests. The output is zero for models that write none.
    Tokens(Workload),
    /// Things made or read.
    Units {
        /// How many in the words of a reader.
        quantity: Quantity,
        /// What is counted.
        unit: Unit,
        /// What sets the price apart from others of the record: its label, otherwise its size, quality and resolution.
        label: Option<String>,
    },
}

/// A number of units in the words of a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// As many as the unit counts: 100 images.
    Count(u64),
    /// Minutes, where the unit is a second.
    Minutes(u64),
    /// Hours, where the unit is a second or a minute.
    Hours(u64),
}

impl Directory {
    /// What the workloads of the settings cost at the price that speaks for a record, at the lowest context tier.
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
        let row = |workload: &Workload| {
            let mut workload = workload.clone();
            if level.output.is_none() {
                workload.output.0 = 0;
            }
            let uncached = Level { cache_read: None, ..level.clone() };
            let has_cache = level.cache_read.is_some() && share > 0;
            let cached = if has_cache { cost_of(&workload, level.clone(), share) } else { None };
            Some(Estimate { bill: cost_of(&workload, uncached, 0)?, cached, work: Work::Tokens(workload) })
        };
        self.settings.estimates.iter().filter_map(row).collect()
    }
}

/// What a workload costs as one request at a level; `None` if the sum is too large to be exact.
fn cost_of(workload: &Workload, level: Level, cached: u64) -> Option<Bill> {
    let service = Service { name: ServiceName::Standard, is_marginal: false, levels: vec![level] };
    let usage =
        Usage { requests: 1, input: workload.input.0, output: workload.output.0, cached, quantity: 0 };
    bill(&service, &usage)
}

/// Whether readers count what models of a type make or read, rather than tokens.
pub(super) fn is_counted_in_units(kind: ModelType) -> bool {
    use ModelType as T;
    matches!(kind, T::Image | T::Video | T::Speech | T::Transcription | T::Ocr | T::Rerank | T::Search)
}

fn unit_rows(rate: &UnitRate, unit: &UnitPrice) -> Vec<Estimate> {
    let row = |(count, quantity): (u64, Quantity)| {
        let work = Work::Units { quantity, unit: rate.unit, label: label(unit) };
        Some(Estimate { work, bill: rate.bill(count)?, cached: None })
    };
    quantities(rate.unit).into_iter().filter_map(row).collect()
}

fn label(unit: &UnitPrice) -> Option<String> {
    unit.label.clone().or_else(|| (!unit.selectors.is_empty()).then(|| unit.selectors.join(", ")))
}

/// How much of a unit is typical; empty where one cannot say.
fn quantities(unit: Unit) -> Vec<(u64, Quantity)> {
    let counts = |counts: [u64; 3]| counts.map(|count| (count, Quantity::Count(count))).to_vec();
    let hours = |per_hour: u64| [1, 10, 100].map(|hours| (hours * per_hour, Quantity::Hours(hours))).to_vec();
    match unit {
        Unit::Image => [1, 10, 100, 1_000].map(|count| (count, Quantity::Count(count))).to_vec(),
        Unit::VideoSecond => {
            vec![(10, Quantity::Count(10)), (60, Quantity::Minutes(1)), (600, Quantity::Minutes(10))]
        }
        Unit::AudioSecond => hours(3_600),
        Unit::AudioMinute => hours(60),
        Unit::Hour => counts([1, 10, 100]),
        Unit::Character => counts([100_000, 1_000_000, 10_000_000]),
        Unit::Request | Unit::Search | Unit::Page => counts([1_000, 10_000, 100_000]),
        Unit::Session => counts([10, 100, 1_000]),
        Unit::GbDay => Vec::new(),
    }
}

#[cfg(test)]
mod tests;

//! What typical workloads cost, with the parts that each total is the sum of.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::Directory;
use super::price::is_input_only;
use crate::domain::{Amount, Currency, ModelType, Price, Unit};
use crate::resolve::Record;
use crate::resolve::catalog::Place;
use crate::resolve::cost::{PriceState, RateKind, UnitPrice};
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
    /// What it costs, exactly.
    pub total: Amount,
    /// What the total is the sum of; empty for a workload in units.
    pub parts: Vec<Part>,
    /// What it costs when a share of the input is read from the cache, and the parts of that sum.
    pub cached: Option<(Amount, Vec<Part>)>,
}

/// What is done for an estimated cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// Tokens read and written, over many requests. The output is zero for models that write none.
    Tokens(Workload),
    /// Things made or read.
    Units(UnitPart),
}

/// Tokens of one kind at their price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// How many; a share of a workload need not be whole.
    pub tokens: Decimal,
    /// What kind.
    pub kind: RateKind,
    /// The price per 1M tokens, with the mark-up where there is one.
    pub price: Price,
    /// Where the file gives the price: `cost.input`.
    pub fact: Cow<'static, str>,
}

/// A number of units at their price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitPart {
    /// How many.
    pub count: u64,
    /// How many in the words of a reader.
    pub quantity: Quantity,
    /// What is counted.
    pub unit: Unit,
    /// How many of them the price is for.
    pub per: u64,
    /// The price, with the mark-up where there is one.
    pub price: Price,
    /// Where the file gives the price: `cost.units[0].price`.
    pub fact: Cow<'static, str>,
    /// What sets this price apart: its label, else its size, quality and resolution.
    pub label: Option<String>,
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

const MILLION: u64 = 1_000_000;

impl Directory {
    /// What the workloads of the settings cost at the price that speaks for a record, at the lowest context tier.
    pub fn estimates(&self, place: Place) -> Estimates {
        let speaks = self.speaks(place);
        let record = self.record(speaks);
        match rows(self, record) {
            Ok(rows) => Estimates::Rows { record: speaks, currency: record.cost.currency, rows },
            Err(reason) => Estimates::None(reason),
        }
    }
}

fn rows(directory: &Directory, record: &Record) -> Result<Vec<Estimate>, NoEstimate> {
    let cost = &record.cost;
    match cost.state {
        PriceState::Unknown => return Err(NoEstimate::Unknown),
        PriceState::Free => return Err(NoEstimate::Free),
        PriceState::Included(_) => return Err(NoEstimate::Included),
        PriceState::Varies => return Err(NoEstimate::Varies),
        PriceState::Priced if cost.is_doubtful_zero() => return Err(NoEstimate::Zero),
        PriceState::Priced => {}
    }
    let tokens = || token_rows(directory, record);
    let units = || cost.prices.units.first().map_or_else(Vec::new, |unit| unit_rows(directory, unit));
    let order: [&dyn Fn() -> Vec<Estimate>; 2] =
        if is_counted_in_units(record.kind) { [&units, &tokens] } else { [&tokens, &units] };
    let found = order.iter().map(|rows| rows()).find(|rows| !rows.is_empty());
    found.ok_or(NoEstimate::NoWorkload)
}

/// Whether readers count what models of a type make or read, rather than tokens.
pub(super) fn is_counted_in_units(kind: ModelType) -> bool {
    use ModelType as T;
    matches!(kind, T::Image | T::Video | T::Speech | T::Transcription | T::Ocr | T::Rerank | T::Search)
}

/// The workloads of the settings; none where a price that they need is missing.
fn token_rows(directory: &Directory, record: &Record) -> Vec<Estimate> {
    directory
        .settings
        .estimates
        .iter()
        .filter_map(|workload| token_row(directory, record, workload))
        .collect()
}

fn token_row(directory: &Directory, record: &Record, workload: &Workload) -> Option<Estimate> {
    let part = |kind, tokens: Decimal| {
        let charge = record.cost.prices.rates.get(kind)?;
        Some(Part { tokens, kind, price: directory.paid(charge), fact: charge.fact.clone() })
    };
    let mut workload = workload.clone();
    let input = Decimal::from(workload.input.0);
    let output = if is_input_only(record.kind) && record.cost.prices.rates.get(RateKind::Output).is_none() {
        workload.output.0 = 0;
        None
    } else {
        Some(part(RateKind::Output, Decimal::from(workload.output.0))?)
    };
    let parts: Vec<Part> =
        [Some(part(RateKind::Input, input)?), output.clone()].into_iter().flatten().collect();
    let from_cache =
        input.checked_mul(directory.settings.cached_share.into())?.checked_div(Decimal::ONE_HUNDRED)?;
    let cached = part(RateKind::CacheRead, from_cache.normalize()).and_then(|read| {
        let rest = part(RateKind::Input, (input - from_cache).normalize())?;
        let parts: Vec<Part> = [Some(rest), Some(read), output].into_iter().flatten().collect();
        Some((sum(&parts)?, parts))
    });
    let cached = cached.filter(|_| directory.settings.cached_share > 0);
    Some(Estimate { work: Work::Tokens(workload), total: sum(&parts)?, parts, cached })
}

/// The exact sum of some parts; `None` where 28 digits do not hold it.
fn sum(parts: &[Part]) -> Option<Amount> {
    parts.iter().try_fold(Amount::ZERO, |total, part| total.plus(cost_of(part)?))
}

/// What a part costs; a share of a token counts in hundredths, since shares are whole percents.
fn cost_of(part: &Part) -> Option<Amount> {
    let hundredths = part.tokens.checked_mul(Decimal::ONE_HUNDRED)?;
    part.price.times(u64::try_from(hundredths).ok()?, MILLION * 100)
}

fn unit_rows(directory: &Directory, unit: &UnitPrice) -> Vec<Estimate> {
    let price = directory.paid(&unit.charge);
    let row = |(count, quantity): (u64, Quantity)| {
        let work = UnitPart {
            count,
            quantity,
            unit: unit.unit,
            per: unit.per,
            price,
            fact: unit.charge.fact.clone(),
            label: label(unit),
        };
        let total = price.times(count, unit.per)?;
        Some(Estimate { work: Work::Units(work), total, parts: Vec::new(), cached: None })
    };
    quantities(unit.unit).into_iter().filter_map(row).collect()
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

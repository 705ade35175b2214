//! What a reader's own use would cost: the prices that a calculator works with, and its sums.
//!
//! The browser takes the same steps in `static/js/cost.js`; one list of cases holds both to the same digits.

mod bill;
#[cfg(test)]
mod tests;

pub use bill::{Bill, LARGEST, Line, LineKind, bill};

use super::estimate::is_counted_in_units;
use super::price::is_input_only;
use super::{Directory, NoEstimate};
use crate::domain::{Currency, Price, Status, TokenCount, Unit};
use crate::resolve::Record;
use crate::resolve::catalog::Place;
use crate::resolve::cost::{Cost, PriceList, PriceState, RateKind, Rates};

/// The prices that a calculator works with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tariff {
    /// The currency of every price.
    pub currency: Currency,
    /// What is counted.
    pub basis: Basis,
}

/// What a calculator counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Tokens, at one of several levels of service; the first is the standard one.
    Tokens(Vec<Service>),
    /// Things made or read, at one of several prices.
    Units(Vec<UnitRate>),
}

/// Prices per 1M tokens of one way to be served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// What it is.
    pub name: ServiceName,
    /// Whether a level reprices only the tokens above its size.
    pub is_marginal: bool,
    /// The prices by the size of a request's input, smallest first; the first level begins at 0.
    pub levels: Vec<Level>,
}

/// A way to be served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServiceName {
    /// The record's own prices.
    Standard,
    /// A service tier: `batch`, `flex`.
    Tier(String),
    /// Some hours of the day, and whether they are cheaper: `16:30-00:30`.
    Hours(String, bool),
    /// A mode of the model: `fast`.
    Mode(String),
}

/// Prices per 1M tokens from a size of input on, with the mark-up where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The input tokens of a request above which they apply.
    pub above: TokenCount,
    /// The price of input.
    pub input: Price,
    /// The price of output; absent for models that write nothing.
    pub output: Option<Price>,
    /// The price of input that is read from the cache; where it is absent, such input costs what input costs.
    pub cache_read: Option<Price>,
}

/// The price of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRate {
    /// Which of the record's unit prices it is.
    pub index: usize,
    /// What is counted.
    pub unit: Unit,
    /// How many the price is for.
    pub per: u64,
    /// The price, with the mark-up where there is one.
    pub price: Price,
}

/// Why there is nothing to calculate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTariff {
    /// The model no longer answers.
    Retired,
    /// There are no prices to calculate with.
    Price(NoEstimate),
}

/// What a reader does in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// The number of requests.
    pub requests: u64,
    /// The input tokens of a request.
    pub input: u64,
    /// The output tokens of a request.
    pub output: u64,
    /// The share of the input that is read from the cache, in percent.
    pub cached: u64,
    /// The number of units.
    pub quantity: u64,
}

impl Directory {
    /// The prices that a calculator works with on the page of a record, or why there are none.
    pub fn tariff(&self, place: Place) -> Result<Tariff, NoTariff> {
        let (record, priced_record) = (self.record(place), self.priced_record(place));
        if record.status == Status::Retired || priced_record.status == Status::Retired {
            return Err(NoTariff::Retired);
        }
        let basis = self.basis(priced_record).map_err(NoTariff::Price)?;
        Ok(Tariff { currency: priced_record.cost.currency, basis })
    }

    /// What is counted at the prices of a record, or why nothing is.
    pub(super) fn basis(&self, record: &Record) -> Result<Basis, NoEstimate> {
        let cost = &record.cost;
        match cost.state {
            PriceState::Unknown => return Err(NoEstimate::Unknown),
            PriceState::Free => return Err(NoEstimate::Free),
            PriceState::Included(_) => return Err(NoEstimate::Included),
            PriceState::Varies => return Err(NoEstimate::Varies),
            PriceState::Priced if cost.is_doubtful_zero() => return Err(NoEstimate::Zero),
            PriceState::Priced => {}
        }
        let units = || self.units(cost).map(Basis::Units);
        let tokens = || self.services(record).map(Basis::Tokens);
        let found =
            if is_counted_in_units(record.kind) { units().or_else(tokens) } else { tokens().or_else(units) };
        found.ok_or(NoEstimate::NoWorkload)
    }

    fn units(&self, cost: &Cost) -> Option<Vec<UnitRate>> {
        let rates = cost.prices.units.iter().enumerate().map(|(index, unit)| UnitRate {
            index,
            unit: unit.unit,
            per: unit.per,
            price: self.paid(&unit.charge),
        });
        Some(rates.collect::<Vec<_>>()).filter(|rates| !rates.is_empty())
    }

    /// The standard prices, then those of service tiers, hours and modes; `None` where input or output has no price.
    fn services(&self, record: &Record) -> Option<Vec<Service>> {
        let cost = &record.cost;
        let base = self.level(TokenCount(0), &cost.prices.rates, None)?;
        if base.output.is_none() && !is_input_only(record.kind) {
            return None;
        }
        let standard =
            self.service(ServiceName::Standard, &cost.prices, cost.tiers_are_marginal, base.clone());
        let other = |name, prices: &PriceList| {
            let level = self.level(TokenCount(0), &prices.rates, Some(&base))?;
            Some(self.service(name, prices, cost.tiers_are_marginal, level))
        };
        let tiers = cost.prices.service_tiers.iter();
        let tiers = tiers.filter_map(|tier| other(ServiceName::Tier(tier.name.clone()), &tier.prices));
        let hours = cost.windows.iter().filter_map(|window| {
            let is_lower = window.prices.rates.is_lower_than(&cost.prices.rates);
            other(ServiceName::Hours(window.utc.clone(), is_lower), &window.prices)
        });
        let modes = record.modes.iter().filter_map(|mode| {
            let level = self.level(TokenCount(0), &mode.cost.prices.rates, Some(&base))?;
            let name = ServiceName::Mode(mode.name.clone());
            Some(self.service(name, &mode.cost.prices, mode.cost.tiers_are_marginal, level))
        });
        Some([standard].into_iter().chain(tiers).chain(hours).chain(modes).collect())
    }

    fn service(&self, name: ServiceName, prices: &PriceList, is_marginal: bool, base: Level) -> Service {
        let tiers = prices.tiers.iter().filter(|tier| tier.above.0 > 0);
        let above: Vec<Level> =
            tiers.filter_map(|tier| self.level(tier.above, &tier.prices.rates, Some(&base))).collect();
        Service {
            name,
            is_marginal: is_marginal && !prices.tiers.is_empty(),
            levels: [base].into_iter().chain(above).collect(),
        }
    }

    /// The prices of a level. What it does not price costs what it costs at the base, but a cache is not taken over: no
    /// sum may come out lower than the published prices allow.
    fn level(&self, above: TokenCount, rates: &Rates, base: Option<&Level>) -> Option<Level> {
        let paid = |kind| rates.get(kind).map(|charge| self.paid(charge));
        Some(Level {
            above,
            input: paid(RateKind::Input).or_else(|| base.map(|base| base.input))?,
            output: paid(RateKind::Output).or_else(|| base.and_then(|base| base.output)),
            cache_read: paid(RateKind::CacheRead),
        })
    }
}

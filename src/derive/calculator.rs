//! Computes what a reader's own use would cost: the prices of the calculator, and its sums.
//!
//! `static/js/cost.js` takes the same steps in the browser; both are tested with the same list of cases.

mod bill;
#[cfg(test)]
mod tests;

pub use bill::{Bill, LARGEST, Line, LineKind, bill, bill_with_cached};

use super::Directory;
use super::price::{is_counted_in_units, is_input_only};
use crate::domain::{Currency, Hours, Price, Status, TokenCount, Unit};
use crate::resolve::Record;
use crate::resolve::catalog::Place;
use crate::resolve::cost::{Cost, PriceList, PriceState, RateKind, Rates};

/// The prices that a calculator works with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tariff {
    /// The currency of every price.
    pub currency: Currency,
    /// The unit in which usage is entered.
    pub basis: Basis,
}

/// What a calculator multiplies prices by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Tokens, in one of several services; the first is the standard one.
    Tokens(Vec<Service>),
    /// Units such as images, at one of several prices.
    Units(Vec<UnitRate>),
}

/// The prices per 1M tokens of a service tier, time window or mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// The kind of service.
    pub name: ServiceName,
    /// Whether a level reprices only the tokens above its size.
    pub is_marginal: bool,
    /// The prices by the input tokens of a request, smallest first; the first level starts at 0.
    pub levels: Vec<Level>,
}

/// The name of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServiceName {
    /// The record's own prices.
    Standard,
    /// A service tier: `batch`, `flex`.
    Tier(String),
    /// Hours in UTC such as `16:30-00:30`, and whether they are cheaper.
    Hours(Hours, bool),
    /// A mode of the model: `fast`.
    Mode(String),
}

/// Prices per 1M tokens above a number of input tokens, with the markup if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The input tokens of a request above which the prices apply.
    pub above: TokenCount,
    /// The input price per 1M tokens.
    pub input: Price,
    /// The price of output; `None` for models without output tokens.
    pub output: Option<Price>,
    /// The price of input that is read from the cache; `None` if it costs as much as other input.
    pub cache_read: Option<Price>,
}

/// The price of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRate {
    /// Which of the record's unit prices it is.
    pub index: usize,
    /// The unit in which usage is entered.
    pub unit: Unit,
    /// How many units the price is for.
    pub per: u64,
    /// The price, with the markup if there is one.
    pub price: Price,
}

/// Why there is no estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoEstimate {
    /// The price is not stated.
    Unknown,
    /// Nothing is charged.
    Free,
    /// A plan includes the model.
    Included,
    /// Each request has a price of its own.
    Varies,
    /// The prices are zero and the file does not say whether that is free or part of a plan.
    Zero,
    /// There is no typical number of what the prices are for, or the price of input or output is missing.
    NoWorkload,
}

/// Why there is nothing to calculate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTariff {
    /// The model is retired.
    Retired,
    /// There are no usable prices.
    Price(NoEstimate),
}

/// What a calculator starts with.
pub const TYPICAL: Usage = Usage { requests: 10_000, input: 2_000, output: 500, cached: 0, quantity: 1_000 };

/// What a reader does in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// The number of requests per month.
    pub requests: u64,
    /// The input tokens of a request.
    pub input: u64,
    /// The output tokens of a request.
    pub output: u64,
    /// The share of the input that is read from the cache, in percent.
    pub cached: u64,
    /// The number of units per month.
    pub quantity: u64,
}

impl Directory {
    /// The prices that a calculator works with on the page of a record.
    ///
    /// # Errors
    /// If the record is retired or has no usable prices.
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
        let units = self.units(cost).map(Basis::Units);
        let tokens = self.services(record).map(Basis::Tokens);
        let basis = if is_counted_in_units(record.kind) { units.or(tokens) } else { tokens.or(units) };
        basis.ok_or(NoEstimate::NoWorkload)
    }

    fn units(&self, cost: &Cost) -> Option<Vec<UnitRate>> {
        let rates = cost.prices.units.iter().enumerate().map(|(index, unit)| UnitRate {
            index,
            unit: unit.unit,
            per: unit.per,
            price: self.price_to_pay(&unit.charge),
        });
        Some(rates.collect::<Vec<_>>()).filter(|rates| !rates.is_empty())
    }

    /// The standard prices, then those of service tiers, hours and modes; `None` if input or output has no price.
    fn services(&self, record: &Record) -> Option<Vec<Service>> {
        let cost = &record.cost;
        let base = self.level(TokenCount(0), &cost.prices.rates, None)?;
        if base.output.is_none() && !is_input_only(record.kind) {
            return None;
        }
        let standard =
            self.service(ServiceName::Standard, &cost.prices, cost.tiers_are_marginal, base.clone());
        let is_marginal = cost.tiers_are_marginal;
        let tiers = cost.prices.service_tiers.iter().map(|tier| {
            let name = ServiceName::Tier(tier.name.clone());
            (name, &tier.prices, is_marginal)
        });
        let hours = cost.windows.iter().map(|window| {
            let is_lower = window.prices.rates.is_lower_than(&cost.prices.rates);
            (ServiceName::Hours(window.hours.clone(), is_lower), &window.prices, is_marginal)
        });
        let modes = record.modes.iter().map(|mode| {
            let name = ServiceName::Mode(mode.name.clone());
            (name, &mode.cost.prices, mode.cost.tiers_are_marginal)
        });
        let services = tiers.chain(hours).chain(modes).filter_map(|(name, prices, is_marginal)| {
            let level = self.level(TokenCount(0), &prices.rates, Some(&base))?;
            Some(self.service(name, prices, is_marginal, level))
        });
        Some(std::iter::once(standard).chain(services).collect())
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

    /// The prices of a level. Input and output without a price cost as much as at the base. Cached input does not, since
    /// no sum may be lower than the stated prices allow.
    fn level(&self, above: TokenCount, rates: &Rates, base: Option<&Level>) -> Option<Level> {
        let [input, output, cache_read] = [RateKind::Input, RateKind::Output, RateKind::CacheRead]
            .map(|kind| rates.get(kind).map(|charge| self.price_to_pay(charge)));
        Some(Level {
            above,
            input: input.or_else(|| base.map(|base| base.input))?,
            output: output.or_else(|| base.and_then(|base| base.output)),
            cache_read,
        })
    }
}

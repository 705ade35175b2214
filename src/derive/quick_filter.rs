//! Sets of filters that many readers begin with, each with the number of rows that the list shows for it.

use rust_decimal::Decimal;

use super::Directory;
use super::row::Row;
use crate::domain::money::read_exact;
use crate::domain::{Capability, Currency, TokenCount};
use crate::fact::ListedPrice;
use crate::trace::{self, Note, Total};

/// Filters of the list of models, as a reader would say them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuickFilter {
    /// What it asks for: "Vision under $0.50".
    pub text: &'static str,
    /// What rows have to be able to do, at some provider at least.
    pub capabilities: &'static [Capability],
    /// The most that 1M input tokens may cost, in dollars.
    pub most: Option<&'static str>,
    /// The fewest tokens of the context window.
    pub context: Option<u64>,
}

use Capability::{OpenWeights, Reasoning, ToolCalling, Vision};

const FILTERS: [QuickFilter; 5] = [
    QuickFilter { text: "Vision under $0.50", capabilities: &[Vision], most: Some("0.5"), context: None },
    QuickFilter { text: "Tools under $0.10", capabilities: &[ToolCalling], most: Some("0.1"), context: None },
    QuickFilter { text: "Reasoning under $1.00", capabilities: &[Reasoning], most: Some("1"), context: None },
    QuickFilter { text: "1M context", capabilities: &[], most: None, context: Some(1_000_000) },
    QuickFilter {
        text: "Open weights with tools",
        capabilities: &[OpenWeights, ToolCalling],
        most: None,
        context: None,
    },
];

impl QuickFilter {
    /// The fields of the list's form.
    pub fn query(&self) -> String {
        let capabilities =
            self.capabilities.iter().map(|capability| format!("capability={}", capability.words().slug));
        let context = self.context.map(|tokens| format!("context={tokens}"));
        let price = self.most.map(|most| format!("price={most}"));
        capabilities.chain(context).chain(price).collect::<Vec<_>>().join("&")
    }

    fn fits(&self, directory: &Directory, row: &Row) -> bool {
        let most = self.most.and_then(read_exact);
        let context = directory.record(row.place).limit.context.known();
        self.capabilities.iter().all(|capability| row.can(directory, *capability))
            && self.context.is_none_or(|least| context.is_some_and(|context| context >= TokenCount(least)))
            && most.is_none_or(|most| input_price(directory, row).is_some_and(|price| price <= most))
    }
}

impl Directory {
    /// The quick filters that leave some rows and not all of them, with the number of these.
    pub fn quick_filters(&self) -> Vec<(QuickFilter, usize)> {
        trace::answer(|| Note::Total(Total::QuickFilters), || self.count_quick_filters())
    }

    fn count_quick_filters(&self) -> Vec<(QuickFilter, usize)> {
        let count = |filter: &QuickFilter| self.rows.iter().filter(|row| filter.fits(self, row)).count();
        let counted = FILTERS.iter().map(|filter| (*filter, count(filter)));
        counted.filter(|(_, count)| *count > 0 && *count < self.rows.len()).collect()
    }
}

/// The lowest input price in dollars per 1M tokens that a row shows, as the filter of the list takes it; free is zero.
fn input_price(directory: &Directory, row: &Row) -> Option<Decimal> {
    let record = directory.record(row.lowest_shown());
    match ListedPrice::first(record) {
        ListedPrice::Amount(charge, None) if record.cost.currency == Currency::USD => {
            Some(directory.price_to_pay(charge).decimal())
        }
        ListedPrice::Free(_) => Some(Decimal::ZERO),
        _ => None,
    }
}

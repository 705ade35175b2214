//! The providers side by side: how much they list, how they are called, where they are, and what they ask.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use super::cell;
use super::common::{counted, link, number};
use crate::derive::Directory;
use crate::derive::price_level::PriceLevel;
use crate::fact::ORGANIZATION;
use crate::render::view::{Cell, CellState, Figure, Link};
use crate::resolve::Organization;

/// The providers side by side, with the columns for which some provider has something; `component/provider_table.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ProviderTable {
    /// The columns behind name and number of offers.
    pub columns: Vec<Column>,
    /// The providers that list something, by name.
    pub rows: Vec<ProviderRow>,
    /// How prices are compared, where they are.
    pub note: Option<&'static str>,
}

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Column {
    /// The heading.
    pub label: &'static str,
    /// The class of its cells: `number`, or `wide` for what a phone has no room for.
    pub class: &'static str,
}

/// A provider.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ProviderRow {
    /// Its name and page.
    pub provider: Link,
    /// How many offers it lists.
    pub offers: String,
    /// What is known of it, by column.
    pub cells: Vec<NotedCell>,
}

/// A cell with what its figure is of.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct NotedCell {
    /// The class of its column.
    pub class: &'static str,
    /// The value.
    pub cell: Cell,
    /// Over how many models: "23 models".
    pub note: Option<String>,
}

const PRICES: &str = "Median price as a share of the author's own price, over the models that both sell (at least \
    five). Only offers linked by their file or exact ID count, with the same precision and \
    capabilities.";

const COLUMNS: [Column; 4] = [
    Column { label: "vs. authors' prices", class: "number" },
    Column { label: "Location", class: "" },
    Column { label: "Data retention", class: "" },
    Column { label: "npm package", class: "wide" },
];

/// The table of the providers that list something.
pub(super) fn table(directory: &Directory) -> ProviderTable {
    let levels = directory.price_levels();
    let listed = directory.facets.providers.iter().enumerate().filter(|(_, offers)| !offers.is_empty());
    let mut rows: Vec<ProviderRow> =
        listed.map(|(at, offers)| row(&directory.catalog.providers[at], offers.len(), levels[at])).collect();
    rows.sort_by_cached_key(|row| row.provider.text.to_lowercase());
    let is_filled: [bool; COLUMNS.len()] =
        std::array::from_fn(|at| rows.iter().any(|row| row.cells[at].cell.figure.is_some()));
    for row in &mut rows {
        let mut filled = is_filled.iter();
        row.cells.retain(|_| *filled.next().expect("each column has a cell"));
    }
    let columns =
        COLUMNS.into_iter().zip(is_filled).filter_map(|(column, is_filled)| is_filled.then_some(column));
    ProviderTable { columns: columns.collect(), rows, note: is_filled[0].then_some(PRICES) }
}

fn row(provider: &Organization, offers: usize, level: Option<PriceLevel>) -> ProviderRow {
    let price = |level: PriceLevel| {
        let words = in_words(level.ratio);
        Cell::known(
            Figure::data("computed.price_level", level.ratio.to_string(), words).of(provider.key.as_str()),
        )
    };
    let cells = [
        level.map_or_else(|| Cell::dash(CellState::Unknown, "Too few models"), price),
        of_fact(provider, "policy.location"),
        of_fact(provider, "policy.retention_days"),
        of_fact(provider, "npm"),
    ];
    let mut cells: Vec<NotedCell> = cells
        .into_iter()
        .zip(COLUMNS)
        .map(|(cell, column)| NotedCell { class: column.class, cell, note: None })
        .collect();
    cells[0].note = level.map(|level| counted(level.models, "model", "models"));
    ProviderRow { provider: link(provider.name.as_str(), &provider.route), offers: number(offers), cells }
}

fn of_fact(provider: &Organization, path: &str) -> Cell {
    let entry = ORGANIZATION.iter().find(|entry| entry.fact.path == path);
    let statement = entry.and_then(|entry| entry.statements(provider).into_iter().next());
    let cell = statement.map_or_else(
        || Cell::dash(CellState::Unknown, "Not stated"),
        |statement| cell::of_statement(&statement),
    );
    Cell { figure: cell.figure.map(|figure| figure.of(provider.key.as_str())), ..cell }
}

/// A ratio in whole percent: "12% less", "same price", "5% more".
fn in_words(ratio: Decimal) -> String {
    let percent = ((ratio - Decimal::ONE) * Decimal::ONE_HUNDRED)
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    match percent {
        same if same.is_zero() => "same price".to_owned(),
        less if less.is_sign_negative() => format!("{}% less", less.abs().normalize()),
        more => format!("{}% more", more.normalize()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_told_in_whole_percent() {
        let told = |thousandths| in_words(Decimal::new(thousandths, 3));
        assert_eq!(
            [880, 955, 996, 1_004, 1_045, 2_000].map(told),
            ["12% less", "5% less", "same price", "same price", "5% more", "100% more"]
        );
    }
}

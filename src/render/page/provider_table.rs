//! The providers side by side: how much they list, how they are called, where they are, and what they ask.

use rust_decimal::Decimal;
use serde::Serialize;

use super::cell;
use super::common::{counted, link, number};
use crate::derive::Directory;
use crate::derive::price_level::PriceLevel;
use crate::fact::ORGANIZATION;
use crate::render::view::{Cell, CellState, Figure, Link};
use crate::resolve::Organization;

/// A row of the table of providers; `component/provider_table.html` draws a list of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ProviderRow {
    /// The provider.
    pub provider: Link,
    /// How many offers it lists.
    pub offers: String,
    /// Its package in the AI SDK.
    pub sdk: Cell,
    /// Where it is.
    pub location: Cell,
    /// How long it keeps what is sent to it.
    pub retention: Cell,
    /// What it asks by the price of the authors: "12% less", "same price".
    pub price: Cell,
    /// Over how many models: "23 models".
    pub price_note: Option<String>,
}

/// The providers that list something, by name.
pub(super) fn rows(directory: &Directory) -> Vec<ProviderRow> {
    let levels = directory.price_levels();
    let listed = directory.facets.providers.iter().enumerate().filter(|(_, offers)| !offers.is_empty());
    let mut rows: Vec<ProviderRow> =
        listed.map(|(at, offers)| row(&directory.catalog.providers[at], offers.len(), levels[at])).collect();
    rows.sort_by_cached_key(|row| row.provider.text.to_lowercase());
    rows
}

fn row(provider: &Organization, offers: usize, level: Option<PriceLevel>) -> ProviderRow {
    let figure = |level: PriceLevel| {
        let words = in_words(level.ratio);
        Cell::known(
            Figure::data("computed.price_level", level.ratio.to_string(), words).of(provider.key.as_str()),
        )
    };
    ProviderRow {
        provider: link(provider.name.as_str(), &provider.route),
        offers: number(offers),
        sdk: of_fact(provider, "npm"),
        location: of_fact(provider, "policy.location"),
        retention: of_fact(provider, "policy.retention_days"),
        price: level.map_or_else(|| Cell::dash(CellState::Unknown, "Too few models"), figure),
        price_note: level.map(|level| counted(level.models, "model", "models")),
    }
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
    let percent = ((ratio - Decimal::ONE) * Decimal::ONE_HUNDRED).round();
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
            [880, 996, 1_004, 1_055, 2_000].map(told),
            ["12% less", "same price", "same price", "6% more", "100% more"]
        );
    }
}

//! The tables `data/models.csv` and `data/offers.csv`: a row for each record, a column for each fact that has one value.
//!
//! Spreadsheets take a cell for a formula that begins with one of some signs, so text of a record never begins with one.

use std::sync::LazyLock;

use crate::derive::Directory;
use crate::domain::rate::RATES;
use crate::fact::{Entry, Group, RECORD, Value};
use crate::plan::Export;
use crate::render::data::csv_row::CsvRow;
use crate::render::data::record::page_of;
use crate::resolve::Record;
use crate::resolve::catalog::Place;
use crate::resolve::cost::PriceState;

/// The columns before the facts.
const FIRST: [&str; 7] = ["key", "id", "name", "url", "author", "provider", "model"];

/// The columns of prices before those per 1M tokens, and those after them.
const STATE: [&str; 4] = ["cost.record", "cost.state", "cost.plan", "cost.currency"];
const UNIT: [&str; 3] = ["cost.units[0].unit", "cost.units[0].per", "cost.units[0].price"];

/// The facts with one value a record, apart from prices and from what stands in the first columns.
static FACTS: LazyLock<Vec<&'static Entry<Record>>> = LazyLock::new(|| {
    let is_single = |path: &str| !path.contains("[]") && !path.contains('*') && !FIRST.contains(&path);
    let facts = RECORD.iter();
    facts.filter(|entry| entry.fact.group != Group::Price && is_single(entry.fact.path)).collect()
});

/// Writes a table.
pub(super) fn write(directory: &Directory, export: Export, buffer: &mut Vec<u8>) {
    let catalog = &directory.catalog;
    let places: Vec<Place> = match export {
        Export::ModelsTable => (0..catalog.models.len()).map(Place::Model).collect(),
        _ => (0..catalog.offers.len()).map(Place::Offer).collect(),
    };
    let mut row = CsvRow::new(buffer);
    let facts = FACTS.iter().map(|entry| entry.fact.path);
    let prices = STATE.into_iter().chain(RATES.iter().map(|rate| rate.path)).chain(UNIT);
    FIRST.into_iter().chain(facts).chain(prices).for_each(|name| row.number(name));
    row.end();
    for place in places.into_iter().filter(|place| !directory.record(*place).unlisted) {
        record(&mut row, directory, place);
        row.end();
    }
}

fn record(row: &mut CsvRow<'_>, directory: &Directory, place: Place) {
    let record = directory.record(place);
    let (catalog, settings) = (&directory.catalog, &directory.settings);
    let base = settings.base_url.as_deref().unwrap_or_default();
    let model = catalog.model_of(place);
    let author = model.map(|model| &catalog.authors[model.author]);
    let is_offer = matches!(place, Place::Offer(_));
    row.text(record.key.as_str());
    row.text(&record.id);
    row.text(&record.name);
    row.text(&format!("{base}{}", record.route));
    row.text(author.filter(|author| page_of(author).is_some()).map_or("", |author| author.key.as_str()));
    row.text(if is_offer { catalog.organization(place).key.as_str() } else { "" });
    row.text(model.filter(|_| is_offer).map_or("", |model| model.record.key.as_str()));
    for entry in FACTS.iter() {
        let statements = entry.statements(record);
        match statements.iter().find(|statement| statement.id == entry.fact.path) {
            Some(statement) => value(row, &statement.value),
            None => row.number(""),
        }
    }
    prices(row, directory, place);
}

/// A number stays a number; a limit that does not apply is 0, as in the file.
fn value(row: &mut CsvRow<'_>, value: &Value<'_>) {
    match value {
        Value::NotApplicable => row.number("0"),
        Value::Price(..)
        | Value::Tokens(_)
        | Value::Dynamic
        | Value::Count(..)
        | Value::Large(_)
        | Value::Number(..)
        | Value::Score(_) => row.number(&value.exact()),
        _ => row.text(&value.exact()),
    }
}

/// What the reader pays, and whose price it is if not the record's own.
fn prices(row: &mut CsvRow<'_>, directory: &Directory, place: Place) {
    let source = directory.price_source(place);
    let priced = directory.record(source);
    let cost = &priced.cost;
    row.text(if source == place { "" } else { priced.key.as_str() });
    let (state, plan) = state(&cost.state);
    row.text(state);
    row.text(plan);
    row.text(cost.currency.code());
    for rate in &RATES {
        let charge = cost.prices.rates.get(rate.kind);
        row.number(&charge.map_or_else(String::new, |charge| directory.price_to_pay(charge).value()));
    }
    match cost.prices.units.first() {
        Some(unit) => {
            row.text(unit.unit.word());
            row.number(&unit.per.to_string());
            row.number(&directory.price_to_pay(&unit.charge).value());
        }
        None => UNIT.iter().for_each(|_| row.number("")),
    }
}

fn state(state: &PriceState) -> (&'static str, &str) {
    match state {
        PriceState::Priced => ("priced", ""),
        PriceState::Free => ("free", ""),
        PriceState::Included(plan) => ("included", plan.as_deref().unwrap_or_default()),
        PriceState::Varies => ("varies", ""),
        PriceState::Unknown => ("unknown", ""),
    }
}

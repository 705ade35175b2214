//! The facts of a record that are compared, each with a name that does not depend on its place in the file.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::domain::Currency;
use crate::domain::text::count;
use crate::endpoint::Address;
use crate::fact::{Group, Item, PricePoint, Section, Statement, Value, price_sections, statements};
use crate::resolve::Record;

/// A fact of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) group: Group,
    pub(super) value: String,
    pub(super) text: String,
    /// What a percentage is computed from: a price with its currency, or a number that prices depend on.
    pub(super) amount: Option<(Decimal, Option<Currency>)>,
}

/// Facts by their names.
pub(super) type Facts = BTreeMap<String, Fact>;

/// Returns the facts of a record by name. What does not apply is a fact too: a limit that becomes 0 is a change.
pub(super) fn collect_facts(record: &Record) -> Facts {
    let sections = price_sections(record);
    let points = sections.iter().copied().flat_map(Section::points);
    let prices = points.flat_map(|point| [Some(read_price(&point)), read_allowance(&point)]).flatten();
    let factors = sections.iter().filter_map(read_factor);
    prices.chain(factors).chain(statements(record).map(read_statement)).collect()
}

/// The price of one item. A price per 1,000 says so, and is compared per piece.
fn read_price(point: &PricePoint<'_>) -> (String, Fact) {
    let price = point.charge.price;
    let value = price.decimal().normalize();
    let per = if let Item::Unit(unit) = point.item { unit.per } else { 1 };
    let unit = if per == 1 { String::new() } else { format!(" {}", point.unit()) };
    let fact = Fact {
        label: point.label(),
        group: Group::Price,
        value: value.to_string(),
        text: price.text(point.currency) + &unit,
        amount: value.checked_div(per.into()).map(|each| (each, Some(point.currency))),
    };
    (point.id(), fact)
}

/// How many of an item are free.
fn read_allowance(point: &PricePoint<'_>) -> Option<(String, Fact)> {
    let Item::Unit(unit) = point.item else { return None };
    let free = unit.free.as_ref()?;
    let per = free.per.as_ref().map(|per| format!(" per {per}")).unwrap_or_default();
    let fact = Fact {
        label: format!("{}, free", point.label()),
        group: Group::Price,
        value: free.count.to_string(),
        text: format!("{}{per}", count(free.count)),
        amount: Some((free.count.into(), None)),
    };
    Some((format!("{}.free", point.id()), fact))
}

/// What every price of a region is multiplied by.
fn read_factor(section: &Section<'_>) -> Option<(String, Fact)> {
    let (factor, _) = section.factor?;
    let fact = Fact {
        label: format!("Factor{}", section.at.words()),
        group: Group::Price,
        value: factor.to_string(),
        text: factor.to_string(),
        amount: Some((factor, None)),
    };
    Some((format!("{}.factor", section.at.id()), fact))
}

/// A statement as a fact, by the name that does not depend on its place in the file. Of a base URL, what is in front of the
/// endpoint counts.
pub(super) fn read_statement(statement: Statement<'_>) -> (String, Fact) {
    let (mut value, mut text) =
        (statement.value.exact(), statement.value.full().unwrap_or_else(|| statement.value.text()));
    if statement.fact.path.ends_with("api") {
        value = Address::read(&value).map_or(value, |address| address.base);
        text.clone_from(&value);
    }
    let (label, group) = (statement.label.into_owned(), statement.fact.group);
    let amount = match statement.value {
        Value::Number(number, _) if group == Group::Price => Some((number, None)),
        _ => None,
    };
    (statement.id.into_owned(), Fact { label, group, value, text, amount })
}

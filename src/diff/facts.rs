//! The facts of a record that are compared, each with a name that does not depend on its place in the file.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::domain::Currency;
use crate::endpoint::Address;
use crate::fact::{Group, Statement, price_points, statements};
use crate::resolve::Record;

/// A fact of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) group: Group,
    pub(super) value: String,
    pub(super) text: String,
    /// The price and its currency, where it is one.
    pub(super) price: Option<(Decimal, Currency)>,
}

/// Facts by their names.
pub(super) type Facts = BTreeMap<String, Fact>;

/// The facts of a record by name. What does not apply is said too: a limit that becomes 0 is a change.
pub(super) fn facts(record: &Record) -> Facts {
    let prices = price_points(record).map(|point| {
        let price = point.charge.price;
        let fact = Fact {
            label: point.label(),
            group: Group::Price,
            value: price.decimal().normalize().to_string(),
            text: price.text(point.currency),
            price: Some((price.decimal().normalize(), point.currency)),
        };
        (point.id(), fact)
    });
    prices.chain(statements(record).map(stated)).collect()
}

/// A statement as a fact, by the name that does not depend on its place in the file. Of a base URL, what is in front of the
/// endpoint counts.
pub(super) fn stated(statement: Statement<'_>) -> (String, Fact) {
    let (mut value, mut text) =
        (statement.value.exact(), statement.value.full().unwrap_or_else(|| statement.value.text()));
    if statement.fact.path.ends_with("api") {
        value = Address::read(&value).map_or(value, |address| address.base);
        text.clone_from(&value);
    }
    let (label, group) = (statement.label.into_owned(), statement.fact.group);
    (statement.id.into_owned(), Fact { label, group, value, text, price: None })
}

//! The columns of the answer: keys of a record's file, and what stands beside them.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::derive::{Directory, Row};
use crate::diag::{closest, one_line};
use crate::domain::RateKind;
use crate::domain::money::read_exact;
use crate::domain::rate::RATES;
use crate::fact::{ListedPrice, RECORD, Value, statement};
use crate::resolve::Place;

/// The columns that are printed where none are asked for.
pub(super) const USUAL: [&str; 5] = ["id", "provider", "limit.context", "cost.input", "cost.output"];

/// What stands beside the keys of a file.
const BESIDE: [&str; 6] = ["id", "name", "key", "author", "provider", "url"];

/// A column by its name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    of: Of,
}

#[derive(Clone, Copy, Debug)]
enum Of {
    Beside,
    Price(RateKind),
    Fact,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing is known.
    Missing,
    /// A text.
    Text(String),
    /// A whole number or a limit: its digits, and how people read it.
    Number(String, String),
    /// An exact decimal, which no float may hold: its digits, or the state of a price, and how people read it.
    Decimal(String, String),
    /// Yes or no.
    Flag(bool),
    /// Some words.
    List(Vec<String>),
}

/// What rows are sorted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Number(Decimal),
    Text(String),
}

/// Every column there is.
static ALL: LazyLock<Vec<Column>> = LazyLock::new(|| {
    let beside = BESIDE.into_iter().map(|name| Column { name, of: Of::Beside });
    let prices = RATES.iter().map(|rate| Column { name: rate.path, of: Of::Price(rate.kind) });
    let is_single = |path: &&str| !path.contains("[]") && !path.contains('*') && !path.starts_with("cost.");
    let paths = RECORD.iter().map(|entry| entry.fact.path).filter(is_single);
    let facts = paths.map(|name| Column { name, of: Of::Fact });
    let mut all: Vec<Column> = beside.collect();
    for column in prices.chain(facts) {
        if all.iter().all(|known| known.name != column.name) {
            all.push(column);
        }
    }
    all
});

impl Column {
    /// The column of a name, or what to say of a name that none has.
    pub(super) fn named(name: &str) -> Result<Self, String> {
        ALL.iter().find(|column| column.name == name).copied().ok_or_else(|| {
            let near = closest(name, ALL.iter().map(|column| column.name));
            let ending = format!(".{name}");
            let inner = ALL.iter().find(|column| column.name.ends_with(&ending)).map(|column| column.name);
            let hint = inner.or(near).map_or_else(
                || format!("known are {} and the keys of a record, such as `cost.input`", BESIDE.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            one_line(&format!("there is no column `{name}`; {hint}"))
        })
    }

    /// The cell of a row.
    pub(super) fn cell(self, directory: &Directory, row: &Row) -> Cell {
        match self.of {
            Of::Beside => self.beside(directory, row),
            Of::Price(kind) => price(directory, row, kind),
            Of::Fact => fact(directory, row, self.name),
        }
    }

    /// What the row is sorted by; nothing if it is not known.
    pub(super) fn order(self, directory: &Directory, row: &Row) -> Option<Key> {
        match self.cell(directory, row) {
            Cell::Missing => None,
            Cell::Text(text) => Some(Key::Text(text.to_lowercase())),
            Cell::Decimal(digits, _) if digits == FREE => Some(Key::Number(Decimal::ZERO)),
            Cell::Number(digits, _) | Cell::Decimal(digits, _) => read_exact(&digits).map(Key::Number),
            Cell::Flag(flag) => Some(Key::Text(flag.to_string())),
            Cell::List(words) => Some(Key::Text(words.join(","))),
        }
    }

    fn beside(self, directory: &Directory, row: &Row) -> Cell {
        let (catalog, record) = (&directory.catalog, directory.record(row.place));
        let text = |text: &str| Cell::Text(text.to_owned());
        match self.name {
            "id" => text(&record.id),
            "name" => text(&record.name),
            "key" => text(record.key.as_str()),
            "author" => catalog
                .model_of(row.place)
                .map_or(Cell::Missing, |model| text(&catalog.authors[model.author].id)),
            "provider" => match row.lowest_shown() {
                Place::Offer(at) => text(&catalog.providers[catalog.offers[at].provider].id),
                Place::Model(_) => Cell::Missing,
            },
            _ => {
                let base = directory.settings.base_url.as_deref().unwrap_or_default();
                Cell::Text(format!("{base}{}", record.route))
            }
        }
    }
}

/// How a price is written that is free.
const FREE: &str = "free";

/// The lowest price that the row shows, with what a gateway adds.
fn price(directory: &Directory, row: &Row, kind: RateKind) -> Cell {
    let shown = directory.record(row.lowest_shown());
    let state = |word: &str| Cell::Decimal(word.to_owned(), word.to_owned());
    match ListedPrice::of_rate(shown, kind) {
        ListedPrice::Amount(charge, _) | ListedPrice::Zero(charge) => {
            let price = directory.price_to_pay(charge);
            Cell::Decimal(price.value(), price.text(shown.cost.currency))
        }
        ListedPrice::Free(_) => state(FREE),
        ListedPrice::Included(..) => state("included"),
        ListedPrice::Varies => state("varies"),
        ListedPrice::NotApplicable | ListedPrice::Unsupported | ListedPrice::Unknown => Cell::Missing,
    }
}

fn fact(directory: &Directory, row: &Row, path: &str) -> Cell {
    let record = directory.record(row.place);
    let Some(statement) = statement(record, path).filter(|statement| statement.id == path) else {
        return Cell::Missing;
    };
    let (exact, text) = (statement.value.exact(), statement.value.text());
    match statement.value {
        Value::NotApplicable => Cell::Number("0".to_owned(), text),
        Value::Tokens(_) | Value::Count(..) | Value::Large(_) | Value::Dynamic => Cell::Number(exact, text),
        Value::Price(..) | Value::Number(..) | Value::Score(_) => Cell::Decimal(exact, text),
        Value::Flag(flag) => Cell::Flag(flag),
        Value::List(words, _) => Cell::List(words.to_vec()),
        _ => Cell::Text(exact),
    }
}

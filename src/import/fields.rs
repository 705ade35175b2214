//! The keys of a file before it is a text: typed values in the order in which they were set.

use indexmap::IndexMap;
use rust_decimal::Decimal;

use crate::domain::PartialDate;

/// A value that a file can hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// An exact number; whole numbers have no decimals.
    Number(Decimal),
    /// True or false.
    Flag(bool),
    /// A date; months and years are written as texts.
    Date(PartialDate),
    /// An array of values without keys.
    List(Vec<Value>),
    /// A table.
    Table(Fields),
    /// An array of tables.
    Tables(Vec<Fields>),
}

/// The keys of a file or table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields(pub(super) IndexMap<String, Value>);

impl Fields {
    /// Sets the value at a path with dots: `cost.input`. Tables on the way are made; a value there gives way.
    pub fn set(&mut self, path: &str, value: impl Into<Value>) {
        let (table, key) = self.table_of(path);
        table.0.insert(key.to_owned(), value.into());
    }

    /// Appends a table to the array at a path: `cost.units`.
    pub fn push(&mut self, path: &str, fields: Fields) {
        let (table, key) = self.table_of(path);
        match table.0.get_mut(key) {
            Some(Value::Tables(tables)) => tables.push(fields),
            _ => drop(table.0.insert(key.to_owned(), Value::Tables(vec![fields]))),
        }
    }

    /// The value at a path.
    pub fn get(&self, path: &str) -> Option<&Value> {
        match path.split_once('.') {
            None => self.0.get(path),
            Some((head, rest)) => match self.0.get(head)? {
                Value::Table(table) => table.get(rest),
                _ => None,
            },
        }
    }

    /// The keys with their values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn table_of<'a>(&mut self, path: &'a str) -> (&mut Self, &'a str) {
        let Some((head, rest)) = path.split_once('.') else { return (self, path) };
        let value = self.0.entry(head.to_owned()).or_insert_with(|| Value::Table(Self::default()));
        if !matches!(value, Value::Table(_)) {
            *value = Value::Table(Self::default());
        }
        let Value::Table(table) = value else { unreachable!("it was made a table") };
        table.table_of(rest)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Decimal> for Value {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<u64> for Value {
    fn from(count: u64) -> Self {
        Self::Number(count.into())
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<PartialDate> for Value {
    fn from(date: PartialDate) -> Self {
        Self::Date(date)
    }
}

impl FromIterator<String> for Value {
    fn from_iter<T: IntoIterator<Item = String>>(texts: T) -> Self {
        Self::List(texts.into_iter().map(Value::Text).collect())
    }
}

//! A record as it was read: a tree of checked values in which every leaf knows where it was written, also after inheritance.

use indexmap::IndexMap;
use rust_decimal::Decimal;

use crate::diag::Span;
use crate::domain::PartialDate;

/// A checked value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with its digits as written; prices and scores.
    Number(Decimal),
    /// True or false.
    Boolean(bool),
    /// A date, perhaps partial.
    Date(PartialDate),
    /// An array.
    Array(Vec<Node>),
    /// A table.
    Table(Table),
}

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where the value was written.
    pub span: Span,
}

/// A key's place and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where the key was written.
    pub key: Span,
    /// The value.
    pub node: Node,
}

/// A table in the order of its file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table(pub IndexMap<String, Entry>);

impl Node {
    /// The text, where this is text.
    pub fn text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }

    /// The elements, where this is an array.
    pub fn elements(&self) -> &[Node] {
        if let Value::Array(elements) = &self.value { elements } else { &[] }
    }

    /// The table, where this is one.
    pub fn table(&self) -> Option<&Table> {
        if let Value::Table(table) = &self.value { Some(table) } else { None }
    }
}

impl Table {
    /// The entry at a dotted path through tables: `limit.context`.
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        match path.split_once('.') {
            None => self.0.get(path),
            Some((head, rest)) => self.0.get(head)?.node.table()?.entry(rest),
        }
    }

    /// The value at a dotted path.
    pub fn node(&self, path: &str) -> Option<&Node> {
        self.entry(path).map(|entry| &entry.node)
    }

    /// Where the value at a dotted path was written.
    pub fn span(&self, path: &str) -> Option<Span> {
        self.node(path).map(|node| node.span)
    }

    /// The text at a dotted path.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.node(path)?.text()
    }

    /// The text at a dotted path, owned.
    pub fn string(&self, path: &str) -> Option<String> {
        self.text(path).map(str::to_owned)
    }

    /// The truth value at a dotted path.
    pub fn boolean(&self, path: &str) -> Option<bool> {
        if let Value::Boolean(value) = self.node(path)?.value { Some(value) } else { None }
    }

    /// The whole number at a dotted path, where it is not negative.
    pub fn integer(&self, path: &str) -> Option<u64> {
        if let Value::Integer(value) = self.node(path)?.value { u64::try_from(value).ok() } else { None }
    }

    /// The decimal at a dotted path.
    pub fn number(&self, path: &str) -> Option<Decimal> {
        match self.node(path)?.value {
            Value::Number(value) => Some(value),
            Value::Integer(value) => Some(value.into()),
            _ => None,
        }
    }

    /// The date at a dotted path.
    pub fn date(&self, path: &str) -> Option<PartialDate> {
        if let Value::Date(value) = self.node(path)?.value { Some(value) } else { None }
    }

    /// The texts of an array at a dotted path; empty where there is none.
    pub fn texts(&self, path: &str) -> Vec<String> {
        let elements = self.node(path).map(Node::elements).unwrap_or_default();
        elements.iter().filter_map(|node| node.text().map(str::to_owned)).collect()
    }

    /// The tables of an array at a dotted path; empty where there is none.
    pub fn tables(&self, path: &str) -> impl Iterator<Item = &Table> {
        self.node(path).map(Node::elements).unwrap_or_default().iter().filter_map(Node::table)
    }

    /// The named tables of a table at a dotted path, in file order.
    pub fn named(&self, path: &str) -> impl Iterator<Item = (&str, &Table)> {
        let table = self.node(path).and_then(Node::table);
        let entries = table.into_iter().flat_map(|table| &table.0);
        entries.filter_map(|(name, entry)| Some((name.as_str(), entry.node.table()?)))
    }

    /// Removes the value at a dotted path; tables that become empty stay.
    pub fn remove(&mut self, path: &str) -> bool {
        match path.split_once('.') {
            None => self.0.shift_remove(path).is_some(),
            Some((head, rest)) => match self.0.get_mut(head).map(|entry| &mut entry.node.value) {
                Some(Value::Table(table)) => table.remove(rest),
                _ => false,
            },
        }
    }
}

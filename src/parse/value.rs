//! A parsed record: a tree of checked values in which every leaf keeps its span, also after inheritance.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::fast::RandomState;
use indexmap::IndexMap;
use rust_decimal::Decimal;

use crate::diag::Span;
use crate::domain::PartialDate;

/// A checked value. What is larger than a number is shared, since offers inherit most of what their models say.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text.
    Text(Arc<str>),
    /// A whole number.
    Integer(i64),
    /// An exact decimal; prices and scores.
    Number(Decimal),
    /// True or false.
    Boolean(bool),
    /// A date, which may be partial.
    Date(PartialDate),
    /// An array.
    Array(Arc<[Node]>),
    /// A table.
    Table(Arc<Table>),
}

/// A value and its span.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where the value was written.
    pub span: Span,
}

/// The span of a key, and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where the key was written.
    pub key: Span,
    /// The value.
    pub node: Node,
}

/// A table in the order of its file, the keys that are in the file but left out because of a reported mistake, and the texts of
/// the file that are read as another text or as nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table(
    pub IndexMap<Arc<str>, Entry, RandomState>,
    BTreeSet<Arc<str>>,
    BTreeMap<Arc<str>, Arc<str>>,
);

impl Node {
    /// The text; `None` for other values.
    pub fn text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }

    /// The value on one line: the elements of an array with commas between them, `key: value` for those of a table.
    pub fn to_text(&self) -> String {
        match &self.value {
            Value::Text(text) => text.to_string(),
            Value::Integer(number) => number.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Boolean(value) => value.to_string(),
            Value::Date(date) => date.iso(),
            Value::Array(elements) => elements.iter().map(Self::to_text).collect::<Vec<_>>().join(", "),
            Value::Table(table) => {
                let entries = table.0.iter().map(|(key, entry)| format!("{key}: {}", entry.node.to_text()));
                entries.collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// The elements of an array; empty for other values.
    pub fn elements(&self) -> &[Node] {
        if let Value::Array(elements) = &self.value { elements } else { &[] }
    }

    /// The table; `None` for other values.
    pub fn table(&self) -> Option<&Table> {
        if let Value::Table(table) = &self.value { Some(table) } else { None }
    }
}

impl Table {
    /// The entry at a dotted path: `limit.context`, `cost.tiers[0].input`.
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        match path.rsplit_once('.') {
            None => self.0.get(path),
            Some((above, key)) => self.node(above)?.table()?.0.get(key),
        }
    }

    /// The value at a dotted path; `[0]` after a key is the first element of its array.
    pub fn node(&self, path: &str) -> Option<&Node> {
        match path.split_once('.') {
            None => self.segment(path),
            Some((head, rest)) => self.segment(head)?.table()?.node(rest),
        }
    }

    /// Whether the value at a dotted path, a table around it or an element of it was left out because of a mistake. Since
    /// that mistake is reported, the value must not be reported as missing too.
    pub fn is_left_out(&self, path: &str) -> bool {
        let (head, rest) = path.split_once('.').unwrap_or((path, ""));
        let is_here = self.1.contains(head.split('[').next().unwrap_or(head));
        is_here || self.segment(head).and_then(Node::table).is_some_and(|table| table.is_left_out(rest))
    }

    /// Marks a key whose value, or an element of it, was left out.
    pub(super) fn leave_out(&mut self, key: &str) {
        self.1.insert(key.into());
    }

    /// Gives back the room for further keys.
    pub fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }

    /// The keys that were left out here, in order.
    pub fn left_out(&self) -> impl ExactSizeIterator<Item = &str> {
        self.1.iter().map(AsRef::as_ref)
    }

    /// Leaves out the keys that another table left out.
    pub fn leave_out_as(&mut self, other: &Self) {
        self.1.extend(other.1.iter().cloned());
        self.0.retain(|key, _| !other.1.contains(key) || other.0.contains_key(key));
        self.2.retain(|key, _| !other.1.contains(key) && !other.0.contains_key(key));
        self.2.extend(other.2.iter().map(|(key, text)| (Arc::clone(key), Arc::clone(text))));
    }

    /// Keeps a text of the file that is read as another text, or as nothing.
    pub(super) fn keep_written(&mut self, key: &str, text: &str) {
        self.2.insert(key.into(), text.into());
    }

    /// The text that the file has at a key, where it is read as another one or as nothing: a date that does not exist.
    pub fn written(&self, key: &str) -> Option<&str> {
        self.2.get(key).map(AsRef::as_ref)
    }

    /// A copy without some of the keys, and without their marks.
    #[must_use]
    pub fn without(&self, keys: &[&str]) -> Self {
        let stays = |key: &Arc<str>| !keys.contains(&&**key);
        let entries = self.0.iter().filter(|(key, _)| stays(key));
        let entries = entries.map(|(key, entry)| (Arc::clone(key), entry.clone())).collect();
        let written = self.2.iter().filter(|(key, _)| stays(key));
        let written = written.map(|(key, text)| (Arc::clone(key), Arc::clone(text))).collect();
        Self(entries, self.1.iter().filter(|key| stays(key)).cloned().collect(), written)
    }

    /// Whether a key is absent because of a mistake in its value.
    pub fn lacks_by_mistake(&self, key: &str) -> bool {
        self.1.contains(key) && !self.0.contains_key(key)
    }

    /// The value at one segment of a path: `cost`, `tiers[0]`.
    fn segment(&self, segment: &str) -> Option<&Node> {
        if let Some(entry) = self.0.get(segment) {
            return Some(&entry.node);
        }
        let (key, index) = segment.strip_suffix(']')?.split_once('[')?;
        self.0.get(key)?.node.elements().get(index.parse::<usize>().ok()?)
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

    /// The boolean at a dotted path.
    pub fn boolean(&self, path: &str) -> Option<bool> {
        if let Value::Boolean(value) = self.node(path)?.value { Some(value) } else { None }
    }

    /// The whole number at a dotted path; `None` if it is negative.
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

    /// The texts of an array at a dotted path; empty if there is no array.
    pub fn texts(&self, path: &str) -> Vec<String> {
        let elements = self.node(path).map(Node::elements).unwrap_or_default();
        elements.iter().filter_map(|node| node.text().map(str::to_owned)).collect()
    }

    /// The tables of an array at a dotted path; empty if there is no array.
    pub fn tables(&self, path: &str) -> impl Iterator<Item = &Table> {
        self.node(path).map(Node::elements).unwrap_or_default().iter().filter_map(Node::table)
    }

    /// The tables within a table at a dotted path, by their keys, in file order.
    pub fn entries(&self, path: &str) -> impl Iterator<Item = (&str, &Table)> {
        let table = self.node(path).and_then(Node::table);
        let entries = table.into_iter().flat_map(|table| &table.0);
        entries.filter_map(|(name, entry)| Some((name.as_ref(), entry.node.table()?)))
    }

    /// Removes the value at a dotted path; tables that become empty stay.
    pub fn remove(&mut self, path: &str) -> bool {
        match path.split_once('.') {
            None => {
                self.2.remove(path);
                self.0.shift_remove(path).is_some()
            }
            Some((head, rest)) => match self.0.get_mut(head).map(|entry| &mut entry.node.value) {
                Some(Value::Table(table)) => Arc::make_mut(table).remove(rest),
                _ => false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::{Diagnostics, FileId};
    use crate::parse::model::MODEL;
    use crate::parse::{Table, parse_file};

    fn table(text: &str) -> Table {
        let mut diags = Diagnostics::default();
        let parsed = parse_file(text, FileId(0), &MODEL, &mut diags);
        assert!(diags.is_empty(), "{diags:?}");
        parsed.table
    }

    #[test]
    fn a_path_leads_through_tables_and_arrays() {
        let text = "tags = [\"a\", \"b\"]\n[limit]\ncontext = 8\n[[cost.tiers]]\ntier = { size = 1 }\n\
                    [[cost.tiers]]\ninput = 0.5\ntier = { size = 2 }\n";
        let table = table(text);
        let written = |path: &str| table.span(path).map(|span| &text[span.range()]);
        assert_eq!(written("limit.context"), Some("8"));
        assert_eq!(written("cost.tiers[1].input"), Some("0.5"));
        assert_eq!(written("cost.tiers[0].tier.size"), Some("1"));
        assert_eq!(written("tags[1]"), Some("\"b\""));
        for nowhere in ["cost.tiers[2].input", "tags[x]", "tags[0].x", "limit.output", "limit.context.x", ""]
        {
            assert_eq!(written(nowhere), None, "{nowhere}");
        }
    }

    #[test]
    fn the_span_of_a_key_is_known_in_arrays_too() {
        let text = "[[cost.units]]\nunit = \"image\"\nprice = 1\n";
        let key = table(text).entry("cost.units[0].price").unwrap().key;
        assert_eq!(&text[key.range()], "price");
    }

    #[test]
    fn only_what_exists_is_removed() {
        let mut table = table("[limit]\ncontext = 8\noutput = 4\n");
        assert!(table.remove("limit.output"));
        assert!(!table.remove("limit.output"));
        assert!(!table.remove("cost.input"));
        assert!(!table.remove("limit.context.x"));
        assert_eq!(table.integer("limit.context"), Some(8));
    }
}

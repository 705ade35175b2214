//! Where keys stand in the tables of a file that is there already.

use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value as Written};

use super::leaf::fields_of;
use crate::format::{kind_below, position};
use crate::import::text::{inline, is_long, table_text};
use crate::import::{Fields, Value};
use crate::parse::Kind;

/// A table in either way of writing.
pub(super) enum At<'a> {
    /// With a header, or by keys with dots.
    Table(&'a mut Table),
    /// On a line.
    Inline(&'a mut InlineTable),
}

impl<'a> At<'a> {
    pub(super) fn of(item: &'a mut Item) -> Option<Self> {
        match item {
            Item::Table(table) => Some(Self::Table(table)),
            Item::Value(Written::InlineTable(table)) => Some(Self::Inline(table)),
            _ => None,
        }
    }

    /// An entry of an array of tables.
    pub(super) fn entry(item: &'a mut Item, at: usize) -> Option<Self> {
        match item {
            Item::ArrayOfTables(tables) => tables.get_mut(at).map(Self::Table),
            Item::Value(Written::Array(array)) => array.get_mut(at)?.as_inline_table_mut().map(Self::Inline),
            _ => None,
        }
    }

    /// Its keys, in order.
    pub(super) fn keys(&self) -> Vec<String> {
        match self {
            Self::Table(table) => table.iter().map(|(key, _)| key.to_owned()).collect(),
            Self::Inline(table) => table.iter().map(|(key, _)| key.to_owned()).collect(),
        }
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Item> {
        match self {
            Self::Table(table) => table.get_mut(key),
            Self::Inline(table) => toml_edit::TableLike::get_mut(*table, key),
        }
    }

    pub(super) fn remove(&mut self, key: &str) {
        match self {
            Self::Table(table) => drop(table.remove(key)),
            Self::Inline(table) => drop(table.remove(key)),
        }
    }

    /// Whether what is put into it can have no header.
    pub(super) fn is_inline(&self) -> bool {
        match self {
            Self::Table(table) => table.is_dotted(),
            Self::Inline(_) => true,
        }
    }
}

/// What an item says.
pub(super) fn value_of(item: &Item) -> Value {
    let mut table = Table::new();
    table.insert("x", item.clone());
    fields_of(&table).get("x").cloned().unwrap_or(Value::List(Vec::new()))
}

/// The entries of an array of tables, in either way of writing.
pub(super) fn entries_of(item: &Item) -> Option<Vec<Fields>> {
    match value_of(item) {
        Value::Tables(entries) => Some(entries),
        _ => None,
    }
}

/// Adds an entry to an array of tables.
pub(super) fn push_entry(item: &mut Item, entry: &Fields, kind: Option<Kind>) {
    match item {
        Item::ArrayOfTables(tables) => tables.push(new_table(entry, kind)),
        Item::Value(Written::Array(array)) => {
            array.push(to_toml(&Value::Table(entry.clone()), kind));
        }
        _ => {}
    }
}

/// A value as an item of a table; where nothing can have a header, it stands on one line.
pub(super) fn new_item(value: &Value, kind: Option<Kind>, is_inline: bool) -> Item {
    match value {
        Value::Table(fields) if !is_inline => Item::Table(new_table(fields, kind)),
        Value::Tables(entries) if !is_inline && !entries.is_empty() => {
            let tables = entries.iter().map(|entry| new_table(entry, kind));
            Item::ArrayOfTables(tables.collect::<ArrayOfTables>())
        }
        _ => Item::Value(to_toml(value, kind)),
    }
}

/// A value as it is written.
fn to_toml(value: &Value, kind: Option<Kind>) -> Written {
    let text = match value {
        Value::Text(text) if is_long(value) => crate::format::write::lines(text),
        _ => inline(value, kind),
    };
    text.parse().unwrap_or_else(|_| Written::from(text))
}

/// A table as it is written, free to stand anywhere.
fn new_table(fields: &Fields, kind: Option<Kind>) -> Table {
    let document = table_text(fields, kind).parse::<DocumentMut>().unwrap_or_default();
    let mut table = document.into_table();
    set_free(&mut table);
    table.decor_mut().set_prefix("\n");
    table.set_implicit(table.get_values().is_empty() && !table.is_empty());
    table
}

fn set_free(table: &mut Table) {
    table.set_position(None);
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(table) => set_free(table),
            Item::ArrayOfTables(tables) => tables.iter_mut().for_each(set_free),
            _ => {}
        }
    }
}

/// Puts a new key where the documentation has it, as far as the order of the others allows.
pub(super) fn insert(table: &mut At<'_>, key: &str, value: &Value, kind: Option<Kind>) {
    let inner = kind.and_then(|kind| kind_below(kind, key));
    let item = new_item(value, inner, table.is_inline());
    match table {
        At::Inline(table) => {
            if let Item::Value(value) = item {
                table.insert(key, value);
                table.fmt();
            }
        }
        At::Table(table) => {
            let behind = if item.is_value() { keys_behind(table, key, value, kind) } else { Vec::new() };
            table.insert(key, item);
            for key in behind {
                if let Some((key, item)) = table.remove_entry(&key) {
                    table.insert_formatted(&key, item);
                }
            }
        }
    }
}

/// The keys that stand behind a new one: from the first that the documentation has later, or from the texts of more than one line.
fn keys_behind(table: &Table, key: &str, value: &Value, kind: Option<Kind>) -> Vec<String> {
    let there: Vec<(&str, &Item)> = table.iter().collect();
    let place = position(kind, key);
    let is_text = |item: &Item| item.is_value() && is_long(&value_of(item));
    let is_line = |item: &Item| item.is_value() && !is_text(item);
    let later = there.iter().position(|(key, item)| is_line(item) && position(kind, key) > place);
    let texts = there.iter().rposition(|(_, item)| is_line(item)).map_or(0, |last| last + 1);
    let at = if is_long(value) { there.len() } else { later.unwrap_or(texts) };
    // A comment above the first key may be about the file.
    let has_comment = |key: &str| {
        let prefix = table.key(key).and_then(|key| key.leaf_decor().prefix()?.as_str());
        prefix.is_some_and(|prefix| !prefix.trim().is_empty())
    };
    let at = if at == 0 && there.first().is_some_and(|(key, _)| has_comment(key)) { 1 } else { at };
    there[at.min(there.len())..].iter().map(|(key, _): &(&str, &Item)| (*key).to_owned()).collect()
}

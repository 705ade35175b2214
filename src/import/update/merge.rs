//! The keys of a source put into the tables of a file.

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::{Item, Table};

use super::leaf::{below, entry_path, exact, leaves, names};
use super::place::{At, entries_of, insert, new_item, push_entry, value_of};
use super::{Locks, Met, Updated};
use crate::format::kind_below;
use crate::import::{Fields, Value};
use crate::parse::{Kind, Schema};

/// What an import knows of a file, and what it meets there.
pub(super) struct Merge<'a> {
    /// What the last import said, by the paths of keys; `None` if nobody knows.
    pub(super) last: Option<&'a BTreeMap<String, String>>,
    pub(super) locks: &'a Locks,
    pub(super) found: Updated,
}

impl Merge<'_> {
    /// Brings the keys of a file to what the source says.
    pub(super) fn merge(&mut self, table: &mut Table, fields: &Fields, schema: &'static Schema) {
        let said = leaves(fields);
        let gone: BTreeSet<&str> = self
            .last
            .into_iter()
            .flat_map(BTreeMap::keys)
            .map(String::as_str)
            .filter(|path| !said.contains_key(*path))
            .collect();
        self.remove(&mut At::Table(table), "", &gone);
        self.put(&mut At::Table(table), "", fields, Some(Kind::Group(schema)));
    }

    /// Removes the values that the source says no more, and tables that have nothing left.
    fn remove(&mut self, table: &mut At<'_>, at: &str, gone: &BTreeSet<&str>) {
        for key in table.keys() {
            let path = below(at, &key);
            let Some(item) = table.get_mut(&key).filter(|_| !self.locks.hold(&path)) else { continue };
            let is_empty = if gone.contains(path.as_str()) {
                self.is_ours(&path, &value_of(item))
            } else if let Some(entries) = entries_of(item) {
                let names = names(&entries);
                self.remove_from_entries(item, &path, &names, gone)
            } else if let Some(mut inner) = At::of(item) {
                self.remove_all(&mut inner, &path, gone)
            } else {
                false
            };
            if is_empty {
                table.remove(&key);
            }
        }
    }

    /// Removes from a table; whether nothing is left of what was there.
    fn remove_all(&mut self, table: &mut At<'_>, at: &str, gone: &BTreeSet<&str>) -> bool {
        let had_keys = !table.keys().is_empty();
        self.remove(table, at, gone);
        had_keys && table.keys().is_empty()
    }

    /// Removes from the entries of an array; whether none is left.
    fn remove_from_entries(
        &mut self,
        item: &mut Item,
        path: &str,
        names: &[String],
        gone: &BTreeSet<&str>,
    ) -> bool {
        let mut empty = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let Some(mut entry) = At::entry(item, at) else { continue };
            if self.remove_all(&mut entry, &entry_path(path, name), gone) {
                empty.push(at);
            }
        }
        empty.iter().rev().for_each(|at| remove_entry(item, *at));
        !empty.is_empty() && empty.len() == names.len()
    }

    /// Whether the last import wrote a value that stands in the file. One that was changed since stays, and is noted.
    fn is_ours(&mut self, path: &str, value: &Value) -> bool {
        let by_hand = exact(value);
        let is_ours = self.last_value(path) == Some(&by_hand);
        if !is_ours {
            self.found.kept.push(Met { key: path.to_owned(), by_hand, source: None });
        }
        is_ours
    }

    /// Puts keys into a table.
    fn put(&mut self, table: &mut At<'_>, at: &str, fields: &Fields, kind: Option<Kind>) {
        for (key, value) in fields.iter() {
            let (path, inner) = (below(at, key), kind.and_then(|kind| kind_below(kind, key)));
            let Some(item) = table.get_mut(key) else {
                if let Some(value) = self.without_locked(&path, value) {
                    insert(table, key, &value, kind);
                }
                continue;
            };
            match value {
                Value::Table(fields) if item.is_table_like() => {
                    if let Some(mut below) = At::of(item) {
                        self.put(&mut below, &path, fields, inner);
                    }
                }
                Value::Tables(entries) if entries_of(item).is_some() => {
                    self.put_entries(item, &path, entries, inner);
                }
                _ => {
                    if self.may_replace(item, &path, value) {
                        replace(table, key, value, kind);
                    }
                }
            }
        }
    }

    fn put_entries(&mut self, item: &mut Item, path: &str, entries: &[Fields], kind: Option<Kind>) {
        let there = names(&entries_of(item).unwrap_or_default());
        for (name, entry) in names(entries).iter().zip(entries) {
            let path = entry_path(path, name);
            let at = there.iter().position(|there| there == name);
            if let Some(mut table) = at.and_then(|at| At::entry(item, at)) {
                self.put(&mut table, &path, entry, kind);
            } else if let Some(Value::Table(entry)) = self.without_locked(&path, &Value::Table(entry.clone()))
            {
                push_entry(item, &entry, kind);
            }
        }
    }

    /// Whether a value gives way to another one: no lock holds it, and nobody wrote it by hand.
    fn may_replace(&mut self, item: &Item, path: &str, value: &Value) -> bool {
        let (by_hand, new) = (exact(&value_of(item)), exact(value));
        if by_hand == new {
            return false;
        }
        let (is_ours, is_news) =
            (self.last_value(path) == Some(&by_hand), self.last_value(path) != Some(&new));
        let met = Met { key: path.to_owned(), by_hand, source: Some(new) };
        if self.locks.hold(path) {
            self.found.locked.push(met);
            return false;
        }
        if self.last.is_none() {
            self.found.overwritten.push(met);
            return true;
        }
        if !is_ours && is_news {
            self.found.kept.push(met);
        }
        is_ours
    }

    /// What the last import said of a key.
    fn last_value(&self, path: &str) -> Option<&String> {
        self.last.and_then(|last| last.get(path))
    }

    /// A value without the keys in it that are locked; `None` if nothing is left.
    fn without_locked(&self, path: &str, value: &Value) -> Option<Value> {
        if self.locks.hold(path) {
            return None;
        }
        let Value::Table(fields) = value else { return Some(value.clone()) };
        let mut left = Fields::default();
        for (key, value) in fields.iter() {
            if let Some(value) = self.without_locked(&below(path, key), value) {
                left.0.insert(key.to_owned(), value);
            }
        }
        (!left.is_empty() || fields.is_empty()).then_some(Value::Table(left))
    }
}

/// Removes an entry of an array.
fn remove_entry(item: &mut Item, at: usize) {
    match item {
        Item::ArrayOfTables(tables) => drop(tables.remove(at)),
        Item::Value(toml_edit::Value::Array(array)) => drop(array.remove(at)),
        _ => {}
    }
}

/// Puts a value in the place of another, with the comments of that one.
fn replace(table: &mut At<'_>, key: &str, value: &Value, kind: Option<Kind>) {
    let inner = kind.and_then(|kind| kind_below(kind, key));
    let mut new = new_item(value, inner, table.is_inline());
    if let (Some(Item::Value(old)), Item::Value(new)) = (table.get_mut(key), &mut new) {
        *new.decor_mut() = old.decor().clone();
        std::mem::swap(old, new);
    } else {
        // What has a header stands elsewhere.
        table.remove(key);
        insert(table, key, value, kind);
    }
}

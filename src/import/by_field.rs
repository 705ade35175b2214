//! JSON with the keys of our own files, read by their field tables: what a file takes is carried over, everything else is
//! reported by its path.

use indexmap::IndexMap;
use toml::de::DeValue;

use super::{Fields, Json, Report, Value, Why};
use crate::parse::schema::{Field, Kind, Schema};
use crate::parse::{self, is_name, limit, read_value};

/// The members of an object.
pub(super) type Members = IndexMap<String, Json>;

/// Reads the members of one entry.
pub(super) struct Reading<'a> {
    report: &'a mut Report,
    entry: &'a str,
    /// The number of values that no key takes.
    failures: usize,
}

impl<'a> Reading<'a> {
    /// Begins an entry, which reports name by its ID.
    pub(super) fn new(report: &'a mut Report, entry: &'a str) -> Self {
        Self { report, entry, failures: 0 }
    }

    /// Reads an object by the field table of a file or of a table in it. The keys are in the order of the documentation.
    pub(super) fn table(&mut self, members: &Members, schema: &'static Schema, path: &str) -> Fields {
        let mut fields = Fields::default();
        for (key, json) in members.iter().filter(|(_, json)| **json != Json::Null) {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            match schema.field(key) {
                None => self.report.leave_out(Why::UnknownKey, self.entry, &path, json),
                Some(field) => {
                    let value = self.value(json, &field.kind, key, &path, limit::of_field(field));
                    fields.0.extend(value.map(|value| (key.clone(), value)));
                }
            }
        }
        let order: Vec<&str> = schema.fields().map(|field| field.key).collect();
        let place = |key: &str| order.iter().position(|known| *known == key).unwrap_or(order.len());
        fields.0.sort_by(|a, _, b, _| place(a).cmp(&place(b)));
        fields
    }

    /// Notes a value that no key takes.
    pub(super) fn refuse(&mut self, path: &str, json: &Json) {
        self.failures += 1;
        self.report.leave_out(Why::CannotBeWritten, self.entry, path, json);
    }

    /// Reads a value that holds at most so many entries, or characters.
    fn value(&mut self, json: &Json, kind: &Kind, key: &str, path: &str, most: usize) -> Option<Value> {
        match (kind, json) {
            (Kind::Group(schema) | Kind::Switch(schema), Json::Object(members)) => {
                self.complete(members, schema, key, path).map(Value::Table)
            }
            (Kind::Named(schema), Json::Object(members)) => {
                self.map(members, &Kind::Group(schema), path, most)
            }
            (Kind::Map(kind), Json::Object(members)) => self.map(members, kind, path, most),
            (Kind::Groups(schema), Json::List(list)) => self.tables(list, schema, key, path, most),
            (Kind::Texts, Json::List(list)) => self.list(list, &Kind::Text, key, path, most),
            (Kind::Variables, Json::List(list)) => self.list(list, &Kind::Variable, key, path, most),
            (Kind::Sources, Json::List(list)) => self.list(list, &Kind::Source, key, path, most),
            (Kind::Markdowns, Json::List(list)) => self.list(list, &Kind::Markdown, key, path, most),
            (Kind::Choices(words), Json::List(list)) => {
                self.list(list, &Kind::Choice(words), key, path, most)
            }
            (Kind::Free, Json::List(list)) => self.list(list, kind, key, path, most),
            (Kind::Free, Json::Object(members)) => self.map(members, kind, path, most),
            _ => {
                let value = scalar(json, kind, key, most).ok();
                if value.is_none() {
                    self.refuse(path, json);
                }
                value
            }
        }
    }

    /// Reads a table. Prices are read whole or not at all, since a part of them would be another price.
    fn complete(
        &mut self,
        members: &Members,
        schema: &'static Schema,
        key: &str,
        path: &str,
    ) -> Option<Fields> {
        let before = self.failures;
        let fields = self.table(members, schema, path);
        let is_cut = self.failures > before;
        let is_missing = |field: &Field| field.required && fields.get(field.key).is_none();
        if schema.fields().any(is_missing) {
            if !is_cut {
                self.refuse(path, &Json::Object(members.clone()));
            }
            return None;
        }
        let is_price = schema.strict && key == "cost";
        (!(is_price && is_cut)).then_some(fields)
    }

    fn tables(
        &mut self,
        list: &[Json],
        schema: &'static Schema,
        key: &str,
        path: &str,
        most: usize,
    ) -> Option<Value> {
        let mut tables = Vec::new();
        for json in self.first(list, path, most) {
            match json {
                Json::Object(members) => tables.extend(self.complete(members, schema, key, path)),
                other => self.refuse(path, other),
            }
        }
        // That there is none is said by an empty array, and not where none could be read.
        (!tables.is_empty() || list.is_empty()).then_some(())?;
        Some(if tables.is_empty() { Value::List(Vec::new()) } else { Value::Tables(tables) })
    }

    fn list(&mut self, list: &[Json], kind: &Kind, key: &str, path: &str, most: usize) -> Option<Value> {
        let mut values = Vec::new();
        for json in self.first(list, path, most) {
            match json {
                // A file writes the null of reasoning efforts as a word, since TOML has none.
                Json::Null if key == "values" => values.push(Value::from("null")),
                json => values.extend(self.value(json, kind, key, path, limit::of_kind(kind))),
            }
        }
        (!values.is_empty() || list.is_empty()).then_some(Value::List(values))
    }

    /// Reads a table under names of the author's choice.
    fn map(&mut self, members: &Members, kind: &Kind, path: &str, most: usize) -> Option<Value> {
        let mut fields = Fields::default();
        for (at, (name, json)) in members.iter().enumerate().filter(|(_, (_, json))| **json != Json::Null) {
            if at >= most || !is_name(name) {
                self.refuse(path, json);
                continue;
            }
            let value = self.value(json, kind, name, &format!("{path}.{name}"), limit::of_kind(kind));
            fields.0.extend(value.map(|value| (name.clone(), value)));
        }
        (!fields.is_empty() || members.is_empty()).then_some(Value::Table(fields))
    }

    /// The entries of a list that a file may have.
    fn first<'j>(&mut self, list: &'j [Json], path: &str, most: usize) -> &'j [Json] {
        if let Some(next) = list.get(most) {
            self.refuse(path, next);
        }
        &list[..list.len().min(most)]
    }
}

/// A value that is neither a list nor an object, as a file has it.
///
/// # Errors
/// Why a key does not take it.
pub(super) fn scalar(json: &Json, kind: &Kind, key: &str, most: usize) -> Result<Value, String> {
    let other = || format!("`{key}` takes {}", kind.describe());
    let value = match json {
        Json::Flag(flag) => DeValue::Boolean(*flag),
        Json::Text(text) if text.chars().count() > most => {
            return Err(format!("`{key}` has more than {most} characters"));
        }
        Json::Text(text) => DeValue::String(text.trim().into()),
        // A number of JSON is one of TOML.
        Json::Number(digits) => DeValue::parse(digits).map_err(|_| other())?.into_inner(),
        _ => return Err(other()),
    };
    Ok(match (kind, read_value(&value, kind, key)?) {
        (Kind::Price, parse::Value::Number(price)) => Value::Number(price.normalize()),
        (_, parse::Value::Text(text)) => Value::Text(text.to_string()),
        (_, parse::Value::Integer(number)) => Value::Number(number.into()),
        (_, parse::Value::Number(number)) => Value::Number(number),
        (_, parse::Value::Boolean(flag)) => Value::Flag(flag),
        (_, parse::Value::Date(date)) => Value::Date(date),
        (_, parse::Value::Array(_) | parse::Value::Table(_)) => return Err(other()),
    })
}

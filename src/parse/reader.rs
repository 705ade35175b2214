//! The one reader: walks a TOML table beside its field table, keeps what fits, and reports the rest.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::codes;
use super::scalar;
use super::schema::{Field, Kind, Schema};
use super::value::{Entry, Node, Table, Value};
use crate::diag::{Diagnostic, Diagnostics, FileId, Span, closest};

/// Reads the tables of one file.
pub(super) struct Reader<'a> {
    pub(super) file: FileId,
    pub(super) diags: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// Reads a table by its schema. What does not fit is reported and left out.
    ///
    /// `place` says where, for messages: "a model", "`cost`".
    pub(super) fn table(&mut self, table: &DeTable<'_>, schema: &'static Schema, place: &str) -> Table {
        let mut read = Table::default();
        for (key, value) in table {
            let span = self.span(key);
            let Some(field) = schema.field(key.get_ref()) else {
                if let Some(meant) = self.unknown_key(key.get_ref(), span, schema, place) {
                    read.leave_out(meant);
                }
                continue;
            };
            self.insert(&mut read, field.key, span, value, &field.kind);
        }
        read
    }

    /// Reads a value into a table, or notes there that it, or an element of it, was left out.
    fn insert(&mut self, read: &mut Table, key: &str, span: Span, value: &Spanned<DeValue<'_>>, kind: &Kind) {
        let written = value.get_ref().as_array().map_or(0, |array| array.len());
        let node = self.value(value, kind, key);
        if node.as_ref().is_none_or(|node| node.elements().len() < written) {
            read.leave_out(key);
        }
        if let Some(node) = node {
            read.0.insert(key.to_owned(), Entry { key: span, node });
        }
    }

    fn span<T>(&self, spanned: &Spanned<T>) -> Span {
        Span::new(self.file, spanned.span().start, spanned.span().end)
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, kind: &Kind, key: &str) -> Option<Node> {
        let span = self.span(value);
        let read = match (kind, value.get_ref()) {
            (Kind::Group(schema) | Kind::Switch(schema), DeValue::Table(table)) => {
                Value::Table(self.complete(table, schema, &format!("`{key}`"), span)?)
            }
            (Kind::Named(schema), DeValue::Table(table)) => {
                Value::Table(self.map(table, &Kind::Group(schema)))
            }
            (Kind::Map(kind), DeValue::Table(table)) => Value::Table(self.map(table, kind)),
            (Kind::Groups(schema), DeValue::Array(array)) => {
                Value::Array(array.iter().filter_map(|element| self.entry(element, schema, key)).collect())
            }
            (Kind::Texts, DeValue::Array(array)) => self.array(array, &Kind::Text, key),
            (Kind::Sources, DeValue::Array(array)) => self.array(array, &Kind::Source, key),
            (Kind::Markdowns, DeValue::Array(array)) => self.array(array, &Kind::Markdown, key),
            (Kind::Choices(words), DeValue::Array(array)) => self.array(array, &Kind::Choice(words), key),
            (Kind::Free, value) => self.free(value),
            (_, value) => match scalar::read(value, kind, key) {
                Ok(read) => read,
                Err(mistake) => {
                    self.diags.push(mistake.at(span));
                    return None;
                }
            },
        };
        Some(Node { value: read, span })
    }

    /// Reads an element of an array of tables.
    fn entry(&mut self, element: &Spanned<DeValue<'_>>, schema: &'static Schema, key: &str) -> Option<Node> {
        let DeValue::Table(table) = element.get_ref() else {
            return self.value(element, &Kind::Group(schema), key);
        };
        let span = self.span(element);
        let table = self.complete(table, schema, &format!("an entry of `{key}`"), span)?;
        Some(Node { value: Value::Table(table), span })
    }

    /// Reads a table within a record, which has no meaning without the keys that it requires.
    fn complete(
        &mut self,
        table: &DeTable<'_>,
        schema: &'static Schema,
        place: &str,
        span: Span,
    ) -> Option<Table> {
        let read = self.table(table, schema, place);
        let required = schema.fields.iter().filter(|field| field.required);
        let absent: Vec<&Field> = required.filter(|field| !read.0.contains_key(field.key)).collect();
        if absent.is_empty() {
            return Some(read);
        }
        let missing: Vec<&Field> = absent.into_iter().filter(|field| !read.is_left_out(field.key)).collect();
        if let Some(first) = missing.first() {
            let names: Vec<_> = missing.iter().map(|field| format!("`{}`", field.key)).collect();
            let message = format!("{place} needs {}", names.join(" and "));
            self.diags.push(Diagnostic::new(&codes::MISSING_KEY, span, message).help(format!(
                "add `{}`, {}",
                first.key,
                first.kind.describe()
            )));
        }
        None
    }

    fn map(&mut self, table: &DeTable<'_>, kind: &Kind) -> Table {
        let mut read = Table::default();
        for (key, value) in table {
            let span = self.span(key);
            self.insert(&mut read, key.get_ref(), span, value, kind);
        }
        read
    }

    fn array(&mut self, array: &[Spanned<DeValue<'_>>], kind: &Kind, key: &str) -> Value {
        Value::Array(array.iter().filter_map(|element| self.value(element, kind, key)).collect())
    }

    fn free(&mut self, value: &DeValue<'_>) -> Value {
        match value {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Boolean(value) => Value::Boolean(*value),
            DeValue::Datetime(date) => Value::Text(date.to_string()),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Value::Integer(number),
                Err(_) => Value::Text(number.as_str().to_owned()),
            },
            DeValue::Float(number) => match crate::domain::money::exact(number.as_str()) {
                Some(number) => Value::Number(number),
                None => Value::Text(number.as_str().to_owned()),
            },
            DeValue::Array(array) => self.array(array, &Kind::Free, ""),
            DeValue::Table(table) => Value::Table(self.map(table, &Kind::Free)),
        }
    }

    /// Reports a key that is unknown, and returns the one that is probably meant.
    fn unknown_key(
        &mut self,
        key: &str,
        span: Span,
        schema: &'static Schema,
        place: &str,
    ) -> Option<&'static str> {
        let near = schema.alias(key).map(|field| field.key);
        let near = near.or_else(|| closest(key, schema.fields.iter().map(|field| field.key)));
        let inner = if near.is_none() { inner_tables(schema, key) } else { Vec::new() };
        let code = match near {
            _ if schema.strict => &codes::UNKNOWN_PRICE_KEY,
            None if inner.is_empty() => &codes::UNKNOWN_KEY,
            _ => &codes::MISSPELT_KEY,
        };
        let diagnostic = Diagnostic::new(code, span, format!("unknown key `{key}` in {place}"));
        self.diags.push(match near {
            Some("units") => diagnostic.help("a price that is not per token is an entry of `[[cost.units]]`"),
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None if schema.strict => diagnostic.help(format!("the keys are {}", keys(schema))),
            None if !inner.is_empty() => diagnostic.help(format!("it stands in {}", inner.join(" or "))),
            None => diagnostic.help("facts of your own belong into `[extra]`"),
        });
        near
    }
}

/// The tables of a record that have a key, as headers: `[limit]`.
fn inner_tables(schema: &Schema, key: &str) -> Vec<String> {
    let tables = schema.fields.iter().filter_map(|field| match field.kind {
        Kind::Group(inner) if inner.field(key).is_some() => Some(format!("`[{}]`", field.key)),
        _ => None,
    });
    tables.collect()
}

fn keys(schema: &Schema) -> String {
    schema.fields.iter().map(|field| format!("`{}`", field.key)).collect::<Vec<_>>().join(", ")
}

/// A mistake whose place is not known yet.
pub(super) struct Mistake {
    code: &'static crate::diag::Code,
    message: String,
    help: Option<String>,
}

impl Mistake {
    pub(super) fn new(code: &'static crate::diag::Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn at(self, span: Span) -> Diagnostic {
        let diagnostic = Diagnostic::new(self.code, span, self.message);
        match self.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}

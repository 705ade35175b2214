//! Reads a TOML table by its field table: keeps the values that fit and reports the rest.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::codes;
use super::limit;
use super::scalar;
use super::schema::{CACHE_WRITE_FOR, Field, Kind, Schema};
use super::value::{Entry, Node, Table, Value};
use crate::diag::{Diagnostic, Diagnostics, FileId, Span, closest};

/// Reads the tables of one file.
pub(super) struct Reader<'a> {
    pub(super) file: FileId,
    pub(super) diags: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// Reads a table by its schema. Values that do not fit are reported and left out.
    ///
    /// `place` names the table in messages: "a model", "`cost`".
    pub(super) fn table(&mut self, table: &DeTable<'_>, schema: &'static Schema, place: &str) -> Table {
        let mut read = Table::default();
        let mut cache_writes = Vec::new();
        for (key, value) in table {
            let span = self.span(key);
            let Some(field) = schema.field(key.get_ref()) else {
                if let Some(meant) = self.unknown_key(key.get_ref(), span, schema, place) {
                    read.leave_out(meant);
                }
                continue;
            };
            if field.key == CACHE_WRITE_FOR.key {
                cache_writes.push(span);
                if cache_writes.len() > limit::CACHE_WRITES {
                    read.leave_out(key.get_ref());
                    continue;
                }
            }
            let most = limit::of_field(field);
            self.insert(&mut read, key.get_ref(), span, value, (&field.kind, most));
        }
        if let Some(first) = cache_writes.get(limit::CACHE_WRITES) {
            let (count, most) = (cache_writes.len(), limit::CACHE_WRITES);
            self.diags.push(limit::too_many(count, most, CACHE_WRITE_FOR.key, *first));
        }
        read
    }

    /// Reads a value into a table, or marks its key as left out if the value or an element of it does not fit.
    fn insert(
        &mut self,
        read: &mut Table,
        key: &str,
        span: Span,
        value: &Spanned<DeValue<'_>>,
        (kind, most): (&Kind, usize),
    ) {
        let written = value.get_ref().as_array().map_or(0, |array| array.len());
        let node = self.value(value, kind, key, most);
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

    /// Reads a value that holds at most so many entries, or characters.
    fn value(&mut self, value: &Spanned<DeValue<'_>>, kind: &Kind, key: &str, most: usize) -> Option<Node> {
        let span = self.span(value);
        if let DeValue::String(text) = value.get_ref() {
            let most = if matches!(kind, Kind::Free) { limit::MARKDOWN } else { most };
            if let Some(mistake) = limit::too_long(text, most, key, span) {
                self.diags.push(mistake);
                return None;
            }
        }
        let read = match (kind, value.get_ref()) {
            (Kind::Group(schema) | Kind::Switch(schema), DeValue::Table(table)) => {
                Value::Table(self.complete(table, schema, &format!("`{key}`"), span)?)
            }
            (Kind::Named(schema), DeValue::Table(table)) => {
                Value::Table(self.map(table, &Kind::Group(schema), key, most))
            }
            (Kind::Map(kind), DeValue::Table(table)) => Value::Table(self.map(table, kind, key, most)),
            (Kind::Groups(schema), DeValue::Array(array)) => {
                let array = self.first(array, key, most);
                Value::Array(array.iter().filter_map(|element| self.entry(element, schema, key)).collect())
            }
            (Kind::Texts, DeValue::Array(array)) => self.array(array, &Kind::Text, key, most),
            (Kind::Sources, DeValue::Array(array)) => self.array(array, &Kind::Source, key, most),
            (Kind::Markdowns, DeValue::Array(array)) => self.array(array, &Kind::Markdown, key, most),
            (Kind::Choices(words), DeValue::Array(array)) => {
                self.array(array, &Kind::Choice(words), key, most)
            }
            (Kind::Free, value) => self.free(value, key, span)?,
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
            return self.value(element, &Kind::Group(schema), key, limit::LINE);
        };
        let span = self.span(element);
        let table = self.complete(table, schema, &format!("an entry of `{key}`"), span)?;
        Some(Node { value: Value::Table(table), span })
    }

    /// Reads a table within a record; `None` if it lacks a required key.
    fn complete(
        &mut self,
        table: &DeTable<'_>,
        schema: &'static Schema,
        place: &str,
        span: Span,
    ) -> Option<Table> {
        let read = self.table(table, schema, place);
        let required = schema.fields().filter(|field| field.required);
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

    /// Reads a table under names of the author's choice.
    fn map(&mut self, table: &DeTable<'_>, kind: &Kind, above: &str, most: usize) -> Table {
        if let Some((first, _)) = table.iter().nth(most) {
            self.diags.push(limit::too_many(table.len(), most, above, self.span(first)));
        }
        let mut read = Table::default();
        for (key, value) in table.iter().take(most) {
            let span = self.span(key);
            if let Some(mistake) = limit::too_long(key.get_ref(), limit::LINE, above, span) {
                self.diags.push(mistake);
                continue;
            }
            if let Some(mistake) = scalar::key_mistake(key.get_ref(), above) {
                self.diags.push(mistake.at(span));
                continue;
            }
            self.insert(&mut read, key.get_ref(), span, value, (kind, limit::of_kind(kind)));
        }
        read
    }

    fn array(&mut self, array: &[Spanned<DeValue<'_>>], kind: &Kind, key: &str, most: usize) -> Value {
        let (array, each) = (self.first(array, key, most), limit::of_kind(kind));
        Value::Array(array.iter().filter_map(|element| self.value(element, kind, key, each)).collect())
    }

    /// The entries of an array that are read. That there are more is reported.
    fn first<'t, 'd>(
        &mut self,
        array: &'t [Spanned<DeValue<'d>>],
        key: &str,
        most: usize,
    ) -> &'t [Spanned<DeValue<'d>>] {
        if let Some(first) = array.get(most) {
            self.diags.push(limit::too_many(array.len(), most, key, self.span(first)));
        }
        &array[..array.len().min(most)]
    }

    fn free(&mut self, value: &DeValue<'_>, key: &str, span: Span) -> Option<Value> {
        let read = match value {
            DeValue::String(text) => match scalar::prose(text, key) {
                Ok(read) => read,
                Err(mistake) => {
                    self.diags.push(mistake.at(span));
                    return None;
                }
            },
            DeValue::Boolean(value) => Value::Boolean(*value),
            DeValue::Datetime(date) => Value::Text(date.to_string()),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Value::Integer(number),
                Err(_) => Value::Text(number.as_str().to_owned()),
            },
            DeValue::Float(number) => match crate::domain::money::read_exact(number.as_str()) {
                Some(number) => Value::Number(number),
                None => Value::Text(number.as_str().to_owned()),
            },
            DeValue::Array(array) => self.array(array, &Kind::Free, key, limit::ENTRIES),
            DeValue::Table(table) => Value::Table(self.map(table, &Kind::Free, key, limit::ENTRIES)),
        };
        Some(read)
    }

    /// Reports an unknown key, and returns the known key that was probably meant.
    fn unknown_key(
        &mut self,
        key: &str,
        span: Span,
        schema: &'static Schema,
        place: &str,
    ) -> Option<&'static str> {
        let near = schema.alias(key).map(|field| field.key);
        let near = near.or_else(|| closest(key, schema.fields().map(|field| field.key)));
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

/// The headers of the tables in a record that have a key: `[limit]`.
fn inner_tables(schema: &Schema, key: &str) -> Vec<String> {
    let tables = schema.fields().filter_map(|field| match field.kind {
        Kind::Group(inner) if inner.field(key).is_some() => Some(format!("`[{}]`", field.key)),
        _ => None,
    });
    tables.collect()
}

fn keys(schema: &Schema) -> String {
    schema.fields().map(|field| format!("`{}`", field.key)).collect::<Vec<_>>().join(", ")
}

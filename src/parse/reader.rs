//! Reads a TOML table by its field table: keeps the values that fit and reports the rest.

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::codes;
use super::limit;
use super::scalar;
use super::schema::{CACHE_WRITE_FOR, Field, Kind, Schema};
use super::unknown_key::{Explanation, UnknownKey, of_whole_file};
use super::value::{Entry, Node, Table, Value};
use super::wrong_type::wrong_table;
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};

/// Reads a file by the field table of its kind. Values that do not fit are reported and left out.
pub(super) fn read(
    file: FileId,
    table: &DeTable<'_>,
    schema: &'static Schema,
    diags: &mut Diagnostics,
) -> Table {
    let place = format!("{} {}", if schema.name.starts_with('a') { "an" } else { "a" }, schema.name);
    let mut reader =
        Reader { file, diags, root: schema, top: table, misplaced: Vec::new(), path: Vec::new() };
    let mut read = reader.table(table, schema, &place);
    for key in reader.misplaced {
        read.leave_out(key);
    }
    read
}

/// Reads the tables of one file.
struct Reader<'a> {
    file: FileId,
    diags: &'a mut Diagnostics,
    /// The keys of the file that stand above its first table.
    root: &'static Schema,
    /// The whole file.
    top: &'a DeTable<'a>,
    /// Keys of `root` that were found in an inner table. Since that is reported, they must not be reported as missing too.
    misplaced: Vec<&'static str>,
    /// The keys that lead to the table that is read.
    path: Vec<String>,
}

impl Reader<'_> {
    /// Reads a table by its schema. Values that do not fit are reported and left out.
    ///
    /// `place` names the table in messages: "a model", "`cost`".
    fn table(&mut self, table: &DeTable<'_>, schema: &'static Schema, place: &str) -> Table {
        let mut read = Table::default();
        let mut cache_writes = Vec::new();
        for (key, value) in table {
            let span = self.span(key);
            let Some(field) = schema.field(key.get_ref()) else {
                if let Some(meant) = self.report_unknown((key.get_ref(), value, span), table, schema, place) {
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
        read.shrink();
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
        let text = value.get_ref().as_str().filter(|text| text.len() <= limit::LINE);
        if let Some(text) = text.filter(|text| node.as_ref().is_none_or(|node| node.to_text() != **text)) {
            read.keep_written(key, text);
        }
        if let Some(node) = node {
            read.0.insert(key.into(), Entry { key: span, node });
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
                let place = format!("`{key}`");
                Value::Table(Arc::new(
                    self.within(key, |reader| reader.complete(table, schema, &place, span))?,
                ))
            }
            (Kind::Named(schema), DeValue::Table(table)) => {
                let kind = Kind::Group(schema);
                Value::Table(Arc::new(self.within(key, |reader| reader.map(table, &kind, key, most))))
            }
            (Kind::Map(kind), DeValue::Table(table)) => {
                Value::Table(Arc::new(self.within(key, |reader| reader.map(table, kind, key, most))))
            }
            (Kind::Groups(schema), DeValue::Array(array)) => {
                let array = self.first(array, key, most);
                // An array of texts in place of tables is one mistake, not one per text.
                let tables = array.iter().filter(|element| element.get_ref().is_table()).count();
                let array = if tables == 0 { &array[..array.len().min(1)] } else { array };
                Value::Array(array.iter().filter_map(|element| self.entry(element, schema, key)).collect())
            }
            (Kind::Texts, DeValue::Array(array)) => self.array(array, &Kind::Text, key, most),
            (Kind::Variables, DeValue::Array(array)) => self.array(array, &Kind::Variable, key, most),
            (Kind::Sources, DeValue::Array(array)) => self.array(array, &Kind::Source, key, most),
            (Kind::Markdowns, DeValue::Array(array)) => self.array(array, &Kind::Markdown, key, most),
            (Kind::Choices(words), DeValue::Array(array)) => {
                self.array(array, &Kind::Choice(words), key, most)
            }
            (Kind::Free, value) => self.free(value, key, span)?,
            (Kind::Group(_) | Kind::Named(_) | Kind::Map(_) | Kind::Groups(_), value) => {
                let header = self.path.iter().map(String::as_str).chain([key]).collect::<Vec<_>>().join(".");
                self.diags.push(wrong_table(value, kind, key, &header).at(span));
                return None;
            }
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
            let kind = if element.get_ref().is_array() { Kind::Group(schema) } else { Kind::Groups(schema) };
            return self.value(element, &kind, key, limit::LINE);
        };
        let span = self.span(element);
        let place = format!("an entry of `{key}`");
        let table = self.within(key, |reader| reader.complete(table, schema, &place, span))?;
        Some(Node { value: Value::Table(Arc::new(table)), span })
    }

    /// Does what reads the table of a key.
    fn within<T>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(key.to_owned());
        let result = read(self);
        self.path.pop();
        result
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
            if !matches!(kind, Kind::Free) && self.is_misplaced(key.get_ref(), value, kind, above) {
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
            DeValue::Datetime(date) => Value::Text(date.to_string().into()),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Value::Integer(number),
                Err(_) => Value::Text(number.as_str().into()),
            },
            DeValue::Float(number) => match crate::domain::money::read_exact(number.as_str()) {
                Some(number) => Value::Number(number),
                None => Value::Text(number.as_str().into()),
            },
            DeValue::Array(array) => self.array(array, &Kind::Free, key, limit::ENTRIES),
            DeValue::Table(table) => {
                Value::Table(Arc::new(self.map(table, &Kind::Free, key, limit::ENTRIES)))
            }
        };
        Some(read)
    }

    /// Reports an unknown key, and returns the key of its table that was probably meant.
    fn report_unknown(
        &mut self,
        (key, value, span): (&str, &Spanned<DeValue<'_>>, Span),
        table: &DeTable<'_>,
        schema: &'static Schema,
        place: &str,
    ) -> Option<&'static str> {
        let found =
            UnknownKey { key, value: value.get_ref(), schema, root: self.root, top: self.top }.explain(place);
        let is_variable =
            |meant| schema.field(meant).is_some_and(|field| matches!(field.kind, Kind::Variables));
        let (meant, is_secret) = (found.meant, found.meant.is_some_and(is_variable));
        let fix = rename(&found, (span, value), table, schema);
        self.report(found, span, is_secret, fix);
        meant
    }

    fn report(&mut self, found: Explanation, span: Span, is_secret: bool, fix: Option<Edit>) {
        let diagnostic = Diagnostic::new(found.code, span, found.message).help(found.help);
        let diagnostic = match fix {
            Some((span, text, is_safe)) => diagnostic.fix(span, text, is_safe),
            None => diagnostic,
        };
        self.diags.push(if is_secret { diagnostic.secret() } else { diagnostic });
        self.misplaced.extend(found.misplaced);
    }

    /// Whether a value of a table with user-defined keys does not fit there, but would as a key of the whole file. Then it
    /// is reported: somebody added it at the end of the file.
    fn is_misplaced(&mut self, key: &str, value: &Spanned<DeValue<'_>>, kind: &Kind, place: &str) -> bool {
        let Some(field) = self.root.field(key).filter(|_| self.top.get(key).is_none()) else { return false };
        if self.fits(value, kind) || !self.fits(value, &field.kind) {
            return false;
        }
        self.report_misplaced(field, self.span(value), &format!("`{place}`"));
        true
    }

    fn report_misplaced(&mut self, field: &'static Field, span: Span, place: &str) {
        self.report(of_whole_file(field, self.root, place), span, false, None);
    }

    /// Whether a value is one of a kind, without a mistake in it.
    fn fits(&self, value: &Spanned<DeValue<'_>>, kind: &Kind) -> bool {
        let mut mistakes = Diagnostics::default();
        let Self { file, root, top, .. } = *self;
        let mut reader =
            Reader { file, diags: &mut mistakes, root, top, misplaced: Vec::new(), path: Vec::new() };
        reader.value(value, kind, "", limit::of_kind(kind)).is_some() && mistakes.is_empty()
    }
}

/// What is replaced, by what, and whether that is safe.
type Edit = (Span, String, bool);

/// The edit that writes the key that was meant. If its value is not as that key takes it, both are written, or neither.
fn rename(
    found: &Explanation,
    (span, value): (Span, &Spanned<DeValue<'_>>),
    table: &DeTable<'_>,
    schema: &Schema,
) -> Option<Edit> {
    let (meant, is_safe) = (found.meant?, found.rename?);
    // A table has each key once.
    let field = schema.field(meant).filter(|_| table.get(meant).is_none())?;
    let is_inner =
        value.get_ref().is_table() || value.get_ref().is_array() || matches!(field.kind, Kind::Free);
    let Some(mistake) = scalar::read(value.get_ref(), &field.kind, meant).err().filter(|_| !is_inner) else {
        return Some((span, meant.to_owned(), is_safe));
    };
    let (text, is_value_safe) = mistake.into_fix()?;
    let span = Span::new(span.file, span.range().start, value.span().end);
    Some((span, format!("{meant} = {text}"), is_safe && is_value_safe))
}

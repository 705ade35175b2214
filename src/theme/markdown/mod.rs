//! What Markdown templates print. Whether a value is text or markup is decided by its type, as for HTML: plain text is escaped,
//! so that it stays in its cell, its line and its fence, and markup that is safe in HTML is written as Markdown.

mod address;
mod code;
mod convert;
mod escape;
mod filter;
mod inline;
mod markup;
mod table;
mod tidy;

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeStruct as _, Serializer};
use tera::value::Key;
use tera::{Map, Tera, Value};

pub use code::{fence, span};
pub use convert::convert;
pub use escape::{escape, one_line};
pub use tidy::tidy;

/// What a text begins with that is markup: no template sees it, and it is taken from the start of all other texts.
const MARK: char = '\u{1}';

/// Fields that only pages have: what is drawn for pages already, and data for scripts. They are null in Markdown.
const OF_PAGES: [&str; 6] =
    ["calculator", "drawn_badges", "drawn_breadcrumb", "drawn_rows", "frame", "json_ld"];

/// Prepares a template engine for Markdown: how it escapes, and its filters.
pub(super) fn prepare(tera: &mut Tera) {
    tera.autoescape_on(vec![".md"]);
    tera.set_escape_fn(print);
    filter::register(tera);
}

/// A value of a page as Markdown templates see it.
pub fn value(value: &Value) -> Value {
    Value::from_serializable(&Twin(value))
}

/// A value of a page, which becomes what Markdown templates see of it. Each map is made once: a [`Map`] that is handed over is made anew.
struct Twin<'a>(&'a Value);

impl Serialize for Twin<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(value) = self;
        if let Some(text) = value.as_str() {
            return marked(text, value).serialize(serializer);
        }
        if let Some(array) = value.as_array() {
            return serializer.collect_seq(array.iter().map(Twin));
        }
        match value.as_map() {
            Some(map) => serialize_map(map, serializer),
            None => value.serialize(serializer),
        }
    }
}

/// Keeps the names of fields as they are: a key that is serialized by itself is copied.
fn serialize_map<S: Serializer>(map: &Map, serializer: S) -> Result<S::Ok, S::Error> {
    let fields: Option<Vec<(&'static str, &Value)>> =
        map.iter().map(|(key, value)| Some((field(key)?, value))).collect();
    let Some(fields) = fields else {
        return serializer.collect_map(map.iter().map(|(key, value)| (key, Twin(value))));
    };
    let mut entries = serializer.serialize_struct("", fields.len())?;
    for (name, value) in fields {
        if OF_PAGES.contains(&name) {
            entries.serialize_field(name, &())?;
        } else {
            entries.serialize_field(name, &Twin(value))?;
        }
    }
    entries.end()
}

/// The name of a field of a structure.
fn field(key: &Key<'static>) -> Option<&'static str> {
    match key {
        Key::Str(name) => Some(name),
        _ => None,
    }
}

/// A text with its type told by how it begins, since an engine asks how to print what it does not take for safe only.
fn marked(text: &str, value: &Value) -> Value {
    if !value.is_safe() {
        let plain = text.trim_start_matches(MARK);
        return if plain.len() == text.len() { value.clone() } else { Value::normal_string(plain) };
    }
    if text.is_empty() { Value::normal_string("") } else { Value::normal_string(&format!("{MARK}{text}")) }
}

/// Prints a text that a template names.
fn print(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let printed = match text.strip_prefix(MARK) {
        Some(markup) => convert(markup),
        None => escape(text),
    };
    out.write_all(printed.as_bytes())
}

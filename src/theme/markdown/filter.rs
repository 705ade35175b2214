//! The filters of Markdown templates.

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::MARK;
use super::address::address;
use super::code::{fence, span};
use super::convert::convert;
use super::escape::one_line;
use super::markup::{first_value, parse, text};

/// Adds the filters to a template engine.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("code", |value: &Value, _: Kwargs, _: &State| safe(&span(&words(value))));
    tera.register_filter("fence", |value: &Value, options: Kwargs, _: &State| -> TeraResult<Value> {
        let language: Option<String> = options.get("language")?;
        Ok(safe(&fence(&words(value), &language.unwrap_or_default())))
    });
    tera.register_filter("address", |value: &Value, _: Kwargs, _: &State| safe(&address(&words(value))));
    tera.register_filter("yaml", |value: &Value, _: Kwargs, _: &State| safe(&yaml(&words(value))));
    tera.register_filter("joined", |pieces: &Value, options: Kwargs, _: &State| -> TeraResult<Value> {
        let root: String = options.must_get("root")?;
        Ok(safe(&convert(&joined(pieces, &root))))
    });
    tera.register_filter("exact", |value: &Value, _: Kwargs, _: &State| Value::normal_string(&exact(value)));
}

fn safe(markdown: &str) -> Value {
    Value::safe_string(markdown)
}

/// The words of a value, without elements where it is markup.
fn words(value: &Value) -> String {
    let Some(given) = value.as_str() else { return value.to_string() };
    given.strip_prefix(MARK).map_or_else(|| given.to_owned(), |markup| text(&parse(markup)))
}

/// The exact value of a figure, as its element has it; another value is its words.
fn exact(value: &Value) -> String {
    let markup = value.as_str().and_then(|given| given.strip_prefix(MARK));
    markup.and_then(|markup| first_value(&parse(markup))).unwrap_or_else(|| words(value))
}

/// Pieces of markup with the way to the root between them.
fn joined(pieces: &Value, root: &str) -> String {
    let markup = |piece: &Value| {
        piece.as_str().and_then(|given| given.strip_prefix(MARK)).unwrap_or_default().to_owned()
    };
    let pieces = pieces.as_array().unwrap_or_default().iter().map(markup);
    pieces.collect::<Vec<_>>().join(root)
}

/// A text as YAML takes it on one line. A reader that takes front matter for text finds no markup in it.
fn yaml(text: &str) -> String {
    let quoted = serde_json::Value::from(one_line(text).trim()).to_string();
    quoted.replace('<', "\\u003c").replace('[', "\\u005b").replace('`', "\\u0060")
}

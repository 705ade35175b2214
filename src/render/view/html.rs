use std::cell::Cell;

use serde::{Serialize, Serializer};
use tera::Value;

/// Markup that is safe to print as it stands: a template prints it like any text, and it is not escaped again.
///
/// Only the Markdown renderer, the highlighter and the typed values of this module make one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Html(String);

impl Html {
    /// Takes markup in which every piece of foreign text is escaped already.
    pub fn from_safe(markup: String) -> Self {
        Self(markup)
    }

    /// Escapes plain text.
    pub fn from_text(text: &str) -> Self {
        let mut markup = String::with_capacity(text.len());
        push_escaped(&mut markup, text);
        Self(markup)
    }

    /// Returns the markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Serialize for Html {
    /// Reaches a template as a safe string, and any other format as a plain one.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::safe_string(&self.0).serialize(serializer)
    }
}

thread_local! {
    /// What markup is drawn into before templates get it; it is empty between two pieces of markup.
    static BUFFER: Cell<String> = const { Cell::new(String::new()) };
}

/// Draws markup as a template sees it. The buffer is used again, since a page has hundreds of such pieces.
pub(super) fn draw(push: impl FnOnce(&mut String)) -> Value {
    let mut buffer = BUFFER.take();
    push(&mut buffer);
    let value = Value::safe_string(&buffer);
    buffer.clear();
    BUFFER.set(buffer);
    value
}

/// Whether a text has a character that HTML takes for its own. Looks at every byte without a branch, many at a time.
fn has_special(text: &str) -> bool {
    let is_special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    text.bytes().fold(false, |found, byte| found | is_special(byte))
}

/// Appends text as Tera would print it, so that it is safe in HTML text and in quoted attributes.
pub(super) fn push_escaped(markup: &mut String, text: &str) {
    if !has_special(text) {
        markup.push_str(text);
        return;
    }
    let mut escaped = Vec::with_capacity(text.len() + 16);
    tera::escape_html(text, &mut escaped).expect("writing to memory does not fail");
    markup.push_str(std::str::from_utf8(&escaped).expect("escaping keeps UTF-8"));
}

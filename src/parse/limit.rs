//! How much one key may hold. Records are untrusted, and one value is written many times: a page for each alias and tag, a
//! cell in every list for a name. Real records are far below these limits.

use super::codes::{TOO_LONG, TOO_MANY};
use super::schema::{Field, Kind};
use crate::diag::{Diagnostic, Span};
use crate::domain::money::thousands;

/// The most characters of a line of text, or of a user-defined name.
pub const LINE: usize = 1_000;

/// The most characters of an address.
pub const ADDRESS: usize = 2_000;

/// The most characters of a Markdown text.
pub const MARKDOWN: usize = 50_000;

/// The most entries of a list, or of a table with user-defined keys.
pub const ENTRIES: usize = 200;

/// The most cache writes with a time to live in a table of prices.
pub const CACHE_WRITES: usize = 20;

/// The most that a kind of value may hold by default: characters of a text, entries of a list.
pub const fn of_kind(kind: &Kind) -> usize {
    match kind {
        Kind::Url | Kind::BaseUrl | Kind::Path | Kind::Source => ADDRESS,
        Kind::Markdown => MARKDOWN,
        Kind::Texts
        | Kind::Variables
        | Kind::Sources
        | Kind::Markdowns
        | Kind::Choices(_)
        | Kind::Groups(_)
        | Kind::Named(_)
        | Kind::Map(_)
        | Kind::Free => ENTRIES,
        _ => LINE,
    }
}

/// The most that a key may hold: characters of a text, entries of a list.
pub fn of_field(field: &Field) -> usize {
    field.most.unwrap_or_else(|| of_kind(&field.kind))
}

/// Reports a text of more than `most` characters.
pub(super) fn too_long(text: &str, most: usize, key: &str, span: Span) -> Option<Diagnostic> {
    if text.len() <= most {
        return None;
    }
    let length = text.chars().count();
    (length > most).then(|| {
        let what = format!("`{key}` has {} characters; the limit is {}", number(length), number(most));
        Diagnostic::new(&TOO_LONG, span, what).help("shorten it, or put the text elsewhere and link to it")
    })
}

/// Reports a list of more than `most` entries, at the first entry that is left out.
pub(super) fn too_many(length: usize, most: usize, key: &str, first: Span) -> Diagnostic {
    let what = format!("`{key}` has {} entries; the limit is {}", number(length), number(most));
    Diagnostic::new(&TOO_MANY, first, what).help("remove some; entries from here on are left out")
}

fn number(number: usize) -> String {
    thousands(&number.to_string())
}

//! A file that is there already, brought to what a source says now. Comments stay, and so does what the source never said. A key that it
//! says no more goes only if the last import wrote it and nobody changed it since.

mod leaf;
mod lock;
mod memory;
mod merge;
mod place;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use toml_edit::DocumentMut;

use super::Fields;
use crate::format::format;
use crate::parse::Schema;

pub use lock::Locks;
pub use memory::Memory;

/// What a person wrote and an import met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// The path of the key: `cost.tiers[200000].input`.
    pub key: String,
    /// What stands in the file.
    pub by_hand: String,
    /// What the source says; `None` if it says it no more.
    pub source: Option<String>,
}

/// A file brought to what the source says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Updated {
    /// Its text now.
    pub text: String,
    /// Values in the place of which the source's were put, where nobody knows who wrote them.
    pub overwritten: Vec<Met>,
    /// Values by hand of which the source now says something else, or nothing more; they stay.
    pub kept: Vec<Met>,
    /// Values that are locked, where the source says something else.
    pub locked: Vec<Met>,
}

/// Brings a file to what the source says. `last` is what the last import said of it: a value that differs from that was written by hand.
///
/// # Errors
/// Where the file is no TOML: what is wrong.
pub fn update(
    old: &str,
    fields: &Fields,
    schema: &'static Schema,
    last: Option<&BTreeMap<String, String>>,
    locks: &Locks,
) -> Result<Updated, String> {
    let body = old.trim_start_matches('\u{feff}');
    let mark = &old[..old.len() - body.len()];
    let has_returns = body.contains("\r\n");
    let plain = body.replace("\r\n", "\n");
    let mut document: DocumentMut =
        plain.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let locks = locks.with(&Locks::of(document.as_table()));
    let mut merge = merge::Merge { last, locks: &locks, found: Updated::default() };
    merge.merge(document.as_table_mut(), fields, schema);
    let mut found = merge.found;
    let text = document.to_string();
    // A file in the style of the tool stays in it.
    let is_styled = format(&plain, schema).is_ok_and(|styled| styled == plain);
    let text = if is_styled { format(&text, schema).unwrap_or(text) } else { text };
    let text = if has_returns { text.replace('\n', "\r\n") } else { text };
    found.text = format!("{mark}{text}");
    Ok(found)
}

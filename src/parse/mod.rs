//! Reads the bytes of files into tables whose values know their spans, and reports every mistake. Never fails; the next stage is `resolve`.

pub mod author;
mod cache;
pub mod codes;
mod correction;
pub mod docs;
pub mod json_schema;
mod key;
pub mod limit;
mod mistake;
pub mod model;
pub mod page;
pub mod policy;
mod proposal;
mod raw;
mod raw_file;
mod reader;
mod scalar;
pub mod schema;
pub mod site;
mod syntax;
mod syntax_help;
#[cfg(test)]
mod tests;
mod toml_1_1;
mod unclosed;
mod unknown_key;
pub mod value;
mod variable;
mod wrong_type;

pub use cache::Cache;
pub use correction::date as read_typed_date;
pub use key::{explain_key, key_paths};
pub use raw::{Raw, add, not_utf8, parse, parse_incremental, read};
pub use raw_file::RawFile;
pub use schema::{Field, Kind, Schema};
pub use value::{Entry, Node, Table, Value};

use toml::de::{DeTable, DeValue};

use crate::diag::{Diagnostics, FileId};
use mistake::Mistake;

/// A parsed file.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The file.
    pub file: FileId,
    /// The values that could be read.
    pub table: Table,
    /// Whether the file as a whole cannot be read, so that nothing in it can be trusted.
    pub failed: bool,
}

/// Reads a file by the field table of its kind, and reports every mistake in it.
pub fn parse_file(text: &str, file: FileId, schema: &'static Schema, diags: &mut Diagnostics) -> Parsed {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut mistakes = Diagnostics::default();
    let table = reader::read(file, table.get_ref(), schema, &mut mistakes);
    let failed = !errors.is_empty();
    if failed {
        mistakes = syntax::errors(text, file, errors, schema, mistakes);
    } else {
        toml_1_1::check(text, file, &mut mistakes);
    }
    diags.merge(mistakes);
    Parsed { file, table, failed }
}

/// Reads one value that is neither an array nor a table, as it would be read in a file.
///
/// # Errors
/// What is wrong with it.
pub fn read_value(value: &DeValue<'_>, kind: &Kind, key: &str) -> Result<Value, String> {
    let length = value.as_str().map_or(0, |text| text.chars().count());
    let most = limit::of_kind(if matches!(kind, Kind::Free) { &Kind::Markdown } else { kind });
    if length > most {
        return Err(format!("`{key}` has {length} characters; the limit is {most}"));
    }
    match (kind, value) {
        (Kind::Free, DeValue::String(text)) => scalar::prose(text, key),
        _ => scalar::read(value, kind, key),
    }
    .map_err(Mistake::into_message)
}

/// Whether a file can give a name to an entry of a table.
pub fn is_name(name: &str) -> bool {
    name.len() <= limit::LINE && scalar::key_mistake(name, "").is_none()
}

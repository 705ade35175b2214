//! Bytes in, records out: every leaf keeps its place, and every mistake is reported. Never fails; the next stage is `resolve`.

pub mod author;
mod cache;
pub mod codes;
pub mod docs;
pub mod json_schema;
pub mod limit;
pub mod model;
pub mod page;
pub mod policy;
mod raw;
mod reader;
mod scalar;
pub mod schema;
pub mod site;
mod syntax;
#[cfg(test)]
mod tests;
mod toml_1_1;
pub mod value;

pub use cache::Cache;
pub use raw::{Raw, RawFile, add, parse, parse_incremental, read};
pub use schema::{Field, Kind, Schema};
pub use value::{Entry, Node, Table, Value};

use toml::de::DeTable;

use crate::diag::{Diagnostics, FileId};

/// A file as it was read.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The file.
    pub file: FileId,
    /// What could be read of it.
    pub table: Table,
    /// Whether a mistake in it leaves the record without meaning.
    pub failed: bool,
}

/// Reads a file by the field table of its kind. The diagnostics name every mistake in it.
pub fn parse_file(text: &str, file: FileId, schema: &'static Schema, diags: &mut Diagnostics) -> Parsed {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut found = Diagnostics::default();
    let place = format!("{} {}", if schema.name.starts_with('a') { "an" } else { "a" }, schema.name);
    let table = reader::Reader { file, diags: &mut found }.table(table.get_ref(), schema, &place);
    if errors.is_empty() {
        toml_1_1::check(text, file, &mut found);
    } else {
        found = syntax::errors(text, file, errors, found);
    }
    let failed = found.iter().any(|diagnostic| diagnostic.code.fixed);
    diags.merge(found);
    Parsed { file, table, failed }
}

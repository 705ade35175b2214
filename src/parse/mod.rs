//! Bytes in, records out: every leaf keeps its place, and every mistake is reported. Never fails; the next stage is `resolve`.

pub mod author;
pub mod codes;
pub mod json_schema;
pub mod model;
pub mod policy;
mod raw;
mod reader;
mod scalar;
pub mod schema;
pub mod site;
pub mod value;

pub use raw::{Raw, RawFile, add, parse, read};
pub use schema::{Field, Kind, Schema};
pub use value::{Entry, Node, Table, Value};

use toml::de::DeTable;

use crate::diag::{Diagnostic, Diagnostics, FileId, Span};

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
    let before = diags.len();
    let (table, mut errors) = DeTable::parse_recoverable(text);
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let mut last = None;
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        let line =
            text.as_bytes()[..span.start.min(text.len())].iter().filter(|byte| **byte == b'\n').count();
        if last.replace(line) != Some(line) {
            diags.push(Diagnostic::new(
                &codes::SYNTAX,
                Span::new(file, span.start, span.end),
                error.message(),
            ));
        }
    }
    let table = reader::Reader { file, diags }.table(table.get_ref(), schema);
    let failed = diags.iter().skip(before).any(|diagnostic| diagnostic.code.fixed);
    Parsed { file, table, failed }
}

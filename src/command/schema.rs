//! `modelpress schema KIND`.

use std::io::{self, Write};

use super::{Failure, Outcome};
use crate::cli::SchemaKind;
use crate::parse::author::{AUTHOR, PROVIDER};
use crate::parse::json_schema::json_schema;
use crate::parse::model::MODEL;
use crate::parse::site::SITE;

/// Prints the JSON Schema of a kind of file.
pub(super) fn schema(kind: SchemaKind) -> Result<Outcome, Failure> {
    let schema = match kind {
        SchemaKind::Model => &MODEL,
        SchemaKind::Author => &AUTHOR,
        SchemaKind::Provider => &PROVIDER,
        SchemaKind::Site => &SITE,
    };
    let json = serde_json::to_string_pretty(&json_schema(schema)).expect("a schema is plain text");
    Failure::printing(writeln!(io::stdout().lock(), "{json}"))
}

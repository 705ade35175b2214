//! The rows of search data: how a value of one is found in the columns and tables.

use super::json::Json;

/// A part of the rows, with the tables of the first part.
pub(super) struct Rows<'a> {
    pub(super) path: &'a str,
    pub(super) columns: &'a Json,
    pub(super) tables: &'a Json,
}

impl Rows<'_> {
    /// The value of a row: an element of the array, or of an object by the row's number.
    pub(super) fn cell(&self, column: &str, row: usize) -> Option<&Json> {
        let value = match self.columns.get(column)? {
            Json::Array(elements) => elements.get(row),
            object => object.get(&row.to_string()),
        };
        value.filter(|value| **value != Json::Null)
    }

    /// The same as text.
    pub(super) fn scalar(&self, column: &str, row: usize) -> Option<String> {
        self.cell(column, row)?.scalar()
    }

    /// A part of the entry in a table to which a column points.
    pub(super) fn named(&self, table: &str, index: usize, part: usize) -> Option<&str> {
        self.tables.get(table)?.elements().get(index)?.elements().get(part)?.text()
    }

    /// The key of the record of a row, as the documentation says it is found.
    pub(super) fn key(&self, row: usize) -> Option<String> {
        if let Some(key) = self.scalar("key", row) {
            return Some(key);
        }
        let id = self.scalar("id", row)?;
        let Some(provider) = self.cell("provider", row).and_then(Json::index) else {
            return Some(format!("models/{id}"));
        };
        Some(format!("{}models/{id}", self.named("providers", provider, 1)?))
    }
}

/// Whether a bit is set. A table of a stranger may have more entries than a number has bits.
pub(super) fn has_bit(bits: usize, at: usize) -> bool {
    u32::try_from(at).ok().and_then(|at| bits.checked_shr(at)).is_some_and(|bits| bits & 1 == 1)
}

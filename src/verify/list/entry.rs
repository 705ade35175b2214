//! An entry of a list.

use crate::verify::json::Json;
use crate::verify::known::Known;
use crate::verify::report::{Format, Report, Side};

/// An entry of a list, with the file that it stands in.
pub(super) struct Entry<'a> {
    pub(super) path: &'a str,
    pub(super) json: &'a Json,
}

impl<'a> Entry<'a> {
    pub(super) fn new(path: &'a str, json: &'a Json) -> Self {
        Self { path, json }
    }

    /// What tells it from other entries: its key, or the ID of what has none.
    pub(super) fn name(&self) -> &'a str {
        self.text("key").or_else(|| self.text("id")).unwrap_or_default()
    }

    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.json.at(key).and_then(Json::text)
    }

    /// A value of the entry at its place.
    pub(super) fn side(&self, at: &str) -> Side {
        let value = self.json.at(at).and_then(Json::scalar);
        Side::new(self.path, format!("{}: {at}", self.name()), value.as_deref())
    }

    /// Holds a value against a fact of a record.
    pub(super) fn hold(&self, at: &str, of: &Known, fact: &str, expected: Option<&str>, report: &mut Report) {
        report.compare(Format::Json, self.side(at), Side::new(&of.file, fact, expected));
    }
}

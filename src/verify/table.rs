//! The tables for spreadsheets.

use std::collections::BTreeSet;

use super::known::{Known, Truth};
use super::report::{Format, Report, Side};

/// Holds a table against what is known. `is_models` tells which of the two it is.
pub(super) fn compare(path: &str, bytes: &[u8], is_models: bool, truth: &Truth, report: &mut Report) {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let Ok(head) = reader.headers().cloned() else { return };
    let mut rows = BTreeSet::new();
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let found = Side::new(path, "row", Some(&error.to_string()));
                report.differs(Format::Csv, found, Side::new(path, "row", Some("a row of CSV")));
                continue;
            }
        };
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |column: &str| row.get(head.iter().position(|name| name == column)?);
        let key = cell("key").map(unquoted).unwrap_or_default();
        let Some(known) = truth.records.get(key) else {
            let found = Side::new(path, format!("line {line}: key"), Some(key));
            report.differs(Format::Csv, found, Side::new("models", key, None));
            continue;
        };
        rows.insert(key.to_owned());
        let priced = cell("cost.record").filter(|key| !key.is_empty()).map_or(known, |key| {
            let offer = truth.records.get(key).filter(|offer| offer.model.as_ref() == Some(&known.key));
            offer.unwrap_or(known)
        });
        for (column, value) in head.iter().zip(row.iter()).filter(|(column, _)| *column != "cost.record") {
            let of = if column.starts_with("cost.") { priced } else { known };
            let found = Side::new(
                path,
                format!("line {line}: {column}"),
                Some(unquoted(value)).filter(|it| !it.is_empty()),
            );
            let expected = expected(column, of, truth);
            if column == "url" {
                let is_there = value.ends_with(&known.url);
                let url = Side::new(&known.file, "url", Some(&known.url));
                report.hold(Format::Csv, is_there, || (found, url));
            } else {
                report.compare(Format::Csv, found, Side::new(&of.file, column, expected.as_deref()));
            }
        }
    }
    let wanted = truth.records.values().filter(|known| known.provider.is_none() == is_models);
    for known in wanted.filter(|known| known.is_unlisted == Some(false)) {
        report.hold(Format::Csv, rows.contains(&known.key), || {
            (Side::new(path, "row", None), Side::new(&known.file, "key", Some(&known.key)))
        });
    }
}

/// What a column should say.
fn expected(column: &str, known: &Known, truth: &Truth) -> Option<String> {
    let value = match column {
        // An author of whom only IDs tell has no page, and no key in tables.
        "author" => {
            known.fact("author").filter(|key| truth.parties.is_empty() || truth.parties.contains_key(*key))
        }
        column => known.fact(column),
    };
    value.filter(|value| !value.is_empty()).map(str::to_owned)
}

/// A text without the apostrophe that keeps spreadsheets from taking it for a formula.
fn unquoted(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => text,
    }
}

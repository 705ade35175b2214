//! A record that changed: it says what the files in `changes/` say.

use super::List;
use super::entry::Entry;
use super::party::said;
use crate::verify::index::maps;
use crate::verify::json::Json;
use crate::verify::known::{Known, Truth};
use crate::verify::report::{Format, Report, Side};

/// Everything that changed, with its day.
fn told(truth: &Truth) -> Vec<(String, Json)> {
    let files = truth.changes.iter().filter_map(|text| Json::read(text.as_bytes()));
    let each = files.flat_map(|file| {
        let day = file.get("date").and_then(Json::text).unwrap_or_default().to_owned();
        let records = file.get("records").map_or(&[][..], Json::elements).to_vec();
        records.into_iter().map(move |record| (day.clone(), record))
    });
    each.collect()
}

/// Holds an entry against the file of its day.
pub(super) fn compare(entry: &Entry<'_>, truth: &Truth, report: &mut Report) {
    if !truth.is_from_files {
        return;
    }
    let all = told(truth);
    let is_same = |record: &Json| ["key", "what"].iter().all(|key| record.get(key) == entry.json.get(key));
    let found = all.iter().find(|(day, record)| Some(day.as_str()) == entry.text("date") && is_same(record));
    let file = Known { file: "changes".to_owned(), ..Known::default() };
    let Some((_, record)) = found else {
        entry.hold("date", &file, entry.name(), None, report);
        return;
    };
    let before = format!("{}: ", entry.name());
    let [found, expected] =
        [said(entry.json, &["date", "url", "source"]), said(record, &["party", "is_unsourced"])];
    maps(entry.path, &before, [&found, &expected], &file, report);
    entry.hold("source", &file, "party", record.get("party").and_then(Json::text), report);
    let known = truth.records.get(entry.name()).or_else(|| truth.parties.get(entry.name()));
    entry.hold("url", known.unwrap_or(&file), "url", known.map(|known| known.url.as_str()), report);
}

/// Every change of the files is in the list.
pub(super) fn complete(list: &List, truth: &Truth, report: &mut Report) {
    if !truth.is_from_files {
        return;
    }
    let count = told(truth).len().to_string();
    let found = Side::new(&list.parts[0].0, "entries", Some(&list.entries().count().to_string()));
    report.compare(Format::Json, found, Side::new("changes", "records", Some(&count)));
}

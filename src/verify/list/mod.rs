//! `index.json` of lists, authors and providers: every entry is held against its record, and the entries as a whole against the records
//! that have to be there.

mod ending;
mod entry;
mod head;
mod listed;
mod member;
mod named;
mod news;
mod party;
mod row;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use self::entry::Entry;
use self::member::Members;
pub(super) use self::member::slugs;
use super::json::Json;
use super::known::{Known, Truth};
use super::report::{Format, Report, Side};
use super::{Files, read_json};

/// A list with all of its parts.
struct List {
    /// The folder of its page: `models/`.
    folder: String,
    /// The files with what stands in them.
    parts: Vec<(String, Json)>,
}

impl List {
    /// What is listed: the word of the file, or `author` and `provider` for what such a page lists.
    fn word(&self) -> &str {
        let (_, first) = &self.parts[0];
        let party = if self.folder.starts_with("providers/") { "provider" } else { "author" };
        first.get("list").and_then(Json::text).unwrap_or(party)
    }

    fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.parts.iter().flat_map(|(path, json)| {
            let entries = json.get("entries").map_or(&[][..], Json::elements);
            entries.iter().map(move |json| Entry::new(path, json))
        })
    }
}

/// Holds every list of a site against what is known. `records` are the paths of the documents of records.
pub(super) fn compare(files: &Files<'_>, records: &BTreeSet<&str>, truth: &Truth, report: &mut Report) {
    let lists = read(files, records, report);
    let members = Members::new(truth, &lists);
    let compared = lists.par_iter().map(|list| {
        let mut report = Report::default();
        one(list, &members, truth, &mut report);
        report
    });
    let compared: Vec<Report> = compared.collect();
    *report = compared.into_iter().fold(std::mem::take(report), Report::merge);
}

fn read(files: &Files<'_>, records: &BTreeSet<&str>, report: &mut Report) -> Vec<List> {
    let is_list = |path: &&String| {
        (*path == "index.json" || path.ends_with("/index.json")) && !records.contains(path.as_str())
    };
    let mut lists = Vec::new();
    for path in files.paths.iter().filter(is_list) {
        // What cannot be read was noted where the records were looked for.
        let json = (files.read)(path).and_then(|bytes| Json::read(&bytes));
        let Some(json) = json.filter(|json| json.get("entries").is_some()) else { continue };
        let folder = path.trim_end_matches("index.json");
        let further = (2..)
            .map(|part| format!("{folder}index-{part}.json"))
            .take_while(|path| files.paths.contains(path));
        let mut parts = vec![(path.clone(), json)];
        for path in further {
            parts.extend(read_json(files, &path, Format::Json, report).map(|json| (path.clone(), json)));
        }
        lists.push(List { folder: folder.to_owned(), parts });
    }
    lists
}

fn one(list: &List, members: &Members<'_>, truth: &Truth, report: &mut Report) {
    head::compare(list, report);
    for entry in list.entries() {
        match list.word() {
            "authors" | "providers" => named::party(&entry, members, truth, report),
            "capabilities" | "types" | "tags" => named::facet(&entry, list, members, report),
            "deprecations" => ending::compare(&entry, truth, report),
            "changes" => news::compare(&entry, truth, report),
            word => row::compare(&entry, word == "provider", members, truth, report),
        }
    }
    if list.parts[0].1.get("list").is_none() {
        party::compare(list, members, truth, report);
    }
    match list.word() {
        "changes" => news::complete(list, truth, report),
        _ => complete(list, members, report),
    }
}

/// Every entry that has to be there is there, and no other, and none twice.
fn complete(list: &List, members: &Members<'_>, report: &mut Report) {
    let path = list.parts[0].0.as_str();
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    list.entries().for_each(|entry| *found.entry(entry.name()).or_default() += 1);
    for (name, count) in &found {
        report.hold(Format::Json, *count == 1, || {
            (
                Side::new(path, format!("{name}: entries"), Some(&count.to_string())),
                Side::new(path, "one", None),
            )
        });
    }
    let Some(expected) = members.of(list) else { return };
    for (name, file) in &expected {
        report.hold(Format::Json, found.contains_key(name.as_str()), || {
            (Side::new(path, format!("{name}: entry"), None), Side::new(file, "key", Some(name)))
        });
    }
    for name in found.keys().filter(|name| !expected.contains_key(**name)) {
        let found = Side::new(path, format!("{name}: entry"), Some(name));
        report.differs(Format::Json, found, Side::new(members.file_of(name), "key", None));
    }
}

/// The record of an entry; one that does not exist is a difference.
fn record_of<'t>(entry: &Entry<'_>, truth: &'t Truth, report: &mut Report) -> Option<&'t Known> {
    let known = truth.records.get(entry.name());
    if known.is_none() {
        let found = Side::new(entry.path, "entries.key", Some(entry.name()));
        report.differs(Format::Json, found, Side::new("models", entry.name(), None));
    }
    known
}

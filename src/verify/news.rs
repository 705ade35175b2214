//! Atom feeds: what happened to which record, and when.

use std::collections::HashSet;

use percent_encoding::percent_decode_str;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::exact::{date_words, figures, shows};
use super::known::{Known, Truth};
use super::report::{Format, Report, Side};

/// The most entries of a feed.
const MOST: usize = 100;

#[derive(Debug, Default)]
struct Entry {
    id: String,
    title: String,
    updated: String,
    summary: String,
}

/// Reads the entries of a feed; the reason, if it is not XML.
fn read(bytes: &[u8]) -> Result<Vec<Entry>, String> {
    let mut reader = Reader::from_reader(bytes);
    let (mut entries, mut open, mut text) = (Vec::new(), Vec::<String>::new(), String::new());
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => {
                text.clear();
                if start.name().as_ref() == "entry" {
                    entries.push(Entry::default());
                }
                open.push(start.name().as_ref().to_owned());
            }
            Event::Text(part) => text.push_str(&part),
            Event::GeneralRef(name) => {
                let whole = format!("&{};", &*name);
                text.push_str(&quick_xml::escape::unescape(&whole).map_err(|error| error.to_string())?);
            }
            Event::End(_) => {
                let name = open.pop().unwrap_or_default();
                if let Some(entry) = entries.last_mut().filter(|_| open.len() == 2) {
                    match &*name {
                        "id" => entry.id = std::mem::take(&mut text),
                        "title" => entry.title = std::mem::take(&mut text),
                        "updated" => entry.updated = std::mem::take(&mut text),
                        "summary" => entry.summary = std::mem::take(&mut text),
                        _ => {}
                    }
                }
            }
            Event::Eof if open.is_empty() => return Ok(entries),
            Event::Eof => return Err("the document ends within an element".to_owned()),
            _ => {}
        }
    }
}

/// Holds a feed against what is known.
pub(super) fn compare(path: &str, bytes: &[u8], truth: &Truth, report: &mut Report) {
    let entries = match read(bytes) {
        Ok(entries) => entries,
        Err(error) => {
            let found = Side::new(path, "feed", Some(&error));
            report.differs(Format::Atom, found, Side::new(path, "feed", Some("XML")));
            return;
        }
    };
    let mut seen = HashSet::new();
    for entry in &entries {
        if let Some((kind, key)) = one(path, entry, truth, report) {
            seen.insert(format!("{kind}:{key}"));
        }
    }
    if path == "feed.xml" && truth.is_from_files {
        complete(path, &entries, &seen, truth, report);
    }
}

/// The kinds of entries that come from dates of records, with the facts that say them.
fn day_of<'a>(kind: &str, known: &'a Known) -> Option<&'a str> {
    match kind {
        "new" => known.fact("added").or_else(|| known.fact("release_date")),
        "deprecated" => known.fact("deprecated"),
        "retired" => known.fact("retires"),
        _ => None,
    }
}

fn one(path: &str, entry: &Entry, truth: &Truth, report: &mut Report) -> Option<(String, String)> {
    let at = |what: &str| format!("{what} of {}", entry.title);
    let parts = entry.id.strip_prefix("tag:").and_then(|id| id.split_once(','));
    let mut parts = parts.map_or("", |(_, rest)| rest).splitn(3, ':');
    let (day, kind) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let key = percent_decode_str(parts.next().unwrap_or_default()).decode_utf8_lossy().into_owned();
    let updated = Side::new(path, at("updated"), Some(entry.updated.trim_end_matches("T00:00:00Z")));
    report.compare(Format::Atom, updated, Side::new(path, at("id"), Some(day)));
    let known = truth.records.get(&key);
    if matches!(kind, "price" | "status") || (known.is_none() && !truth.changes.is_empty()) {
        if truth.is_from_files {
            change(path, entry, day, &key, truth, report);
        }
        return Some((kind.to_owned(), key));
    }
    let Some(known) = known else {
        report.differs(Format::Atom, Side::new(path, at("id"), Some(&key)), Side::new("models", key, None));
        return None;
    };
    let is_told = day_of(kind, known) == Some(day)
        || truth.changes.iter().any(|text| text.contains(day) && text.contains(&key));
    report.hold(Format::Atom, is_told, || {
        let fact = if kind == "retired" { "retires" } else { kind };
        (Side::new(path, at("id"), Some(day)), Side::new(&known.file, fact, day_of(kind, known)))
    });
    match kind {
        "new" => figures_of(path, entry, known, truth, report),
        "deprecated" => {
            let end = known.fact("retires").and_then(date_words);
            if let Some(end) = end.filter(|_| entry.summary.starts_with("Shutdown")) {
                report.hold(Format::Atom, entry.summary.contains(&end), || {
                    let found = Side::new(path, at("summary"), Some(&entry.summary));
                    (found, Side::new(&known.file, "retires", known.fact("retires")))
                });
            }
        }
        _ => {}
    }
    Some((kind.to_owned(), key))
}

/// "Input: $0.10, output: $0.50, context: 1.05M."
fn figures_of(path: &str, entry: &Entry, known: &Known, truth: &Truth, report: &mut Report) {
    let priced = truth.priced(known);
    let part = |label: &str| {
        let start = entry.summary.find(label)? + label.len();
        let rest = &entry.summary[start..];
        Some(rest[..rest.find(", ").unwrap_or(rest.len())].trim_end_matches('.'))
    };
    let cost = |key: &str| priced.cost.get(key).map(String::as_str);
    for (label, fact, expected) in [
        ("Input: ", "cost.input", cost("input")),
        (", output: ", "cost.output", cost("output")),
        (", context: ", "limit.context", known.fact("limit.context")),
    ] {
        let Some(text) = part(label) else { continue };
        let has_digits = text.contains(|letter: char| letter.is_ascii_digit());
        let is_equal = match expected {
            Some(value) => shows(text, value, false) || !has_digits,
            None if fact == "cost.input" => {
                !has_digits
                    || priced
                        .cost
                        .values()
                        .any(|value| super::exact::decimal(value).is_some() && shows(text, value, false))
            }
            None => !text.contains(|letter: char| letter.is_ascii_digit()),
        };
        report.hold(Format::Atom, is_equal, || {
            let found = Side::new(path, format!("summary of {}", entry.title), Some(text));
            (found, Side::new(&priced.file, fact, expected))
        });
    }
}

/// A change of the past: the file of that day tells of the record, with the figures of the summary.
fn change(path: &str, entry: &Entry, day: &str, key: &str, truth: &Truth, report: &mut Report) {
    let told = truth.changes.iter().find(|text| text.contains(day) && text.contains(key));
    let all: Vec<String> = told.map_or_else(Vec::new, |text| figures(text));
    let plain = |figure: &str| super::exact::decimal(figure.trim_end_matches(['K', 'M', 'B']));
    let numbers: HashSet<_> = all.iter().filter_map(|figure| plain(figure)).collect();
    report.hold(Format::Atom, told.is_some(), || {
        (Side::new(path, format!("id of {}", entry.title), Some(day)), Side::new("changes", key, None))
    });
    for figure in figures(&entry.summary).iter().filter(|_| entry.summary.contains('$')) {
        let is_there = plain(figure).is_none_or(|number| numbers.contains(&number) || number.is_integer());
        report.hold(Format::Atom, is_there, || {
            let found = Side::new(path, format!("summary of {}", entry.title), Some(figure));
            (found, Side::new("changes", key, None))
        });
    }
}

/// Every day of a record that has come, and is not older than the last entry, has an entry.
fn complete(path: &str, entries: &[Entry], seen: &HashSet<String>, truth: &Truth, report: &mut Report) {
    let oldest = entries.last().map_or("", |entry| &entry.updated[..entry.updated.len().min(10)]);
    let today = truth.today.as_deref().unwrap_or_default();
    let is_shown = |known: &&Known| {
        known.is_unlisted == Some(false)
            && known.provider.is_none()
            && !known.has_no_file
            && known.fact("variant_of").is_none()
    };
    for known in truth.records.values().filter(is_shown) {
        for kind in ["new", "deprecated", "retired"] {
            let day = day_of(kind, known).filter(|day| day.len() == 10 && *day <= today);
            let Some(day) = day.filter(|day| entries.len() < MOST || *day > oldest) else { continue };
            report.hold(Format::Atom, seen.contains(&format!("{kind}:{}", known.key)), || {
                (Side::new(path, "entry", None), Side::new(&known.file, kind, Some(day)))
            });
        }
    }
}

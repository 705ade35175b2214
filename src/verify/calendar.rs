//! The calendar of deprecations and shutdowns.

use std::collections::{BTreeMap, HashSet};

use super::exact::days;
use super::known::{Known, Truth};
use super::report::{Format, Report, Side};

/// The properties of each event, by their names without parameters, with the number of the line on which the event begins.
fn events(text: &str) -> Vec<(usize, BTreeMap<String, String>)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (number, line) in text.split("\r\n").enumerate() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, last))) => last.push_str(rest),
            _ => lines.push((number + 1, line.to_owned())),
        }
    }
    let (mut found, mut open) = (Vec::new(), None);
    for (number, line) in lines {
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        let name = name.split(';').next().unwrap_or(name);
        match (name, value, &mut open) {
            ("BEGIN", "VEVENT", _) => open = Some((number, BTreeMap::new())),
            ("END", "VEVENT", _) => found.extend(open.take()),
            (_, _, Some((_, properties))) => {
                properties.insert(name.to_owned(), unescaped(value));
            }
            _ => {}
        }
    }
    found
}

fn unescaped(value: &str) -> String {
    let (mut text, mut letters) = (String::with_capacity(value.len()), value.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => {
                text.extend(letters.next().map(|next| if next == 'n' || next == 'N' { '\n' } else { next }));
            }
            letter => text.push(letter),
        }
    }
    text
}

/// Holds the calendar against what is known.
pub(super) fn compare(path: &str, bytes: &[u8], truth: &Truth, report: &mut Report) {
    let text = String::from_utf8_lossy(bytes);
    let mut seen = HashSet::new();
    for (line, event) in events(&text) {
        let get = |name: &str| event.get(name).map(String::as_str);
        let uid = get("UID").unwrap_or_default();
        let name = uid.rsplit_once('@').map_or(uid, |(name, _)| name);
        let (key, kind) = name.rsplit_once('/').unwrap_or((name, ""));
        let Some(known) = truth.records.get(key) else {
            let found = Side::new(path, format!("line {line}: UID"), Some(uid));
            report.differs(Format::Calendar, found, Side::new("models", key, None));
            continue;
        };
        seen.insert(format!("{key}/{kind}"));
        let date = known.fact(kind);
        let compact = |day: jiff::civil::Date| day.to_string().replace('-', "");
        let (first, end) = date.and_then(days).map(|(first, end)| (compact(first), compact(end))).unzip();
        for (property, expected) in [("DTSTART", first), ("DTEND", end)] {
            let found = Side::new(path, format!("line {line}: {property} of {uid}"), get(property));
            report.compare(Format::Calendar, found, Side::new(&known.file, kind, expected.as_deref()));
        }
        let id = get("DESCRIPTION").and_then(|text| text.rsplit_once("ID: ")).map(|(_, id)| id);
        let found = Side::new(path, format!("line {line}: DESCRIPTION of {uid}"), id);
        report.compare(Format::Calendar, found, Side::new(&known.file, "id", Some(&known.id)));
    }
    let is_shown = |known: &&Known| {
        known.is_unlisted == Some(false) && known.provider.is_none() && known.fact("variant_of").is_none()
    };
    for known in truth.records.values().filter(is_shown) {
        for kind in ["deprecated", "retires"] {
            let Some(date) = known.fact(kind) else { continue };
            report.hold(Format::Calendar, seen.contains(&format!("{}/{kind}", known.key)), || {
                (Side::new(path, "VEVENT", None), Side::new(&known.file, kind, Some(date)))
            });
        }
    }
}

//! Authors, providers, capabilities, types and tags in lists of them.

use std::collections::BTreeMap;

use super::List;
use super::entry::Entry;
use super::member::Members;
use super::party::said;
use crate::verify::index::maps;
use crate::verify::known::Truth;
use crate::verify::report::{Format, Report, Side};

/// Keys of an entry that are no facts of the file.
const OWN: [&str; 7] = ["key", "id", "name", "url", "count", "description", "price_level"];

/// An author or a provider. Without files, nothing else says what theirs say.
pub(super) fn party(entry: &Entry<'_>, members: &Members<'_>, truth: &Truth, report: &mut Report) {
    if !truth.is_from_files {
        return;
    }
    let Some(party) = truth.parties.get(entry.name()) else {
        let expected = Side::new("models", entry.name(), None);
        report.differs(Format::Json, entry.side("key"), expected);
        return;
    };
    for (key, expected) in [("id", &party.id), ("name", &party.name), ("url", &party.url)] {
        entry.hold(key, party, key, Some(expected), report);
    }
    let count = members.count(&party.key).to_string();
    entry.hold("count", party, "count", Some(&count), report);
    let is_shown =
        |key: &str| key.starts_with("policy.") || ["location", "founded", "npm", "api"].contains(&key);
    let shown: BTreeMap<String, String> = party
        .page
        .iter()
        .filter(|(key, _)| is_shown(key))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    let before = format!("{}: ", party.key);
    maps(entry.path, &before, [&said(entry.json, &OWN), &shown], party, report);
}

/// A capability, a type or a tag.
pub(super) fn facet(entry: &Entry<'_>, list: &List, members: &Members<'_>, report: &mut Report) {
    let url = format!("{}{}/", list.folder, entry.name());
    let address = Side::new(entry.path, "id", Some(&url));
    report.compare(Format::Json, entry.side("url"), address);
    if members.is_whole() {
        let count = members.facets(list.word()).find(|(id, _)| *id == entry.name());
        let count = count.map(|(_, count)| count.to_string());
        let expected = Side::new("models", format!("{} {}", list.word(), entry.name()), count.as_deref());
        report.compare(Format::Json, entry.side("count"), expected);
    }
}

//! `llms-full.txt`: the Markdown of all models, line by line that of each model.

use std::collections::BTreeSet;

use super::Files;
use super::known::Truth;
use super::report::{Format, Report, Side};

const PATH: &str = "llms-full.txt";

/// The parts of the file with the numbers of their first lines.
fn sections(text: &str) -> Vec<(usize, Vec<&str>)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found: Vec<(usize, Vec<&str>)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let begins = *line == "---" && lines.get(at + 1).is_some_and(|next| next.starts_with("title: "));
        match found.last_mut() {
            Some((_, section)) if !begins => section.push(line),
            _ => found.push((at + 1, vec![line])),
        }
    }
    found
}

/// A line without the addresses of its links, which begin at another folder in each file.
fn without_addresses(line: &str) -> String {
    let mut parts = line.split("](");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "](" + part.split_once(')').map_or("", |(_, rest)| rest))
}

/// Holds the file against the Markdown beside the pages of models.
pub(super) fn compare(files: &Files<'_>, truth: &Truth, report: &mut Report) {
    let Some(bytes) = (files.read)(PATH) else { return };
    let text = String::from_utf8_lossy(&bytes);
    let mut seen = BTreeSet::new();
    for (start, lines) in sections(&text) {
        let key = lines.iter().find_map(|line| line.strip_prefix("key: ")).unwrap_or_default();
        let key = key.trim_matches('"');
        let Some(known) = truth.records.get(key) else {
            let found = Side::new(PATH, format!("line {start}: key"), Some(key));
            report.differs(Format::Markdown, found, Side::new("models", key, None));
            continue;
        };
        seen.insert(key.to_owned());
        let twin = format!("{}index.md", known.url);
        if let Some(bytes) = (files.read)(&twin) {
            section(start, &lines, &twin, &String::from_utf8_lossy(&bytes), report);
        }
    }
    let models = truth.records.values().filter(|known| known.provider.is_none());
    for known in models.filter(|known| files.paths.contains(&format!("{}index.md", known.url))) {
        report.hold(Format::Markdown, seen.contains(&known.key), || {
            (
                Side::new(PATH, format!("key of {}", known.key), None),
                Side::new(&known.file, "key", Some(&known.key)),
            )
        });
    }
}

fn section(start: usize, lines: &[&str], twin: &str, text: &str, report: &mut Report) {
    let other: Vec<&str> = text.trim_end().lines().collect();
    let end = lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |at| at + 1);
    for at in 0..end.max(other.len()) {
        let (found, expected) = (lines[..end].get(at), other.get(at));
        let is_equal =
            found.map(|line| without_addresses(line)) == expected.map(|line| without_addresses(line));
        report.hold(Format::Markdown, is_equal, || {
            let found = Side::new(PATH, format!("line {}", start + at), found.copied());
            (found, Side::new(twin, format!("line {}", at + 1), expected.copied()))
        });
        // One line too many or too few would move all others.
        if !is_equal && end != other.len() {
            return;
        }
    }
}

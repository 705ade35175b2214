//! `calendar.ics`: the dates on which models are deprecated and stop working, as iCalendar (RFC 5545). Stamps come from the data, so that
//! the file of one catalog is always the same.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::terms::words;
use crate::derive::{Directory, Ending, EndingKind};
use crate::domain::PartialDate;
use crate::plan::Site;
use crate::resolve::{Place, Record};

/// The most octets of a line, without its end.
const LONGEST: usize = 75;

/// Writes the calendar.
pub(super) fn write(site: &Site, buffer: &mut Vec<u8>) {
    let directory = &site.directory;
    let mut lines = Lines(buffer);
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", concat!("-//modelpress//", env!("CARGO_PKG_VERSION"), "//EN"));
    lines.add("CALSCALE", "GREGORIAN");
    lines.add("METHOD", "PUBLISH");
    lines.add("X-WR-CALNAME", &text(&format!("{}: deprecations and shutdowns", directory.settings.title)));
    if let Some(words) = words(&directory.settings) {
        lines.add("X-WR-CALDESC", &text(&words));
    }
    for ending in directory.endings() {
        event(directory, ending, &mut lines);
    }
    lines.add("END", "VCALENDAR");
}

fn event(directory: &Directory, ending: Ending, lines: &mut Lines<'_>) {
    let record = directory.record(ending.place);
    let (first, end) = days(ending.date);
    lines.add("BEGIN", "VEVENT");
    lines.add("UID", &text(&uid(directory, record, ending.kind)));
    lines.add("DTSTAMP", &format!("{}T000000Z", compact(stamp(record, ending.date))));
    lines.add("DTSTART;VALUE=DATE", &compact(first));
    lines.add("DTEND;VALUE=DATE", &compact(end));
    lines.add("SUMMARY", &text(&summary(directory, ending)));
    lines.add("DESCRIPTION", &text(&description(directory, record, ending)));
    if let Some(address) = address(directory, record) {
        lines.add("URL", &address);
    }
    lines.add("CATEGORIES", if ending.kind == EndingKind::Retires { "Shutdown" } else { "Deprecation" });
    lines.add("TRANSP", "TRANSPARENT");
    lines.add("END", "VEVENT");
}

/// A name of the event that stays when its date moves.
fn uid(directory: &Directory, record: &Record, kind: EndingKind) -> String {
    let base = directory.settings.base_url.as_deref().and_then(|base| url::Url::parse(base).ok());
    let host = base.as_ref().and_then(url::Url::host_str).unwrap_or("modelpress.invalid");
    let word = if kind == EndingKind::Retires { "retires" } else { "deprecated" };
    format!("{}/{word}@{host}", record.key)
}

/// The whole address of a record's page.
fn address(directory: &Directory, record: &Record) -> Option<String> {
    let base = url::Url::parse(directory.settings.base_url.as_deref()?).ok()?;
    Some(format!("{base}{}", record.route))
}

/// The day on which the record was last touched, as its own dates say.
fn stamp(record: &Record, end: PartialDate) -> Date {
    let checked = record.sources.cost.checked;
    let days = [record.last_updated, record.added, record.release_date, checked];
    days.into_iter().flatten().max().unwrap_or(end).first_day()
}

/// The first day that a date can mean, and the day after the last one: a month is all of its days.
fn days(date: PartialDate) -> (Date, Date) {
    let first = date.first_day();
    let span = match date.unit() {
        "date" => 1.day(),
        "month" => 1.month(),
        _ => 1.year(),
    };
    (first, first.saturating_add(span))
}

fn compact(day: Date) -> String {
    day.to_string().replace('-', "")
}

fn summary(directory: &Directory, ending: Ending) -> String {
    let record = directory.record(ending.place);
    let what = if ending.kind == EndingKind::Retires { "shutdown" } else { "deprecated" };
    let (word, party) = match ending.place {
        Place::Model(_) => ("by", &directory.catalog.organization(ending.place).name),
        Place::Offer(_) => ("on", &directory.catalog.organization(ending.place).name),
    };
    format!("{} {word} {party}: {what}", record.name)
}

fn description(directory: &Directory, record: &Record, ending: Ending) -> String {
    let what = match ending.kind {
        EndingKind::Retires => "Requests fail after this date.",
        EndingKind::Deprecated => "It still works; avoid it in new projects.",
    };
    let successor = record.successor.as_ref().and_then(|key| directory.catalog.record(key));
    let advice = successor.map(|next| format!(" Move to {}.", next.name)).unwrap_or_default();
    format!("{what}{advice} ID: {}", record.id)
}

/// A text as the value of a property.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\u{2028}' | '\u{2029}' => out.push(' '),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// The lines of the file.
struct Lines<'a>(&'a mut Vec<u8>);

impl Lines<'_> {
    /// Adds a property, on as many lines as it takes: no line is longer than 75 octets, and none ends within a character.
    fn add(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut room = LONGEST;
        for letter in line.chars() {
            if letter.len_utf8() > room {
                self.0.extend_from_slice(b"\r\n ");
                room = LONGEST - 1;
            }
            room -= letter.len_utf8();
            self.0.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        }
        self.0.extend_from_slice(b"\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut buffer = Vec::new();
        Lines(&mut buffer)
            .add("SUMMARY", &text(&format!("{};\n\\,\r\u{0}{}", "é".repeat(60), "a".repeat(60))));
        let file = String::from_utf8(buffer).unwrap();
        let lines: Vec<&str> = file.trim_end_matches("\r\n").split("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= LONGEST), "{lines:?}");
        let whole = lines.concat().replace(' ', "");
        assert_eq!(whole, format!("SUMMARY:{}\\;\\n\\\\\\,{}", "é".repeat(60), "a".repeat(60)));
    }

    #[test]
    fn a_month_is_all_of_its_days() {
        let shown = |date: &str| {
            let (first, end) = days(PartialDate::read(date).unwrap());
            format!("{} {}", compact(first), compact(end))
        };
        assert_eq!(shown("2027-01-31"), "20270131 20270201");
        assert_eq!(shown("2026-12"), "20261201 20270101");
        assert_eq!(shown("2027"), "20270101 20280101");
    }
}

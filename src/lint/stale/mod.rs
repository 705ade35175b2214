//! What a directory has to look at again: facts that nobody checked for a long time, ends that have passed, and records that
//! say too little. Only `check --stale` asks for it.

pub mod codes;
mod sparse;

use std::collections::HashSet;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::diag::{Diagnostic, Span};
use crate::domain::PartialDate;
use crate::parse::Table;
use crate::resolve::{Catalog, Record};

/// A finding, the day that it is about, and the file that it is in.
type Dated = (Date, String, Diagnostic);

/// What was last checked more than so many days ago, the oldest first; then what has ended and does not say so, and attestations that have; then how many
/// records lack a description or a source.
pub fn stale(catalog: &Catalog, today: Date, days: u16) -> Vec<Diagnostic> {
    let limit = today.saturating_sub((i32::from(days) + 1).days());
    let mut old = Vec::new();
    for organization in catalog.organizations() {
        old.extend(old_sources(&organization.source, &organization.path, limit));
    }
    let records: Vec<&Record> = catalog.records_of_files().map(|record| &**record).collect();
    for record in &records {
        old.extend(old_sources(&record.source, &record.path, limit));
    }
    old.extend(sparse::unchecked(catalog).filter_map(|record| old_record(record, limit)));
    let mut over: Vec<Dated> = records.iter().filter_map(|record| ended(record, today)).collect();
    let organizations = catalog.organizations().map(|party| (&party.source, party.path.as_str()));
    let tables = organizations.chain(records.iter().map(|record| (&record.source, record.path.as_str())));
    over.extend(tables.flat_map(|(table, path)| find_expired(table, path, today)));
    let mut found = in_order(old);
    found.extend(in_order(over));
    found.extend(sparse::counts(catalog));
    found
}

/// Sorts findings by day and file. A value that several records inherit is found once.
fn in_order(mut found: Vec<Dated>) -> Vec<Diagnostic> {
    found.sort_by(|a, b| (a.0, &a.1, a.2.span.start).cmp(&(b.0, &b.1, b.2.span.start)));
    let mut known = HashSet::new();
    let is_new = |found: &Diagnostic| {
        let Span { file, start, end } = found.span;
        known.insert((file, start, end))
    };
    found.into_iter().map(|(_, _, found)| found).filter(is_new).collect()
}

/// The sources in a table that were last checked before the day after a limit.
fn old_sources(table: &Table, path: &str, limit: Date) -> Vec<Dated> {
    let old = table.entries("sources").filter_map(|(name, source)| {
        let checked = source.date("checked").filter(|date| date.has_happened(limit))?;
        let message = format!("`sources.{name}` was last checked {} {}", checked.on(), checked.iso());
        let help = source.text("url").map_or_else(
            || {
                format!(
                    "add the `url` of a source, compare the facts with it, and set `sources.{name}.checked`"
                )
            },
            |url| format!("compare the facts with {url}, and set `sources.{name}.checked`"),
        );
        let finding = Diagnostic::new(&codes::STALE_FACTS, source.span("checked")?, message).help(help);
        Some((checked.first_day(), path.to_owned(), finding))
    });
    old.collect()
}

/// A record of which nothing says when it was checked, by the latest date on which it says that it was written or changed.
fn old_record(record: &Record, limit: Date) -> Option<Dated> {
    let dates = ["last_updated", "added", "release_date"]
        .into_iter()
        .filter_map(|key| Some((record.source.date(key)?, key)));
    let (date, key) = dates.max_by_key(|(date, _)| date.first_day())?;
    let date: PartialDate = Some(date).filter(|date| date.has_happened(limit))?;
    let message = format!("no source says when it was checked, and the last date is `{key}`, {}", date.iso());
    let mut urls = record.source.entries("sources").filter_map(|(_, source)| source.text("url"));
    let help = urls.next().map_or_else(
        || {
            "compare the facts with their source, and add it with `url` and `checked` to `[sources.cost]`"
                .to_owned()
        },
        |url| format!("compare the facts with {url}, and add `checked` beside it"),
    );
    let finding = Diagnostic::new(&codes::STALE_FACTS, record.span(key), message).help(help);
    Some((date.first_day(), record.path.clone(), finding))
}

/// The attestations in a table whose last day has passed.
fn find_expired(table: &Table, path: &str, today: Date) -> Vec<Dated> {
    let yesterday = today.saturating_sub(1.day());
    let over = table.tables("policy.attestations").filter_map(|attestation| {
        let until = attestation.date("valid_until").filter(|date| date.has_happened(yesterday))?;
        let name = attestation.text("name").unwrap_or_default();
        let message = format!("the attestation `{name}` was valid until {}", until.iso());
        let help = attestation.text("url").map_or_else(
            || "write the date of the next one, or remove it".to_owned(),
            |url| format!("look at {url} for the next one, or remove it"),
        );
        let finding = Diagnostic::new(&codes::STALE_FACTS, attestation.span("valid_until")?, message);
        Some((until.first_day(), path.to_owned(), finding.help(help)))
    });
    over.collect()
}

/// A record whose file says that it goes on although it has ended.
fn ended(record: &Record, today: Date) -> Option<Dated> {
    let retires = record.retires.filter(|date| date.has_happened(today))?;
    let status = record.source.text("status").filter(|status| *status != "retired")?;
    let message =
        format!("`status` is \"{status}\", but the model was retired {} {}", retires.on(), retires.iso());
    let finding = Diagnostic::new(&codes::PAST_RETIREMENT, record.span("status"), message)
        .label(record.span("retires"), "the end")
        .help("write `status = \"retired\"`, or remove the line: the page says retired from that day on");
    Some((retires.first_day(), record.path.clone(), finding))
}

//! Changes as a comment on a pull request: the most important first, folded where it is long, and never longer than a
//! comment may be. Text of records stands in code spans, in which nothing is a mention, a link or markup.

use std::fmt::Write;

use super::{ChangeKind, Changes, FactChange, RecordChange, text};
use crate::diag::code_span;

/// How many rows stand open; more are folded.
const MAX_OPEN_ROWS: usize = 10;

/// How many rows of one kind are shown at all.
const MAX_ROWS: usize = 200;

/// The length in bytes that a comment keeps to; hosts take 65,536 characters.
const MAX_BYTES: usize = 60_000;

/// Lists the changes in Markdown, after the lines that say why they do not pass.
pub fn markdown(changes: &Changes, objections: &[String]) -> String {
    let mut out = format!("### Catalog: {}\n", changes.summary());
    write_section(&mut out, "Refused", "", objections);
    for (title, head, rows) in sections(changes) {
        write_section(&mut out, title, head, &rows);
    }
    out
}

/// A title, the head of a table if the rows are those of one, and the rows.
type Section = (&'static str, &'static str, Vec<String>);

fn sections(changes: &Changes) -> Vec<Section> {
    let addresses = changes.addresses().map(|(record, fact)| address_row(record, fact));
    let mut prices: Vec<_> = changes.prices().collect();
    prices.sort_by_key(|(_, fact)| std::cmp::Reverse(fact.size()));
    let prices = prices.into_iter().map(|(record, fact)| price_row(record, fact));
    let unsourced = changes.records.iter().filter(|record| record.is_unsourced);
    let (added, others): (Vec<_>, Vec<_>) =
        changes.rows().partition(|record| record.kind == ChangeKind::Added);
    let others = others.into_iter().flat_map(|record| {
        record.other_facts().map(move |fact| {
            format!("| {} | {} |", code_span(&record.key), code_span(&text::format_fact(record, fact)))
        })
    });
    vec![
        (
            "Addresses and keys",
            "| provider or record | what | before | after |\n| --- | --- | --- | --- |\n",
            addresses.collect(),
        ),
        (
            "Unknown, because of errors in the old state",
            "",
            changes.unknown.iter().map(|path| bullet(path)).collect(),
        ),
        (
            "Removed pages without an alias",
            "",
            changes.pages_removed.iter().map(|page| bullet(&format!("/{page}"))).collect(),
        ),
        (
            "Prices",
            "| record | price | before | after | change |\n| --- | --- | ---: | ---: | ---: |\n",
            prices.collect(),
        ),
        (
            "Prices that changed without a new source or check date",
            "",
            unsourced.map(|record| bullet(&record.key)).collect(),
        ),
        ("Removed", "", list_records(changes, ChangeKind::Removed)),
        ("Retired", "", list_records(changes, ChangeKind::Retired)),
        ("Renamed", "", list_records(changes, ChangeKind::Renamed)),
        (
            "Added",
            "| added | name | prices | limits and other facts |\n| --- | --- | --- | --- |\n",
            added.into_iter().map(added_row).collect(),
        ),
        ("Other facts", "| record | change |\n| --- | --- |\n", others.collect()),
        (
            "Files that changed without changing facts",
            "",
            changes.files_without_fact_changes.iter().map(|path| bullet(path)).collect(),
        ),
    ]
}

fn bullet(text: &str) -> String {
    format!("- {}", code_span(text))
}

fn write_section(out: &mut String, title: &str, head: &str, rows: &[String]) {
    if rows.is_empty() {
        return;
    }
    if out.len() > MAX_BYTES {
        let _ = write!(out, "\n{title}: {} more, left out.\n", rows.len());
        return;
    }
    let is_folded = rows.len() > MAX_OPEN_ROWS;
    if is_folded {
        let _ = write!(out, "\n<details><summary>{title} ({})</summary>\n\n{head}", rows.len());
    } else {
        let _ = write!(out, "\n**{title}**\n\n{head}");
    }
    let mut shown = 0;
    for row in rows.iter().take(MAX_ROWS) {
        if out.len() + row.len() > MAX_BYTES {
            break;
        }
        let _ = writeln!(out, "{row}");
        shown += 1;
    }
    if shown < rows.len() {
        let _ = write!(out, "\n{} more are left out.\n", rows.len() - shown);
    }
    if is_folded {
        out.push_str("\n</details>\n");
    }
}

fn address_row(record: &RecordChange, fact: &FactChange) -> String {
    let label = match record.kind {
        ChangeKind::Added => ", added",
        ChangeKind::Removed => ", removed",
        _ => "",
    };
    let before = if record.kind == ChangeKind::Added { String::new() } else { code_span(fact.before()) };
    let after = code_span(fact.after());
    format!("| {}{label} | {} | {before} | {after} |", code_span(&record.key), code_span(&fact.label))
}

fn price_row(record: &RecordChange, fact: &FactChange) -> String {
    let percent = fact.signed_percent().unwrap_or_default();
    let (before, after) = (code_span(fact.before()), code_span(fact.after()));
    format!("| {} | {} | {before} | {after} | {percent} |", code_span(&record.key), code_span(&fact.label))
}

/// What is new, with what a reviewer checks first.
fn added_row(record: &RecordChange) -> String {
    let (prices, others) = (list_facts(record, record.prices()), list_facts(record, record.other_facts()));
    let key = code_span(&record.key);
    format!("| {key} | {} | {prices} | {others} |", code_span(&record_title(record)))
}

fn list_facts<'a>(record: &RecordChange, facts: impl Iterator<Item = &'a FactChange>) -> String {
    let mut spans: Vec<String> = facts.map(|fact| code_span(&text::format_fact(record, fact))).collect();
    if spans.len() > MAX_OPEN_ROWS {
        let rest = format!("and {} more", spans.len() - MAX_OPEN_ROWS);
        spans.truncate(MAX_OPEN_ROWS);
        spans.push(rest);
    }
    spans.join(", ")
}

fn record_title(record: &RecordChange) -> String {
    let file = if record.has_no_file { ", without a file" } else { "" };
    format!("{} by {}{file}", record.name, record.party)
}

fn list_records(changes: &Changes, kind: ChangeKind) -> Vec<String> {
    let rows = changes.with_kind(kind).map(|record| {
        let from = record.renamed_from.as_ref().map(|from| format!(", before {}", code_span(from)));
        format!("{} {}{}", bullet(&record.key), code_span(&record_title(record)), from.unwrap_or_default())
    });
    rows.collect()
}

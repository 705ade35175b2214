//! Changes as a comment on a pull request: the most important first, folded where it is long, and never longer than a
//! comment may be. Text of records stands in code spans, in which nothing is a mention, a link or markup.

use std::fmt::Write;

use super::{Changes, FactChange, RecordChange, What, text};
use crate::diag::code_span;

/// How many rows stand open; more are folded.
const OPEN: usize = 10;

/// How many rows of one kind are shown at all.
const MOST: usize = 200;

/// The length in bytes that a comment keeps to; hosts take 65,536 characters.
const LONGEST: usize = 60_000;

/// Lists the changes in Markdown, after the lines that say why they do not pass.
pub fn markdown(changes: &Changes, objections: &[String]) -> String {
    let mut out = format!("### Catalogue: {}\n", changes.summary());
    section(&mut out, "Refused", "", objections);
    for (title, head, rows) in sections(changes) {
        section(&mut out, &title, head, &rows);
    }
    out
}

type Section = (String, &'static str, Vec<String>);

fn sections(changes: &Changes) -> Vec<Section> {
    let addresses = changes.addresses().map(|(record, fact)| address(record, fact));
    let unknown = changes.unknown.iter().map(|path| format!("- {}", code_span(path)));
    let mut prices: Vec<_> = changes.prices().collect();
    prices.sort_by_key(|(_, fact)| std::cmp::Reverse(fact.size()));
    let unsourced = changes.records.iter().filter(|record| record.is_unsourced);
    let others = changes.rows().filter(|record| record.what != What::Added).flat_map(|record| {
        record.other_facts().map(move |fact| {
            format!("| {} | {} |", code_span(&record.key), code_span(&text::of(record, fact)))
        })
    });
    let added = changes.rows().filter(|record| record.what == What::Added);
    let files = changes.files_without_fact_changes.iter().map(|path| format!("- {}", code_span(path)));
    let pages = changes.pages_removed.iter();
    vec![
        titled(
            "Addresses and keys",
            "| provider or record | what | before | after |\n| --- | --- | --- | --- |\n",
            addresses.collect(),
        ),
        titled("Unknown, because of mistakes in the old state", "", unknown.collect()),
        titled(
            "Pages that are gone, with no alias",
            "",
            pages.map(|page| format!("- {}", code_span(&format!("/{page}")))).collect(),
        ),
        titled(
            "Prices",
            "| record | price | before | after | change |\n| --- | --- | ---: | ---: | ---: |\n",
            prices.into_iter().map(|(record, fact)| price(record, fact)).collect(),
        ),
        titled(
            "Prices that changed without a new source or day of check",
            "",
            unsourced.map(|record| format!("- {}", code_span(&record.key))).collect(),
        ),
        titled("Removed", "", listed(changes, What::Removed)),
        titled("Retired", "", listed(changes, What::Retired)),
        titled("Renamed", "", listed(changes, What::Renamed)),
        titled(
            "Added",
            "| added | name | prices | limits and other facts |\n| --- | --- | --- | --- |\n",
            added.map(added_row).collect(),
        ),
        titled("Other facts", "| record | change |\n| --- | --- |\n", others.collect()),
        titled("Files that changed without a difference in facts", "", files.collect()),
    ]
}

fn titled(title: &str, head: &'static str, rows: Vec<String>) -> Section {
    (title.to_owned(), head, rows)
}

fn section(out: &mut String, title: &str, head: &str, rows: &[String]) {
    if rows.is_empty() {
        return;
    }
    if out.len() > LONGEST {
        let _ = write!(out, "\n{title}: {} more, left out.\n", rows.len());
        return;
    }
    let is_folded = rows.len() > OPEN;
    if is_folded {
        let _ = write!(out, "\n<details><summary>{title} ({})</summary>\n\n{head}", rows.len());
    } else {
        let _ = write!(out, "\n**{title}**\n\n{head}");
    }
    let mut shown = 0;
    for row in rows.iter().take(MOST) {
        if out.len() + row.len() > LONGEST {
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

fn address(record: &RecordChange, fact: &FactChange) -> String {
    let happened = match record.what {
        What::Added => ", added",
        What::Removed => ", removed",
        _ => "",
    };
    let before = if record.what == What::Added { String::new() } else { code_span(fact.before()) };
    let after = code_span(fact.after());
    format!("| {}{happened} | {} | {before} | {after} |", code_span(&record.key), code_span(&fact.label))
}

fn price(record: &RecordChange, fact: &FactChange) -> String {
    let percent = fact.signed_percent().unwrap_or_default();
    let (before, after) = (code_span(fact.before()), code_span(fact.after()));
    format!("| {} | {} | {before} | {after} | {percent} |", code_span(&record.key), code_span(&fact.label))
}

/// What is new, with what a reviewer checks first.
fn added_row(record: &RecordChange) -> String {
    let (prices, others) = (cell(record, record.prices()), cell(record, record.other_facts()));
    let key = code_span(&record.key);
    format!("| {key} | {} | {prices} | {others} |", code_span(&title(record)))
}

fn cell<'a>(record: &RecordChange, facts: impl Iterator<Item = &'a FactChange>) -> String {
    let mut spans: Vec<String> = facts.map(|fact| code_span(&text::of(record, fact))).collect();
    if spans.len() > OPEN {
        let rest = format!("and {} more", spans.len() - OPEN);
        spans.truncate(OPEN);
        spans.push(rest);
    }
    spans.join(", ")
}

fn title(record: &RecordChange) -> String {
    format!("{} by {}", record.name, record.party)
}

fn listed(changes: &Changes, what: What) -> Vec<String> {
    let line = |record: &RecordChange| {
        let from = record
            .renamed_from
            .as_ref()
            .map(|from| format!(", before {}", code_span(from)))
            .unwrap_or_default();
        format!("- {} {}{from}", code_span(&record.key), code_span(&title(record)))
    };
    changes.of(what).map(line).collect()
}

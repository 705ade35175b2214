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
    let others = changes.records.iter().flat_map(|record| {
        record.other_facts().map(move |fact| format!("| {} | {} |", code_span(&record.key), in_cell(fact)))
    });
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
        titled("Added", "", listed(changes, What::Added)),
        titled("Other facts", "| record | change |\n| --- | --- |\n", others.collect()),
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
    for row in rows.iter().take(MOST).take_while(|_| out.len() < LONGEST).collect::<Vec<_>>() {
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
    let (before, after) = (code_span(fact.before()), code_span(fact.after()));
    format!("| {}{happened} | {} | {before} | {after} |", code_span(&record.key), code_span(&fact.label))
}

fn price(record: &RecordChange, fact: &FactChange) -> String {
    let percent = fact.signed_percent().unwrap_or_default();
    let (before, after) = (code_span(fact.before()), code_span(fact.after()));
    format!("| {} | {} | {before} | {after} | {percent} |", code_span(&record.key), code_span(&fact.label))
}

fn in_cell(fact: &FactChange) -> String {
    code_span(&text::of(fact))
}

fn listed(changes: &Changes, what: What) -> Vec<String> {
    let line = |record: &RecordChange| {
        let from = record
            .renamed_from
            .as_ref()
            .map(|from| format!(", before {}", code_span(from)))
            .unwrap_or_default();
        format!(
            "- {} {}{from}",
            code_span(&record.key),
            code_span(&format!("{} by {}", record.name, record.party))
        )
    };
    changes.of(what).map(line).collect()
}

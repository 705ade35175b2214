//! Changes for a terminal: a line a fact, aligned by nothing but their order.

use super::{ChangeKind, Changes, FactChange, RecordChange};
use crate::diag::one_line;

/// Lists the changes, the most important first. Control characters of records are shown as escapes.
pub fn text(changes: &Changes) -> String {
    let mut out = String::new();
    for record in changes.rows() {
        write_record(&mut out, record);
    }
    for path in &changes.files_without_fact_changes {
        write_line(&mut out, &format!("changed without changing facts: {path}"));
    }
    for path in &changes.unknown {
        write_line(&mut out, &format!("unknown: {path} has errors in the old state"));
    }
    for page in &changes.pages_removed {
        write_line(&mut out, &format!("page removed: /{page}"));
    }
    write_line(&mut out, &changes.summary());
    out
}

fn write_record(out: &mut String, record: &RecordChange) {
    let label = match record.kind {
        ChangeKind::Added => "added: ",
        ChangeKind::Removed => "removed: ",
        ChangeKind::Renamed => "renamed: ",
        ChangeKind::Retired => "retired: ",
        ChangeKind::Changed => "",
    };
    let from = record.renamed_from.as_ref().map(|from| format!(", before {from}")).unwrap_or_default();
    let file = if record.has_no_file { ", without a file" } else { "" };
    write_line(out, &format!("{label}{} ({}, {}{file}){from}", record.key, record.name, record.party));
    for fact in &record.facts {
        write_line(out, &format!("  {}", format_fact(record, fact)));
    }
    if record.is_unsourced {
        write_line(out, "  warning: a price changed, but not its source or check date");
    }
}

/// A changed fact in a line: "Input: $0.15 -> $0.20 (+33.3%)". What is new had no value before: "Input: $0.15".
pub(super) fn format_fact(record: &RecordChange, fact: &FactChange) -> String {
    if record.kind == ChangeKind::Added {
        return format!("{}: {}", fact.label, fact.after());
    }
    let percent = fact.signed_percent().map(|percent| format!(" ({percent})")).unwrap_or_default();
    format!("{}: {} -> {}{percent}", fact.label, fact.before(), fact.after())
}

fn write_line(out: &mut String, text: &str) {
    let indent = &text[..text.len() - text.trim_start_matches(' ').len()];
    out.extend([indent, &one_line(text.trim_start_matches(' ')), "\n"]);
}

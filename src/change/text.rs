//! Changes for a terminal: a line a fact, aligned by nothing but their order.

use super::{Changes, FactChange, RecordChange, What};
use crate::diag::one_line;

/// Lists the changes, the most important first. Control characters of records are shown as escapes.
pub fn text(changes: &Changes) -> String {
    let mut out = String::new();
    for record in changes.rows() {
        push(&mut out, record);
    }
    for path in &changes.files_without_fact_changes {
        line(&mut out, &format!("changed without a difference in facts: {path}"));
    }
    for path in &changes.unknown {
        line(&mut out, &format!("unknown: {path} has mistakes in the old state"));
    }
    for page in &changes.pages_removed {
        line(&mut out, &format!("page gone: /{page}"));
    }
    line(&mut out, &changes.summary());
    out
}

fn push(out: &mut String, record: &RecordChange) {
    let happened = match record.what {
        What::Added => "added: ",
        What::Removed => "removed: ",
        What::Renamed => "renamed: ",
        What::Retired => "retired: ",
        What::Changed => "",
    };
    let from = record.renamed_from.as_ref().map(|from| format!(", before {from}")).unwrap_or_default();
    line(out, &format!("{happened}{} ({}, {}){from}", record.key, record.name, record.party));
    for fact in &record.facts {
        line(out, &format!("  {}", of(record, fact)));
    }
    if record.is_unsourced {
        line(out, "  warning: a price changed, but neither its source nor the day of its check");
    }
}

/// A changed fact in a line: "Input: $0.15 -> $0.20 (+33.3%)". What is new had no value before: "Input: $0.15".
pub(super) fn of(record: &RecordChange, fact: &FactChange) -> String {
    if record.what == What::Added {
        return format!("{}: {}", fact.label, fact.after());
    }
    let percent = fact.signed_percent().map(|percent| format!(" ({percent})")).unwrap_or_default();
    format!("{}: {} -> {}{percent}", fact.label, fact.before(), fact.after())
}

fn line(out: &mut String, text: &str) {
    let indent = &text[..text.len() - text.trim_start_matches(' ').len()];
    out.extend([indent, &one_line(text.trim_start_matches(' ')), "\n"]);
}

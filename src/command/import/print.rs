//! The report of an import: what was read, what could not be carried over and why, and what was written.

use std::io::{self, Write as _};

use serde::Serialize;

use super::Failure;
use super::plan::Plan;
use crate::cli::{ImportArgs, ImportFormat};
use crate::command::report::{self, group_digits};
use crate::diag::{Report as Findings, one_line};
use crate::import::{Loss, Report, Why};

/// The version of the document.
const VERSION: u32 = 1;

/// How many skipped entries are named, and how many keys of each kind.
const MOST_NAMED: usize = 20;

/// How many characters of a value are shown.
const LONGEST: usize = 60;

/// Prints the report where it is wanted.
pub(super) fn print(
    args: &ImportArgs,
    report: &Report,
    plan: &Plan,
    found: &Findings,
) -> Result<(), Failure> {
    if args.format == ImportFormat::Json {
        return json(args, report, plan, found);
    }
    let common = args.common();
    for line in lines(args, report, plan) {
        report::line(&common, &one_line(&line));
    }
    report::line(&common, &format!("checked: {}", found.counts()));
    if !args.dry_run {
        report::line(&common, &one_line(&format!("next: modelpress serve {}", args.output.display())));
    }
    Ok(())
}

fn lines(args: &ImportArgs, report: &Report, plan: &Plan) -> Vec<String> {
    let name = args.source.name();
    let mut lines = vec![format!(
        "read {} of {name}: {}, {} skipped",
        amount(report.entries + report.skipped.len(), "entry", "entries"),
        amount(report.entries, "record", "records"),
        group_digits(report.skipped.len())
    )];
    lines.extend(skipped(report));
    let incomplete = group_digits(report.incomplete());
    let of = group_digits(report.entries);
    lines.extend(losses(
        report,
        Why::CannotBeWritten,
        &format!("no key can hold, in {incomplete} of {of} entries:"),
    ));
    lines.extend(losses(report, Why::UnknownKey, "keys that this version does not know:"));
    lines.extend(losses(
        report,
        Why::NotAFact,
        &format!("no facts of a model, but settings or computed figures of {name}:"),
    ));
    let verb = if args.dry_run { "would write" } else { "wrote" };
    let files = amount(plan.new.len(), "file", "files");
    lines.push(format!("{verb} {files} in `{}`", args.output.display()));
    lines
}

fn skipped(report: &Report) -> Vec<String> {
    let mut lines: Vec<String> = report
        .skipped
        .iter()
        .take(MOST_NAMED)
        .map(|(entry, why)| format!("  skipped {}: {why}", short(entry)))
        .collect();
    lines.extend(more(report.skipped.len()));
    lines
}

/// What was left out for a reason: each key with how many entries have it, and one of them.
fn losses(report: &Report, why: Why, title: &str) -> Vec<String> {
    let losses = report.losses(why);
    if losses.is_empty() {
        return Vec::new();
    }
    let row = |(key, loss): &(&str, &Loss)| {
        format!(
            "  {}: {}, such as {}: {}",
            short(key),
            amount(loss.entries, "entry", "entries"),
            short(&loss.example),
            short(&loss.value)
        )
    };
    let rows = losses.iter().take(MOST_NAMED).map(row);
    [title.to_owned()].into_iter().chain(rows).chain(more(losses.len())).collect()
}

fn more(all: usize) -> Option<String> {
    let more = all.checked_sub(MOST_NAMED).filter(|more| *more > 0)?;
    Some(format!("  and {} more; `--format json` names all", group_digits(more)))
}

/// The start of a text that may be long.
fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

fn amount(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", group_digits(count), if count == 1 { one } else { many })
}

/// The report as a document.
#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    source: &'static str,
    entries: usize,
    /// The entries that became no record.
    skipped: Vec<SkippedRow<'a>>,
    /// How many entries have something that no key can hold.
    incomplete: usize,
    left_out: Vec<LossRow<'a>>,
    is_written: bool,
    /// The paths of the files that are new.
    new: Vec<&'a str>,
    errors: bool,
    /// What `check` finds, in words.
    checked: String,
}

#[derive(Serialize)]
struct SkippedRow<'a> {
    entry: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct LossRow<'a> {
    key: &'a str,
    reason: &'static str,
    entries: usize,
    example: &'a str,
    value: &'a str,
}

fn json(args: &ImportArgs, report: &Report, plan: &Plan, found: &Findings) -> Result<(), Failure> {
    let reasons =
        [(Why::CannotBeWritten, "no-key"), (Why::UnknownKey, "unknown-key"), (Why::NotAFact, "no-fact")];
    let rows = reasons.into_iter().flat_map(|(why, reason)| {
        report.losses(why).into_iter().map(move |(key, loss)| LossRow {
            key,
            reason,
            entries: loss.entries,
            example: &loss.example,
            value: &loss.value,
        })
    });
    let document = Document {
        version: VERSION,
        source: args.source.word(),
        entries: report.entries,
        skipped: report.skipped.iter().map(|(entry, reason)| SkippedRow { entry, reason }).collect(),
        incomplete: report.incomplete(),
        left_out: rows.collect(),
        is_written: !args.dry_run,
        new: plan.new.keys().map(String::as_str).collect(),
        errors: found.has_errors(),
        checked: found.counts().to_string(),
    };
    let mut out = io::stdout().lock();
    let printed = serde_json::to_writer_pretty(&mut out, &document).map_err(io::Error::from);
    Failure::printing(printed.and_then(|()| writeln!(out)).and_then(|()| out.flush())).map(|_| ())
}

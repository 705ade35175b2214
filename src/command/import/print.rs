//! The report of an import for people: what was read, what could not be carried over and why, and what was written.

use std::io::{self, Write as _};

use super::plan::{Meeting, Plan};
use super::{Failure, Found};
use crate::change;
use crate::cli::ImportArgs;
use crate::command::report::{self, group_digits};
use crate::diag::one_line;
use crate::import::update::Met;
use crate::import::{Loss, Report, Why};

/// How many rows of one kind are printed.
const MOST_NAMED: usize = 20;

/// How many characters of a value are shown.
const LONGEST: usize = 60;

/// Prints the changes to standard output, and the report to standard error.
pub(super) fn print(args: &ImportArgs, report: &Report, plan: &Plan, found: &Found) -> Result<(), Failure> {
    let common = args.common();
    if let Some(changes) = found.changes.as_ref().filter(|changes| !changes.is_empty() && !args.diff) {
        Failure::printing(io::stdout().lock().write_all(change::text(changes).as_bytes()))?;
    }
    let mut lines = read(args, report);
    lines.extend(met(plan, args));
    lines.extend(left_alone(plan));
    lines.extend(gone(plan));
    lines.push(count_files(args, plan));
    lines.push(format!("checked: {}", found.report.counts()));
    if !args.dry_run && !args.diff {
        lines.push(format!("next: modelpress serve {}", args.output.display()));
    }
    for line in &lines {
        report::line(&common, &escape_line(line));
    }
    Ok(())
}

/// A line as it is shown, with the space at its start.
fn escape_line(line: &str) -> String {
    let text = line.trim_start();
    format!("{}{}", &line[..line.len() - text.len()], one_line(text))
}

/// What was read, and what of it no file says.
fn read(args: &ImportArgs, report: &Report) -> Vec<String> {
    let name = args.source.name();
    let all = report.entries + report.skipped.len();
    let mut lines = vec![format!(
        "read {} from {name}: {}, {} skipped",
        amount(all, "entry", "entries"),
        amount(report.entries, "record", "records"),
        group_digits(report.skipped.len())
    )];
    let skipped = report.skipped.iter().map(|(entry, why)| format!("  {}: {why}", short(entry)));
    lines.extend(some(skipped.collect()));
    let [incomplete, of] = [report.incomplete(), report.entries].map(group_digits);
    let titles = [
        (
            Why::CannotBeWritten,
            format!("left out because no key can hold it, in {incomplete} of {of} entries:"),
        ),
        (Why::UnknownKey, "left out because this version does not know the key:".to_owned()),
        (Why::NotAFact, format!("left out on purpose, as settings of {name} or figures that it computes:")),
    ];
    for (why, title) in titles {
        let losses = report.losses(why);
        if !losses.is_empty() {
            lines.push(title);
            lines.extend(some(losses.iter().map(loss).collect()));
        }
    }
    lines
}

/// What was left out under one key: how many entries have it, and one of them.
fn loss((key, loss): &(&str, &Loss)) -> String {
    let entries = amount(loss.entries, "entry", "entries");
    format!("  {}: {entries}, such as {} with {}", short(key), short(&loss.example), short(&loss.value))
}

/// What people wrote and the import met.
fn met(plan: &Plan, args: &ImportArgs) -> Vec<String> {
    let name = args.source.name();
    let titles = [
        (
            Meeting::Overwritten,
            format!("overwritten with the value from {name}; `lock` in `[import]` keeps such a key:"),
        ),
        (Meeting::Kept, format!("written by hand and kept, although {name} has a new value or none:")),
        (Meeting::Locked, format!("locked, although {name} says something else:")),
    ];
    let mut lines = Vec::new();
    for (meeting, title) in titles {
        let rows = plan.met.iter().filter(|(_, of, _)| *of == meeting);
        let rows: Vec<String> = rows.map(|(path, _, met)| row(path, met)).collect();
        if !rows.is_empty() {
            lines.push(title);
            lines.extend(some(rows));
        }
    }
    lines
}

fn row(path: &str, met: &Met) -> String {
    let source = met.source.as_ref().map(|source| format!(", not {}", short(source))).unwrap_or_default();
    format!("  {path}: {} = {}{source}", met.key, short(&met.by_hand))
}

fn left_alone(plan: &Plan) -> Vec<String> {
    let rows: Vec<String> =
        plan.left_alone.iter().map(|(path, why)| format!("`{path}` is not changed: {why}")).collect();
    some(rows)
}

fn gone(plan: &Plan) -> Vec<String> {
    if plan.gone.is_empty() {
        return Vec::new();
    }
    let title = "no longer in the source; the files stay until you remove them:".to_owned();
    [title].into_iter().chain(some(plan.gone.iter().map(|path| format!("  {path}")).collect())).collect()
}

fn count_files(args: &ImportArgs, plan: &Plan) -> String {
    let verb = if args.dry_run || args.diff { "would write" } else { "wrote" };
    let new = amount(plan.new.len(), "file", "files");
    let folder = args.output.display();
    if plan.before.is_none() {
        return format!("{verb} {new} to `{folder}`");
    }
    let changed = amount(plan.changed.len(), "changed file", "changed files");
    format!("{verb} {} new and {changed} to `{folder}`", group_digits(plan.new.len()))
}

/// The first rows, and how many more there are.
fn some(mut rows: Vec<String>) -> Vec<String> {
    let more = rows.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        rows.truncate(MOST_NAMED);
        rows.push(format!("  and {} more; `--format json` has all", group_digits(more)));
    }
    rows
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

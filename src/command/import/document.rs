//! The report of an import as one JSON document.

use std::io::{self, Write as _};

use serde::Serialize;

use super::plan::{Meeting, Plan};
use super::{Failure, Found};
use crate::change::Changes;
use crate::cli::ImportArgs;
use crate::import::{Report, Why};

/// The version of the document.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    source: &'static str,
    /// How many entries became records.
    entries: usize,
    skipped: Vec<SkippedRow<'a>>,
    /// How many entries have something that no key can hold.
    incomplete: usize,
    left_out: Vec<LossRow<'a>>,
    is_written: bool,
    new: Vec<&'a str>,
    changed: Vec<&'a str>,
    left_alone: Vec<SkippedRow<'a>>,
    /// The records that the source lists no more.
    gone: &'a [String],
    by_hand: Vec<MetRow<'a>>,
    /// What changed, as `modelpress diff` writes it.
    changes: Option<&'a Changes>,
    has_errors: bool,
    /// What a check finds, in words.
    checked: String,
}

#[derive(Serialize)]
struct SkippedRow<'a> {
    name: &'a str,
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

#[derive(Serialize)]
struct MetRow<'a> {
    file: &'a str,
    key: &'a str,
    by_hand: &'a str,
    source: Option<&'a str>,
    outcome: &'static str,
}

/// Prints the document.
pub(super) fn print(args: &ImportArgs, report: &Report, plan: &Plan, found: &Found) -> Result<(), Failure> {
    let document = Document {
        version: VERSION,
        source: args.source.word(),
        entries: report.entries,
        skipped: report.skipped.iter().map(|(name, reason)| SkippedRow { name, reason }).collect(),
        incomplete: report.incomplete(),
        left_out: losses(report),
        is_written: !args.dry_run,
        new: plan.new.keys().map(String::as_str).collect(),
        changed: plan.changed.keys().map(String::as_str).collect(),
        left_alone: plan.left_alone.iter().map(|(name, reason)| SkippedRow { name, reason }).collect(),
        gone: &plan.gone,
        by_hand: met(plan),
        changes: found.changes.as_ref(),
        has_errors: found.report.has_errors(),
        checked: found.report.counts().to_string(),
    };
    let mut out = io::stdout().lock();
    let printed = serde_json::to_writer_pretty(&mut out, &document).map_err(io::Error::from);
    Failure::printing(printed.and_then(|()| writeln!(out)).and_then(|()| out.flush())).map(|_| ())
}

fn losses(report: &Report) -> Vec<LossRow<'_>> {
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
    rows.collect()
}

fn met(plan: &Plan) -> Vec<MetRow<'_>> {
    let outcome = |meeting: &Meeting| match meeting {
        Meeting::Overwritten => "overwritten",
        Meeting::Kept => "kept",
        Meeting::Locked => "locked",
    };
    plan.met
        .iter()
        .map(|(file, meeting, met)| MetRow {
            file,
            key: &met.key,
            by_hand: &met.by_hand,
            source: met.source.as_deref(),
            outcome: outcome(meeting),
        })
        .collect()
}

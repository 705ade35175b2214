//! `modelpress link [SITE]`: the model of each offer that names none, how it was found, and what is written of that into the files.

mod insertion;
mod model_file;
mod plan;
mod print;

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::{Failure, Outcome, report, run};
use crate::cli::{CheckArgs, LinkArgs, LinkFormat, LinkLevel};
use crate::diag::one_line;
use crate::resolve::Degree;
use crate::write;
use plan::{Plan, Request, plan};
use print::Printer;

/// Prints the links, and writes what was asked for.
pub(super) fn link(args: &LinkArgs) -> Result<Outcome, Failure> {
    let common = args.common();
    let today = run::today(&common)?;
    let request = Request {
        key: if args.inherit { "base_model" } else { "model" },
        level: match args.level {
            LinkLevel::Exact => Degree::Exact,
            LinkLevel::Matched => Degree::Matched,
        },
        model_files: args.model_files,
    };
    let plan = run::on_threads(&common, || -> Result<_, Failure> {
        Ok(plan(&run::sources(&common)?, &common.site, today, request))
    })??;
    if !plan.before.failed.is_empty() {
        let note = "note: records with errors are left out; run `modelpress check` to see them";
        report::line(&common, note);
    }
    if args.write {
        apply(&plan, &common.site)?;
    }
    say_left_alone(&plan, &common);
    let mut out = BufWriter::new(io::stdout().lock());
    let printer = Printer { plan: &plan, request, is_written: args.write };
    let result = match args.format {
        LinkFormat::Text => printer.text(&mut out),
        LinkFormat::Json => printer.json(&mut out),
    };
    let outcome = Failure::printing(result.and_then(|()| out.flush()))?;
    Ok(if args.write && plan.has_mistakes { Outcome::Mistakes } else { outcome })
}

/// Writes the files: those of models first, so that no key ever names nothing.
fn apply(plan: &Plan, site: &Path) -> Result<(), Failure> {
    for (path, file) in &plan.model_files {
        write::create(site, path, file.text.as_bytes())?;
    }
    for (path, edit) in &plan.keys {
        write::edit(site, path, &edit.old, &edit.new)?;
    }
    Ok(())
}

/// Says which files are left alone, and why. Of many with one reason the first are named; the document of `--format json` names all.
fn say_left_alone(plan: &Plan, common: &CheckArgs) {
    let mut by_reason: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (path, reason) in &plan.left_alone {
        by_reason.entry(reason).or_default().push(path);
    }
    for (reason, paths) in by_reason {
        for path in paths.iter().take(MOST_NAMED) {
            report::line(common, &one_line(&format!("note: `{path}` is not changed: {reason}")));
        }
        if let Some(more) = paths.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
            report::line(common, &one_line(&format!("note: {more} more are not changed: {reason}")));
        }
    }
}

/// How many files are named that are left alone for one reason.
const MOST_NAMED: usize = 3;

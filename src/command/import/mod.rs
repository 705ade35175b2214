//! `modelpress import SOURCE FILE --output DIR`: a site made of a catalog that another tool keeps, and a report of what no file can say.

mod document;
mod plan;
mod print;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use jiff::civil::Date;

use super::{Failure, Outcome, check, fmt, run};
use crate::change::Changes;
use crate::cli::{CheckArgs, ImportArgs, ImportFormat};
use crate::compile::{Options, compile};
use crate::diag::{Report, one_line};
use crate::diff::{Scope, State, diff};
use crate::discover::Sources;
use crate::import;
use crate::write;
use plan::Plan;

/// What is known of the site that an import makes.
struct Found {
    /// What a check finds in it.
    report: Report,
    /// What is different now; `None` for a new site.
    changes: Option<Changes>,
}

/// Reads a catalog and writes it as a site.
pub(super) fn import(args: &ImportArgs) -> Result<Outcome, Failure> {
    let common = args.common();
    let today = run::today(&common)?;
    let is_update = args.update && has_entries(&args.output);
    if !is_update {
        super::init::refuse_occupied(
            &args.output,
            "choose a new folder, or bring in what changed with `--update`",
        )?;
    }
    let text = read(&args.file)?;
    let import = import::read(args.source, &text, &args.options())
        .map_err(|error| mistake(&args.file, &error.to_string()))?;
    if import.report.entries == 0 {
        return Err(mistake(&args.file, &no_record(args, &import.report)));
    }
    let plan = Plan::new(&import, args, is_update)?;
    let found = run::on_threads(&common, || look(&plan, today, &common))??;
    if args.diff {
        show(&plan)?;
    } else if !args.dry_run {
        apply(&plan, &args.output)?;
    }
    if args.format == ImportFormat::Json {
        document::print(args, &import.report, &plan, &found)?;
    } else {
        print::print(args, &import.report, &plan, &found)?;
    }
    Ok(if found.report.has_errors() || !plan.left_alone.is_empty() {
        Outcome::Mistakes
    } else {
        Outcome::Done
    })
}

/// Checks the site that comes of an import, and compares it with what was there.
fn look(plan: &Plan, today: Date, common: &CheckArgs) -> Result<Found, Failure> {
    let (compiled, report) = check::checked(&plan.after, today, common)?;
    let changes = plan.before.as_ref().map(|sources| {
        if plan.is_empty() {
            return Changes::default();
        }
        let old = compile(sources, &Options::new(today));
        let old = State { site: old.pages.site(), sources };
        let new = State { site: compiled.pages.site(), sources: &plan.after };
        diff(old, new, Scope::Sites, &BTreeSet::new())
    });
    Ok(Found { report, changes })
}

/// Whether there is a folder with something in it.
fn has_entries(folder: &Path) -> bool {
    fs::read_dir(folder)
        .is_ok_and(|mut entries| entries.any(|entry| entry.is_ok_and(|entry| entry.file_name() != ".git")))
}

/// The site of a catalog, to be held against another one.
pub(super) fn sources(
    source: import::Source,
    path: &Path,
    options: &import::Options,
) -> Result<Sources, Failure> {
    let import =
        import::read(source, &read(path)?, options).map_err(|error| mistake(path, &error.to_string()))?;
    Ok(import.sources())
}

/// Reads the file of a source, or standard input.
fn read(path: &Path) -> Result<String, Failure> {
    if path != Path::new("-") {
        return run::text(path);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().take(run::LARGEST + 1).read_to_end(&mut bytes).map_err(Failure::world)?;
    if bytes.len() as u64 > run::LARGEST {
        return Err(Failure::Mistake("standard input is larger than 256 MiB".to_owned()));
    }
    run::utf8(path, &bytes)
}

/// Why there is nothing to write.
fn no_record(args: &ImportArgs, report: &import::Report) -> String {
    if !args.only.is_empty() {
        return format!("it has no records of {}", args.only.join(", "));
    }
    let first = report.skipped.first().map(|(name, why)| format!("; `{name}` was skipped: {why}"));
    format!("none of its entries can become a record{}", first.unwrap_or_default())
}

/// Says that a file is not what its source writes.
fn mistake(path: &Path, why: &str) -> Failure {
    Failure::Mistake(one_line(&format!("`{}` cannot be imported: {why}", path.display())))
}

/// Writes the files, one whole file after the other, and last what the next import has to know: what an end in between leaves undone,
/// `--update` does.
fn apply(plan: &Plan, site: &Path) -> Result<(), Failure> {
    for (path, text) in &plan.new {
        write::create(site, path, text.as_bytes())?;
    }
    for (path, (old, new)) in &plan.changed {
        write::edit(site, path, old, new.as_bytes())?;
    }
    match &plan.memory {
        None => {}
        Some((path, None, text)) => write::create(site, path, text.as_bytes())?,
        Some((path, Some(old), text)) => write::edit(site, path, old, text.as_bytes())?,
    }
    Ok(())
}

/// Prints what would be written as a unified diff.
fn show(plan: &Plan) -> Result<(), Failure> {
    for (path, text) in &plan.new {
        fmt::show(path, &[], text)?;
    }
    for (path, (old, new)) in &plan.changed {
        fmt::show(path, old, new)?;
    }
    Ok(())
}

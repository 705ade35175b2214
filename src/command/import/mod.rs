//! `modelpress import SOURCE FILE --output DIR`: a site made of a catalog that another tool keeps, and a report of what no file can say.

mod plan;
mod print;

use std::io::{self, Read as _};
use std::path::Path;

use super::{Failure, Outcome, check, run};
use crate::cli::ImportArgs;
use crate::diag::one_line;
use crate::import;
use crate::write;
use plan::Plan;

/// Reads a catalog and writes it as a site.
pub(super) fn import(args: &ImportArgs) -> Result<Outcome, Failure> {
    let common = args.common();
    let today = run::today(&common)?;
    super::init::refuse_occupied(&args.output, "choose a new folder")?;
    let text = read(&args.file)?;
    let import = import::read(args.source, &text, &args.options())
        .map_err(|error| mistake(&args.file, &error.to_string()))?;
    let plan = Plan::new(&import, args);
    let (_, found) = run::on_threads(&common, || check::checked(&plan.after, today, &common))??;
    if !args.dry_run {
        apply(&plan, &args.output)?;
    }
    print::print(args, &import.report, &plan, &found)?;
    Ok(if found.has_errors() { Outcome::Mistakes } else { Outcome::Done })
}

/// Reads the file of a source, or standard input.
pub(super) fn read(path: &Path) -> Result<String, Failure> {
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

/// Says that a file is not what its source writes.
pub(super) fn mistake(path: &Path, why: &str) -> Failure {
    Failure::Mistake(one_line(&format!("`{}` cannot be imported: {why}", path.display())))
}

/// Writes the files, one whole file after the other: what an end in between leaves undone, `--update` does.
fn apply(plan: &Plan, site: &Path) -> Result<(), Failure> {
    for (path, text) in &plan.new {
        write::create(site, path, text.as_bytes())?;
    }
    Ok(())
}

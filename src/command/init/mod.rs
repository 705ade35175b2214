//! `modelpress init [DIR]`: a small site that builds, explained by comments.

mod files;

use std::fs;
use std::io;
use std::path::Path;

use anyhow::Context as _;

use super::{Failure, Outcome, report, run};
use crate::cli::{CheckArgs, InitArgs};
use crate::diag::one_line;
use crate::write;
use files::new_files;

/// How many entries of a folder that is not empty are named.
const MOST_NAMED: usize = 3;

/// Writes the files of a site into an empty folder, and says what to do next.
pub(super) fn init(args: &InitArgs) -> Result<Outcome, Failure> {
    let common = CheckArgs::of_report(args.today, args.quiet);
    let day = run::today(&common)?;
    refuse_occupied(&args.dir, "choose a new folder, such as `modelpress init models-site`")?;
    report::line(&common, &one_line(&format!("made a site in `{}`:", args.dir.display())));
    for file in new_files(day) {
        write::create(&args.dir, &file.path, file.text.as_bytes())?;
        if !file.purpose.is_empty() {
            report::line(&common, &format!("  {:27} {}", file.path, file.purpose));
        }
    }
    report::line(&common, &format!("  {:27} {}", ".schema/", "the schemas of the files, for editors"));
    report::line(&common, &format!("\nnext:\n{}", next(&args.dir)));
    Ok(Outcome::Done)
}

/// The two commands to go on with.
fn next(dir: &Path) -> String {
    let enter = match dir.to_str() {
        Some(".") => String::new(),
        Some(dir) if dir.chars().all(|letter| letter.is_ascii_alphanumeric() || "/._-".contains(letter)) => {
            format!("cd {dir} && ")
        }
        _ => format!("cd '{}' && ", one_line(&dir.display().to_string()).replace('\'', r"'\''")),
    };
    format!("  {enter}modelpress serve --open\n  modelpress new model acme/medium")
}

/// Refuses a folder with anything in it but a repository's `.git`.
pub(super) fn refuse_occupied(dir: &Path, advice: &str) -> Result<(), Failure> {
    let entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(Failure::usage(format_args!("`{}` is not a folder", dir.display())));
        }
        entries => entries.with_context(|| format!("failed to read `{}`", dir.display()))?,
    };
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names: Vec<String> = names.collect::<io::Result<_>>().map_err(Failure::world)?;
    names.retain(|name| name != ".git");
    names.sort();
    if names.is_empty() {
        return Ok(());
    }
    let more = names.len().saturating_sub(MOST_NAMED);
    let shown: Vec<String> = names.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).collect();
    let and_more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let verb = if names.len() == 1 { "is" } else { "are" };
    Err(Failure::Usage(one_line(&format!(
        "`{}` is not empty: {}{and_more} {verb} in it; {advice}",
        dir.display(),
        shown.join(", ")
    ))))
}

//! `modelpress fmt [FILE…|SITE]`: files in one style.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use similar::TextDiff;

use super::report::{self, group_digits};
use super::{Failure, Outcome, run};
use crate::cli::{CheckArgs, FmtArgs, is_site, site};
use crate::diag::one_line;
use crate::discover::{SourceFile, Sources, scan};
use crate::format::{format_file, schema_of};
use crate::write;

/// A file of a site, with the folder of the site.
struct File {
    root: PathBuf,
    source: SourceFile,
}

/// What was done.
#[derive(Default)]
struct Counts {
    files: usize,
    changed: usize,
    left: usize,
}

/// Writes files in the style of the tool, or says which would change.
pub(super) fn fmt(args: &FmtArgs) -> Result<Outcome, Failure> {
    let common = CheckArgs::of_report(None, args.quiet);
    let named = if args.files.is_empty() { vec![site()] } else { args.files.clone() };
    let mut counts = Counts::default();
    for path in &named {
        for file in files(path)? {
            counts.files += 1;
            format(&file, args, &mut counts)?;
        }
    }
    let Counts { files, changed, left } = counts;
    let verb = if args.check || args.diff { "would format" } else { "formatted" };
    let noun = if files == 1 { "file" } else { "files" };
    report::line(&common, &format!("{verb} {} of {} {noun}", group_digits(changed), group_digits(files)));
    Ok(if left > 0 || (args.check && changed > 0) { Outcome::Mistakes } else { Outcome::Done })
}

/// The files that a path of the command line means: those of a site, those of a folder in one, or one.
fn files(path: &Path) -> Result<Vec<File>, Failure> {
    let whole = path.canonicalize().map_err(|error| {
        Failure::Usage(one_line(&format!("`{}` cannot be read: {error}", path.display())))
    })?;
    let is_folder = whole.is_dir();
    if is_folder && is_site(&whole) && below_site(&whole).is_none() {
        let sources = scan(&whole).map_err(Failure::usage)?;
        return Ok(all(sources).map(|source| File { root: path.to_owned(), source }).collect());
    }
    let Some((root, below)) = below_site(&whole) else {
        return Err(Failure::Usage(one_line(&format!(
            "`{}` is not a file of a site: `site.toml`, or a file in `models`, `providers` or `pages`",
            path.display()
        ))));
    };
    if is_folder {
        let sources = scan(&root).map_err(Failure::usage)?;
        let inside = all(sources).filter(|file| Path::new(&file.path).starts_with(&below));
        return Ok(inside.map(|source| File { root: root.clone(), source }).collect());
    }
    let source = SourceFile { path: below, bytes: run::text(&whole)?.into() };
    Ok(vec![File { root, source }])
}

fn all(sources: Sources) -> impl Iterator<Item = SourceFile> {
    sources.site.into_iter().chain(sources.records).chain(sources.pages)
}

/// The outermost site that a path is in, and the path below it, if files there have a style.
fn below_site(path: &Path) -> Option<(PathBuf, String)> {
    let is_folder = path.is_dir();
    let sites = path.ancestors().skip(1).filter(|folder| is_site(folder));
    let below = sites.filter_map(|root| {
        let parts = path.strip_prefix(root).ok()?.iter().map(|part| part.to_str());
        let below = parts.collect::<Option<Vec<_>>>()?.join("/");
        let is_known = if is_folder {
            ["models", "providers", "pages"].iter().any(|folder| Path::new(&below).starts_with(folder))
        } else {
            schema_of(&below).is_some()
        };
        is_known.then(|| (root.to_owned(), below))
    });
    below.last()
}

fn format(file: &File, args: &FmtArgs, counts: &mut Counts) -> Result<(), Failure> {
    let (root, SourceFile { path, bytes }) = (&file.root, &file.source);
    let shown = root.join(path);
    let formatted = match format_source(&file.source) {
        Ok(Some(formatted)) if formatted.as_bytes() != bytes => formatted,
        Ok(_) => return Ok(()),
        Err(why) => {
            leave(&shown, &why, counts);
            return Ok(());
        }
    };
    if args.diff {
        show(path, bytes, &formatted)?;
    } else if args.check {
        report::always(&one_line(&format!("would format `{}`", shown.display())));
    } else if let Err(error) = write::edit(root, path, bytes, formatted.as_bytes()) {
        leave(&shown, &error.to_string(), counts);
        return Ok(());
    }
    counts.changed += 1;
    Ok(())
}

/// The text of a file in the style of the tool; `None` for a file that has no style, and why it is left as it is.
fn format_source(file: &SourceFile) -> Result<Option<String>, String> {
    let text = std::str::from_utf8(&file.bytes).map_err(|_| "it is not UTF-8 text".to_owned())?;
    format_file(&file.path, text).transpose().map_err(|error| error.to_string())
}

/// Says that a file is left as it is.
fn leave(path: &Path, why: &str, counts: &mut Counts) {
    counts.left += 1;
    report::always(&one_line(&format!("`{}` is left as it is: {why}", path.display())));
}

/// Prints a change as a unified diff, which `patch` and `git apply` take.
pub(super) fn show(path: &str, old: &[u8], new: &str) -> Result<(), Failure> {
    let old = String::from_utf8_lossy(old);
    let diff = TextDiff::from_lines(&*old, new)
        .unified_diff()
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string();
    let mut out = io::stdout().lock();
    // A terminal obeys what a file may hold.
    let shown =
        if out.is_terminal() { diff.lines().map(|line| one_line(line) + "\n").collect() } else { diff };
    Failure::printing(out.write_all(shown.as_bytes()).and_then(|()| out.flush())).map(|_| ())
}

//! `modelpress check --fix`: the exact edits that findings propose, applied to the files or shown as a diff.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use similar::TextDiff;

use super::{Failure, report};
use crate::cli::CheckArgs;
use crate::diag::fix::{apply, without_overlaps};
use crate::diag::{Diagnostics, Fix, Report, SourceMap, Span, one_line};
use crate::discover::{SourceFile, Sources};
use crate::parse;
use crate::parse::site::SITE;
use crate::write;

/// The file of settings.
const SETTINGS: &str = "site.toml";

/// The edits of one file.
pub(super) struct Mended<'a> {
    file: &'a SourceFile,
    fixes: Vec<Fix>,
    new: String,
    /// How many edits would bring a new mistake, and are left.
    left: usize,
}

/// What a report proposes for the files of a site. With `guesses`, also what is not safe.
pub(super) fn mend<'a>(
    sources: &'a Sources,
    report: &Report,
    map: &SourceMap,
    guesses: bool,
) -> Vec<Mended<'a>> {
    let mut by_file: BTreeMap<&str, Vec<Fix>> = BTreeMap::new();
    let fixes = report.findings().iter().filter_map(|finding| finding.diagnostic.fix.as_deref());
    for fix in fixes.filter(|fix| fix.is_safe || guesses) {
        by_file.entry(map.path(fix.span.file)).or_default().push(fix.clone());
    }
    let mended = by_file.into_iter().filter_map(|(path, fixes)| {
        let file = sources.site.iter().chain(&sources.records).find(|file| file.path == path)?;
        Some(mend_file(file, without_overlaps(fixes), std::str::from_utf8(&file.bytes).ok()?))
    });
    mended.collect()
}

/// Applies the edits of a file. If together they bring a mistake that was not there, each is tried by itself.
fn mend_file<'a>(file: &'a SourceFile, fixes: Vec<Fix>, old: &str) -> Mended<'a> {
    let known = mistakes(&file.path, old);
    let is_sound = |fixes: &[Fix]| brings_nothing(&known, &mistakes(&file.path, &apply(old, fixes)));
    let all = fixes.len();
    let mut kept = fixes;
    if !is_sound(&kept) {
        let mut sound = Vec::new();
        for fix in kept {
            sound.push(fix);
            if !is_sound(&sound) {
                sound.pop();
            }
        }
        kept = sound;
    }
    Mended { file, new: apply(old, &kept), left: all - kept.len(), fixes: kept }
}

/// How often each mistake is in a file that is read by itself.
fn mistakes(path: &str, text: &str) -> HashMap<(&'static str, String), usize> {
    let file = SourceFile { path: path.to_owned(), bytes: text.to_owned().into() };
    let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
    if path == SETTINGS {
        let id = parse::add(&mut map, &file);
        parse::read(&file, id, &map, &SITE, &mut diags);
    } else {
        let has_providers = path.starts_with("providers/");
        let sources = Sources { records: vec![file], has_providers, ..Sources::default() };
        parse::parse(&sources, &mut map, &mut diags);
    }
    let mut counts = HashMap::new();
    for found in diags {
        *counts.entry((found.code.name, found.message)).or_default() += 1;
    }
    counts
}

/// Whether every mistake was known, and as often.
fn brings_nothing(
    known: &HashMap<(&'static str, String), usize>,
    found: &HashMap<(&'static str, String), usize>,
) -> bool {
    found.iter().all(|(mistake, count)| known.get(mistake).is_some_and(|known| known >= count))
}

/// Writes the files, and says each edit. A file that cannot be written is left as it is.
pub(super) fn write(mended: &[Mended<'_>], map: &SourceMap, args: &CheckArgs) {
    let (mut edits, mut files) = (0, 0);
    for file in mended {
        say_left(file, args);
        if file.fixes.is_empty() {
            continue;
        }
        match write::edit(&args.site, &file.file.path, &file.file.bytes, file.new.as_bytes()) {
            Ok(()) => {
                (edits, files) = (edits + file.fixes.len(), files + 1);
                file.fixes.iter().for_each(|fix| say(fix, map, args));
            }
            Err(error) => report::always(&one_line(&format!("note: {error}"))),
        }
    }
    report::line(args, &format!("fixed {}", amount(edits, files)));
}

/// Prints what would be written as a unified diff, which `patch` and `git apply` take.
pub(super) fn show(mended: &[Mended<'_>], args: &CheckArgs) -> Result<(), Failure> {
    let changed: Vec<&Mended<'_>> = mended.iter().filter(|file| !file.fixes.is_empty()).collect();
    let diff: String = changed.iter().map(|file| unified(file)).collect();
    let mut out = io::stdout().lock();
    // A terminal obeys what a file may hold.
    let shown =
        if out.is_terminal() { diff.lines().map(|line| one_line(line) + "\n").collect() } else { diff };
    Failure::printing(out.write_all(shown.as_bytes()).and_then(|()| out.flush()))?;
    for file in mended {
        say_left(file, args);
    }
    let edits = changed.iter().map(|file| file.fixes.len()).sum();
    report::line(args, &format!("would fix {}", amount(edits, changed.len())));
    Ok(())
}

fn unified(file: &Mended<'_>) -> String {
    let path = Path::new(&file.file.path).display();
    let old = String::from_utf8_lossy(&file.file.bytes);
    TextDiff::from_lines(&*old, &file.new)
        .unified_diff()
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}

fn say(fix: &Fix, map: &SourceMap, args: &CheckArgs) {
    let Span { file, start, .. } = fix.span;
    let (place, old) = (map.position(file, start), &map.text(file)[fix.span.range()]);
    let text =
        format!("fixed {}:{}:{}: `{old}` is now `{}`", map.path(file), place.line, place.column, fix.text);
    report::line(args, &one_line(&text));
}

fn say_left(file: &Mended<'_>, args: &CheckArgs) {
    if file.left > 0 {
        let text = format!(
            "note: {} of `{}` not applied: a new mistake would come of it",
            edits(file.left),
            file.file.path
        );
        report::line(args, &one_line(&text));
    }
}

fn amount(count: usize, files: usize) -> String {
    format!("{} in {files} file{}", edits(count), if files == 1 { "" } else { "s" })
}

fn edits(count: usize) -> String {
    format!("{} edit{}", report::group_digits(count), if count == 1 { "" } else { "s" })
}

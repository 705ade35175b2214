//! What a command says: findings, progress, a summary, a failure.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
#[cfg(unix)]
use std::os::fd::AsFd as Stream;
#[cfg(windows)]
use std::os::windows::io::AsHandle as Stream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Failure;
use super::repository::way_to;
use crate::cli::{CheckArgs, Color, Format};
use crate::compile::Compiled;
use crate::diag::{
    Report, Severity, SourceMap, Style, github_summary, one_line, write_github, write_human, write_json,
    write_sarif,
};
use crate::domain::money::thousands;
use crate::write;

/// Decides for all that is printed whether it has colors.
pub(super) fn color(color: Color) {
    match color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}

/// Says how often each code was found, where there are many findings; the gravest and most frequent come first.
pub(super) fn table(report: &Report, args: &CheckArgs) {
    const MANY: usize = 20;
    if report.findings().len() <= MANY || args.format != Format::Human {
        return;
    }
    let mut counts: BTreeMap<(Reverse<Severity>, &str), usize> = BTreeMap::new();
    for finding in report.findings() {
        *counts.entry((Reverse(finding.severity), finding.diagnostic.code.name)).or_default() += 1;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|((severity, name), count)| (*severity, Reverse(*count), *name));
    for ((Reverse(severity), name), count) in rows {
        line(args, &format!("{:>7}  {:7}  {name}", group_digits(count), severity.as_str()));
    }
    line(args, "");
}

/// Writes a line to standard error if the command is to say more than usual.
pub(super) fn verbose(args: &CheckArgs, text: impl FnOnce() -> String) {
    if args.verbose {
        always(&one_line(&text()));
    }
}

/// Writes the findings: for people to standard error, as JSON to standard output.
pub(super) fn findings(report: &Report, map: &SourceMap, args: &CheckArgs) -> Result<(), Failure> {
    let written = match args.format {
        Format::Human => {
            let color = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
            let width = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
            let style = Style { color, width: width.unwrap_or(100), all: args.all };
            let mut out = io::BufWriter::new(io::stderr().lock());
            write_human(report, map, &style, &mut out).and_then(|()| out.flush())
        }
        Format::Json => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            write_json(report, map, &mut out).and_then(|()| out.flush())
        }
        Format::Github => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            write_github(report, map, &way_to(&args.site), &mut out).and_then(|()| out.flush())
        }
        Format::Sarif => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            write_sarif(report, map, &way_to(&args.site), &mut out).and_then(|()| out.flush())
        }
    };
    let is_gone = |error: &io::Error| match args.format {
        Format::Human => is_reader_gone(error, &io::stderr()),
        Format::Json | Format::Github | Format::Sarif => is_reader_gone(error, &io::stdout()),
    };
    match written {
        Err(error) if !is_gone(&error) => Err(Failure::world(error)),
        _ => Ok(()),
    }
}

/// Says why findings are errors that a tree without settings only warns of, and how to keep them warnings.
pub(super) fn strictness(report: &Report, compiled: &Compiled, args: &CheckArgs) {
    let Compiled { map, levels, .. } = compiled;
    let found = report.findings().iter().map(|finding| &finding.diagnostic);
    let stricter = found
        .filter(|found| levels.is_error_by_default(found.code, map.path(found.span.file), args.strict))
        .count();
    if stricter > 0 {
        let (errors, warnings) = match stricter {
            1 => ("1 finding is an error".to_owned(), "it is a warning"),
            many => (format!("{} findings are errors", group_digits(many)), "they are warnings"),
        };
        line(
            args,
            &format!(
                "note: {errors} because there is a `site.toml`: without one, {warnings}. If the records are maintained by someone else, write `profile = \"foreign\"` below `[lints]` in `site.toml`"
            ),
        );
    }
}

/// Says which folders beside the output are left alone.
pub(super) fn unknown_folders(folders: &[PathBuf], args: &CheckArgs) {
    for folder in folders {
        line(
            args,
            &format!(
                "note: `{}` has the name of a site that a build set aside, but no build recorded it; it is left unchanged: rename or remove it",
                folder.display()
            ),
        );
    }
}

/// Adds to the summary of a GitHub Actions step, where the command runs in one and writes annotations.
pub(super) fn summary(report: &Report, map: &SourceMap, line: &str, args: &CheckArgs) -> Result<(), Failure> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|_| args.format == Format::Github) else {
        return Ok(());
    };
    Ok(write::append(Path::new(&path), github_summary(report, map, line).as_bytes())?)
}

/// Writes a line to standard error, unless the command is to be quiet.
pub(super) fn line(args: &CheckArgs, text: &str) {
    if !args.quiet {
        always(text);
    }
}

/// Writes a line to standard error.
pub(super) fn always(text: &str) {
    // Nobody is left to tell when standard error is gone.
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// Whether nobody reads any more what a command says: the other end of the pipe or the terminal is gone.
pub(super) fn is_reader_gone(error: &io::Error, stream: &impl Stream) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe || is_terminal_gone(error, stream)
}

/// Whether a write to a closed terminal failed. The number is also that of a disk that fails, so a file is none.
#[cfg(unix)]
fn is_terminal_gone(error: &io::Error, stream: &impl Stream) -> bool {
    /// `EIO`.
    const TERMINAL_GONE: i32 = 5;
    let metadata = || std::fs::File::from(stream.as_fd().try_clone_to_owned()?).metadata();
    error.raw_os_error() == Some(TERMINAL_GONE) && !metadata().is_ok_and(|metadata| metadata.is_file())
}

/// Other systems end the process with its terminal.
#[cfg(not(unix))]
fn is_terminal_gone(_: &io::Error, _: &impl Stream) -> bool {
    false
}

/// Says why a command failed.
pub(super) fn failure(failure: &Failure) {
    let style = anstyle::Style::new().bold().fg_color(Some(anstyle::AnsiColor::Red.into()));
    let _ = writeln!(anstream::stderr(), "{style}error{style:#}: {failure}");
}

/// Says why changes do not pass.
pub(super) fn objection(text: &str) {
    let style = anstyle::Style::new().bold().fg_color(Some(anstyle::AnsiColor::Red.into()));
    let _ = writeln!(anstream::stderr(), "{style}refused{style:#}: {}", one_line(text));
}

/// A line that counts pages while they are drawn; shown on a terminal alone.
pub(super) struct Progress {
    shown: bool,
}

impl Progress {
    pub(super) fn new(args: &CheckArgs) -> Self {
        Self { shown: !args.quiet && args.format == Format::Human && io::stderr().is_terminal() }
    }

    pub(super) fn step(&self, done: usize, total: usize) {
        if self.shown && (done.is_multiple_of(64) || done == total) {
            let _ = write!(io::stderr(), "\r  {} of {} pages", group_digits(done), group_digits(total));
        }
    }

    pub(super) fn clear(&self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

/// A number with commas.
pub(super) fn group_digits(number: usize) -> String {
    thousands(&number.to_string())
}

/// A size in words: `98.2 MB`.
pub(super) fn size(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        1_000_000..1_000_000_000 => format!("{} MB", tenths(1_000_000)),
        _ => format!("{} GB", tenths(1_000_000_000)),
    }
}

/// A time in words: `1.42 s`.
pub(super) fn time(duration: Duration) -> String {
    format!("{}.{:02} s", duration.as_secs(), duration.subsec_millis() / 10)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_closed_terminal_has_no_reader_and_a_failing_disk_is_a_failure() {
        let failed = io::Error::from_raw_os_error(5);
        let device = std::fs::File::options().write(true).open("/dev/null").unwrap();
        assert!(is_reader_gone(&failed, &device));
        assert!(!is_reader_gone(&failed, &tempfile::tempfile().unwrap()));
        assert!(!is_reader_gone(&io::Error::from_raw_os_error(28), &device));
    }
}

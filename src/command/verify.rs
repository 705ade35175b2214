//! `modelpress verify DIST [SITE]`: whether every figure of a built site is the same everywhere, and in the files.

use std::collections::BTreeSet;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::Serialize;

use super::report::group_digits;
use super::{Failure, Outcome, run};
use crate::cli::{VerifyArgs, VerifyFormat};
use crate::diag::one_line;
use crate::discover::read_file;
use crate::verify::{Difference, Files, Report, Side, Truth, verify as compare};

/// The version of the document.
const VERSION: u32 = 1;

/// The size from which on a file of a site is not read.
const LARGEST: u64 = 256 << 20;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    /// How many figures were compared, by format.
    compared: std::collections::BTreeMap<String, usize>,
    differences: &'a [Difference],
    /// How many more there are.
    more: usize,
}

/// Compares a site with its files and prints what differs.
pub(super) fn verify(args: &VerifyArgs) -> Result<Outcome, Failure> {
    let common = args.common();
    let today = run::today(&common)?;
    let report = run::on_threads(&common, || -> Result<Report, Failure> {
        let truth = match &args.site {
            Some(site) => Some(Truth::of_files(&run::read(site)?, today)),
            None => None,
        };
        let read = |path: &str| read_file(&args.dist.join(path), LARGEST).ok();
        Ok(compare(&Files { paths: paths(&args.dist)?, read: &read }, truth))
    })??;
    let mut out = BufWriter::new(io::stdout().lock());
    let printed = match args.format {
        VerifyFormat::Text => text(&report, &mut out),
        VerifyFormat::Json => json(&report, &mut out),
    };
    Failure::printing(printed.and_then(|()| out.flush()))?;
    Ok(if report.differences.is_empty() { Outcome::Done } else { Outcome::Mistakes })
}

/// The files of a folder; links are not followed.
fn paths(folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let mut paths = BTreeSet::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.map_err(|error| match error.io_error().map(io::Error::kind) {
            Some(io::ErrorKind::NotFound) if error.depth() == 0 => {
                Failure::usage(format_args!("there is no folder `{}`", folder.display()))
            }
            _ => Failure::world(error),
        })?;
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        if entry.file_type().is_file() {
            let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            paths.insert(parts.join("/"));
        }
    }
    if !paths.iter().any(|path| path.ends_with("index.html")) {
        return Err(Failure::usage(format_args!("`{}` holds no built site", folder.display())));
    }
    Ok(paths)
}

fn text(report: &Report, out: &mut impl Write) -> io::Result<()> {
    for Difference { format, found, expected } in &report.differences {
        let line = format!("{}: {}; {}", format.name(), side(found), side(expected));
        writeln!(out, "{}", one_line(&line))?;
    }
    if report.more > 0 {
        writeln!(out, "… and {} more", group_digits(report.more))?;
    }
    let sum = report.compared.values().sum();
    let parts: Vec<String> = report
        .compared
        .iter()
        .map(|(format, count)| format!("{} {}", format.name(), group_digits(*count)))
        .collect();
    writeln!(
        out,
        "compared {} figures in {} formats ({}): {}",
        group_digits(sum),
        report.compared.len(),
        parts.join(", "),
        match report.differences.len() + report.more {
            0 => "no difference".to_owned(),
            1 => "1 difference".to_owned(),
            count => format!("{} differences", group_digits(count)),
        }
    )
}

/// A place with its value: `api.json: openai.models.x.cost.input = 0.15`.
fn side(side: &Side) -> String {
    let value = side.value.as_ref().map_or_else(|| "is missing".to_owned(), |value| format!("= {value}"));
    format!("{}: {} {value}", side.file, side.at)
}

fn json(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let name = |format: &crate::verify::Format| {
        let word = serde_json::to_value(format).ok();
        word.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
    };
    let compared = report.compared.iter().map(|(format, count)| (name(format), *count)).collect();
    let document =
        Document { version: VERSION, compared, differences: &report.differences, more: report.more };
    serde_json::to_writer_pretty(&mut *out, &document).map_err(io::Error::from)?;
    writeln!(out)
}

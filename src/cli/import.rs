//! What the commands take that bring catalogs in, and files into one style.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{CheckArgs, day};
use crate::import::{Layout, Options, Source};

/// What an import takes.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Whose catalog it is.
    pub source: Source,
    /// The file that holds it; `-` is standard input.
    pub file: PathBuf,
    /// The folder of the site: a new or empty one, or with `--update` one that is there.
    #[arg(long, short, value_name = "DIR")]
    pub output: PathBuf,
    /// Where records go: each provider into its folder, or models below their author with their price [default: what suits the source].
    #[arg(long, value_enum, value_name = "LAYOUT")]
    pub layout: Option<Layout>,
    /// Only these providers, or authors, by their IDs, separated by commas.
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub only: Vec<String>,
    /// What the prices of a column of a table are for, such as `input=1M`; can be repeated.
    #[arg(long, value_name = "COLUMN=UNIT", value_parser = pair)]
    pub unit: Vec<(String, String)>,
    /// Bring what changed into a site that is there: comments, keys of your own and what `[import] lock` names stay.
    #[arg(long)]
    pub update: bool,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Show what would be written as a unified diff, and write nothing.
    #[arg(long, conflicts_with = "format")]
    pub diff: bool,
    /// The format of the report: for people on standard error, or JSON on standard output.
    #[arg(long, value_enum, default_value_t = ImportFormat::Text)]
    pub format: ImportFormat,
    /// The date, YYYY-MM-DD [default: `SOURCE_DATE_EPOCH`, or today in UTC].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
    /// Print no report.
    #[arg(long, short)]
    pub quiet: bool,
}

impl ImportArgs {
    /// What a check of the site would take.
    pub fn common(&self) -> CheckArgs {
        CheckArgs { site: self.output.clone(), ..CheckArgs::of_report(self.today, self.quiet) }
    }

    /// What is read of the source, and how.
    pub fn options(&self) -> Options {
        let units: BTreeMap<String, String> = self.unit.iter().cloned().collect();
        Options { layout: self.layout, only: self.only.clone(), units }
    }
}

/// What formatting takes.
#[derive(Debug, Args)]
pub struct FmtArgs {
    /// Files of a site, folders in it, or the site [default: the site that the current folder is in].
    #[arg(value_name = "PATH")]
    pub files: Vec<PathBuf>,
    /// Write nothing, name the files that would change, and exit with 1 if there are any.
    #[arg(long)]
    pub check: bool,
    /// Write nothing and show the changes as a unified diff.
    #[arg(long)]
    pub diff: bool,
    /// Print only files that would change or are left as they are.
    #[arg(long, short)]
    pub quiet: bool,
}

/// How the report of an import is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// For people.
    Text,
    /// One JSON document.
    Json,
}

/// Reads a name and a value with `=` between them.
fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("expected a column and its unit, such as `input=1M`")?;
    let unit = value.trim();
    if !["1", "1K", "1000", "1M", "1000000"].iter().any(|known| known.eq_ignore_ascii_case(unit)) {
        return Err("it must be 1, 1K or 1M".to_owned());
    }
    Ok((name.trim().to_owned(), unit.to_owned()))
}

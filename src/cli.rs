//! The command line: what can be asked for, in words.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Turns a folder of TOML files about AI models into a model-directory website.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str =
    "Exit codes: 0 done, 1 mistakes in the files, 2 wrong usage, 3 the system failed (disk, permission).";

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site.
    Build(BuildArgs),
    /// Do everything that a build does, but write nothing.
    Check(CheckArgs),
    /// Explain the code of a diagnostic.
    Explain {
        /// The code, such as `unknown-key`; without it, all codes are listed.
        code: Option<String>,
    },
    /// Print the JSON Schema of a kind of file.
    Schema {
        /// The kind of file.
        kind: SchemaKind,
    },
}

/// What a build takes.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// What a check takes too.
    #[command(flatten)]
    pub common: CheckArgs,
    /// The folder to write to [default: SITE/dist].
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Build what can be built though there are mistakes; the exit code is still 1.
    #[arg(long)]
    pub keep_going: bool,
}

/// What a check takes.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The site: a folder with `models/`, and perhaps `site.toml` and `providers/`.
    #[arg(default_value = ".")]
    pub site: PathBuf,
    /// Where the site will stand; overrides `base_url` of `site.toml`.
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// The day to build for, YYYY-MM-DD [default: `SOURCE_DATE_EPOCH`, else today in UTC].
    #[arg(long, value_name = "DATE")]
    pub today: Option<jiff::civil::Date>,
    /// How many threads work [default: one for each core].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Treat warnings as errors.
    #[arg(long)]
    pub strict: bool,
    /// Show every finding, where equal ones are otherwise folded.
    #[arg(long)]
    pub all: bool,
    /// How findings are written: for people to standard error, or as JSON lines to standard output.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Say nothing but findings.
    #[arg(long, short)]
    pub quiet: bool,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaKind {
    /// `models/<author>/<id>.toml`, and offers.
    Model,
    /// `models/<author>/author.toml`.
    Author,
    /// `providers/<id>/provider.toml`.
    Provider,
    /// `site.toml`.
    Site,
}

fn base_url(text: &str) -> Result<String, String> {
    match url::Url::parse(text) {
        Ok(url)
            if matches!(url.scheme(), "http" | "https")
                && url.query().is_none()
                && url.fragment().is_none() =>
        {
            Ok(url.to_string())
        }
        Ok(_) => Err("it is an http or https address without query and fragment".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

//! The command line: what can be asked for, in words.

mod ask;
mod create;
mod examples;
mod here;
mod import;
mod number;

use std::path::PathBuf;
#[cfg(feature = "serve")]
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::diff::gate::GateKind;
use crate::domain::base_url;
use crate::parse::read_typed_date;

pub use ask::{CostArgs, CostFormat, QueryArgs, QueryFormat};
pub use create::{InitArgs, NewArgs, NewKind};
pub use here::{is_site, site};
pub use import::{FmtArgs, ImportArgs, ImportFormat};
pub use number::Cached;

/// Turns a folder of TOML files about AI models into a model-directory website.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100, after_help = examples::ALL)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// When to color what is printed; `auto` colors on a terminal, unless `NO_COLOR` is set.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
}

/// When to color.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal. `NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE` decide otherwise.
    Auto,
    /// Also in files and pipes.
    Always,
    /// Not at all.
    Never,
}

/// Commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a small site in an empty folder.
    #[command(after_help = examples::INIT)]
    Init(InitArgs),
    /// Write a file ready to fill in: a model, an author, a provider or a page.
    #[command(after_help = examples::NEW)]
    New(NewArgs),
    /// Make a site of a catalog that another tool keeps.
    #[command(after_help = examples::IMPORT)]
    Import(ImportArgs),
    /// Build the site.
    #[command(after_help = examples::BUILD)]
    Build(BuildArgs),
    /// Check the site without writing anything.
    #[command(after_help = examples::CHECK)]
    Check(ReviewArgs),
    /// Write the files of a site in one style: order of keys, numbers, dates, space.
    #[command(after_help = examples::FMT)]
    Fmt(FmtArgs),
    /// Show what changed between two states of a site.
    #[command(after_help = examples::DIFF)]
    Diff(DiffArgs),
    /// Show the model of each offer that names none, or write it to the files.
    #[command(after_help = examples::LINK)]
    Link(LinkArgs),
    /// Preview the site and reload on changes; nothing is written.
    #[cfg(feature = "serve")]
    #[command(after_help = examples::SERVE)]
    Serve(ServeArgs),
    /// List what a build writes for programs and hosts, and which offers each list leaves out.
    #[command(after_help = examples::OUTPUTS)]
    Outputs(OutputsArgs),
    /// List the models that match words and filters.
    #[command(after_help = examples::QUERY)]
    Query(QueryArgs),
    /// Compute what requests cost, step by step.
    #[command(after_help = examples::COST)]
    Cost(CostArgs),
    /// Check that every figure of a built site is the same in each format and in the files.
    #[command(after_help = examples::VERIFY)]
    Verify(VerifyArgs),
    /// Explain an error or lint code, or a key of a file.
    #[command(after_help = examples::EXPLAIN)]
    Explain {
        /// The code, such as `unknown-key`, or the key, such as `cost.input`; without it, all codes are listed.
        #[arg(value_name = "CODE")]
        code: Option<String>,
    },
    /// Print what completes commands and flags in a shell.
    #[command(after_help = examples::COMPLETIONS)]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Write the man pages to a folder.
    #[command(after_help = examples::MAN)]
    Man {
        /// The folder.
        dir: PathBuf,
    },
    /// Print the JSON Schema of a file type.
    #[command(after_help = examples::SCHEMA)]
    Schema {
        /// The file type.
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
    #[arg(long, short, value_name = "DIR", env = unless_empty("MODELPRESS_OUTPUT"), hide_env_values = true)]
    pub output: Option<PathBuf>,
    /// Leave out records with errors and build the rest; the exit code is still 1.
    #[arg(long)]
    pub keep_going: bool,
    /// Leave out the `[analytics]` script, for example in a shared preview.
    #[arg(long)]
    pub no_analytics: bool,
    /// Read and compare every file, even if its size and times have not changed since the last build.
    #[arg(long)]
    pub verify_output: bool,
}

/// What a preview takes.
#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// What a check takes too.
    #[command(flatten)]
    pub common: CheckArgs,
    /// The port to listen on; 0 is any free one [default: the first free one from 8000 on].
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// The address to listen on. With any address other than this machine's own, everybody who can reach it can read the site.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    pub host: String,
    /// Also accept requests for this host name, such as that of a forwarded port or a Compose service; can be repeated.
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<crate::serve::HostName>,
    /// Also show drafts and records with a later publication date.
    #[arg(long)]
    pub drafts: bool,
    /// Read all files at an interval, such as `2s` or `500ms`, instead of waiting for the system to report changes: for network folders
    /// and mounts in containers [without a value: 1s].
    #[arg(long, value_name = "INTERVAL", num_args = 0..=1, require_equals = true, default_missing_value = "1s", value_parser = interval)]
    pub poll: Option<Duration>,
    /// Open the site in the browser.
    #[arg(long)]
    pub open: bool,
    /// The editor that opens file locations from the page: `vscode`, `zed`, `idea` and others, or a URL with `{path}`, `{line}` and `{column}`
    /// [default: `MODELPRESS_EDITOR`].
    #[arg(long, value_name = "EDITOR")]
    pub editor: Option<crate::serve::Editor>,
}

/// What a check takes.
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// What a build takes too.
    #[command(flatten)]
    pub common: CheckArgs,
    /// Report only what is new since a revision of the site's git repository: a branch, a tag or a commit.
    #[arg(long, value_name = "REV", conflicts_with = "baseline")]
    pub changed_since: Option<String>,
    /// Report only what is not in a file that `check --format json` wrote.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Also report facts that were last checked or updated more than so many days ago, the oldest first, with the source to look at;
    /// models past their retirement date; and how many records have no description or no source.
    #[arg(long, value_name = "DAYS")]
    pub stale: Option<u16>,
    /// Apply the safe edits that findings propose; comments and everything else stay as they are.
    #[arg(long)]
    pub fix: bool,
    /// Also apply edits that are guesses, to be looked at.
    #[arg(long = "unsafe", requires = "fix")]
    pub guesses: bool,
    /// Show the edits as a unified diff and write nothing.
    #[arg(long, requires = "fix", conflicts_with = "external_links")]
    pub diff: bool,
    /// Write the external URLs that pages link to into a file, one per line, for a link checker.
    #[arg(long, value_name = "FILE")]
    pub external_links: Option<PathBuf>,
}

/// What a check and a build take.
#[derive(Clone, Debug, Args)]
pub struct CheckArgs {
    /// The site: a folder with `models/`, and optionally `site.toml` and `providers/` [default: the one that the current folder is in].
    #[arg(default_value_os_t = here::site(), hide_default_value = true)]
    pub site: PathBuf,
    /// The address of the published site; overrides `base_url` in `site.toml`.
    #[arg(long, value_name = "URL", env = unless_empty("MODELPRESS_BASE_URL"), hide_env_values = true, value_parser = base_url)]
    pub base_url: Option<String>,
    /// The build date, YYYY-MM-DD [default: `SOURCE_DATE_EPOCH`, or today in UTC].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
    /// The number of threads [default: one per core].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Treat warnings as errors.
    #[arg(long)]
    pub strict: bool,
    /// Show every finding instead of folding similar ones.
    #[arg(long)]
    pub all: bool,
    /// The format of findings: human-readable on standard error, or JSON lines, GitHub Actions annotations or SARIF on standard output.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Print only findings.
    #[arg(long, short)]
    pub quiet: bool,
    /// Also print which site and day is meant, and what is read.
    #[arg(long, short, conflicts_with = "quiet")]
    pub verbose: bool,
}

impl CheckArgs {
    /// What a report on the current folder takes, which is no check.
    pub(crate) fn of_report(today: Option<Date>, quiet: bool) -> Self {
        Self {
            site: PathBuf::from("."),
            base_url: None,
            today,
            threads: None,
            strict: false,
            all: false,
            format: Format::Human,
            quiet,
            verbose: false,
        }
    }
}

/// What a comparison takes.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The old state: a site's folder, `git:REV` for a revision of its repository, an `api.json` file, or a catalog of another tool, such as
    /// `litellm:FILE`.
    pub old: String,
    /// The new state [default: the site that the current folder is in].
    #[arg(default_value_t = here::site_text(), hide_default_value = true)]
    pub new: String,
    /// The output format.
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
    /// The file to write the changes to [default: standard output].
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Exit with 1 if there are changes of this kind; separate several with commas.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KIND")]
    pub fail_on: Vec<GateKind>,
    /// Exit with 1 if a price changed by more than this, such as `50%`; new records are ignored.
    #[arg(long, value_name = "PERCENT", value_parser = percentage)]
    pub max_price_change: Option<Decimal>,
    /// Allow removed pages that have no alias.
    #[arg(long)]
    pub allow_removed: bool,
    /// The date for both states, YYYY-MM-DD [default: `SOURCE_DATE_EPOCH`, or today in UTC].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
    /// Print only the changes and failed gates.
    #[arg(long, short)]
    pub quiet: bool,
}

impl DiffArgs {
    /// What a check of one of the states would take.
    pub fn common(&self) -> CheckArgs {
        CheckArgs::of_report(self.today, self.quiet)
    }
}

/// What linking takes.
#[derive(Debug, Args)]
pub struct LinkArgs {
    /// The site: a folder with `models/` and `providers/` [default: the one that the current folder is in].
    #[arg(default_value_os_t = here::site(), hide_default_value = true)]
    pub site: PathBuf,
    /// Change the files; without it, only show what would change.
    #[arg(long)]
    pub write: bool,
    /// Write `base_model` instead of `model`, so that offers inherit from their model, and show the facts that change.
    #[arg(long)]
    pub inherit: bool,
    /// Create a file for each model that has only offers.
    #[arg(long)]
    pub model_files: bool,
    /// The least certain kind of link to write.
    #[arg(long, value_enum, default_value_t = LinkLevel::Matched)]
    pub level: LinkLevel,
    /// The output format.
    #[arg(long, value_enum, default_value_t = LinkFormat::Text)]
    pub format: LinkFormat,
    /// The date, YYYY-MM-DD [default: `SOURCE_DATE_EPOCH`, or today in UTC].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
    /// Print only the links.
    #[arg(long, short)]
    pub quiet: bool,
}

impl LinkArgs {
    /// What a check of the site would take.
    pub fn common(&self) -> CheckArgs {
        CheckArgs { site: self.site.clone(), ..CheckArgs::of_report(self.today, self.quiet) }
    }
}

/// What the list of outputs takes.
#[derive(Debug, Args)]
pub struct OutputsArgs {
    /// The site: a folder with `models/`, and optionally `site.toml` and `providers/` [default: the one that the current folder is in].
    #[arg(default_value_os_t = here::site(), hide_default_value = true)]
    pub site: PathBuf,
    /// The address of the published site; overrides `base_url` in `site.toml`.
    #[arg(long, value_name = "URL", env = unless_empty("MODELPRESS_BASE_URL"), hide_env_values = true, value_parser = base_url)]
    pub base_url: Option<String>,
    /// The output format.
    #[arg(long, value_enum, default_value_t = OutputsFormat::Text)]
    pub format: OutputsFormat,
    /// The date, YYYY-MM-DD [default: `SOURCE_DATE_EPOCH`, or today in UTC].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
}

impl OutputsArgs {
    /// What a check of the site would take.
    pub fn common(&self) -> CheckArgs {
        CheckArgs { site: self.site.clone(), ..CheckArgs::of_report(self.today, false) }
    }
}

/// What a comparison of a built site takes.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The folder of the built site.
    pub dist: PathBuf,
    /// The site it was built from; without it, the formats are compared with each other alone.
    pub site: Option<PathBuf>,
    /// The output format.
    #[arg(long, value_enum, default_value_t = VerifyFormat::Text)]
    pub format: VerifyFormat,
    /// The date of the build, YYYY-MM-DD [default: `SOURCE_DATE_EPOCH`, or today in UTC].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
    /// The number of threads [default: one per core].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

impl VerifyArgs {
    /// What a check of the site would take.
    pub fn common(&self) -> CheckArgs {
        CheckArgs { threads: self.threads, ..CheckArgs::of_report(self.today, false) }
    }
}

/// How differences are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum VerifyFormat {
    /// One difference per line.
    Text,
    /// One JSON document.
    Json,
}

/// How outputs are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputsFormat {
    /// One output per line.
    Text,
    /// One JSON document.
    Json,
}

/// How certain a link is that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LinkLevel {
    /// The offer's ID equals the model's.
    Exact,
    /// The IDs differ only in how the model is served.
    Matched,
}

/// How links are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LinkFormat {
    /// One offer per line.
    Text,
    /// One JSON document.
    Json,
}

/// How changes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people.
    Text,
    /// Markdown for a pull request comment.
    Markdown,
    /// One JSON document, which a site's `changes` folder can keep.
    Json,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// One JSON object per line.
    Json,
    /// GitHub Actions annotations, most severe first, and a job summary.
    Github,
    /// One SARIF 2.1.0 document, for code scanning.
    Sarif,
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

/// Reads a percentage: `50%` or `12.5`.
fn percentage(text: &str) -> Result<Decimal, String> {
    let read = text.strip_suffix('%').unwrap_or(text).parse::<Decimal>();
    match read {
        Ok(number) if !number.is_sign_negative() => Ok(number),
        _ => Err("expected a percentage such as `50%`".to_owned()),
    }
}

/// A variable that stands for a flag; an empty one, as workflows set for an input that nobody gave, counts as unset.
fn unless_empty(name: &'static str) -> Option<&'static str> {
    std::env::var_os(name).is_none_or(|value| !value.is_empty()).then_some(name)
}

fn base_url(text: &str) -> Result<String, String> {
    base_url::read(text).map_err(|error| format!("it {error}; {}", base_url::help(text, error)))
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| match read_typed_date(text).filter(|date| date.len() == "YYYY-MM-DD".len()) {
        Some(date) => format!("dates are YYYY-MM-DD; did you mean `{date}`?"),
        None => "dates are YYYY-MM-DD, such as `2026-11-26`".to_owned(),
    })
}

/// Reads an interval: `2s` or `500ms`.
#[cfg(feature = "serve")]
fn interval(text: &str) -> Result<Duration, String> {
    let read =
        text.parse::<jiff::SignedDuration>().ok().and_then(|interval| Duration::try_from(interval).ok());
    read.filter(|interval| (SHORTEST..=LONGEST).contains(interval))
        .ok_or_else(|| "expected an interval from 10ms to 1h, such as `2s` or `500ms`".to_owned())
}

#[cfg(feature = "serve")]
const SHORTEST: Duration = Duration::from_millis(10);

#[cfg(feature = "serve")]
const LONGEST: Duration = Duration::from_hours(1);

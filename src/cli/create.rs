//! What the commands take that write the first files of a site.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{CheckArgs, day, here};

/// What making a site takes.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder: a new or empty one.
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// The day that the records are dated with, YYYY-MM-DD [default: `SOURCE_DATE_EPOCH`, or today in UTC].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
    /// Print nothing.
    #[arg(long, short)]
    pub quiet: bool,
}

/// What making a file takes.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// What the file describes.
    pub kind: NewKind,
    /// The ID: `acme/small` for a model, `acme` for an author or a provider, `docs/limits` for a page.
    pub id: String,
    /// The site [default: the one that the current folder is in].
    #[arg(default_value_os_t = here::site(), hide_default_value = true)]
    pub site: PathBuf,
    /// The name [default: made from the ID].
    #[arg(long, value_name = "NAME", value_parser = line)]
    pub name: Option<String>,
    /// The day that the file is dated with, YYYY-MM-DD [default: `SOURCE_DATE_EPOCH`, or today in UTC].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
    /// Print only the path of the file and what there is to fill in.
    #[arg(long, short)]
    pub quiet: bool,
}

impl NewArgs {
    /// What a check of the site would take.
    pub fn common(&self) -> CheckArgs {
        CheckArgs { site: self.site.clone(), ..CheckArgs::of_report(self.today, self.quiet) }
    }
}

/// What a new file describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NewKind {
    /// `models/<author>/<id>.toml`.
    Model,
    /// `models/<id>/author.toml`.
    Author,
    /// `providers/<id>/provider.toml`.
    Provider,
    /// `pages/<id>.md`.
    Page,
}

/// Reads one line of text.
fn line(text: &str) -> Result<String, String> {
    let is_line = !text.trim().is_empty() && !text.chars().any(char::is_control);
    if is_line { Ok(text.trim().to_owned()) } else { Err("expected one line of text".to_owned()) }
}

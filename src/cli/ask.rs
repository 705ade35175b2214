//! What the commands take that answer from the catalog.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::number::{Cached, cached, count, price};
use super::{CheckArgs, day, here};

/// What asking for models takes.
#[derive(Debug, Args)]
pub struct QueryArgs {
    /// The words of the site's search: names, capabilities, `free`, `'<$1'` for the price of input, `'>200k'` for the context window.
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// Only models with this capability, such as `vision` or `tools`; can be repeated.
    #[arg(long, value_name = "CAPABILITY", value_delimiter = ',')]
    pub capability: Vec<String>,
    /// Only models of this author, by its ID or name.
    #[arg(long, value_name = "AUTHOR")]
    pub author: Option<String>,
    /// Only models that this provider offers, by its ID or name.
    #[arg(long, value_name = "PROVIDER")]
    pub provider: Option<String>,
    /// Only models of this type, such as `chat` or `embedding`.
    #[arg(long = "type", value_name = "TYPE")]
    pub kind: Option<String>,
    /// Only models with this status, such as `active`.
    #[arg(long, value_name = "STATUS")]
    pub status: Option<String>,
    /// The most that 1M input tokens may cost, in dollars.
    #[arg(long, value_name = "PRICE", value_parser = price)]
    pub max_input: Option<Decimal>,
    /// The most that 1M output tokens may cost, in dollars.
    #[arg(long, value_name = "PRICE", value_parser = price)]
    pub max_output: Option<Decimal>,
    /// The fewest tokens of context, such as `128K`.
    #[arg(long, value_name = "TOKENS", value_parser = count)]
    pub min_context: Option<u64>,
    /// A row for each offer instead of one for each model.
    #[arg(long)]
    pub offers: bool,
    /// The key to sort by, such as `cost.output`; `-` in front turns the order around [default: best match, then newest].
    #[arg(long, value_name = "KEY", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// The keys to print, separated by commas, such as `id,cost.input`.
    #[arg(long, value_name = "KEYS", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// The most rows to print.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// The output format.
    #[arg(long, value_enum, default_value_t = QueryFormat::Table)]
    pub format: QueryFormat,
    /// The site [default: the one that the current folder is in].
    #[arg(long, value_name = "SITE", default_value_os_t = here::site(), hide_default_value = true)]
    pub site: PathBuf,
    /// The date, YYYY-MM-DD [default: `SOURCE_DATE_EPOCH`, or today in UTC].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
    /// Print only the rows.
    #[arg(long, short)]
    pub quiet: bool,
}

impl QueryArgs {
    /// What a check of the site would take.
    pub fn common(&self) -> CheckArgs {
        CheckArgs { site: self.site.clone(), ..CheckArgs::of_report(self.today, self.quiet) }
    }
}

/// How rows are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum QueryFormat {
    /// A table for people.
    Table,
    /// One JSON document.
    Json,
    /// Comma-separated values.
    Csv,
}

/// What computing costs takes.
#[derive(Debug, Args)]
pub struct CostArgs {
    /// The model by its ID, `small` or `acme/small`; several are compared.
    #[arg(value_name = "MODEL", required = true)]
    pub models: Vec<String>,
    /// The input tokens of a request, such as `1500`, `1.5K` or `2M`.
    #[arg(long, value_name = "N", value_parser = count)]
    pub input: Option<u64>,
    /// The output tokens of a request.
    #[arg(long, value_name = "N", value_parser = count)]
    pub output: Option<u64>,
    /// How much of the input is read from the cache: tokens, or a share such as `80%`.
    #[arg(long, value_name = "N", value_parser = cached)]
    pub cached: Option<Cached>,
    /// The number of requests.
    #[arg(long, value_name = "N", value_parser = count, default_value = "1")]
    pub requests: u64,
    /// The number of images, minutes, searches and the like, where the model is paid by them.
    #[arg(long, value_name = "N", value_parser = count)]
    pub quantity: Option<u64>,
    /// The prices of the batch service.
    #[arg(long, conflicts_with = "service")]
    pub batch: bool,
    /// The prices of a service tier, a mode or hours, such as `flex` or `16:30-00:30`.
    #[arg(long, value_name = "NAME")]
    pub service: Option<String>,
    /// The prices of this provider, by its ID or name.
    #[arg(long, value_name = "PROVIDER")]
    pub provider: Option<String>,
    /// The output format.
    #[arg(long, value_enum, default_value_t = CostFormat::Text)]
    pub format: CostFormat,
    /// The site [default: the one that the current folder is in].
    #[arg(long, value_name = "SITE", default_value_os_t = here::site(), hide_default_value = true)]
    pub site: PathBuf,
    /// The date, YYYY-MM-DD [default: `SOURCE_DATE_EPOCH`, or today in UTC].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
}

impl CostArgs {
    /// What a check of the site would take.
    pub fn common(&self) -> CheckArgs {
        CheckArgs { site: self.site.clone(), ..CheckArgs::of_report(self.today, false) }
    }
}

/// How costs are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CostFormat {
    /// The steps, one per line.
    Text,
    /// One JSON document.
    Json,
}

//! Catalogs of other tools, read as the files of a site. In comes the text of a [`Source`], out go the [`Fields`] of each file
//! and a [`Report`] of what no key can hold. No number passes through a float.

mod by_field;
mod csv;
mod fields;
mod genai_prices;
mod json;
mod litellm;
pub mod models_dev;
mod number;
mod openrouter;
mod place;
mod report;
mod sheet;
mod text;
pub mod update;

use std::collections::{BTreeMap, BTreeSet};

use clap::ValueEnum;

use crate::discover::{SourceFile, Sources};
use crate::format::schema_of;

pub use fields::{Fields, Value};
pub use json::Json;
pub use report::{Loss, Report, Why};
pub use text::text;

/// Whose data is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Source {
    /// The price list of `LiteLLM`, `model_prices_and_context_window.json`.
    Litellm,
    /// The answer of `OpenRouter`'s models endpoint.
    Openrouter,
    /// The `api.json` of models.dev, and of sites that publish it too.
    ModelsDev,
    /// The data of genai-prices, `data.json`.
    GenaiPrices,
    /// A table with a header row.
    Csv,
}

/// Where records go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Layout {
    /// Each provider has its folder in `providers/`, so that the site compares providers.
    Providers,
    /// Records stand in `models/<author>/`, with their price in the model's own file.
    Models,
}

/// What is read of a source, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where records go; `None` for what suits the source.
    pub layout: Option<Layout>,
    /// The IDs of the providers, or authors, that are read; all of them if there are none.
    pub only: Vec<String>,
    /// In a CSV file: what prices are for, by column: `input` to `1M`. Never guessed.
    pub units: BTreeMap<String, String>,
}

/// What a source says, as files of a site.
#[derive(Debug, Default)]
pub struct Import {
    /// The files by their paths: `providers/openai/models/gpt-5.toml`.
    pub files: BTreeMap<String, Fields>,
    /// What was left out.
    pub report: Report,
    taken: BTreeSet<String>,
}

/// Why a source cannot be read at all.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ImportError(pub String);

impl Source {
    /// Its name on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Litellm => "litellm",
            Self::Openrouter => "openrouter",
            Self::ModelsDev => "models-dev",
            Self::GenaiPrices => "genai-prices",
            Self::Csv => "csv",
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Litellm => "LiteLLM",
            Self::Openrouter => "OpenRouter",
            Self::ModelsDev => "models.dev",
            Self::GenaiPrices => "genai-prices",
            Self::Csv => "a table",
        }
    }
}

impl Import {
    /// The files as the sources of a site.
    pub fn sources(&self) -> Sources {
        let file = |(path, fields): (&String, &Fields)| {
            let bytes = text(fields, schema_of(path)?).into();
            Some(SourceFile { path: path.clone(), bytes })
        };
        let mut records: Vec<SourceFile> = self.files.iter().filter_map(file).collect();
        records.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')));
        let has_providers = self.files.keys().any(|path| path.starts_with("providers/"));
        Sources { records, has_providers, ..Sources::default() }
    }
}

/// Reads the text of a source.
///
/// # Errors
/// Where the text is not what the source writes, as a whole. An entry that cannot be read is in the report.
pub fn read(source: Source, text: &str, options: &Options) -> Result<Import, ImportError> {
    match source {
        Source::Litellm => litellm::read(text, options),
        Source::Openrouter => openrouter::read(text, options),
        Source::ModelsDev => models_dev::read(text, options),
        Source::Csv => csv::read(text, options),
        Source::GenaiPrices => genai_prices::read(text, options),
    }
}

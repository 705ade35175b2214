//! The lists of the whole catalog for other programs: where they stand and whether the settings ask for them.

use super::SchemaFile;
use crate::domain::Route;
use crate::resolve::Settings;

/// A list of the catalog for other programs. A file of the site's own `static` folder replaces any of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// `api.json`: providers and their offers, as models.dev publishes them.
    Api,
    /// `api-all.json`: the same with models that are not for chat.
    ApiAll,
    /// `models.json`: what the models are, without prices.
    Models,
    /// `catalog.json`: both in one file.
    Catalog,
    /// `data/models.csv`: a row for each model.
    ModelsTable,
    /// `data/offers.csv`: a row for each offer.
    OffersTable,
    /// `feeds/openai/v1/models`: the list that clients of `OpenAI`'s API ask for.
    OpenAi,
    /// `feeds/litellm.json`: a cost map for `LiteLLM`.
    LiteLlm,
    /// `feeds/openrouter.json`: the list that `OpenRouter` asks of hosts.
    OpenRouter,
}

impl Export {
    /// Every list, in the order of the documentation.
    pub const ALL: [Self; 9] = [
        Self::Api,
        Self::ApiAll,
        Self::Models,
        Self::Catalog,
        Self::ModelsTable,
        Self::OffersTable,
        Self::OpenAi,
        Self::LiteLlm,
        Self::OpenRouter,
    ];

    /// The path below the site's root.
    pub fn path(self) -> &'static str {
        match self {
            Self::Api => "api.json",
            Self::ApiAll => "api-all.json",
            Self::Models => "models.json",
            Self::Catalog => "catalog.json",
            Self::ModelsTable => "data/models.csv",
            Self::OffersTable => "data/offers.csv",
            Self::OpenAi => "feeds/openai/v1/models",
            Self::LiteLlm => "feeds/litellm.json",
            Self::OpenRouter => "feeds/openrouter.json",
        }
    }

    /// What `[outputs]` calls it: a key, and a word in the list of that key.
    pub fn setting(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Api | Self::ApiAll | Self::Models | Self::Catalog => ("api", None),
            Self::ModelsTable | Self::OffersTable => ("csv", None),
            Self::OpenAi => ("feeds", Some("openai")),
            Self::LiteLlm => ("feeds", Some("litellm")),
            Self::OpenRouter => ("feeds", Some("openrouter")),
        }
    }

    /// Whether the settings ask for it.
    pub fn is_on(self, settings: &Settings) -> bool {
        match self.setting() {
            (key, None) => settings.outputs(key, true),
            (key, Some(word)) => settings.outputs_word(key, word, false),
        }
    }

    /// The schema that it keeps to; `None` for tables.
    pub fn schema(self) -> Option<SchemaFile> {
        Some(match self {
            Self::Api | Self::ApiAll => SchemaFile::Api,
            Self::Models => SchemaFile::Models,
            Self::Catalog => SchemaFile::Catalog,
            Self::ModelsTable | Self::OffersTable => return None,
            Self::OpenAi => SchemaFile::OpenAi,
            Self::LiteLlm => SchemaFile::LiteLlm,
            Self::OpenRouter => SchemaFile::OpenRouter,
        })
    }

    /// The list that stands at a path.
    pub fn at(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|export| export.path() == path)
    }

    /// Its route.
    pub fn route(self) -> Route {
        Route::file_at(self.path())
    }
}

//! The JSON beside lists, and the JSON Schemas of all files: what there is, and where.

use super::PageKind;
use crate::derive::Directory;
use crate::domain::Route;
use crate::resolve::Settings;

/// What the `index.json` beside the first page of a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListOf {
    /// Every row of the index.
    Index,
    /// The authors, each with the number of its models.
    Authors,
    /// The providers, each with the number of its offers.
    Providers,
    /// The capabilities.
    Capabilities,
    /// The types.
    Types,
    /// The tags.
    Tags,
    /// An author with its models, by its index in the catalog.
    Author(usize),
    /// A provider with its offers, by its index in the catalog.
    Provider(usize),
    /// The models with a capability, by its index in the facets.
    Capability(usize),
    /// The models of a type, by its index in the facets.
    Type(usize),
    /// The models with a tag, by its index in the facets.
    Tag(usize),
    /// Deprecated and retired models.
    Deprecations,
    /// Past changes to the catalog.
    Changes,
}

impl ListOf {
    /// What the first page of a list has beside it; `None` for other pages.
    pub fn beside(kind: &PageKind) -> Option<Self> {
        Some(match *kind {
            PageKind::Index { page: 1 } => Self::Index,
            PageKind::Authors => Self::Authors,
            PageKind::Providers => Self::Providers,
            PageKind::Capabilities => Self::Capabilities,
            PageKind::Types => Self::Types,
            PageKind::Tags => Self::Tags,
            PageKind::Author { author, page: 1 } => Self::Author(author),
            PageKind::Provider { provider, page: 1 } => Self::Provider(provider),
            PageKind::Capability { index, page: 1 } => Self::Capability(index),
            PageKind::Type { index, page: 1 } => Self::Type(index),
            PageKind::Tag { index, page: 1 } => Self::Tag(index),
            PageKind::Deprecations { page: 1 } => Self::Deprecations,
            PageKind::Changes { page: 1 } => Self::Changes,
            _ => return None,
        })
    }

    /// How many entries all its parts have.
    pub fn entries(self, directory: &Directory) -> usize {
        let facets = &directory.facets;
        match self {
            Self::Index => directory.rows.len(),
            Self::Authors => facets.authors.iter().filter(|rows| !rows.is_empty()).count(),
            Self::Providers => facets.providers.iter().filter(|offers| !offers.is_empty()).count(),
            Self::Capabilities => facets.capabilities.len(),
            Self::Types => facets.types.len(),
            Self::Tags => facets.tags.len(),
            Self::Author(at) => facets.authors[at].len(),
            Self::Provider(at) => facets.providers[at].len(),
            Self::Capability(at) => facets.capabilities[at].1.len(),
            Self::Type(at) => facets.types[at].1.len(),
            Self::Tag(at) => facets.tags[at].rows.len(),
            Self::Deprecations => directory.deprecations.len(),
            Self::Changes => directory.changes.iter().map(|changes| changes.rows().count()).sum(),
        }
    }

    /// The schema that it keeps to.
    pub fn schema(self) -> SchemaFile {
        match self {
            Self::Author(_) => SchemaFile::Author,
            Self::Provider(_) => SchemaFile::Provider,
            _ => SchemaFile::List,
        }
    }
}

/// The path of a part, from 1, of the JSON beside the first page of a list: `index.json`, `index-2.json`.
pub fn list_route(page: &Route, part: usize) -> Route {
    if part <= 1 { page.beside("index.json") } else { page.beside(&format!("index-{part}.json")) }
}

/// Whether lists have JSON beside them, and schemas are published.
pub fn has_json(settings: &Settings) -> bool {
    settings.outputs("json", true)
}

/// A JSON Schema that the site publishes: of a file that it writes, or of a TOML file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SchemaFile {
    /// `index.json` of a model or an offer.
    Record,
    /// `index.json` of an author.
    Author,
    /// `index.json` of a provider.
    Provider,
    /// `index.json` of any other list.
    List,
    /// `data/search.json` and `data/offers.json`, with their further parts.
    Search,
    /// `build.json`.
    Build,
    /// `api.json` and `api-all.json`.
    Api,
    /// `models.json`.
    Models,
    /// `catalog.json`.
    Catalog,
    /// `feeds/openai/v1/models`.
    OpenAi,
    /// `feeds/litellm.json`.
    LiteLlm,
    /// `feeds/openrouter.json`.
    OpenRouter,
    /// The TOML file of a model or an offer.
    ModelToml,
    /// `author.toml`.
    AuthorToml,
    /// `provider.toml`.
    ProviderToml,
    /// `site.toml`.
    SiteToml,
}

impl SchemaFile {
    /// Every schema, in the order of the documentation.
    pub const ALL: [Self; 16] = [
        Self::Record,
        Self::Author,
        Self::Provider,
        Self::List,
        Self::Search,
        Self::Build,
        Self::Api,
        Self::Models,
        Self::Catalog,
        Self::OpenAi,
        Self::LiteLlm,
        Self::OpenRouter,
        Self::ModelToml,
        Self::AuthorToml,
        Self::ProviderToml,
        Self::SiteToml,
    ];

    /// The path below the site's root.
    pub fn path(self) -> &'static str {
        match self {
            Self::Record => "schema/output/record.json",
            Self::Author => "schema/output/author.json",
            Self::Provider => "schema/output/provider.json",
            Self::List => "schema/output/list.json",
            Self::Search => "schema/output/search.json",
            Self::Build => "schema/output/build.json",
            Self::Api => "schema/output/api.json",
            Self::Models => "schema/output/models.json",
            Self::Catalog => "schema/output/catalog.json",
            Self::OpenAi => "schema/output/openai.json",
            Self::LiteLlm => "schema/output/litellm.json",
            Self::OpenRouter => "schema/output/openrouter.json",
            Self::ModelToml => "schema/model.json",
            Self::AuthorToml => "schema/author.json",
            Self::ProviderToml => "schema/provider.json",
            Self::SiteToml => "schema/site.json",
        }
    }

    /// Its route.
    pub fn route(self) -> Route {
        Route::file_at(self.path())
    }

    /// The reference to it in a file of the site, relative to that file so that the folder can be moved; `None` if schemas are not
    /// published.
    pub fn reference_from(self, file: &Route, settings: &Settings) -> Option<String> {
        has_json(settings).then(|| format!("{}{}", file.to_root(), self.path()))
    }

    /// The address of its own, where the site has one.
    pub fn address(self, settings: &Settings) -> Option<String> {
        settings.base_url.as_ref().map(|base| format!("{base}{}", self.path()))
    }
}

//! The ways into the catalog: authors, providers, capabilities, types and tags, each with the number of its models.

use serde::Serialize;

use super::common::{counted, link, number, phrase};
use crate::derive::Directory;
use crate::domain::{Capability, ModelType, Route};
use crate::render::view::{Link, Phrase};
use crate::resolve::Organization;

/// A link to a list with the number of models in it; `component/counted_list.html` draws a list of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Counted {
    /// The name: "Mistral", "Vision".
    pub text: String,
    /// The path of the list below the root.
    pub url: String,
    /// The number of models: "31".
    pub count: String,
    /// One sentence on it, where there is room.
    pub description: Option<Phrase>,
}

/// One way to browse: a heading over links with counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Browse {
    /// The fragment: `capabilities`.
    pub id: String,
    /// The heading: "Capabilities".
    pub title: String,
    /// The lists.
    pub links: Vec<Counted>,
    /// The page that has them all.
    pub more: Option<Link>,
}

/// A way into the catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BrowseBy {
    /// By who made the models.
    Authors,
    /// By who serves them.
    Providers,
    /// By what they can do.
    Capabilities,
    /// By what a call does.
    Types,
    /// By the words that records carry.
    Tags,
}

impl BrowseBy {
    /// The ways that have entries, in the order of pages; providers come first where the site compares them.
    pub(super) fn all(directory: &Directory) -> Vec<Self> {
        let organizations = if directory.many_providers {
            [Self::Providers, Self::Authors]
        } else {
            [Self::Authors, Self::Providers]
        };
        let ways = organizations.into_iter().chain([Self::Capabilities, Self::Types, Self::Tags]);
        ways.filter(|way| way.has_entries(directory)).collect()
    }

    fn has_entries(self, directory: &Directory) -> bool {
        self.count(directory) > 0
    }

    /// Where all its entries stand.
    pub(super) fn route(self) -> Route {
        match self {
            Self::Authors => Route::authors(),
            Self::Providers => Route::providers(),
            Self::Capabilities => Route::capabilities(),
            Self::Types => Route::types(),
            Self::Tags => Route::tags(),
        }
    }

    /// Its name: `Capabilities`.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Authors => "Authors",
            Self::Providers => "Providers",
            Self::Capabilities => "Capabilities",
            Self::Types => "Types",
            Self::Tags => "Tags",
        }
    }

    /// One and many of its entries in a sentence.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Authors => ("author", "authors"),
            Self::Providers => ("provider", "providers"),
            Self::Capabilities => ("capability", "capabilities"),
            Self::Types => ("type", "types"),
            Self::Tags => ("tag", "tags"),
        }
    }

    /// Its entries that have models: organizations and tags by name, the others in their own order.
    pub(super) fn entries(self, directory: &Directory) -> Vec<Entry> {
        let (catalog, facets) = (&directory.catalog, &directory.facets);
        match self {
            Self::Authors => organizations(&catalog.authors, &facets.authors),
            Self::Providers => organizations(&catalog.providers, &facets.providers),
            Self::Capabilities => {
                facets.capabilities.iter().map(|(of, rows)| capability(*of, rows)).collect()
            }
            Self::Types => facets.types.iter().map(|(kind, rows)| of_type(*kind, rows)).collect(),
            Self::Tags => {
                let entry =
                    |tag: &crate::derive::Tag| Entry::new(&tag.name, &Route::tag(&tag.slug), tag.rows.len());
                facets.tags.iter().map(entry).collect()
            }
        }
    }

    /// The entries with the most models, in the order of their number, and where the rest stands.
    pub(super) fn browse(self, directory: &Directory, most: usize) -> Browse {
        let mut entries = self.entries(directory);
        let total = entries.len();
        if matches!(self, Self::Authors | Self::Providers | Self::Tags) || total > most {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.count));
        }
        entries.truncate(most);
        Browse {
            id: self.words().1.to_owned(),
            title: self.title().to_owned(),
            links: entries.into_iter().map(|entry| Counted { description: None, ..entry.link }).collect(),
            more: Some(self.to_all(total)),
        }
    }

    /// The way to the page with all its entries: "All 133 providers".
    pub(super) fn all_of(self, directory: &Directory) -> Link {
        self.to_all(self.count(directory))
    }

    fn count(self, directory: &Directory) -> usize {
        let facets = &directory.facets;
        match self {
            Self::Authors => directory.counts.authors,
            Self::Providers => directory.counts.providers,
            Self::Capabilities => facets.capabilities.len(),
            Self::Types => facets.types.len(),
            Self::Tags => facets.tags.len(),
        }
    }

    fn to_all(self, total: usize) -> Link {
        let (one, many) = self.words();
        let text = if total > 1 { counted(total, one, many) } else { many.to_owned() };
        link(format!("All {text}"), &self.route())
    }
}

/// An entry and the number of its models.
pub(super) struct Entry {
    pub(super) link: Counted,
    pub(super) count: usize,
}

impl Entry {
    fn new(text: &str, route: &Route, count: usize) -> Self {
        let link = Counted {
            text: text.to_owned(),
            url: route.as_str().to_owned(),
            count: number(count),
            description: None,
        };
        Self { link, count }
    }

    fn with_description(mut self, definition: &str) -> Self {
        self.link.description = phrase(definition);
        self
    }
}

fn organizations(organizations: &[Organization], lists: &[Vec<usize>]) -> Vec<Entry> {
    let filled = organizations.iter().zip(lists).filter(|(_, list)| !list.is_empty());
    let mut entries: Vec<Entry> = filled
        .map(|(organization, list)| Entry::new(&organization.name, &organization.route, list.len()))
        .collect();
    entries.sort_by_cached_key(|entry| (entry.link.text.to_lowercase(), entry.link.url.clone()));
    entries
}

fn capability(capability: Capability, rows: &[usize]) -> Entry {
    let words = capability.words();
    Entry::new(words.label, &Route::capability(words.slug), rows.len()).with_description(words.definition)
}

fn of_type(kind: ModelType, rows: &[usize]) -> Entry {
    Entry::new(kind.plural(), &Route::kind(kind.word()), rows.len()).with_description(kind.definition())
}

/// Further pages of the whole site, where they exist.
pub(super) fn further_pages(directory: &Directory) -> Vec<Link> {
    let compare = directory.has_comparisons().then(|| link("Compare two models", &Route::compare()));
    let deprecations = link("Deprecated and retired models", &Route::deprecations());
    let charts = directory.has_charts.then(|| link("Maps of price and score", &Route::charts()));
    let deprecations = (!directory.deprecations.is_empty()).then_some(deprecations);
    [compare, charts, deprecations].into_iter().flatten().collect()
}

/// A link to the list of providers, which shows those with a listed offer; `None` if there is none.
pub(super) fn provider_list(directory: &Directory) -> Option<Link> {
    directory.lists_providers().then(|| link("Providers", &Route::providers()))
}

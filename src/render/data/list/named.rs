//! An author, a provider, a capability, a type or a tag in a list of them.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::party::facts_of;
use crate::derive::Directory;
use crate::derive::price_level::PriceLevel;
use crate::domain::Route;
use crate::fact::Group;
use crate::plan::ListOf;
use crate::render::data::form::{Digits, PathBelowRoot, RecordKeyText};
use crate::render::data::record::page_of;
use crate::resolve::Organization;

/// An author, a provider, a capability, a type or a tag.
#[derive(Serialize, JsonSchema)]
pub(super) struct Named<'a> {
    /// The key of an author or a provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<RecordKeyText<'a>>,
    /// The ID, or the last part of its page's path.
    id: &'a str,
    /// The name.
    name: &'a str,
    /// The path of the page below the site's root; null for an author who is known from the IDs of offers alone.
    url: Option<PathBelowRoot>,
    /// How many models or offers are listed.
    count: usize,
    /// What it means, in a sentence.
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'static str,
    /// Of a provider, the median price as a share of the author's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    price_level: Option<Level>,
    /// What is known of an author or a provider, by the keys of its file.
    #[serde(flatten)]
    #[schemars(skip)]
    facts: Map<String, Value>,
}

/// A median price as a share of the authors' own prices.
#[derive(Serialize, JsonSchema)]
struct Level {
    /// The share: 1 for the same price.
    ratio: Digits,
    /// Over how many models.
    models: usize,
}

/// Whether a fact of an author or a provider stands in lists of them.
pub(in crate::render::data) fn is_shown(group: Group, path: &str) -> bool {
    group == Group::Policy || ["location", "founded", "npm", "api"].contains(&path)
}

/// What a list of names has, in the order of its page.
pub(super) fn all(directory: &Directory, list: ListOf) -> Vec<Named<'_>> {
    let (catalog, facets) = (&directory.catalog, &directory.facets);
    match list {
        ListOf::Authors => parties(&catalog.authors, &facets.authors, &[]),
        ListOf::Providers => parties(&catalog.providers, &facets.providers, &directory.price_levels()),
        ListOf::Capabilities => {
            let entry = |(capability, rows): &(crate::domain::Capability, Vec<usize>)| {
                let words = capability.words();
                Named::new(
                    words.slug,
                    words.label,
                    &Route::capability(words.slug),
                    rows.len(),
                    words.definition,
                )
            };
            facets.capabilities.iter().map(entry).collect()
        }
        ListOf::Types => {
            let entry = |(kind, rows): &(crate::domain::ModelType, Vec<usize>)| {
                Named::new(
                    kind.word(),
                    kind.plural(),
                    &Route::kind(kind.word()),
                    rows.len(),
                    kind.definition(),
                )
            };
            facets.types.iter().map(entry).collect()
        }
        _ => {
            let tags = facets.tags.iter();
            tags.map(|tag| Named::new(&tag.slug, &tag.name, &Route::tag(&tag.slug), tag.rows.len(), ""))
                .collect()
        }
    }
}

impl<'a> Named<'a> {
    fn new(id: &'a str, name: &'a str, route: &Route, count: usize, description: &'static str) -> Self {
        Self {
            key: None,
            id,
            name,
            url: Some(route.into()),
            count,
            description,
            price_level: None,
            facts: Map::new(),
        }
    }
}

/// Authors or providers that list something, by name.
fn parties<'a>(
    parties: &'a [Organization],
    lists: &[Vec<usize>],
    levels: &[Option<PriceLevel>],
) -> Vec<Named<'a>> {
    let filled = parties.iter().zip(lists).enumerate().filter(|(_, (_, list))| !list.is_empty());
    let entry = |(at, (party, list)): (usize, (&'a Organization, &Vec<usize>))| Named {
        key: Some(RecordKeyText(party.key.as_str())),
        url: page_of(party).map(|_| (&party.route).into()),
        price_level: levels
            .get(at)
            .copied()
            .flatten()
            .map(|level| Level { ratio: Digits(level.ratio.normalize().to_string()), models: level.models }),
        facts: facts_of(party, |fact| is_shown(fact.group, fact.path)),
        ..Named::new(&party.id, &party.name, &party.route, list.len(), "")
    };
    let mut entries: Vec<Named<'_>> = filled.map(entry).collect();
    entries.sort_by_cached_key(|entry| (entry.name.to_lowercase(), entry.id));
    entries
}

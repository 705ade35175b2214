//! What every file of a list begins with, and which part of the list it has.

use schemars::JsonSchema;
use serde::Serialize;

use crate::derive::Directory;
use crate::domain::Route;
use crate::plan::{ListOf, ROWS_A_PART, list_route, parts};
use crate::render::data::form::{PathBelowRoot, SCHEMA_VERSION};
use crate::render::data::terms::{Terms, terms};

/// How every file begins.
#[derive(Serialize, JsonSchema)]
pub(in crate::render::data) struct Head<'a> {
    /// The schema that the file keeps to, relative to the file.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    schema: Option<String>,
    /// The version of the form. It changes if a key is removed or means something else.
    schema_version: u32,
    /// The path of the page, below the site's root.
    url: PathBelowRoot,
    /// Whose data it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Terms<'a>>,
}

/// Which part of a list a file has.
#[derive(Serialize, JsonSchema)]
pub(in crate::render::data) struct Extent {
    /// How many entries all parts have.
    count: usize,
    /// How many parts there are.
    parts: usize,
    /// The number of this part, from 1.
    part: usize,
    /// The path of the next part, below the site's root.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<PathBelowRoot>,
}

impl<'a> Head<'a> {
    pub(super) fn new(directory: &'a Directory, list: ListOf, route: &Route, part: usize) -> Self {
        let file = list_route(route, part);
        Self {
            schema: list.schema().reference_from(&file, &directory.settings),
            schema_version: SCHEMA_VERSION,
            url: route.into(),
            data: terms(&directory.settings),
        }
    }
}

impl Extent {
    pub(super) fn new(directory: &Directory, list: ListOf, route: &Route, part: usize) -> Self {
        let count = list.entries(directory);
        let parts = parts(count);
        let next = (part < parts).then(|| (&list_route(route, part + 1)).into());
        Self { count, parts, part, next }
    }
}

/// The elements of a part.
pub(super) fn in_part<T>(all: &[T], part: usize) -> &[T] {
    let from = ((part - 1) * ROWS_A_PART).min(all.len());
    &all[from..(from + ROWS_A_PART).min(all.len())]
}

/// The page that a list stands on.
pub(super) fn route(directory: &Directory, list: ListOf) -> Route {
    let (catalog, facets) = (&directory.catalog, &directory.facets);
    match list {
        ListOf::Index => Route::models(),
        ListOf::Authors => Route::authors(),
        ListOf::Providers => Route::providers(),
        ListOf::Capabilities => Route::capabilities(),
        ListOf::Types => Route::types(),
        ListOf::Tags => Route::tags(),
        ListOf::Author(at) => catalog.authors[at].route.clone(),
        ListOf::Provider(at) => catalog.providers[at].route.clone(),
        ListOf::Capability(at) => Route::capability(facets.capabilities[at].0.words().slug),
        ListOf::Type(at) => Route::kind(facets.types[at].0.word()),
        ListOf::Tag(at) => Route::tag(&facets.tags[at].slug),
        ListOf::Deprecations => Route::deprecations(),
        ListOf::Changes => Route::changes(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::fixture::Site;

    #[test]
    fn a_long_list_is_in_parts_that_lead_to_the_next() {
        let site = (0..=ROWS_A_PART).fold(Site::new(), |site, at| site.model(&format!("a/m{at}"), ""));
        let directory = site.derive();
        let route = route(&directory, ListOf::Index);
        let all: Vec<usize> = (0..directory.rows.len()).collect();
        let [first, last] = [1, 2].map(|part| Extent::new(&directory, ListOf::Index, &route, part));
        assert_eq!((first.count, first.parts, in_part(&all, 1).len()), (ROWS_A_PART + 1, 2, ROWS_A_PART));
        assert!(first.next.is_some() && last.next.is_none());
        assert_eq!(in_part(&all, 2), [ROWS_A_PART]);
        assert_eq!(list_route(&route, 2).as_str(), "models/index-2.json");
    }
}

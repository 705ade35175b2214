//! Records of one author or provider that share a name, which their titles tell apart by the id.

use std::collections::{HashMap, HashSet};

use super::Directory;
use crate::resolve::catalog::Place;

/// The records whose name another listed record of the same author or provider has too.
#[derive(Debug, Default)]
pub(super) struct Namesakes(HashSet<Place>);

impl Namesakes {
    pub(super) fn new(directory: &Directory) -> Self {
        let (catalog, facets) = (&directory.catalog, &directory.facets);
        let rows = |rows: &[usize]| rows.iter().map(|row| directory.rows[*row].place).collect();
        let by_author = Listed::new(directory, facets.authors.iter().map(|list| rows(list)));
        let offers = |offers: &[usize]| offers.iter().copied().map(Place::Offer).collect();
        let by_provider = Listed::new(directory, facets.providers.iter().map(|list| offers(list)));
        let models = catalog.models.iter().map(|model| model.author).enumerate();
        let models = models.map(|(at, author)| (Place::Model(at), by_author.of(author)));
        let offers = catalog.offers.iter().map(|offer| offer.provider).enumerate();
        let offers = offers.map(|(at, provider)| (Place::Offer(at), by_provider.of(provider)));
        let is_shared = |(place, listed): &(Place, &ByName<'_>)| {
            let named = listed.get(directory.record(*place).name.as_str());
            named.is_some_and(|named| named.iter().any(|other| other != place))
        };
        Self(models.chain(offers).filter(is_shared).map(|(place, _)| place).collect())
    }
}

type ByName<'a> = HashMap<&'a str, Vec<Place>>;

/// The listed records of each author or provider by name. Two of a name are enough to tell.
struct Listed<'a>(Vec<ByName<'a>>);

impl<'a> Listed<'a> {
    fn new(directory: &'a Directory, lists: impl Iterator<Item = Vec<Place>>) -> Self {
        let by_name = |list: Vec<Place>| {
            let mut by_name: ByName<'a> = HashMap::with_capacity(list.len());
            for place in list {
                let named = by_name.entry(directory.record(place).name.as_str()).or_default();
                if named.len() < 2 {
                    named.push(place);
                }
            }
            by_name
        };
        Self(lists.map(by_name).collect())
    }

    fn of(&self, organization: usize) -> &ByName<'a> {
        &self.0[organization]
    }
}

impl Directory {
    /// Whether another listed record of the same author or provider has the same name.
    pub fn has_namesake(&self, place: Place) -> bool {
        self.namesakes.0.contains(&place)
    }
}

#[cfg(test)]
mod tests {
    use crate::derive::fixture::Site;

    #[test]
    fn a_name_is_shared_with_listed_records_of_the_same_owner_alone() {
        let directory = Site::new()
            .file("models/a/one.toml", "name = \"Same\"")
            .file("models/a/two.toml", "name = \"Same\"")
            .file("models/a/hidden.toml", "name = \"Other\"\nunlisted = true")
            .file("models/a/three.toml", "name = \"Other\"")
            .file("models/b/one.toml", "name = \"Same\"")
            .derive();
        let shared = |key: &str| directory.has_namesake(directory.find(key));
        assert!(shared("models/a/one") && shared("models/a/two"));
        assert!(shared("models/a/hidden"), "its title stands beside that of the listed one");
        assert!(!shared("models/a/three") && !shared("models/b/one"));
    }
}

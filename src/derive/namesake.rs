//! Finds records of one author or provider that share a name. Their titles also show the id.

use foldhash::{HashMap, HashSet};

use super::Directory;
use crate::resolve::catalog::Place;
use crate::trace::{self, Note, Question};

/// The records that share their name with another listed record of the same author or provider.
#[derive(Debug, Default)]
pub(super) struct Namesakes(HashSet<Place>);

impl Namesakes {
    pub(super) fn new(directory: &Directory) -> Self {
        let (catalog, facets) = (&directory.catalog, &directory.facets);
        let models = catalog.models.iter().enumerate().map(|(at, model)| (model.author, Place::Model(at)));
        let listed = directory.rows.iter().filter_map(|row| match row.place {
            Place::Model(at) => Some((catalog.models[at].author, row.place)),
            Place::Offer(_) => None,
        });
        let mut namesakes = find_namesakes(directory, models, listed);
        let offers = catalog.offers.iter().enumerate().map(|(at, offer)| (offer.provider, Place::Offer(at)));
        let listed =
            facets.providers.iter().enumerate().flat_map(|(provider, offers)| {
                offers.iter().map(move |offer| (provider, Place::Offer(*offer)))
            });
        namesakes.extend(find_namesakes(directory, offers, listed));
        Self(namesakes)
    }
}

/// The records that share their name with another listed one of the same owner. Records come with the index of their owner.
fn find_namesakes(
    directory: &Directory,
    records: impl Iterator<Item = (usize, Place)>,
    listed: impl Iterator<Item = (usize, Place)>,
) -> HashSet<Place> {
    let mut by_name: HashMap<(usize, &str), Vec<Place>> = HashMap::default();
    for (owner, place) in listed {
        let places = by_name.entry((owner, &directory.record(place).name)).or_default();
        if places.len() < 2 {
            places.push(place);
        }
    }
    let is_namesake = |(owner, place): &(usize, Place)| {
        let places = by_name.get(&(*owner, directory.record(*place).name.as_str()));
        places.is_some_and(|places| places.iter().any(|listed| listed != place))
    };
    records.filter(is_namesake).map(|(_, place)| place).collect()
}

impl Directory {
    /// Whether another listed record of the same author or provider has the same name.
    pub fn has_namesake(&self, place: Place) -> bool {
        trace::note(|| Note::Answer(Question::Namesake, place));
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
        let has_namesake = |key: &str| directory.has_namesake(directory.find(key));
        assert!(has_namesake("models/a/one") && has_namesake("models/a/two"));
        assert!(has_namesake("models/a/hidden"), "its title would equal that of the listed one");
        assert!(!has_namesake("models/a/three") && !has_namesake("models/b/one"));
    }
}

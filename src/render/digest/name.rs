//! The names of what was read, which say the same in another build: an index is none.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::domain::{PartialDate, Place, RecordKey};
use crate::plan::Site;
use crate::resolve::Organization;
use crate::trace::{Index, List, Note, Question, Total};

/// The name of a [`Note`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NoteName {
    /// The element of a list: the key of its record or party, the path of its page, or its position where nothing else tells it.
    Element(List, String),
    /// All elements of a list.
    Whole(List),
    /// The number of elements of a list.
    Length(List),
    /// A question about a record, by its key.
    Answer(Question, String),
    /// A question about the site.
    Total(Total),
    /// A text that was looked up.
    Lookup(Index, String),
    /// A day.
    Day(String),
}

impl NoteName {
    /// The name of a note of this build.
    pub(super) fn of(note: &Note, site: &Site) -> Self {
        match note {
            Note::Element(list, at) => Self::Element(*list, element(*list, *at, site)),
            Note::Whole(list) => Self::Whole(*list),
            Note::Length(list) => Self::Length(*list),
            Note::Answer(question, place) => Self::Answer(*question, key(*place, site)),
            Note::Total(total) => Self::Total(*total),
            Note::Lookup(index, text) => Self::Lookup(*index, text.clone()),
            Note::Day(day) => Self::Day(day.iso()),
        }
    }

    /// The note in this build; `None` if there is no such element any more.
    pub(super) fn find(&self, names: &Elements<'_>) -> Option<Note> {
        Some(match self {
            Self::Element(list, name) => Note::Element(*list, names.find(*list, name)?),
            Self::Whole(list) => Note::Whole(*list),
            Self::Length(list) => Note::Length(*list),
            Self::Answer(question, key) => Note::Answer(*question, names.place(key)?),
            Self::Total(total) => Note::Total(*total),
            Self::Lookup(index, text) => Note::Lookup(*index, text.clone()),
            Self::Day(day) => Note::Day(PartialDate::read(day)?),
        })
    }
}

fn key(place: Place, site: &Site) -> String {
    site.directory.record(place).key.as_str().to_owned()
}

fn element(list: List, at: usize, site: &Site) -> String {
    let catalog = &site.directory.catalog;
    match list {
        List::Models | List::OffersOfModels | List::PriceSources | List::Served => {
            key(Place::Model(at), site)
        }
        List::Offers | List::Comparable => key(Place::Offer(at), site),
        List::Authors | List::OfAuthors => catalog.authors[at].key.as_str().to_owned(),
        List::Providers | List::OfProviders => catalog.providers[at].key.as_str().to_owned(),
        List::Pages => catalog.pages[at].path.clone(),
        List::Rows
        | List::EveryOffer
        | List::OfCapabilities
        | List::OfTypes
        | List::OfTags
        | List::Deprecations
        | List::Comparisons
        | List::Changes => at.to_string(),
    }
}

/// The elements of lists by their names.
pub(super) struct Elements<'a> {
    site: &'a Site,
    authors: HashMap<&'a str, usize>,
    providers: HashMap<&'a str, usize>,
    pages: HashMap<&'a str, usize>,
}

impl<'a> Elements<'a> {
    pub(super) fn new(site: &'a Site) -> Self {
        let catalog = &site.directory.catalog;
        Self {
            site,
            authors: by_key(&catalog.authors),
            providers: by_key(&catalog.providers),
            pages: catalog.pages.iter().enumerate().map(|(at, page)| (page.path.as_str(), at)).collect(),
        }
    }

    /// The record whose own key this is: the key of a record that was removed leads to another one.
    fn place(&self, name: &str) -> Option<Place> {
        let directory = &self.site.directory;
        let place = directory.catalog.place(&RecordKey::of_path(name))?;
        (directory.record(place).key.as_str() == name).then_some(place)
    }

    fn find(&self, list: List, name: &str) -> Option<usize> {
        let directory = &self.site.directory;
        let position = |length: usize| name.parse().ok().filter(|at: &usize| *at < length);
        match list {
            List::Models | List::OffersOfModels | List::PriceSources | List::Served => {
                match self.place(name)? {
                    Place::Model(at) => Some(at),
                    Place::Offer(_) => None,
                }
            }
            List::Offers | List::Comparable => match self.place(name)? {
                Place::Offer(at) => Some(at),
                Place::Model(_) => None,
            },
            List::Authors | List::OfAuthors => self.authors.get(name).copied(),
            List::Providers | List::OfProviders => self.providers.get(name).copied(),
            List::Pages => self.pages.get(name).copied(),
            List::Rows => position(directory.rows.len()),
            List::EveryOffer => position(directory.every_offer.len()),
            List::OfCapabilities => position(directory.facets.capabilities.len()),
            List::OfTypes => position(directory.facets.types.len()),
            List::OfTags => position(directory.facets.tags.len()),
            List::Deprecations => position(directory.deprecations.len()),
            List::Comparisons => position(directory.comparisons.len()),
            List::Changes => position(directory.changes.len()),
        }
    }
}

fn by_key(parties: &[Organization]) -> HashMap<&str, usize> {
    parties.iter().enumerate().map(|(at, party)| (party.key.as_str(), at)).collect()
}

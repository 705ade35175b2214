//! What pages were made of, to tell whether they would come out the same: each note of a [`Trace`](crate::trace::Trace) has a digest of what
//! it stands for. A page is current if all that it read has the digests that it had when the page was made.

mod content;
mod name;

use std::sync::Mutex;

use foldhash::fast::RandomState;
use indexmap::IndexMap;
use rayon::prelude::*;

use content::Content;
pub use content::Digest;
use name::Elements;
pub use name::NoteName;

use super::markdown::Sizes;
use crate::derive::Directory;
use crate::domain::{Capability, ModelType, Place, RecordKey};
use crate::plan::Site;
use crate::resolve::Organization;
use crate::trace::{Index, List, Note, Question, Shelf, Total, Trace};

/// What the pages of a build read, each thing once, with its name and digest if they are known already.
#[derive(Debug, Default)]
pub struct Notes(Mutex<NoteMap>);

/// Notes in the order in which pages read them first. In a cold build no digest is known, so it takes no room.
type NoteMap = IndexMap<Note, Option<Box<NamedDigest>>, RandomState>;

/// What was read, and the digest of what stood there.
pub type NamedDigest = (NoteName, Digest);

/// What a page read, as numbers in the [`Notes`] of a build, in order.
pub type PageNotes = Box<[u32]>;

impl Notes {
    /// Adds what a page read.
    pub fn add(&self, trace: &Trace) -> PageNotes {
        let mut notes = self.0.lock().expect("no writer panics with the lock");
        let mut numbers: Vec<u32> = trace.notes().map(|note| number(&mut notes, note, None)).collect();
        numbers.sort_unstable();
        numbers.into()
    }

    /// Adds what the pages of an earlier build read and what is still the same, and returns its numbers.
    fn add_unchanged(&self, found: Vec<Option<(Note, NamedDigest)>>) -> Vec<Option<u32>> {
        let mut notes = self.0.lock().expect("no writer panics with the lock");
        let numbers = found.into_iter().map(|found| {
            let (note, known) = found?;
            Some(number(&mut notes, &note, Some(known)))
        });
        numbers.collect()
    }
}

/// The number of a note.
fn number(notes: &mut NoteMap, note: &Note, known: Option<NamedDigest>) -> u32 {
    let add = |notes: &mut NoteMap| notes.insert_full(note.clone(), known.map(Box::new)).0;
    let at = notes.get_index_of(note).unwrap_or_else(|| add(notes));
    u32::try_from(at).expect("a site has fewer notes than there are numbers")
}

/// The digest of the settings, which every page may read.
pub(super) fn of_settings(directory: &Directory) -> Digest {
    let mut content = Content::new(directory);
    let settings = &directory.settings;
    content.table(&settings.source);
    // These are given by the command line, and by the folders of the site.
    content.debug(&(&settings.base_url, settings.analytics.is_some(), settings.gateway.is_some()));
    content.flag(directory.many_providers);
    content.digest()
}

/// What stands in a site for what its pages read.
pub struct Digests<'a> {
    site: &'a Site,
    sizes: &'a Sizes,
    notes: &'a Notes,
}

impl<'a> Digests<'a> {
    pub(super) fn new(site: &'a Site, sizes: &'a Sizes, notes: &'a Notes) -> Self {
        Self { site, sizes, notes }
    }

    /// The names and digests of everything that pages read, by their numbers.
    pub fn all(&self) -> Vec<NamedDigest> {
        let notes = self.notes.0.lock().expect("no writer panics with the lock");
        let notes: Vec<(&Note, &Option<Box<NamedDigest>>)> = notes.iter().collect();
        let known = notes.into_par_iter().map(|(note, known)| match known {
            Some(known) => (**known).clone(),
            None => (NoteName::of(note, self.site), self.digest(note)),
        });
        known.collect()
    }

    /// The numbers that what was read in an earlier build has in this one; `None` for what is not the same any more.
    pub fn find_unchanged(&self, read: &[NamedDigest]) -> Vec<Option<u32>> {
        let elements = Elements::new(self.site);
        let found = read.par_iter().map(|known @ (name, digest)| {
            let note = name.find(&elements)?;
            (self.digest(&note) == *digest).then(|| (note, known.clone()))
        });
        self.notes.add_unchanged(found.collect())
    }

    fn digest(&self, note: &Note) -> Digest {
        let mut content = Content::new(&self.site.directory);
        match note {
            Note::Element(list, at) => self.element(*list, *at, &mut content),
            Note::Whole(list) => {
                let length = self.length(*list);
                content.number(length);
                (0..length).for_each(|at| self.element(*list, at, &mut content));
            }
            Note::Length(list) => content.number(self.length(*list)),
            Note::Answer(question, place) => self.answer(*question, *place, &mut content),
            Note::Total(total) => self.total(*total, &mut content),
            Note::Lookup(index, text) => self.lookup(*index, text, &mut content),
            Note::Day(day) => {
                let directory = &self.site.directory;
                content.debug(&(directory.has_begun(*day), directory.has_happened(*day)));
            }
        }
        content.digest()
    }

    fn length(&self, list: List) -> usize {
        let (directory, catalog) = (&self.site.directory, &self.site.directory.catalog);
        match list {
            List::Models | List::OffersOfModels | List::PriceSources | List::Served => catalog.models.len(),
            List::Offers | List::Comparable => catalog.offers.len(),
            List::Authors | List::OfAuthors => catalog.authors.len(),
            List::Providers | List::OfProviders => catalog.providers.len(),
            List::Pages => catalog.pages.len(),
            List::Rows => directory.rows.len(),
            List::EveryOffer => directory.every_offer.len(),
            List::OfCapabilities => directory.facets.capabilities.len(),
            List::OfTypes => directory.facets.types.len(),
            List::OfTags => directory.facets.tags.len(),
            List::Deprecations => directory.deprecations.len(),
            List::Comparisons => directory.comparisons.len(),
            List::Changes => directory.changes.len(),
        }
    }

    fn element(&self, list: List, at: usize, content: &mut Content<'_>) {
        let (directory, catalog) = (&self.site.directory, &self.site.directory.catalog);
        match list {
            List::Models => content.model(&catalog.models[at]),
            List::Offers => content.offer(&catalog.offers[at]),
            List::Authors => content.organization(&catalog.authors[at]),
            List::Providers => content.organization(&catalog.providers[at]),
            List::Pages => content.custom_page(&catalog.pages[at]),
            List::Rows => content.row(&directory.rows[at]),
            List::EveryOffer => content.row(&directory.every_offer[at]),
            List::OffersOfModels => content.offers(&directory.offers[at]),
            List::PriceSources => content.place(directory.price_source(Place::Model(at))),
            List::Comparable => content.flag(directory.is_comparable_offer(at)),
            List::Served => content.served(directory.served(at)),
            List::OfCapabilities => {
                let (capability, rows) = &directory.facets.capabilities[at];
                content.text(capability.words().slug);
                content.rows(rows);
            }
            List::OfTypes => {
                let (kind, rows) = &directory.facets.types[at];
                content.text(kind.word());
                content.rows(rows);
            }
            List::OfTags => {
                let tag = &directory.facets.tags[at];
                content.text(&tag.name);
                content.text(&tag.slug);
                content.rows(&tag.rows);
            }
            List::OfAuthors => content.rows(&directory.facets.authors[at]),
            List::OfProviders => content.offers(&directory.facets.providers[at]),
            List::Deprecations => content.deprecation(&directory.deprecations[at]),
            List::Comparisons => {
                let comparison = &directory.comparisons[at];
                content.text(&comparison.name);
                content.places(comparison.places.iter().copied());
            }
            List::Changes => content.debug(&directory.changes[at]),
        }
    }

    fn answer(&self, question: Question, place: Place, content: &mut Content<'_>) {
        let directory = &self.site.directory;
        match question {
            Question::Alternatives => {
                let alternatives = directory.alternatives(place);
                content.number(alternatives.len());
                for alternative in alternatives {
                    content.place(alternative.place);
                    content.debug(&(alternative.reason, alternative.scores));
                }
            }
            Question::Others => content.places(directory.others(place).into_iter()),
            Question::Variants => {
                content.debug(&directory.variants(place));
                content.option(directory.base(place), Content::place);
            }
            Question::Namesake => content.flag(directory.has_namesake(place)),
            Question::Memberships => content.debug(&directory.memberships(place)),
            Question::Standings => content.standings(&directory.standings(place)),
        }
    }

    fn total(&self, total: Total, content: &mut Content<'_>) {
        let directory = &self.site.directory;
        match total {
            Total::Counts => content.debug(&*directory.counts),
            Total::ListsProviders => content.flag(directory.lists_providers()),
            Total::HasCharts => content.flag(*directory.has_charts),
            Total::HasComparisons => content.flag(directory.has_comparisons()),
            Total::Featured => {
                let featured = directory.featured();
                for rows in [
                    &featured.newest,
                    &featured.cheapest_with_vision,
                    &featured.longest_context,
                    &featured.open_weights,
                ] {
                    content.rows(rows);
                }
            }
            Total::PriceLevels => content.debug(&directory.price_levels()),
            Total::PriceMaps => content.price_maps(directory.price_maps()),
            Total::MainMap => content.price_maps(directory.main_map().map_or(&[], std::slice::from_ref)),
            Total::QuickFilters => content.debug(&directory.quick_filters()),
            Total::SuggestedComparisons => {
                for places in directory.suggested_comparisons() {
                    content.places(places.into_iter());
                }
            }
            Total::Today => content.debug(&directory.today()),
        }
    }

    fn lookup(&self, index: Index, text: &str, content: &mut Content<'_>) {
        let (directory, routes) = (&self.site.directory, &self.site.routes);
        let (catalog, facets) = (&directory.catalog, &directory.facets);
        let has_organization = |parties: &Shelf<_>| parties.iter().any(|party| is_organization(party, text));
        match index {
            Index::Keys => content.option(catalog.place(&RecordKey::of_path(text)), Content::place),
            Index::Names => content.option(catalog.find(text), Content::place),
            Index::Authors => content.flag(has_organization(&catalog.authors)),
            Index::Providers => content.flag(has_organization(&catalog.providers)),
            Index::Pages => content.flag(catalog.page(text).is_some()),
            Index::Capabilities => {
                let capability = Capability::all().find(|capability| capability.words().slug == text);
                content.flag(capability.is_some_and(|capability| facets.has_capability(capability)));
            }
            Index::Types => content.flag(ModelType::read(text).is_some_and(|kind| facets.has_type(kind))),
            Index::Tags => content.flag(facets.has_tag(text)),
            Index::Ranges => content.debug(&directory.range(text)),
            Index::FilterOptions => content.debug(&directory.filter_options(text)),
            Index::Routes => content.flag(routes.contains(text)),
            Index::Links => content.debug(&routes.resolve(text)),
            Index::LinksInFiles => {
                let (file, link) = text.split_once('\n').unwrap_or((text, ""));
                content.debug(&routes.resolve_from(file, link));
            }
            Index::Pictures => content.debug(&self.sizes.get(text)),
        }
    }
}

/// Whether a party with a file has an id.
fn is_organization(party: &Organization, id: &str) -> bool {
    party.id == id && !party.is_from_ids
}

//! The files for agents and for readers of feeds: what the site has, what is new, what ends.

use super::twin::has_markdown;
use super::{Content, PageKind, PlannedFile};
use crate::derive::Directory;
use crate::domain::Route;
use crate::resolve::Organization;

/// The most rows of a list whose models all stand in `llms.txt`; a larger site has one for each author and provider.
pub const MOST_LISTED: usize = 200;

/// The most models whose Markdown stands in `llms-full.txt`; a larger site has none.
pub const MOST_IN_FULL: usize = 50;

/// A file for agents or for readers of feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFile {
    /// `llms.txt`: what there is to read, with links to Markdown.
    Llms(Scope),
    /// `llms-full.txt`: the Markdown of all models.
    LlmsFull,
    /// `feed.xml`: new models, changes of prices and of status, as Atom.
    Feed(Scope),
    /// `calendar.ics`: the dates on which models end.
    Calendar,
    /// `data/LICENSE.txt`: whose data it is, beside formats that have no place for that.
    License,
}

/// What a file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The whole site.
    Site,
    /// An author, by its index in the catalog.
    Author(usize),
    /// A provider, by its index in the catalog.
    Provider(usize),
}

impl Scope {
    /// The page that it stands beside.
    pub fn page(self, directory: &Directory) -> Route {
        self.organization(directory).map_or_else(Route::home, |organization| organization.route.clone())
    }

    /// The author or provider; `None` for the site.
    pub fn organization(self, directory: &Directory) -> Option<&Organization> {
        match self {
            Self::Site => None,
            Self::Author(at) => Some(&directory.catalog.authors[at]),
            Self::Provider(at) => Some(&directory.catalog.providers[at]),
        }
    }
}

/// Whether authors and providers have an `llms.txt` of their own.
pub fn has_party_llms(directory: &Directory) -> bool {
    directory.settings.outputs("llms", true) && directory.rows.len() > MOST_LISTED
}

/// Whether there is a feed: its entries need whole addresses.
pub fn has_feed(directory: &Directory) -> bool {
    directory.settings.outputs("feed", true) && directory.settings.base_url.is_some()
}

/// Whether authors and providers have a feed of their own.
pub fn has_party_feeds(directory: &Directory) -> bool {
    has_feed(directory) && directory.settings.outputs("party_feeds", false)
}

/// Whether there is a calendar: some listed record has a date on which it ends.
pub fn has_calendar(directory: &Directory) -> bool {
    directory.settings.outputs("calendar", true) && !directory.endings().is_empty()
}

/// The files of a site that has these pages.
pub(super) fn files(directory: &Directory, items: &[PlannedFile]) -> Vec<(Route, TextFile)> {
    let scopes = || std::iter::once(Scope::Site).chain(parties(directory));
    let has_llms = directory.settings.outputs("llms", true);
    let llms = scopes().filter(|scope| has_llms && (*scope == Scope::Site || has_party_llms(directory)));
    let feeds = scopes().filter(|scope| match scope {
        Scope::Site => has_feed(directory),
        _ => has_party_feeds(directory),
    });
    let llms = llms.map(|scope| (scope.page(directory).beside("llms.txt"), TextFile::Llms(scope)));
    let feeds = feeds.map(|scope| (scope.page(directory).beside("feed.xml"), TextFile::Feed(scope)));
    let full = (has_llms && is_small(directory, items))
        .then(|| (Route::file_at("llms-full.txt"), TextFile::LlmsFull));
    let calendar = has_calendar(directory).then(|| (Route::file_at("calendar.ics"), TextFile::Calendar));
    let license = (!directory.settings.data.is_empty())
        .then(|| (Route::file_at("data/LICENSE.txt"), TextFile::License));
    llms.chain(full).chain(feeds).chain(calendar).chain(license).collect()
}

/// The authors and providers that list something and have a page.
fn parties(directory: &Directory) -> impl Iterator<Item = Scope> {
    let (catalog, facets) = (&directory.catalog, &directory.facets);
    let has_page = |organization: &Organization| !organization.is_from_ids;
    let authors = catalog.authors.iter().zip(facets.authors.iter()).enumerate();
    let authors = authors.filter(move |(_, (author, rows))| has_page(author) && !rows.is_empty());
    let providers = catalog.providers.iter().zip(facets.providers.iter()).enumerate();
    let providers = providers.filter(|(_, (_, offers))| !offers.is_empty());
    authors.map(|(at, _)| Scope::Author(at)).chain(providers.map(|(at, _)| Scope::Provider(at)))
}

/// Whether the Markdown of all models is one file: there is some, and not too much.
fn is_small(directory: &Directory, items: &[PlannedFile]) -> bool {
    let models = items.iter().filter(|item| match &item.content {
        Content::Page(kind @ PageKind::Model(_)) => has_markdown(&directory.settings, kind, &item.route),
        _ => false,
    });
    (1..=MOST_IN_FULL).contains(&models.count())
}

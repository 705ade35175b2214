//! The entries of a feed: from the dates of records, and from stored changes.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::derive::{Directory, EndingKind};
use crate::domain::{PartialDate, Route};
use crate::plan::Scope;
use crate::render::page::cell;
use crate::render::view::Cell;
use crate::resolve::Place;
use crate::resolve::cost::RateKind;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    New,
    Price,
    Status,
    Deprecated,
    Retired,
}

impl Kind {
    /// The word for it in ids and categories.
    pub(super) fn term(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Price => "price",
            Self::Status => "status",
            Self::Deprecated => "deprecated",
            Self::Retired => "retired",
        }
    }
}

/// An entry.
pub(super) struct Entry {
    /// The day on which it happened.
    pub(super) day: PartialDate,
    /// What happened.
    pub(super) kind: Kind,
    /// The key of its record.
    pub(super) key: String,
    /// A name that it never changes: a tag URI (RFC 4151).
    pub(super) id: String,
    /// Its title.
    pub(super) title: String,
    /// The address of the record's page.
    pub(super) page: Option<String>,
    /// When it happened, as RFC 3339 has it.
    pub(super) updated: String,
    /// What happened, in words.
    pub(super) summary: String,
}

/// What a feed is made of.
pub(super) struct Facts<'a> {
    pub(super) directory: &'a Directory,
    pub(super) scope: Scope,
    pub(super) base: &'a url::Url,
}

impl Facts<'_> {
    /// The entries that the dates of records tell of.
    pub(super) fn dated(&self) -> Vec<Entry> {
        let added = self.places().into_iter().filter_map(|place| self.added(place));
        added.chain(self.endings()).collect()
    }

    /// The records that the feed lists.
    fn places(&self) -> Vec<Place> {
        let (rows, facets) = (&self.directory.rows, &self.directory.facets);
        match self.scope {
            Scope::Site => rows.iter().map(|row| row.place).collect(),
            Scope::Author(at) => facets.authors[at].iter().map(|row| rows[*row].place).collect(),
            Scope::Provider(at) => facets.providers[at].iter().map(|offer| Place::Offer(*offer)).collect(),
        }
    }

    /// Whether a record is of the feed's author or provider.
    pub(super) fn covers(&self, place: Place) -> bool {
        let catalog = &self.directory.catalog;
        match (self.scope, place) {
            (Scope::Site, _) => true,
            (Scope::Author(author), Place::Model(at)) => catalog.models[at].author == author,
            (Scope::Provider(provider), Place::Offer(at)) => catalog.offers[at].provider == provider,
            _ => false,
        }
    }

    /// An entry about a record on a day.
    pub(super) fn entry(
        &self,
        place: Place,
        kind: Kind,
        day: PartialDate,
        title: String,
        summary: String,
    ) -> Entry {
        let record = self.directory.record(place);
        Entry {
            day,
            kind,
            id: self.id(record.key.as_str(), kind, day),
            key: record.key.as_str().to_owned(),
            title,
            page: Some(address(self.base, &record.route)),
            updated: format!("{}T00:00:00Z", day.iso()),
            summary,
        }
    }

    /// The id of an entry: of a host on a day, so that it stays when pages move.
    fn id(&self, key: &str, kind: Kind, day: PartialDate) -> String {
        let host = self.base.host_str().unwrap_or("localhost");
        format!("tag:{host},{}:{}:{}", day.iso(), kind.term(), utf8_percent_encode(key, KEPT))
    }

    /// When a record was listed, or else released; a day that is not known makes no entry.
    fn added(&self, place: Place) -> Option<Entry> {
        let record = self.directory.record(place);
        let day = record.added.or(record.release_date).filter(|day| self.is_past(*day))?;
        let word = if record.added.is_some() { "New" } else { "Released" };
        let title = format!("{word}: {}", self.name(place));
        Some(self.entry(place, Kind::New, day, title, self.figures(place)))
    }

    /// What was deprecated or retired up to the day of the build.
    fn endings(&self) -> Vec<Entry> {
        let endings = self.directory.endings();
        let past =
            endings.into_iter().filter(|ending| self.is_past(ending.date) && self.covers(ending.place));
        let entry = |ending: crate::derive::Ending| {
            let record = self.directory.record(ending.place);
            let successor = record.successor.as_ref().and_then(|key| self.directory.catalog.record(key));
            let advice = successor.map(|next| format!("Move to {}.", next.name)).unwrap_or_default();
            let (kind, word) = match ending.kind {
                EndingKind::Deprecated => (Kind::Deprecated, "Deprecated"),
                EndingKind::Retires => (Kind::Retired, "Retired"),
            };
            let end = match (ending.kind, record.retires) {
                (EndingKind::Deprecated, Some(day)) => format!("Shutdown {} {day}. ", day.on()),
                _ => String::new(),
            };
            let (title, text) = (format!("{word}: {}", self.name(ending.place)), format!("{end}{advice}"));
            let summary = if text.is_empty() { format!("{word} {}.", ending.date) } else { text };
            self.entry(ending.place, kind, ending.date, title, summary.trim_end().to_owned())
        };
        past.map(entry).collect()
    }

    /// Whether a day is known and has come.
    fn is_past(&self, day: PartialDate) -> bool {
        day.is_full() && self.directory.has_begun(day)
    }

    /// The name of a record with its author or provider.
    pub(super) fn name(&self, place: Place) -> String {
        let organization = &self.directory.catalog.organization(place).name;
        let word = if matches!(place, Place::Model(_)) { "by" } else { "on" };
        format!("{} {word} {organization}", self.directory.record(place).name)
    }

    /// The main figures of a record, as lists show them.
    fn figures(&self, place: Place) -> String {
        let directory = self.directory;
        let cells = [
            ("Input", cell::first_price_of(directory, place)),
            ("output", cell::rate_of(directory, place, RateKind::Output)),
            ("context", cell::context(directory.record(place))),
        ];
        cells.map(|(label, cell)| format!("{label}: {}", words(&cell))).join(", ") + "."
    }
}

/// The whole address of a page or file.
pub(super) fn address(base: &url::Url, route: &Route) -> String {
    format!("{base}{route}")
}

/// A cell in words.
fn words(cell: &Cell) -> String {
    let Some(figure) = &cell.figure else {
        return cell.spoken.as_ref().unwrap_or(&cell.text).to_string();
    };
    cell.unit.as_ref().map_or_else(|| figure.text.clone(), |unit| format!("{} {unit}", figure.text))
}

/// The characters of a key that stand in a URI as they are.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

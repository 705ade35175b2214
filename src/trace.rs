//! What a page was made of. While a page is made, every read of the directory is noted: which record, list or answer, and what was looked
//! for and not there. The next build compares what was noted with what stands there now, and makes the page again only if it differs.
//!
//! These are the "verifying traces" of Mokhov, Mitchell and Peyton Jones, *Build Systems à la Carte* (2018). Notes go to the innermost
//! page that the thread is making, so a page must be made on one thread. Where none is being made, nothing is noted.

mod shelf;

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use foldhash::{HashSet, HashSetExt as _};

pub use shelf::{Noted, Shelf};

use crate::domain::{PartialDate, Place};

/// A list that pages read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(
    missing_docs,
    reason = "each is documented where it stands in the catalog, the directory or its facets"
)]
pub enum List {
    Models,
    Offers,
    Authors,
    Providers,
    Pages,
    Rows,
    EveryOffer,
    OffersOfModels,
    PriceSources,
    Comparable,
    Served,
    OfCapabilities,
    OfTypes,
    OfTags,
    OfAuthors,
    OfProviders,
    Deprecations,
    Comparisons,
    Changes,
}

/// A question about one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Question {
    /// Which others could be used in its place.
    Alternatives,
    /// Which are nearest in price.
    Others,
    /// Which variants are folded into it, and into which one it is folded.
    Variants,
    /// Whether another one has its name.
    Namesake,
    /// What its scores are to their sets.
    Memberships,
    /// Where its scores stand in their sets.
    Standings,
}

/// A question about the whole site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Total {
    /// How many records of each kind it lists.
    Counts,
    /// Whether it lists providers.
    ListsProviders,
    /// Whether there are charts.
    HasCharts,
    /// Whether there are two records to compare.
    HasComparisons,
    /// Which models stand on the home page.
    Featured,
    /// What providers ask in comparison with authors.
    PriceLevels,
    /// What the maps of prices show.
    PriceMaps,
    /// What the map of prices on the home page shows.
    MainMap,
    /// How many rows each quick filter leaves.
    QuickFilters,
    /// Which comparisons are suggested.
    SuggestedComparisons,
    /// The day of the build.
    Today,
}

/// What a text is looked up among.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Index {
    /// The keys of records.
    Keys,
    /// The names of records.
    Names,
    /// The ids of authors.
    Authors,
    /// The ids of providers.
    Providers,
    /// The files of custom pages.
    Pages,
    /// The capabilities that have a page.
    Capabilities,
    /// The types that have a page.
    Types,
    /// The tags that have a page.
    Tags,
    /// The scores of benchmarks, by their ids.
    Ranges,
    /// What the rows of a list have, by the path of its first page.
    FilterOptions,
    /// The routes of the site.
    Routes,
    /// What links from the root of the site lead to.
    Links,
    /// What links in a file lead to: its path, a line feed, the link.
    LinksInFiles,
    /// The sizes of pictures.
    Pictures,
}

/// One thing that was read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Note {
    /// The element of a list at an index.
    Element(List, usize),
    /// All elements of a list.
    Whole(List),
    /// The number of elements of a list.
    Length(List),
    /// The answer to a question about a record.
    Answer(Question, Place),
    /// The answer to a question about the site.
    Total(Total),
    /// What a text leads to, be it nothing.
    Lookup(Index, String),
    /// Whether a day has begun and has passed.
    Day(PartialDate),
}

/// Everything that was read for one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace(HashSet<Note>);

impl Trace {
    /// What was read, in no order.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        self.0.iter()
    }

    /// What was read, in no order, in as little room as it takes.
    pub fn into_notes(self) -> Box<[Note]> {
        self.0.into_iter().collect()
    }
}

/// Where notes go.
enum Recorder {
    Page(Trace),
    /// Nowhere: a note that was made before stands for all that is read now.
    Nobody,
}

thread_local! {
    /// The pages that this thread is making, the innermost last: a thread that waits may begin another page.
    static RECORDERS: RefCell<Vec<Recorder>> = const { RefCell::new(Vec::new()) };
}

/// Takes the innermost recorder away, also when what it recorded panics.
struct Guard;

impl Guard {
    fn new(recorder: Recorder) -> Self {
        RECORDERS.with_borrow_mut(|recorders| recorders.push(recorder));
        Self
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        RECORDERS.with_borrow_mut(Vec::pop);
    }
}

/// Makes a page, and notes what is read meanwhile.
pub fn record<T>(make: impl FnOnce() -> T) -> (T, Trace) {
    let guard = Guard::new(Recorder::Page(Trace(HashSet::with_capacity(64))));
    let page = make();
    let trace = RECORDERS.with_borrow_mut(|recorders| match recorders.last_mut() {
        Some(Recorder::Page(trace)) => std::mem::take(trace),
        _ => Trace::default(),
    });
    drop(guard);
    (page, trace)
}

/// Notes that something is read.
pub fn note(note: impl FnOnce() -> Note) {
    RECORDERS.with_borrow_mut(|recorders| {
        if let Some(Recorder::Page(trace)) = recorders.last_mut() {
            trace.0.insert(note());
        }
    });
}

/// Finds the answer to a question. The note stands for all that is read meanwhile, so what it is compared by must be the whole answer.
pub fn answer<T>(question: impl FnOnce() -> Note, find: impl FnOnce() -> T) -> T {
    note(question);
    let _guard = Guard::new(Recorder::Nobody);
    find()
}

/// Notes all that was read for a part that pages share.
pub fn add(part: &[Note]) {
    RECORDERS.with_borrow_mut(|recorders| {
        if let Some(Recorder::Page(trace)) = recorders.last_mut() {
            trace.0.extend(part.iter().cloned());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(at: usize) {
        note(|| Note::Element(List::Rows, at));
    }

    fn notes(trace: &Trace) -> Vec<usize> {
        let mut notes: Vec<usize> = trace
            .notes()
            .map(|note| match note {
                Note::Element(_, at) => *at,
                _ => 0,
            })
            .collect();
        notes.sort_unstable();
        notes
    }

    #[test]
    fn a_read_is_noted_once_by_the_innermost_page() {
        read(9);
        let (inner, outer) = record(|| {
            read(1);
            read(1);
            let (made, inner) = record(|| {
                read(2);
                7
            });
            assert_eq!(made, 7);
            read(3);
            inner
        });
        assert_eq!((notes(&inner), notes(&outer)), (vec![2], vec![1, 3]));
    }

    #[test]
    fn an_answer_stands_for_what_was_read_for_it() {
        let ((), trace) = record(|| {
            answer(|| Note::Element(List::Rows, 4), || read(5));
            read(6);
            add(&record(|| read(8)).1.into_notes());
        });
        assert_eq!(notes(&trace), [4, 6, 8]);
    }

    #[test]
    fn a_page_that_panics_leaves_no_recorder_behind() {
        let _ = std::panic::catch_unwind(|| record(|| panic!("on purpose")));
        let ((), trace) = record(|| read(1));
        assert_eq!(notes(&trace), [1]);
        RECORDERS.with_borrow(|recorders| assert!(recorders.is_empty()));
    }
}

//! What was put together before: a record whose own file, bases and owner's file are the very same is not made again.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::Record;
use crate::parse::Parsed;

/// Records by the paths of their files. The default one remembers nothing.
#[derive(Debug, Default)]
pub struct Cache {
    keeps: bool,
    today: Option<Date>,
    known: HashMap<String, Cached>,
}

/// A record as it was before references, and the files that it came of.
#[derive(Debug)]
pub(super) struct Cached {
    /// Its own file and those of its bases, the nearest first.
    pub(super) files: Vec<Arc<Parsed>>,
    /// The file of its author or provider, where there is one.
    pub(super) owner: Option<Arc<Parsed>>,
    pub(super) record: Arc<Record>,
}

impl Cache {
    /// A cache that remembers.
    pub fn enabled() -> Self {
        Self { keeps: true, ..Self::default() }
    }

    pub(super) fn is_enabled(&self) -> bool {
        self.keeps
    }

    /// Forgets everything that was made for another day.
    pub(super) fn begin(&mut self, today: Date) {
        if self.today.replace(today) != Some(today) {
            self.known.clear();
        }
    }

    pub(super) fn find(&self, path: &str) -> Option<&Cached> {
        self.known.get(path)
    }

    /// Adds what was made anew, and forgets files that are gone.
    pub(super) fn keep(
        &mut self,
        made: Vec<(String, Cached)>,
        records: usize,
        paths: impl Iterator<Item = String>,
    ) {
        self.known.extend(made);
        if self.known.len() > records {
            let paths: HashSet<String> = paths.collect();
            self.known.retain(|path, _| paths.contains(path));
        }
    }
}

/// Whether two files are the very same, or both are missing.
pub(super) fn is_same(one: Option<&Arc<Parsed>>, other: Option<&Arc<Parsed>>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        _ => false,
    }
}

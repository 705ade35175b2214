//! Resolved records, so that a record is not resolved again if its file, its bases and its owner's file are unchanged.

use std::sync::Arc;

use foldhash::{HashMap, HashSet};
use jiff::civil::Date;

use super::Record;
use crate::parse::Parsed;

/// Records by the paths of their files. The default cache is disabled and stays empty.
#[derive(Debug, Default)]
pub struct Cache {
    is_enabled: bool,
    today: Option<Date>,
    records: HashMap<String, Cached>,
}

/// A record before its references are resolved, and the files that it was made from.
#[derive(Debug)]
pub(super) struct Cached {
    /// Its own file and its bases, nearest first.
    pub(super) files: Vec<Arc<Parsed>>,
    /// The file of its author or provider, if there is one.
    pub(super) owner: Option<Arc<Parsed>>,
    pub(super) record: Arc<Record>,
}

impl Cache {
    /// An empty cache that keeps what is put into it.
    pub fn enabled() -> Self {
        Self { is_enabled: true, ..Self::default() }
    }

    pub(super) fn is_enabled(&self) -> bool {
        self.is_enabled
    }

    /// Sets the day, and clears the cache if it was another one: the status of a record depends on it.
    pub(super) fn set_day(&mut self, today: Date) {
        if self.today.replace(today) != Some(today) {
            self.records.clear();
        }
    }

    pub(super) fn find(&self, path: &str) -> Option<&Cached> {
        self.records.get(path)
    }

    /// Adds new records, and removes those whose path is not among the `count` paths of the site.
    pub(super) fn update(
        &mut self,
        new: Vec<(String, Cached)>,
        count: usize,
        paths: impl Iterator<Item = String>,
    ) {
        self.records.extend(new);
        if self.records.len() > count {
            let paths: HashSet<String> = paths.collect();
            self.records.retain(|path, _| paths.contains(path));
        }
    }
}

/// Whether two parsed files are the same object, or both are missing.
pub(super) fn is_same(old: Option<&Arc<Parsed>>, new: Option<&Arc<Parsed>>) -> bool {
    old.map(Arc::as_ptr) == new.map(Arc::as_ptr)
}

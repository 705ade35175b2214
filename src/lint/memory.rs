//! Findings on records that were checked before. A record that is the very same on the same day is not checked again: rules
//! on records see nothing else.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diag::Diagnostics;
use crate::resolve::Record;

/// Findings by record. The default one remembers nothing.
#[derive(Debug, Default)]
pub struct Memory {
    keeps: bool,
    today: Option<Date>,
    known: HashMap<String, (Arc<Record>, Diagnostics)>,
}

impl Memory {
    /// A memory that remembers.
    pub fn keeping() -> Self {
        Self { keeps: true, ..Self::default() }
    }

    /// Forgets what was found on another day.
    pub(super) fn begin(&mut self, today: Date) {
        if self.today.replace(today) != Some(today) {
            self.known.clear();
        }
    }

    pub(super) fn find(&self, record: &Arc<Record>) -> Option<&Diagnostics> {
        let (known, found) = self.known.get(&record.path)?;
        Arc::ptr_eq(known, record).then_some(found)
    }

    /// Remembers the findings on each record, and forgets records that are gone.
    pub(super) fn keep<'a>(&mut self, found: impl Iterator<Item = (&'a Arc<Record>, &'a Diagnostics)>) {
        if self.keeps {
            let mut old = std::mem::take(&mut self.known);
            self.known = found
                .map(|(record, found)| match old.remove_entry(&record.path) {
                    Some((path, (known, old))) if Arc::ptr_eq(&known, record) => (path, (known, old)),
                    _ => (record.path.clone(), (Arc::clone(record), found.clone())),
                })
                .collect();
        }
    }
}

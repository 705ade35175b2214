//! Findings on records that were checked before. A record that is the very same on the same day is not checked again: rules
//! on records see nothing else.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diag::Diagnostics;
use crate::resolve::Record;

/// Findings by record. The default one remembers nothing.
#[derive(Debug, Default)]
pub struct FindingsCache {
    is_enabled: bool,
    today: Option<Date>,
    entries: HashMap<String, (Arc<Record>, Diagnostics)>,
}

impl FindingsCache {
    /// Returns a cache that remembers findings.
    pub fn enabled() -> Self {
        Self { is_enabled: true, ..Self::default() }
    }

    /// Forgets what was found on another day.
    pub(super) fn start(&mut self, today: Date) {
        if self.today.replace(today) != Some(today) {
            self.entries.clear();
        }
    }

    pub(super) fn get(&self, record: &Arc<Record>) -> Option<&Diagnostics> {
        let (known, findings) = self.entries.get(&record.path)?;
        Arc::ptr_eq(known, record).then_some(findings)
    }

    /// Remembers the findings on each record, and forgets records that are gone.
    pub(super) fn store<'a>(&mut self, findings: impl Iterator<Item = (&'a Arc<Record>, &'a Diagnostics)>) {
        if self.is_enabled {
            let mut old = std::mem::take(&mut self.entries);
            self.entries = findings
                .map(|(record, new)| match old.remove_entry(&record.path) {
                    Some((path, (known, old))) if Arc::ptr_eq(&known, record) => (path, (known, old)),
                    _ => (record.path.clone(), (Arc::clone(record), new.clone())),
                })
                .collect();
        }
    }
}

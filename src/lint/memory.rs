//! What was found on records before: one that is the very same, under the same settings and on the same day, is not looked at again.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::context::Context;
use crate::diag::Diagnostics;
use crate::parse::Table;
use crate::resolve::Record;

/// Findings by record. The default one remembers nothing.
#[derive(Debug, Default)]
pub struct Memory {
    keeps: bool,
    today: Option<Date>,
    settings: Table,
    known: HashMap<String, (Arc<Record>, Diagnostics)>,
}

impl Memory {
    /// A memory that remembers.
    pub fn keeping() -> Self {
        Self { keeps: true, ..Self::default() }
    }

    /// Forgets what was found under other circumstances.
    pub(super) fn begin(&mut self, context: &Context<'_>) {
        let is_same = self.today == Some(context.today) && self.settings == context.settings.source;
        if self.keeps && !is_same {
            self.known.clear();
            self.today = Some(context.today);
            self.settings = context.settings.source.clone();
        }
    }

    pub(super) fn find(&self, record: &Arc<Record>) -> Option<&Diagnostics> {
        let (known, found) = self.known.get(&record.path)?;
        Arc::ptr_eq(known, record).then_some(found)
    }

    /// Remembers what was found on each record, and forgets records that are gone. Rules look from a record at its
    /// successor, so one that has a successor is not remembered.
    pub(super) fn keep<'a>(&mut self, found: impl Iterator<Item = (&'a Arc<Record>, &'a Diagnostics)>) {
        if self.keeps {
            let alone = found.filter(|(record, _)| record.successor.is_none());
            let mut old = std::mem::take(&mut self.known);
            self.known = alone
                .map(|(record, found)| match old.remove_entry(&record.path) {
                    Some((path, (known, old))) if Arc::ptr_eq(&known, record) => (path, (known, old)),
                    _ => (record.path.clone(), (Arc::clone(record), found.clone())),
                })
                .collect();
        }
    }
}

//! What an import could not carry over, counted by key.

use std::collections::BTreeSet;
use std::fmt;

use indexmap::IndexMap;

/// Why something was not carried over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// A fact of the model that no key can hold, or a value that no key accepts.
    CannotBeWritten,
    /// A key that this version does not know.
    UnknownKey,
    /// A setting of the source's own client, or a figure that it computes from others; no fact of the model.
    NotAFact,
}

/// What was left out of entries under one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The number of entries that have it.
    pub entries: usize,
    /// The ID of the first of them.
    pub example: String,
    /// The value there, as the source writes it.
    pub value: String,
    /// The ID of the entry that was counted last.
    last: String,
}

/// What an import read, and what it left out.
#[derive(Debug, Default)]
pub struct Report {
    /// The number of entries that became records.
    pub entries: usize,
    /// Entries that are no models, with the reason.
    pub skipped: Vec<(String, String)>,
    losses: IndexMap<(Why, String), Loss>,
    incomplete: BTreeSet<String>,
}

impl Report {
    /// Notes a value of an entry that was not carried over. Entries come one after the other, so that each counts once.
    pub fn leave_out(&mut self, why: Why, entry: &str, key: &str, value: &(impl fmt::Display + ?Sized)) {
        if why == Why::CannotBeWritten {
            self.incomplete.insert(entry.to_owned());
        }
        let loss = self.losses.entry((why, key.to_owned())).or_insert_with(|| Loss {
            entries: 0,
            example: entry.to_owned(),
            value: value.to_string(),
            last: String::new(),
        });
        if loss.entries == 0 || loss.last != entry {
            loss.entries += 1;
            entry.clone_into(&mut loss.last);
        }
    }

    /// What was left out for one reason: keys with what they hold, the most frequent first.
    pub fn losses(&self, why: Why) -> Vec<(&str, &Loss)> {
        let of = self.losses.iter().filter(|((reason, _), _)| *reason == why);
        let mut list: Vec<_> = of.map(|((_, key), loss)| (key.as_str(), loss)).collect();
        list.sort_by(|a, b| b.1.entries.cmp(&a.1.entries).then_with(|| a.0.cmp(b.0)));
        list
    }

    /// The number of entries with something that cannot be written.
    pub fn incomplete(&self) -> usize {
        self.incomplete.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_counts_once_for_a_key() {
        let mut report = Report::default();
        for (entry, value) in [("a", "1"), ("a", "2"), ("b", "3")] {
            report.leave_out(Why::CannotBeWritten, entry, "tiers", value);
        }
        let losses = report.losses(Why::CannotBeWritten);
        assert_eq!((losses[0].1.entries, &*losses[0].1.example, &*losses[0].1.value), (2, "a", "1"));
        assert_eq!(report.incomplete(), 2);
    }
}

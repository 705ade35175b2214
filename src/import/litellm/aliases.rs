//! Names that stand for another entry: an entry with nothing but `alias_of`, or a name in the list `aliases` of an entry.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::entry::{Entry, is_line, lines};
use super::{Seller, is_wanted, seller};
use crate::import::{Fields, Json, Report, Value};

/// How many names are followed to an entry.
const LONGEST_ROW: usize = 10;

/// The most aliases of a record.
const MOST: usize = 100;

/// The names that stand for other entries.
pub(super) struct Aliases<'a> {
    /// The entry of each name; `None` where there is none.
    targets: BTreeMap<&'a str, Option<&'a str>>,
}

impl<'a> Aliases<'a> {
    pub(super) fn of(entries: &'a IndexMap<String, Json>) -> Self {
        let target = |id: &str| {
            let json = entries.get(id)?;
            json.get("alias_of").filter(|_| json.get("litellm_provider").is_none())?.text()
        };
        let end = |id: &'a str| {
            let row = std::iter::successors(Some(id), |id| target(id)).take(LONGEST_ROW);
            row.last().filter(|last| entries.contains_key(*last) && target(last).is_none())
        };
        let aliases = entries.keys().filter(|id| target(id).is_some());
        Self { targets: aliases.map(|id| (id.as_str(), end(id))).collect() }
    }

    pub(super) fn is_alias(&self, id: &str) -> bool {
        self.targets.contains_key(id)
    }

    /// Why an alias is left out; `None` if its entry has it.
    pub(super) fn reason(&self, id: &str) -> Option<String> {
        let is_lost = self.targets.get(id).is_some_and(Option::is_none);
        is_lost.then(|| "it stands for an entry that is not there".to_owned())
    }

    /// Writes the names that stand for an entry.
    pub(super) fn write(&self, entry: Entry<'_>, fields: &mut Fields, report: &mut Report) {
        let mut names: BTreeSet<String> = BTreeSet::new();
        let own = self.targets.iter().filter(|(_, target)| **target == Some(entry.id));
        names.extend(own.map(|(name, _)| (*name).to_owned()).filter(|name| is_line(name)));
        if let Some(json) = entry.get("aliases") {
            match lines(json) {
                Some(list) => names.extend(list),
                None => entry.cannot_write(report, "aliases", json),
            }
        }
        for name in names.iter().skip(MOST) {
            entry.cannot_write(report, "alias_of", &Json::Text(name.clone()));
        }
        if !names.is_empty() {
            fields.set("aliases", names.into_iter().take(MOST).collect::<Value>());
        }
    }

    /// Whether a name is that of a record, or alias, of the same provider that is read too.
    pub(super) fn is_record_of(
        &self,
        entries: &IndexMap<String, Json>,
        name: &str,
        of: &Seller<'_>,
        only: &[String],
    ) -> bool {
        let name = self.targets.get(name).copied().flatten().unwrap_or(name);
        let other = entries.get(name).and_then(|json| seller(json).ok());
        other.is_some_and(|other| other.id == of.id && is_wanted(&other, only)) && is_line(name)
    }
}

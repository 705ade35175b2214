//! Files that changed although no fact did, so that no change passes unseen: comments, order, white space, keys that are no
//! facts, drafts, own pages and logos.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::State;
use crate::change::Changes;

/// Returns the files that differ and that no other change stands for, in the order of their paths.
pub(super) fn list_unexplained(old: State<'_>, new: State<'_>, changes: &Changes) -> Vec<String> {
    let [before, after] = [old, new].map(files);
    let keys = changes.rows().flat_map(|row| [Some(row.key.as_str()), row.renamed_from.as_deref()]);
    let keys: HashSet<&str> = keys.flatten().collect();
    let mut explained: HashSet<&str> = changes.unknown.iter().map(String::as_str).collect();
    for catalog in [old, new].map(|state| &*state.site.directory.catalog) {
        let records = catalog.records().map(|record| (&record.key, &record.path));
        let parties = catalog.organizations().map(|party| (&party.key, &party.path));
        let known = records.chain(parties).filter(|(key, _)| keys.contains(key.as_str()));
        explained.extend(known.map(|(_, path)| path.as_str()));
    }
    let paths: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let different = paths.into_iter().filter(|path| before.get(path) != after.get(path));
    different.filter(|path| !explained.contains(path) && !keys.contains(path)).map(str::to_owned).collect()
}

/// The bytes of every file that pages are about. Templates, styles and stored changes are no part of the catalog.
fn files(state: State<'_>) -> BTreeMap<&str, &[u8]> {
    let sources = state.sources;
    let lists = [sources.site.as_slice(), &sources.records, &sources.pages, &sources.logos];
    lists.into_iter().flatten().map(|file| (file.path.as_str(), &*file.bytes)).collect()
}

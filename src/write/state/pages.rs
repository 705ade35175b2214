//! What the pages of a site were made of, with their links and ids by their numbers in a list of all names.

use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::render::digest::NamedDigest;
use crate::render::{Anchors, Fingerprint, Interner, Names, Symbol};
use crate::write::staged_file::FileMeta;

/// What every file of a site was made of, in the order of their paths.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PageTable<'n> {
    #[serde(borrow)]
    names: Vec<&'n str>,
    /// What pages read.
    read: Vec<NamedDigest>,
    files: Vec<StoredMeta>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredMeta {
    inputs: Option<Fingerprint>,
    notes: Vec<u32>,
    title: Option<String>,
    links: Vec<u32>,
    ids: Vec<u32>,
}

impl<'n> PageTable<'n> {
    pub(super) fn new<'a>(
        files: impl Iterator<Item = &'a FileMeta>,
        names: &'n Names<'_>,
        read: Vec<NamedDigest>,
    ) -> Self {
        let (mut names, mut notes) = (Used::new(names.all()), Used::new(read));
        let files = files.map(|meta| StoredMeta {
            inputs: meta.inputs,
            notes: meta.notes.iter().map(|note| notes.number(*note as usize)).collect(),
            title: meta.title.clone(),
            links: meta.anchors.links.iter().map(|link| names.number(link.index())).collect(),
            ids: meta.anchors.ids.iter().map(|id| names.number(id.index())).collect(),
        });
        let files = files.collect();
        Self { names: names.kept, read: notes.kept, files }
    }

    /// The files again, and what their notes stand for; `None` where a number has no name. The links and ids are added to the
    /// names of the site.
    pub(super) fn read(self, names: &Interner) -> Option<(Vec<FileMeta>, Vec<NamedDigest>)> {
        let table = names.intern_new(self.names.iter().copied());
        let read = |numbers: &[u32]| -> Option<Arc<[Symbol]>> {
            let read = numbers.iter().map(|number| table.get(*number as usize).copied());
            let mut read: Vec<Symbol> = read.collect::<Option<_>>()?;
            read.sort_unstable();
            Some(read.into())
        };
        let files = self.files.into_par_iter().map(|file| {
            let anchors = Anchors { links: read(&file.links)?, ids: read(&file.ids)? };
            Some(FileMeta { inputs: file.inputs, notes: file.notes.into(), title: file.title, anchors })
        });
        Some((files.collect::<Option<_>>()?, self.read))
    }
}

/// Those entries of a table that are used, in the order in which they are asked for.
struct Used<T> {
    all: Vec<Option<T>>,
    numbers: Vec<u32>,
    kept: Vec<T>,
}

impl<T> Used<T> {
    fn new(all: Vec<T>) -> Self {
        Self { numbers: vec![0; all.len()], all: all.into_iter().map(Some).collect(), kept: Vec::new() }
    }

    /// The number of an entry among those that are used.
    fn number(&mut self, at: usize) -> u32 {
        if let Some(entry) = self.all[at].take() {
            self.numbers[at] = u32::try_from(self.kept.len()).expect("a table has fewer entries");
            self.kept.push(entry);
        }
        self.numbers[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_as_they_are_stored_whatever_was_named_before() {
        let names = Interner::default();
        names.intern_all(["unused", "faq", "/"]);
        let meta = |ids: &[&str], links: &[&str]| FileMeta {
            inputs: Some(Fingerprint::of_parts([ids.concat().as_bytes()])),
            anchors: Anchors {
                ids: names.intern_all(ids.iter().copied()).into(),
                links: names.intern_all(links.iter().copied()).into(),
            },
            ..FileMeta::default()
        };
        let files = [meta(&["main", "faq"], &["/", "/models/#faq"]), meta(&[], &["/"]), FileMeta::default()];
        let all = names.names();
        let bytes = postcard::to_stdvec(&PageTable::new(files.iter(), &all, Vec::new())).unwrap();
        drop(all);
        let table: PageTable = postcard::from_bytes(&bytes).unwrap();
        let others = Interner::default();
        others.intern_all(["/", "more", "main"]);
        let (read, _) = table.read(&others).unwrap();
        let shown = |files: &[FileMeta], names: &Interner| -> Vec<_> {
            let names = names.names();
            let show = |symbols: &[Symbol]| {
                let mut shown: Vec<_> = symbols.iter().map(|name| names.text(*name).to_owned()).collect();
                shown.sort();
                shown
            };
            files
                .iter()
                .map(|file| (file.inputs, show(&file.anchors.ids), show(&file.anchors.links)))
                .collect()
        };
        assert_eq!(shown(&read, &others), shown(&files, &names));
        let mut lost: PageTable = postcard::from_bytes(&bytes).unwrap();
        lost.names.clear();
        assert!(lost.read(&others).is_none());
    }
}

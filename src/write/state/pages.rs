//! What the pages of a site were made of, with their links and ids by their numbers in a list of all names.

use serde::{Deserialize, Serialize};

use crate::render::{Anchors, Fingerprint, Interner, Symbol};
use crate::write::stage::FileMeta;

/// What every file of a site was made of, in the order of their paths.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PageTable {
    names: Vec<Box<str>>,
    files: Vec<StoredMeta>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredMeta {
    inputs: Option<Fingerprint>,
    links: Vec<u32>,
    ids: Vec<u32>,
}

impl PageTable {
    pub(super) fn new<'a>(files: impl Iterator<Item = &'a FileMeta>, names: &Interner) -> Self {
        let mut texts: Vec<Option<Box<str>>> = names.texts().into_iter().map(Some).collect();
        let (mut numbers, mut used) = (vec![0; texts.len()], Vec::new());
        let mut store = |name: &Symbol| {
            if let Some(text) = texts[name.index()].take() {
                numbers[name.index()] = u32::try_from(used.len()).expect("names have such numbers");
                used.push(text);
            }
            numbers[name.index()]
        };
        let files = files.map(|meta| StoredMeta {
            inputs: meta.inputs,
            links: meta.anchors.links.iter().map(&mut store).collect(),
            ids: meta.anchors.ids.iter().map(&mut store).collect(),
        });
        let files = files.collect();
        Self { names: used, files }
    }

    /// The files again; `None` where a number has no name. The links and ids are added to the names of the site.
    pub(super) fn read(&self, names: &Interner) -> Option<Vec<FileMeta>> {
        let table: Vec<Symbol> = self.names.iter().map(|name| names.intern(name)).collect();
        let read = |numbers: &[u32]| {
            let read = numbers.iter().map(|number| table.get(*number as usize).copied());
            let mut read: Vec<Symbol> = read.collect::<Option<_>>()?;
            read.sort_unstable();
            Some(read)
        };
        let files = self.files.iter().map(|file| {
            let anchors = Anchors { links: read(&file.links)?, ids: read(&file.ids)? };
            Some(FileMeta { inputs: file.inputs, anchors })
        });
        files.collect()
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
                ids: names.intern_all(ids.iter().copied()),
                links: names.intern_all(links.iter().copied()),
            },
        };
        let files = [meta(&["main", "faq"], &["/", "/models/#faq"]), meta(&[], &["/"]), FileMeta::default()];
        let bytes = postcard::to_stdvec(&PageTable::new(files.iter(), &names)).unwrap();
        let table: PageTable = postcard::from_bytes(&bytes).unwrap();
        let others = Interner::default();
        others.intern_all(["/", "more", "main"]);
        let read = table.read(&others).unwrap();
        let shown = |files: &[FileMeta], names: &Interner| -> Vec<_> {
            let texts = names.texts();
            let show = |symbols: &[Symbol]| {
                let mut shown: Vec<_> = symbols.iter().map(|name| texts[name.index()].clone()).collect();
                shown.sort();
                shown
            };
            files
                .iter()
                .map(|file| (file.inputs, show(&file.anchors.ids), show(&file.anchors.links)))
                .collect()
        };
        assert_eq!(shown(&read, &others), shown(&files, &names));
        let lost = PageTable { names: Vec::new(), ..table };
        assert!(lost.read(&others).is_none());
    }
}

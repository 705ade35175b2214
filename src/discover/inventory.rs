//! What the files of a site were in an earlier build, to tell whether they are the same now.

use std::collections::HashMap;

use blake3::{Hash, Hasher};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{FileStat, Skipped, Sources, Survey, read};

/// Every file of a site with what came of reading it, and what was found beside them.
#[derive(Debug, Serialize, Deserialize)]
pub struct Inventory {
    files: Vec<Item>,
    /// A hash of what the walk skipped and of what stands beside the folders.
    rest: Hash,
}

#[derive(Debug, Serialize, Deserialize)]
struct Item {
    path: Box<str>,
    /// What the system said of the file before it was read, if a later change cannot go unseen.
    stat: Option<FileStat>,
    /// A hash of what came of reading it: its bytes, or the report on a file that is skipped.
    outcome: Hash,
}

impl Survey {
    /// Lists the files with what came of reading them.
    pub fn inventory(&self, sources: &Sources) -> Inventory {
        let read = sources.lists().into_iter().flatten();
        let read: HashMap<&str, &[u8]> = read.map(|file| (file.path.as_str(), &*file.bytes)).collect();
        let skipped = sources.skipped.iter();
        let skipped: HashMap<&str, &Skipped> =
            skipped.map(|skipped| (skipped.path.as_str(), skipped)).collect();
        let outcome = |path: &str| match read.get(path) {
            Some(bytes) => blake3::hash(bytes),
            None => outcome_of_skipped(skipped.get(path).copied()),
        };
        let files = self.walk.files.par_iter().zip(&self.stats);
        let item = |((_, path), stat): (&(_, String), &Option<FileStat>)| Item {
            path: path.as_str().into(),
            stat: self.if_settled(*stat),
            outcome: outcome(path),
        };
        Inventory { files: files.map(item).collect(), rest: self.rest() }
    }

    /// Whether the site's files are those of an inventory. A file that looks the same to the system is not read.
    pub fn is_same(&self, known: &Inventory) -> bool {
        let files = &self.walk.files;
        let has_paths = files.len() == known.files.len()
            && files.iter().zip(&known.files).all(|((_, path), item)| **path == *item.path);
        has_paths
            && self.rest() == known.rest
            && (0..files.len()).into_par_iter().all(|at| self.is_same_file(at, &known.files[at]))
    }

    fn is_same_file(&self, at: usize, item: &Item) -> bool {
        let (role, path) = &self.walk.files[at];
        (item.stat.is_some() && item.stat == self.stats[at])
            || match read(&self.root, *role, path.clone()) {
                Ok((_, file)) => blake3::hash(&file.bytes) == item.outcome,
                Err(skipped) => outcome_of_skipped(skipped.as_ref()) == item.outcome,
            }
    }

    /// Brings an inventory of the same files up to date with what the system says now. Says whether anything changed.
    pub fn refresh(&self, known: &mut Inventory) -> bool {
        let mut is_changed = false;
        for (item, stat) in known.files.iter_mut().zip(&self.stats) {
            if item.stat.is_none() || item.stat != *stat {
                let settled = self.if_settled(*stat);
                is_changed |= item.stat != settled;
                item.stat = settled;
            }
        }
        is_changed
    }

    fn if_settled(&self, stat: Option<FileStat>) -> Option<FileStat> {
        stat.filter(|stat| stat.is_settled(self.started))
    }

    fn rest(&self) -> Hash {
        let mut hasher = Hasher::new();
        hasher.update(&[u8::from(self.surroundings.has_providers)]);
        for skipped in self.walk.skipped.iter().chain(&self.surroundings.skipped) {
            hasher.update(outcome_of_skipped(Some(skipped)).as_bytes());
        }
        hasher.finalize()
    }
}

impl Inventory {
    /// Forgets what the system said of the files, so that all of them are read and compared.
    pub fn forget_stats(&mut self) {
        for item in &mut self.files {
            item.stat = None;
        }
    }
}

/// A hash of the report on a file that is skipped. It is that of no file's bytes.
fn outcome_of_skipped(skipped: Option<&Skipped>) -> Hash {
    let mut hasher = Hasher::new_derive_key("modelpress 2026-11 a file that is skipped");
    if let Some(Skipped { path, code, message, help }) = skipped {
        for part in [path, code.name, message, help.as_deref().unwrap_or_default()] {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
        }
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::survey;
    use super::*;
    use crate::discover::FileTime;

    /// A site that was listed long after its files were written.
    fn site() -> (tempfile::TempDir, Survey, Inventory) {
        let folder = tempfile::TempDir::new().unwrap();
        for (path, text) in
            [("models/a/b.toml", "name = \"B\""), ("models/a/stray", "x"), ("models/a/README", "x")]
        {
            fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
            fs::write(folder.path().join(path), text).unwrap();
        }
        let mut found = survey(folder.path()).unwrap();
        found.started = FileTime::FAR;
        let inventory = found.inventory(&found.read());
        (folder, found, inventory)
    }

    #[test]
    fn a_file_that_looks_the_same_is_not_read_and_one_that_does_not_is() {
        let (folder, found, mut inventory) = site();
        assert_eq!(inventory.files.len(), 3);
        for item in &mut inventory.files {
            item.outcome = blake3::hash(b"what only reading would tell from the file");
        }
        assert!(survey(folder.path()).unwrap().is_same(&inventory));
        inventory.forget_stats();
        assert!(!found.is_same(&inventory));
    }

    #[test]
    fn what_comes_of_reading_is_compared_where_nothing_is_known_of_the_file() {
        let (folder, found, mut inventory) = site();
        inventory.forget_stats();
        assert!(found.is_same(&inventory));
        assert!(found.refresh(&mut inventory) && !found.refresh(&mut inventory));
        let put = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
        put("models/a/README", "a document of any content");
        assert!(survey(folder.path()).unwrap().is_same(&inventory));
        put("models/a/stray", "name = \"a model\"");
        assert!(!survey(folder.path()).unwrap().is_same(&inventory));
        put("models/a/stray", "x");
        assert!(survey(folder.path()).unwrap().is_same(&inventory));
        put("models/a/b.toml", "name = \"C\"");
        assert!(!survey(folder.path()).unwrap().is_same(&inventory));
    }

    #[test]
    fn a_file_that_was_young_when_it_was_listed_is_compared_by_its_bytes() {
        let (folder, mut found, _) = site();
        found.started = FileTime::EPOCH;
        let inventory = found.inventory(&found.read());
        assert!(inventory.files.iter().all(|item| item.stat.is_none()));
        assert!(survey(folder.path()).unwrap().is_same(&inventory));
    }
}

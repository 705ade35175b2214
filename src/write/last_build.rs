//! The site that stands in the output folder: what we wrote, what of it is still as we wrote it, and what is not ours.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use foldhash::HashSet;
use rayon::prelude::*;

use super::manifest::{Entry, MARKER, Manifest, Marker, StagedFile};
use super::output_dir::{OutputDir, is_ours};
use super::walk::{Found, Visit, walk};
use super::{WriteError, disk};
use crate::render::{Fingerprint, Interner};

/// The last site in a folder.
#[derive(Debug, Default)]
pub(super) struct LastBuild {
    folder: PathBuf,
    /// Its list, byte for byte; nothing where there is none that can be read.
    pub(super) list: Vec<u8>,
    /// What it was made of; see [`Manifest::inputs`].
    inputs: Option<Fingerprint>,
    /// What we know of its files.
    entries: BTreeMap<String, Entry>,
    /// Every path that we may have written.
    owned: BTreeSet<String>,
    /// Whether the folder is ours though nobody knows which files.
    is_damaged: bool,
}

/// What stands in a folder and is not ours.
#[derive(Debug, Default)]
pub(super) struct Foreign {
    /// Files, links and others.
    pub(super) files: Vec<PathBuf>,
    /// Folders that hold nothing of ours, each after the one that it stands in.
    pub(super) folders: Vec<PathBuf>,
}

impl LastBuild {
    /// Reads what stands in the output folder.
    pub(super) fn read(dir: &OutputDir, names: &Interner) -> Self {
        let mut last_build = Self { folder: dir.output.clone(), ..Self::default() };
        match Marker::read(&dir.output) {
            Marker::Absent | Marker::Foreign => last_build.is_damaged = !dir.left.unfinished.is_empty(),
            Marker::Damaged => last_build.is_damaged = true,
            Marker::Whole(list) => match Manifest::of_list(list, names) {
                Some((manifest, bytes)) => {
                    last_build.owned.extend(manifest.files.keys().cloned());
                    last_build.inputs = manifest.inputs;
                    (last_build.entries, last_build.list) = (manifest.files, bytes);
                }
                None => last_build.is_damaged = true,
            },
        }
        last_build.add_unfinished(&dir.left.unfinished);
        last_build.forget_links();
        last_build
    }

    /// Adds what killed builds have put into the folder. Only a file that stands there as such a list says came of that build:
    /// whatever else it names is somebody else's.
    fn add_unfinished(&mut self, lists: &[Vec<u8>]) {
        let read = |list: &Vec<u8>| Manifest::read(list, &Interner::default()).map(|manifest| manifest.files);
        let files: Vec<_> = lists.iter().filter_map(read).flatten().collect();
        let done = files.into_par_iter().filter(|(path, entry)| self.is_intact(path, entry));
        let done: Vec<String> = done.map(|(path, _)| path).collect();
        self.owned.extend(done);
    }

    /// Forgets what lies behind a link in the folder: we make none, so it is not ours.
    fn forget_links(&mut self) {
        let all: BTreeSet<&str> = self.owned.iter().flat_map(|path| folders(path)).collect();
        let is_link =
            |path: &&str| fs::symlink_metadata(self.folder.join(path)).is_ok_and(|meta| meta.is_symlink());
        let links: BTreeSet<String> = all.into_par_iter().filter(is_link).map(str::to_owned).collect();
        if links.is_empty() {
            return;
        }
        let is_before = |path: &str| !folders(path).any(|folder| links.contains(folder));
        self.owned.retain(|path| is_before(path));
        self.entries.retain(|path, _| is_before(path));
        self.inputs = None;
    }

    /// Makes pages be drawn again of which a link leads nowhere any more.
    pub(super) fn doubt_links(&mut self, names: &Interner, answers: impl Fn(&str) -> bool) {
        let is_gone: Vec<bool> =
            names.texts().iter().map(|text| text.starts_with('/') && !answers(text)).collect();
        for entry in self.entries.values_mut() {
            if entry.anchors.links.iter().any(|link| is_gone[link.index()]) {
                entry.inputs = None;
            }
        }
    }

    /// Whether the site was made of these inputs, and all of it stands there as it was written.
    pub(super) fn is_made_of(&self, inputs: Fingerprint) -> bool {
        self.inputs == Some(inputs)
            && self.owned.len() == self.entries.len()
            && self.entries.par_iter().all(|(path, entry)| self.is_intact(path, entry))
    }

    /// How many files we wrote, with their list, and the bytes of all.
    pub(super) fn extent(&self) -> (usize, u64) {
        let bytes: u64 = self.entries.values().map(|entry| entry.size).sum();
        (self.entries.len() + 1, bytes + self.list.len() as u64)
    }

    /// What we know of a file.
    pub(super) fn entry(&self, path: &str) -> Option<&Entry> {
        self.entries.get(path)
    }

    /// Whether a file stands there byte for byte as its entry says.
    pub(super) fn is_intact(&self, path: &str, entry: &Entry) -> bool {
        let full = self.folder.join(path);
        let is_plain =
            |meta: fs::Metadata| meta.is_file() && meta.len() == entry.size && disk::is_world_readable(&meta);
        fs::symlink_metadata(&full).is_ok_and(is_plain)
            && fs::read(&full).is_ok_and(|bytes| blake3::hash(&bytes) == entry.hash)
    }

    /// Whether we may have written a file.
    pub(super) fn owns(&self, path: &str) -> bool {
        self.owned.contains(path)
    }

    /// The files that we wrote and a new site does not have.
    pub(super) fn without<'a>(&'a self, new: impl Fn(&str) -> bool + 'a) -> impl Iterator<Item = &'a str> {
        self.owned
            .iter()
            .map(String::as_str)
            .filter(move |path| !new(path) && disk::is_file(&self.folder.join(path)))
    }

    /// Lists what is not ours, and refuses a site that has another file in its place. Where nobody knows what we wrote, the
    /// paths of the new site are taken for ours and everything else is not.
    pub(super) fn foreign(&self, new: &BTreeMap<String, StagedFile>) -> Result<Foreign, WriteError> {
        let mut foreign = Foreign::default();
        if disk::is_free(&self.folder) {
            return Ok(foreign);
        }
        let needed: HashSet<&str> = new.keys().flat_map(|path| folders(path)).collect();
        let ours: HashSet<&str> = self.owned.iter().flat_map(|path| folders(path)).collect();
        let visit = |found: Found| {
            if is_ours(&found.path) {
                return Ok(Visit { enters: false, result: None });
            }
            let stranger = if found.is_folder {
                let is_of = |folders: &HashSet<&str>| folders.contains(found.path.as_str());
                match (is_of(&ours), new.contains_key(&found.path), is_of(&needed)) {
                    (false, true, _) => Some(Stranger::InTheWay),
                    (false, false, false) => Some(Stranger::Folder),
                    _ => None,
                }
            } else {
                self.stranger(&found, new, &needed)
            };
            let relative = |stranger| (below(&self.folder, &found.entry.path()), stranger);
            Ok(Visit { enters: true, result: stranger.map(relative) })
        };
        let mut strangers = walk(&self.folder, visit).map_err(WriteError::new("read", &self.folder))?;
        // A folder comes before what is in it.
        strangers.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        for (path, stranger) in strangers {
            match stranger {
                Stranger::InTheWay => return Err(WriteError::Taken(self.folder.join(path))),
                Stranger::Folder => foreign.folders.push(path),
                Stranger::File => foreign.files.push(path),
            }
        }
        Ok(foreign)
    }

    /// What a file is to a new site; nothing if it is ours. We make no links, so a link with the path of a file of ours is
    /// somebody else's.
    fn stranger(
        &self,
        found: &Found,
        new: &BTreeMap<String, StagedFile>,
        needed: &HashSet<&str>,
    ) -> Option<Stranger> {
        let path = found.path.as_str();
        if found.is_file && (self.owns(path) || path == MARKER) {
            return None;
        }
        let made = new.get(path);
        let is_same = |made: &StagedFile| self.is_damaged || self.is_intact(path, &made.entry);
        if found.is_file && made.is_some_and(is_same) {
            return None;
        }
        let is_in_the_way =
            made.is_some() || needed.contains(path) || folders(path).any(|folder| new.contains_key(folder));
        Some(if is_in_the_way { Stranger::InTheWay } else { Stranger::File })
    }
}

/// What is not ours, to a new site.
enum Stranger {
    /// It stands where the site needs the place.
    InTheWay,
    /// A folder that holds nothing of ours.
    Folder,
    /// A file, a link or something else.
    File,
}

fn below(folder: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(folder).unwrap_or(path).to_owned()
}

/// The folders that a file stands in.
pub(super) fn folders(file: &str) -> impl Iterator<Item = &str> {
    file.match_indices('/').map(|(at, _)| &file[..at])
}

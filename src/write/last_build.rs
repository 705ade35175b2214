//! The site that stands in the output folder: what we wrote, what of it is still as we wrote it, and what is not ours.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use foldhash::HashSet;
use foldhash::fast::RandomState;
use indexmap::IndexMap;
use rayon::prelude::*;

use super::folders::{FolderStats, FolderWatch, Folders, Seen, folders_of_all, parent};
use super::intact::intact;
use super::manifest::{self, Entry, MARKER, Manifest, Marker};
use super::output_dir::{OutputDir, is_ours};
use super::staged_file::{FileMeta, StagedFile};
use super::state::{FileRecord, State};
use super::walk::{Found, Opening, Visit, walk};
use super::{WriteError, disk};
use crate::discover::{FileStat, FileTime};
use crate::render::Interner;
use crate::render::digest::{NamedDigest, PageNotes};

/// What the last build left, and what tells which of its pages are still what they would be.
pub struct Last<'a> {
    /// The state that it wrote.
    pub state: &'a State,
    /// Whether a link leads to a page of the new site.
    pub answers: &'a (dyn Fn(&str) -> bool + Sync),
    /// The numbers that what its pages read has in this build; `None` for what is not the same.
    pub unchanged: &'a dyn Fn(&[NamedDigest]) -> Vec<Option<u32>>,
}

/// The last site in a folder.
#[derive(Debug, Default)]
pub(super) struct LastBuild {
    folder: PathBuf,
    /// When we began to look at its files.
    pub(super) since: FileTime,
    /// Its list, byte for byte; nothing where there is none that can be read.
    pub(super) list: Vec<u8>,
    /// What we know of its files, in the order of their paths.
    files: IndexMap<String, KnownFile, RandomState>,
    /// What else we may have written.
    unlisted: BTreeSet<String>,
    /// The folders of those.
    pub(super) folders: Folders,
    /// What the system said of them when there was nothing else in them.
    pub(super) folder_stats: FolderStats,
    /// Whether the folder is ours though nobody knows which files.
    is_damaged: bool,
}

/// What is known of a file that we wrote.
#[derive(Debug)]
pub(super) struct KnownFile {
    pub(super) entry: Entry,
    /// What it was made of, as far as the state tells.
    pub(super) meta: Arc<FileMeta>,
    /// What the system said of it when it had these bytes.
    stat: Option<FileStat>,
}

/// What stands in a folder and is not ours.
#[derive(Debug, Default)]
pub(super) struct Foreign {
    /// Files, links and others.
    pub(super) files: Vec<PathBuf>,
    /// Folders that hold nothing of ours, each after the one that it stands in.
    pub(super) folders: Vec<PathBuf>,
    /// The folders in which nothing stands but what is ours, with what the system said of them before they were read.
    pub(super) seen: Seen,
}

impl LastBuild {
    /// Reads what stands in the output folder. `last` tells more of its files.
    pub(super) fn read(dir: &OutputDir, names: &Interner, last: Option<&Last<'_>>) -> Self {
        let mut last_build = Self { folder: dir.output.clone(), since: FileTime::now(), ..Self::default() };
        let known = |bytes: &[u8]| last?.state.manifest(bytes);
        let mut is_of_state = false;
        let known = |bytes: &[u8]| known(bytes).inspect(|_| is_of_state = true);
        match Marker::read_known(&dir.output, known) {
            Marker::Absent | Marker::Foreign => last_build.is_damaged = !dir.left.unfinished.is_empty(),
            Marker::Damaged => last_build.is_damaged = true,
            Marker::Whole(manifest, bytes) => {
                last_build.files = known_files(manifest, names, last);
                let last = last.filter(|_| is_of_state);
                last_build.folder_stats = last.map(|last| last.state.folders()).unwrap_or_default();
                last_build.list = bytes;
            }
        }
        last_build.add_unfinished(&dir.left.unfinished);
        last_build.forget_links();
        last_build
    }

    /// Adds what killed builds have put into the folder. Only a file that stands there as such a list says came of that build:
    /// whatever else it names is somebody else's.
    fn add_unfinished(&mut self, lists: &[Vec<u8>]) {
        let files: Vec<_> = lists.iter().filter_map(|list| manifest::read(list)).flatten().collect();
        let done = files.into_par_iter().filter(|(path, entry)| self.has(path, entry));
        let done: Vec<String> = done.map(|(path, _)| path).collect();
        self.unlisted.extend(done.into_iter().filter(|path| !self.files.contains_key(path)));
    }

    /// Forgets what lies behind a link in the folder: we make none, so it is not ours.
    fn forget_links(&mut self) {
        self.folders = self.find_folders();
        let is_link =
            |path: &&str| fs::symlink_metadata(self.folder.join(path)).is_ok_and(|meta| meta.is_symlink());
        let suspect: Vec<&str> = self.suspect_folders();
        let links: BTreeSet<String> = suspect.into_par_iter().filter(is_link).map(str::to_owned).collect();
        if links.is_empty() {
            return;
        }
        let is_before = |path: &str| !disk::folders_of(path).any(|folder| links.contains(folder));
        self.unlisted.retain(|path| is_before(path));
        self.files.retain(|path, _| is_before(path));
        self.folders = self.find_folders();
    }

    fn find_folders(&self) -> Folders {
        let mut owned: Vec<&str> = self.owned().collect();
        if !self.unlisted.is_empty() {
            owned.sort_unstable();
        }
        Folders::of(owned)
    }

    /// The folders that could be links by now: not those in a folder that holds what it held.
    fn suspect_folders(&self) -> Vec<&str> {
        let watch =
            FolderWatch::on_disk_of(&self.folder, self.since).filter(|_| !self.folder_stats.is_empty());
        let is_same = |path: &str| {
            let (Some(watch), Some(known)) = (&watch, self.folder_stats.get(path)) else { return false };
            watch.look(&self.folder.join(path)) == Some(known.output)
        };
        let all: Vec<(&str, &[String])> =
            self.folders.paths().filter_map(|path| Some((path, self.folders.inside(path)?))).collect();
        let changed = all
            .into_par_iter()
            .filter(|(path, inside)| !inside.is_empty() && !is_same(path))
            .map(|(path, _)| path);
        let changed: HashSet<&str> = changed.collect();
        self.folders.paths().filter(|path| !path.is_empty() && changed.contains(parent(path))).collect()
    }

    /// Returns the path's entry in the last build.
    pub(super) fn file(&self, path: &str) -> Option<&KnownFile> {
        self.files.get(path)
    }

    /// Looks whether a file stands there byte for byte as it was written, and returns what the system says of it.
    pub(super) fn intact(&self, path: &str, file: &KnownFile) -> Option<FileStat> {
        intact(&self.folder, path, &file.entry, file.stat)
    }

    /// Whether a file stands there byte for byte as an entry says.
    fn has(&self, path: &str, entry: &Entry) -> bool {
        intact(&self.folder, path, entry, None).is_some()
    }

    /// The paths that we may have written.
    pub(super) fn owned(&self) -> impl Iterator<Item = &str> {
        self.files.keys().chain(&self.unlisted).map(String::as_str)
    }

    /// Whether we may have written a file.
    pub(super) fn owns(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.unlisted.contains(path)
    }

    /// The files that we wrote and a new site does not have.
    pub(super) fn without<'a>(&'a self, new: impl Fn(&str) -> bool + 'a) -> impl Iterator<Item = &'a str> {
        self.owned().filter(move |path| !new(path) && disk::is_file(&self.folder.join(path)))
    }

    /// Lists what is not ours, and refuses a site that has another file in its place. Where nobody knows what we wrote, the
    /// paths of the new site are taken for ours and everything else is not.
    pub(super) fn foreign(&self, new: &BTreeMap<String, StagedFile>) -> Result<Foreign, WriteError> {
        let mut foreign = Foreign::default();
        if disk::is_free(&self.folder) {
            return Ok(foreign);
        }
        let needed: HashSet<&str> = folders_of_all(new.keys().map(String::as_str)).into_iter().collect();
        let watch = FolderWatch::on_disk_of(&self.folder, self.since);
        let open = |path: &str, full: &Path| {
            let is_ours = !path.is_empty() && self.folders.contains(path);
            let Some(stat) = watch.as_ref().filter(|_| is_ours).and_then(|watch| watch.look(full)) else {
                return Ok(Opening::UNKNOWN);
            };
            let is_same = self.folder_stats.get(path).is_some_and(|known| known.output == stat);
            let inside = self.folders.inside(path).filter(|_| is_same);
            Ok(Opening { inside, result: Some(Sight::Folder(path.to_owned(), stat)) })
        };
        let visit = |found: Found| {
            if is_ours(&found.path) {
                return Ok(Visit { enters: false, result: None });
            }
            let stranger = if found.is_folder {
                let path = found.path.as_str();
                match (self.folders.contains(path), new.contains_key(path), needed.contains(path)) {
                    (false, true, _) => Some(Stranger::InTheWay),
                    (false, false, false) => Some(Stranger::Folder),
                    (false, false, true) => Some(Stranger::Welcome),
                    _ => None,
                }
            } else {
                self.stranger(&found, new, &needed)
            };
            let sight = |stranger| Sight::Stranger(below(&self.folder, &found.entry.path()), stranger);
            Ok(Visit { enters: true, result: stranger.map(sight) })
        };
        let sights = walk(&self.folder, open, visit).map_err(WriteError::new("read", &self.folder))?;
        let mut strangers = Vec::new();
        for sight in sights {
            match sight {
                Sight::Folder(path, stat) => _ = foreign.seen.insert(path, stat),
                Sight::Stranger(path, stranger) => strangers.push((path, stranger)),
            }
        }
        // A folder comes before what is in it.
        strangers.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        for (path, _) in &strangers {
            path.parent().and_then(Path::to_str).map(|path| foreign.seen.remove(path));
        }
        for (path, stranger) in strangers {
            match stranger {
                Stranger::InTheWay => return Err(WriteError::Taken(self.folder.join(path))),
                Stranger::Folder => foreign.folders.push(path),
                Stranger::File => foreign.files.push(path),
                Stranger::Welcome => {}
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
        let is_same = |made: &StagedFile| self.is_damaged || self.has(path, &made.entry);
        if found.is_file && made.is_some_and(is_same) {
            return None;
        }
        let is_in_the_way = made.is_some()
            || needed.contains(path)
            || disk::folders_of(path).any(|folder| new.contains_key(folder));
        Some(if is_in_the_way { Stranger::InTheWay } else { Stranger::File })
    }
}

/// The files of a list, with what a state tells of those that it lists with the same bytes.
fn known_files(
    manifest: Manifest,
    names: &Interner,
    last: Option<&Last<'_>>,
) -> IndexMap<String, KnownFile, RandomState> {
    let nothing = Arc::<FileMeta>::default();
    let known = |entry| KnownFile { entry, meta: Arc::clone(&nothing), stat: None };
    let mut files: IndexMap<_, _, _> =
        manifest.into_iter().map(|(path, entry)| (path, known(entry))).collect();
    let Some(last) = last else { return files };
    let (records, read) = last.state.files(names);
    let numbers = (last.unchanged)(&read);
    // A page of which a link leads nowhere any more is made again.
    let leads_nowhere = |text: &&str| text.starts_with('/') && !(last.answers)(text);
    let is_gone: Vec<bool> = names.names().all().par_iter().map(leads_nowhere).collect();
    for FileRecord { path, entry, stat, mut meta } in records {
        let has_dead_link = meta.anchors.links.iter().any(|link| is_gone[link.index()]);
        match renumber(&meta.notes, &numbers) {
            Some(notes) if !has_dead_link => meta.notes = notes,
            _ => meta.inputs = None,
        }
        if let Some(file) = files.get_mut(path).filter(|file| file.entry == entry) {
            (file.meta, file.stat) = (Arc::new(meta), stat);
        }
    }
    files
}

/// The numbers that notes of the last build have in this one; `None` if anything that was read is not the same.
fn renumber(notes: &[u32], numbers: &[Option<u32>]) -> Option<PageNotes> {
    notes.iter().map(|at| numbers.get(*at as usize).copied().flatten()).collect()
}

/// What a walk through the output came upon.
enum Sight {
    /// A folder of ours, with what the system said of it.
    Folder(String, FileStat),
    /// Something that is not ours.
    Stranger(PathBuf, Stranger),
}

/// What is not ours, to a new site.
enum Stranger {
    /// It stands where the site needs the place.
    InTheWay,
    /// A folder that holds nothing of ours.
    Folder,
    /// A file, a link or something else.
    File,
    /// A folder that the site needs.
    Welcome,
}

fn below(folder: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(folder).unwrap_or(path).to_owned()
}

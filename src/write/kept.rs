//! The folder of the last site, kept beside the output as the stage of the next build, so that an exchange costs what changed.
//!
//! Nobody vouches for what is in it: whoever brings files could bring it. A file in it is used only if it is the very file that
//! the output has under that path, which needs no look into it. All the rest is removed before anything is put there.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use foldhash::HashSet;
use rayon::prelude::*;

use super::folders::{FolderStat, FolderWatch, Seen, folders_of_all, parent};
use super::last_build::{Foreign, LastBuild};
use super::output_dir::OutputDir;
use super::stage_folder::StageFolder;
use super::staged_file::StagedFile;
use super::walk::{Found, Opening, Visit, walk};
use super::{WriteError, disk};
use crate::discover::{FileStat, file_number};

/// The folder inside the one beside the output, which says to git that it is to be left out.
const SITE: &str = "site";

/// Makes a kept folder the stage, with all files of a new site but its list. Returns what stayed there as it was, if there is one that can
/// be used; else everything is as it was, without a kept folder.
pub(super) fn update(
    dir: &mut OutputDir,
    last_build: &LastBuild,
    foreign: &Foreign,
    files: &BTreeMap<String, StagedFile>,
) -> Result<Option<Present>, WriteError> {
    let Some(kept) = take(dir) else { return Ok(None) };
    let update = Update::new(last_build, foreign, files);
    let is_of_use = files.values().any(|made| !made.is_written);
    let present = is_of_use.then(|| update.sort_out(&kept, dir).ok()).flatten();
    let Some(mut present) = present else {
        // What cannot be removed harms nobody: it has the name of a stage.
        let _ = fs::remove_dir_all(&kept);
        return Ok(None);
    };
    let folders = std::mem::take(&mut present.folders);
    let new = std::mem::replace(&mut dir.stage, StageFolder::of(kept, folders));
    let filled = update.fill(&present, new.path(), dir);
    new.remove_emptied();
    present.seen.retain(|path, _| !update.changed.contains(path.as_str()));
    filled.map(|()| Some(present))
}

/// Keeps the folder of the last site, which now stands in the stage's place, for the next build. Where something of others has
/// the place, or the disk refuses, the folder is removed.
pub(super) fn keep(dir: &OutputDir) {
    if put_aside(dir).is_err() {
        let _ = fs::remove_dir_all(dir.stage.path());
    }
}

/// Whether two sites share files that did not change. They do not on a disk without second names, where nothing is gained.
pub(super) fn shares(dir: &OutputDir, files: &BTreeMap<String, StagedFile>) -> bool {
    let unchanged = files.iter().find(|(_, made)| !made.is_written);
    unchanged.is_none_or(|(path, _)| {
        let number =
            |folder: &Path| fs::symlink_metadata(folder.join(path)).ok().as_ref().and_then(file_number);
        number(&dir.output).is_some_and(|number_there| number(dir.stage.path()) == Some(number_there))
    })
}

/// Gives the kept folder the name of a stage, so that the next build removes it, should this one be killed.
fn take(dir: &OutputDir) -> Option<PathBuf> {
    let (kept, stage) = (dir.kept(), dir.free_stage());
    let is_ours =
        is_folder_like(dir.stage.path(), &kept) && is_folder_like(dir.stage.path(), &kept.join(SITE));
    (is_ours && fs::rename(kept.join(SITE), &stage).is_ok()).then_some(stage)
}

fn put_aside(dir: &OutputDir) -> io::Result<()> {
    let kept = dir.kept();
    if disk::is_free(&kept) {
        disk::make_folder(&kept, &kept)?;
    } else if !is_folder_like(&dir.output, &kept) {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    if let Ok(mut ignore) = File::create_new(kept.join(".gitignore")) {
        ignore.write_all(b"*\n")?;
    }
    let site = kept.join(SITE);
    if !disk::is_folder(&site) && !disk::is_free(&site) {
        fs::remove_file(&site)?;
    }
    fs::rename(dir.stage.path(), site)
}

/// Whether a folder stands at a path, not a link to one, that belongs to the user who made another one.
fn is_folder_like(ours: &Path, path: &Path) -> bool {
    let owner = |path: &Path| fs::symlink_metadata(path).ok().map(|meta| disk::owner(&meta));
    disk::is_folder(path) && owner(path) == owner(ours)
}

/// What a kept folder becomes.
struct Update<'a> {
    last_build: &'a LastBuild,
    foreign: &'a Foreign,
    files: &'a BTreeMap<String, StagedFile>,
    /// The folders of the new site.
    needed: HashSet<&'a str>,
    /// The folders in which it has other files or folders than the last one.
    changed: HashSet<&'a str>,
}

/// What a kept folder already has of the new site, and nothing else is left there but files that are going to be replaced.
#[derive(Debug, Default)]
pub(super) struct Present {
    files: HashSet<String>,
    /// Folders that look as they did when they had the output's files, so that they have all of them.
    whole: HashSet<String>,
    folders: HashSet<String>,
    /// Folders in which the new site has what the last one has, with what the system said of them.
    pub(super) seen: Seen,
}

impl Present {
    /// Whether a file was there.
    pub(super) fn has(&self, path: &str) -> bool {
        self.whole.contains(parent(path)) || self.files.contains(path)
    }
}

/// What a walk through a kept folder came upon.
enum Sight {
    /// A file that stays.
    File(String),
    /// A folder: its path, what the system said of it, and whether it is whole.
    Folder(String, Option<FileStat>, bool),
}

impl<'a> Update<'a> {
    fn new(last_build: &'a LastBuild, foreign: &'a Foreign, files: &'a BTreeMap<String, StagedFile>) -> Self {
        let needed: HashSet<&str> = folders_of_all(files.keys().map(String::as_str)).into_iter().collect();
        let written = files.iter().filter(|(_, made)| made.is_written).map(|(path, _)| path.as_str());
        let gone = last_build.owned().filter(|path| !files.contains_key(*path));
        let new_folders = needed.iter().copied().filter(|path| !last_build.folders.contains(path));
        let gone_folders = last_build.folders.paths().filter(|path| !needed.contains(path));
        let changed = written.chain(gone).chain(new_folders).chain(gone_folders).map(parent).collect();
        Self { last_build, foreign, files, needed, changed }
    }

    /// Removes from a kept folder what is not as it is in the output and in the new site.
    fn sort_out(&self, kept: &Path, dir: &OutputDir) -> io::Result<Present> {
        let ours = fs::symlink_metadata(dir.stage.path())?;
        let watch = FolderWatch::on_disk_of(dir.stage.path(), self.last_build.since);
        let open = |path: &str, full: &Path| {
            let meta = fs::symlink_metadata(full)?;
            make_usual(full, &meta, &ours)?;
            if path.is_empty() {
                return Ok(Opening::UNKNOWN);
            }
            let stat = watch.as_ref().and_then(|watch| watch.stat(&meta));
            let inside = self.last_build.folders.inside(path).filter(|_| self.is_whole(path, stat));
            let is_whole = inside.is_some();
            Ok(Opening { inside, result: Some(Sight::Folder(path.to_owned(), stat, is_whole)) })
        };
        let visit = |found: Found| {
            let name = found.entry.file_name();
            // A name that is not Unicode is none of ours, whatever it is like.
            let is_known = name.to_str().is_some() && self.stays(&found);
            if !is_known {
                let full = found.entry.path();
                if found.is_folder { fs::remove_dir_all(full)? } else { fs::remove_file(full)? }
            }
            let Found { path, is_folder, .. } = found;
            let is_replaced = || self.files.get(&path).is_some_and(|made| made.is_written);
            let is_present = is_known && !is_folder && !is_replaced();
            Ok(Visit { enters: is_known, result: is_present.then_some(Sight::File(path)) })
        };
        let mut present = Present::default();
        for sight in walk(kept, open, visit)? {
            present.add(sight);
        }
        Ok(present)
    }

    /// Whether a folder has just the files of the new site, each of them the output's: both folders look as they did when they had the
    /// same files, and the new site has those.
    fn is_whole(&self, path: &str, stat: Option<FileStat>) -> bool {
        let known = self.last_build.folder_stats.get(path);
        let is_same = |known: &FolderStat| {
            stat == Some(known.kept) && self.foreign.seen.get(path) == Some(&known.output)
        };
        known.is_some_and(is_same) && !self.changed.contains(path)
    }

    /// Whether an entry stays: a folder of the new site, a file that is the output's, or one that is going to be replaced.
    fn stays(&self, found: &Found) -> bool {
        if found.is_folder {
            return self.needed.contains(found.path.as_str());
        }
        let Some(made) = self.files.get(&found.path).filter(|_| found.is_file) else { return false };
        let is_output = || found.entry.metadata().is_ok_and(|meta| made.stat.is_file(&meta));
        made.is_written || is_output()
    }

    /// Puts the files of the new site into the kept folder: new ones from the folder in which they were made, others as second
    /// names of those in the output.
    fn fill(&self, present: &Present, new: &Path, dir: &OutputDir) -> Result<(), WriteError> {
        let lacking = self.files.par_iter().filter(|(path, _)| !present.has(path));
        lacking.try_for_each(|(path, made)| {
            if made.is_written {
                return dir.stage.take(&new.join(path), path);
            }
            dir.stage.link(&dir.output.join(path), path)
        })
    }
}

impl Present {
    fn add(&mut self, sight: Sight) {
        match sight {
            Sight::File(path) => _ = self.files.insert(path),
            Sight::Folder(path, stat, is_whole) => {
                if is_whole {
                    self.whole.insert(path.clone());
                }
                if let Some(stat) = stat {
                    self.seen.insert(path.clone(), stat);
                }
                self.folders.insert(path);
            }
        }
    }
}

/// Gives a folder the mode that we make folders with. One of another user than ours, or on another disk, cannot be used.
fn make_usual(folder: &Path, meta: &Metadata, ours: &Metadata) -> io::Result<()> {
    let disk_of = |meta: &Metadata| file_number(meta).map(|(disk, _)| disk);
    if !meta.is_dir() || disk::owner(meta) != disk::owner(ours) || disk_of(meta) != disk_of(ours) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    if disk::has_mode(meta, disk::FOLDER) { Ok(()) } else { disk::set_mode(folder, disk::FOLDER) }
}

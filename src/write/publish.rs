//! A finished stage takes the place of the last site: in one step where the folders can be exchanged, file by file where
//! not. What is not ours comes along.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::carried::{Carried, carry};
use super::folders::{FolderStat, FolderStats, FolderWatch};
use super::kept::Present;
use super::last_build::{Foreign, LastBuild};
use super::manifest::MARKER;
use super::output_dir::{OutputDir, PublishMode};
use super::staged_file::StagedFile;
use super::walk::{Found, Opening, Visit, walk};
use super::{WriteError, disk, is_gone, kept};
use crate::discover::{FileStat, FileTime};

/// What publishing a site left as it was.
#[derive(Debug)]
pub(super) struct Untouched {
    /// When the build began to look at files.
    pub(super) since: FileTime,
    files: Files,
    /// What the system said of the folders of the site.
    pub(super) folders: FolderStats,
}

/// Files that were not written and got no other name, so that the system says of them what it said.
#[derive(Debug)]
enum Files {
    /// All that were not written.
    Unwritten,
    /// Those that were in the kept folder.
    Present(Present),
    /// None.
    Unknown,
}

impl Untouched {
    /// Whether the system says of a file what it said when it was looked at.
    pub(super) fn has_file(&self, path: &str, made: &StagedFile) -> bool {
        match &self.files {
            Files::Unwritten => !made.is_written,
            Files::Present(present) => !made.is_written && present.has(path),
            Files::Unknown => false,
        }
    }
}

/// Makes the files of a stage, and those of the last site that did not change, the site of the output folder. `stays` is set while
/// the stage's folder must not be removed.
pub(super) fn publish(
    dir: &mut OutputDir,
    last_build: &LastBuild,
    stays: &AtomicBool,
    files: &BTreeMap<String, StagedFile>,
    list: &[u8],
) -> Result<Untouched, WriteError> {
    let since = last_build.since;
    let is_new = |path: &str| files.contains_key(path);
    let is_unchanged = files.values().all(|made| !made.is_written)
        && last_build.list == list
        && last_build.without(is_new).next().is_none();
    if is_unchanged {
        let folders = last_build.folder_stats.clone();
        return Ok(Untouched { since, files: Files::Unwritten, folders });
    }
    let foreign = last_build.foreign(files)?;
    match dir.mode {
        PublishMode::Swap => {
            let present = swap(dir, last_build, stays, files, list, &foreign)?;
            let folders = present.as_ref().map(|present| folder_stats(present, &foreign)).unwrap_or_default();
            Ok(Untouched { since, files: present.map_or(Files::Unknown, Files::Present), folders })
        }
        PublishMode::InPlace => {
            dir.stage.write(MARKER, list)?;
            stays.store(true, Ordering::Relaxed);
            publish_in_place(dir, last_build, files)?;
            stays.store(false, Ordering::Relaxed);
            Ok(Untouched { since, files: Files::Unwritten, folders: FolderStats::default() })
        }
    }
}

/// What the system said of folders that have the same files in both sites. The folder that was kept is the output now.
fn folder_stats(present: &Present, foreign: &Foreign) -> FolderStats {
    let stat = |(path, output): (&String, &FileStat)| {
        let kept = *foreign.seen.get(path)?;
        Some((path.clone(), FolderStat { output: *output, kept }))
    };
    present.seen.iter().filter_map(stat).collect()
}

/// Puts a folder with the whole site in the place of the last one, which is kept for the next build. Returns what had stayed in the kept
/// folder that the new site was made of.
fn swap(
    dir: &mut OutputDir,
    last_build: &LastBuild,
    stays: &AtomicBool,
    files: &BTreeMap<String, StagedFile>,
    list: &[u8],
    foreign: &Foreign,
) -> Result<Option<Present>, WriteError> {
    let present = kept::update(dir, last_build, foreign, files)?;
    if present.is_none() {
        fill(dir, files)?;
    }
    if last_build.list == list {
        dir.stage.link(&dir.output.join(MARKER), MARKER)?;
    } else {
        dir.stage.write(MARKER, list)?;
    }
    let carried = carry(dir, foreign)?;
    let exchanged = exchange(dir)?;
    stays.store(true, Ordering::Relaxed);
    carried.follow_owners(dir, foreign);
    let is_kept = exchanged == Exchanged::InOneStep && kept::shares(dir, files);
    let is_ours = |path: &str| path == MARKER || last_build.owns(path) || files.contains_key(path);
    clear(dir, last_build, foreign, &carried, is_ours, is_kept);
    if is_kept {
        kept::keep(dir);
    }
    Ok(present)
}

/// Takes the files that did not change over into the stage.
fn fill(dir: &OutputDir, files: &BTreeMap<String, StagedFile>) -> Result<(), WriteError> {
    let unchanged = files.par_iter().filter(|(_, made)| !made.is_written);
    unchanged.try_for_each(|(path, _)| dir.stage.link(&dir.output.join(path), path))
}

/// How a stage took the output's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exchanged {
    /// Nothing stood there.
    WithNothing,
    /// The folders changed places.
    InOneStep,
    /// The last site went aside first.
    InTwoSteps,
}

/// Puts the stage in the output's place, and the last site in the stage's.
pub(super) fn exchange(dir: &OutputDir) -> Result<Exchanged, WriteError> {
    let (stage, output) = (dir.stage.path(), &dir.output);
    if disk::is_free(output) {
        fs::rename(stage, output).map_err(WriteError::new("rename", stage))?;
        return Ok(Exchanged::WithNothing);
    }
    match disk::exchange(stage, output) {
        Err(error) if is_unknown(&error) => dir.swap_in_two_steps().map(|()| Exchanged::InTwoSteps),
        done => done.map(|()| Exchanged::InOneStep).map_err(WriteError::new("exchange", output)),
    }
}

/// Whether the system cannot exchange folders at all.
fn is_unknown(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Removes from the last site, which now stands in the stage's place, what came along, and what was ours unless it is kept. What
/// turned up there in the meantime is moved over. The new site stands already, so a disk that refuses here fails no build.
pub(super) fn clear(
    dir: &OutputDir,
    last_build: &LastBuild,
    foreign: &Foreign,
    carried: &Carried,
    is_ours: impl Fn(&str) -> bool + Sync,
    is_kept: bool,
) {
    let watch = FolderWatch::on_disk_of(&dir.output, last_build.since).filter(|_| is_kept);
    // Nothing turned up in a folder that looks as it did before.
    let open = |path: &str, full: &Path| {
        let now = watch.as_ref().and_then(|watch| watch.look(full));
        let is_same = now.is_some() && foreign.seen.get(path).copied() == now;
        Ok(Opening { inside: last_build.folders.inside(path).filter(|_| is_same), result: None })
    };
    let visit = |found: Found| {
        let full = found.entry.path();
        if found.is_folder {
            return Ok(if is_kept { Visit::NOTHING } else { Visit::found(full) });
        }
        let is_ours = found.is_file && is_ours(&found.path);
        if is_ours && is_kept {
            return Ok(Visit::NOTHING);
        }
        let relative = full.strip_prefix(dir.stage.path()).unwrap_or(&full);
        let to = dir.output.join(relative);
        if is_ours || carried.contains(relative) || !disk::is_free(&to) {
            let _ = fs::remove_file(&full);
        } else {
            let _ = disk::with_folders(&dir.output, &to, || fs::rename(&full, &to));
        }
        Ok(Visit::NOTHING)
    };
    let folders = walk(dir.stage.path(), open, visit).unwrap_or_default();
    if !is_kept {
        // Each folder comes after the one that it stands in; one that is not empty stays.
        for folder in folders.iter().rev().map(PathBuf::as_path).chain([dir.stage.path()]) {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Replaces the files of a folder one by one, the list last. A list in the stage tells the next build what is ours, should
/// this one be killed.
fn publish_in_place(
    dir: &OutputDir,
    last_build: &LastBuild,
    files: &BTreeMap<String, StagedFile>,
) -> Result<(), WriteError> {
    let output = &dir.output;
    let gone: Vec<&str> = last_build.without(|path| files.contains_key(path)).collect();
    let (in_the_way, idle): (Vec<&str>, Vec<&str>) =
        gone.into_iter().partition(|path| is_in_the_way(path, files));
    prune(output, &in_the_way)?;
    for path in files.iter().filter(|(_, made)| made.is_written).map(|(path, _)| path) {
        let (from, to) = (dir.stage.path().join(path), output.join(path));
        let replaced = disk::with_folders(output, &to, || fs::rename(&from, &to));
        replaced.map_err(WriteError::new("replace", to))?;
    }
    prune(output, &idle)?;
    fs::rename(dir.stage.path().join(MARKER), output.join(MARKER)).map_err(WriteError::new("replace", MARKER))
}

/// Whether a file stands where a new one needs a folder, or in a folder where a new one is a file.
fn is_in_the_way(path: &str, files: &BTreeMap<String, StagedFile>) -> bool {
    let folder = format!("{path}/");
    let is_below = |(new, _): (&String, &StagedFile)| new.starts_with(&folder);
    files.range(folder.clone()..).next().is_some_and(is_below)
        || path.match_indices('/').any(|(at, _)| files.contains_key(&path[..at]))
}

/// Removes files, and the folders that are empty then.
fn prune(output: &Path, paths: &[&str]) -> Result<(), WriteError> {
    for path in paths {
        let full = output.join(path);
        match fs::remove_file(&full) {
            Err(error) if is_gone(&error) => {}
            removed => removed.map_err(WriteError::new("remove", &full))?,
        }
        let folders = full.ancestors().skip(1).take_while(|folder| *folder != output);
        for folder in folders {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
    Ok(())
}

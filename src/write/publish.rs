//! A finished stage takes the place of the last site: in one step where the folders can be exchanged, file by file where
//! not. What is not ours comes along.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::carried::{Carried, carry};
use super::last_build::LastBuild;
use super::manifest::MARKER;
use super::output_dir::{OutputDir, PublishMode};
use super::stage::StagedFile;
use super::{WriteError, disk, is_gone};

/// Makes the files of a stage, and those of the last site that did not change, the site of the output folder. `stays` is set while
/// the stage's folder must not be removed.
pub(super) fn publish(
    dir: &OutputDir,
    last_build: &LastBuild,
    stays: &AtomicBool,
    files: &BTreeMap<String, StagedFile>,
    list: &[u8],
) -> Result<(), WriteError> {
    let is_new = |path: &str| files.contains_key(path);
    let is_unchanged = files.values().all(|made| !made.is_written)
        && last_build.list == list
        && last_build.without(is_new).next().is_none();
    if is_unchanged {
        return Ok(());
    }
    let foreign = last_build.foreign(files)?;
    match dir.mode {
        PublishMode::Swap => {
            fill(dir, last_build, files, list)?;
            let carried = carry(dir, &foreign)?;
            exchange(dir)?;
            stays.store(true, Ordering::Relaxed);
            carried.follow_owners(dir, &foreign);
            clear(dir, last_build, &carried, is_new);
        }
        PublishMode::InPlace => {
            disk::write(&dir.stage, MARKER, list)?;
            stays.store(true, Ordering::Relaxed);
            publish_in_place(dir, last_build, files)?;
            stays.store(false, Ordering::Relaxed);
        }
    }
    Ok(())
}

/// Takes the files that did not change over into the stage, and writes the list of all.
fn fill(
    dir: &OutputDir,
    last_build: &LastBuild,
    files: &BTreeMap<String, StagedFile>,
    list: &[u8],
) -> Result<(), WriteError> {
    files
        .par_iter()
        .filter(|(_, made)| !made.is_written)
        .try_for_each(|(path, _)| disk::link(&dir.stage, &dir.output.join(path), &dir.stage.join(path)))?;
    if last_build.list == list {
        return disk::link(&dir.stage, &dir.output.join(MARKER), &dir.stage.join(MARKER));
    }
    disk::write(&dir.stage, MARKER, list).map(drop)
}

/// Puts the stage in the output's place.
pub(super) fn exchange(dir: &OutputDir) -> Result<(), WriteError> {
    let (stage, output) = (&dir.stage, &dir.output);
    if disk::is_free(output) {
        return fs::rename(stage, output).map_err(WriteError::new("rename", stage));
    }
    match disk::exchange(stage, output) {
        Err(error) if is_unknown(&error) => dir.swap_in_two_steps(),
        done => done.map_err(WriteError::new("exchange", output)),
    }
}

/// Whether the system cannot exchange folders at all.
fn is_unknown(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Removes from the last site, which now stands in the stage's place, what was ours or came along. What turned up there
/// in the meantime is moved over. The new site stands already, so a disk that refuses here fails no build.
pub(super) fn clear(
    dir: &OutputDir,
    last_build: &LastBuild,
    carried: &Carried,
    is_new: impl Fn(&str) -> bool,
) {
    let entries = WalkDir::new(&dir.stage).contents_first(true).into_iter().flatten();
    for entry in entries {
        let path = disk::below(&dir.stage, entry.path());
        let relative = entry.path().strip_prefix(&dir.stage).unwrap_or(entry.path()).to_owned();
        let is_ours = path == MARKER || last_build.owns(&path) || is_new(&path);
        let is_known = (entry.file_type().is_file() && is_ours) || carried.contains(&relative);
        if entry.file_type().is_dir() {
            let _ = fs::remove_dir(entry.path());
        } else if is_known || !disk::is_free(&dir.output.join(&relative)) {
            let _ = fs::remove_file(entry.path());
        } else {
            let to = dir.output.join(relative);
            let _ = disk::with_folders(&dir.output, &to, || fs::rename(entry.path(), &to));
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
        let (from, to) = (dir.stage.join(path), output.join(path));
        let replaced = disk::with_folders(output, &to, || fs::rename(&from, &to));
        replaced.map_err(WriteError::new("replace", to))?;
    }
    prune(output, &idle)?;
    fs::rename(dir.stage.join(MARKER), output.join(MARKER)).map_err(WriteError::new("replace", MARKER))
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

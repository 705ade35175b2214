//! Files of others that come along into the new site. Their owners may work on them meanwhile: what they did last is what stays.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::disk;
use super::last_build::Foreign;
use super::output_dir::OutputDir;
use super::{WriteError, is_gone};
use crate::discover::file_number;

/// The files that came along, by their paths below the output folder.
#[derive(Debug, Default)]
pub(super) struct Carried(BTreeMap<PathBuf, Carry>);

/// A file that came along.
#[derive(Debug)]
struct Carry {
    /// What it was before.
    original: Identity,
    /// What came of it in the new site.
    copy: Identity,
}

/// What tells a file from another one that has its name, and from itself after a change.
#[derive(Debug, PartialEq, Eq)]
struct Identity {
    number: Option<(u64, u64)>,
    size: u64,
    modified: Option<SystemTime>,
}

/// Takes what is not ours over into the stage. What goes meanwhile stays away.
pub(super) fn carry(dir: &OutputDir, foreign: &Foreign) -> Result<Carried, WriteError> {
    for folder in &foreign.folders {
        let (from, to) = (dir.output.join(folder), dir.stage.path().join(folder));
        if let Some(meta) = if_there(fs::metadata(&from)).map_err(WriteError::new("carry", &from))? {
            disk::make_folder(dir.stage.path(), &to).map_err(WriteError::new("create", &to))?;
            fs::set_permissions(&to, meta.permissions()).map_err(WriteError::new("carry", &from))?;
        }
    }
    let mut carried = BTreeMap::new();
    for file in &foreign.files {
        let (from, to) = (dir.output.join(file), dir.stage.path().join(file));
        let carry =
            if_there(carry_file(dir.stage.path(), &from, &to)).map_err(WriteError::new("carry", &from))?;
        carried.extend(carry.map(|carry| (file.clone(), carry)));
    }
    Ok(Carried(carried))
}

/// Takes one file over. What it was is noted first, so that a change of its owner is seen whenever it comes.
fn carry_file(stage: &Path, from: &Path, to: &Path) -> io::Result<Carry> {
    let original = Identity::of(&fs::symlink_metadata(from)?);
    disk::with_folders(stage, to, || carry_one(from, to))?;
    Ok(Carry { original, copy: Identity::of(&fs::symlink_metadata(to)?) })
}

fn carry_one(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(error),
        Err(_) if fs::symlink_metadata(from)?.is_symlink() => disk::link_again(from, to),
        Err(error) if !fs::symlink_metadata(from)?.is_file() => Err(error),
        Err(_) => disk::copy(from, to),
        done => done,
    }
}

fn if_there<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Err(error) if is_gone(&error) => Ok(None),
        found => found.map(Some),
    }
}

impl Carried {
    /// Whether a file came along.
    pub(super) fn contains(&self, path: &Path) -> bool {
        self.0.contains_key(path)
    }

    /// Does in the new site what owners did to the files of the last one after these came along. The last site stands in the stage's
    /// place now. The new one stands already, so a disk that refuses here fails no build.
    pub(super) fn follow_owners(&self, dir: &OutputDir, foreign: &Foreign) {
        for (path, carry) in &self.0 {
            let (last, new) = (dir.stage.path().join(path), dir.output.join(path));
            let is_untouched = Identity::at(&new).as_ref() == Some(&carry.copy);
            match fs::symlink_metadata(&last).map(|meta| Identity::of(&meta)) {
                Ok(now) if now != carry.original && is_untouched && !is_one_file(&now, &carry.copy) => {
                    let _ = fs::rename(last, new);
                }
                Err(error) if is_gone(&error) && is_untouched => {
                    let _ = fs::remove_file(new);
                }
                _ => {}
            }
        }
        // Each folder comes after the one that it stands in; one that is not empty stays.
        for folder in
            foreign.folders.iter().rev().filter(|folder| disk::is_free(&dir.stage.path().join(folder)))
        {
            let _ = fs::remove_dir(dir.output.join(folder));
        }
    }
}

/// Whether both are names of one file, so that a change shows under both.
fn is_one_file(one: &Identity, other: &Identity) -> bool {
    one.number.is_some() && one.number == other.number
}

impl Identity {
    fn of(meta: &Metadata) -> Self {
        Self { number: file_number(meta), size: meta.len(), modified: meta.modified().ok() }
    }

    fn at(path: &Path) -> Option<Self> {
        fs::symlink_metadata(path).ok().map(|meta| Self::of(&meta))
    }
}

#[cfg(test)]
mod tests;

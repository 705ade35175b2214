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
        let (from, to) = (dir.output.join(folder), dir.stage.join(folder));
        if let Some(meta) = if_there(fs::metadata(&from)).map_err(WriteError::new("carry", &from))? {
            disk::make_folder(&dir.stage, &to).map_err(WriteError::new("create", &to))?;
            fs::set_permissions(&to, meta.permissions()).map_err(WriteError::new("carry", &from))?;
        }
    }
    let mut carried = BTreeMap::new();
    for file in &foreign.files {
        let (from, to) = (dir.output.join(file), dir.stage.join(file));
        let carry = if_there(carry_file(&dir.stage, &from, &to)).map_err(WriteError::new("carry", &from))?;
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
            let (last, new) = (dir.stage.join(path), dir.output.join(path));
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
        for folder in foreign.folders.iter().rev().filter(|folder| disk::is_free(&dir.stage.join(folder))) {
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
        Self { number: number(meta), size: meta.len(), modified: meta.modified().ok() }
    }

    fn at(path: &Path) -> Option<Self> {
        fs::symlink_metadata(path).ok().map(|meta| Self::of(&meta))
    }
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "other systems give no number")]
fn number(meta: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    Some((meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> Option<(u64, u64)> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::publish::{clear, exchange};

    /// What an owner does to a file in a folder.
    type Deed = fn(&Path);

    fn nothing(_: &Path) {}

    fn replace(folder: &Path) {
        fs::write(folder.join("upload"), "replaced, and longer").unwrap();
        fs::rename(folder.join("upload"), folder.join("notes")).unwrap();
    }

    fn rewrite(folder: &Path) {
        fs::write(folder.join("notes"), "rewritten, and longer").unwrap();
    }

    fn remove(folder: &Path) {
        fs::remove_file(folder.join("notes")).unwrap();
    }

    /// A build in which an owner acts before or after the folders are exchanged: what is in the file at the end.
    fn build(as_copies: bool, before: Deed, after: Deed) -> Option<String> {
        let folder = tempfile::TempDir::new().unwrap();
        let output = folder.path().join("dist");
        fs::create_dir_all(output.join("empty/folder")).unwrap();
        fs::write(output.join("notes"), "first").unwrap();
        let dir = OutputDir::take(&output).unwrap();
        let foreign = Foreign {
            files: vec!["notes".into(), "gone".into(), "gone/deep".into()],
            folders: vec!["empty".into(), "empty/folder".into(), "gone-too".into()],
        };
        let mut carried = carry(&dir, &foreign).unwrap();
        assert_eq!(carried.0.len(), 1, "what is gone stays away");
        if as_copies {
            let (from, to) = (output.join("notes"), dir.stage.join("notes"));
            fs::remove_file(&to).unwrap();
            disk::copy(&from, &to).unwrap();
            carried.0.get_mut(Path::new("notes")).unwrap().copy = Identity::at(&to).unwrap();
        }
        before(&output);
        exchange(&dir).unwrap();
        after(&output);
        carried.follow_owners(&dir, &foreign);
        clear(&dir, &crate::write::last_build::LastBuild::default(), &carried, |_| false);
        assert!(output.join("empty/folder").is_dir() && !output.join("gone").exists());
        let left = fs::read_dir(&dir.stage).map(|entries| entries.flatten().count());
        assert!(matches!(left, Err(_) | Ok(0)), "nothing is left of the last site");
        fs::read_to_string(output.join("notes")).ok()
    }

    #[test]
    fn what_an_owner_did_last_to_a_file_is_what_stays() {
        for as_copies in [false, true] {
            let build = |before, after| build(as_copies, before, after);
            assert_eq!(build(nothing, nothing).as_deref(), Some("first"));
            for (deed, text) in
                [(replace as Deed, "replaced, and longer"), (rewrite, "rewritten, and longer")]
            {
                assert_eq!(build(deed, nothing).as_deref(), Some(text), "before, copies: {as_copies}");
                assert_eq!(build(nothing, deed).as_deref(), Some(text), "after, copies: {as_copies}");
            }
            assert_eq!(build(rewrite, replace).as_deref(), Some("replaced, and longer"));
            assert_eq!(build(remove, nothing), None, "what was removed does not come back");
            assert_eq!(build(nothing, remove), None);
            assert_eq!(build(remove, replace).as_deref(), Some("replaced, and longer"));
        }
    }

    #[test]
    fn a_folder_that_its_owner_removed_does_not_come_back() {
        let folder = tempfile::TempDir::new().unwrap();
        let output = folder.path().join("dist");
        fs::create_dir_all(output.join("a/b")).unwrap();
        let dir = OutputDir::take(&output).unwrap();
        let foreign = Foreign { files: Vec::new(), folders: vec!["a".into(), "a/b".into()] };
        let carried = carry(&dir, &foreign).unwrap();
        fs::remove_dir_all(output.join("a")).unwrap();
        exchange(&dir).unwrap();
        carried.follow_owners(&dir, &foreign);
        assert!(!output.join("a").exists());
    }
}

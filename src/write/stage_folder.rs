//! The folder of a stage. Each folder in it is made once, before its first file, so that no file is tried in vain.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use foldhash::{HashSet, HashSetExt as _};

use super::{WriteError, disk};

/// A folder that is being filled.
#[derive(Debug)]
pub(super) struct StageFolder {
    path: PathBuf,
    /// The folders that stand in it.
    made: Mutex<HashSet<String>>,
    /// Whether new files and folders get the modes that they are made with; a mask or an access list can take from them.
    keeps_modes: bool,
}

impl StageFolder {
    /// Makes an empty folder.
    pub(super) fn create(path: PathBuf) -> Result<Self, WriteError> {
        let create = || {
            disk::create_folder(&path)?;
            let keeps_modes = disk::has_mode(&fs::symlink_metadata(&path)?, disk::FOLDER);
            if !keeps_modes {
                disk::set_mode(&path, disk::FOLDER)?;
            }
            Ok(keeps_modes)
        };
        let keeps_modes = create().map_err(WriteError::new("create", &path))?;
        Ok(Self { path, made: Mutex::new(HashSet::new()), keeps_modes })
    }

    /// Takes a folder in which others stand.
    pub(super) fn of(path: PathBuf, made: HashSet<String>) -> Self {
        Self { path, made: Mutex::new(made), keeps_modes: false }
    }

    /// Returns the path of the folder.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a new file, for everybody to read. Returns what the system says of it.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<fs::Metadata, WriteError> {
        self.put(path, |to| disk::write(to, bytes, self.keeps_modes))
    }

    /// Gives a file a second name, or copies it with its time and mode where that cannot be.
    pub(super) fn link(&self, from: &Path, path: &str) -> Result<(), WriteError> {
        self.put(path, |to| fs::hard_link(from, to).or_else(|_| disk::copy(from, to)))
    }

    /// Moves a file here, in the place of one that may stand there.
    pub(super) fn take(&self, from: &Path, path: &str) -> Result<(), WriteError> {
        self.put(path, |to| fs::rename(from, to))
    }

    /// Removes the folder once its files are moved away. Its folders are known, so that none has to be read.
    pub(super) fn remove_emptied(self) {
        let made = self.made.into_inner().expect("nobody panics with the lock");
        let mut folders: Vec<String> = made.into_iter().collect();
        // Each folder goes before the one that it stands in.
        folders.sort_unstable_by(|one, other| other.cmp(one));
        for folder in folders {
            let _ = fs::remove_dir(self.path.join(folder));
        }
        let _ = fs::remove_dir_all(&self.path);
    }

    fn put<T>(&self, path: &str, action: impl FnOnce(&Path) -> io::Result<T>) -> Result<T, WriteError> {
        let full = self.path.join(path);
        self.make_folders(path).and_then(|()| action(&full)).map_err(WriteError::new("write", full))
    }

    fn make_folders(&self, path: &str) -> io::Result<()> {
        let Some((parent, _)) = path.rsplit_once('/') else { return Ok(()) };
        if self.is_made(parent) {
            return Ok(());
        }
        disk::folders_of(path)
            .filter(|folder| !self.is_made(folder))
            .try_for_each(|folder| self.make_folder(folder))
    }

    /// Makes a folder, and notes it only then: others put files into what is noted. Two that make one at once both find it there.
    fn make_folder(&self, folder: &str) -> io::Result<()> {
        let full = self.path.join(folder);
        match disk::create_folder(&full) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && disk::is_folder(&full) => {}
            Ok(()) if !self.keeps_modes => disk::set_mode(&full, disk::FOLDER)?,
            done => done?,
        }
        self.made.lock().expect("nobody panics with the lock").insert(folder.to_owned());
        Ok(())
    }

    fn is_made(&self, folder: &str) -> bool {
        self.made.lock().expect("nobody panics with the lock").contains(folder)
    }
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::*;

    #[test]
    fn files_that_many_write_at_once_stand_in_their_folders_with_their_modes() {
        let folder = tempfile::TempDir::new().unwrap();
        let stage = StageFolder::create(folder.path().join("stage")).unwrap();
        let path = |number: usize| format!("a/{}/{}/{number}", number % 7, number % 11);
        (0..2000).into_par_iter().for_each(|number| {
            stage.write(&path(number), b"x").unwrap();
        });
        let again = StageFolder::of(stage.path().to_owned(), HashSet::new());
        again.link(&stage.path().join(path(1)), "a/second").unwrap();
        again.take(&stage.path().join(path(2)), "b/c/moved").unwrap();
        for entry in walkdir::WalkDir::new(stage.path()).into_iter().map(Result::unwrap) {
            let mode = if entry.file_type().is_dir() { disk::FOLDER } else { disk::FILE };
            assert!(disk::has_mode(&entry.metadata().unwrap(), mode), "{}", entry.path().display());
        }
        assert!(!stage.path().join(path(2)).exists() && stage.path().join("b/c/moved").is_file());
        assert!(stage.write(&path(1), b"y").is_err(), "no file is written twice");
        stage.remove_emptied();
        assert!(!again.path().exists(), "also with files in it");
    }
}

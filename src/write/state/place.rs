//! Where the state of an output folder stands: beside the folder, or in the user's cache folder where nothing can be written there.
//! It is read and written through no link, and what is not ours is left alone.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use super::build_state::State;
use super::key::Key;
use crate::write::{disk, output};

/// The file that keeps the state of an output folder.
#[derive(Debug)]
pub struct StateFile {
    /// The output folder, as a whole path.
    output: PathBuf,
    /// The folder of modelpress in the user's cache folder.
    cache: Option<PathBuf>,
}

/// How every state begins.
const BEGINNING: &[u8] = b"modelpress state\n";

impl StateFile {
    /// The file for an output folder.
    pub fn of(output: &Path) -> Self {
        let cache =
            etcetera::base_strategy::choose_native_strategy().ok().map(|strategy| strategy.cache_dir());
        // Below a relative path could stand what came with a checkout.
        let cache = cache.filter(|cache| cache.is_absolute()).map(|cache| cache.join("modelpress"));
        Self { output: output::absolute(output), cache }
    }

    /// Reads the state that an earlier build of this user left. One that is damaged, or of another tool, folder or user, is none.
    pub fn read(&self) -> Option<State> {
        let key = Key::read(self.cache.as_deref()?)?;
        self.places().find_map(|place| self.read_at(&place, &key))
    }

    fn read_at(&self, place: &Path, key: &Key) -> Option<State> {
        let bytes = read(place)?;
        let (sum, state) = bytes.strip_prefix(BEGINNING)?.split_first_chunk()?;
        let (is_signed, from) = (key.sign(&self.output, &[state]) == *sum, bytes.len() - state.len());
        is_signed.then(|| State::from_bytes(bytes, from)).flatten()
    }

    /// Keeps a state for the next build. Where it cannot be kept, the next build does more.
    pub(crate) fn write(&self, state: &State) {
        let Some(key) = self.cache.as_deref().and_then(Key::read_or_make) else { return };
        let (head, rest) = state.to_bytes();
        let sum = key.sign(&self.output, &[&head, rest]);
        let parts = [BEGINNING, sum.as_bytes(), &head, rest];
        let _ = self.places().any(|place| replace(&place, &parts).is_ok());
    }

    /// The paths that the state may have, the best one first.
    fn places(&self) -> impl Iterator<Item = PathBuf> {
        let name = self.output.file_name().map(|name| {
            let mut beside = std::ffi::OsString::from(".");
            beside.push(name);
            beside.push(".modelpress-state");
            beside
        });
        let beside = name.map(|name| self.output.with_file_name(name));
        let hash = blake3::hash(self.output.as_os_str().as_encoded_bytes()).to_hex();
        let cached = self.cache.as_ref().map(|cache| cache.join(format!("state-{hash}")));
        beside.into_iter().chain(cached)
    }
}

/// Reads a plain file of this user.
fn read(path: &Path) -> Option<Vec<u8>> {
    // Opening a pipe or a device can wait or act, so the kind is looked at before.
    if !disk::is_file(path) {
        return None;
    }
    let mut file = disk::never_follow(File::options().read(true)).open(path).ok()?;
    let meta = file.metadata().ok()?;
    if !meta.is_file() || disk::is_foreign(&meta) {
        return None;
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).ok()?);
    file.read_to_end(&mut bytes).ok().map(|_| bytes)
}

/// Writes a state in one step, for its owner alone: it quotes files with findings.
fn replace(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    let mut new = path.as_os_str().to_owned();
    new.push("-new");
    let new = PathBuf::from(new);
    for taken in [path, &new].into_iter().filter(|path| !disk::is_free(path)) {
        if !is_state(taken) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
    }
    let _ = fs::remove_file(&new); // A killed build left it.
    let write = || {
        let mut file = disk::for_its_owner_alone(File::options().write(true).create_new(true)).open(&new)?;
        parts.iter().try_for_each(|part| file.write_all(part))?;
        fs::rename(&new, path)
    };
    let written = write();
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written
}

/// Whether a file is a state, or the beginning of one.
fn is_state(path: &Path) -> bool {
    let head = || {
        let file = disk::never_follow(File::options().read(true)).open(path)?;
        let is_own = !disk::is_foreign(&file.metadata()?);
        let mut head = Vec::new();
        file.take(BEGINNING.len() as u64).read_to_end(&mut head)?;
        Ok::<_, io::Error>(is_own && BEGINNING.starts_with(&head))
    };
    disk::is_file(path) && head().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::super::build_state::Head;
    use super::*;

    fn state() -> State {
        let head = Head { site: None, outputs: Vec::new(), folders: Vec::new() };
        let mut bytes = postcard::to_stdvec(&head).unwrap();
        bytes.extend(b"the rest");
        State::from_bytes(bytes, 0).unwrap()
    }

    fn file(folder: &Path, output: &str, cache: &str) -> StateFile {
        StateFile { output: folder.join(output), cache: Some(folder.join(cache)) }
    }

    #[test]
    fn a_state_is_read_as_it_was_written_by_the_same_user_for_the_same_folder() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = |output, cache| file(folder.path(), output, cache);
        assert!(file("dist", "cache").read().is_none());
        file("dist", "cache").write(&state());
        assert_eq!(file("dist", "cache").read().unwrap().rest(), b"the rest");
        let beside = folder.path().join(".dist.modelpress-state");
        fs::copy(&beside, folder.path().join(".other.modelpress-state")).unwrap();
        assert!(file("other", "cache").read().is_none(), "another folder");
        file("elsewhere", "another").write(&state());
        assert!(file("dist", "another").read().is_none(), "another key");
        assert!(StateFile { cache: None, ..file("dist", "cache") }.read().is_none());
        let whole = fs::read(&beside).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            fs::write(&beside, damaged).unwrap();
            assert!(file("dist", "cache").read().is_none(), "byte {at}");
            fs::write(&beside, &whole[..at]).unwrap();
            assert!(file("dist", "cache").read().is_none(), "cut at {at}");
        }
        fs::write(&beside, whole).unwrap();
        assert!(file("dist", "cache").read().is_some());
    }

    #[test]
    fn a_state_that_cannot_stand_beside_the_output_is_kept_in_the_cache() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = file(folder.path(), "dist", "cache");
        fs::create_dir(folder.path().join(".dist.modelpress-state")).unwrap();
        file.write(&state());
        assert_eq!(file.read().unwrap().rest(), b"the rest");
        assert_eq!(fs::read_dir(folder.path().join("cache")).unwrap().count(), 2, "the key and the state");
    }

    #[test]
    fn a_state_takes_the_place_of_a_state_and_of_nothing_else() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("state");
        let new = folder.path().join("state-new");
        for left in ["", "modelpress st", "modelpress state\nold"] {
            fs::write(&path, left).unwrap();
            fs::write(&new, left).unwrap();
            replace(&path, &[BEGINNING, b"x"]).unwrap();
            assert_eq!(read(&path).unwrap(), b"modelpress state\nx");
            assert!(disk::is_free(&new));
        }
        for taken in [&path, &new] {
            fs::write(taken, "mine").unwrap();
            assert!(replace(&path, &[BEGINNING]).is_err());
            assert_eq!(fs::read(taken).unwrap(), b"mine");
            fs::remove_file(taken).unwrap();
            fs::create_dir(taken).unwrap();
            assert!(replace(&path, &[BEGINNING]).is_err() && disk::is_folder(taken));
            fs::remove_dir(taken).unwrap();
        }
        assert!(replace(&folder.path().join("none/state"), &[BEGINNING]).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_state_is_for_its_owner_alone_and_no_link_is_followed() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::TempDir::new().unwrap();
        let (path, other) = (folder.path().join("state"), folder.path().join("other"));
        replace(&other, &[BEGINNING, b"x"]).unwrap();
        assert_eq!(fs::metadata(&other).unwrap().permissions().mode() & 0o777, 0o600);
        symlink("other", &path).unwrap();
        assert!(read(&path).is_none() && replace(&path, &[BEGINNING]).is_err());
        assert_eq!(read(&other).unwrap(), b"modelpress state\nx");
        fs::remove_file(&path).unwrap();
        symlink("other", folder.path().join("state-new")).unwrap();
        assert!(replace(&path, &[BEGINNING]).is_err() && disk::is_free(&path));
        assert_eq!(read(&other).unwrap(), b"modelpress state\nx");
    }
}

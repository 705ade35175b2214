//! The key that states are signed with. It stands in the user's cache folder alone, so that a state that came with a checkout,
//! whoever made it, is not taken for one of this user's builds.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::Path;

use blake3::{Hash, Hasher};

use crate::write::disk;

/// A random key.
pub(super) struct Key([u8; blake3::KEY_LEN]);

const NAME: &str = "key";

impl Key {
    /// Reads the key in a cache folder. What others could have put there, or read, is none.
    pub(super) fn read(cache: &Path) -> Option<Self> {
        let path = cache.join(NAME);
        if !disk::is_file(&path) {
            return None;
        }
        let mut file = disk::never_follow(File::options().read(true)).open(path).ok()?;
        let meta = file.metadata().ok()?;
        let mut key = [0; blake3::KEY_LEN];
        let is_own = meta.is_file() && meta.len() == key.len() as u64 && disk::is_private(&meta);
        (is_own && file.read_exact(&mut key).is_ok()).then_some(Self(key))
    }

    /// Reads the key in a cache folder, or makes one where there is none that can be used. Nothing is done to a link or a folder.
    pub(super) fn read_or_make(cache: &Path) -> Option<Self> {
        Self::read(cache).or_else(|| Self::make(cache))
    }

    fn make(cache: &Path) -> Option<Self> {
        let path = cache.join(NAME);
        if disk::in_the_way(&path).is_some() {
            return None;
        }
        let mut key = [0; blake3::KEY_LEN];
        getrandom::fill(&mut key).ok()?;
        fs::create_dir_all(cache).ok()?;
        let mut file = tempfile::Builder::new().prefix(".key-").tempfile_in(cache).ok()?;
        file.write_all(&key).ok()?;
        if disk::is_file(&path) {
            fs::remove_file(&path).ok()?;
        }
        // Of two builds that make one at once, the first one is right.
        let _ = file.persist_noclobber(&path);
        Self::read(cache)
    }

    /// Signs the state of an output folder, which is given in parts, for this very tool.
    pub(super) fn sign(&self, output: &Path, state: &[&[u8]]) -> Hash {
        let mut hasher = Hasher::new_keyed(&self.0);
        for part in [crate::TOOL.as_bytes(), output.as_os_str().as_encoded_bytes()] {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        for part in state {
            hasher.update(part);
        }
        hasher.finalize()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_signs_for_one_folder() {
        let folder = tempfile::TempDir::new().unwrap();
        let cache = folder.path().join("new/modelpress");
        assert!(Key::read(&cache).is_none());
        let key = Key::read_or_make(&cache).unwrap();
        let again = Key::read_or_make(&cache).unwrap();
        assert_eq!(key.0, again.0);
        assert_ne!(key.0, [0; 32]);
        let signed = key.sign(Path::new("/a/dist"), &[b"state"]);
        assert_eq!(again.sign(Path::new("/a/dist"), &[b"state"]), signed);
        assert_ne!(key.sign(Path::new("/b/dist"), &[b"state"]), signed);
        assert_ne!(key.sign(Path::new("/a/dist"), &[b"stAte"]), signed);
        assert_ne!(Key([7; 32]).sign(Path::new("/a/dist"), &[b"state"]), signed);
    }

    #[test]
    fn a_damaged_key_is_replaced() {
        let folder = tempfile::TempDir::new().unwrap();
        let key = Key::read_or_make(folder.path()).unwrap();
        fs::write(folder.path().join(NAME), &key.0[..31]).unwrap();
        assert!(Key::read(folder.path()).is_none());
        assert_ne!(Key::read_or_make(folder.path()).unwrap().0, key.0);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_can_read_is_replaced_and_a_link_is_left_alone() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join(NAME);
        let mode = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        fs::write(&path, [7; 32]).unwrap();
        mode(0o644);
        assert!(Key::read(folder.path()).is_none());
        assert_ne!(Key::read_or_make(folder.path()).unwrap().0, [7; 32]);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::rename(&path, folder.path().join("other")).unwrap();
        symlink("other", &path).unwrap();
        assert!(Key::read_or_make(folder.path()).is_none());
        assert!(path.is_symlink());
    }
}

//! One build at a time into a folder. The lock belongs to the process, so a killed build does not leave it behind.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::WriteError;

/// A lock that is held. Dropping it lets go.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock that stands at a path, for builds into `output`.
    ///
    /// # Errors
    /// When another build holds it, or the disk refuses.
    pub(super) fn take(path: PathBuf, output: &Path) -> Result<Self, WriteError> {
        loop {
            let file = File::create(&path).map_err(WriteError::new("create", &path))?;
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => return Err(WriteError::Busy(output.to_owned())),
                Err(TryLockError::Error(error)) if error.kind() != io::ErrorKind::Unsupported => {
                    return Err(WriteError::new("lock", path)(error));
                }
                _ => {} // On a disk without locks, builds at once are not told apart.
            }
            if is_still(&file, &path) {
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The file goes while the lock is held, so nobody else's is taken away; one that stays harms nobody.
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether the path still names the file: its last holder may have removed it in between.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let number = |meta: fs::Metadata| (meta.dev(), meta.ino());
    match (file.metadata(), fs::metadata(path)) {
        (Ok(file), Ok(path)) => number(file) == number(path),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still(_: &File, path: &Path) -> bool {
    path.exists()
}

//! Reads the bytes of a regular file up to a maximum size.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system reports an error.
    #[error(transparent)]
    System(#[from] io::Error),
    /// It is a folder, a pipe, a socket or a device, or a link to one.
    #[error("it is not a regular file")]
    NotRegular,
    /// It holds more bytes than allowed.
    #[error("the file is larger than {} MiB", .0 >> 20)]
    TooLarge(u64),
}

/// Reads a regular file of at most `largest` bytes. Never blocks on a pipe.
///
/// # Errors
/// If it is not a regular file, is larger, or cannot be read.
pub fn read_file(path: &Path, largest: u64) -> Result<Vec<u8>, ReadError> {
    // Opening a device can have effects, so the type is checked before.
    size(&fs::metadata(path)?, largest)?;
    let file = open(path)?;
    // The file may have been replaced since, and may grow while it is read.
    let size = size(&file.metadata()?, largest)?;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    file.take(largest + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > largest { Err(ReadError::TooLarge(largest)) } else { Ok(bytes) }
}

/// What tells a file or folder from all others on this machine, whatever its path; `None` where the system gives no number.
#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "other systems give no number")]
pub fn file_number(meta: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    Some((meta.dev(), meta.ino()))
}

/// Other systems give no number.
#[cfg(not(unix))]
pub fn file_number(_: &Metadata) -> Option<(u64, u64)> {
    None
}

fn size(meta: &Metadata, largest: u64) -> Result<u64, ReadError> {
    if !meta.is_file() {
        return Err(ReadError::NotRegular);
    }
    if meta.len() > largest { Err(ReadError::TooLarge(largest)) } else { Ok(meta.len()) }
}

/// Opens a file without waiting for the writer of a pipe.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "12345").unwrap();
        assert_eq!(read_file(&path, 5).unwrap(), b"12345");
        assert!(matches!(read_file(&path, 4), Err(ReadError::TooLarge(4))));
        assert!(matches!(read_file(folder.path(), 5), Err(ReadError::NotRegular)));
        assert!(matches!(read_file(&folder.path().join("b"), 5), Err(ReadError::System(_))));
    }

    /// The system says that it has no bytes, and then gives some: as a file that grows while it is read.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_grows_is_not_read_beyond_its_limit() {
        let path = Path::new("/proc/self/status");
        assert_eq!(fs::metadata(path).unwrap().len(), 0);
        assert!(matches!(read_file(path, 10), Err(ReadError::TooLarge(10))));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_and_a_device_are_no_files() {
        let folder = tempfile::TempDir::new().unwrap();
        let pipe = folder.path().join("pipe");
        let status = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(status.success());
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("pipe", &link).unwrap();
        for path in [&pipe, &link, Path::new("/dev/zero"), Path::new("/dev/null")] {
            assert!(matches!(read_file(path, 5), Err(ReadError::NotRegular)), "{}", path.display());
        }
        let opened = open(&pipe).expect("a pipe is opened without waiting");
        assert!(matches!(size(&opened.metadata().unwrap(), 5), Err(ReadError::NotRegular)));
    }
}

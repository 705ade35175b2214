//! Files that a command writes under a name that its user gave: whole or not at all, and never through a link.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use super::{WriteError, disk};

/// Writes a file in one step, in the place of an earlier one; folders are made as they are needed.
///
/// # Errors
/// When a link or something else that is no file stands there, or the disk refuses; what stood there is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    refuse_others(path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(WriteError::new("create", folder))?;
    let write = || {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".modelpress-");
        disk::readable_as_usual(&mut builder);
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.persist(path)?;
        Ok(())
    };
    write().map_err(WriteError::new("write", path))
}

/// Adds to the end of a file, which is made where there is none.
///
/// # Errors
/// When a link or something else that is no file stands there, or the disk refuses.
pub fn append(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    refuse_others(path)?;
    let mut options = File::options();
    let opened = disk::never_follow(options.append(true).create(true)).open(path);
    opened.and_then(|mut file| file.write_all(bytes)).map_err(WriteError::new("write", path))
}

/// Refuses what is no file, and a way to it through a link: whoever brings files to the folder of a site could bring a link.
/// An absolute path is the user's own, and so are the folders on its way.
fn refuse_others(path: &Path) -> Result<(), WriteError> {
    let folders = path.ancestors().skip(1).filter(|_| path.is_relative());
    if let Some(link) = folders.into_iter().find(|folder| folder.is_symlink()) {
        let advice = "on the way to a file that is written; name the folder that it leads to";
        return Err(WriteError::Occupied { path: link.to_owned(), found: "a symbolic link", advice });
    }
    let advice = "and only a file is written to; name another file, or remove it";
    let occupied = |found| WriteError::Occupied { path: path.to_owned(), found, advice };
    disk::in_the_way(path).map_or(Ok(()), |found| Err(occupied(found)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_with_its_folders_and_without_changing_a_second_name() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a/b/changes.md");
        replace(&path, b"one").unwrap();
        fs::hard_link(&path, folder.path().join("kept")).unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read(folder.path().join("kept")).unwrap(), b"one");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link_or_into_a_pipe() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("precious"), "mine").unwrap();
        std::os::unix::fs::symlink("precious", path("link")).unwrap();
        std::os::unix::fs::symlink("nowhere", path("dangling")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(path("socket")).unwrap();
        for (name, kind) in [
            ("link", "a symbolic link"),
            ("dangling", "a symbolic link"),
            ("", "a folder"),
            ("socket", "no plain file"),
        ] {
            for written in [replace(&path(name), b"x"), append(&path(name), b"x")] {
                assert!(written.unwrap_err().to_string().contains(kind), "{name}");
            }
        }
        assert_eq!(fs::read_to_string(path("precious")).unwrap(), "mine");
        assert!(!path("nowhere").exists());
    }
}

//! Files that a command writes under a name that its user gave: whole or not at all, and never through a link.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Component, Path, PathBuf};

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

/// Writes a source of a site anew in one step, with the permissions that it has, if it is as it was read.
///
/// # Errors
/// When it was changed since, a link leads to it, or the disk refuses; it is then as it was.
pub fn edit(root: &Path, path: &str, old: &[u8], new: &[u8]) -> Result<(), WriteError> {
    let full = root.join(path);
    refuse_links(root, path)?;
    refuse_others_at(&full)?;
    let mut source =
        disk::never_follow(File::options().read(true)).open(&full).map_err(WriteError::new("read", &full))?;
    let mut bytes = Vec::with_capacity(old.len());
    source.read_to_end(&mut bytes).map_err(WriteError::new("read", &full))?;
    if bytes != old {
        let (found, advice) =
            ("no longer the file that was read", "it changed in the meantime; run the command again");
        return Err(WriteError::Occupied { path: full, found, advice });
    }
    let write = || {
        let mut file =
            tempfile::Builder::new().prefix(".modelpress-").tempfile_in(full.parent().unwrap_or(root))?;
        file.write_all(new)?;
        file.as_file().set_permissions(source.metadata()?.permissions())?;
        file.persist(&full)?;
        Ok(())
    };
    write().map_err(WriteError::new("write", &full))
}

/// Writes a new source of a site in one step; folders are made as they are needed.
///
/// # Errors
/// When anything stands there, a link leads there, or the disk refuses.
pub fn create(root: &Path, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
    let full = root.join(path);
    refuse_links(root, path)?;
    let folder = full.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(WriteError::new("create", folder))?;
    let write = || {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".modelpress-");
        disk::readable_as_usual(&mut builder);
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.persist_noclobber(&full)?;
        Ok(())
    };
    write().map_err(WriteError::new("write", &full))
}

/// The first symbolic link on the way from the folder of a site to a path, or at the path. A step up counts as one.
pub fn link_on_the_way(root: &Path, path: &str) -> Option<PathBuf> {
    let mut at = root.to_owned();
    Path::new(path).components().find_map(|step| {
        at.push(step);
        let leads_away = !matches!(step, Component::Normal(_)) || at.is_symlink();
        leads_away.then(|| at.clone())
    })
}

fn refuse_links(root: &Path, path: &str) -> Result<(), WriteError> {
    let advice = "on the path of an output file";
    let occupied = |path| WriteError::Occupied { path, found: "a symbolic link", advice };
    link_on_the_way(root, path).map_or(Ok(()), |link| Err(occupied(link)))
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
        let advice = "on the path of an output file; name the folder that it leads to";
        return Err(WriteError::Occupied { path: link.to_owned(), found: "a symbolic link", advice });
    }
    refuse_others_at(path)
}

/// Refuses what is no file.
fn refuse_others_at(path: &Path) -> Result<(), WriteError> {
    let advice = "not a regular file; choose another file, or remove it";
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

    #[test]
    fn a_source_is_edited_only_as_it_was_read_and_made_only_where_nothing_stands() {
        let folder = tempfile::TempDir::new().unwrap();
        let root = folder.path();
        create(root, "models/acme/one.toml", b"one").unwrap();
        assert!(create(root, "models/acme/one.toml", b"two").is_err());
        edit(root, "models/acme/one.toml", b"one", b"two").unwrap();
        let stale = edit(root, "models/acme/one.toml", b"one", b"three").unwrap_err().to_string();
        assert!(stale.contains("is no longer the file that was read"), "{stale}");
        assert_eq!(fs::read(root.join("models/acme/one.toml")).unwrap(), b"two");
        assert_eq!(fs::read_dir(root.join("models/acme")).unwrap().count(), 1, "nothing is left beside it");
        for path in ["../out.toml", "models/../../out.toml", "/out.toml"] {
            assert!(create(&root.join("models"), path, b"x").is_err(), "{path}");
        }
        assert!(!root.join("out.toml").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_source_keeps_its_permissions_and_links_are_not_followed() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::TempDir::new().unwrap();
        let root = folder.path().join("site");
        fs::create_dir_all(folder.path().join("away")).unwrap();
        create(&root, "models/one.toml", b"one").unwrap();
        fs::set_permissions(root.join("models/one.toml"), fs::Permissions::from_mode(0o640)).unwrap();
        edit(&root, "models/one.toml", b"one", b"two").unwrap();
        assert_eq!(fs::metadata(root.join("models/one.toml")).unwrap().permissions().mode() & 0o777, 0o640);
        symlink("../away", root.join("linked")).unwrap();
        symlink("one.toml", root.join("models/two.toml")).unwrap();
        assert!(create(&root, "linked/x.toml", b"x").is_err());
        assert!(edit(&root, "models/two.toml", b"two", b"x").is_err());
        assert_eq!(fs::read_dir(folder.path().join("away")).unwrap().count(), 0);
        assert_eq!(fs::read(root.join("models/one.toml")).unwrap(), b"two");
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

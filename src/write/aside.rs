//! The last site while it waits beside the output, on a disk that cannot exchange folders. A note of the build that put it there
//! tells it from a folder that only has such a name: one that came with a checkout, say.

use std::fs;
use std::io;
use std::path::Path;

use super::disk;

/// A folder that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Aside {
    /// Its name beside the output.
    name: String,
    /// What no other folder has.
    identity: String,
}

const MARK: &str = "modelpress set aside ";

impl Aside {
    /// Describes a folder that is about to get a name.
    pub(super) fn of(folder: &Path, name: String) -> io::Result<Self> {
        Ok(Self { name, identity: identity(folder)? })
    }

    /// Whether a folder is the one that was set aside.
    pub(super) fn is(&self, folder: &Path) -> bool {
        let has_name = folder.file_name().is_some_and(|name| name.to_string_lossy() == self.name);
        has_name && disk::is_folder(folder) && identity(folder).is_ok_and(|found| found == self.identity)
    }

    /// Reads a note.
    pub(super) fn read(note: &[u8]) -> Option<Self> {
        let line = std::str::from_utf8(note).ok()?.strip_prefix(MARK)?.strip_suffix('\n')?;
        let (identity, name) = line.split_once(' ')?;
        let is_number = |letter: char| letter.is_ascii_digit() || matches!(letter, ':' | '.' | '-');
        let is_note = !identity.is_empty() && identity.chars().all(is_number) && !name.contains('\n');
        is_note.then(|| Self { name: name.to_owned(), identity: identity.to_owned() })
    }

    /// Writes a note.
    pub(super) fn write(&self) -> String {
        format!("{MARK}{} {}\n", self.identity, self.name)
    }
}

/// What tells a folder from all others, and stays when it is renamed. Nobody who only brings files can choose it.
#[cfg(unix)]
fn identity(folder: &Path) -> io::Result<String> {
    use std::os::unix::fs::MetadataExt;
    let meta = fs::symlink_metadata(folder)?;
    Ok(format!("{}:{}.{:09}", meta.ino(), meta.mtime(), meta.mtime_nsec()))
}

#[cfg(not(unix))]
fn identity(folder: &Path) -> io::Result<String> {
    let meta = fs::symlink_metadata(folder)?;
    let since = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Ok(format!("{}:{}", since(meta.created()?).as_nanos(), since(meta.modified()?).as_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_known_after_it_was_renamed_and_a_copy_is_not() {
        let folder = tempfile::TempDir::new().unwrap();
        let (site, old) = (folder.path().join("dist"), folder.path().join("old"));
        fs::create_dir(&site).unwrap();
        fs::write(site.join("page"), "x").unwrap();
        let aside = Aside::of(&site, "old".to_owned()).unwrap();
        fs::rename(&site, &old).unwrap();
        assert_eq!(Aside::read(aside.write().as_bytes()), Some(aside.clone()));
        assert!(aside.is(&old));
        fs::rename(&old, &site).unwrap();
        fs::create_dir(&old).unwrap();
        fs::write(old.join("page"), "x").unwrap();
        assert!(!aside.is(&old) && !aside.is(&site));
    }

    #[test]
    fn other_content_is_no_note() {
        for note in [
            "",
            "notes",
            "modelpress set aside \n",
            "modelpress set aside 1:2",
            "modelpress set aside a 1:2\n",
            "modelpress set aside 1:2 x\nmine\n",
            "x modelpress set aside 1:2 y\n",
        ] {
            assert_eq!(Aside::read(note.as_bytes()), None, "{note}");
        }
    }
}

//! The folders of a site, and what the system said of them when we knew what is in them. A folder that looks the same holds the same
//! names, so it need not be read.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk;
use crate::discover::{FileStat, FileTime, file_number};

/// What the system said of a folder of the output and of the same one in the kept folder, when both held the very same files of the
/// site and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FolderStat {
    /// Of the one in the output.
    pub(super) output: FileStat,
    /// Of the kept one.
    pub(super) kept: FileStat,
}

/// What the last build noted of the folders of its site, by their paths.
pub(super) type FolderStats = HashMap<String, FolderStat, foldhash::fast::RandomState>;

/// What was seen of folders in this build, by their paths.
pub(super) type Seen = HashMap<String, FileStat, foldhash::fast::RandomState>;

/// The folders that files stand in, with the names of the folders in each.
#[derive(Debug, Default)]
pub(super) struct Folders(HashMap<String, Vec<String>, foldhash::fast::RandomState>);

impl Folders {
    /// The folders of files that come in the order of their paths.
    pub(super) fn of<'a>(files: impl IntoIterator<Item = &'a str>) -> Self {
        let mut folders = Self::default();
        for path in folders_of_all(files) {
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            folders.0.entry(parent.to_owned()).or_default().push(name.to_owned());
            folders.0.entry(path.to_owned()).or_default();
        }
        folders
    }

    /// Whether files stand in a folder, or below it.
    pub(super) fn contains(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// The names of the folders in a folder.
    pub(super) fn inside(&self, path: &str) -> Option<&[String]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// The paths of the folders; that of the root is empty.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// The folders that files stand in, each once, a folder before those in it. The files come in the order of their paths, so those of a
/// folder are neighbors.
pub(super) fn folders_of_all<'a>(files: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut folders = Vec::new();
    let mut last = "";
    for file in files {
        let shared = last.bytes().zip(file.bytes()).take_while(|(one, other)| one == other).count();
        let ends = file.match_indices('/').map(|(end, _)| end);
        folders.extend(ends.filter(|end| *end >= shared).map(|end| &file[..end]));
        last = file;
    }
    folders
}

/// The folder that a file or folder stands in; that of the root is empty.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// Looks at folders on a disk where every change of what is in a folder shows.
#[derive(Debug)]
pub(super) struct FolderWatch {
    /// What one of our folders is like.
    ours: Metadata,
    /// When the build began to look at files. A folder that changed after that may hold others than those that it looked at.
    since: FileTime,
}

impl FolderWatch {
    /// Looks at folders on the disk of one of ours; nothing where a change may not show.
    pub(super) fn on_disk_of(ours: &Path, since: FileTime) -> Option<Self> {
        let ours_meta = fs::symlink_metadata(ours).ok()?;
        disk::shows_changes_of_folders(ours).then_some(Self { ours: ours_meta, since })
    }

    /// What the system says of a folder that is like ours, if no change of what is in it since the build began could go unseen.
    pub(super) fn look(&self, folder: &Path) -> Option<FileStat> {
        self.stat(&fs::symlink_metadata(folder).ok()?)
    }

    /// What the system said of a folder, as [`Self::look`] has it.
    pub(super) fn stat(&self, meta: &Metadata) -> Option<FileStat> {
        let disk_of = |meta: &Metadata| file_number(meta).map(|(disk, _)| disk);
        let is_like_ours = meta.is_dir()
            && disk::has_mode(meta, disk::FOLDER)
            && disk::owner(meta) == disk::owner(&self.ours)
            && disk_of(meta) == disk_of(&self.ours);
        Some(FileStat::of(meta)).filter(|stat| is_like_ours && stat.is_settled(self.since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_folder_of_a_site_is_listed_once() {
        let paths =
            ["404.html", "a-b/x", "a/b/c/x", "a/b/c/y", "a/b/cd/x", "a/b/x", "a/x", "ab/x", "build.json"];
        assert!(paths[..8].is_sorted());
        assert_eq!(folders_of_all(paths), ["a-b", "a", "a/b", "a/b/c", "a/b/cd", "ab"]);
        let folders = Folders::of(paths);
        assert_eq!(folders.inside("").unwrap(), ["a-b", "a", "ab"]);
        assert_eq!(folders.inside("a/b").unwrap(), ["c", "cd"]);
        assert!(folders.inside("a/b/c").unwrap().is_empty() && !folders.contains("a/b/x"));
        assert_eq!(["a/b/c", "a"].map(parent), ["a/b", ""]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_changed_since_a_build_began_or_is_not_like_ours_is_not_known() {
        let folder = tempfile::TempDir::new().unwrap();
        let inside = folder.path().join("inside");
        disk::make_folder(folder.path(), &inside).unwrap();
        let watch = |since| FolderWatch { ours: fs::symlink_metadata(folder.path()).unwrap(), since };
        assert!(watch(FileTime::default()).look(&inside).is_none());
        assert!(watch(FileTime::now()).look(&inside).is_none(), "in the same tick");
        let known = watch(FileTime::FAR).look(&inside).unwrap();
        assert_eq!(watch(FileTime::FAR).look(&inside), Some(known));
        fs::write(inside.join("file"), "").unwrap();
        disk::set_mode(&inside, 0o700).unwrap();
        assert!(watch(FileTime::FAR).look(&inside).is_none(), "another mode");
        assert!(watch(FileTime::FAR).look(&inside.join("file")).is_none(), "no folder");
    }
}

//! All entries below a folder, read on all threads. Only folders are opened; no file is looked at. A folder of which it is known what is in
//! it is not even opened.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::is_gone;

/// An entry below a folder.
#[derive(Debug)]
pub(super) struct Found {
    /// Its path below the folder, with `/` between its parts; a part that is not Unicode is only like its name.
    pub(super) path: String,
    /// Whether it is a folder, not a link to one.
    pub(super) is_folder: bool,
    /// Whether it is a plain file, not a link to one.
    pub(super) is_file: bool,
    /// The entry itself.
    pub(super) entry: DirEntry,
}

/// What follows from a visit.
#[derive(Debug)]
pub(super) struct Visit<T> {
    /// Whether what is in a folder is visited, too.
    pub(super) enters: bool,
    /// The result for the entry.
    pub(super) result: Option<T>,
}

impl<T> Visit<T> {
    /// A visit that found nothing out, and enters a folder.
    pub(super) const NOTHING: Self = Self { enters: true, result: None };

    /// A visit that found something out, and enters a folder.
    pub(super) fn found(result: T) -> Self {
        Self { enters: true, result: Some(result) }
    }
}

/// What is known of a folder that is entered.
#[derive(Debug)]
pub(super) struct Opening<'a, T> {
    /// The names of the folders in it, where nothing else in it has to be visited, and they need not either.
    pub(super) inside: Option<&'a [String]>,
    /// The result for the folder.
    pub(super) result: Option<T>,
}

impl<T> Opening<'_, T> {
    /// A folder of which nothing is known.
    pub(super) const UNKNOWN: Self = Self { inside: None, result: None };
}

/// Visits all that is below a folder and not known, each folder before what is in it, and returns what was found out. What its owner
/// removes meanwhile is passed over. The folders of one depth are read side by side: a deep tree needs no deep stack. `open` says of
/// each folder that is entered what is known, by its path below the root and its full path.
pub(super) fn walk<'a, T: Send>(
    root: &Path,
    open: impl Fn(&str, &Path) -> io::Result<Opening<'a, T>> + Sync,
    visit: impl Fn(Found) -> io::Result<Visit<T>> + Sync,
) -> io::Result<Vec<T>> {
    let mut results = Vec::new();
    let mut level = vec![Folder { full: root.to_owned(), path: String::new() }];
    while !level.is_empty() {
        let read = level.par_iter().map(|folder| folder.enter(&open, &visit));
        let read: Vec<_> = read.collect::<io::Result<_>>()?;
        level.clear();
        for (folders, found) in read {
            level.extend(folders);
            results.extend(found);
        }
    }
    Ok(results)
}

/// A folder that is to be read.
struct Folder {
    full: PathBuf,
    path: String,
}

/// The folders to enter next, and what was found out.
type Entered<T> = (Vec<Folder>, Vec<T>);

impl Folder {
    /// Visits the entries unless they are known.
    fn enter<'a, T>(
        &self,
        open: impl Fn(&str, &Path) -> io::Result<Opening<'a, T>>,
        visit: impl Fn(Found) -> io::Result<Visit<T>>,
    ) -> io::Result<Entered<T>> {
        let Opening { inside, result } = open(&self.path, &self.full)?;
        let (folders, mut results) = match inside {
            Some(names) => (names.iter().map(|name| self.inside(name)).collect(), Vec::new()),
            None => self.read(visit)?,
        };
        results.extend(result);
        Ok((folders, results))
    }

    fn inside(&self, name: &str) -> Self {
        Self { full: self.full.join(name), path: self.below(name) }
    }

    /// Visits the entries, and returns the folders to enter and what was found out.
    fn read<T>(&self, visit: impl Fn(Found) -> io::Result<Visit<T>>) -> io::Result<Entered<T>> {
        let (mut folders, mut results) = (Vec::new(), Vec::new());
        let entries = match fs::read_dir(&self.full) {
            Err(error) if is_gone(&error) => return Ok((folders, results)),
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            let kind = match entry.file_type() {
                Err(error) if is_gone(&error) => continue,
                kind => kind?,
            };
            let path = self.below(&entry.file_name().to_string_lossy());
            let (full, is_folder) = (kind.is_dir().then(|| entry.path()), kind.is_dir());
            let deeper = full.map(|full| Self { full, path: path.clone() });
            let visit = visit(Found { path, is_folder, is_file: kind.is_file(), entry })?;
            folders.extend(deeper.filter(|_| visit.enters));
            results.extend(visit.result);
        }
        Ok((folders, results))
    }

    fn below(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}/{name}", self.path) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::unnecessary_wraps, reason = "as `walk` has it")]
    fn unknown<T>(_: &str, _: &Path) -> io::Result<Opening<'static, T>> {
        Ok(Opening::UNKNOWN)
    }

    #[test]
    fn everything_is_visited_but_what_is_behind_a_link_or_not_entered() {
        let folder = tempfile::TempDir::new().unwrap();
        let root = folder.path();
        for deep in ["a/b/c", "skipped/x", "z"] {
            fs::create_dir_all(root.join(deep)).unwrap();
            fs::write(root.join(deep).join("file"), "").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink("a", root.join("link")).unwrap();
        let visit = |found: Found| {
            let enters = found.path != "skipped";
            Ok(Visit { enters, result: Some((found.path, found.is_folder, found.is_file)) })
        };
        let mut found = walk(root, unknown, visit).unwrap();
        found.retain(|(path, is_folder, is_file)| path != "link" || *is_folder || *is_file);
        found.sort();
        let paths: Vec<&str> = found.iter().map(|(path, ..)| path.as_str()).collect();
        assert_eq!(paths, ["a", "a/b", "a/b/c", "a/b/c/file", "skipped", "z", "z/file"]);
        assert!(
            found
                .iter()
                .all(|(path, is_folder, is_file)| *is_file == path.ends_with("file") && is_folder != is_file)
        );
    }

    #[test]
    fn a_tree_of_any_depth_is_read() {
        let folder = tempfile::TempDir::new().unwrap();
        let deep = folder.path().join(["d"; 900].join("/"));
        fs::create_dir_all(&deep).unwrap();
        let found = walk(folder.path(), unknown, |found| Ok(Visit::found(found.path))).unwrap();
        assert_eq!(found.len(), 900);
    }

    #[test]
    fn a_known_folder_is_not_read_and_what_is_inside_is_entered() {
        let folder = tempfile::TempDir::new().unwrap();
        for deep in ["known/listed/file", "known/unlisted/file", "other/file"] {
            fs::create_dir_all(folder.path().join(deep)).unwrap();
        }
        let inside = ["listed".to_owned()];
        let open = |path: &str, full: &Path| {
            assert!(full.is_dir());
            let inside = (path == "known").then_some(inside.as_slice());
            Ok(Opening { inside, result: (!path.is_empty()).then(|| format!("opened {path}")) })
        };
        let visit = |found: Found| Ok(Visit::found(format!("visited {}", found.path)));
        let mut found = walk(folder.path(), open, visit).unwrap();
        found.retain(|path| path.contains("known"));
        found.sort();
        let expected = ["opened known", "opened known/listed", "opened known/listed/file", "visited known"];
        assert_eq!(found[..3], expected[..3]);
        assert_eq!(found[3..], ["visited known", "visited known/listed/file"]);
    }
}

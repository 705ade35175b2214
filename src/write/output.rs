//! Which folders a site may be written to: a new or empty one, or one that we wrote.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use super::disk::below;
use super::manifest::Marker;
use super::output_dir;
use crate::discover::{file_number, roots};

/// Why a folder is refused. Nothing in it was touched.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// It is, or holds, the site's sources.
    #[error("the output `{0}` contains the site's sources; choose a separate folder with --output")]
    HoldsSources(PathBuf),
    /// It lies in a folder of the site's sources.
    #[error("the output `{0}` is inside the site's sources; choose a separate folder with --output")]
    InSources(PathBuf),
    /// It is a file among the records, templates or static files.
    #[error(
        "the file `{0}` is inside the site's sources; choose one in `changes`, or outside the site's folders"
    )]
    Source(PathBuf),
    /// It is the root of the disk or somebody's home.
    #[error("the output `{0}` cannot be used for a site; choose a separate folder with --output")]
    TooHigh(PathBuf),
    /// It is a link or a file.
    #[error("the output `{0}` is a {1}, not a folder; remove it, or choose another with --output")]
    NoFolder(PathBuf, &'static str),
    /// Somebody else's files are in it.
    #[error(
        "the output `{folder}` contains {found}, but no `build.json` from modelpress; move that away, choose another folder with --output, or add an empty `build.json` to allow a site there"
    )]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// The first files found.
        found: String,
    },
}

/// The folder of sources that a comparison writes to.
const CHANGES: &str = "changes";

/// Refuses an output folder in which anything could be lost.
///
/// # Errors
/// With the reason for the refusal.
pub fn check(site: &Path, output: &Path) -> Result<(), OutputError> {
    if let Ok(meta) = fs::symlink_metadata(output) {
        if meta.is_symlink() {
            return Err(OutputError::NoFolder(output.to_owned(), "symbolic link"));
        }
        if !meta.is_dir() {
            return Err(OutputError::NoFolder(output.to_owned(), "file"));
        }
    }
    let (site, full) = (absolute(site), absolute(output));
    let home = std::env::home_dir().map(|home| absolute(&home));
    if full.parent().is_none() || home.as_ref() == Some(&full) {
        return Err(OutputError::TooHigh(output.to_owned()));
    }
    // A folder of the site may be a link to another one.
    let sources: Vec<PathBuf> = roots().map(|path| absolute(&site.join(path))).collect();
    let ignores_case = ignores_case(&site);
    let within = |path: &Path, above: &Path| is_within(path, above, ignores_case);
    let is_above = |source: &PathBuf| within(source, &full) && !within(&full, source);
    if within(&site, &full) || sources.iter().any(is_above) {
        return Err(OutputError::HoldsSources(output.to_owned()));
    }
    if sources.iter().any(|source| within(&full, source)) {
        return Err(OutputError::InSources(output.to_owned()));
    }
    foreign(output)
}

/// Refuses to write a file among the sources of a site, except what `changes/` is for.
///
/// # Errors
/// When a source could be lost, or the file would become one.
pub fn check_file(site: &Path, file: &Path) -> Result<(), OutputError> {
    let (site, full) = (absolute(site), absolute(file));
    let sources = roots().filter(|root| *root != CHANGES).map(|root| absolute(&site.join(root)));
    let ignores_case = ignores_case(&site);
    if sources.into_iter().any(|source| is_within(&full, &source, ignores_case)) {
        return Err(OutputError::Source(file.to_owned()));
    }
    Ok(())
}

/// Refuses a folder with files that has no mark of ours, and names some of them.
fn foreign(output: &Path) -> Result<(), OutputError> {
    if Marker::is_ours(output) || output_dir::has_unfinished(output) {
        return Ok(());
    }
    let found: Vec<String> = files(output).take(4).collect();
    if found.is_empty() {
        return Ok(());
    }
    let more = if found.len() > 3 { " and more" } else { "" };
    let names: BTreeSet<String> = found.iter().take(3).map(|path| format!("`{path}`")).collect();
    let found = format!("{}{more}", names.into_iter().collect::<Vec<_>>().join(", "));
    Err(OutputError::Foreign { folder: output.to_owned(), found })
}

fn files(folder: &Path) -> impl Iterator<Item = String> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    let paths = files.map(move |entry| below(folder, entry.path()));
    paths.filter(|path| !output_dir::is_ours(path))
}

/// The path that an output folder has without `..`, so that there is a folder above it and a name of its own; links before a `..` are
/// resolved, as the system does. Other paths stay as they are written.
pub fn without_steps_up(path: &Path) -> PathBuf {
    let has_steps = path.components().any(|part| part == Component::ParentDir);
    if has_steps { resolve_steps(path) } else { path.to_owned() }
}

fn resolve_steps(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in full.components() {
        match part {
            Component::ParentDir => {
                plain = plain.canonicalize().unwrap_or(plain);
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// The path from the root of the disk, with links resolved as far as it exists.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let plain = resolve_steps(path);
    let mut missing = Vec::new();
    let mut there = plain.as_path();
    loop {
        if let Ok(real) = there.canonicalize() {
            return missing.iter().rev().fold(real, |path, part| path.join(part));
        }
        match (there.parent(), there.file_name()) {
            (Some(parent), Some(name)) => {
                missing.push(name.to_owned());
                there = parent;
            }
            _ => return plain,
        }
    }
}

/// Whether a path is another one or below it, where names that differ in case may be one.
fn is_within(path: &Path, above: &Path, ignores_case: bool) -> bool {
    if !ignores_case {
        return path.starts_with(above);
    }
    let fold = |path: &Path| PathBuf::from(path.to_string_lossy().to_lowercase());
    fold(path).starts_with(fold(above))
}

/// Whether a folder is on a disk on which names that differ in case are one: the folder then has its name in capitals, too.
fn ignores_case(folder: &Path) -> bool {
    let swap = |name: &str| -> String {
        name.chars()
            .map(|c| if c.is_uppercase() { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() })
            .collect()
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut others =
        names.map(|name| (folder.join(swap(&name)), name)).filter(|(other, name)| !other.ends_with(name));
    others.next().is_some_and(|(other, name)| {
        let (one, other) = (folder.join(name).canonicalize(), other.canonicalize());
        // Two folders whose names differ in case stay two: systems that take them for one give the name as it was made.
        one.is_ok_and(|one| other.is_ok_and(|other| one == other || is_same_file(&one, &other)))
    })
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    let number = |path: &Path| fs::metadata(path).ok().as_ref().and_then(file_number);
    number(one).is_some_and(|one| number(other) == Some(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_case_are_one_where_the_disk_takes_them_for_one() {
        let within = |path: &str, ignores| is_within(Path::new(path), Path::new("/site/Models"), ignores);
        assert!(within("/site/Models/x", false) && !within("/site/models/x", false));
        for path in ["/site/models", "/SITE/MODELS/x", "/site/mOdels/x/y"] {
            assert!(within(path, true), "{path}");
        }
        assert!(!within("/site/models-2", true) && !within("/site", true));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_disk_that_tells_case_apart_is_known_even_by_two_names() {
        let folder = tempfile::TempDir::new().unwrap();
        assert!(!ignores_case(folder.path()), "nothing is there to ask for");
        fs::create_dir(folder.path().join("models")).unwrap();
        assert!(!ignores_case(folder.path()));
        fs::create_dir(folder.path().join("MODELS")).unwrap();
        assert!(!ignores_case(folder.path()));
    }

    #[cfg(unix)]
    #[test]
    fn a_step_up_leads_where_the_system_leads() {
        let folder = tempfile::TempDir::new().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("a/b")).unwrap();
        std::os::unix::fs::symlink("a/b", root.join("link")).unwrap();
        for (path, expected) in [
            ("a/b/..", "a"),
            ("link/..", "a"),
            ("link/../x", "a/x"),
            ("new/sub/..", "new"),
            ("a/./b/../../c", "c"),
        ] {
            assert_eq!(without_steps_up(&root.join(path)), root.join(expected), "{path}");
        }
        assert_eq!(without_steps_up(Path::new("dist")), Path::new("dist"), "other paths stay");
    }
}

//! Which folders a site may be written to: a new or empty one, or one that we wrote.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use super::last_build::below;
use super::manifest::Marker;
use super::output_dir;
use crate::discover::roots;

/// Why a folder is refused. Nothing in it was touched.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// It is, or holds, the site's sources.
    #[error("the output `{0}` holds the site's sources; choose a folder of its own with --output")]
    HoldsSources(PathBuf),
    /// It lies in a folder of the site's sources.
    #[error("the output `{0}` lies among the site's sources; choose a folder of its own with --output")]
    InSources(PathBuf),
    /// It is a file among the records, templates or static files.
    #[error(
        "the file `{0}` lies among the site's sources; choose one in `changes`, or outside of the site's folders"
    )]
    Source(PathBuf),
    /// It is the root of the disk or somebody's home.
    #[error("the output `{0}` is not a folder for a site; choose one of its own with --output")]
    TooHigh(PathBuf),
    /// It is a link or a file.
    #[error("the output `{0}` is a {1}, not a folder; remove it, or choose another with --output")]
    NoFolder(PathBuf, &'static str),
    /// Somebody else's files are in it.
    #[error(
        "the output `{folder}` holds {found}, and no `build.json` of modelpress; move that away, choose another folder with --output, or put an empty `build.json` there to say that a site may be added"
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
    if site.starts_with(&full) || sources.iter().any(|source| source.starts_with(&full) && *source != full) {
        return Err(OutputError::HoldsSources(output.to_owned()));
    }
    if sources.iter().any(|source| full.starts_with(source)) {
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
    if sources.into_iter().any(|source| full.starts_with(source)) {
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

/// The path from the root of the disk, with links resolved as far as it exists.
fn absolute(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in full.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
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

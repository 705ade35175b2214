//! Whether a file of a site still stands in its folder as it was written.

use std::fs;
use std::path::Path;

use super::disk;
use super::manifest::Entry;
use crate::discover::FileStat;

/// Looks whether a file stands in a folder byte for byte as its entry says, and returns what the system says of it. It is read unless
/// the system says the same as when it had these bytes, which is `known`.
pub(super) fn intact(folder: &Path, path: &str, entry: &Entry, known: Option<FileStat>) -> Option<FileStat> {
    let full = folder.join(path);
    let meta = fs::symlink_metadata(&full).ok()?;
    if !meta.is_file() || meta.len() != entry.size || !disk::is_world_readable(&meta) {
        return None;
    }
    let stat = FileStat::of(&meta);
    let has_bytes = || fs::read(&full).is_ok_and(|bytes| blake3::hash(&bytes) == entry.hash);
    (known == Some(stat) || has_bytes()).then_some(stat)
}

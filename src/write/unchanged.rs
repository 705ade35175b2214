//! A build of what was built already: the site stands there, and nothing is read but what the system says of its files.

use std::fs;
use std::path::{Path, PathBuf};

use super::WriteError;
use super::output_dir::OutputDir;
use super::stage::Published;
use super::state::{State, StateFile};
use crate::discover::{FileTime, Survey};

/// A site that stands there as the last build left it.
#[derive(Debug)]
pub struct Unchanged {
    /// The counts of the last build.
    pub published: Published,
    /// Folders beside the output that have the name of a last site set aside, and that no build set aside. They stay as they are.
    pub unknown: Vec<PathBuf>,
}

/// Locks the output folder and looks whether the site of a state stands there whole. What the system says of its files now is kept
/// for the next build.
///
/// # Errors
/// When another build is at work there, or the disk refuses.
pub fn find_unchanged(
    output: &Path,
    state: &mut State,
    survey: &Survey,
    file: &StateFile,
) -> Result<Option<Unchanged>, WriteError> {
    let started = FileTime::now();
    let mut dir = OutputDir::take(output)?;
    let found = state.check_files(&dir.output).filter(|_| dir.left.unfinished.is_empty());
    if let Some(stats) = &found
        && state.refresh(survey, stats, started)
    {
        file.write(state);
    }
    let _ = fs::remove_dir(dir.stage.path());
    let (files, bytes) = state.extent();
    let published = Published { files, written: 0, bytes };
    Ok(found.map(|_| Unchanged { published, unknown: std::mem::take(&mut dir.left.unknown) }))
}

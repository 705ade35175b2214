//! The files of a site as a walk finds them, before any is read.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{DiscoverError, FileStat, FileTime, SETTINGS, Sources, Surroundings, Walk, near, roots};

/// The files of a site, with what the system says of each.
#[derive(Debug)]
pub struct Survey {
    pub(super) root: PathBuf,
    /// When the walk began.
    pub(super) started: FileTime,
    pub(super) walk: Walk,
    /// What the system said of each file of the walk, before it was read; empty where nobody asked.
    pub(super) stats: Vec<Option<FileStat>>,
    pub(super) surroundings: Surroundings,
}

/// Walks through a site's folder.
///
/// # Errors
/// If the folder cannot be read, or has neither `models` nor `providers`.
pub fn survey(root: &Path) -> Result<Survey, DiscoverError> {
    let mut survey = Survey::of_site(root)?;
    survey.take_stats();
    Ok(survey)
}

impl Survey {
    /// Walks through a site's folder, without asking the system about each file.
    pub(super) fn of_site(root: &Path) -> Result<Self, DiscoverError> {
        let survey = Self::of_folder(root)?;
        if !root.join("models").is_dir() && !survey.surroundings.has_providers {
            return Err(DiscoverError::NoModels { path: root.to_owned(), near: near::models_folder(root) });
        }
        Ok(survey)
    }

    /// Walks through a folder, which need not be a site yet.
    pub(super) fn of_folder(root: &Path) -> Result<Self, DiscoverError> {
        let no_site = |source| DiscoverError::NoSite { path: root.to_owned(), source };
        let started = FileTime::now();
        let root = root.canonicalize().map_err(no_site)?;
        fs::read_dir(&root).map_err(no_site)?;
        let find = |path: &str| {
            let mut walk = Walk::default();
            walk.find(&root, path);
            walk
        };
        let roots: Vec<&str> = roots().collect();
        let walks: Vec<Walk> = roots.into_par_iter().map(find).collect();
        let walk = walks.into_iter().fold(Walk::default(), Walk::and);
        let surroundings = Surroundings::of(&root, walk.has_settings());
        Ok(Self { root, started, walk, stats: Vec::new(), surroundings })
    }

    fn take_stats(&mut self) {
        let stat = |path: &str| fs::metadata(self.root.join(path)).ok().map(|meta| FileStat::of(&meta));
        self.stats = self.walk.files.par_iter().map(|(_, path)| stat(path)).collect();
    }

    /// Reads the files.
    pub fn read(&self) -> Sources {
        let mut sources = Sources::default();
        sources.read(&self.root, self.walk.clone());
        sources.complete(self.surroundings.clone());
        sources
    }
}

impl Walk {
    pub(super) fn and(mut self, other: Self) -> Self {
        self.files.extend(other.files);
        self.skipped.extend(other.skipped);
        self.linked.extend(other.linked);
        self
    }

    /// Whether there is a `site.toml`, even if it cannot be read.
    fn has_settings(&self) -> bool {
        let skipped = self.skipped.iter().map(|skipped| &skipped.path);
        self.files.iter().map(|(_, path)| path).chain(skipped).any(|path| path == SETTINGS)
    }
}

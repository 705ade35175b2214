//! A site that is being made. Files that did not change are taken over from the last site; only the others are written.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use super::compress::Coding;
use super::last_build::{Last, LastBuild};
use super::manifest::{self, Entry};
use super::output_dir::OutputDir;
use super::staged_file::{FileMeta, StagedFile};
use super::state::{BuildRecord, State, StateFile};
use super::{Options, WriteError, publish};
use crate::discover::FileStat;
use crate::plan::is_worth_compressing;
use crate::render::digest::NamedDigest;
use crate::render::{Fingerprint, Interner};

/// A folder that is being filled. Dropping it unfinished removes it and leaves the output as it was.
#[derive(Debug)]
pub struct Stage {
    pub(super) dir: OutputDir,
    pub(super) last_build: LastBuild,
    names: Arc<Interner>,
    options: Options,
    state: StateFile,
    files: Mutex<Vec<(String, StagedFile)>>,
    /// Whether the stage's folder stays when the build ends: it is the last site, or tells what of a folder is ours.
    stays: AtomicBool,
}

/// The counts of a finished build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// How many files the site has.
    pub files: usize,
    /// How many of them are new or changed.
    pub written: usize,
    /// The bytes of all of them.
    pub bytes: u64,
}

impl Stage {
    /// Locks the output folder, reads what stands there and makes an empty stage.
    ///
    /// # Errors
    /// When another build is at work there, or the disk refuses.
    pub fn open(
        output: &Path,
        names: &Arc<Interner>,
        options: Options,
        last: Option<&Last<'_>>,
    ) -> Result<Self, WriteError> {
        let dir = OutputDir::take(output)?;
        let last_build = LastBuild::read(&dir, names, last);
        Ok(Self {
            dir,
            last_build,
            names: Arc::clone(names),
            options,
            state: StateFile::of(output),
            files: Mutex::default(),
            stays: AtomicBool::new(false),
        })
    }

    /// Makes room for some number of files.
    pub fn reserve(&self, files: usize) {
        self.files.lock().expect("no writer panics with the lock").reserve_exact(files);
    }

    /// Takes a file over from the last site, if it was made of the same and stands there unchanged. Returns what is known
    /// of it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep(&self, path: &str, inputs: Option<Fingerprint>) -> Result<Option<Arc<FileMeta>>, WriteError> {
        let known =
            self.last_build.file(path).filter(|known| inputs.is_some() && known.meta.inputs == inputs);
        let Some((known, stat)) = known.and_then(|known| Some((known, self.last_build.intact(path, known)?)))
        else {
            return Ok(None);
        };
        let read = || fs::read(self.dir.output.join(path)).map_err(WriteError::new("read", path));
        self.compress(path, &known.entry, read)?;
        let (entry, meta) = (known.entry, Arc::clone(&known.meta));
        self.add_file(path, StagedFile { entry, stat, meta, is_written: false });
        Ok(Some(Arc::clone(&known.meta)))
    }

    /// Writes a file of the site, unless the same bytes stand in the last one; folders are made as they are needed.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, path: &str, bytes: &[u8], meta: FileMeta) -> Result<(), WriteError> {
        let entry = Entry::of(bytes);
        self.compress(path, &entry, || Ok(bytes.to_owned()))?;
        self.put(path, bytes, entry, meta)
    }

    /// Folders beside the output that have the name of a last site set aside, and that no build set aside. They stay as they are.
    pub fn unknown(&self) -> &[PathBuf] {
        &self.dir.left.unknown
    }

    /// Puts the stage in the output's place, with all that stands there and is not ours.
    ///
    /// `record` says what the whole site was made of, if the next build may do nothing where that is the same; `read` is what the
    /// notes of its pages stand for.
    ///
    /// # Errors
    /// When the disk refuses, or a file that is not ours stands in the place of one of the site; the output is then as it was.
    /// Where the folder cannot be exchanged, a disk that fails half-way leaves a part of the files replaced.
    pub fn finish(
        mut self,
        record: Option<BuildRecord>,
        read: Vec<NamedDigest>,
    ) -> Result<Published, WriteError> {
        let files = std::mem::take(&mut *self.files.lock().expect("no writer panics with the lock"));
        let files: BTreeMap<String, StagedFile> = files.into_iter().collect();
        let list = manifest::write(files.iter().map(|(path, made)| (path.as_str(), &made.entry)));
        let published = Published {
            files: files.len() + 1,
            written: files.values().filter(|made| made.is_written).count(),
            bytes: files.values().map(|made| made.entry.size).sum::<u64>() + list.len() as u64,
        };
        let Self { dir, last_build, stays, names, .. } = &mut self;
        let (untouched, pages) = rayon::join(
            || publish::publish(dir, last_build, stays, &files, &list),
            || State::pages(&files, names, read),
        );
        self.state.write(&State::new(&self.dir.output, &files, &list, &pages, record, &untouched?));
        Ok(published)
    }

    fn put(&self, path: &str, bytes: &[u8], entry: Entry, meta: FileMeta) -> Result<(), WriteError> {
        let known = self.last_build.file(path).filter(|known| known.entry == entry);
        let (stat, is_written) = match known.and_then(|known| self.last_build.intact(path, known)) {
            Some(stat) => (stat, false),
            None => (FileStat::of(&self.dir.stage.write(path, bytes)?), true),
        };
        self.add_file(path, StagedFile { entry, stat, meta: Arc::new(meta), is_written });
        Ok(())
    }

    /// Puts compressed copies beside a file, where they are wanted. One whose original did not change is taken over.
    fn compress(
        &self,
        path: &str,
        original: &Entry,
        read: impl Fn() -> Result<Vec<u8>, WriteError>,
    ) -> Result<(), WriteError> {
        if !self.options.precompress || !is_worth_compressing(path, original.size) {
            return Ok(());
        }
        for coding in Coding::ALL {
            let path = format!("{path}.{}", coding.ending());
            if self.options.given.contains(&path) {
                continue;
            }
            let inputs = Some(coding.fingerprint(&original.hash));
            if self.keep(&path, inputs)?.is_some() {
                continue;
            }
            let bytes = coding.compress(&read()?);
            self.put(&path, &bytes, Entry::of(&bytes), FileMeta { inputs, ..FileMeta::default() })?;
        }
        Ok(())
    }

    fn add_file(&self, path: &str, file: StagedFile) {
        self.files.lock().expect("no writer panics with the lock").push((path.to_owned(), file));
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if !self.stays.load(Ordering::Relaxed) {
            // A stage that cannot be removed harms nobody: its name is its own, and the next build tries again.
            let _ = fs::remove_dir_all(self.dir.stage.path());
        }
    }
}

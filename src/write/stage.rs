//! A site that is being made. Files that did not change are taken over from the last site; only the others are written.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use super::compress::Coding;
use super::last_build::LastBuild;
use super::manifest::{Entry, Manifest, StagedFile};
use super::output_dir::OutputDir;
use super::{Options, WriteError, publish};
use crate::plan::is_worth_compressing;
use crate::render::{Anchors, Fingerprint, Interner};

/// A folder that is being filled. Dropping it unfinished removes it and leaves the output as it was.
#[derive(Debug)]
pub struct Stage {
    pub(super) dir: OutputDir,
    pub(super) last_build: LastBuild,
    names: Arc<Interner>,
    options: Options,
    files: Mutex<Vec<(String, StagedFile)>>,
    /// Whether the stage's folder stays when the build ends: it is the last site, or tells what of a folder is ours.
    stays: AtomicBool,
}

/// What a file was made of and what it refers to.
#[derive(Clone, Debug, Default)]
pub struct FileMeta {
    /// The fingerprint of all that it was made of; `None` where the next build shall make it again.
    pub inputs: Option<Fingerprint>,
    /// Its links and ids.
    pub anchors: Anchors,
}

/// What came of a build.
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
    /// Locks the output folder, reads what stands there and makes an empty stage. `answers` tells the links that lead to a
    /// page of the new site.
    ///
    /// # Errors
    /// When another build is at work there, or the disk refuses.
    pub fn open(
        output: &Path,
        names: &Arc<Interner>,
        answers: impl Fn(&str) -> bool,
        options: Options,
    ) -> Result<Self, WriteError> {
        let dir = OutputDir::take(output)?;
        let mut last_build = LastBuild::read(&dir, names);
        last_build.doubt_links(names, answers);
        Ok(Self {
            dir,
            last_build,
            names: Arc::clone(names),
            options,
            files: Mutex::default(),
            stays: AtomicBool::new(false),
        })
    }

    /// Takes a page over from the last site, if it was made of the same and stands there unchanged. Hands back its links and
    /// ids.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep(&self, path: &str, inputs: Option<Fingerprint>) -> Result<Option<Anchors>, WriteError> {
        let entry = self.last_build.entry(path).filter(|entry| inputs.is_some() && entry.inputs == inputs);
        let Some(entry) = entry.filter(|entry| self.last_build.is_intact(path, entry)) else {
            return Ok(None);
        };
        let read = || fs::read(self.dir.output.join(path)).map_err(WriteError::new("read", path));
        self.compress(path, entry, read)?;
        self.add_file(path, entry.clone(), false);
        Ok(Some(entry.anchors.clone()))
    }

    /// Writes a file of the site, unless the same bytes stand in the last one; folders are made as they are needed.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, path: &str, bytes: &[u8], meta: FileMeta) -> Result<(), WriteError> {
        let FileMeta { inputs, anchors } = meta;
        let entry = Entry { hash: blake3::hash(bytes), size: bytes.len() as u64, inputs, anchors };
        self.compress(path, &entry, || Ok(bytes.to_owned()))?;
        self.put(path, bytes, entry)
    }

    /// Folders beside the output that have the name of a last site set aside, and that no build set aside. They stay as they are.
    pub fn unknown(&self) -> &[PathBuf] {
        &self.dir.left.unknown
    }

    /// The last site, if it was made of these inputs and stands there whole: then there is nothing to do.
    pub fn unchanged(&self, inputs: Fingerprint) -> Option<Published> {
        let (files, bytes) = self.last_build.extent();
        self.last_build.is_made_of(inputs).then_some(Published { files, written: 0, bytes })
    }

    /// Puts the stage in the output's place, with all that stands there and is not ours.
    ///
    /// `inputs` is the fingerprint of all that the site was made of, if the next build may trust it.
    ///
    /// # Errors
    /// When the disk refuses, or a file that is not ours stands in the place of one of the site; the output is then as it was.
    /// Where the folder cannot be exchanged, a disk that fails half-way leaves a part of the files replaced.
    pub fn finish(mut self, inputs: Option<Fingerprint>) -> Result<Published, WriteError> {
        let files = std::mem::take(&mut *self.files.lock().expect("no writer panics with the lock"));
        let files: BTreeMap<String, StagedFile> = files.into_iter().collect();
        let entries = files.iter().map(|(path, made)| (path.clone(), made.entry.clone()));
        let list = Manifest { inputs, files: entries.collect() }.write(&self.names);
        let published = Published {
            files: files.len() + 1,
            written: files.values().filter(|made| made.is_written).count(),
            bytes: files.values().map(|made| made.entry.size).sum::<u64>() + list.len() as u64,
        };
        publish::publish(&mut self.dir, &self.last_build, &self.stays, &files, &list)?;
        Ok(published)
    }

    fn put(&self, path: &str, bytes: &[u8], entry: Entry) -> Result<(), WriteError> {
        let known = self.last_build.entry(path);
        let is_same = known.is_some_and(|known| known.hash == entry.hash && known.size == entry.size)
            && self.last_build.is_intact(path, &entry);
        if !is_same {
            self.dir.stage.write(path, bytes)?;
        }
        self.add_file(path, entry, !is_same);
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
            let entry = Entry {
                hash: blake3::hash(&bytes),
                size: bytes.len() as u64,
                inputs,
                anchors: Anchors::default(),
            };
            self.put(&path, &bytes, entry)?;
        }
        Ok(())
    }

    fn add_file(&self, path: &str, entry: Entry, is_written: bool) {
        let made = (path.to_owned(), StagedFile { entry, is_written });
        self.files.lock().expect("no writer panics with the lock").push(made);
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

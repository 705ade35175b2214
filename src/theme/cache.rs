//! Logos that were read before, by their bytes: reading one takes it apart and writes it anew.

use foldhash::HashMap;
use rayon::prelude::*;

use super::logo::{self, Drawing, Flaw};
use crate::diag::without_mark;
use crate::discover::SourceFile;

/// The logos of the last compilation. The default cache remembers nothing.
#[derive(Debug, Default)]
pub struct Cache {
    is_enabled: bool,
    logos: HashMap<blake3::Hash, Result<Drawing, Flaw>>,
}

impl Cache {
    /// An empty cache that remembers.
    pub fn enabled() -> Self {
        Self { is_enabled: true, ..Self::default() }
    }

    /// Reads files, and forgets those that are not among them.
    pub(super) fn read(&mut self, files: &[SourceFile]) -> Vec<Result<Drawing, Flaw>> {
        let hashed = files.par_iter().map(|file| {
            let hash = blake3::hash(&file.bytes);
            let known = self.logos.get(&hash).cloned();
            (hash, known.unwrap_or_else(|| logo::read(without_mark(&file.bytes))))
        });
        let read: Vec<(blake3::Hash, Result<Drawing, Flaw>)> = hashed.collect();
        if self.is_enabled {
            self.logos = read.iter().cloned().collect();
        }
        read.into_iter().map(|(_, read)| read).collect()
    }
}

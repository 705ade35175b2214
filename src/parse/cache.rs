//! Parsed files by path, so that a file whose bytes did not change is not parsed again.

use bytestring::ByteString;
use foldhash::{HashMap, HashSet};

use super::raw_file::ParsedRecord;
use crate::diag::{Diagnostics, FileId};
use crate::discover::SourceFile;

/// Parsed files by path. The default cache is disabled and stays empty.
#[derive(Debug, Default)]
pub struct Cache(Option<HashMap<String, Cached>>);

/// The result of parsing a file.
#[derive(Clone, Debug)]
pub(super) struct Cached {
    pub(super) file: FileId,
    pub(super) text: ByteString,
    pub(super) record: ParsedRecord,
    pub(super) mistakes: Diagnostics,
}

impl Cache {
    /// An empty cache that keeps what is put into it.
    pub fn enabled() -> Self {
        Self(Some(HashMap::default()))
    }

    /// The result for a file with the same path and bytes, whose id may have been another one.
    pub(super) fn find(&self, file: &SourceFile) -> Option<&Cached> {
        self.0.as_ref()?.get(&file.path).filter(|cached| *cached.text.as_bytes() == file.bytes)
    }

    /// Adds new results, and removes those of files that are not among these.
    pub(super) fn update(&mut self, new: Vec<(String, Cached)>, files: &[SourceFile]) {
        if let Some(known) = &mut self.0 {
            known.extend(new);
            if known.len() > files.len() {
                let paths: HashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
                known.retain(|path, _| paths.contains(path.as_str()));
            }
        }
    }

    pub(super) fn is_enabled(&self) -> bool {
        self.0.is_some()
    }
}

//! Parsed files by path, so that a file whose bytes did not change is not parsed again.

use std::collections::HashMap;
use std::sync::Arc;

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
    pub(super) text: Arc<str>,
    pub(super) record: ParsedRecord,
    pub(super) mistakes: Diagnostics,
}

impl Cache {
    /// An empty cache that keeps what is put into it.
    pub fn enabled() -> Self {
        Self(Some(HashMap::new()))
    }

    /// The result for a file with the same path and bytes, whose id may have been another one.
    pub(super) fn find(&self, file: &SourceFile) -> Option<&Cached> {
        self.0.as_ref()?.get(&file.path).filter(|cached| cached.text.as_bytes() == file.bytes)
    }

    /// Replaces the contents with the results of the last run.
    pub(super) fn replace(&mut self, results: impl Iterator<Item = (String, Cached)>) {
        if let Some(files) = &mut self.0 {
            *files = results.collect();
        }
    }

    pub(super) fn is_enabled(&self) -> bool {
        self.0.is_some()
    }
}

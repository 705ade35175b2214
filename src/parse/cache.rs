//! What was parsed before: a file whose text and number are the same is not parsed again.

use std::collections::HashMap;
use std::sync::Arc;

use super::raw::Record;
use crate::diag::{Diagnostics, FileId};
use crate::discover::SourceFile;

/// Parsed files by path. The default one remembers nothing.
#[derive(Debug, Default)]
pub struct Cache(Option<HashMap<String, Cached>>);

/// What a file came to.
#[derive(Clone, Debug)]
pub(super) struct Cached {
    pub(super) file: FileId,
    pub(super) text: Arc<str>,
    pub(super) record: Record,
    pub(super) found: Diagnostics,
}

impl Cache {
    /// A cache that remembers.
    pub fn enabled() -> Self {
        Self(Some(HashMap::new()))
    }

    /// What a file with exactly these bytes came to, under whatever number.
    pub(super) fn find(&self, file: &SourceFile) -> Option<&Cached> {
        self.0.as_ref()?.get(&file.path).filter(|known| known.text.as_bytes() == file.bytes)
    }

    /// Takes over what the files of a site came to, and forgets all others.
    pub(super) fn keep(&mut self, known: impl Iterator<Item = (String, Cached)>) {
        if let Some(kept) = &mut self.0 {
            *kept = known.collect();
        }
    }

    pub(super) fn is_enabled(&self) -> bool {
        self.0.is_some()
    }
}

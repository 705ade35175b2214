//! A file of a site that is being made, with what the next build wants to know of it.

use std::sync::Arc;

use super::manifest::Entry;
use crate::discover::FileStat;
use crate::render::digest::PageNotes;
use crate::render::{Anchors, Fingerprint};

/// What a file was made of and what it refers to.
#[derive(Clone, Debug, Default)]
pub struct FileMeta {
    /// The fingerprint of what it was made of beside its notes; `None` where the next build shall make it again.
    pub inputs: Option<Fingerprint>,
    /// What it read of the directory.
    pub notes: PageNotes,
    /// The title of a page.
    pub title: Option<String>,
    /// Its links and ids.
    pub anchors: Anchors,
}

/// A file of the new site.
#[derive(Clone, Debug)]
pub(super) struct StagedFile {
    pub(super) entry: Entry,
    /// What the system said of it when it had these bytes.
    pub(super) stat: FileStat,
    pub(super) meta: Arc<FileMeta>,
    /// Whether it was written; else it stands in the last site.
    pub(super) is_written: bool,
}

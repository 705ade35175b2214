//! One parsed file of a record.

use std::sync::Arc;

use super::author::{AUTHOR, PROVIDER};
use super::model::MODEL;
use super::{Parsed, Schema};

/// A parsed file, the folder it belongs to and its path there.
#[derive(Clone, Debug)]
pub struct RawFile {
    /// The path below the site.
    pub path: String,
    /// The author's or provider's folder.
    pub owner: String,
    /// The path of a record below its folder, without `.toml`; empty for the owner's own file.
    pub rest: String,
    /// Its parsed contents.
    pub parsed: Arc<Parsed>,
}

/// What a file holds, by its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RecordKind {
    Author,
    Provider,
    Model,
    Offer,
}

impl RecordKind {
    pub(super) fn schema(self) -> &'static Schema {
        match self {
            Self::Author => &AUTHOR,
            Self::Provider => &PROVIDER,
            Self::Model | Self::Offer => &MODEL,
        }
    }
}

/// A parsed file and the kind of its record; `None` if the path is not one of a record.
pub(super) type ParsedRecord = Option<(RecordKind, RawFile)>;

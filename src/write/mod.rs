//! Pages to disk: into a stage beside the output, which takes the output's place only when all of it is written. What did
//! not change is taken over from the last site. Nothing that modelpress did not write is ever deleted or overwritten.

mod aside;
mod carried;
mod compress;
mod disk;
mod file;
mod folders;
mod intact;
mod kept;
mod last_build;
mod lock;
mod manifest;
mod output;
mod output_dir;
mod publish;
mod stage;
mod stage_folder;
mod staged_file;
mod state;
mod unchanged;
mod walk;

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

pub use file::{append, create, edit, link_on_the_way, replace};
pub use last_build::Last;
pub use manifest::MARKER;
pub use output::{OutputError, check, check_file, without_steps_up};
pub use stage::{Published, Stage};
pub use staged_file::FileMeta;
pub use state::{BuildRecord, State, StateFile};
pub use unchanged::{Unchanged, find_unchanged};

/// The options for writing a site.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether compressed copies of texts are put beside them.
    pub precompress: bool,
    /// The paths of compressed copies that the site brings itself.
    pub given: BTreeSet<String>,
}

/// Why a site was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The disk refused: the action, the path and what the system said.
    #[error("failed to {action} `{}`", path.display())]
    Disk {
        /// What was to be done.
        action: &'static str,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another build is at work.
    #[error("another build is writing to `{}`; wait until it finishes", .0.display())]
    Busy(PathBuf),
    /// Somebody else's file has the path of one of the site.
    #[error(
        "the output already has a file `{}` that modelpress did not write; move it away, or into the site's `static` folder",
        .0.display()
    )]
    Taken(PathBuf),
    /// Something that is not ours stands where a file is to be written.
    #[error("`{}` is {found}, {advice}", path.display())]
    Occupied {
        /// Where.
        path: PathBuf,
        /// What stands there.
        found: &'static str,
        /// Why that does not do, and what to do.
        advice: &'static str,
    },
    /// The user, or the system, asked for an end.
    #[error("interrupted")]
    Interrupted,
}

/// Whether a file or folder is not there any more: it was removed, or a file stands where a folder on the way to it was.
fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

impl WriteError {
    fn new(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Disk { action, path, source }
    }

    /// Whether the system refused for want of a right, not of space.
    fn is_refusal(&self) -> bool {
        use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
        matches!(self, Self::Disk { source, .. } if matches!(source.kind(), PermissionDenied | ReadOnlyFilesystem))
    }
}

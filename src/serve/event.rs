//! What a preview has to say, for whoever shows it.

use std::time::Duration;

use crate::diag::{Report, SourceMap};

/// A callback for events.
pub type OnEvent = dyn Fn(ServeEvent<'_>) + Send + Sync;

/// Something that happened.
pub enum ServeEvent<'a> {
    /// The site was compiled and is served from now on.
    Built {
        /// The paths whose files are other than before; empty at the start.
        changed: &'a [String],
        /// How long reading and compiling took.
        took: Duration,
        /// How many pages there are.
        pages: usize,
        /// What was found.
        report: &'a Report,
        /// The files that findings name.
        map: &'a SourceMap,
    },
    /// Requests are answered at an address.
    Listening {
        /// The address of the home page.
        url: &'a str,
    },
    /// A page that somebody asked for could not be drawn.
    Failed {
        /// Why.
        report: &'a Report,
        /// The files that findings name.
        map: &'a SourceMap,
    },
    /// Something does not work, and the preview goes on.
    Trouble(&'a str),
}

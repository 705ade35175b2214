//! The last good answers: what stands behind the overlay while a mistake keeps a page from being drawn.

use std::collections::VecDeque;
use std::sync::Arc;

use super::snapshot::Page;

/// How many pages and files are kept.
const ROOM: usize = 200;

/// Pages and files by path, the last used last.
#[derive(Default)]
pub(super) struct LastGood(VecDeque<(String, Arc<Page>)>);

impl LastGood {
    /// Keeps an answer in place of an older one.
    pub(super) fn keep(&mut self, path: &str, page: &Arc<Page>) {
        self.0.retain(|(kept, _)| kept != path);
        self.0.push_back((path.to_owned(), Arc::clone(page)));
        if self.0.len() > ROOM {
            self.0.pop_front();
        }
    }

    /// The last good answer of a path.
    pub(super) fn find(&self, path: &str) -> Option<Arc<Page>> {
        self.0.iter().find(|(kept, _)| kept == path).map(|(_, page)| Arc::clone(page))
    }
}

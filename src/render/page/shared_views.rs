//! Views that stand on several pages, each made for the first of them and kept for the others.

use std::hash::Hash;
use std::sync::RwLock;

use foldhash::HashMap;
use serde::Serialize;

use crate::render::view::Shared;
use crate::trace::{self, Note};

/// Views that stand on several pages, by what they are of.
#[derive(Debug)]
pub(super) struct SharedViews<K, T>(RwLock<HashMap<K, Kept<T>>>);

/// A view, and what was read to make it.
type Kept<T> = (Shared<T>, Box<[Note]>);

impl<K, T> Default for SharedViews<K, T> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Eq + Hash, T: Serialize + Clone> SharedViews<K, T> {
    /// The view of something, if another page has shown it.
    pub(super) fn find(&self, key: &K) -> Option<Shared<T>> {
        let views = self.0.read().expect("nobody panics with the lock");
        let (view, read) = views.get(key)?;
        trace::add(read);
        Some(view.clone())
    }

    /// The view of something. What is read to make it counts as read for every page that shows it.
    pub(super) fn of(&self, key: K, make: impl FnOnce() -> T) -> Shared<T> {
        if let Some(view) = self.find(&key) {
            return view;
        }
        let (view, read): (Shared<T>, _) = trace::record(|| make().into());
        let read = read.into_notes();
        trace::add(&read);
        let mut views = self.0.write().expect("nobody panics with the lock");
        views.entry(key).or_insert((view, read)).0.clone()
    }

    /// Forgets views that no page shows any more.
    pub(super) fn forget(&self, keys: &[K]) {
        let mut views = self.0.write().expect("nobody panics with the lock");
        for key in keys {
            views.remove(key);
        }
    }
}

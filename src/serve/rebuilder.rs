//! The rebuilder: keeps the sources in memory, reads again what changed, compiles, and puts the new state in the window.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::event::{OnEvent, ServeEvent};
use super::snapshot::Snapshot;
use super::watch::Changes;
use crate::compile::{Cache, Options, compile_incremental};
use crate::discover::{Sources, scan};

/// An editor that empties a file and then writes it is given this long.
const HALF_WRITTEN: Duration = Duration::from_millis(60);

/// Compiles the site anew whenever it changes.
pub(super) struct Rebuilder {
    root: PathBuf,
    strict: bool,
    options: Box<dyn Fn() -> Options + Send>,
    on_event: Arc<OnEvent>,
    sources: Sources,
    cache: Cache,
    window: watch::Sender<Arc<Snapshot>>,
}

impl Rebuilder {
    /// Reads and compiles a site for the first time.
    pub(super) fn open(
        root: PathBuf,
        strict: bool,
        options: Box<dyn Fn() -> Options + Send>,
        on_event: Arc<OnEvent>,
    ) -> Self {
        let start = Instant::now();
        // A folder that was there a moment ago and is gone holds nothing; it may come back.
        let sources = scan(&root).unwrap_or_default();
        let mut cache = Cache::enabled();
        let compiled = compile_incremental(&sources, &options(), &mut cache);
        let state = Arc::new(Snapshot::new(compiled, strict));
        let window = watch::Sender::new(state);
        let rebuilder = Self { root, strict, options, on_event, sources, cache, window };
        rebuilder.say(&[], start);
        rebuilder
    }

    /// The states, as they come.
    pub(super) fn states(&self) -> watch::Receiver<Arc<Snapshot>> {
        self.window.subscribe()
    }

    /// Works until the watch ends.
    pub(super) fn work(mut self, mut watch: Changes) {
        watch.follow(self.sources.targets(&self.root));
        while let Some(paths) = watch.next() {
            let start = Instant::now();
            let changed = self.read(&paths);
            if !changed.is_empty() {
                self.follow_change(&changed, start);
            }
            // The page comes first: what a new link leads to is looked at once more after it is watched.
            watch.follow(self.sources.targets(&self.root));
        }
    }

    fn follow_change(&mut self, changed: &[String], start: Instant) {
        if catch_unwind(AssertUnwindSafe(|| self.compile())).is_ok() {
            self.say(changed, start);
        } else {
            (self.on_event)(ServeEvent::Trouble(
                "internal error while compiling; the last state stays in place",
            ));
        }
    }

    fn read(&mut self, paths: &BTreeSet<String>) -> Vec<String> {
        let mut changed = self.sources.update(&self.root, paths);
        let emptied: BTreeSet<String> = changed.iter().filter(|path| self.is_empty(path)).cloned().collect();
        if !emptied.is_empty() {
            std::thread::sleep(HALF_WRITTEN);
            changed.extend(self.sources.update(&self.root, &emptied));
            changed.sort();
            changed.dedup();
        }
        changed
    }

    /// Whether a file holds nothing, as one does that an editor is about to write.
    fn is_empty(&self, path: &str) -> bool {
        std::fs::metadata(self.root.join(path)).is_ok_and(|meta| meta.is_file() && meta.len() == 0)
    }

    fn compile(&mut self) {
        let compiled = compile_incremental(&self.sources, &(self.options)(), &mut self.cache);
        let old = self.window.send_replace(Arc::new(Snapshot::new(compiled, self.strict)));
        drop(old);
    }

    fn say(&self, changed: &[String], start: Instant) {
        let state = self.window.borrow();
        let (report, map) = (state.report(), &state.compiled().map);
        let pages = state.compiled().pages.items().len();
        (self.on_event)(ServeEvent::Built { changed, took: start.elapsed(), pages, report, map });
    }
}

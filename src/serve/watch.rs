//! The watch: which paths of the site changed, gathered until a save, or a checkout of a thousand files, is over.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::event::{OnEvent, ServeEvent};
use crate::discover::{FOLDERS, is_of_site, roots};

/// How long it must be quiet after the last event of a save: editors write, rename and clean up at once.
const QUIET: Duration = Duration::from_millis(8);

/// How long it must be quiet after many files at once: a checkout pauses between its files.
const QUIET_AFTER_MANY: Duration = Duration::from_millis(120);

/// From how many paths on a change is one of many files.
const MANY: usize = 12;

/// After this time a change is looked at though it goes on.
const LONGEST: Duration = Duration::from_secs(3);

/// When a new folder is looked at once more: files can come before the system watches it.
const SECOND_LOOK: Duration = Duration::from_millis(200);

/// How often the files are looked at where the system cannot tell of changes.
const POLLING: Duration = Duration::from_secs(1);

/// Says what changed.
pub(super) struct Changes {
    root: PathBuf,
    watcher: Box<dyn Watcher + Send>,
    events: Receiver<notify::Result<Event>>,
    /// What links of the site lead to beside its folders.
    targets: BTreeSet<String>,
    /// New folders, and when they are looked at once more.
    again: Option<(Instant, BTreeSet<String>)>,
}

/// Watches the folders of a site and its settings. Where the system has no room for that, the files are looked at every second.
pub(super) fn watch(root: &Path, on_event: &Arc<OnEvent>) -> Changes {
    let (sender, events) = channel();
    let watcher = by_system(root, sender.clone()).unwrap_or_else(|error| {
        on_event(ServeEvent::Trouble(&trouble(&error)));
        by_looking(root, sender)
    });
    Changes { root: root.to_owned(), watcher, events, targets: BTreeSet::new(), again: None }
}

fn by_system(root: &Path, sender: Sender<notify::Result<Event>>) -> notify::Result<Box<dyn Watcher + Send>> {
    let mut watcher: Box<dyn Watcher + Send> = Box::new(RecommendedWatcher::new(sender, config())?);
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in folders(root) {
        watcher.watch(&folder, RecursiveMode::Recursive)?;
    }
    Ok(watcher)
}

fn by_looking(root: &Path, sender: Sender<notify::Result<Event>>) -> Box<dyn Watcher + Send> {
    // Times of files count whole seconds on some systems, so that a second save in one would go unseen.
    let config = config().with_poll_interval(POLLING).with_compare_contents(true);
    let mut watcher = PollWatcher::new(sender, config).expect("looking at files needs nothing of the system");
    let _ = watcher.watch(root, RecursiveMode::NonRecursive);
    for folder in folders(root) {
        let _ = watcher.watch(&folder, RecursiveMode::Recursive);
    }
    Box::new(watcher)
}

/// A link is not followed: it may lead to a folder that is watched already, or out of the site to the whole disk. What links
/// lead to is watched by [`Changes::follow`].
fn config() -> Config {
    Config::default().with_follow_symlinks(false)
}

fn folders(root: &Path) -> impl Iterator<Item = PathBuf> {
    FOLDERS.iter().map(|folder| root.join(folder.name)).filter(|folder| is_folder(folder))
}

/// Whether a path is a folder itself, not a link to one.
fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|meta| meta.is_dir())
}

/// Says why the system does not tell of changes, and what helps.
fn trouble(error: &notify::Error) -> String {
    let is_limit = match &error.kind {
        notify::ErrorKind::MaxFilesWatch => true,
        notify::ErrorKind::Io(error) => matches!(error.raw_os_error(), Some(24 | 28)),
        _ => false,
    };
    let why = if is_limit {
        "the system's limit for watched folders is reached (inotify); raise it with \
         `sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512`"
            .to_owned()
    } else {
        format!("the system does not tell of changes: {error}")
    };
    format!("{why}. Until then the files are looked at every second")
}

impl Changes {
    /// Waits for a change and returns the paths that it concerns once it is over; nothing when the watch has ended.
    pub(super) fn next(&mut self) -> Option<BTreeSet<String>> {
        loop {
            let mut batch = Batch::default();
            match self.first() {
                First::Event(event) => self.note(event, &mut batch),
                First::Again(paths) => return Some(paths),
                First::End => return None,
            }
            let start = Instant::now();
            while start.elapsed() < LONGEST {
                let quiet = if batch.paths.len() < MANY { QUIET } else { QUIET_AFTER_MANY };
                match self.events.recv_timeout(quiet) {
                    Ok(event) => self.note(event, &mut batch),
                    Err(_) => break,
                }
            }
            self.rewatch(&batch.paths);
            self.look_again(batch.folders);
            if !batch.paths.is_empty() {
                return Some(batch.paths);
            }
        }
    }

    /// Watches what links of the site lead to beside its folders.
    pub(super) fn follow(&mut self, targets: BTreeSet<String>) {
        let new: BTreeSet<String> = targets.difference(&self.targets).cloned().collect();
        self.targets = targets;
        self.rewatch(&new);
        self.look_again(new);
    }

    /// Whether a path is what a link leads to, or below that.
    fn is_followed(&self, path: &str) -> bool {
        self.targets.iter().any(|target| holds(target, path))
    }

    /// Whether what a link leads to is below a path.
    fn leads_below(&self, path: &str) -> bool {
        self.targets.iter().any(|target| holds(path, target))
    }

    fn look_again(&mut self, paths: BTreeSet<String>) {
        if !paths.is_empty() {
            let (_, mut known) = self.again.take().unwrap_or((Instant::now(), BTreeSet::new()));
            known.extend(paths);
            self.again = Some((Instant::now() + SECOND_LOOK, known));
        }
    }

    fn first(&mut self) -> First {
        let Some((when, _)) = &self.again else {
            return self.events.recv().map_or(First::End, First::Event);
        };
        match self.events.recv_timeout(when.saturating_duration_since(Instant::now())) {
            Ok(event) => First::Event(event),
            Err(RecvTimeoutError::Timeout) => {
                First::Again(self.again.take().map(|(_, paths)| paths).unwrap_or_default())
            }
            Err(RecvTimeoutError::Disconnected) => First::End,
        }
    }

    fn note(&self, event: notify::Result<Event>, batch: &mut Batch) {
        let Ok(event) = event else { return batch.all(&self.targets) };
        if event.need_rescan() {
            return batch.all(&self.targets);
        }
        let is_reading =
            matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
        if is_reading {
            return;
        }
        for path in event.paths.iter().filter_map(|path| self.below(path)) {
            let is_folder =
                matches!(event.kind, EventKind::Create(CreateKind::Folder)) || self.root.join(&path).is_dir();
            if is_folder {
                batch.folders.insert(path.clone());
            }
            batch.paths.insert(path);
        }
    }

    /// The path below the site of what is read, and of what its links lead to; other files beside the folders, such as a built site, are nobody's concern.
    fn below(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.root).ok()?;
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        Some(parts.join("/"))
            .filter(|path| is_of_site(path) || self.is_followed(path) || self.leads_below(path))
    }

    /// Watches anew what came, or came back: folders of the site, and what its links lead to.
    fn rewatch(&mut self, paths: &BTreeSet<String>) {
        for folder in FOLDERS.iter().filter(|folder| paths.contains(folder.name)) {
            self.watch_whole(folder.name);
        }
        let is_new = |target: &&String| paths.iter().any(|path| holds(path, target));
        let targets: Vec<String> = self.targets.iter().filter(is_new).cloned().collect();
        for target in &targets {
            // The folders above tell of a file, and of what comes in the place of what goes.
            for above in target.match_indices('/').map(|(at, _)| &target[..at]) {
                if !self.is_followed(above) {
                    let _ = self.watcher.watch(&self.root.join(above), RecursiveMode::NonRecursive);
                }
            }
            self.watch_whole(target);
        }
    }

    fn watch_whole(&mut self, path: &str) {
        let full = self.root.join(path);
        let _ = self.watcher.unwatch(&full);
        if is_folder(&full) {
            let _ = self.watcher.watch(&full, RecursiveMode::Recursive);
        }
    }
}

/// Whether a path is another one, or below it.
fn holds(above: &str, path: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What comes first.
enum First {
    Event(notify::Result<Event>),
    Again(BTreeSet<String>),
    End,
}

/// The paths of one change.
#[derive(Default)]
struct Batch {
    paths: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Batch {
    /// Something was missed: everything is looked at.
    fn all(&mut self, targets: &BTreeSet<String>) {
        self.paths.extend(targets.iter().cloned());
        self.paths.extend(roots().map(str::to_owned));
    }
}

//! The watch: which paths of the site changed, gathered until a save, or a checkout of a thousand files, is over.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::event::{OnEvent, ServeEvent};
use super::mount;
use super::site_root::{RootChange, SiteRoot};
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

/// How often the path of the site is checked: no event tells that a folder above it was renamed or a link to it changed.
const ROOT_CHECK: Duration = Duration::from_millis(500);

/// How often all files are read where the system reports no changes, unless an interval was asked for.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// Says what changed.
pub(super) struct Changes {
    root: SiteRoot,
    source: Source,
    on_event: Arc<OnEvent>,
    /// What links of the site lead to beside its folders.
    targets: BTreeSet<String>,
    /// New folders, and when they are looked at once more.
    again: Option<(Instant, BTreeSet<String>)>,
    /// When the path of the site was checked last.
    checked: Instant,
}

/// Where the watch learns of changes.
enum Source {
    /// The events of the operating system.
    System { watcher: RecommendedWatcher, events: Receiver<notify::Result<Event>> },
    /// Reading all files at this interval. Times of files are not enough: some systems count them in whole seconds.
    Polling(Duration),
}

/// Watches the folders of a site and its settings: through the system, or at an interval where one is asked for. Where the system
/// has no room for that, the files are read every second.
pub(super) fn watch(root: SiteRoot, poll: Option<Duration>, on_event: &Arc<OnEvent>) -> Changes {
    let source = poll.map_or_else(|| by_system(root.folder(), on_event), Source::Polling);
    if let (Source::System { .. }, Some(kind)) = (&source, mount::kind_without_events(root.folder())) {
        on_event(ServeEvent::Trouble(&format!(
            "the site is on a `{kind}` mount, which may not report changes made on other machines; if the \
             preview misses changes, use `--poll`"
        )));
    }
    Changes {
        root,
        source,
        on_event: Arc::clone(on_event),
        targets: BTreeSet::new(),
        again: None,
        checked: Instant::now(),
    }
}

fn by_system(root: &Path, on_event: &Arc<OnEvent>) -> Source {
    system_watcher(root).unwrap_or_else(|error| {
        on_event(ServeEvent::Trouble(&trouble(&error)));
        Source::Polling(POLL_INTERVAL)
    })
}

fn system_watcher(root: &Path) -> notify::Result<Source> {
    let (sender, events) = channel();
    // A link is not followed: it may lead to a folder that is watched already, or out of the site to the whole disk. What links
    // lead to is watched by `Changes::follow`.
    let config = Config::default().with_follow_symlinks(false);
    let mut watcher = RecommendedWatcher::new(sender, config)?;
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS.iter().map(|folder| root.join(folder.name)).filter(|folder| is_folder(folder)) {
        watcher.watch(&folder, RecursiveMode::Recursive)?;
    }
    Ok(Source::System { watcher, events })
}

/// Whether a path is a folder itself, not a link to one.
fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|meta| meta.is_dir())
}

/// Says why the system does not tell of changes, and what helps.
fn trouble(error: &notify::Error) -> String {
    let why = if is_limit(error) {
        "the system's limit for watched folders is reached (inotify); to raise it, run \
         `sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512` and restart `serve`"
            .to_owned()
    } else {
        format!("the system does not report changes: {error}")
    };
    format!("{why}. The files are now read every second, as with `--poll`")
}

fn is_limit(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => true,
        notify::ErrorKind::Io(error) => matches!(error.raw_os_error(), Some(24 | 28)),
        _ => false,
    }
}

impl Changes {
    /// Waits for a change and returns the paths that it concerns once it is over; nothing when the watch has ended.
    pub(super) fn next(&mut self) -> Option<BTreeSet<String>> {
        loop {
            if let Source::Polling(interval) = self.source {
                std::thread::sleep(interval);
                self.check_root();
                if self.root.is_gone() {
                    continue;
                }
                return Some(self.everything());
            }
            let mut batch = Batch::default();
            match self.first() {
                First::Event(event) => self.note(event, &mut batch),
                First::Again(paths) => return Some(paths),
                First::Check => {}
                First::End => return None,
            }
            let start = Instant::now();
            while start.elapsed() < LONGEST && !batch.is_empty() {
                let quiet = if batch.paths.len() < MANY { QUIET } else { QUIET_AFTER_MANY };
                match self.receive(quiet) {
                    Ok(event) => self.note(event, &mut batch),
                    Err(_) => break,
                }
            }
            if !self.is_check_due(&batch) {
                continue;
            }
            if self.check_root() {
                return Some(self.everything());
            }
            // What stands at its path meanwhile, such as a file, is no site.
            if self.root.is_gone() {
                continue;
            }
            if batch.is_incomplete {
                batch.paths.extend(self.everything());
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
        if matches!(self.source, Source::System { .. }) {
            self.look_again(new);
        }
    }

    /// Whether to look at the site's path: after a change, and now and then. Where somebody reads the site there is nothing to look at, and
    /// looking is reading, of which the system tells in turn.
    fn is_check_due(&self, batch: &Batch) -> bool {
        !batch.is_empty() || batch.is_of_root || self.checked.elapsed() >= ROOT_CHECK
    }

    /// Checks whether another folder stands at the path of the site, and watches that one. Returns whether there is one.
    fn check_root(&mut self) -> bool {
        self.checked = Instant::now();
        match self.root.check() {
            RootChange::None => return false,
            RootChange::Gone => {
                let text = "the site's folder is missing or cannot be read; the preview stays unchanged until it is back";
                (self.on_event)(ServeEvent::Trouble(text));
                return false;
            }
            RootChange::Other => {}
        }
        if matches!(self.source, Source::System { .. }) {
            self.source = by_system(self.root.folder(), &self.on_event);
            let targets = std::mem::take(&mut self.targets);
            self.follow(targets);
            self.look_again(self.everything());
        }
        true
    }

    /// Every path that the site is read from.
    fn everything(&self) -> BTreeSet<String> {
        self.targets.iter().cloned().chain(roots().map(str::to_owned)).collect()
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
        let until_again = self.again.as_ref().map(|(when, _)| when.saturating_duration_since(Instant::now()));
        match self.receive(until_again.unwrap_or(ROOT_CHECK).min(ROOT_CHECK)) {
            Ok(event) => First::Event(event),
            Err(RecvTimeoutError::Timeout) => match self.again.take_if(|(when, _)| *when <= Instant::now()) {
                Some((_, paths)) => First::Again(paths),
                None => First::Check,
            },
            Err(RecvTimeoutError::Disconnected) => First::End,
        }
    }

    fn receive(&self, timeout: Duration) -> Result<notify::Result<Event>, RecvTimeoutError> {
        match &self.source {
            Source::System { events, .. } => events.recv_timeout(timeout),
            Source::Polling(_) => Err(RecvTimeoutError::Timeout),
        }
    }

    fn note(&mut self, event: notify::Result<Event>, batch: &mut Batch) {
        let event = match event {
            Ok(event) => event,
            Err(error) => {
                self.fall_back_at_limit(&error);
                batch.is_incomplete = true;
                return;
            }
        };
        if event.need_rescan() {
            batch.is_incomplete = true;
            return;
        }
        let is_end = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
        if is_end && event.paths.iter().any(|path| path == self.root.folder()) {
            self.root.forget();
            batch.is_of_root = true;
        }
        let is_reading =
            matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
        if is_reading {
            return;
        }
        for path in event.paths.iter().filter_map(|path| self.below(path)) {
            let is_folder = matches!(event.kind, EventKind::Create(CreateKind::Folder))
                || self.root.folder().join(&path).is_dir();
            if is_folder {
                batch.folders.insert(path.clone());
            }
            batch.paths.insert(path);
        }
    }

    /// The path below the site of what is read, and of what its links lead to; other files beside the folders, such as a built site, are nobody's concern.
    fn below(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(self.root.folder()).ok()?;
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
                    self.add(above, RecursiveMode::NonRecursive);
                }
            }
            self.watch_whole(target);
        }
    }

    fn watch_whole(&mut self, path: &str) {
        let full = self.root.folder().join(path);
        if let Source::System { watcher, .. } = &mut self.source {
            let _ = watcher.unwatch(&full);
        }
        if is_folder(&full) {
            self.add(path, RecursiveMode::Recursive);
        }
    }

    fn add(&mut self, path: &str, mode: RecursiveMode) {
        let Source::System { watcher, .. } = &mut self.source else { return };
        // What is gone again needs no watch: the folder above it tells when something comes in its place.
        if let Err(error) = watcher.watch(&self.root.folder().join(path), mode) {
            self.fall_back_at_limit(&error);
        }
    }

    /// Goes over to polling where the system has no room for another watch: what comes below a new folder would go unseen.
    fn fall_back_at_limit(&mut self, error: &notify::Error) {
        if is_limit(error) && matches!(self.source, Source::System { .. }) {
            (self.on_event)(ServeEvent::Trouble(&trouble(error)));
            self.source = Source::Polling(POLL_INTERVAL);
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
    /// Nothing; the path of the site is checked.
    Check,
    End,
}

/// The paths of one change.
#[derive(Default)]
struct Batch {
    paths: BTreeSet<String>,
    folders: BTreeSet<String>,
    /// Whether something was missed, so that everything has to be looked at.
    is_incomplete: bool,
    /// Whether the site's folder itself was removed or renamed.
    is_of_root: bool,
}

impl Batch {
    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.is_incomplete
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_a_site_is_no_reason_to_look_at_it() {
        let folder = tempfile::TempDir::new().unwrap();
        std::fs::create_dir(folder.path().join("models")).unwrap();
        let root = SiteRoot::open(folder.path()).unwrap();
        let path = root.folder().join("models/a.toml");
        let on_event: Arc<OnEvent> = Arc::new(|_: ServeEvent<'_>| {});
        let mut changes = watch(root, Some(Duration::from_mins(1)), &on_event);
        let mut due = |kind: EventKind| {
            let mut batch = Batch::default();
            changes.note(Ok(Event::new(kind).add_path(path.clone())), &mut batch);
            changes.is_check_due(&batch)
        };
        assert!(!due(EventKind::Access(AccessKind::Open(AccessMode::Any))));
        assert!(!due(EventKind::Access(AccessKind::Close(AccessMode::Read))));
        assert!(due(EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(due(EventKind::Modify(ModifyKind::Any)));
    }
}

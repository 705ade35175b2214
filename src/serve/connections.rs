//! The connections of the moment: how many there are at once, and which one gives way when there is no room for another.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// How many clients are served at once.
const MOST: usize = 400;

/// How long a new client waits for room before it is seen again whether another one can give way.
const RETRY: Duration = Duration::from_millis(20);

/// The open connections.
pub(super) struct Connections {
    room: Arc<Semaphore>,
    open: Mutex<BTreeMap<u64, Arc<Activity>>>,
    /// Counts what happens on connections, so that they can be put in order.
    clock: AtomicU64,
}

/// What a connection is doing.
pub(super) struct Activity {
    all: Arc<Connections>,
    last: AtomicU64,
    requests: AtomicUsize,
    is_writing: AtomicBool,
    is_stream: AtomicBool,
    end: Notify,
}

/// A connection that was let in; it makes room when it is dropped.
pub(super) struct Connection {
    id: u64,
    activity: Arc<Activity>,
    _permit: OwnedSemaphorePermit,
}

/// A request that is being answered.
pub(super) struct Answering<'a>(&'a Activity);

impl Connections {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self {
            room: Arc::new(Semaphore::new(MOST)),
            open: Mutex::default(),
            clock: AtomicU64::default(),
        })
    }

    /// Lets a connection in. Where there is no room, the one that has been idle for longest gives way; where none is idle, it waits.
    pub(super) async fn admit(self: &Arc<Self>) -> Connection {
        let permit = loop {
            if let Ok(permit) = Arc::clone(&self.room).try_acquire_owned() {
                break permit;
            }
            self.end_idle();
            if let Ok(permit) = timeout(RETRY, Arc::clone(&self.room).acquire_owned()).await {
                break permit.expect("the room is never closed");
            }
        };
        let id = self.tick();
        let activity = Arc::new(Activity {
            all: Arc::clone(self),
            last: AtomicU64::new(id),
            requests: AtomicUsize::new(0),
            is_writing: AtomicBool::new(false),
            is_stream: AtomicBool::new(false),
            end: Notify::new(),
        });
        self.open().insert(id, Arc::clone(&activity));
        Connection { id, activity, _permit: permit }
    }

    /// Ends the connection that has been idle for longest.
    pub(super) fn end_idle(&self) {
        let open = self.open();
        let idle = open.values().filter(|activity| activity.is_idle());
        if let Some(idle) = idle.min_by_key(|activity| activity.last.load(Ordering::Relaxed)) {
            idle.end.notify_one();
        }
    }

    fn tick(&self) -> u64 {
        self.clock.fetch_add(1, Ordering::Relaxed)
    }

    fn open(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Activity>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connection {
    pub(super) fn activity(&self) -> &Arc<Activity> {
        &self.activity
    }

    /// Waits until the connection has to give way.
    pub(super) async fn ended(&self) {
        self.activity.end.notified().await;
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.activity.all.open().remove(&self.id);
    }
}

impl Activity {
    /// Notes that the client sent something.
    pub(super) fn touch(&self) {
        self.last.store(self.all.tick(), Ordering::Relaxed);
    }

    /// Notes that a request is being answered, until what is returned is dropped.
    pub(super) fn answer(&self) -> Answering<'_> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        Answering(self)
    }

    /// Notes whether the client has yet to take what is sent.
    pub(super) fn set_writing(&self, is_writing: bool) {
        self.is_writing.store(is_writing, Ordering::Relaxed);
    }

    /// Notes that the connection is a stream of events from now on.
    pub(super) fn set_stream(&self) {
        self.is_stream.store(true, Ordering::Relaxed);
    }

    /// Whether it is the client's turn: it has not asked yet, or has its answer.
    fn is_idle(&self) -> bool {
        self.requests.load(Ordering::Relaxed) == 0
            && !self.is_writing.load(Ordering::Relaxed)
            && !self.is_stream.load(Ordering::Relaxed)
    }
}

impl Drop for Answering<'_> {
    fn drop(&mut self) {
        self.0.requests.fetch_sub(1, Ordering::Relaxed);
        self.0.touch();
    }
}

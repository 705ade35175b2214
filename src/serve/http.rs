//! The server: connections with limits, and what is answered on each path.

use std::io;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::Either;
use hyper::body::Incoming;
use hyper::http::request::Parts;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioTimer;
use percent_encoding::percent_decode_str;
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::connections::{Connection, Connections};
use super::event::{OnEvent, ServeEvent};
use super::event_stream::EventStream;
use super::events;
use super::findings::{Findings, OverlayFindings};
use super::guard::{Guard, Verdict};
use super::idle_timeout::IdleTimeout;
use super::last_good::LastGood;
use super::path::{RequestPath, parse_path};
use super::reply::{self, Content, NoError, Reply};
use super::snapshot::{OWN, Page, Place, Snapshot, tag, with_script};
use super::{Editor, media};
use crate::diag::Diagnostics;

/// How many pages can listen at once; further ones try again later.
const STREAMS: usize = 200;

/// How long a client may take for the head of a request, or between two requests.
const HEAD: Duration = Duration::from_secs(10);

/// The largest head of a request, in bytes.
const LARGEST_HEAD: usize = 16 << 10;

/// How many headers a request may have.
const MOST_HEADERS: usize = 64;

/// Answers requests from the newest state.
pub(super) struct Server {
    root: PathBuf,
    states: watch::Receiver<Arc<Snapshot>>,
    guard: Guard,
    editor: Option<Editor>,
    on_event: Arc<OnEvent>,
    last_good: Mutex<LastGood>,
    streams: Arc<Semaphore>,
    /// Failures that were said already, by their tag.
    said: Mutex<Vec<String>>,
}

/// What answers a path.
struct Found {
    status: StatusCode,
    page: Arc<Page>,
}

impl Server {
    pub(super) fn new(
        root: PathBuf,
        states: watch::Receiver<Arc<Snapshot>>,
        guard: Guard,
        editor: Option<Editor>,
        on_event: Arc<OnEvent>,
    ) -> Arc<Self> {
        let streams = Arc::new(Semaphore::new(STREAMS));
        let (last_good, said) = (Mutex::default(), Mutex::default());
        Arc::new(Self { root, states, guard, editor, on_event, last_good, streams, said })
    }

    /// Answers until the process is interrupted. `ready` is called when requests are answered and an interrupt is no longer lost.
    pub(super) fn run(self: Arc<Self>, listener: TcpListener, ready: impl FnOnce()) -> io::Result<()> {
        listener.set_nonblocking(true)?;
        let mut builder = tokio::runtime::Builder::new_current_thread();
        let runtime = builder.enable_all().max_blocking_threads(4).build()?;
        let ended = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            let interrupted = interrupts()?;
            ready();
            tokio::select! {
                () = self.accept(listener) => {}
                () = interrupted => {}
            }
            Ok(())
        });
        runtime.shutdown_background();
        ended
    }

    async fn accept(self: Arc<Self>, listener: tokio::net::TcpListener) {
        let connections = Connections::new();
        loop {
            if let Ok((stream, _)) = listener.accept().await {
                let connection = connections.admit().await;
                tokio::spawn(Arc::clone(&self).connection(stream, connection));
            } else {
                // The system is out of files, or the client is gone already: others may still be served.
                connections.end_idle();
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    }

    async fn connection(self: Arc<Self>, stream: TcpStream, connection: Connection) {
        let _ = stream.set_nodelay(true);
        let activity = Arc::clone(connection.activity());
        let service = service_fn(|request: Request<Incoming>| {
            let (server, activity) = (Arc::clone(&self), Arc::clone(&activity));
            async move {
                let _answering = activity.answer();
                let reply = server.reply(request).await;
                if matches!(reply.body(), Either::Right(_)) {
                    activity.set_stream();
                }
                Ok::<Reply, NoError>(reply)
            }
        });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .max_buf_size(LARGEST_HEAD)
            .max_headers(MOST_HEADERS);
        let stream = IdleTimeout::new(stream, Arc::clone(&activity));
        tokio::select! {
            // A connection that breaks is the client's own affair.
            _ = http.serve_connection(stream, service) => {}
            () = connection.ended() => {}
        }
    }

    async fn reply(self: &Arc<Self>, request: Request<Incoming>) -> Reply {
        let (request, _) = request.into_parts();
        let state = Arc::clone(&self.states.borrow());
        let policy = state.policy();
        let verdict = self.guard.judge(&request);
        let mut reply = if verdict == Verdict::Malformed {
            reply::words(&request, StatusCode::BAD_REQUEST, "A request must have exactly one Host header.")
        } else if verdict == Verdict::Stranger {
            let text = "This preview only accepts its own host name; use `--allow-host NAME` to add another.";
            reply::words(&request, StatusCode::FORBIDDEN, text)
        } else if !matches!(request.method, Method::GET | Method::HEAD) {
            reply::wrong_method(&request)
        } else if let Some(own) = request.uri.path().strip_prefix(OWN) {
            self.own(own, &request, state).await
        } else {
            let server = Arc::clone(self);
            let answer = tokio::task::spawn_blocking(move || server.answer(&request, &state));
            answer.await.unwrap_or_else(|_| broken())
        };
        reply::protect(&mut reply, &policy);
        reply
    }

    /// Answers a path of the preview itself.
    async fn own(self: &Arc<Self>, path: &str, request: &Parts, state: Arc<Snapshot>) -> Reply {
        if !self.guard.is_own_page(&request.headers) {
            return reply::words(request, StatusCode::FORBIDDEN, "This is only for the preview's own pages.");
        }
        match path {
            "live.js" => {
                Content::new(&include_bytes!("live.js")[..], media::of(path)).answer(request, StatusCode::OK)
            }
            "live.css" => {
                Content::new(&include_bytes!("live.css")[..], media::of(path)).answer(request, StatusCode::OK)
            }
            "findings" => {
                let (server, page) = (Arc::clone(self), page_of(request));
                let list = tokio::task::spawn_blocking(move || {
                    serde_json::to_vec(&server.findings(&state, &page)).expect("findings are plain data")
                });
                match list.await {
                    Ok(list) => Content::new(list, "application/json").answer(request, StatusCode::OK),
                    Err(_) => broken(),
                }
            }
            "events" if request.method == Method::GET => {
                match Arc::clone(&self.streams).try_acquire_owned() {
                    Ok(permit) => reply::events(self.stream(page_of(request), permit)),
                    Err(_) => reply::too_many(request),
                }
            }
            "events" => reply::wrong_method(request),
            _ => reply::words(request, StatusCode::NOT_FOUND, "Not found."),
        }
    }

    fn answer(&self, request: &Parts, state: &Arc<Snapshot>) -> Reply {
        let base = state.base();
        if let RequestPath::Root = parse_path(request.uri.path(), base) {
            return reply::redirect(base, request.uri.query());
        }
        if let Some(folder) = folder(state, request.uri.path()) {
            return reply::redirect(&folder, request.uri.query());
        }
        let found = self.find(state, request.uri.path());
        found.page.content.answer(request, found.status)
    }

    /// What answers a path: the page, otherwise the last good one while a mistake keeps it away, otherwise the 404 page. The
    /// page of a file that was removed is gone.
    fn find(&self, state: &Arc<Snapshot>, path: &str) -> Found {
        let found = |page| Found { status: StatusCode::OK, page };
        let file = match parse_path(path, state.base()) {
            RequestPath::Below(below) if below.is_empty() || below.ends_with('/') => {
                Some(below + "index.html")
            }
            RequestPath::Below(below) => Some(below),
            RequestPath::Root | RequestPath::Nothing => None,
        };
        let drawn = file.as_ref().and_then(|file| Some((file, state.place(file)?)));
        let drawn = drawn.map(|(file, place)| (file, place, self.draw(state, place)));
        let last = || self.last_good().find(file.as_deref()?);
        match drawn {
            Some((file, place, Ok(page))) => {
                if state.has_broken_theme() && matches!(place, Place::Page(_)) {
                    return found(last().unwrap_or(page));
                }
                self.last_good().keep(file, &page);
                found(page)
            }
            Some((_, _, Err(_))) => match last() {
                Some(page) => found(page),
                None => Found { status: StatusCode::INTERNAL_SERVER_ERROR, page: empty(state) },
            },
            None => match last().filter(|page| state.report().has_errors() && state.has_source(page)) {
                Some(page) => found(page),
                None => Found { status: StatusCode::NOT_FOUND, page: self.missing(state) },
            },
        }
    }

    /// Draws what stands at a place; a failure is said once.
    fn draw(&self, state: &Snapshot, place: Place) -> super::snapshot::Drawn {
        let drawn = state.draw(place);
        if let Err(failure) = &drawn {
            let report = state.judge([(**failure).clone()].into_iter().collect());
            let tag = tag(format!("{report:?}").as_bytes());
            let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
            if !said.contains(&tag) {
                said.push(tag);
                (self.on_event)(ServeEvent::Failed { report: &report, map: &state.compiled().map });
            }
        }
        drawn
    }

    fn missing(&self, state: &Arc<Snapshot>) -> Arc<Page> {
        let place = state.place("404.html");
        let page = place.and_then(|place| self.draw(state, place).ok());
        page.unwrap_or_else(|| empty(state))
    }

    /// The stream on which an open page hears of new states.
    fn stream(self: &Arc<Self>, path: String, permit: OwnedSemaphorePermit) -> EventStream {
        let server = Arc::clone(self);
        let tell = move |state: &Arc<Snapshot>| {
            events::event(server.identity(state, &path), state, &server.findings(state, &path))
        };
        events::stream(self.states(), tell, permit)
    }

    /// The newest states, as they come.
    fn states(&self) -> watch::Receiver<Arc<Snapshot>> {
        self.states.clone()
    }

    /// The identity of what answers a path.
    fn identity(&self, state: &Arc<Snapshot>, path: &str) -> String {
        self.find(state, path).page.identity.clone()
    }

    /// What was found on the whole site and on the page at a path.
    fn findings(&self, state: &Arc<Snapshot>, path: &str) -> Findings {
        let own = self.custom_page(state, path);
        let found = own.as_ref().map(|drawn| match drawn {
            Ok(page) => state.judge(page.found.clone()),
            Err(failure) => state.judge([(**failure).clone()].into_iter().collect()),
        });
        let reports: Vec<_> = std::iter::once(state.report()).chain(&found).collect();
        // An editor takes the folder that stands there now, whatever link leads to it.
        let root = self.root.canonicalize().unwrap_or_else(|_| self.root.clone());
        let overlay = OverlayFindings { root: &root, editor: self.editor.as_ref() };
        let mut findings = overlay.list(&reports, &state.compiled().map);
        if let Some(Ok(page)) = own {
            findings.on_page(path, &page.faults, &state.compiled().levels);
        }
        findings
    }

    /// The page that a path means in a state, or the one for what is missing.
    fn custom_page(&self, state: &Arc<Snapshot>, path: &str) -> Option<super::snapshot::Drawn> {
        let RequestPath::Below(below) = parse_path(path, state.base()) else { return None };
        let file = if below.is_empty() || below.ends_with('/') { below + "index.html" } else { below };
        let place = state.place(&file).or_else(|| state.place("404.html"))?;
        Some(self.draw(state, place))
    }

    fn last_good(&self) -> std::sync::MutexGuard<'_, LastGood> {
        self.last_good.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is encoded in an address that is led to.
const ENCODED: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The address of the folder that a path without its slash means.
fn folder(state: &Snapshot, path: &str) -> Option<String> {
    let RequestPath::Below(below) = parse_path(path, state.base()) else { return None };
    let is_page = !below.is_empty() && !below.ends_with('/') && state.place(&below).is_none();
    let is_folder = is_page && state.place(&format!("{below}/index.html")).is_some();
    let encoded = percent_encoding::utf8_percent_encode(&below, ENCODED);
    is_folder.then(|| format!("{}{encoded}/", state.base()))
}

/// A page that has nothing but the script, which shows what is wrong and takes the page away when it is right.
fn empty(state: &Snapshot) -> Arc<Page> {
    let identity = "none".to_owned();
    let frame = b"<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>modelpress</title><body></body></html>\n";
    let content =
        Content::new(with_script(frame.to_vec(), &state.script(&identity, false)), media::of("a.html"));
    Arc::new(Page { content, identity, faults: Vec::new(), found: Diagnostics::default(), source: None })
}

/// The page that a request of the script speaks of.
fn page_of(request: &Parts) -> String {
    let mut pairs = request.uri.query().unwrap_or_default().split('&');
    let page = pairs.find_map(|pair| pair.strip_prefix("page=")).unwrap_or_default();
    percent_decode_str(page).decode_utf8_lossy().into_owned()
}

/// An answer where drawing a page ended in a way that it never should.
fn broken() -> Reply {
    reply::empty(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Waits for Ctrl-C or SIGTERM, from the call on: a signal that comes before the first poll is not lost.
#[cfg(unix)]
fn interrupts() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Waits for Ctrl-C, from the call on.
#[cfg(not(unix))]
fn interrupts() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}

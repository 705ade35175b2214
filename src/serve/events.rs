//! The stream on which an open page hears of new states: server-sent events, one for each state once it is ready.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame};
use serde::Serialize;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::{OwnedSemaphorePermit, watch};

use super::http::Server;
use super::snapshot::{Snapshot, Style, tag};

/// A line that keeps the stream from falling asleep on its way.
const ALIVE: Duration = Duration::from_secs(15);

/// The body of a stream.
pub(super) struct Events(Receiver<Bytes>);

impl Body for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}

/// What an open page is told of a state.
#[derive(Serialize)]
struct State<'a> {
    /// The identity of the page as it would be sent now.
    page: String,
    /// The path of the site's root, below which the style sheets are.
    base: &'a str,
    styles: &'a [Style],
    styles_tag: String,
    /// A tag of the findings.
    findings: String,
}

/// Starts a stream for the page at a path. The permit is given back when the page is gone.
pub(super) fn stream(server: Arc<Server>, path: String, permit: OwnedSemaphorePermit) -> Events {
    let (sender, receiver) = channel(4);
    tokio::spawn(async move {
        let _permit = permit;
        let mut states = server.states();
        // The stream ends with its page: sending fails.
        let _ = on_event(&server, &mut states, &path, &sender).await;
    });
    Events(receiver)
}

/// Nobody listens any more.
struct Gone;

async fn on_event(
    server: &Arc<Server>,
    states: &mut watch::Receiver<Arc<Snapshot>>,
    path: &str,
    sender: &Sender<Bytes>,
) -> Result<(), Gone> {
    send(sender, "retry: 1000\n\n".into()).await?;
    loop {
        let state = Arc::clone(&states.borrow_and_update());
        let (server, path) = (Arc::clone(server), path.to_owned());
        let event = tokio::task::spawn_blocking(move || event(&server, &state, &path)).await;
        send(sender, event.map_err(|_| Gone)?).await?;
        loop {
            tokio::select! {
                changed = states.changed() => { changed.map_err(|_| Gone)?; break }
                () = sender.closed() => return Err(Gone),
                () = tokio::time::sleep(ALIVE) => send(sender, ": alive\n\n".into()).await?,
            }
        }
    }
}

async fn send(sender: &Sender<Bytes>, text: String) -> Result<(), Gone> {
    sender.send(text.into()).await.map_err(|_| Gone)
}

fn event(server: &Server, state: &Arc<Snapshot>, path: &str) -> String {
    let findings = serde_json::to_vec(&server.findings(state, path)).expect("findings are plain data");
    let told = State {
        page: server.identity(state, path),
        base: state.base(),
        styles: state.styles(),
        styles_tag: state.styles_tag(),
        findings: tag(&findings),
    };
    format!("event: state\ndata: {}\n\n", serde_json::to_string(&told).expect("a state is plain data"))
}

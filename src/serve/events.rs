//! The stream on which an open page hears of new states: server-sent events, one for each state once it is ready.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde::Serialize;
use tokio::sync::mpsc::{Sender, channel};
use tokio::sync::{OwnedSemaphorePermit, watch};

use super::event_stream::EventStream;
use super::findings::Findings;
use super::snapshot::{Snapshot, Style, tag};

/// A line that keeps the stream from falling asleep on its way.
const ALIVE: Duration = Duration::from_secs(15);

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

/// Starts a stream of what `tell` says of each state. The permit is given back when the page is gone.
pub(super) fn stream(
    mut states: watch::Receiver<Arc<Snapshot>>,
    tell: impl Fn(&Arc<Snapshot>) -> String + Send + Sync + 'static,
    permit: OwnedSemaphorePermit,
) -> EventStream {
    let (sender, receiver) = channel(4);
    tokio::spawn(async move {
        let _permit = permit;
        // The stream ends with its page: sending fails.
        let _ = on_event(&mut states, &Arc::new(tell), &sender).await;
    });
    EventStream(receiver)
}

/// The event that tells an open page of a state; `page` is the identity of the page as it would be sent now.
pub(super) fn event(page: String, state: &Snapshot, findings: &Findings) -> String {
    let findings = serde_json::to_vec(findings).expect("findings are plain data");
    let told = State {
        page,
        base: state.base(),
        styles: state.styles(),
        styles_tag: state.styles_tag(),
        findings: tag(&findings),
    };
    format!("event: state\ndata: {}\n\n", serde_json::to_string(&told).expect("a state is plain data"))
}

/// Nobody listens any more.
struct Gone;

async fn on_event(
    states: &mut watch::Receiver<Arc<Snapshot>>,
    tell: &Arc<impl Fn(&Arc<Snapshot>) -> String + Send + Sync + 'static>,
    sender: &Sender<Bytes>,
) -> Result<(), Gone> {
    send(sender, "retry: 1000\n\n".into()).await?;
    loop {
        let state = Arc::clone(&states.borrow_and_update());
        let tell = Arc::clone(tell);
        let event = tokio::task::spawn_blocking(move || tell(&state)).await;
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

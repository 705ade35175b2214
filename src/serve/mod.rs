//! The preview: the site served from memory while its files are edited. Each page is drawn when it is asked for, from the
//! same [`compile`](crate::compile::compile) as a build; nothing is written to disk.
//!
//! Three parts work side by side: [`watch`] says which paths changed, the [`rebuilder`] reads those again and compiles, and
//! [`http`] answers from the newest [`Snapshot`](snapshot::Snapshot) and tells the open pages of it.

mod address;
mod connections;
mod editor;
mod event;
mod event_stream;
mod events;
mod findings;
mod guard;
mod http;
mod idle_timeout;
mod last_good;
mod media;
mod mount;
mod path;
mod rebuilder;
mod reply;
mod site_root;
mod snapshot;
mod watch;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

pub use address::AddressError;
pub use editor::Editor;
pub use event::{OnEvent, ServeEvent};
pub use guard::HostName;

use crate::compile::Options;
use guard::Guard;
use http::Server;
use rebuilder::Rebuilder;
use site_root::SiteRoot;

/// The settings of a preview.
pub struct Setup {
    /// The site's folder.
    pub site: PathBuf,
    /// The address or name to listen on.
    pub host: String,
    /// Further names under which browsers ask for the preview.
    pub allow_hosts: Vec<HostName>,
    /// The port; without one, the first that is free from [`FIRST_PORT`] on.
    pub port: Option<u16>,
    /// Whether the browser is opened.
    pub open: bool,
    /// Where a place in a file is opened.
    pub editor: Option<Editor>,
    /// How often the files are read, instead of being told of changes by the system.
    pub poll: Option<Duration>,
    /// Whether warnings are errors.
    pub strict: bool,
    /// What a compilation depends on; asked before each, since days pass.
    pub options: Box<dyn Fn() -> Options + Send>,
    /// The callback for events.
    pub on_event: Arc<OnEvent>,
}

/// The port that is tried first where none was asked for.
pub const FIRST_PORT: u16 = 8000;

/// Why a preview cannot start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The site's folder is not there, or is none.
    #[error("failed to read the site `{}`: {source}", path.display())]
    NoSite {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// No address to listen on.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The system gave no threads or no network.
    #[error("failed to start the server: {0}")]
    Start(io::Error),
}

/// Serves a site until the process is interrupted.
///
/// # Errors
/// When the folder is none, no address is free, or the system gives no threads.
pub fn serve(setup: Setup) -> Result<(), ServeError> {
    let no_site = |source| ServeError::NoSite { path: setup.site.clone(), source };
    let root = SiteRoot::open(&setup.site).map_err(no_site)?;
    let site = root.path().to_owned();
    let listener = address::listen(&setup.host, setup.port)?;
    let address = listener.local_addr().map_err(ServeError::Start)?;

    // The watch begins before the first look, so that no change falls between them.
    let changes = watch::watch(root, setup.poll, &setup.on_event);
    let rebuilder = Rebuilder::open(site.clone(), setup.strict, setup.options, Arc::clone(&setup.on_event));
    let states = rebuilder.states();
    let url = address::url(&setup.host, address, states.borrow().base());
    std::thread::Builder::new()
        .name("rebuilder".to_owned())
        .spawn(move || rebuilder.work(changes))
        .map_err(ServeError::Start)?;
    let guard = Guard::new(&setup.host, address.ip(), setup.allow_hosts);
    let server = Server::new(site, states, guard, setup.editor, Arc::clone(&setup.on_event));
    let ready = || {
        (setup.on_event)(ServeEvent::Listening { url: &url });
        if setup.open && opener::open(&url).is_err() {
            (setup.on_event)(ServeEvent::Trouble(&format!("no browser could be opened; open {url}")));
        }
    };
    server.run(listener, ready).map_err(ServeError::Start)
}

//! The address that the preview listens on.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};

use super::FIRST_PORT;

/// How many ports are tried one after the other before any free one is taken.
const TRIED: u16 = 20;

/// Why there is no address to listen on.
#[derive(Debug, thiserror::Error)]
pub enum AddressError {
    /// The host is no address of this machine.
    #[error("cannot listen on `{host}`: {source}")]
    Host {
        /// The host that was asked for.
        host: String,
        /// What the system said.
        source: io::Error,
    },
    /// The port that was asked for is taken.
    #[error("port {port} is in use; choose another, or leave out `--port`")]
    Taken {
        /// The port.
        port: u16,
    },
    /// The port that was asked for cannot be had.
    #[error("failed to listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
}

/// Listens on a host: on the port that was asked for, else on the first free one.
pub(super) fn listen(host: &str, port: Option<u16>) -> Result<TcpListener, AddressError> {
    let ip = resolve(host)?;
    if let Some(port) = port {
        return at(ip, port);
    }
    let ports = (FIRST_PORT..FIRST_PORT + TRIED).chain([0]);
    let mut last = None;
    for port in ports {
        match at(ip, port) {
            Err(error @ AddressError::Taken { .. }) => last = Some(error),
            other => return other,
        }
    }
    Err(last.expect("at least one port was tried"))
}

fn resolve(host: &str) -> Result<IpAddr, AddressError> {
    let no_host = |source| AddressError::Host { host: host.to_owned(), source };
    let name = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    if let Ok(ip) = name.parse() {
        return Ok(ip);
    }
    let mut found = (name, 0).to_socket_addrs().map_err(no_host)?.map(|address| address.ip());
    let first = found.next();
    // A name such as `localhost` has an address of each kind; browsers try both.
    first
        .filter(IpAddr::is_ipv4)
        .or_else(|| found.find(IpAddr::is_ipv4))
        .or(first)
        .ok_or_else(|| no_host(io::ErrorKind::AddrNotAvailable.into()))
}

fn at(ip: IpAddr, port: u16) -> Result<TcpListener, AddressError> {
    let address = SocketAddr::new(ip, port);
    TcpListener::bind(address).map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => AddressError::Taken { port },
        io::ErrorKind::AddrNotAvailable => AddressError::Host { host: ip.to_string(), source },
        _ => AddressError::Listen { address, source },
    })
}

/// The address of the home page, as a browser on this machine takes it.
pub(super) fn url(host: &str, address: SocketAddr, base: &str) -> String {
    let port = address.port();
    let host = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => "127.0.0.1".to_owned(),
        IpAddr::V6(ip) if ip.is_unspecified() => "[::1]".to_owned(),
        IpAddr::V6(ip) => format!("[{ip}]"),
        IpAddr::V4(_) => host.to_owned(),
    };
    format!("http://{host}:{port}{base}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_an_error_when_it_was_asked_for() {
        let taken = listen("127.0.0.1", Some(0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(matches!(listen("127.0.0.1", Some(port)), Err(AddressError::Taken { .. })));
    }

    #[test]
    fn a_url_has_brackets_around_an_address_of_version_6() {
        let address = |text: &str| text.parse().unwrap();
        assert_eq!(url("::1", address("[::1]:8000"), "/"), "http://[::1]:8000/");
        assert_eq!(url("0.0.0.0", address("0.0.0.0:80"), "/m/"), "http://127.0.0.1:80/m/");
        assert_eq!(url("localhost", address("127.0.0.1:80"), "/"), "http://localhost:80/");
    }
}

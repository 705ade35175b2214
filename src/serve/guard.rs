//! Who may ask: a page of another site must not read the preview, neither through a name that was pointed at this machine
//! (DNS rebinding) nor across origins.

use std::net::IpAddr;

use hyper::header::{HOST, HeaderMap, HeaderName, ORIGIN};
use hyper::http::request::Parts;
use hyper::http::uri::Authority;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Knows the names that the preview goes by.
pub(super) struct Guard {
    given: String,
    is_everywhere: bool,
}

impl Guard {
    /// Admits this machine's own names and the host that was asked for; one that listens everywhere is asked by address.
    pub(super) fn new(host: &str, bound: IpAddr) -> Self {
        Self { given: bare(host).to_ascii_lowercase(), is_everywhere: bound.is_unspecified() }
    }

    /// Whether a request names this preview as its host.
    pub(super) fn admits(&self, request: &Parts) -> bool {
        let Some(host) = only(&request.headers, &HOST) else { return false };
        let in_target = request.uri.authority().is_none_or(|authority| self.is_own(authority));
        in_target && host.parse().is_ok_and(|authority| self.is_own(&authority))
    }

    fn is_own(&self, authority: &Authority) -> bool {
        let host = bare(authority.host());
        let has_user = authority.as_str().contains('@');
        let is_own = match host.parse::<IpAddr>() {
            Ok(ip) => ip.is_loopback() || self.is_everywhere || host.eq_ignore_ascii_case(&self.given),
            Err(_) => host.eq_ignore_ascii_case("localhost") || host.eq_ignore_ascii_case(&self.given),
        };
        is_own && !has_user
    }
}

/// Whether a request that only the preview's own script makes comes from a page of the preview.
pub(super) fn is_from_own_page(headers: &HeaderMap) -> bool {
    let site = headers.get(SEC_FETCH_SITE).map(hyper::header::HeaderValue::as_bytes);
    if site.is_some_and(|site| !matches!(site, b"same-origin" | b"none")) {
        return false;
    }
    if !headers.contains_key(ORIGIN) {
        return true;
    }
    let origin = only(headers, &ORIGIN).and_then(|origin| origin.strip_prefix("http://"));
    origin.is_some_and(|origin| only(headers, &HOST).is_some_and(|host| host.eq_ignore_ascii_case(origin)))
}

/// The text of a header that is there once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none()).and_then(|value| value.to_str().ok())
}

/// A host without the brackets of an address of version 6.
fn bare(host: &str) -> &str {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::Request;

    fn admits(guard: &Guard, uri: &str, host: &str) -> bool {
        guard.admits(&Request::builder().uri(uri).header(HOST, host).body(()).unwrap().into_parts().0)
    }

    #[test]
    fn only_own_names_are_admitted() {
        let guard = Guard::new("127.0.0.1", [127, 0, 0, 1].into());
        for host in ["localhost:8000", "LOCALHOST", "127.0.0.1:8000", "[::1]:8000", "127.0.0.2"] {
            assert!(admits(&guard, "/", host), "{host}");
        }
        for host in [
            "evil.example",
            "evil.example:8000",
            "localhost.evil.example",
            "192.168.0.7:8000",
            "127.0.0.1.nip.io",
            "localhost@evil.example",
            "evil@localhost",
            "localhost.",
            "",
            "a b",
        ] {
            assert!(!admits(&guard, "/", host), "{host}");
        }
        assert!(!admits(&guard, "http://evil.example/", "localhost"), "the target names another host");
    }

    #[test]
    fn a_given_host_is_admitted_and_addresses_where_it_listens_everywhere() {
        let named = Guard::new("Studio.local", [192, 168, 0, 7].into());
        assert!(admits(&named, "/", "studio.local:8000"));
        assert!(!admits(&named, "/", "192.168.0.8"));
        let everywhere = Guard::new("0.0.0.0", [0, 0, 0, 0].into());
        assert!(admits(&everywhere, "/", "192.168.0.7:8000"));
        assert!(!admits(&everywhere, "/", "rebound.example:8000"));
    }

    #[test]
    fn other_origins_are_told_apart() {
        let asks = |pairs: &[(HeaderName, &str)]| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, "127.0.0.1:8000".parse().unwrap());
            for (name, value) in pairs {
                headers.insert(name.clone(), value.parse().unwrap());
            }
            is_from_own_page(&headers)
        };
        assert!(asks(&[]));
        assert!(asks(&[(ORIGIN, "http://127.0.0.1:8000")]));
        assert!(asks(&[(SEC_FETCH_SITE, "same-origin")]));
        for origin in ["http://evil.example", "null", "http://127.0.0.1:9000", "https://127.0.0.1:8000"] {
            assert!(!asks(&[(ORIGIN, origin)]), "{origin}");
        }
        assert!(!asks(&[(SEC_FETCH_SITE, "cross-site")]));
        assert!(!asks(&[(SEC_FETCH_SITE, "same-site")]));
    }
}

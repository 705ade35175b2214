//! Who may ask: a page of another site must not read the preview, neither through a name that was pointed at this machine
//! (DNS rebinding) nor across origins.

use std::net::IpAddr;
use std::str::FromStr;

use hyper::Version;
use hyper::header::{HOST, HeaderMap, HeaderName, ORIGIN};
use hyper::http::request::Parts;
use hyper::http::uri::Authority;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// A host as browsers write it: in lower case, without brackets, port and a dot at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostName(String);

impl FromStr for HostName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refused = || {
            "it is a host name, such as `web` or `preview.example.org`, without `https://` and port"
                .to_owned()
        };
        let host = url::Host::parse(text).map_err(|_| refused())?.to_string();
        let name = Self::of(&host);
        if name.0.is_empty() || name.0.contains('*') { Err(refused()) } else { Ok(name) }
    }
}

impl HostName {
    fn of(host: &str) -> Self {
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let name = bare.strip_suffix('.').unwrap_or(bare).to_ascii_lowercase();
        // An address of version 6 has several spellings.
        Self(name.parse::<IpAddr>().map_or(name, |ip| ip.to_string()))
    }

    /// Whether browsers take it for their own machine, whatever a name server says.
    fn is_local(&self) -> bool {
        self.0 == "localhost" || self.0.ends_with(".localhost")
    }
}

/// Knows the names that the preview goes by.
pub(super) struct Guard {
    own: Vec<HostName>,
    allowed: Vec<HostName>,
    is_everywhere: bool,
}

/// Whether a request is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It names the preview as its host.
    Admitted,
    /// It names another host.
    Stranger,
    /// It names no host, or several, which HTTP/1.1 forbids.
    Malformed,
}

/// Whether a host has no empty part, and its port is one.
fn is_well_formed(host: &Authority) -> bool {
    let name = host.host().strip_suffix('.').unwrap_or(host.host());
    let text = host.as_str().rsplit('@').next().unwrap_or_default();
    let port = text.strip_prefix(host.host()).unwrap_or_default();
    let is_port = port.is_empty()
        || port.strip_prefix(':').is_some_and(|port| port.is_empty() || port.parse::<u16>().is_ok());
    is_port && !name.split('.').any(str::is_empty)
}

impl Guard {
    /// Admits this machine's own names, the host that was asked for and further ones. One that listens everywhere is also asked by
    /// address, and one that other machines reach by the name of this one.
    pub(super) fn new(host: &str, bound: IpAddr, allowed: Vec<HostName>) -> Self {
        let mut own = vec![HostName::of(host)];
        if !bound.is_loopback() {
            own.extend(machine_names(&machine_name().unwrap_or_default()));
        }
        Self { own, allowed, is_everywhere: bound.is_unspecified() }
    }

    /// Judges whom a request is for.
    pub(super) fn judge(&self, request: &Parts) -> Verdict {
        let host = only(&request.headers, &HOST).and_then(|host| host.parse::<Authority>().ok());
        let host = host.filter(is_well_formed);
        let Some(host) = host else {
            let may_lack_it = request.version < Version::HTTP_11 && !request.headers.contains_key(HOST);
            return if may_lack_it { Verdict::Stranger } else { Verdict::Malformed };
        };
        let is_own =
            request.uri.authority().into_iter().chain([&host]).all(|authority| self.is_own(authority));
        if is_own { Verdict::Admitted } else { Verdict::Stranger }
    }

    fn is_own(&self, authority: &Authority) -> bool {
        let host = HostName::of(authority.host());
        let has_user = authority.as_str().contains('@');
        let is_named = || self.own.contains(&host) || self.allowed.contains(&host);
        let is_own = match host.0.parse::<IpAddr>() {
            Ok(ip) => ip.to_canonical().is_loopback() || self.is_everywhere || is_named(),
            Err(_) => host.is_local() || is_named(),
        };
        is_own && !has_user
    }

    /// Whether a request that only the preview's own script makes comes from a page of the preview. A name that was allowed may stand
    /// for a proxy that speaks https.
    pub(super) fn is_own_page(&self, headers: &HeaderMap) -> bool {
        let site = headers.get(SEC_FETCH_SITE).map(hyper::header::HeaderValue::as_bytes);
        if site.is_some_and(|site| !matches!(site, b"same-origin" | b"none")) {
            return false;
        }
        if !headers.contains_key(ORIGIN) {
            return true;
        }
        let (Some(origin), Some(host)) = (only(headers, &ORIGIN), only(headers, &HOST)) else { return false };
        let is_allowed = || {
            host.parse::<Authority>()
                .is_ok_and(|authority| self.allowed.contains(&HostName::of(authority.host())))
        };
        let plain = origin.strip_prefix("http://");
        let secure = origin.strip_prefix("https://").filter(|_| is_allowed());
        plain.or(secure).is_some_and(|origin| origin.eq_ignore_ascii_case(host))
    }
}

/// The names by which a network knows a machine: as it calls itself, and as mDNS has it.
fn machine_names(name: &str) -> Vec<HostName> {
    let first = name.split('.').next().unwrap_or(name);
    let names = [name.to_owned(), first.to_owned(), format!("{first}.local")];
    names.iter().filter(|_| !first.is_empty()).map(|name| HostName::of(name)).collect()
}

#[cfg(unix)]
fn machine_name() -> Option<String> {
    rustix::system::uname().nodename().to_str().ok().map(str::to_owned)
}

#[cfg(not(unix))]
fn machine_name() -> Option<String> {
    std::env::var("COMPUTERNAME").ok()
}

/// The text of a header that is there once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none()).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::Request;

    fn judge(guard: &Guard, uri: &str, host: &str) -> Verdict {
        guard.judge(&Request::builder().uri(uri).header(HOST, host).body(()).unwrap().into_parts().0)
    }

    fn admits(guard: &Guard, uri: &str, host: &str) -> bool {
        judge(guard, uri, host) == Verdict::Admitted
    }

    fn local() -> Guard {
        Guard::new("127.0.0.1", [127, 0, 0, 1].into(), Vec::new())
    }

    #[test]
    fn only_own_names_are_admitted() {
        let guard = local();
        for host in [
            "localhost:8000",
            "LOCALHOST",
            "localhost.",
            "localhost.:8000",
            "foo.localhost",
            "a.b.LocalHost.:8000",
            "127.0.0.1:8000",
            "[::1]:8000",
            "127.0.0.2",
            "[::ffff:127.0.0.1]",
        ] {
            assert!(admits(&guard, "/", host), "{host}");
        }
        let machine = machine_name().unwrap_or_default();
        for host in [
            "evil.example",
            "evil.example:8000",
            "localhost.evil.example",
            "notlocalhost",
            "evil-localhost",
            "localhost..",
            "192.168.0.7:8000",
            "127.0.0.1.nip.io",
            "localhost@evil.example",
            "evil@localhost",
            &machine,
        ] {
            assert!(!admits(&guard, "/", host), "{host}");
        }
        assert!(!admits(&guard, "http://evil.example/", "localhost"), "the target names another host");
    }

    #[test]
    fn a_request_without_one_host_is_malformed() {
        let guard = local();
        for host in [
            "",
            "a b",
            "localhost:80:80",
            "/",
            ".localhost",
            "foo..localhost",
            "localhost:99999",
            "localhost:abc",
        ] {
            assert_eq!(judge(&guard, "/", host), Verdict::Malformed, "{host}");
        }
        let without = |version| Request::builder().uri("/").version(version).body(()).unwrap().into_parts().0;
        assert_eq!(guard.judge(&without(Version::HTTP_11)), Verdict::Malformed);
        assert_eq!(guard.judge(&without(Version::HTTP_10)), Verdict::Stranger);
    }

    #[test]
    fn a_given_host_is_admitted_and_addresses_where_it_listens_everywhere() {
        let named = Guard::new("Studio.local", [192, 168, 0, 7].into(), Vec::new());
        assert!(admits(&named, "/", "studio.local:8000") && admits(&named, "/", "studio.local."));
        assert!(!admits(&named, "/", "192.168.0.8"));
        let everywhere = Guard::new("0.0.0.0", [0, 0, 0, 0].into(), Vec::new());
        assert!(admits(&everywhere, "/", "192.168.0.7:8000"));
        assert!(!admits(&everywhere, "/", "rebound.example:8000"));
        let v6 = Guard::new("fd00:0:0::1", "fd00::1".parse().unwrap(), Vec::new());
        assert!(
            admits(&v6, "/", "[fd00::1]:8000")
                && admits(&v6, "/", "[FD00:0::1]")
                && !admits(&v6, "/", "[fd00::2]")
        );
        let machine = machine_name().unwrap();
        assert!(admits(&everywhere, "/", &machine) && admits(&named, "/", &format!("{machine}:8000")));
    }

    #[test]
    fn a_machine_goes_by_its_name_alone_with_its_domain_and_in_mdns() {
        let names = |name: &str| machine_names(name).into_iter().map(|name| name.0).collect::<Vec<_>>();
        assert_eq!(names("Studio"), ["studio", "studio", "studio.local"]);
        assert_eq!(names("box.lan"), ["box.lan", "box", "box.local"]);
        assert!(names("").is_empty());
    }

    #[test]
    fn allowed_names_are_admitted_in_any_spelling_and_nothing_else_is_a_name() {
        let allowed = ["Web", "preview.example.org.", "my_app", "[2001:DB8::1]", "b\u{fc}cher.example"];
        let allowed = allowed.map(|name| name.parse().unwrap()).into();
        let guard = Guard::new("127.0.0.1", [127, 0, 0, 1].into(), allowed);
        for host in ["web:8000", "PREVIEW.example.org", "my_app", "[2001:db8::1]:80", "xn--bcher-kva.example"]
        {
            assert!(admits(&guard, "/", host), "{host}");
        }
        for host in ["evil.example", "web.evil.example", "example.org", "a.preview.example.org"] {
            assert!(!admits(&guard, "/", host), "{host}");
        }
        for wrong in ["", ".", "*", "*.example.org", "https://web", "web:8000", "a/b", "a b", "me@web"] {
            assert!(wrong.parse::<HostName>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn other_origins_are_told_apart() {
        let guard = Guard::new("127.0.0.1", [127, 0, 0, 1].into(), vec!["web".parse().unwrap()]);
        let asks_at = |host: &str, pairs: &[(HeaderName, &str)]| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, host.parse().unwrap());
            for (name, value) in pairs {
                headers.insert(name.clone(), value.parse().unwrap());
            }
            guard.is_own_page(&headers)
        };
        let asks = |pairs: &[(HeaderName, &str)]| asks_at("127.0.0.1:8000", pairs);
        assert!(asks(&[]));
        assert!(asks(&[(ORIGIN, "http://127.0.0.1:8000")]));
        assert!(asks(&[(SEC_FETCH_SITE, "same-origin")]));
        for origin in ["http://evil.example", "null", "http://127.0.0.1:9000", "https://127.0.0.1:8000"] {
            assert!(!asks(&[(ORIGIN, origin)]), "{origin}");
        }
        assert!(!asks(&[(SEC_FETCH_SITE, "cross-site")]));
        assert!(!asks(&[(SEC_FETCH_SITE, "same-site")]));
        assert!(
            asks_at("web", &[(ORIGIN, "https://web")]) && asks_at("web:80", &[(ORIGIN, "http://web:80")])
        );
        assert!(
            !asks_at("web", &[(ORIGIN, "https://evil.example")]) && !asks_at("web", &[(ORIGIN, "ftp://web")])
        );
    }
}

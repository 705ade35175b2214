//! Addresses on the web: which ones a page may link to, and what makes one look like another.

use std::fmt;

use url::Url;

use super::text::{is_hidden, look_alike};

/// Why an address is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// It is not a complete URL.
    Incomplete,
    /// Its scheme is none that a page may link to.
    Scheme(String),
    /// White space or a control character is in it.
    Space,
    /// A character that is not seen, or changes the direction of others, is in it.
    Hidden,
    /// Its host has letters or signs that look like others: `https://аpple.example/` with a Cyrillic а.
    LookAlike,
    /// A name stands before its host: `https://openai.com@evil.example/`.
    User,
    /// A backslash is in it, which browsers take for a slash: `https://evil.example\@openai.com/`.
    Backslash,
}

impl AddressError {
    /// Whether the address is one that browsers would take, but leads elsewhere than it seems to.
    pub fn is_disguise(&self) -> bool {
        matches!(self, Self::Hidden | Self::LookAlike | Self::User | Self::Backslash)
    }

    /// Returns how to fix the address.
    pub fn help(&self) -> &'static str {
        match self {
            Self::User => "remove everything before the `@`: it makes one host look like another",
            Self::Hidden => "retype the URL; a hidden character makes it look like another",
            Self::LookAlike => "retype the host, or write it in its DNS form, with `xn--`",
            Self::Backslash => "write `/`, or `%5C` for a backslash",
            _ => "write a URL that starts with https://",
        }
    }
}

impl fmt::Display for AddressError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Incomplete => out.write_str("is not a complete URL"),
            Self::Scheme(scheme) => write!(out, "has the scheme `{scheme}`"),
            Self::Space => out.write_str("contains white space"),
            Self::Hidden => out.write_str("contains a hidden character"),
            Self::LookAlike => out.write_str("has a host that looks like another"),
            Self::User => out.write_str("has a user name before the host"),
            Self::Backslash => out.write_str("contains a backslash"),
        }
    }
}

/// Checks an http or https address.
///
/// # Errors
/// If it is none, or looks like another one.
pub fn check_url(text: &str) -> Result<(), AddressError> {
    let url = check(text)?;
    if matches!(url.scheme(), "http" | "https") && url.has_host() {
        Ok(())
    } else {
        Err(AddressError::Scheme(url.scheme().to_owned()))
    }
}

/// Checks the target of a link that leads out of the site: an http or https address, or one of mail.
///
/// # Errors
/// If it is none, or looks like another one.
pub fn check_link(text: &str) -> Result<(), AddressError> {
    let url = check(text)?;
    if matches!(url.scheme(), "http" | "https" | "mailto") {
        Ok(())
    } else {
        Err(AddressError::Scheme(url.scheme().to_owned()))
    }
}

fn check(text: &str) -> Result<Url, AddressError> {
    if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(AddressError::Space);
    }
    let url = Url::parse(text).map_err(|_| AddressError::Incomplete)?;
    if text.chars().any(is_hidden) {
        return Err(AddressError::Hidden);
    }
    let is_web = matches!(url.scheme(), "http" | "https");
    if is_web && text.contains('\\') {
        return Err(AddressError::Backslash);
    }
    if is_web && (!url.username().is_empty() || url.password().is_some() || has_at_before_host(text)) {
        return Err(AddressError::User);
    }
    if is_web && host_looks_like_another(text) {
        return Err(AddressError::LookAlike);
    }
    Ok(url)
}

/// Whether the host as it is written mixes scripts in a word, or has signs that no host has.
fn host_looks_like_another(text: &str) -> bool {
    let rest = text.split_once(':').map_or(text, |(_, rest)| rest.trim_start_matches('/'));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_sign = |letter: char| !letter.is_ascii() && !letter.is_alphanumeric() && letter != '\u{3002}';
    look_alike(host).is_some() || host.contains(is_sign)
}

/// Whether there is an `@` before the path, also one without a name before it.
fn has_at_before_host(text: &str) -> bool {
    let rest = text.split_once(':').map_or(text, |(_, rest)| rest.trim_start_matches('/'));
    rest.split(['/', '?', '#']).next().is_some_and(|host| host.contains('@'))
}

/// An address whose scheme and host have one form: `https://xn--mnchen-3ya.example/A` for `HTTPS://MÜNCHEN.example/A`. The rest stays
/// as it is written, and so does a host with placeholders.
pub fn with_plain_host(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    if !is_web || authority.contains(['{', '}', '$']) {
        return text.to_owned();
    }
    let scheme = scheme.to_ascii_lowercase();
    let (user, host) = authority.rsplit_once('@').map_or(("", authority), |(user, host)| (user, host));
    let at = if authority.contains('@') { "@" } else { "" };
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (name, &host[name.len()..]),
        _ => (host, ""),
    };
    let plain = Url::parse(&format!("https://{name}/")).ok();
    let plain = plain.as_ref().and_then(Url::host_str).unwrap_or(name);
    format!("{scheme}://{user}{at}{plain}{port}{path}")
}

/// Where on the web a page is, in the form in which two addresses are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebPlace {
    /// The host in lower case, without `www.`, user and port.
    pub host: String,
    /// The part of the host that somebody registered: `openai.com`, `lab.github.io`; the host itself where the list of public suffixes
    /// knows no such part.
    pub domain: String,
    /// The first segment of the path, in lower case: the account on a site that hosts pages for others.
    pub segment: Option<String>,
}

impl WebPlace {
    /// Reads an address; `None` if it has no host.
    pub fn read(address: &str) -> Option<Self> {
        let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let host = url.host_str()?.trim_end_matches('.').to_lowercase();
        let host = host.strip_prefix("www.").map_or(host.as_str(), |rest| rest).to_owned();
        let segment = url.path_segments()?.find(|segment| !segment.is_empty()).map(str::to_lowercase);
        let domain = psl::domain_str(&host).unwrap_or(&host).to_owned();
        Some(Self { host, domain, segment })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_looks_like_another_is_refused() {
        for (text, error) in [
            ("https://openai.com@evil.example/", AddressError::User),
            ("https://openai.com:443@evil.example", AddressError::User),
            ("https://openai.com%2Fdocs@evil.example/", AddressError::User),
            ("https:openai.com@evil.example/", AddressError::User),
            ("HTTPS:///openai.com@evil.example/", AddressError::User),
            ("https://@evil.example/", AddressError::User),
            ("http://me:secret@openai.com/?a#b", AddressError::User),
            ("https://evil.example\\@openai.com/", AddressError::Backslash),
            ("https:\\\\evil.example/", AddressError::Backslash),
            ("https://openai.com/\u{202e}moc.elpmaxe", AddressError::Hidden),
            ("https://open\u{ad}ai.com/", AddressError::Hidden),
            ("https://openai.com/\u{200b}x", AddressError::Hidden),
            ("https://openai.com/\u{200e}", AddressError::Hidden),
            ("https://\u{430}pi.openai.com/v1", AddressError::LookAlike),
            ("https://api.openai.com\u{2215}evil.example/", AddressError::LookAlike),
            ("https://openai.com/a\nb", AddressError::Space),
            ("https://openai.com/a\u{0}", AddressError::Space),
        ] {
            assert_eq!(check_url(text), Err(error.clone()), "{text:?}");
            assert_eq!(check_link(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn an_at_sign_behind_the_host_and_in_mail_is_none() {
        for text in [
            "https://openai.com/@team",
            "https://openai.com?by=a@b.example",
            "https://openai.com#@",
            "https://bücher.example/é",
            "https://пример.example/",
            "https://例え.example/",
            "http://[::1]:8000/a:b@c",
        ] {
            assert_eq!(check_url(text), Ok(()), "{text}");
        }
        assert_eq!(check_link("mailto:sales@acme.example"), Ok(()));
        assert_eq!(check_url("mailto:sales@acme.example"), Err(AddressError::Scheme("mailto".to_owned())));
        assert_eq!(check_link("javascript:alert(1)"), Err(AddressError::Scheme("javascript".to_owned())));
        assert_eq!(check_url("acme.example"), Err(AddressError::Incomplete));
    }

    #[test]
    fn hosts_are_compared_in_one_spelling() {
        let read = |text| {
            let WebPlace { host, domain, segment } = WebPlace::read(text).unwrap();
            (host, domain, segment.unwrap_or_default())
        };
        let expected = |host: &str, domain: &str, segment: &str| (host.into(), domain.into(), segment.into());
        assert_eq!(read("HTTPS://WWW.Lab.example:443/A/b?c"), expected("lab.example", "lab.example", "a"));
        assert_eq!(read("http://labs.scale.com."), expected("labs.scale.com", "scale.com", ""));
        assert_eq!(read("https://lab.github.io//x"), expected("lab.github.io", "lab.github.io", "x"));
        assert_eq!(read("https://a.b.co.uk/"), expected("a.b.co.uk", "b.co.uk", ""));
        assert_eq!(read("https://bücher.example/"), read("https://xn--bcher-kva.example"));
        assert_eq!(WebPlace::read("mailto:a@b.example"), None);
        assert_eq!(WebPlace::read("lab.example"), None);
    }

    #[test]
    fn only_the_host_changes() {
        for (text, expected) in [
            ("https://API.Acme.example/V1?Key={ID}", "https://api.acme.example/V1?Key={ID}"),
            ("https://Bücher.example:8443", "https://xn--bcher-kva.example:8443"),
            ("https://${REGION}.Acme.example/v1", "https://${REGION}.Acme.example/v1"),
            ("https://a.example/B", "https://a.example/B"),
            ("/Models/", "/Models/"),
            ("https://[::1]:8000/x", "https://[::1]:8000/x"),
        ] {
            assert_eq!(with_plain_host(text), expected, "{text}");
        }
    }
}

//! The address where a site stands, to which the paths of its pages are added.

use url::Url;

use super::web_address::{AddressError, check_url};

/// Why an address cannot be the one where a site stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BaseUrlError {
    /// It is not `https://host/path`.
    #[error("is not a complete URL")]
    Incomplete,
    /// It has another scheme.
    #[error("is not an http or https URL")]
    Scheme,
    /// It has a query.
    #[error("has a query, which is not allowed in a base URL")]
    Query,
    /// It has a fragment.
    #[error("has a fragment, which is not allowed in a base URL")]
    Fragment,
    /// It has a hidden character, or a backslash, which browsers take for a slash.
    #[error("contains a hidden character or a backslash, so it looks like another URL")]
    Disguise,
    /// It has a user or a password.
    #[error("contains a user name or password, which every page would show")]
    Password,
}

/// Reads the address where a site will stand, with a slash at its end.
///
/// # Errors
/// If no path can be added to it, or it holds a password.
pub fn read(text: &str) -> Result<String, BaseUrlError> {
    if matches!(check_url(text), Err(AddressError::Hidden | AddressError::Backslash)) {
        return Err(BaseUrlError::Disguise);
    }
    let url = Url::parse(text).map_err(|_| BaseUrlError::Incomplete)?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(if text.contains("://") { BaseUrlError::Scheme } else { BaseUrlError::Incomplete });
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(BaseUrlError::Password);
    }
    if url.query().is_some() {
        return Err(BaseUrlError::Query);
    }
    if url.fragment().is_some() {
        return Err(BaseUrlError::Fragment);
    }
    let mut base = url.to_string();
    if !base.ends_with('/') {
        base.push('/');
    }
    Ok(base)
}

/// The help for an address that cannot be the one where a site stands.
pub fn help(text: &str, error: BaseUrlError) -> String {
    let url = match error {
        BaseUrlError::Incomplete if text.contains("://") => None,
        BaseUrlError::Incomplete => Url::parse(&format!("https://{}", text.trim_start_matches('/'))).ok(),
        BaseUrlError::Scheme | BaseUrlError::Disguise => None,
        _ => Url::parse(text).ok(),
    };
    let Some(mut url) = url.filter(Url::has_host) else {
        return "write a URL that starts with https://, such as `https://models.example.org/`".to_owned();
    };
    url.set_query(None);
    url.set_fragment(None);
    // An address with a host can have a user.
    let _ = (url.set_username(""), url.set_password(None));
    format!("write `{url}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_has_one_form() {
        for (text, expected) in [
            ("https://models.example.org", "https://models.example.org/"),
            ("HTTPS://Models.Example.org/A", "https://models.example.org/A/"),
            ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
            ("https://models.example.org:443/sub/", "https://models.example.org/sub/"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_no_path_can_be_added_to_is_no_base() {
        for (text, why, help) in [
            ("models.example.org", BaseUrlError::Incomplete, "write `https://models.example.org/`"),
            ("models.example.org:8080", BaseUrlError::Incomplete, "write `https://models.example.org:8080/`"),
            ("//models.example.org", BaseUrlError::Incomplete, "write `https://models.example.org/`"),
            ("https://a.example/?q=1", BaseUrlError::Query, "write `https://a.example/`"),
            ("https://a.example/#top", BaseUrlError::Fragment, "write `https://a.example/`"),
            ("https://me:secret@a.example/x", BaseUrlError::Password, "write `https://a.example/x`"),
        ] {
            assert_eq!(read(text), Err(why), "{text}");
            assert_eq!(super::help(text, why), help, "{text}");
        }
        for text in ["https://x.example:99999/", "https://", "https://a b.example/"] {
            assert_eq!(read(text), Err(BaseUrlError::Incomplete), "{text}");
            assert!(super::help(text, BaseUrlError::Incomplete).starts_with("write a URL"), "{text}");
        }
        assert_eq!(read("ftp://a.example/"), Err(BaseUrlError::Scheme));
        assert_eq!(read("https://evil.example\\@a.example/"), Err(BaseUrlError::Disguise));
        assert_eq!(read("https://a.example/\u{200b}"), Err(BaseUrlError::Disguise));
    }
}

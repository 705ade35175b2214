//! What a request's path asks for. Answers are looked up among the planned paths, so that nothing here touches the disk.

use percent_encoding::percent_decode_str;

/// The path below the site's root that a request asks for: decoded once, without the base path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum RequestPath {
    /// A path below the root; empty for the root itself.
    Below(String),
    /// An address outside of the base path that leads to the site: the host's root, or the base without its slash.
    Root,
    /// Nothing that the site could hold.
    Nothing,
}

/// Reads the path of a request. The base begins and ends with a slash.
pub(super) fn parse_path(path: &str, base: &str) -> RequestPath {
    if base != "/" && (path == "/" || Some(path) == base.strip_suffix('/')) {
        return RequestPath::Root;
    }
    let Some(below) = path.strip_prefix(base) else { return RequestPath::Nothing };
    match percent_decode_str(below).decode_utf8() {
        Ok(decoded) if is_plain(&decoded) => RequestPath::Below(decoded.into_owned()),
        _ => RequestPath::Nothing,
    }
}

/// Whether a decoded path has only parts that a planned path can have.
fn is_plain(path: &str) -> bool {
    let has_strange = path.chars().any(|letter| letter.is_control() || letter == '\\');
    let parts = path.strip_suffix('/').unwrap_or(path).split('/');
    !has_strange && (path.is_empty() || parts.into_iter().all(|part| !matches!(part, "" | "." | "..")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_decoded_once_and_loses_its_base() {
        assert_eq!(parse_path("/", "/"), RequestPath::Below(String::new()));
        assert_eq!(parse_path("/models/a%2Bb/", "/"), RequestPath::Below("models/a+b/".to_owned()));
        assert_eq!(parse_path("/m/models/", "/m/"), RequestPath::Below("models/".to_owned()));
        assert_eq!(parse_path("/", "/m/"), RequestPath::Root);
        assert_eq!(parse_path("/m", "/m/"), RequestPath::Root);
        assert_eq!(parse_path("/models/", "/m/"), RequestPath::Nothing);
        assert_eq!(parse_path("/%252e%252e/x", "/"), RequestPath::Below("%2e%2e/x".to_owned()));
    }

    #[test]
    fn no_path_climbs() {
        for path in [
            "/../x",
            "/a/../x",
            "/%2e%2e/x",
            "/%2E./x",
            "/..%2fx",
            "/a/..%5cx",
            "/a\\..\\x",
            "//etc/passwd",
            "/a//b",
            "/./a",
            "/a%00b",
            "/a%0ab",
            "/%ff",
            "/a/..",
        ] {
            assert_eq!(parse_path(path, "/"), RequestPath::Nothing, "{path}");
        }
    }
}

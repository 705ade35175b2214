//! What a request's path asks for. Answers are looked up among the planned paths, so that nothing here touches the disk.

use percent_encoding::percent_decode_str;

/// The path below the site's root that a request asks for: decoded once, without the base path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A path below the root; empty for the root itself.
    Below(String),
    /// An address outside of the base path that leads to the site: the host's root, or the base without its slash.
    Root,
    /// Nothing that the site could hold.
    Nothing,
}

/// Reads the path of a request. The base begins and ends with a slash.
pub(super) fn asked(path: &str, base: &str) -> Asked {
    if base != "/" && (path == "/" || Some(path) == base.strip_suffix('/')) {
        return Asked::Root;
    }
    let Some(below) = path.strip_prefix(base) else { return Asked::Nothing };
    match percent_decode_str(below).decode_utf8() {
        Ok(decoded) if is_plain(&decoded) => Asked::Below(decoded.into_owned()),
        _ => Asked::Nothing,
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
        assert_eq!(asked("/", "/"), Asked::Below(String::new()));
        assert_eq!(asked("/models/a%2Bb/", "/"), Asked::Below("models/a+b/".to_owned()));
        assert_eq!(asked("/m/models/", "/m/"), Asked::Below("models/".to_owned()));
        assert_eq!(asked("/", "/m/"), Asked::Root);
        assert_eq!(asked("/m", "/m/"), Asked::Root);
        assert_eq!(asked("/models/", "/m/"), Asked::Nothing);
        assert_eq!(asked("/%252e%252e/x", "/"), Asked::Below("%2e%2e/x".to_owned()));
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
            assert_eq!(asked(path, "/"), Asked::Nothing, "{path}");
        }
    }
}

//! Links that open a place of a file in an editor.

use std::fmt::Write as _;
use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is in the path of an address.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// An address with `{path}`, `{line}` and `{column}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor(String);

/// The editors that are known by name.
const KNOWN: [(&str, &str); 6] = [
    ("vscode", "vscode://file/{path}:{line}:{column}"),
    ("vscodium", "vscodium://file/{path}:{line}:{column}"),
    ("cursor", "cursor://file/{path}:{line}:{column}"),
    ("zed", "zed://file/{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file://{path}&line={line}&column={column}"),
];

impl std::str::FromStr for Editor {
    type Err = String;

    /// Reads the name of an editor, or an address with `{path}`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some((_, address)) = KNOWN.iter().find(|(name, _)| *name == text) {
            return Ok(Self((*address).to_owned()));
        }
        let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        let is_scheme = |scheme: &String| {
            scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
                && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter))
                && !matches!(scheme.as_str(), "javascript" | "data" | "vbscript" | "blob")
        };
        if scheme.as_ref().is_some_and(is_scheme) && text.contains("{path}") {
            return Ok(Self(text.to_owned()));
        }
        let names: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
        let mut message = String::from("it is one of ");
        let _ = write!(message, "{}, or a URL such as `{}`", names.join(", "), KNOWN[0].1);
        Err(message)
    }
}

impl Editor {
    /// The address that opens a place.
    pub(super) fn link(&self, file: &Path, line: u32, column: u32) -> String {
        let path = file.to_string_lossy();
        let path = utf8_percent_encode(&path, PATH).to_string();
        // `vscode://file//home` would be a host and an empty part.
        let template =
            if path.starts_with('/') { self.0.replace("file/{path}", "file{path}") } else { self.0.clone() };
        template
            .replace("{line}", &line.to_string())
            .replace("{column}", &column.to_string())
            .replace("{path}", &path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_opens_in_the_editor_that_was_named() {
        let editor: Editor = "vscode".parse().unwrap();
        let link = editor.link(Path::new("/home/a b/{line}.toml"), 3, 7);
        assert_eq!(link, "vscode://file/home/a%20b/%7Bline%7D.toml:3:7");
        let own: Editor = "x-edit://open?f={path}&l={line}".parse().unwrap();
        assert_eq!(own.link(Path::new("/a.toml"), 3, 7), "x-edit://open?f=/a.toml&l=3");
    }

    #[test]
    fn what_is_no_editor_is_refused() {
        for text in ["emacs?", "javascript:alert('{path}')", "vscode://file/", "{path}", ""] {
            assert!(text.parse::<Editor>().is_err(), "{text}");
        }
    }
}

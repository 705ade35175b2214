//! The files that are written beside the pages, with fingerprints in their names.

use std::sync::Arc;

/// A file that is written beside the pages.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// Its path below the site's root.
    pub path: String,
    /// Where it comes from, for messages.
    pub source: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// Collects the files that are written beside the pages, and returns their paths.
pub(super) struct FileList<'a> {
    files: &'a mut Vec<ThemeFile>,
}

impl<'a> FileList<'a> {
    pub(super) fn new(files: &'a mut Vec<ThemeFile>) -> Self {
        Self { files }
    }

    /// Adds a file in `assets/`, with a fingerprint in its name.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> String {
        let file = name.rsplit('/').next().unwrap_or(name);
        self.add_at(name, &format!("assets/{}", with_fingerprint(file, bytes)), bytes)
    }

    /// Adds a file at a given path.
    pub(super) fn add_at(&mut self, name: &str, path: &str, bytes: &[u8]) -> String {
        let file = ThemeFile { path: path.to_owned(), source: format!("static/{name}"), bytes: bytes.into() };
        self.files.push(file);
        path.to_owned()
    }
}

/// Puts twelve hexadecimal digits of the content's hash before the extension of a path: `site.0f3a….css`.
pub(super) fn with_fingerprint(path: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let (stem, extension) = path.rsplit_once('.').unwrap_or((path, "bin"));
    format!("{stem}.{}.{extension}", &hash[..12])
}

//! Output paths: where a record's page stands, on every disk and every host.

use std::fmt;

/// A page's place below the site's root, without a leading slash: `models/openai/gpt-4o-mini/`, or `404.html`. The home page is the empty route.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

/// Why an id cannot be a path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RouteError {
    /// Nothing is left of the id, or of one part of it.
    #[error("a part of the id is empty")]
    Empty,
    /// `.` or `..` as a part, also percent-encoded.
    #[error("`{0}` would leave its folder")]
    Leaves(String),
    /// A name that Windows keeps for devices.
    #[error("`{0}` is a reserved name on Windows")]
    Reserved(String),
    /// A trailing dot or space, which Windows drops.
    #[error("`{0}` ends in a dot or a space, which Windows drops")]
    Trailing(String),
    /// A control character.
    #[error("the id holds a control character")]
    Control,
    /// Longer than file systems or archives take.
    #[error("the id is longer than {MAX_PART} bytes in one part or {MAX_ID} in all")]
    TooLong,
}

const MAX_PART: usize = 100;
const MAX_ID: usize = 180;

/// Parts that lists and twins use beside a record's page.
const TAKEN: [&str; 5] = ["page", "index.html", "index.json", "index.md", "og.png"];

/// Maps an id to its path, of `a-z 0-9 . _ - /` only: lower case, every other character becomes `-`.
///
/// A part that equals `page`, `index.html`, `index.json`, `index.md` or `og.png` gets a trailing `-`.
/// Names that no file system or host takes alike are errors, never a strange file.
pub fn path_of(id: &str) -> Result<String, RouteError> {
    if id.chars().any(char::is_control) {
        return Err(RouteError::Control);
    }
    let parts: Vec<String> = id.split('/').map(part).collect::<Result<_, _>>()?;
    let path = parts.join("/");
    if path.len() > MAX_ID { Err(RouteError::TooLong) } else { Ok(path) }
}

fn part(part: &str) -> Result<String, RouteError> {
    let decoded = percent_encoding::percent_decode_str(part).decode_utf8_lossy();
    if part.is_empty() {
        return Err(RouteError::Empty);
    }
    if matches!(&*decoded, "." | "..") {
        return Err(RouteError::Leaves(part.to_owned()));
    }
    if part.ends_with(['.', ' ']) {
        return Err(RouteError::Trailing(part.to_owned()));
    }
    let mut mapped: String = part.chars().map(safe).collect();
    if mapped.len() > MAX_PART {
        return Err(RouteError::TooLong);
    }
    if is_reserved(&mapped) {
        return Err(RouteError::Reserved(part.to_owned()));
    }
    if TAKEN.contains(&mapped.as_str()) {
        mapped.push('-');
    }
    Ok(mapped)
}

fn safe(c: char) -> char {
    let lower = c.to_ascii_lowercase();
    if lower.is_ascii_lowercase() || lower.is_ascii_digit() || matches!(lower, '.' | '_' | '-') {
        lower
    } else {
        '-'
    }
}

/// Whether Windows keeps the name for a device, with any extension.
fn is_reserved(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part);
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|n| n.len() == 1 && n != "0" && n.as_bytes()[0].is_ascii_digit())
    };
    matches!(stem, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

impl Route {
    /// The home page.
    pub fn home() -> Self {
        Self(String::new())
    }

    /// A page in its own folder: `Route::folder("models/openai")` is `models/openai/`.
    pub fn folder(path: impl fmt::Display) -> Self {
        Self(format!("{path}/"))
    }

    /// The list of all models.
    pub fn models() -> Self {
        Self("models/".to_owned())
    }

    /// The list of all authors.
    pub fn authors() -> Self {
        Self("authors/".to_owned())
    }

    /// The list of all providers.
    pub fn providers() -> Self {
        Self("providers/".to_owned())
    }

    /// The list of all capabilities.
    pub fn capabilities() -> Self {
        Self("capabilities/".to_owned())
    }

    /// The models with one capability, by its slug: `capabilities/vision/`.
    pub fn capability(slug: &str) -> Self {
        Self(format!("capabilities/{slug}/"))
    }

    /// The list of all types.
    pub fn types() -> Self {
        Self("types/".to_owned())
    }

    /// The models of one type, by its word: `types/embedding/`.
    pub fn kind(word: &str) -> Self {
        Self(format!("types/{word}/"))
    }

    /// The list of all tags.
    pub fn tags() -> Self {
        Self("tags/".to_owned())
    }

    /// The models with one tag, by its slug: `tags/multimodal/`.
    pub fn tag(slug: &str) -> Self {
        Self(format!("tags/{slug}/"))
    }

    /// The charts of all models.
    pub fn charts() -> Self {
        Self("charts/".to_owned())
    }

    /// The list of what ends or has ended.
    pub fn deprecations() -> Self {
        Self("deprecations/".to_owned())
    }

    /// The list of what changed.
    pub fn changes() -> Self {
        Self("changes/".to_owned())
    }

    /// The page on the data.
    pub fn about() -> Self {
        Self("about/".to_owned())
    }

    /// The page that answers for every path that is not there.
    pub fn missing() -> Self {
        Self("404.html".to_owned())
    }

    /// A part of a data file, from 1: `data/search.json`, `data/search-2.json`.
    pub fn data(name: &str, part: usize) -> Self {
        Self(if part <= 1 { format!("data/{name}.json") } else { format!("data/{name}-{part}.json") })
    }

    /// The page on which readers compare what they choose.
    pub fn compare() -> Self {
        Self("compare/".to_owned())
    }

    /// A comparison that the settings name, by the path of its name: `compare/small-models/`.
    pub fn comparison(slug: &str) -> Self {
        Self(format!("compare/{slug}/"))
    }

    /// A file beside the page that stands here: `models/openai/gpt-4o-mini/index.json`.
    #[must_use]
    pub fn beside(&self, file: &str) -> Self {
        Self(format!("{}{file}", self.0))
    }

    /// A single file: `404.html`.
    pub fn file_at(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The route of page `number` of a list that stands here; page 1 is the list itself.
    #[must_use]
    pub fn page(&self, number: usize) -> Self {
        if number <= 1 { self.clone() } else { Self(format!("{}page/{number}/", self.0)) }
    }

    /// The route as links write it after the site's root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that answers this route.
    pub fn file(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') {
            format!("{}index.html", self.0)
        } else {
            self.0.clone()
        }
    }

    /// The way from this page back to the site's root: `../../../`, or `./` at the root itself.
    pub fn to_root(&self) -> String {
        match self.0.matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_become_portable_paths() {
        let cases = [
            ("openai/gpt-4o-mini", "openai/gpt-4o-mini"),
            ("MiniMax-M2", "minimax-m2"),
            ("claude-3.5-haiku", "claude-3.5-haiku"),
            ("anthropic.claude-v2:1", "anthropic.claude-v2-1"),
            ("@cf/meta/llama~3+x", "-cf/meta/llama-3-x"),
            ("page", "page-"),
            ("a/index.html", "a/index.html-"),
            ("modèle", "mod-le"),
        ];
        for (id, path) in cases {
            assert_eq!(path_of(id).as_deref(), Ok(path), "{id}");
        }
    }

    #[test]
    fn strange_names_are_errors() {
        for id in [
            "..", "a/../b", "%2e%2e/x", "a//b", "/a", "a/", "", "con", "NUL.txt", "com1", "x.", "x ", "a\0b",
            "a\nb",
        ] {
            assert!(path_of(id).is_err(), "{id:?}");
        }
        assert_eq!(path_of(&"x".repeat(300)), Err(RouteError::TooLong));
    }

    #[test]
    fn a_page_knows_the_way_back() {
        assert_eq!(Route::folder("models/openai/gpt-4o").to_root(), "../../../");
        assert_eq!(Route::home().to_root(), "./");
        assert_eq!(Route::home().file(), "index.html");
        assert_eq!(Route::folder("models").page(2).file(), "models/page/2/index.html");
    }

    #[test]
    fn lists_stand_beside_the_records() {
        assert_eq!(Route::models().page(3).as_str(), "models/page/3/");
        assert_eq!(Route::capability("tool-calling").as_str(), "capabilities/tool-calling/");
        assert_eq!(Route::missing().file(), "404.html");
    }

    proptest! {
        #[test]
        fn every_path_is_portable(id in "\\PC{1,60}") {
            if let Ok(path) = path_of(&id) {
                let is_portable = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-/".contains(c);
                prop_assert!(path.chars().all(is_portable));
                prop_assert!(path.split('/').all(|part| !part.is_empty() && part != "." && part != ".."));
            }
        }
    }
}

//! Output paths that work on every file system and every host.

use std::fmt;

/// The path of a page below the site's root, without a leading slash: `models/openai/gpt-4o-mini/`, or `404.html`. The home page is the empty route.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

/// Why an id cannot be a path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RouteError {
    /// The id, or one segment of it, is empty.
    #[error("a part of the ID is empty")]
    Empty,
    /// `.` or `..` as a segment, also percent-encoded.
    #[error("`{0}` would leave its folder")]
    Leaves(String),
    /// A control character.
    #[error("the ID contains a control character")]
    Control,
}

const MAX_SEGMENT: usize = 100;
const MAX_ID: usize = 180;

/// Segments that lists, data files and images use beside a record's page.
const TAKEN: [&str; 6] = ["page", "index.html", "index.json", "index.md", "og.png", "logo.svg"];

/// Maps an id to its path, of `a-z 0-9 . _ - /` only: lower case, every other ASCII character becomes `-`.
///
/// A segment that equals `page`, `index.html`, `index.json`, `index-2.json`, `index.md`, `og.png` or `logo.svg` gets a trailing `-`. A segment
/// that would lose letters or that a disk refuses keeps what is portable and gets `-` and a [`mark`]: one with characters beyond
/// ASCII, without a letter or digit, with a name that Windows reserves, with a dot or space at its end, and one that is too long.
///
/// # Errors
/// If a part of the ID is empty, leaves its folder or holds a control character.
pub fn path_of(id: &str) -> Result<String, RouteError> {
    if id.chars().any(char::is_control) {
        return Err(RouteError::Control);
    }
    let mut path = String::with_capacity(id.len());
    let mut end = 0;
    for part in id.split('/') {
        end += part.len();
        if !path.is_empty() {
            path.push('/');
        }
        // A folder is marked by the id up to it, so that the ids in it share it.
        path.push_str(&to_segment(part, &id[..end])?);
        end += 1;
    }
    Ok(if path.len() > MAX_ID { with_mark(&path, id) } else { path })
}

/// The part of a model's id below its author: `gpt-4o` of `openai/gpt-4o`. Since paths have no case, that of the author plays no part.
pub fn below_author<'a>(id: &'a str, author: &str) -> &'a str {
    let start = id.get(..author.len()).filter(|start| start.eq_ignore_ascii_case(author));
    start.and_then(|start| id[start.len()..].strip_prefix('/')).unwrap_or(id)
}

/// The mark that tells ids with the same portable characters apart: six hexadecimal digits of a hash of the exact id.
pub fn mark(id: &str) -> String {
    blake3::hash(id.as_bytes()).to_hex()[..6].to_owned()
}

/// A path with the [`mark`] of an id behind it. A path that has no room for it is cut.
pub fn with_mark(path: &str, id: &str) -> String {
    let room = |most: usize, length: usize| (length + MARK_LENGTH).saturating_sub(most);
    let last = path.rsplit('/').next().unwrap_or(path);
    let excess = room(MAX_ID, path.len()).max(room(MAX_SEGMENT, last.len()));
    let path = path[..path.len() - excess].trim_end_matches(['-', '.', '/']);
    if path.is_empty() { mark(id) } else { format!("{path}-{}", mark(id)) }
}

/// The bytes of a mark and its `-`.
const MARK_LENGTH: usize = 7;

fn to_segment(part: &str, id: &str) -> Result<String, RouteError> {
    let decoded = percent_encoding::percent_decode_str(part).decode_utf8_lossy();
    if part.is_empty() {
        return Err(RouteError::Empty);
    }
    if matches!(&*decoded, "." | "..") {
        return Err(RouteError::Leaves(part.to_owned()));
    }
    if !part.is_ascii() {
        return Ok(with_mark(&ascii_rest(part), id));
    }
    let mut segment: String = part.chars().map(to_portable).collect();
    let is_lossy = segment != part && !segment.bytes().any(|byte| byte.is_ascii_alphanumeric());
    if is_lossy || part.ends_with(['.', ' ']) {
        return Ok(with_mark(&segment, id));
    }
    if is_reserved(&segment) {
        // An extension does not make the name free.
        return Ok(with_mark(&segment.replace('.', "-"), id));
    }
    if TAKEN.contains(&segment.as_str()) || is_part_of_list(&segment) {
        segment.push('-');
    }
    Ok(fit(segment, id))
}

/// Whether it is the name of a further part of a list as JSON: `index-2.json`.
fn is_part_of_list(segment: &str) -> bool {
    let number = segment.strip_prefix("index-").and_then(|rest| rest.strip_suffix(".json"));
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A segment that disks take: one that is too long is cut and marked.
fn fit(segment: String, id: &str) -> String {
    if segment.len() > MAX_SEGMENT { with_mark(&segment, id) } else { segment }
}

/// The ASCII characters of a text in their portable form, with one `-` for each run of others.
fn ascii_rest(text: &str) -> String {
    let runs = text.split(|c: char| !c.is_ascii()).filter(|run| !run.is_empty());
    let runs = runs.map(|run| run.chars().map(to_portable).collect::<String>());
    let runs = runs.map(|run| run.trim_matches('-').to_owned()).filter(|run| !run.is_empty());
    runs.collect::<Vec<_>>().join("-")
}

fn to_portable(c: char) -> char {
    let lower = c.to_ascii_lowercase();
    if lower.is_ascii_lowercase() || lower.is_ascii_digit() || matches!(lower, '.' | '_' | '-') {
        lower
    } else {
        '-'
    }
}

/// Whether Windows reserves the name for a device, with any extension: `con`, `com1`, `lpt9.txt`.
fn is_reserved(segment: &str) -> bool {
    let stem = segment.split('.').next().unwrap_or(segment);
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    matches!(stem, "con" | "prn" | "aux" | "nul") || matches!(port.map(str::as_bytes), Some([b'1'..=b'9']))
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

    /// The last folder of a path: `openai` of `models/openai/`.
    pub fn last_folder(&self) -> &str {
        self.0.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
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

    /// The list of deprecated and retired models.
    pub fn deprecations() -> Self {
        Self("deprecations/".to_owned())
    }

    /// The list of changes to the catalog.
    pub fn changes() -> Self {
        Self("changes/".to_owned())
    }

    /// The page about the data: sources, methods, terms.
    pub fn about() -> Self {
        Self("about/".to_owned())
    }

    /// The page that a host serves for paths that do not exist.
    pub fn not_found() -> Self {
        Self("404.html".to_owned())
    }

    /// A part of a data file, from 1: `data/search.json`, `data/search-2.json`.
    pub fn data(name: &str, part: usize) -> Self {
        Self(if part <= 1 { format!("data/{name}.json") } else { format!("data/{name}-{part}.json") })
    }

    /// The page on which readers choose models to compare.
    pub fn compare() -> Self {
        Self("compare/".to_owned())
    }

    /// The page of all offers of the model at a route.
    pub fn offers_of(model: &Self) -> Self {
        Self::folder(format_args!("{model}offers"))
    }

    /// A comparison from the settings, by its slug: `compare/small-models/`.
    pub fn comparison(slug: &str) -> Self {
        Self(format!("compare/{slug}/"))
    }

    /// A file beside this page: `models/openai/gpt-4o-mini/index.json`.
    #[must_use]
    pub fn beside(&self, file: &str) -> Self {
        Self(format!("{}{file}", self.0))
    }

    /// A single file: `404.html`.
    pub fn file_at(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The route of page `number` of this list, from 1; page 1 is the list itself.
    #[must_use]
    pub fn page(&self, number: usize) -> Self {
        if number <= 1 { self.clone() } else { Self(format!("{}page/{number}/", self.0)) }
    }

    /// The route as text, to follow the site's root in a link.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of the file that a host serves for this route.
    pub fn file(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') {
            format!("{}index.html", self.0)
        } else {
            self.0.clone()
        }
    }

    /// The relative path from this page to the site's root: `../../../`, or `./` at the root itself.
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
            ("logo.svg", "logo.svg-"),
            ("index-2.json", "index-2.json-"),
        ];
        for (id, path) in cases {
            assert_eq!(path_of(id).as_deref(), Ok(path), "{id}");
        }
    }

    #[test]
    fn an_id_that_loses_letters_or_that_disks_refuse_keeps_the_rest_with_a_mark() {
        let cases = [
            ("modèle", "mod-le-"),
            ("通义-7b", "7b-"),
            ("qwen-通义-max", "qwen-max-"),
            ("模型", ""),
            ("::", ""),
            ("con", "con-"),
            ("NUL.txt", "nul-txt-"),
            ("x.", "x-"),
            ("x ", "x-"),
        ];
        for (id, rest) in cases {
            assert_eq!(path_of(id), Ok(format!("{rest}{}", mark(id))), "{id}");
        }
        assert_eq!(path_of("通义/a"), Ok(format!("{}/a", mark("通义"))));
        assert_eq!(path_of(&"x".repeat(300)).unwrap().len(), MAX_SEGMENT);
        assert_eq!(mark("modèle"), "c60ff5");
    }

    #[test]
    fn strange_names_are_errors() {
        for id in ["..", "a/../b", "%2e%2e/x", "a//b", "/a", "a/", "", "a\0b", "a\nb"] {
            assert!(path_of(id).is_err(), "{id:?}");
        }
    }

    #[test]
    fn ids_that_differ_keep_different_paths_where_letters_are_lost_or_cut() {
        let long = "x".repeat(300);
        let deep = "a/".repeat(150) + "a";
        let pairs = [
            ("模型".to_owned(), "型模".to_owned()),
            ("modèle".to_owned(), "modéle".to_owned()),
            (long.clone(), long + "x"),
            (deep.clone(), deep + "b"),
            ("con".to_owned(), "CON.txt".to_owned()),
        ];
        for (one, other) in pairs {
            assert_ne!(path_of(&one).unwrap(), path_of(&other).unwrap(), "{one}");
        }
        let [one, other] = ["通义/a", "通义/b"].map(|id| path_of(id).unwrap());
        assert_eq!(one.split_once('/').unwrap().0, other.split_once('/').unwrap().0);
    }

    #[test]
    fn a_page_knows_the_way_back() {
        assert_eq!(Route::folder("models/openai/gpt-4o").to_root(), "../../../");
        assert_eq!(Route::home().to_root(), "./");
        assert_eq!(Route::home().file(), "index.html");
        assert_eq!(Route::folder("models").page(2).file(), "models/page/2/index.html");
    }

    #[test]
    fn lists_are_beside_the_records() {
        assert_eq!(Route::models().page(3).as_str(), "models/page/3/");
        assert_eq!(Route::capability("tool-calling").as_str(), "capabilities/tool-calling/");
        assert_eq!(Route::not_found().file(), "404.html");
    }

    proptest! {
        #[test]
        fn every_path_is_portable(id in "\\PC{1,60}") {
            if let Ok(path) = path_of(&id) {
                let is_portable = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-/".contains(c);
                prop_assert!(path.chars().all(is_portable));
                prop_assert!(path.split('/').all(|part| !part.is_empty() && part != "." && part != ".."));
                prop_assert!(path.split('/').all(|part| !is_reserved(part) && !part.ends_with('.')));
                prop_assert!(path.len() <= MAX_ID && path.split('/').all(|part| part.len() <= MAX_SEGMENT));
            }
        }
    }
}

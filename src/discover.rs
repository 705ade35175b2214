//! The only reader of the input tree: a folder in, sorted paths and bytes out, nothing judged. What it skips it reports,
//! so nothing vanishes silently. The next stage is `parse`.

mod update;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diag::{Code, Level};

/// What a site consists of: paths relative to it with `/` between folders, each list in the order of its paths.
#[derive(Debug, Default)]
pub struct Sources {
    /// `site.toml`, where there is one.
    pub site: Option<SourceFile>,
    /// TOML files below `models/` and `providers/`.
    pub records: Vec<SourceFile>,
    /// Logos: `models/<author>/logo.svg`, `labs/<author>/logo.svg`, `providers/<provider>/logo.svg`.
    pub logos: Vec<SourceFile>,
    /// Markdown files below `pages/`.
    pub pages: Vec<SourceFile>,
    /// Files below `templates/`.
    pub templates: Vec<SourceFile>,
    /// Files below `static/`.
    pub statics: Vec<SourceFile>,
    /// JSON files below `changes/`: what `modelpress diff` wrote.
    pub changes: Vec<SourceFile>,
    /// What was not read, and why.
    pub skipped: Vec<Skipped>,
    /// Whether there is a `providers/` folder.
    pub has_providers: bool,
    /// The links that were followed, to read them again when their targets change.
    pub linked: Vec<String>,
}

impl Sources {
    /// A hash of everything that was read, and of what was not and why.
    pub fn hash(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        let mut add = |part: &[u8]| {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        };
        let lists = [&self.records, &self.logos, &self.pages, &self.templates, &self.statics, &self.changes];
        for list in std::iter::once(self.site.as_slice()).chain(lists.map(Vec::as_slice)) {
            add(&(list.len() as u64).to_le_bytes());
            for file in list {
                add(file.path.as_bytes());
                add(&file.bytes);
            }
        }
        for skipped in &self.skipped {
            add(skipped.path.as_bytes());
            add(skipped.message.as_bytes());
        }
        add(&[u8::from(self.has_providers)]);
        hasher.finalize()
    }
}

/// A file and its bytes.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path below the site.
    pub path: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A file that was not read.
#[derive(Debug, Clone)]
pub struct Skipped {
    /// The path below the site.
    pub path: String,
    /// Why.
    pub code: &'static Code,
    /// Why, in words.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// Why a site cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum DiscoverError {
    /// The folder is not there, or is none.
    #[error("failed to read the site `{}`: {source}", path.display())]
    NoSite {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is neither a `models/` nor a `providers/` folder.
    #[error("`{}` has no `models` folder; a site is a folder with `models/<author>/<id>.toml` in it", .0.display())]
    NoModels(PathBuf),
}

/// The folders that are read, whole.
pub const FOLDERS: [&str; 7] = ["changes", "labs", "models", "pages", "providers", "static", "templates"];

/// The settings, beside the folders.
pub const SETTINGS: &str = "site.toml";

/// The largest TOML file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// A link to nothing.
pub static DANGLING_LINK: Code = Code::lint(
    "dangling-link",
    Level::Warn,
    Level::Warn,
    "A symbolic link leads to nothing.",
    "The record that it stands for is not on the site.",
    "x.toml -> ../gone/x.toml",
    "x.toml -> ../there/x.toml",
);

/// A link out of the site.
pub static LINK_OUTSIDE: Code = Code::lint(
    "link-outside",
    Level::Warn,
    Level::Warn,
    "A symbolic link leads out of the site's folder.",
    "A catalogue is built from its own files alone: a link could publish any file of the machine that builds it.",
    "x.toml -> /etc/passwd",
    "x.toml -> ../acme/models/x.toml",
);

/// A model without an ending.
pub static NOT_TOML: Code = Code::lint(
    "not-toml",
    Level::Warn,
    Level::Warn,
    "A file looks like a model but does not end in `.toml`.",
    "It is not read.",
    "models/zhipuai/glm-4.5",
    "models/zhipuai/glm-4.5.toml",
);

/// A file of no use.
pub static STRAY_FILE: Code = Code::lint(
    "stray-file",
    Level::Hint,
    Level::Hint,
    "A file among the records or the pages is not read.",
    "Only `.toml` files and `logo.svg` belong among records, and `.md` files among pages.",
    "models/openai/prices.csv",
    "docs/prices.csv",
);

/// A file that cannot be read.
pub static UNREADABLE: Code = Code::error(
    "unreadable-file",
    "A file or folder cannot be read.",
    "What is in it would be missing from the site.",
    "models/openai/x.toml   # mode 000",
    "models/openai/x.toml   # mode 644",
);

/// A file that is too large.
pub static TOO_LARGE: Code = Code::error(
    "file-too-large",
    "A record is larger than 1 MiB.",
    "Records are a few kilobytes of text; this is something else.",
    "models/openai/x.toml   # 100 MB",
    "models/openai/x.toml   # 2 KB",
);

/// All codes of this stage.
pub static CODES: [&Code; 6] =
    [&DANGLING_LINK, &LINK_OUTSIDE, &NOT_TOML, &STRAY_FILE, &UNREADABLE, &TOO_LARGE];

/// Reads a site's folder.
///
/// # Errors
/// When the folder cannot be read, or holds no catalogue.
pub fn discover(root: &Path) -> Result<Sources, DiscoverError> {
    let sources = look(root)?;
    if !root.join("models").is_dir() && !sources.has_providers {
        return Err(DiscoverError::NoModels(root.to_owned()));
    }
    Ok(sources)
}

/// Reads a site's folder, which need not hold a catalogue yet.
///
/// # Errors
/// When the folder cannot be read.
pub fn look(root: &Path) -> Result<Sources, DiscoverError> {
    let no_site = |source| DiscoverError::NoSite { path: root.to_owned(), source };
    let canonical = root.canonicalize().map_err(no_site)?;
    fs::read_dir(&canonical).map_err(no_site)?;
    let mut sources = Sources { has_providers: canonical.join("providers").is_dir(), ..Sources::default() };
    let mut found = Vec::new();
    for folder in FOLDERS {
        let Walk { files, linked } = walk(&canonical, folder, &mut sources.skipped);
        found.extend(files);
        sources.linked.extend(linked);
    }
    found.extend(sources.settings(&canonical));
    sources.linked.sort();
    sources.read(&canonical, found);
    Ok(sources)
}

/// What a file is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Site,
    Record,
    Logo,
    Page,
    Template,
    Static,
    Changes,
    /// A file among the records that is neither; looked at, to tell what it may be.
    Stray,
}

impl Sources {
    /// The file of settings, where there is one. A link to it is kept in mind even where it leads to nothing yet.
    fn settings(&mut self, root: &Path) -> Option<(Role, String)> {
        let full = root.join(SETTINGS);
        if full.is_symlink() {
            self.linked.push(SETTINGS.to_owned());
        }
        full.exists().then(|| (Role::Site, SETTINGS.to_owned()))
    }

    /// Reads what was found and keeps it, each file in the list of its role.
    fn read(&mut self, root: &Path, found: Vec<(Role, String)>) {
        let read: Vec<_> = found.into_par_iter().map(|(role, path)| read(root, role, path)).collect();
        for outcome in read {
            match outcome {
                Ok((role, file)) => self.keep(role, file),
                Err(Some(skipped)) => self.skipped.push(skipped),
                Err(None) => {}
            }
        }
        self.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    }

    fn keep(&mut self, role: Role, file: SourceFile) {
        match role {
            Role::Site => self.site = Some(file),
            Role::Record => self.records.push(file),
            Role::Logo => self.logos.push(file),
            Role::Page => self.pages.push(file),
            Role::Template => self.templates.push(file),
            Role::Static => self.statics.push(file),
            Role::Changes => self.changes.push(file),
            Role::Stray => {}
        }
    }
}

/// What a walk found.
#[derive(Default)]
struct Walk {
    files: Vec<(Role, String)>,
    /// The links that were followed.
    linked: Vec<String>,
}

/// Lists the files of a folder in the order of their paths, following links that stay inside the site.
fn walk(root: &Path, folder: &str, skipped: &mut Vec<Skipped>) -> Walk {
    let start = root.join(folder);
    if start.is_dir() { walk_from(root, &start, skipped) } else { Walk::default() }
}

/// Lists what is at a path and below it, be it a folder or a single file.
fn walk_from(root: &Path, start: &Path, skipped: &mut Vec<Skipped>) -> Walk {
    let mut walk = Walk::default();
    let mut outside = Vec::new();
    let walker = WalkDir::new(start).follow_links(true).sort_by_file_name().into_iter();
    for entry in
        walker.filter_entry(|entry| !is_hidden(root, entry) && stays_inside(root, entry, &mut outside))
    {
        if let Ok(entry) = &entry
            && entry.path_is_symlink()
        {
            walk.linked.push(relative(root, entry.path()));
        }
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if entry.file_type().is_file() => {
                let path = relative(root, entry.path());
                walk.files.push((role(&path), path));
            }
            Ok(entry) => skipped.push(skip(
                relative(root, entry.path()),
                &UNREADABLE,
                "is neither a file nor a folder",
            )),
            Err(error) => skipped.push(failed(root, &error)),
        }
    }
    skipped.extend(outside);
    walk
}

/// Files that systems and editors leave behind. Hosts want some hidden files, such as `.well-known`: `static/` keeps its own.
fn is_hidden(root: &Path, entry: &DirEntry) -> bool {
    let is_static = entry.path().strip_prefix(root).is_ok_and(|path| path.starts_with("static"));
    is_hidden_name(&entry.file_name().to_string_lossy(), is_static)
}

fn is_hidden_name(name: &str, is_static: bool) -> bool {
    name.starts_with('.') && (!is_static || matches!(name, ".git" | ".DS_Store"))
}

fn stays_inside(root: &Path, entry: &DirEntry, outside: &mut Vec<Skipped>) -> bool {
    if !entry.path_is_symlink() {
        return true;
    }
    let inside = entry.path().canonicalize().is_ok_and(|target| target.starts_with(root));
    if !inside {
        let path = relative(root, entry.path());
        let target = fs::read_link(entry.path()).unwrap_or_default();
        outside.push(skip(
            path,
            &LINK_OUTSIDE,
            format!("the link leads out of the site, to `{}`", target.display()),
        ));
    }
    inside
}

fn failed(root: &Path, error: &walkdir::Error) -> Skipped {
    let path = error.path().unwrap_or(root);
    let name = relative(root, path);
    if error.loop_ancestor().is_some() {
        return skip(name, &LINK_OUTSIDE, "the link leads back to a folder that it stands in");
    }
    match fs::read_link(path) {
        Ok(target) if !path.exists() => {
            let message = format!("the link leads to nothing: `{}` is not there", target.display());
            skip(name, &DANGLING_LINK, message)
        }
        _ => {
            let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
            skip(name, &UNREADABLE, format!("failed to read it: {why}"))
        }
    }
}

fn skip(path: String, code: &'static Code, message: impl Into<String>) -> Skipped {
    Skipped { path, code, message: message.into(), help: None }
}

fn relative(root: &Path, path: &Path) -> String {
    slashed(path.strip_prefix(root).unwrap_or(path))
}

fn slashed(below: &Path) -> String {
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn role(path: &str) -> Role {
    let name = path.rsplit('/').next().unwrap_or(path);
    if path.starts_with("templates/") {
        Role::Template
    } else if path.starts_with("static/") {
        Role::Static
    } else if path.starts_with("changes/") {
        if has_ending(name, "json") { Role::Changes } else { Role::Stray }
    } else if path.starts_with("pages/") {
        if has_ending(name, "md") { Role::Page } else { Role::Stray }
    } else if name == "logo.svg" {
        Role::Logo
    } else if has_ending(name, "toml") && !path.starts_with("labs/") {
        Role::Record
    } else {
        Role::Stray
    }
}

fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// Reads one file; a stray one is only looked at, and plain documents among the records are nobody's mistake.
fn read(root: &Path, role: Role, path: String) -> Result<(Role, SourceFile), Option<Skipped>> {
    let full = root.join(&path);
    if role == Role::Stray {
        return Err(stray(&full, path));
    }
    if path.contains(char::REPLACEMENT_CHARACTER) && !full.exists() {
        return Err(Some(skip(path, &UNREADABLE, "its name is not UTF-8")));
    }
    let cannot =
        |error: io::Error| Some(skip(path.clone(), &UNREADABLE, format!("failed to read it: {error}")));
    let size = fs::metadata(&full).map_err(cannot)?.len();
    if matches!(role, Role::Record | Role::Logo | Role::Page | Role::Site) && size > LARGEST {
        return Err(Some(skip(
            path,
            &TOO_LARGE,
            format!("the file has {size} bytes; {LARGEST} are read at most"),
        )));
    }
    let bytes = fs::read(&full).map_err(cannot)?;
    Ok((role, SourceFile { path, bytes }))
}

fn stray(full: &Path, path: String) -> Option<Skipped> {
    let name = path.rsplit('/').next().unwrap_or(&path);
    if path.starts_with("pages/") {
        let mut skipped = skip(path, &STRAY_FILE, "is not read");
        skipped.help = Some("pages are `.md` files; pictures and other files stand in `static`".to_owned());
        return Some(skipped);
    }
    let is_document =
        name.to_ascii_uppercase().starts_with("README") || has_ending(name, "md") || name == "LICENSE";
    if is_document || path.starts_with("labs/") {
        return None;
    }
    let is_small = fs::metadata(full).is_ok_and(|meta| meta.len() <= LARGEST);
    let text = is_small.then(|| fs::read_to_string(full).ok()).flatten().unwrap_or_default();
    let looks_like_a_model = text
        .parse::<toml::Table>()
        .is_ok_and(|table| table.contains_key("name") || table.contains_key("base_model"));
    Some(if looks_like_a_model {
        let mut skipped = skip(path.clone(), &NOT_TOML, "looks like a model, but is not read");
        skipped.help = Some(format!("rename it to `{name}.toml`"));
        skipped
    } else {
        skip(path, &STRAY_FILE, "is not read")
    })
}

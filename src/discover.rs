//! Reads the files of a site: from a folder to sorted paths and bytes, which are not checked yet. No other module reads
//! input files. Skipped files are reported. The next stage is `parse`.

mod file;
mod folder;
mod inventory;
mod near;
mod stat;
mod survey;
mod update;

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

pub use file::{ReadError, file_number, read_file};
pub use folder::{FOLDERS, Folder, SETTINGS, is_of_site, roots};
pub use inventory::Inventory;
pub use stat::{FileStat, FileTime};
pub use survey::{Survey, survey};

use crate::diag::{Code, Level};
use folder::{Others, Role, folder_of, has_extension, role};

/// The files of a site. Paths are relative to it, with `/` between folders, and each list is in the order of its paths.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// `site.toml`, if there is one.
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
    /// JSON files below `changes/`, which `modelpress diff` writes.
    pub changes: Vec<SourceFile>,
    /// The files that were not read, and why.
    pub skipped: Vec<Skipped>,
    /// Whether there is a `providers/` folder.
    pub has_providers: bool,
    /// The symbolic links that were followed, to read them again when their targets change.
    pub linked: Vec<String>,
}

impl Sources {
    /// The file of a record, an author or a provider.
    pub fn record(&self, path: &str) -> Option<&SourceFile> {
        self.find_record(path).ok().map(|at| &self.records[at])
    }

    /// Puts a file in the place of the one at its path among the records, or adds it.
    pub fn put_record(&mut self, file: SourceFile) {
        match self.find_record(&file.path) {
            Ok(at) => self.records[at] = file,
            Err(at) => self.records.insert(at, file),
        }
    }

    fn find_record(&self, path: &str) -> Result<usize, usize> {
        self.records.binary_search_by(|record| record.path.split('/').cmp(path.split('/')))
    }

    /// Whether there is a `site.toml`, even if it could not be read.
    pub fn has_settings(&self) -> bool {
        self.site.is_some() || self.skipped.iter().any(|skipped| skipped.path == SETTINGS)
    }

    /// Every list of files. This method and [`Self::lists_mut`] name every field, so that a new list cannot be forgotten.
    fn lists(&self) -> [&[SourceFile]; 7] {
        let Self {
            site,
            records,
            logos,
            pages,
            templates,
            statics,
            changes,
            skipped: _,
            has_providers: _,
            linked: _,
        } = self;
        [site.as_slice(), records, logos, pages, templates, statics, changes]
    }

    /// The settings and every list of files, to change them.
    fn lists_mut(&mut self) -> (&mut Option<SourceFile>, [&mut Vec<SourceFile>; 6]) {
        let Self {
            site,
            records,
            logos,
            pages,
            templates,
            statics,
            changes,
            skipped: _,
            has_providers: _,
            linked: _,
        } = self;
        (site, [records, logos, pages, templates, statics, changes])
    }
}

/// A file and its bytes.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path below the site.
    pub path: String,
    /// The bytes, which copies share.
    pub bytes: Bytes,
}

/// Returns a digest of the paths and bytes of files.
pub fn digest(files: &[SourceFile]) -> blake3::Hash {
    let of_bytes: Vec<blake3::Hash> = files.par_iter().map(|file| blake3::hash(&file.bytes)).collect();
    let mut hasher = blake3::Hasher::new();
    for (file, bytes) in files.iter().zip(of_bytes) {
        hasher.update(&(file.path.len() as u64).to_le_bytes());
        hasher.update(file.path.as_bytes()).update(bytes.as_bytes());
    }
    hasher.finalize()
}

/// A file that was not read.
#[derive(Debug, Clone)]
pub struct Skipped {
    /// The path below the site.
    pub path: String,
    /// The code of the diagnostic.
    pub code: &'static Code,
    /// The message of the diagnostic.
    pub message: String,
    /// The help of the diagnostic.
    pub help: Option<String>,
}

/// Why a site cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum DiscoverError {
    /// The folder does not exist or is not a folder.
    #[error("failed to read the site `{}`: {source}", path.display())]
    NoSite {
        /// The folder.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// There is neither a `models/` nor a `providers/` folder.
    #[error("`{}` has no `models` folder; a site is a folder that contains `models/<author>/<id>.toml`{}", path.display(), rename(near.as_deref()))]
    NoModels {
        /// The site's folder.
        path: PathBuf,
        /// A folder in it with nearly that name.
        near: Option<String>,
    },
}

/// What to do with a folder that has nearly the right name.
fn rename(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!("\nhelp: `{near}` has a similar name: rename it"))
}

/// A symbolic link whose target does not exist.
pub static DANGLING_LINK: Code = Code::lint(
    "dangling-link",
    Level::Warn,
    Level::Warn,
    "A symbolic link is broken.",
    "The record that it points to is missing from the site.",
    "x.toml -> ../gone/x.toml",
    "x.toml -> ../there/x.toml",
);

/// A symbolic link out of the site.
pub static LINK_OUTSIDE: Code = Code::lint(
    "link-outside",
    Level::Warn,
    Level::Warn,
    "A symbolic link points outside the site's folder, to a hidden file, to one of its own parent folders, or from one linked folder to another.",
    "A site is built only from its own visible files: a link could publish any file on the build machine, and links in linked folders could form an endless tree.",
    "x.toml -> /etc/passwd",
    "x.toml -> ../acme/models/x.toml",
);

/// A model without the extension `.toml`.
pub static NOT_TOML: Code = Code::lint(
    "not-toml",
    Level::Deny,
    Level::Warn,
    "A file looks like a model but does not end in `.toml`.",
    "It is ignored.",
    "models/zhipuai/glm-4.5",
    "models/zhipuai/glm-4.5.toml",
);

/// A file or folder whose name is nearly the right one.
pub static MISSPELLED_PATH: Code = Code::lint(
    "misspelled-path",
    Level::Deny,
    Level::Warn,
    "A file or folder has almost the name of one that modelpress reads.",
    "It is ignored, so a page, a logo or an author's facts would be missing from the site. Names are lower case, and folder names are plural.",
    "models/acme/authors.toml",
    "models/acme/author.toml",
);

/// A file that is not used.
pub static STRAY_FILE: Code = Code::lint(
    "stray-file",
    Level::Hint,
    Level::Hint,
    "A file next to records or pages is ignored.",
    "Only `.toml` files and `logo.svg` belong next to records, and `.md` files next to pages.",
    "models/openai/prices.csv",
    "docs/prices.csv",
);

/// A file that cannot be read.
pub static UNREADABLE: Code = Code::error(
    "unreadable-file",
    "A file or folder cannot be read.",
    "Its content would be missing from the site.",
    "models/openai/x.toml   # mode 000",
    "models/openai/x.toml   # mode 644",
);

/// A file that is too large.
pub static TOO_LARGE: Code = Code::record_error(
    "file-too-large",
    "A file is too large. The limit is 1 MiB, 16 MiB in `changes/` and 100 MiB in `static/`.",
    "Records, pages and templates are a few kilobytes of text, and all files are kept in memory.",
    "models/openai/x.toml   # 100 MB",
    "models/openai/x.toml   # 2 KB",
);

/// Settings that were not read.
pub static NO_SETTINGS: Code = Code::error(
    "unread-settings",
    "There is a `site.toml`, or a file that looks like one, but it cannot be used.",
    "Without its settings the site would have another name, other addresses, and the lint levels of a foreign tree.",
    "site.toml -> ../shared/site.toml",
    "site.toml   # a regular file in the site's folder",
);

/// All codes of this stage.
pub static CODES: [&Code; 8] = [
    &DANGLING_LINK,
    &LINK_OUTSIDE,
    &NOT_TOML,
    &MISSPELLED_PATH,
    &STRAY_FILE,
    &UNREADABLE,
    &TOO_LARGE,
    &NO_SETTINGS,
];

/// Reads a site's folder.
///
/// # Errors
/// If the folder cannot be read, or has neither `models` nor `providers`.
pub fn discover(root: &Path) -> Result<Sources, DiscoverError> {
    Ok(Survey::of_site(root)?.read())
}

/// Reads a site's folder, which need not have `models` or `providers` yet.
///
/// # Errors
/// If the folder cannot be read.
pub fn scan(root: &Path) -> Result<Sources, DiscoverError> {
    Ok(Survey::of_folder(root)?.read())
}

impl Sources {
    /// Reads the files that a walk found and adds each to the list of its role.
    fn read(&mut self, root: &Path, walk: Walk) {
        self.skipped.extend(walk.skipped);
        self.linked.extend(walk.linked);
        let results: Vec<_> = walk.files.into_par_iter().map(|(role, path)| read(root, role, path)).collect();
        for result in results {
            match result {
                Ok((role, file)) => self.add(role, file),
                Err(Some(skipped)) => self.skipped.push(skipped),
                Err(None) => {}
            }
        }
    }

    /// Adds what stands beside the folders, and puts all lists in order.
    fn complete(&mut self, surroundings: Surroundings) {
        self.has_providers = surroundings.has_providers;
        self.skipped.extend(surroundings.skipped);
        self.sort();
    }

    fn sort(&mut self) {
        for list in self.lists_mut().1 {
            list.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')));
        }
        self.skipped.sort_by(|a, b| a.path.cmp(&b.path));
        self.linked.sort();
        self.linked.dedup();
    }

    fn add(&mut self, role: Role, file: SourceFile) {
        match role {
            Role::Site => self.site = Some(file),
            Role::Record => self.records.push(file),
            Role::Logo => self.logos.push(file),
            Role::Page => self.pages.push(file),
            Role::Template => self.templates.push(file),
            Role::Static => self.statics.push(file),
            Role::Changes => self.changes.push(file),
            Role::Unknown => {}
        }
    }
}

/// What stands beside the folders of a site.
#[derive(Clone, Debug, Default)]
struct Surroundings {
    /// Whether there is a `providers/` folder.
    has_providers: bool,
    /// What has nearly the name of a folder or of the settings, and is not read.
    skipped: Vec<Skipped>,
}

impl Surroundings {
    fn of(root: &Path, has_settings: bool) -> Self {
        Self { has_providers: root.join("providers").is_dir(), skipped: near::beside(root, has_settings) }
    }
}

/// The result of walking through folders.
#[derive(Clone, Debug, Default)]
struct Walk {
    files: Vec<(Role, String)>,
    skipped: Vec<Skipped>,
    /// The symbolic links that were followed.
    linked: Vec<String>,
}

impl Walk {
    /// Lists the files at a path and below it.
    fn find(&mut self, root: &Path, path: &str) {
        let full = root.join(path);
        if full.symlink_metadata().is_err() || !is_reachable(root, &full) {
            return;
        }
        if path == SETTINGS {
            return self.find_settings(root, &full);
        }
        let is_folder = folder_of(path).is_some_and(|folder| folder.name == path);
        if is_read(path) && !(is_folder && full.exists() && !full.is_dir()) {
            self.walk(root, &full, usize::MAX);
        }
    }

    /// Lists the settings. Settings that exist but are not read are an error, since the site would be built without them.
    fn find_settings(&mut self, root: &Path, full: &Path) {
        let (skipped_before, files_before) = (self.skipped.len(), self.files.len());
        self.walk(root, full, 0);
        let has_error = self.skipped[skipped_before..].iter().any(|skipped| skipped.code.fixed);
        if self.files.len() == files_before && !has_error {
            let mut unread = skip(SETTINGS.to_owned(), &NO_SETTINGS, "the site's settings cannot be read");
            unread.help =
                Some(format!("make `{SETTINGS}` a regular file in the site's folder, or remove it"));
            self.skipped.push(unread);
        }
    }

    /// Lists the files at a path and up to `depth` folders below it, in the order of the paths, and follows symbolic links that stay
    /// inside the site.
    fn walk(&mut self, root: &Path, start: &Path, depth: usize) {
        let is_folder = depth > 0 && start.symlink_metadata().is_ok_and(|meta| meta.is_dir());
        let Some(inside) = is_folder.then(|| names(start)).flatten() else {
            return self.walk_alone(root, start, depth);
        };
        let parts = inside.into_par_iter().map(|name| {
            let mut part = Self::default();
            part.walk_alone(root, &start.join(name), depth);
            part
        });
        let parts: Vec<Self> = parts.collect();
        *self = parts.into_iter().fold(std::mem::take(self), Self::and);
    }

    /// Does the same on one thread.
    fn walk_alone(&mut self, root: &Path, start: &Path, depth: usize) {
        let mut outside = Vec::new();
        let walker = WalkDir::new(start).max_depth(depth).follow_links(true).sort_by_file_name().into_iter();
        for entry in
            walker.filter_entry(|entry| !is_hidden(root, entry) && stays_inside(root, entry, &mut outside))
        {
            if let Ok(entry) = &entry
                && entry.path_is_symlink()
            {
                self.linked.push(relative(root, entry.path()));
            }
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if entry.file_type().is_file() => {
                    let path = relative(root, entry.path());
                    self.files.push((role(&path), path));
                }
                Ok(entry) => self.skipped.push(skip(relative(root, entry.path()), &UNREADABLE, NO_FILE)),
                Err(error) => self.skipped.push(skip_error(root, &error)),
            }
        }
        self.skipped.extend(outside);
    }
}

/// The names of what is in a folder, in order, if all of it can be read.
fn names(folder: &Path) -> Option<Vec<OsString>> {
    let names = fs::read_dir(folder).ok()?.map(|entry| entry.map(|entry| entry.file_name()));
    let mut names: Vec<OsString> = names.collect::<io::Result<_>>().ok()?;
    names.sort_unstable();
    Some(names)
}

/// Whether a path can be reached from the site without leaving it.
fn is_reachable(root: &Path, full: &Path) -> bool {
    let above = full.parent().and_then(|above| above.canonicalize().ok());
    above.is_some_and(|above| above.starts_with(root))
}

/// Whether a path is in a folder of the table and not hidden.
fn is_read(path: &str) -> bool {
    folder_of(path).is_some() && !folder::is_hidden(path)
}

fn is_hidden(root: &Path, entry: &DirEntry) -> bool {
    folder::is_hidden(&relative(root, entry.path()))
}

/// Whether a link may be followed: to a place of the site that is not hidden, not to a folder that it stands in, and to a
/// folder only from folders that are no links. Otherwise a few links would make a tree without end, or publish what the
/// site does not show.
fn stays_inside(root: &Path, entry: &DirEntry, outside: &mut Vec<Skipped>) -> bool {
    if !entry.path_is_symlink() {
        return true;
    }
    let Ok(target) = entry.path().canonicalize() else { return true };
    let above = entry.path().parent().and_then(|above| above.canonicalize().ok());
    let shown = || fs::read_link(entry.path()).unwrap_or_default().display().to_string();
    let message = match target.strip_prefix(root) {
        Err(_) => format!("the link points outside the site, to `{}`", shown()),
        Ok(below) if folder::is_hidden(&with_slashes(below)) => {
            format!("the link points to a hidden file or folder, `{}`", shown())
        }
        Ok(_) if above.is_some_and(|above| above.starts_with(&target)) => LEADS_BACK.to_owned(),
        Ok(_) if target.is_dir() && is_behind_link(root, entry.path()) => {
            "the link points to a folder, and is inside a linked folder itself".to_owned()
        }
        Ok(_) => return true,
    };
    outside.push(skip(relative(root, entry.path()), &LINK_OUTSIDE, message));
    false
}

const LEADS_BACK: &str = "the link points to one of its own parent folders";

/// Whether a folder between one of the site's own folders and the path is a link.
fn is_behind_link(root: &Path, path: &Path) -> bool {
    let below = path.strip_prefix(root).unwrap_or(path);
    let depth = below.components().count().saturating_sub(2);
    path.ancestors().skip(1).take(depth).any(Path::is_symlink)
}

fn skip_error(root: &Path, error: &walkdir::Error) -> Skipped {
    let path = error.path().unwrap_or(root);
    let name = relative(root, path);
    if error.loop_ancestor().is_some() {
        return skip(name, &LINK_OUTSIDE, LEADS_BACK);
    }
    match fs::read_link(path) {
        Ok(target) if !path.exists() => {
            let message = format!("the link is broken: `{}` does not exist", target.display());
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
    with_slashes(path.strip_prefix(root).unwrap_or(path))
}

fn with_slashes(below: &Path) -> String {
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Reads one file. A stray file is not read but reported, unless it is a document.
///
/// # Errors
/// If the file is skipped, with the report on it if there is one.
fn read(root: &Path, role: Role, path: String) -> Result<(Role, SourceFile), Option<Skipped>> {
    let full = root.join(&path);
    if let Some(misspelled) = misspelled(&path).filter(|_| !is_backup(role, &path)) {
        return Err(Some(misspelled));
    }
    if role == Role::Unknown {
        return Err(skip_stray(&full, &path));
    }
    if path.contains(char::REPLACEMENT_CHARACTER) && !full.exists() {
        return Err(Some(skip(path, &UNREADABLE, "its name is not UTF-8")));
    }
    match read_file(&full, role.largest()) {
        Ok(bytes) => Ok((role, SourceFile { path, bytes: bytes.into() })),
        Err(error) => Err(Some(skip_unreadable(path, &error))),
    }
}

fn skip_unreadable(path: String, error: &ReadError) -> Skipped {
    match error {
        ReadError::System(error) => skip(path, &UNREADABLE, format!("failed to read it: {error}")),
        ReadError::NotRegular => skip(path, &UNREADABLE, NO_FILE),
        ReadError::TooLarge(_) => skip(path, &TOO_LARGE, error.to_string()),
    }
}

/// The message for pipes, sockets and devices.
const NO_FILE: &str = "is neither a file nor a folder";

/// Whether a file that is not read is a copy that an editor or git leaves.
fn is_backup(role: Role, path: &str) -> bool {
    role == Role::Unknown && near::is_backup(path.rsplit('/').next().unwrap_or(path))
}

/// The report on a file of an author, a provider or a logo under nearly its name.
fn misspelled(path: &str) -> Option<Skipped> {
    let (_, help) = near::record_file(path)?;
    let name = path.rsplit('/').next().unwrap_or(path);
    Some(Skipped {
        help: Some(help),
        ..skip(path.to_owned(), &MISSPELLED_PATH, format!("`{name}` is ignored"))
    })
}

fn skip_stray(full: &Path, path: &str) -> Option<Skipped> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let others = folder_of(path).map_or(Others::Ignored, |folder| folder.others);
    let report = |code, message: String, help: String| {
        Some(Skipped { help: Some(help), ..skip(path.to_owned(), code, message) })
    };
    let is_not_read = format!("`{name}` is ignored");
    if others != Others::Ignored && near::is_backup(name) {
        return report(
            &STRAY_FILE,
            is_not_read,
            "it is a leftover copy from an editor or git: remove it".to_owned(),
        );
    }
    if others == Others::NoPages {
        let is_markdown =
            ["markdown", "mdown", "mdx", "mkd"].iter().any(|extension| has_extension(name, extension));
        let help = if is_markdown {
            format!(
                "pages are `.md` files: rename it to `{}.md`",
                name.rsplit_once('.').map_or(name, |(stem, _)| stem)
            )
        } else {
            "pages are `.md` files; put images and other files in `static`".to_owned()
        };
        return report(&STRAY_FILE, is_not_read, help);
    }
    let is_document =
        name.to_ascii_uppercase().starts_with("README") || has_extension(name, "md") || name == "LICENSE";
    if is_document || others == Others::Ignored {
        return None;
    }
    if near::is_logo_of_other_format(name) {
        return report(&STRAY_FILE, is_not_read, "logos are SVG: save it as `logo.svg`".to_owned());
    }
    let bytes = read_file(full, Role::Unknown.largest()).unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    let is_model = format!("`{name}` looks like a model, but is ignored");
    if let Some(toml) = near::record_of_other_format(name) {
        let has_name = ["name", "base_model"].iter().any(|key| near::has_key(&text, key));
        let help = format!("records are TOML: convert it to `{toml}`");
        return if has_name {
            report(&NOT_TOML, is_model, help)
        } else {
            report(&STRAY_FILE, is_not_read, help)
        };
    }
    let looks_like_a_model = text
        .parse::<toml::Table>()
        .is_ok_and(|table| table.contains_key("name") || table.contains_key("base_model"));
    if looks_like_a_model {
        return report(&NOT_TOML, is_model, format!("rename it to `{}`", near::toml_name(name)));
    }
    let help = match others {
        Others::Reported if path.starts_with("changes/") => {
            "`changes` is for files written by `modelpress diff --format json`"
        }
        _ => "only `.toml` files and `logo.svg` belong next to records",
    };
    report(&STRAY_FILE, is_not_read, help.to_owned())
}

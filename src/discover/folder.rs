//! The table of a site's folders and the roles of their files. Reading and watching a site, and keeping the output apart from
//! its sources, all use this table.

use std::path::Path;

/// A folder of a site. The preview watches it, and it must not contain the output.
#[derive(Debug)]
pub struct Folder {
    /// Its name below the site.
    pub name: &'static str,
    /// The roles of its files, by the first row that matches the name.
    files: &'static [(Name, Role)],
    /// How other files are reported.
    pub(super) others: Others,
    /// Whether hidden files are read: hosts use some, such as `.well-known`.
    has_hidden: bool,
}

/// The folders, in the order in which they are read.
pub static FOLDERS: [Folder; 7] = [
    folder("changes", &[(Name::Extension("json"), Role::Changes)], Others::Reported),
    folder("labs", &[(Name::Exact("logo.svg"), Role::Logo)], Others::Ignored),
    folder("models", RECORDS, Others::Reported),
    folder("pages", &[(Name::Extension("md"), Role::Page)], Others::NoPages),
    folder("providers", RECORDS, Others::Reported),
    Folder { has_hidden: true, ..folder("static", &[(Name::Any, Role::Static)], Others::Ignored) },
    folder("templates", &[(Name::Any, Role::Template)], Others::Ignored),
];

/// The settings, beside the folders.
pub const SETTINGS: &str = "site.toml";

const RECORDS: &[(Name, Role)] =
    &[(Name::Exact("logo.svg"), Role::Logo), (Name::Extension("toml"), Role::Record)];

const fn folder(name: &'static str, files: &'static [(Name, Role)], others: Others) -> Folder {
    Folder { name, files, others, has_hidden: false }
}

/// The file names that a row of the table matches.
#[derive(Debug)]
enum Name {
    Any,
    Exact(&'static str),
    Extension(&'static str),
}

/// How the files in a folder are reported that have no role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    /// Not at all.
    Ignored,
    /// As stray files, or as models without `.toml`. Documents such as a README are not reported.
    Reported,
    /// As files that are not pages.
    NoPages,
}

/// The role of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Site,
    Record,
    Logo,
    Page,
    Template,
    Static,
    Changes,
    /// None of these.
    Unknown,
}

const MIB: u64 = 1 << 20;

impl Role {
    /// The maximum size of a file with this role, in bytes. All files of a site are held in memory.
    pub(super) fn largest(self) -> u64 {
        match self {
            Self::Site | Self::Record | Self::Logo | Self::Page | Self::Template | Self::Unknown => MIB,
            Self::Changes => 16 * MIB,
            // No common host accepts larger files.
            Self::Static => 100 * MIB,
        }
    }
}

/// The names of the folders and of the settings of a site.
pub fn roots() -> impl Iterator<Item = &'static str> {
    FOLDERS.iter().map(|folder| folder.name).chain([SETTINGS])
}

/// Whether a path is that of the settings, of a folder in the table, or of something in it.
pub fn is_of_site(path: &str) -> bool {
    path == SETTINGS || folder_of(path).is_some()
}

/// The folder of the table that a path is, or is in.
pub(super) fn folder_of(path: &str) -> Option<&'static Folder> {
    let top = path.split('/').next().unwrap_or(path);
    FOLDERS.iter().find(|folder| folder.name == top)
}

/// The role of the file at a path.
pub(super) fn role(path: &str) -> Role {
    if path == SETTINGS {
        return Role::Site;
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut rows = folder_of(path).into_iter().flat_map(|folder| folder.files);
    rows.find(|(pattern, _)| pattern.matches(name)).map_or(Role::Unknown, |(_, role)| *role)
}

/// Whether a path is not read because a segment of it is hidden: systems and editors leave such files behind.
pub(super) fn is_hidden(path: &str) -> bool {
    let has_hidden = folder_of(path).is_some_and(|folder| folder.has_hidden);
    path.split('/').any(|name| name.starts_with('.') && (!has_hidden || matches!(name, ".git" | ".DS_Store")))
}

impl Name {
    fn matches(&self, name: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Exact(exact) => name == *exact,
            Self::Extension(extension) => has_extension(name, extension),
        }
    }
}

pub(super) fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|actual| actual.eq_ignore_ascii_case(extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_what_its_file_is_for() {
        for (path, expected) in [
            ("site.toml", Role::Site),
            ("models/acme/one.TOML", Role::Record),
            ("models/acme/site.toml", Role::Record),
            ("providers/cloud/logo.svg", Role::Logo),
            ("labs/acme/logo.svg", Role::Logo),
            ("labs/acme/one.toml", Role::Unknown),
            ("pages/docs/first.md", Role::Page),
            ("models/README.md", Role::Unknown),
            ("changes/2026-11-24.json", Role::Changes),
            ("templates/page/model.html", Role::Template),
            ("static/one.toml", Role::Static),
            ("notes/one.toml", Role::Unknown),
        ] {
            assert_eq!(role(path), expected, "{path}");
        }
    }

    #[test]
    fn hidden_files_are_read_from_static_alone() {
        assert!(is_hidden("models/acme/.one.toml") && is_hidden("pages/.drafts/one.md"));
        assert!(!is_hidden("static/.well-known/security.txt"));
        assert!(is_hidden("static/.git/config") && is_hidden("static/img/.DS_Store"));
    }
}

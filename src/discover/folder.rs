//! The folders of a site and what their files are for. Whatever reads a site, watches it or keeps an output out of its sources
//! takes the folders from this one table.

use std::path::Path;

/// A folder of a site: it is read whole, the preview watches it, and no output may lie in it.
#[derive(Debug)]
pub struct Folder {
    /// Its name below the site.
    pub name: &'static str,
    /// What its files are for; the first row that fits a name counts.
    files: &'static [(Name, Role)],
    /// What is said of all other files.
    pub(super) others: Others,
    /// Whether hidden files are read: hosts want some, such as `.well-known`.
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

/// Which names a row of the table fits.
#[derive(Debug)]
enum Name {
    Any,
    Exact(&'static str),
    Extension(&'static str),
}

/// What is said of the files in a folder that are for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    /// Nothing.
    Ignored,
    /// That they are not read, and what they look like. Documents such as a README are nobody's mistake.
    Reported,
    /// That they are no pages.
    NoPages,
}

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Site,
    Record,
    Logo,
    Page,
    Template,
    Static,
    Changes,
    /// None of these; looked at, to tell what it may be.
    Stray,
}

const MIB: u64 = 1 << 20;

impl Role {
    /// The size from which on a file of this role is refused, in bytes. All files of a site are held in memory.
    pub(super) fn largest(self) -> u64 {
        match self {
            Self::Site | Self::Record | Self::Logo | Self::Page | Self::Template | Self::Stray => MIB,
            Self::Changes => 16 * MIB,
            // Hosts take files up to this size, or smaller ones.
            Self::Static => 100 * MIB,
        }
    }
}

/// The names of everything below a site that is read: its folders and its settings.
pub fn roots() -> impl Iterator<Item = &'static str> {
    FOLDERS.iter().map(|folder| folder.name).chain([SETTINGS])
}

/// Whether a path below a site is that of its settings, of one of its folders or of something in them.
pub fn is_of_site(path: &str) -> bool {
    path == SETTINGS || folder_of(path).is_some()
}

/// The folder that a path is, or is in.
pub(super) fn folder_of(path: &str) -> Option<&'static Folder> {
    let top = path.split('/').next().unwrap_or(path);
    FOLDERS.iter().find(|folder| folder.name == top)
}

/// What the file at a path is for.
pub(super) fn role(path: &str) -> Role {
    if path == SETTINGS {
        return Role::Site;
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut rows = folder_of(path).into_iter().flat_map(|folder| folder.files);
    rows.find(|(fits, _)| fits.fits(name)).map_or(Role::Stray, |(_, role)| *role)
}

/// Whether nothing is read at a path because one of its parts is hidden: systems and editors leave such files behind.
pub(super) fn is_hidden(path: &str) -> bool {
    let has_hidden = folder_of(path).is_some_and(|folder| folder.has_hidden);
    path.split('/').any(|name| name.starts_with('.') && (!has_hidden || matches!(name, ".git" | ".DS_Store")))
}

impl Name {
    fn fits(&self, name: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Exact(wanted) => name == *wanted,
            Self::Extension(ending) => has_ending(name, ending),
        }
    }
}

pub(super) fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
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
            ("labs/acme/one.toml", Role::Stray),
            ("pages/docs/first.md", Role::Page),
            ("models/README.md", Role::Stray),
            ("changes/2026-11-24.json", Role::Changes),
            ("templates/page/model.html", Role::Template),
            ("static/one.toml", Role::Static),
            ("notes/one.toml", Role::Stray),
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

//! Finds files and folders whose names are nearly those of the site's own, and which are therefore not read.

use std::path::Path;

use walkdir::WalkDir;

use super::folder::{FOLDERS, Role, SETTINGS, role};
use super::{MISSPELLED_PATH, NO_SETTINGS, Skipped, skip};
use crate::diag::closest;

/// How many entries of a folder are looked at.
const MOST_ENTRIES: usize = 1_000;

/// Reports what stands beside the site's folders and settings under nearly their names.
pub(super) fn beside(root: &Path, has_settings: bool) -> Vec<Skipped> {
    let entries = WalkDir::new(root).min_depth(1).max_depth(1).sort_by_file_name();
    let entries = entries.into_iter().filter_map(Result::ok);
    let found = entries.filter_map(|entry| {
        let name = entry.file_name().to_str()?;
        if entry.path().is_dir() {
            folder(root, name)
        } else {
            settings(name, has_settings).or_else(|| records(name))
        }
    });
    found.collect()
}

fn settings(name: &str, has_settings: bool) -> Option<Skipped> {
    if !is_near_settings(name) {
        return None;
    }
    let (code, message) = if has_settings {
        (&MISSPELLED_PATH, format!("`{name}` is ignored: the settings are in `{SETTINGS}`"))
    } else {
        (&NO_SETTINGS, format!("the site's settings are in `{SETTINGS}`; `{name}` is ignored"))
    };
    let help = match name.rsplit_once('.') {
        Some((_, "yaml" | "yml" | "json")) => format!("write them as TOML in `{SETTINGS}`"),
        _ => format!("rename it to `{SETTINGS}`"),
    };
    Some(Skipped { help: Some(help), ..skip(name.to_owned(), code, message) })
}

/// Whether a name is one of `site.toml` with a slip, or of the settings in another format.
fn is_near_settings(name: &str) -> bool {
    let lower = name.to_lowercase();
    let is_slip = name != SETTINGS && is_one_slip_from(&lower, SETTINGS) && !lower.contains('~');
    is_slip
        || matches!(
            lower.as_str(),
            "site" | "site.yaml" | "site.yml" | "site.json" | "site.toml.txt" | "sites.tml"
        )
}

/// Whether two names differ by one letter at most, or two that changed places.
fn is_one_slip_from(name: &str, known: &str) -> bool {
    strsim::damerau_levenshtein(name, known) <= 1
}

fn folder(root: &Path, name: &str) -> Option<Skipped> {
    if FOLDERS.iter().any(|folder| folder.name == name) || name.starts_with('.') {
        return None;
    }
    let lower = name.to_lowercase();
    let folder = FOLDERS.iter().map(|folder| folder.name).find(|known| {
        let is_singular = known.strip_suffix('s').unwrap_or(known) == lower;
        // Short words are one letter from many others, such as `labs` from `libs`.
        lower == *known || (known.len() > 4 && (is_singular || is_one_slip_from(&lower, known)))
    })?;
    // Where case does not count, it is the folder itself.
    let is_same = root
        .join(folder)
        .canonicalize()
        .is_ok_and(|known| Some(known) == root.join(name).canonicalize().ok());
    if is_same || !holds_files_of(&root.join(name), folder) {
        return None;
    }
    let message = format!("the folder `{name}` is ignored");
    let help = format!("rename it to `{folder}`");
    Some(Skipped { help: Some(help), ..skip(name.to_owned(), &MISSPELLED_PATH, message) })
}

/// A file with the name of a folder of records, or of what stands there.
fn records(name: &str) -> Option<Skipped> {
    let lower = name.to_lowercase();
    let (stem, extension) = lower.split_once('.')?;
    if !["toml", "tml", "toml.txt", "yaml", "yml"].contains(&extension) {
        return None;
    }
    let help = match stem {
        "model" | "models" => "each model has its own file: `models/<author>/<id>.toml`",
        "author" | "authors" | "lab" | "labs" => {
            "each author has its own file: `models/<author>/author.toml`"
        }
        "provider" | "providers" => "each provider has its own file: `providers/<provider>/provider.toml`",
        _ => return None,
    };
    let message = format!("`{name}` is ignored");
    Some(Skipped { help: Some(help.to_owned()), ..skip(name.to_owned(), &MISSPELLED_PATH, message) })
}

/// The folder that was probably meant as `models` or `providers`.
pub(super) fn models_folder(root: &Path) -> Option<String> {
    let found = beside(root, true).into_iter().find(|found| {
        found.help.as_deref().is_some_and(|help| help.contains("`models`") || help.contains("`providers`"))
    });
    found.map(|found| found.path)
}

/// Whether a folder holds files that would be read in one of the site's folders.
fn holds_files_of(folder: &Path, known: &str) -> bool {
    let files = WalkDir::new(folder).max_depth(4).into_iter().filter_map(Result::ok).take(MOST_ENTRIES);
    files.filter(|entry| entry.file_type().is_file()).any(|entry| {
        let below = super::with_slashes(entry.path().strip_prefix(folder).unwrap_or(entry.path()));
        role(&format!("{known}/{below}")) != Role::Unknown
    })
}

/// What a file among records was probably meant to be: its name, and the help.
pub(super) fn record_file(path: &str) -> Option<(&'static str, String)> {
    let parts: Vec<&str> = path.split('/').collect();
    let [top, _, name] = parts.as_slice() else { return None };
    let own = match *top {
        "models" | "labs" => "author.toml",
        "providers" => "provider.toml",
        _ => return None,
    };
    let lower = name.to_lowercase();
    let (stem, extension) = lower.rsplit_once('.').unwrap_or((&lower, ""));
    if stem.chars().count() >= 3 && ["svg", "svgz"].contains(&extension) && *name != "logo.svg" {
        let is_near = is_one_slip_from(stem, "logo");
        return is_near.then(|| ("logo.svg", "rename it to `logo.svg`".to_owned()));
    }
    let is_toml = ["toml", "tml", "tom", "toml.txt"].contains(&extension);
    let (near, other) = if own == "author.toml" { ("author", "provider") } else { ("provider", "author") };
    let is_own_name = is_one_slip_from(stem, near) || stem == other || stem == format!("{other}s");
    (is_toml && *name != own && is_own_name).then(|| (own, format!("rename it to `{own}`")))
}

/// Whether a picture was meant as a logo, and is none because of its format.
pub(super) fn is_logo_of_other_format(name: &str) -> bool {
    let lower = name.to_lowercase();
    let Some((stem, extension)) = lower.rsplit_once('.') else { return false };
    stem.starts_with("logo") && ["png", "jpg", "jpeg", "webp", "gif", "ico", "avif"].contains(&extension)
}

/// Whether a file is a copy that an editor or git leaves beside the file that it works on.
pub(super) fn is_backup(name: &str) -> bool {
    let lower = name.to_lowercase();
    let extension = lower.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["orig", "bak", "rej", "old", "tmp", "swp", "swo", "save", "backup"].contains(&extension)
        || name.ends_with('~')
        || name.starts_with('#') && name.ends_with('#')
        || name.starts_with(".#")
}

/// Whether a text has a key at the head of a record, as YAML and JSON write it: `name:`, `"name":`.
pub(super) fn has_key(text: &str, key: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || "_-.".contains(c);
    text.match_indices(key).any(|(at, _)| {
        let rest = &text[at + key.len()..];
        let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
        !text[..at].ends_with(is_part) && rest.trim_start_matches(' ').starts_with(':')
    })
}

/// The name of a record in another format, as it would be read.
pub(super) fn record_of_other_format(name: &str) -> Option<String> {
    let stem = ["yaml", "yml", "json", "jsonc", "json5"]
        .into_iter()
        .find_map(|extension| name.to_lowercase().strip_suffix(&format!(".{extension}")).map(str::len))?;
    Some(format!("{}.toml", &name[..stem]))
}

/// The name that a file was probably meant to have: `author.toml` for `author.tml`.
pub(super) fn toml_name(name: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = stem.strip_suffix(".toml").unwrap_or(stem);
    match closest(extension, ["toml", "txt"]) {
        Some(_) => format!("{stem}.toml"),
        None => format!("{name}.toml"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_with_a_slip_are_told_from_other_files() {
        for near in [
            "sites.toml",
            "site.tml",
            "Site.toml",
            "SITE.TOML",
            "site.yaml",
            "sitte.toml",
            "site.toml.txt",
            "stie.toml",
        ] {
            assert!(is_near_settings(near), "{near}");
        }
        for other in
            ["site.toml", "mise.toml", "vite.toml.bak", "netlify.toml", "book.toml", "Cargo.toml", "lite.txt"]
        {
            assert!(!is_near_settings(other), "{other}");
        }
    }

    #[test]
    fn files_in_place_of_folders_of_records_are_told_from_other_files() {
        for near in ["authors.toml", "Providers.toml", "models.yaml", "provider.tml", "labs.toml.txt"] {
            assert!(records(near).is_some(), "{near}");
        }
        for other in ["models.json", "authors", "AUTHORS.md", "providers.toml.bak", "pages.toml", "mode.toml"]
        {
            assert!(records(other).is_none(), "{other}");
        }
    }

    #[test]
    fn files_of_authors_and_providers_are_known_by_their_places() {
        for (path, expected) in [
            ("models/acme/authors.toml", Some("author.toml")),
            ("models/acme/author.tml", Some("author.toml")),
            ("models/acme/Author.toml", Some("author.toml")),
            ("models/acme/provider.toml", Some("author.toml")),
            ("providers/north/providers.toml", Some("provider.toml")),
            ("providers/north/author.toml", Some("provider.toml")),
            ("models/acme/Logo.svg", Some("logo.svg")),
            ("labs/acme/LOGO.SVG", Some("logo.svg")),
            ("models/acme/author.toml", None),
            ("models/acme/another.toml", None),
            ("models/acme/authors/one.toml", None),
            ("models/acme/logo.svg", None),
            ("models/acme/diagram.svg", None),
        ] {
            assert_eq!(record_file(path).map(|(name, _)| name), expected, "{path}");
        }
    }
}

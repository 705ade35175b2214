//! The site in which a command runs: of the folders from the current one upward, the nearest that is a site.

use std::env;
use std::path::{Path, PathBuf};

use crate::discover::{SETTINGS, roots};
use crate::write::MARKER;

/// The way from the current folder to the site that it is in; `.` if it is in none.
pub fn site() -> PathBuf {
    let steps = env::current_dir().map_or(0, |here| steps_up(&here));
    if steps == 0 { PathBuf::from(".") } else { [".."].repeat(steps).iter().collect() }
}

/// The same, for an argument that is text.
pub(super) fn site_text() -> String {
    site().display().to_string()
}

/// How many folders up the site is.
///
/// Folders of a site can look like one themselves, such as `providers/<id>` with its `models`: the outer one is meant. The search
/// ends with the repository, and where a folder belongs to somebody else.
fn steps_up(here: &Path) -> usize {
    let mut found: Option<(usize, &Path)> = None;
    for (steps, folder) in here.ancestors().enumerate() {
        if !has_same_owner(folder, here) {
            break;
        }
        let is_outer = found.is_none_or(|(_, inner)| is_source(inner, folder));
        if is_outer && is_site(folder) {
            found = Some((steps, folder));
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    found.map_or(0, |(steps, _)| steps)
}

/// Whether a folder has what only sites have. An output folder has it too, and says that it is one.
pub fn is_site(folder: &Path) -> bool {
    let has_records = ["models", "providers"].iter().any(|name| folder.join(name).is_dir());
    (has_records || folder.join(SETTINGS).is_file()) && !folder.join(MARKER).exists()
}

/// Whether a folder would be one of the sources of a site.
fn is_source(folder: &Path, site: &Path) -> bool {
    let below = folder.strip_prefix(site).ok().and_then(|below| below.iter().next());
    below.is_some_and(|top| roots().any(|root| top == root))
}

#[cfg(unix)]
fn has_same_owner(folder: &Path, here: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let owner = |path: &Path| path.metadata().map(|metadata| metadata.uid()).ok();
    owner(folder) == owner(here)
}

/// Other systems have no owner that is read as easily; their folders above are the user's own.
#[cfg(not(unix))]
fn has_same_owner(_: &Path, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_the_nearest_folder_that_is_no_source_of_another() {
        let root = tempfile::TempDir::new().unwrap();
        let root = root.path();
        let folders = [
            "site/models/acme",
            "site/pages/models",
            "site/providers/host/models/acme",
            "site/tests/inner/models",
            "site/dist/models/acme",
            "site/repository/.git",
            "site/repository/empty",
            "none/below",
        ];
        for folder in folders {
            std::fs::create_dir_all(root.join(folder)).unwrap();
        }
        std::fs::write(root.join("site/dist").join(MARKER), "").unwrap();
        for (here, steps) in [
            ("site", 0),
            ("site/models", 1),
            ("site/models/acme", 2),
            ("site/pages", 1),
            ("site/providers/host", 2),
            ("site/providers/host/models/acme", 4),
            ("site/tests/inner", 0),
            ("site/tests/inner/models", 1),
            ("site/dist/models/acme", 3),
            ("site/repository/empty", 0),
            ("none/below", 0),
        ] {
            assert_eq!(steps_up(&root.join(here)), steps, "{here}");
        }
    }
}

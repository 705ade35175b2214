//! Where a site stands in its repository: programs that show findings beside a change name files from the repository's root.

use std::path::{Path, PathBuf};

/// The way from the root of the site's repository to the site, empty or with a slash at its end.
///
/// Without a repository, it is the way from the folder in which the command runs, if the site is below it; from inside of the site,
/// files are named from the site.
pub(super) fn way_to(site: &Path) -> String {
    let full = site.canonicalize().unwrap_or_else(|_| site.to_owned());
    let root = full.ancestors().find(|folder| folder.join(".git").exists());
    let below = match root {
        Some(root) => full.strip_prefix(root).unwrap_or(&full).to_owned(),
        None => below_here(&full),
    };
    below.iter().fold(String::new(), |way, part| way + &part.to_string_lossy() + "/")
}

/// The way from the current folder to one below it; empty to any other.
fn below_here(full: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let below = here.ok().and_then(|here| full.strip_prefix(here).ok().map(Path::to_owned));
    below.unwrap_or_default()
}

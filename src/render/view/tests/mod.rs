//! The default templates, held to their rules and to their page in the documentation. `tests/branches.rs` draws them.

mod discipline;
mod documentation;
mod values;

use std::path::{Path, PathBuf};

use crate::diag::{Diagnostics, SourceMap};
use crate::discover::Sources;
use crate::resolve::Settings;
use tera::Tera;
use walkdir::WalkDir;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The names and texts of the HTML templates, sorted.
fn templates() -> Vec<(String, String)> {
    files("templates", "html")
}

/// The files of one kind below a folder, by their path in it, sorted.
fn files(name: &str, extension: &str) -> Vec<(String, String)> {
    let root = folder(name);
    let mut found: Vec<_> = WalkDir::new(&root)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| (name_below(&root, &path), std::fs::read_to_string(&path).unwrap()))
        .collect();
    found.sort();
    found
}

fn name_below(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/")
}

/// The default templates as a build loads them.
fn theme() -> Tera {
    let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
    crate::theme::theme(&Sources::default(), &Settings::default(), &mut map, &mut diags)
        .templates
        .tera
        .clone()
}

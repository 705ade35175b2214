//! The default templates, held to their rules and to their page in the documentation. `tests/branches.rs` draws them.

mod discipline;
mod documentation;
mod values;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diag::{Diagnostics, SourceMap};
use crate::discover::Sources;
use crate::resolve::Settings;
use crate::theme::Templates;
use tera::{ComponentInfo, Tera};
use walkdir::WalkDir;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The names and texts of the templates of pages and of Markdown, sorted.
fn templates() -> Vec<(String, String)> {
    [files("templates", "html"), files("templates", "md")].concat()
}

/// Whether a template is a component: its name in its file, with the first part of its name in calls.
fn component_name(name: &str) -> Option<String> {
    let page = name.strip_prefix("component/").and_then(|file| file.strip_suffix(".html"));
    let twin = name.strip_prefix("markdown/component/").and_then(|file| file.strip_suffix(".md"));
    page.map(|stem| format!("ui.{stem}")).or_else(|| twin.map(|stem| format!("md.{stem}")))
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

/// The default templates of pages as a build loads them.
fn theme() -> Tera {
    loaded().tera.clone()
}

/// The default templates as a build loads them.
fn loaded() -> Arc<Templates> {
    let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
    crate::theme::theme(&Sources::default(), &Settings::default(), &mut map, &mut diags).templates
}

/// The definition of a component of pages or of Markdown.
fn definition(templates: &Templates, name: &str) -> ComponentInfo {
    let engine = if name.starts_with("md.") { &templates.markdown } else { &templates.tera };
    engine.get_component_definition(name).expect("one component a file, named as the file")
}

//! The scripts that are published are those of `static/js`, with short names: esbuild makes `static/minified` of them.
//!
//! After a change of a script, `MODELPRESS_BLESS=1 cargo test --release --test minified` makes its file again.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;
#[path = "snippets/tools.rs"]
mod tools;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::Site;
use tools::{Tools, run};

const SCRIPTS: [&str; 15] = [
    "alias",
    "compare",
    "home",
    "index",
    "list",
    "map_workload",
    "months",
    "not_found",
    "offers",
    "palette",
    "price_map",
    "record",
    "site",
    "theme",
    "workload",
];

#[test]
fn published_scripts_are_made_of_their_sources() {
    // Where a minified file fits no script, the build publishes the script itself.
    let site = SCRIPTS
        .iter()
        .fold(Site::plain(), |site, name| site.file(&format!("static/minified/{name}.js"), "none\n"));
    site.run(&["build", "--quiet"]).exits(0);
    for name in SCRIPTS {
        let source = published(&site.path("dist/assets"), name);
        let script = fs::read(&source).unwrap();
        let made = format!("// {}\n{}", blake3::hash(&script).to_hex(), minified(&source));
        support::bless::assert_fresh(format!("static/minified/{name}.js"), &made);
    }
}

/// Where a script stands under its name with a fingerprint.
fn published(assets: &Path, name: &str) -> PathBuf {
    let paths = fs::read_dir(assets).unwrap().map(|entry| entry.unwrap().path());
    let is_it = |path: &PathBuf| {
        let file = path.file_name().unwrap().to_str().unwrap();
        file.starts_with(&format!("{name}.")) && path.extension().is_some_and(|ending| ending == "js")
    };
    paths.into_iter().find(is_it).unwrap()
}

/// What esbuild makes of a script: short names, no comments.
fn minified(script: &Path) -> String {
    let esbuild = Tools::find().node_module("esbuild/bin/esbuild");
    run(Command::new("node").arg(esbuild).args(["--minify", "--target=es2022"]).arg(script))
}

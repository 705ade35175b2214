//! Formatting by the command and over whole catalogs: what is said stays, and twice is once.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::fs;
use std::path::Path;

use modelpress::diag::{Diagnostics, SourceMap};
use modelpress::discover::{Sources, scan};
use modelpress::format::format_file;
use modelpress::parse::parse;
use support::Site;

/// A catalog without the places of its values.
fn said(sources: &Sources) -> Vec<String> {
    let mut map = SourceMap::default();
    let raw = parse(sources, &mut map, &mut Diagnostics::default());
    let tables =
        raw.records().map(|file| format!("{} {}", file.path, plain(&format!("{:?}", file.parsed.table))));
    tables.collect()
}

/// A table as text, without spans and in one order.
fn plain(debug: &str) -> String {
    let mut parts: Vec<&str> = debug.split(['{', '}', ',', '(', ')']).map(str::trim).collect();
    parts.retain(|part| {
        !["span:", "start:", "end:", "file:", "FileId"].iter().any(|start| part.starts_with(start))
    });
    parts.retain(|part| part.parse::<u64>().is_err());
    parts.sort_unstable();
    parts.join("|")
}

/// The comments of a text, in one order.
fn comments(text: &str) -> Vec<&str> {
    let mut comments: Vec<&str> = text.lines().map(str::trim).filter(|line| line.starts_with('#')).collect();
    comments.sort_unstable();
    comments
}

#[track_caller]
fn check_catalog(root: &Path) -> usize {
    let before = scan(root).unwrap();
    let mut after = before.clone();
    let mut count = 0;
    for file in after.site.iter_mut().chain(&mut after.records).chain(&mut after.pages) {
        let Ok(text) = std::str::from_utf8(&file.bytes) else { continue };
        let Some(Ok(once)) = format_file(&file.path, text) else { continue };
        let twice = format_file(&file.path, &once).unwrap().unwrap();
        assert_eq!(twice, once, "{}", file.path);
        if !file.path.ends_with(".md") {
            assert_eq!(comments(text), comments(&once), "{}", file.path);
        }
        file.bytes = once.into();
        count += 1;
    }
    let [before, after] = [before, after].map(|sources| said(&sources));
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
    count
}

#[test]
fn every_catalog_says_the_same_in_one_style() {
    let mut count: usize = ["tests/site", "tests/own", "."]
        .map(Path::new)
        .into_iter()
        .filter(|path| path.exists())
        .map(check_catalog)
        .sum();
    if let Some(real) = std::env::var_os("MODELPRESS_REAL_CATALOGUE") {
        count += check_catalog(Path::new(&real));
    }
    assert!(count > 60, "{count} files");
}

#[test]
fn the_example_is_in_style() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = support::run_in(root, &["fmt", "--check"]);
    assert_eq!(run.code, 0, "{run:#?}");
}

#[test]
fn new_sites_and_files_are_in_style() {
    let site = Site::new();
    site.run(&["init", "site", "--today", "2026-11-23"]).exits(0);
    for args in [["model", "acme/medium"], ["author", "other"], ["provider", "northwind"], ["page", "docs/x"]]
    {
        site.run(&["new", args[0], args[1], "site", "--today", "2026-11-23"]).exits(0);
    }
    let run = site.run(&["fmt", "site", "--check", "--diff"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:#?}");
}

#[test]
fn files_folders_and_sites_are_formatted_and_broken_ones_named() {
    let untidy = "family=\"f\"\nname = \"One\"\n";
    let site = Site::own()
        .file("models/acme/one.toml", untidy)
        .file("models/other/two.toml", untidy)
        .file("models/other/broken.toml", "name = \n")
        .file("pages/a.md", "+++\nnav=\"N\"\ntitle=\"T\"\n+++\n\nText\n");
    let read = |path: &str| fs::read_to_string(site.path(path)).unwrap();
    let run = site
        .run(&["fmt", "--check"])
        .exits(1)
        .says("would format `./models/acme/one.toml`")
        .says("broken.toml");
    assert!(run.stderr.contains("is left as it is: line 1 is not valid TOML"), "{run:#?}");
    assert_eq!(read("models/acme/one.toml"), untidy);
    let run = site.run(&["fmt", "models/acme/one.toml", "--diff"]).exits(0);
    assert!(run.stdout.contains("-family=\"f\"") && run.stdout.contains("+family = \"f\""), "{run:#?}");
    site.run(&["fmt", "models/acme", "--quiet"]).exits(0);
    assert_eq!(read("models/acme/one.toml"), "name = \"One\"\nfamily = \"f\"\n");
    assert_eq!(read("models/other/two.toml"), untidy);
    site.run(&["fmt"]).exits(1).says("formatted 2 of");
    assert_eq!(read("pages/a.md"), "+++\ntitle = \"T\"\nnav = \"N\"\n+++\n\nText\n");
    fs::remove_file(site.path("models/other/broken.toml")).unwrap();
    site.run(&["fmt", "--check"]).exits(0);
    site.run(&["fmt", "none.toml"]).exits(2);
}

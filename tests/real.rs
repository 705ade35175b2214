//! A large public catalogue builds whole.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use support::{run_in, tree};

/// The catalogue, where the environment names one.
fn catalogue() -> Option<PathBuf> {
    let path = std::env::var_os("MODELPRESS_REAL_CATALOGUE").map(PathBuf::from);
    if path.is_none() {
        println!(
            "not run: set MODELPRESS_REAL_CATALOGUE to the folder of a models.dev catalogue, which has `models` and `providers` in it"
        );
    }
    path
}

fn records(root: &Path) -> (BTreeSet<String>, usize) {
    let mut there = BTreeSet::new();
    let mut dangling = 0;
    for entry in walkdir::WalkDir::new(root).into_iter().map(Result::unwrap) {
        let path = entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
        let is_record = path
            .strip_suffix(".toml")
            .is_some_and(|stem| !stem.ends_with("/provider") && !stem.ends_with("/author"));
        if !is_record {
            continue;
        }
        if entry.path().exists() { _ = there.insert(path) } else { dangling += 1 }
    }
    (there, dangling)
}

#[test]
fn every_record_has_its_page_and_every_doubt_is_reported() {
    let Some(root) = catalogue() else { return };
    let output = tempfile::TempDir::new().unwrap();
    let out = output.path().join("site");
    let args = ["build", "--format", "json", "--today", "2026-11-23", "--output", out.to_str().unwrap()];
    let run = run_in(&root, &args).exits(0);
    let findings = run.findings();
    let count = |code: &str| findings.iter().filter(|found| found["code"] == code).count();
    let (files, dangling) = records(&root);
    assert_eq!(count("dangling-link"), dangling);
    assert_eq!(count("not-toml"), 2);
    assert_eq!(count("unknown-price-key"), misspelt(&root, &files));
    assert!(findings.iter().all(|found| found["severity"] != "error"));
    let mut pages = 0;
    for file in &files {
        let mut parts: Vec<&str> = file.strip_suffix(".toml").unwrap().split('/').collect();
        if parts[0] == "providers" {
            parts.remove(2);
        }
        let safe = |c: char| {
            if c.is_ascii_alphanumeric() || "._-/".contains(c) { c.to_ascii_lowercase() } else { '-' }
        };
        let page: String = parts.join("/").chars().map(safe).collect();
        assert!(out.join(&page).join("index.html").exists(), "{file} has no page at {page}");
        pages += 1;
    }
    println!("{pages} records, {} findings", findings.len());
}

/// How many keys of price tables are none of the known ones, counted with another reader.
fn misspelt(root: &Path, files: &BTreeSet<String>) -> usize {
    let wrong = ["cache_input", "cached_input", "cached_write", "image", "citation", "request"];
    let in_file = |file: &String| {
        let text = std::fs::read_to_string(root.join(file)).unwrap();
        let table: toml::Table = text.parse().unwrap();
        let cost = table.get("cost").and_then(toml::Value::as_table);
        cost.map_or(0, |cost| wrong.iter().filter(|key| cost.contains_key(**key)).count())
    };
    files.iter().map(in_file).sum()
}

#[test]
fn two_builds_are_equal_on_one_and_on_two_threads() {
    let Some(root) = catalogue() else { return };
    let output = tempfile::TempDir::new().unwrap();
    let build = |threads: &str| {
        let out = output.path().join(threads);
        let args = [
            "build",
            "--quiet",
            "--threads",
            threads,
            "--today",
            "2026-11-23",
            "--output",
            out.to_str().unwrap(),
        ];
        run_in(&root, &args).exits(0);
        tree(&out)
    };
    assert!(build("1") == build("2"), "two builds of one catalogue differ");
}

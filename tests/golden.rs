//! Fixture sites with all that is made of them: `tests/site` in, `tests/expected` out. `MODELPRESS_BLESS=1 cargo test --release
//! --test golden` writes what is expected anew.
//!
//! Texts are compared byte for byte. Style sheets, scripts, fonts and pictures stand in a list with their size and hash. Names with
//! a fingerprint and the version of the tool are the only things that are made equal before. `build.json` is left out: it holds
//! hashes of the rest.
#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use support::bless::{self, difference};
use support::fixture::{FIXTURES, Fixture, GATEWAY, MARKET, PLAIN};
use support::tree;

/// The files of a site by their paths.
type Files = BTreeMap<String, Vec<u8>>;

/// What is made of a fixture site, with its findings.
fn built(fixture: &Fixture) -> Files {
    let site = fixture.sources();
    let run = site.run(&["build", "--today", "2026-11-23", "--format", "json"]).exits(0);
    let mut files = tree(&site.path("dist"));
    files.remove("build.json").expect("a build is recorded");
    // Schemas are the same for all sites; one has them whole.
    files.retain(|path, _| !path.starts_with("schema/") || fixture.name == GATEWAY.name);
    let mut files = comparable(files);
    files.retain(|path, _| fixture.only.is_empty() || fixture.only.contains(&path.as_str()));
    if fixture.only.is_empty() {
        files.insert(FINDINGS.to_owned(), run.stdout.into_bytes());
    }
    files
}
/// The findings of a build, beside its files.
const FINDINGS: &str = "findings.jsonl";

/// The list of files that are not compared themselves.
const OTHERS: &str = "other-files.txt";

/// Whether a file is the schema of a TOML file, which says what `docs/schema.md` says.
fn is_of_toml(path: &str) -> bool {
    path.starts_with("schema/") && !path.starts_with("schema/output/")
}

/// What files of a site are compared with: names without fingerprints, no version, and a list of all that is no page or data.
fn comparable(files: Files) -> Files {
    let renamed: Vec<(String, String)> = files.keys().filter_map(|path| plain_name(path)).collect();
    let mut others = String::new();
    let mut texts = Files::new();
    for (path, bytes) in files {
        let (path, text) = (plain(&path, &renamed), String::from_utf8(bytes));
        match text {
            Ok(text) if !path.starts_with("assets/") && !is_of_toml(&path) => {
                let text = plain(&text, &renamed).replace(modelpress::GENERATOR, "modelpress");
                texts.insert(path, text.into_bytes());
            }
            // Fonts are drawn with fractions, which processors may round in their own way; tests/images.rs reads the images.
            _ if path.ends_with("og.png") => writeln!(others, "{path}").unwrap(),
            other => {
                let bytes = other.map_or_else(std::string::FromUtf8Error::into_bytes, String::into_bytes);
                let hash = blake3::hash(&bytes).to_hex();
                writeln!(others, "{path} {} {}", bytes.len(), &hash[..12]).unwrap();
            }
        }
    }
    texts.insert(OTHERS.to_owned(), others.into_bytes());
    texts
}

/// The name of a file with a fingerprint, and the same name without it.
fn plain_name(path: &str) -> Option<(String, String)> {
    let name = path.rsplit('/').next()?;
    let (rest, ending) = name.rsplit_once('.')?;
    let (stem, print) = rest.rsplit_once('.')?;
    let is_print = print.len() == 12 && print.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_print.then(|| (name.to_owned(), format!("{stem}.{ending}")))
}

fn plain(text: &str, renamed: &[(String, String)]) -> String {
    renamed.iter().fold(text.to_owned(), |text, (name, plain)| text.replace(name, plain))
}

#[test]
fn each_fixture_site_becomes_what_is_expected() {
    let mut differences = Vec::new();
    for fixture in FIXTURES {
        let folder = Path::new("tests/expected").join(fixture.name);
        let actual = built(&fixture);
        if bless::is_on() {
            write(&folder, &actual);
        }
        let expected = if folder.exists() { tree(&folder) } else { Files::new() };
        differences.extend(differences_of(fixture.name, &expected, &actual));
    }
    let (count, shown) = (differences.len(), differences.iter().take(20).cloned().collect::<Vec<_>>());
    assert!(
        differences.is_empty(),
        "{count} files differ; `MODELPRESS_BLESS=1 cargo test --release --test golden` writes them\n{}",
        shown.join("\n")
    );
}

/// Puts files in the place of a folder.
fn write(folder: &Path, files: &Files) {
    let _ = fs::remove_dir_all(folder);
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// What is not the same in two trees, a text for each file.
fn differences_of(name: &str, expected: &Files, actual: &Files) -> Vec<String> {
    let paths: BTreeSet<&String> = expected.keys().chain(actual.keys()).collect();
    let differing = paths.into_iter().filter(|path| expected.get(*path) != actual.get(*path));
    let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
    differing
        .map(|path| match (expected.get(path), actual.get(path)) {
            (Some(expected), Some(actual)) => {
                format!("{name}/{path}, {}", difference(&text(expected), &text(actual)))
            }
            (Some(_), None) => format!("{name}/{path} is missing"),
            _ => format!("{name}/{path} is not expected"),
        })
        .collect()
}

#[test]
fn every_expected_page_has_one_heading_and_no_id_twice_and_that_of_a_record_says_its_id_once() {
    for fixture in [PLAIN, MARKET, GATEWAY] {
        let files = tree(&Path::new("tests/expected").join(fixture.name));
        let pages = files.into_iter().filter(|(path, _)| path.ends_with(".html"));
        for (path, bytes) in pages {
            let html = String::from_utf8(bytes).unwrap();
            assert_eq!(html.matches("<h1").count(), 1, "{path}");
            let ids: Vec<_> =
                html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
            let different: BTreeSet<_> = ids.iter().collect();
            assert_eq!(ids.len(), different.len(), "{path}: {ids:?}");
            let is_of_record = ids.contains(&"record-id");
            assert_eq!(html.matches("data-fact=\"id\"").count(), usize::from(is_of_record), "{path}");
        }
    }
}

#[test]
fn a_file_too_many_one_missing_and_a_changed_byte_are_told_with_their_place() {
    let files = |files: &[(&str, &str)]| -> Files {
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    };
    let expected = files(&[("a.html", "one\ntwo\nthree\n"), ("b.html", "")]);
    let actual = files(&[("a.html", "one\ntwq\nthree\n"), ("c.html", "")]);
    let told = [
        "x/a.html, line 2\n  expected: two\n    actual: twq",
        "x/b.html is missing",
        "x/c.html is not expected",
    ];
    assert_eq!(differences_of("x", &expected, &actual), told);
    assert_eq!(differences_of("x", &expected, &expected), [""; 0]);
}

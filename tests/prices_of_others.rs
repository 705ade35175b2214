//! Lists of prices that other tools keep, imported whole and held against the packages that they come from by programs that read
//! both on their own.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;
#[path = "snippets/tools.rs"]
mod tools;

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use support::bless::assert_fresh;
use support::{Site, tree};
use tools::{Tools, run};

/// Imports a file into `site` and returns the report.
fn import(folder: &Site, source: &str, file: &Path) -> Value {
    let file = file.to_str().unwrap();
    let more = ["--output", "site", "--today", "2026-11-23", "--format", "json"];
    let run = folder.run(&[&["import", source, file], &more[..]].concat()).exits(0);
    serde_json::from_str(&run.stdout).unwrap()
}

/// Runs a program of `tests/import` on a site, and returns the counts in its last line.
fn held_against(python: &mut Command, program: &str, words: &[&Path]) -> Value {
    let out = run(python.arg(Path::new("tests/import").join(program)).args(words));
    serde_json::from_str(out.lines().last().unwrap()).unwrap()
}

/// Whether at most one entry in fifty has something that no key can hold.
fn is_nearly_whole(report: &Value) -> bool {
    report["incomplete"].as_u64().unwrap() * 50 <= report["entries"].as_u64().unwrap()
}

#[test]
fn the_list_of_litellm_comes_in_price_by_price() {
    let (tools, folder) = (Tools::find(), Site::new());
    let list = tools.litellm_list();
    let report = import(&folder, "litellm", &list);
    let skipped: Vec<_> = report["skipped"].as_array().unwrap().iter().map(|row| &row["name"]).collect();
    assert_eq!(skipped, ["sample_spec", "fallback_generalizations"]);
    assert!(is_nearly_whole(&report), "{report}");
    assert!(
        report["left_out"].as_array().unwrap().iter().all(|row| row["reason"] != "unknown-key"),
        "{report}"
    );
    let counts = held_against(&mut tools.litellm(), "litellm.py", &[&list, &folder.path("site")]);
    assert_eq!(counts["neither file nor alias"], 2, "{counts}");
    assert_eq!(counts["files"], report["entries"]);
    assert!(counts["prices"].as_u64().unwrap() > 14_000, "{counts}");
    assert_eq!(report["has_errors"], false);
    let before = tree(&folder.path("site"));
    let again = [
        "import",
        "litellm",
        list.to_str().unwrap(),
        "--output",
        "site",
        "--update",
        "--today",
        "2026-11-23",
    ];
    folder.run(&again).exits(0).says("wrote 0 new and 0 changed files");
    assert!(tree(&folder.path("site")) == before, "the same list changes a byte");
    folder.run(&["build", "site", "--today", "2026-11-23"]).exits(0);
}

#[test]
fn the_data_of_genai_prices_comes_in_price_by_price() {
    let (tools, folder) = (Tools::find(), Site::new());
    let data = folder.path("data.json");
    run(tools.genai().args(["tests/import/genai.py", "write"]).arg(&data));
    let report = import(&folder, "genai-prices", &data);
    assert_eq!(report["skipped"], json!([]));
    assert!(is_nearly_whole(&report), "{report}");
    let counts = held_against(&mut tools.genai(), "genai.py", &[Path::new("compare"), &folder.path("site")]);
    assert_eq!(counts["files"], report["entries"]);
    assert!(counts["prices"].as_u64().unwrap() > 9_000, "{counts}");
    // A way to ask that the report names too.
    assert_eq!(counts["without a key"], 1, "{counts}");
}

#[test]
fn every_kind_of_key_becomes_what_the_documentation_says() {
    for source in ["litellm", "genai-prices"] {
        let folder = Site::new();
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/import/fixture/{source}.json"));
        let mut report = import(&folder, source, &file);
        assert_eq!(report["has_errors"], false);
        report
            .as_object_mut()
            .unwrap()
            .retain(|key, _| matches!(&**key, "incomplete" | "left_out" | "skipped"));
        let files = tree(&folder.path("site"));
        let mut text = String::new();
        for (path, bytes) in files.iter().filter(|(path, _)| !path.starts_with(".import")) {
            let _ = writeln!(text, "=== {path}\n{}", String::from_utf8_lossy(bytes));
        }
        let _ = write!(text, "=== report\n{report:#}\n");
        assert_fresh(format!("tests/import/fixture/{source}.txt"), &text);
        // The same list is the same files.
        let again = Site::new();
        import(&again, source, &file);
        assert_eq!(tree(&again.path("site")), files);
    }
}

#[test]
fn a_file_of_something_else_is_refused() {
    for (source, text) in
        [("litellm", "[]"), ("litellm", "{"), ("genai-prices", "{}"), ("genai-prices", "name,price")]
    {
        let folder = Site::new().file("file.json", text);
        let run = folder.run(&["import", source, "file.json", "--output", "site"]).exits(1);
        assert!(run.stderr.contains("`file.json` cannot be imported: it "), "{}", run.stderr);
        assert!(!folder.path("site").exists());
    }
}

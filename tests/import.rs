//! An import by the command: what it writes, what it refuses, and what an update changes.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use support::{MODEL, Run, Site};

/// Two models, one of them with a tier, and what is no model.
const LIST: &str = r#"{
  "sample_spec": {"mode": "one of chat, embedding", "input_cost_per_token": 0.0},
  "gpt-small": {
    "litellm_provider": "openai", "mode": "chat", "max_input_tokens": 128000, "max_output_tokens": 16384,
    "input_cost_per_token": 1.5e-07, "output_cost_per_token": 6e-07, "supports_function_calling": true
  },
  "gpt-large": {
    "litellm_provider": "openai", "mode": "chat", "max_input_tokens": 1048576, "max_output_tokens": 32768,
    "input_cost_per_token": 1.25e-06, "output_cost_per_token": 1e-05,
    "input_cost_per_token_above_200k_tokens": 2.5e-06, "output_cost_per_token_above_200k_tokens": 1.5e-05
  }
}
"#;

const SMALL: &str = "site/providers/openai/models/gpt-small.toml";

fn import(site: &Site, flags: &[&str]) -> Run {
    let args = ["import", "litellm", "list.json", "--output", "site", "--today", "2026-11-23"];
    site.run(&[&args, flags].concat())
}

fn imported() -> Site {
    let site = Site::new().file("list.json", LIST);
    import(&site, &[]).exits(0);
    site
}

fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path(path)).unwrap()
}

/// Every file below a folder, with its bytes and the time of its last change.
fn files(folder: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|file| {
            let changed = file.metadata().unwrap().modified().unwrap();
            (file.path().display().to_string(), (fs::read(file.path()).unwrap(), changed))
        })
        .collect()
}

#[test]
fn a_list_becomes_a_site_that_passes_and_is_in_style() {
    let site = Site::new().file("list.json", LIST);
    import(&site, &[])
        .exits(0)
        .says("2 records, 1 skipped")
        .says("sample_spec")
        .says("next: modelpress serve site");
    let small = read(&site, SMALL);
    for line in ["input = 0.15\n", "output = 0.6\n", "tool_call = true\n", "= 128_000\n"] {
        assert!(small.contains(line), "{line}: {small}");
    }
    let large = read(&site, "site/providers/openai/models/gpt-large.toml");
    assert!(large.contains("[[cost.tiers]]\ntier = { size = 200_000"), "{large}");
    site.run(&["check", "site", "--today", "2026-11-23"]).exits(0);
    site.run(&["fmt", "site", "--check"]).exits(0);
    site.run(&["build", "site", "--output", "dist", "--today", "2026-11-23"]).exits(0);
}

#[test]
fn a_folder_with_files_is_refused_and_nothing_is_touched() {
    let site = Site::new().file("list.json", LIST).file("site/mine.txt", "mine");
    import(&site, &[]).exits(2).says("is not empty: `mine.txt` is in it").says("--update");
    assert_eq!(files(&site.path("site")).len(), 1);
    site.run(&["import", "litellm", "none.json", "--output", "new"]).exits(3);
    let site = site.file("bad.json", "{").file("bytes.json", b"\xff\xfe");
    for file in ["bad.json", "bytes.json"] {
        site.run(&["import", "litellm", file, "--output", "new"]).exits(1);
    }
    assert!(!site.path("new").exists());
}

#[test]
fn a_dry_run_writes_nothing_and_a_diff_shows_the_files() {
    let site = Site::new().file("list.json", LIST);
    import(&site, &["--dry-run"]).exits(0).says("would write 4 files");
    let run = import(&site, &["--diff"]).exits(0);
    assert!(run.stdout.contains("+++ b/providers/openai/models/gpt-small.toml"), "{run:#?}");
    assert!(!site.path("site").exists());
    let run = import(&site, &["--format", "json"]).exits(0);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&report["entries"], &report["skipped"][0]["name"]), (&2.into(), &"sample_spec".into()));
    assert_eq!(report["new"].as_array().unwrap().len(), 4);
}

#[test]
fn a_file_without_a_record_makes_no_site() {
    let site = Site::new().file("list.json", "{\"openai\": {\"models\": {}}}");
    import(&site, &[])
        .exits(1)
        .says("none of its entries can become a record; `openai` was skipped: it names no provider");
    site.put("list.json", LIST);
    import(&site, &["--only", "opnai"]).exits(1).says("it has no records of opnai");
    assert!(!site.path("site").exists());
}

#[test]
fn the_same_list_twice_changes_no_byte_and_no_time() {
    let site = imported();
    let before = files(&site.path("site"));
    import(&site, &["--update"]).exits(0).says("wrote 0 new and 0 changed files");
    assert_eq!(files(&site.path("site")), before);
}

#[test]
fn an_update_changes_what_the_list_changed_and_nothing_else() {
    let site = imported();
    let small = read(&site, SMALL);
    let by_hand = small
        .replace("input = 0.15", "input = 0.15 # from the list")
        .replacen('\n', "\n# Mine.\ntags = [\"mine\"]\n", 1)
        .replace("output = 0.6", "output = 0.7");
    let locked = format!("{by_hand}\n[import]\nlock = [\"cost.output\"]\n");
    site.put(SMALL, &locked);
    let list = LIST
        .replace("1.5e-07", "2e-07")
        .replace("\"supports_function_calling\": true", "\"supports_vision\": true");
    site.put("list.json", list.replace("gpt-large", "gpt-huge"));
    let dry = import(&site, &["--update", "--dry-run"]).exits(0);
    assert_eq!(read(&site, SMALL), locked);
    let run = import(&site, &["--update"]).exits(0);
    assert_eq!(dry.stdout, run.stdout, "what would change is what changes");
    let run = run.says("no longer in the source").says("  providers/openai/models/gpt-large.toml");
    let run = run.says("locked, although LiteLLM says something else").says("cost.output = 0.7, not 0.6");
    let run = run.says("wrote 1 new and 1 changed file");
    assert!(run.stdout.contains("Input: $0.15 -> $0.20 (+33.3%)"), "{run:#?}");
    let now = read(&site, SMALL);
    let wanted = locked.replace("input = 0.15 #", "input = 0.2 #");
    for line in wanted.lines().filter(|line| !line.contains("tool_call")) {
        assert!(now.contains(line), "{line} is gone:\n{now}");
    }
    assert!(!now.contains("tool_call"), "{now}");
    assert!(site.path("site/providers/openai/models/gpt-large.toml").exists());
    let before = files(&site.path("site"));
    import(&site, &["--update"]).exits(0).says("  providers/openai/models/gpt-large.toml");
    assert_eq!(files(&site.path("site")), before);
}

#[test]
fn a_value_by_hand_stays_and_is_named_when_the_list_says_something_new() {
    let site = imported();
    site.put(SMALL, read(&site, SMALL).replace("input = 0.15", "input = 9"));
    let before = files(&site.path("site"));
    import(&site, &["--update"]).exits(0);
    assert_eq!(files(&site.path("site")), before, "the list says what it said");
    site.put("list.json", LIST.replace("1.5e-07", "2e-07"));
    import(&site, &["--update"]).exits(0).says("written by hand").says("cost.input = 9, not 0.2");
    assert!(read(&site, SMALL).contains("input = 9"));
    site.put("list.json", LIST);
    // Without the memory, nobody knows who wrote a value.
    fs::remove_dir_all(site.path("site/.import")).unwrap();
    import(&site, &["--update"])
        .exits(0)
        .says("overwritten with the value from LiteLLM")
        .says("cost.input = 9, not 0.15");
    assert!(read(&site, SMALL).contains("input = 0.15"));
    site.put("site/site.toml", read(&site, "site/site.toml") + "\n[import]\nlock = [\"name\", \"cost\"]\n");
    site.put(SMALL, read(&site, SMALL).replace("input = 0.15", "input = 9"));
    import(&site, &["--update"]).exits(0).says("locked").says("cost.input = 9, not 0.15");
    assert!(read(&site, SMALL).contains("input = 9"));
}

#[test]
fn some_providers_are_updated_and_the_others_are_not_gone() {
    let list = LIST.replace(
        "\"gpt-large\": {\n    \"litellm_provider\": \"openai\"",
        "\"gpt-large\": {\n    \"litellm_provider\": \"azure\"",
    );
    let site = Site::new().file("list.json", list);
    import(&site, &[]).exits(0);
    let before = files(&site.path("site"));
    let run = import(&site, &["--update", "--only", "openai"]).exits(0);
    assert!(!run.stderr.contains("no longer in the source"), "{run:#?}");
    assert_eq!(files(&site.path("site")), before);
}

#[test]
fn entries_that_are_no_records_are_skipped_and_never_leave_the_folder() {
    let list = r#"{
      "../../up": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-6},
      "x": {"litellm_provider": "../../etc", "mode": "chat", "input_cost_per_token": 1e-6},
      "control\u0007": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-6},
      "huge": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e400, "output_cost_per_token": -1},
      "": {"litellm_provider": "openai", "mode": "chat"},
      "fine": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6}
    }"#;
    let site = Site::new().file("list.json", list);
    let run = import(&site, &[]);
    assert!([0, 1].contains(&run.code), "{run:#?}");
    assert!(!run.stderr.contains('\u{7}'), "a terminal obeys what is printed");
    assert!(read(&site, "site/providers/openai/models/fine.toml").contains("input = 1\n"));
    let outside: Vec<_> =
        fs::read_dir(site.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(outside.len(), 2, "{outside:?}");
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    use std::os::unix::fs::symlink;
    let site = imported().file("away/precious.toml", MODEL);
    fs::remove_file(site.path(SMALL)).unwrap();
    symlink("../../../../away/precious.toml", site.path(SMALL)).unwrap();
    import(&site, &["--update"]).exits(1).says("it is reached through a symbolic link");
    assert_eq!(read(&site, "away/precious.toml"), MODEL);
    fs::remove_dir_all(site.path("site/.import")).unwrap();
    symlink("../away", site.path("site/.import")).unwrap();
    import(&site, &["--update"]).exits(2).says("is a symbolic link");
    assert_eq!(files(&site.path("away")).len(), 1);
}

#[test]
fn a_memory_that_is_none_is_named_and_nothing_is_written() {
    let site = imported();
    site.put("site/.import/litellm.json", "{}");
    let before = files(&site.path("site"));
    site.put("list.json", LIST.replace("1.5e-07", "2e-07"));
    import(&site, &["--update"]).exits(1).says(".import/litellm.json");
    assert_eq!(files(&site.path("site")), before);
}

#[test]
fn a_catalog_is_held_against_a_list() {
    let site = imported();
    let run = site.run(&["diff", "litellm:list.json", "site", "--today", "2026-11-23"]).exits(0);
    assert!(run.stdout.starts_with("nothing changed"), "{run:#?}");
    site.put(SMALL, read(&site, SMALL).replace("input = 0.15", "input = 0.3\ncache_read = 0.1"));
    let run = site
        .run(&["diff", "litellm:list.json", "site", "--today", "2026-11-23", "--fail-on", "price"])
        .exits(1);
    assert!(run.stdout.contains("Input: $0.15 -> $0.30 (+100%)"), "{run:#?}");
    assert!(!run.stdout.contains("Cached input"), "the list says nothing of it: {run:#?}");
    site.run(&["diff", "litellm:none.json", "site"]).exits(3);
}

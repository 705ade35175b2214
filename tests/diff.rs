//! What changed between two states of a catalogue, and a check that judges a change by what it adds: in real repositories.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::fs;
use std::process::Command;

use support::{MODEL, Run, Site};

/// Runs git in a site's folder.
#[track_caller]
fn git(site: &Site, args: &[&str]) {
    let names =
        ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "init.defaultBranch=main"];
    let output = Command::new("git").args(names).args(args).current_dir(site.path("")).output().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A site in a repository with one commit.
fn repository() -> Site {
    let site = Site::plain().file("models/acme/other.toml", MODEL.replace("Plain", "Other"));
    git(&site, &["init", "--quiet"]);
    commit(&site);
    site
}

fn commit(site: &Site) {
    git(site, &["add", "--all"]);
    git(site, &["commit", "--quiet", "--message", "State"]);
}

fn diff(site: &Site, args: &[&str]) -> Run {
    let all: Vec<&str> = ["diff", "--today", "2026-11-23"].iter().chain(args).copied().collect();
    site.run(&all)
}

#[test]
fn a_revision_is_compared_with_the_folder_and_git_is_left_as_it_was() {
    let site = repository();
    site.put("models/acme/plain.toml", MODEL.replace("0.15", "0.075"));
    let index = fs::read(site.path(".git/index")).unwrap();
    let run = diff(&site, &["git:HEAD"]).exits(0);
    assert!(run.stdout.contains("Input: $0.15 -> $0.075 (-50%)"), "{}", run.stdout);
    assert_eq!(fs::read(site.path(".git/index")).unwrap(), index);
    diff(&site, &["git:HEAD", "git:HEAD"]).exits(0);
    diff(&site, &["git:nowhere"]).exits(2).says("`nowhere` is no revision");
    diff(&site, &["git:--output=x"]).exits(2).says("is no revision");
}

#[test]
fn a_site_in_a_folder_of_a_repository_is_found_there() {
    let site = Site::new().file("sites/a/models/acme/plain.toml", MODEL).file("models/other/x.toml", MODEL);
    git(&site, &["init", "--quiet"]);
    commit(&site);
    site.put("sites/a/models/acme/plain.toml", MODEL.replace("0.60", "0.90"));
    let run = diff(&site, &["git:HEAD", "sites/a"]).exits(0);
    assert!(run.stdout.ends_with("1 price changed\n"), "{}", run.stdout);
}

#[test]
fn a_page_that_goes_without_an_alias_is_refused_until_it_is_let_go() {
    let site = repository();
    fs::rename(site.path("models/acme/other.toml"), site.path("models/acme/renamed.toml")).unwrap();
    let refused = diff(&site, &["git:HEAD"]).exits(1).says("refused: the page `/models/acme/other/` is gone");
    assert!(refused.stdout.contains("renamed: models/acme/renamed"), "{}", refused.stdout);
    diff(&site, &["git:HEAD", "--allow-removed"]).exits(0);
    let aliased = format!("aliases = [\"acme/other\"]\n{}", MODEL.replace("Plain", "Other"));
    site.put("models/acme/renamed.toml", aliased);
    diff(&site, &["git:HEAD"]).exits(0);
}

#[test]
fn gates_stop_a_merge() {
    let site = repository();
    site.put("models/acme/plain.toml", MODEL.replace("0.15", "0.25"));
    diff(&site, &["git:HEAD", "--max-price-change", "70%"]).exits(0);
    diff(&site, &["git:HEAD", "--max-price-change", "50%"])
        .exits(1)
        .says("went from $0.15 to $0.25 (+66.7%)");
    diff(&site, &["git:HEAD", "--fail-on", "price"])
        .exits(1)
        .says("refused: 1 price changed, and `--fail-on price` lets none pass");
    diff(&site, &["git:HEAD", "--fail-on", "removed"]).exits(0);
    diff(&site, &["git:HEAD", "--max-price-change", "much"]).exits(2);
}

#[test]
fn a_state_with_errors_is_not_compared() {
    let site = repository();
    site.put("models/acme/plain.toml", "name = 5");
    let run = diff(&site, &["git:HEAD"]).exits(1).says("wrong-type").says("nothing was compared: 1 error");
    assert_eq!(run.stdout, "");
}

#[test]
fn a_list_for_machines_is_a_side() {
    let offer = "name = \"M\"\ntool_call = true\n[limit]\ncontext = 128_000\noutput = 16_384\n[cost]\ninput = 0.15\noutput = 0.60\n";
    let site = Site::new()
        .file("providers/lab/provider.toml", "name = \"Lab\"\n")
        .file("providers/lab/models/x/m.toml", offer)
        .file(
            "api.json",
            r#"{"lab":{"id":"lab","name":"Lab","models":{"x/m":{"id":"x/m","name":"M","tool_call":true,
            "limit":{"context":128000,"output":16384},"cost":{"input":0.1,"output":0.6}}}}}"#,
        );
    let run = diff(&site, &["api.json"]).exits(0);
    assert!(run.stdout.contains("Input: $0.10 -> $0.15 (+50%)"), "{}", run.stdout);
    assert!(run.stdout.ends_with("1 price changed\n"), "{}", run.stdout);
    site.put("broken.json", "[]");
    diff(&site, &["broken.json"]).exits(2).says("is no list of models");
    let vendor = Site::plain().file(
        "api.json",
        r#"{"any":{"models":{"acme/plain":{"name":"Plain","cost":{"input":0.15,"output":0.5}}}}}"#,
    );
    assert!(diff(&vendor, &["api.json"]).exits(0).stdout.contains("Output: $0.50 -> $0.60 (+20%)"));
}

#[test]
fn json_and_markdown_say_the_same() {
    let site = repository();
    site.put("models/acme/plain.toml", MODEL.replace("0.15", "0.30"));
    let json = diff(&site, &["git:HEAD", "--format", "json"]).exits(0).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["records"][0]["facts"][0]["new"]["value"], "0.3");
    assert_eq!(json["date"], "2026-11-23");
    let markdown = diff(&site, &["git:HEAD", "--format", "markdown"]).exits(0).stdout;
    assert!(markdown.contains("| `models/acme/plain` | `Input` | `$0.15` | `$0.30` | +100% |"), "{markdown}");
}

#[test]
fn a_change_is_judged_by_what_it_adds() {
    let site = Site::plain()
        .file("site.toml", "[lints]\nunknown-key = \"deny\"\n")
        .file("models/acme/old.toml", "name = \"Old\"\nowner = \"us\"\n");
    git(&site, &["init", "--quiet"]);
    commit(&site);
    let check = |args: &[&str]| {
        let all: Vec<&str> = ["check", "--today", "2026-11-23"].iter().chain(args).copied().collect();
        site.run(&all)
    };
    check(&[]).exits(1);
    let lines = check(&["--format", "json"]).exits(1).stdout;
    site.put("baseline.jsonl", &lines);
    check(&["--changed-since", "HEAD"]).exits(0).says("known before");
    check(&["--baseline", "baseline.jsonl"]).exits(0);
    site.put("models/acme/old.toml", "# moved down\nname = \"Old\"\nowner = \"us\"\n");
    check(&["--changed-since", "HEAD"]).exits(0);
    site.put("models/acme/new.toml", "name = \"New\"\nowner = \"us\"\n");
    let run = check(&["--changed-since", "HEAD"]).exits(1).says("models/acme/new.toml:2:1");
    assert!(!run.stderr.contains("old.toml"), "{}", run.stderr);
    check(&["--baseline", "baseline.jsonl"]).exits(1);
    check(&["--baseline", "site.toml"]).exits(2).says("is no baseline: line 1");
}

#[test]
fn annotations_name_files_from_where_the_command_runs_and_nothing_forges_one() {
    let site = Site::new()
        .file("here/models/acme/plain.toml", MODEL)
        .file("here/models/acme/odd.toml", "name = \"Odd\"\n\"::error::x\\n::error::forged\" = 1\n");
    let summary = site.path("summary.md");
    let output = Command::new(env!("CARGO_BIN_EXE_modelpress"))
        .args(["check", "here", "--format", "github", "--today", "2026-11-23"])
        .current_dir(site.path(""))
        .env("GITHUB_STEP_SUMMARY", &summary)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let forged = said.lines().filter(|line| line.starts_with("::error")).count();
    assert_eq!(forged, 0, "{said}");
    assert!(said.contains("::warning file=here/models/acme/odd.toml,line=2,col=1,"), "{said}");
    let summary = fs::read_to_string(summary).unwrap();
    assert!(summary.starts_with("### modelpress: "), "{summary}");
    assert!(summary.lines().all(|line| !line.starts_with("::")), "{summary}");
}

#[test]
fn stored_changes_become_a_page_and_a_broken_file_is_a_mistake() {
    let site = repository();
    let keep = |date: &str, args: &[&str]| {
        let all: Vec<&str> =
            ["diff", "--today", date, "--format", "json"].iter().chain(args).copied().collect();
        let json = site.run(&all).exits(0).stdout;
        site.put(&format!("changes/{date}.json"), json);
        commit(&site);
    };
    site.put("models/acme/plain.toml", MODEL.replace("0.15", "0.075"));
    keep("2026-11-20", &["git:HEAD"]);
    site.put("models/acme/plain.toml", MODEL.replace("0.15", "0.075").replace("Plain", "<b>Plain"));
    site.put("models/acme/new.toml", MODEL.replace("Plain", "New"));
    keep("2026-11-22", &["git:HEAD"]);
    site.build().exits(0);
    let page = site.page("changes/index.html");
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} is not on the page: {page}"));
    assert!(at("Nov 22, 2026</time></h2>") < at("Nov 20, 2026</time></h2>"));
    at("3 changes from Nov 20, 2026 to Nov 22, 2026.");
    at("<data value=\"0.075\" data-fact=\"computed.after.cost.input\">$0.075</data> <small>-50%</small>");
    at("&lt;b&gt;Plain");
    assert!(site.page("index.html").contains("changes/"));
    site.put("changes/2026-11-23.json", "{\n  \"format\": 1,\n  oops }");
    site.build().exits(1).says("error[bad-changes]").says("changes/2026-11-23.json:3:");
    site.put("changes/2026-11-23.json", "{\"format\":7,\"date\":\"x\",\"records\":[],\"pages_removed\":[]}");
    site.build().exits(1).says("has the form 7");
}

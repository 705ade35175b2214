//! What changed between two states of a catalog, and a check that judges a change by what it adds: in real repositories.

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
    diff(&site, &["git:nowhere"]).exits(2).says("`nowhere` is not a revision");
    diff(&site, &["git:--output=x"]).exits(2).says("is not a revision");
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
    let refused = diff(&site, &["git:HEAD"])
        .exits(1)
        .says("refused: the page `/models/acme/other/` was removed and has no alias");
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
        .says("refused: 1 price changed, which `--fail-on price` does not allow");
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

const PROVIDER: &str = "name = \"Lab\"\nnpm = \"@ai-sdk/openai-compatible\"\napi = \"https://api.lab.example/${REGION}/v1\"\n\
                        env = [\"LAB_API_KEY\"]\nurl = \"https://lab.example/\"\n";

const SETTINGS: &str = "base_url = \"https://models.example/\"\n";

/// A site with a provider and one offer, in two folders: the state before and the state after.
fn market() -> Site {
    let files = [
        ("providers/lab/provider.toml", PROVIDER),
        ("providers/lab/models/m.toml", MODEL),
        ("models/acme/plain.toml", MODEL),
    ];
    let site = Site::new();
    for (path, text) in files {
        put_old(&site, path, text);
        put_new(&site, path, text);
    }
    site
}

fn put_old(site: &Site, path: &str, text: &str) {
    site.put(&format!("old/{path}"), text);
}

fn put_new(site: &Site, path: &str, text: &str) {
    site.put(&format!("new/{path}"), text);
}

/// Compares the two folders of [`market`].
fn diff_folders(site: &Site, args: &[&str]) -> Run {
    diff(site, &[&["old", "new"], args].concat())
}

#[test]
fn another_address_comes_first_in_every_form_and_has_its_gate() {
    let site = market();
    put_new(&site, "providers/lab/provider.toml", &PROVIDER.replace("api.lab.example", "evil.example"));
    put_new(&site, "models/acme/plain.toml", &MODEL.replace("0.15", "0.30"));
    let gates = "address,removed";
    let run =
        diff_folders(&site, &["--fail-on", gates]).exits(1).says("which `--fail-on address` does not allow");
    let line = "  Base URL: https://api.lab.example/YOUR_REGION/v1 -> https://evil.example/YOUR_REGION/v1";
    assert_eq!(run.stdout.lines().nth(1), Some(line), "{}", run.stdout);
    let markdown = diff_folders(&site, &["--format", "markdown", "--fail-on", "removed"]).exits(0).stdout;
    let (_, first) = markdown.split_once("\n\n**").unwrap();
    assert!(first.starts_with("Addresses and keys**"), "{markdown}");
    let json = diff_folders(&site, &["--format", "json"]).exits(0).stdout;
    let stored: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(stored["providers"][0]["facts"][0]["group"], "address");
    put_new(&site, "changes/2026-11-23.json", &json);
    site.run(&["build", "new", "--today", "2026-11-23"]).exits(0);
    let page = fs::read_to_string(site.path("new/dist/changes/index.html")).unwrap();
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} is not on the page: {page}"));
    assert!(at("data-record=\"providers/lab\"") < at("data-record=\"models/acme/plain\""));
    at("Base URL: ");
    at("https://evil.example/YOUR_REGION/v1</data>");
    at("2 changes on Nov 23, 2026.");
}

#[test]
fn a_new_record_and_a_file_without_changed_facts_are_shown() {
    let site = market();
    put_new(&site, "models/acme/plain.toml", &format!("# A comment.\n{MODEL}"));
    let run = diff_folders(&site, &["--fail-on", "any", "--max-price-change", "0"]).exits(0);
    let line = "changed without changing facts: models/acme/plain.toml\n";
    assert_eq!(run.stdout, format!("{line}1 file changed without changing facts\n"));
    put_new(&site, "models/acme/new.toml", &MODEL.replace("Plain", "New"));
    let run = diff_folders(&site, &["--fail-on", "price", "--format", "json"]).exits(1);
    assert!(
        run.stderr.contains("refused: 2 prices are new, which `--fail-on price` does not allow"),
        "{}",
        run.stderr
    );
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let facts: Vec<_> = json["records"][0]["facts"].as_array().unwrap().iter().collect();
    let shown: Vec<_> = facts
        .iter()
        .map(|fact| (fact["fact"].as_str().unwrap(), &fact["old"], fact["new"]["value"].as_str().unwrap()))
        .collect();
    let null = &serde_json::Value::Null;
    let expected = [
        ("cost.input", null, "0.15"),
        ("cost.output", null, "0.6"),
        ("limit.context", null, "128000"),
        ("limit.output", null, "16384"),
    ];
    assert_eq!(shown, expected);
    assert_eq!(json["files_without_fact_changes"][0], "models/acme/plain.toml");
    put_new(&site, "changes/2026-11-23.json", &run.stdout);
    site.run(&["build", "new", "--today", "2026-11-23"]).exits(0);
    let page = fs::read_to_string(site.path("new/dist/changes/index.html")).unwrap();
    assert!(page.contains("data-fact=\"computed.after.cost.input\">$0.15</data>"), "{page}");
}

#[test]
fn changes_that_an_earlier_version_stored_are_read() {
    let record = r#"{"key":"models/acme/plain","id":"acme/plain","name":"Plain","party":"acme","what":"added",
        "renamed_from":null,"facts":[],"is_unsourced":false}"#;
    let stored = format!(r#"{{"format":1,"date":"2026-11-01","records":[{record}],"pages_removed":[]}}"#);
    let site = Site::plain().file("changes/2026-11-01.json", stored);
    site.build().exits(0);
    assert!(site.page("changes/index.html").contains("1 change on Nov 1, 2026."));
}

#[test]
fn what_has_mistakes_in_the_old_state_is_unknown_and_no_gate_passes_on_it() {
    let gates: [&[&str]; 6] = [
        &[],
        &["--allow-removed", "--fail-on", "address"],
        &["--allow-removed", "--fail-on", "price"],
        &["--allow-removed", "--fail-on", "removed"],
        &["--allow-removed", "--fail-on", "any"],
        &["--allow-removed", "--max-price-change", "50%"],
    ];
    let cases = [
        ("models/acme/plain.toml", "name = "),
        ("models/acme/plain.toml", "name = 5\n"),
        ("models/acme/plain.toml", "name = \"Plain\"\n[cost]\ninput = \"0.01\"\n"),
        ("models/acme/plain.toml", "name = \"Plain\"\n[cost]\ninput = -1\n"),
        ("models/acme/author.toml", "name = 5\n"),
        ("providers/lab/models/m.toml", "name = \"M\"\nbase_model = \"acme/none\"\n"),
        ("providers/lab/provider.toml", "name = \"Lab\"\napi = 5\n"),
        ("providers/lab/provider.toml", "name = \"Lab\"\napi = \"lab.example\"\n"),
        ("site.toml", "base_url = 5\n"),
        ("site.toml", "[gateway\n"),
        ("pages/about.md", "+++\n"),
    ];
    // Every gate asks the same list, so each case needs one of them.
    for ((path, broken), gate) in cases.into_iter().zip(gates.into_iter().cycle()) {
        let site = market();
        put_old(&site, "site.toml", SETTINGS);
        put_new(&site, "site.toml", SETTINGS);
        put_old(&site, path, broken);
        match path {
            "models/acme/author.toml" => put_new(&site, path, "name = \"Acme\"\n"),
            "pages/about.md" => put_new(&site, path, "# About\n"),
            _ => {}
        }
        let run = diff_folders(&site, gate).exits(1);
        let refused = format!("refused: `{path}` has errors in the old state");
        assert!(run.stderr.contains(&refused), "{path} {broken:?} {gate:?}: {}", run.stderr);
        let unknown = format!("unknown: {path} has errors in the old state\n1 file unknown before\n");
        assert_eq!(run.stdout, unknown, "{path} {broken:?}");
    }
    let site = market();
    put_old(&site, "site.toml", "[gateway\n");
    put_new(&site, "site.toml", SETTINGS);
    let run = diff_folders(&site, &["--allow-removed", "--format", "markdown"]).exits(0);
    assert!(run.stdout.contains("\n- `site.toml`\n"), "{}", run.stdout);
}

#[test]
fn what_depends_on_a_mistake_of_the_old_state_is_unknown_too() {
    let site = market();
    put_old(&site, "models/acme/plain.toml", "name = 5\n");
    put_old(&site, "providers/lab/models/m.toml", "base_model = \"acme/plain\"\n");
    put_new(&site, "providers/lab/models/m.toml", "base_model = \"acme/plain\"\n");
    let run = diff_folders(&site, &[]).exits(1).says("refused: `providers/lab/models/m.toml` has errors");
    assert!(!run.stdout.contains("added: "), "{}", run.stdout);
}

#[test]
fn what_a_lint_doubts_in_the_old_state_is_known() {
    let site = market();
    let doubtful = MODEL.replace("[cost]\n", "[cost]\nstate = \"free\"\n");
    put_old(&site, "models/acme/plain.toml", &doubtful);
    put_old(&site, "site.toml", SETTINGS);
    put_new(&site, "site.toml", SETTINGS);
    site.run(&["check", "old", "--today", "2026-11-23"]).exits(1).says("error[free-with-price]");
    let run = diff_folders(&site, &["--fail-on", "address"]).exits(0);
    assert!(run.stdout.contains("Price: Free -> not stated"), "{}", run.stdout);
}

#[test]
fn a_new_state_that_loses_an_address_to_a_warning_is_stopped() {
    let site = market();
    put_new(&site, "providers/lab/provider.toml", &PROVIDER.replace("https://api.lab", "ftp://api.lab"));
    let run = diff_folders(&site, &["--fail-on", "address"]).exits(1);
    assert!(run.stdout.contains("YOUR_REGION/v1 -> not stated"), "{}", run.stdout);
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
    let elsewhere = r#"{"lab":{"name":"Lab","env":["LAB_KEY"],"api":"https://lab.example/v1","models":{"m":{"name":"M"}}}}"#;
    site.put("elsewhere.json", elsewhere);
    site.put("list.json", elsewhere.replace("lab.example", "evil.example"));
    let run = diff(&site, &["elsewhere.json", "list.json", "--fail-on", "address"]).exits(1);
    assert!(
        run.stdout.contains("Base URL: https://lab.example/v1 -> https://evil.example/v1"),
        "{}",
        run.stdout
    );
    site.put("broken.json", "[]");
    diff(&site, &["broken.json"]).exits(1).says("is not a list of models");
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
    check(&["--changed-since", "HEAD"]).exits(0).says("2 known");
    check(&["--baseline", "baseline.jsonl"]).exits(0);
    site.put("models/acme/old.toml", "# moved down\nname = \"Old\"\nowner = \"us\"\n");
    check(&["--changed-since", "HEAD"]).exits(0);
    site.put("models/acme/new.toml", "name = \"New\"\nowner = \"us\"\n");
    let run = check(&["--changed-since", "HEAD"]).exits(1).says("models/acme/new.toml:2:1");
    assert!(!run.stderr.contains("old.toml"), "{}", run.stderr);
    check(&["--baseline", "baseline.jsonl"]).exits(1);
    check(&["--baseline", "site.toml"]).exits(2).says("is not a baseline: line 1");
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
    site.build().exits(1).says("the file has format 7");
}

#[test]
fn changes_are_written_to_a_file_that_is_no_input_of_the_comparison() {
    let site = repository();
    site.put("models/acme/plain.toml", MODEL.replace("0.15", "0.30"));
    let path = "changes/2026-11-23.json";
    let keep = || diff(&site, &["git:HEAD", "--format", "json", "--output", path]);
    let run = keep().exits(0).says("wrote changes/2026-11-23.json: 1 price changed");
    assert_eq!(run.stdout, "");
    let first = fs::read_to_string(site.path(path)).unwrap();
    keep().exits(0);
    assert_eq!(fs::read_to_string(site.path(path)).unwrap(), first, "a second run changes nothing");
    for broken in ["", "{", "{\"format\":7}"] {
        site.put(path, broken);
        keep().exits(0);
        assert_eq!(fs::read_to_string(site.path(path)).unwrap(), first, "what stood there is not read");
    }
    commit(&site);
    site.put("models/acme/plain.toml", MODEL.replace("0.15", "0.45"));
    keep().exits(0).says("1 price changed");
    site.build().exits(0);
    assert!(site.page("changes/index.html").contains("$0.45"));
    site.put("changes/2026-11-22.json", "{");
    keep().exits(1).says("changes/2026-11-22.json:1:1");
}

#[test]
fn a_comparison_that_fails_leaves_the_file_as_it_was() {
    let site = repository();
    site.put("models/acme/plain.toml", "name = 5");
    for format in ["json", "text", "markdown"] {
        let keep = |old: &str| diff(&site, &[old, "--format", format, "--output", "new/folder/x"]);
        keep("git:HEAD").exits(1).says("nothing was compared");
        keep("git:nowhere").exits(2);
        assert!(!site.path("new").exists());
    }
    site.put("kept.json", "mine");
    diff(&site, &["git:HEAD", "--output", "kept.json"]).exits(1);
    assert_eq!(fs::read_to_string(site.path("kept.json")).unwrap(), "mine");
}

#[test]
fn a_comment_is_written_with_the_reason_why_a_gate_failed() {
    let site = repository();
    site.put("models/acme/plain.toml", MODEL.replace("0.15", "0.30"));
    fs::remove_file(site.path("models/acme/other.toml")).unwrap();
    let gates = ["git:HEAD", "--format", "markdown", "--output", "c.md", "--max-price-change", "50%"];
    diff(&site, &[&gates[..], &["--fail-on", "removed"]].concat()).exits(1);
    let comment = fs::read_to_string(site.path("c.md")).unwrap();
    for reason in [
        "- `--fail-on removed`: 1 record was removed: `models/acme/other`",
        "- `--max-price-change 50%`: `Input` of `models/acme/plain` went from `$0.15` to `$0.30` (+100%)",
        "- `/models/acme/other/` was removed and has no alias",
    ] {
        assert!(comment.contains(reason), "{comment}");
    }
}

#[test]
fn changes_are_never_written_over_a_source_or_a_side() {
    let site = repository().file("old/models/acme/plain.toml", MODEL);
    for path in
        ["models/acme/plain.toml", "models/new.json", "site.toml", "static/x.json", "./pages/../site.toml"]
    {
        diff(&site, &["git:HEAD", "--output", path]).exits(2).says("is inside the site's sources");
        diff(&site, &["git:HEAD", "git:HEAD", "--output", path]).exits(2);
    }
    diff(&site, &["old", "--output", "old/models/acme/plain.toml"])
        .exits(2)
        .says("is inside the site's sources");
    assert_eq!(fs::read_to_string(site.path("models/acme/plain.toml")).unwrap(), MODEL);
    site.put("api.json", "{}");
    diff(&site, &["api.json", "--output", "./api.json"]).exits(2).says("is one of the two sides");
    assert_eq!(fs::read_to_string(site.path("api.json")).unwrap(), "{}");
}

#[cfg(unix)]
#[test]
fn changes_are_not_written_through_a_link() {
    let site = repository().file("precious", "mine");
    std::os::unix::fs::symlink("precious", site.path("c.md")).unwrap();
    diff(&site, &["git:HEAD", "--output", "c.md"]).exits(2).says("is a symbolic link");
    assert_eq!(fs::read_to_string(site.path("precious")).unwrap(), "mine");
}

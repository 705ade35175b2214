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

const PROVIDER: &str = "name = \"Lab\"\nnpm = \"@ai-sdk/openai-compatible\"\napi = \"https://api.lab.example/${REGION}/v1\"\n\
                        env = [\"LAB_API_KEY\"]\nurl = \"https://lab.example/\"\n";

const GATEWAY: &str = "base_url = \"https://models.example/\"\n[gateway]\nname = \"Gate\"\napi = \"https://gate.example/v1\"\n\
                       env = [\"GATE_KEY\"]\ncta_url = \"https://gate.example/keys\"\n";

/// A site with a provider and one offer, in a repository.
fn market() -> Site {
    let site = Site::new()
        .file("providers/lab/provider.toml", PROVIDER)
        .file("providers/lab/models/m.toml", MODEL)
        .file("models/acme/plain.toml", MODEL);
    git(&site, &["init", "--quiet"]);
    commit(&site);
    site
}

/// A site with a gateway, in a repository.
fn gateway() -> Site {
    let site = Site::plain().file("site.toml", GATEWAY);
    git(&site, &["init", "--quiet"]);
    commit(&site);
    site
}

/// Every printed form begins with a change of an address, and its gate alone stops it.
#[track_caller]
fn assert_address(site: &Site, key: &str, label: &str, before: &str, after: &str) {
    let text = diff(site, &["git:HEAD"]).exits(0).stdout;
    let head: Vec<&str> = text.lines().take_while(|line| !line.contains("models/zeta")).collect();
    let line = format!("  {label}: {before} -> {after}");
    assert!(
        head.iter().any(|found| found.contains(key)) && head.contains(&line.as_str()),
        "{line} in {text}"
    );
    let markdown = diff(site, &["git:HEAD", "--format", "markdown"]).exits(0).stdout;
    let (_, first) = markdown.split_once("\n\n**").unwrap();
    assert!(first.starts_with("Addresses and keys**"), "{markdown}");
    let code = |text: &str| if text.contains('`') { text.to_owned() } else { format!("`{text}`") };
    let row = format!("| `{key}` | `{label}` | {} | {} |", code(before), code(after));
    assert!(first.contains(&row), "{row} in {markdown}");
    let json = diff(site, &["git:HEAD", "--format", "json"]).exits(0).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let rows = ["providers", "records"].map(|list| json[list].as_array().unwrap().clone()).concat();
    let row = rows.iter().find(|row| row["key"] == key).unwrap();
    assert!(row["facts"].as_array().unwrap().iter().any(|fact| fact["group"] == "address"), "{json:#}");
    diff(site, &["git:HEAD", "--fail-on", "price,removed"]).exits(0);
    diff(site, &["git:HEAD", "--fail-on", "address"]).exits(1).says("and `--fail-on address` lets none pass");
    diff(site, &["git:HEAD", "--fail-on", "any"]).exits(1);
}

#[test]
fn another_address_key_or_package_of_a_provider_comes_first_and_has_its_gate() {
    let base = "https://api.lab.example/YOUR_REGION/v1";
    for (from, to, label, before, after) in [
        ("api.lab.example", "evil.example", "Base URL", base, "https://evil.example/YOUR_REGION/v1"),
        ("${REGION}", "${ZONE}", "Base URL", base, "https://api.lab.example/YOUR_ZONE/v1"),
        ("LAB_API_KEY", "OPENAI_API_KEY", "Environment variables", "LAB_API_KEY", "OPENAI_API_KEY"),
        (
            "\"LAB_API_KEY\"",
            "\"LAB_API_KEY\", \"B\"",
            "Environment variables",
            "LAB_API_KEY",
            "LAB_API_KEY, B",
        ),
        ("@ai-sdk/openai-compatible", "evil-sdk", "npm package", "@ai-sdk/openai-compatible", "evil-sdk"),
        ("name = \"Lab\"", "name = \"OpenAI\"", "Name", "Lab", "OpenAI"),
        (
            "https://lab.example/",
            "https://evil.example/",
            "Website",
            "https://lab.example/",
            "https://evil.example/",
        ),
    ] {
        let site = market();
        site.put("providers/lab/provider.toml", PROVIDER.replace(from, to));
        site.put("models/zeta/m.toml", MODEL.replace("Plain", "Zeta"));
        assert_address(&site, "providers/lab", label, before, after);
    }
}

#[test]
fn an_address_that_stays_the_same_in_other_words_is_no_change() {
    let site = market();
    site.put("providers/lab/provider.toml", PROVIDER.replace("/v1", "/v1/chat/completions/"));
    diff(&site, &["git:HEAD", "--fail-on", "any"]).exits(0);
    let known = "name = \"Lab\"\nnpm = \"@ai-sdk/groq\"\n";
    site.put("providers/lab/provider.toml", known);
    commit(&site);
    site.put("providers/lab/provider.toml", format!("{known}api = \"https://api.groq.com/openai/v1\"\n"));
    diff(&site, &["git:HEAD", "--fail-on", "any"]).exits(0);
    site.put("providers/lab/provider.toml", known.replace("groq", "mistral"));
    let text = diff(&site, &["git:HEAD", "--fail-on", "address"]).exits(1).stdout;
    assert!(text.contains("Base URL: https://api.groq.com/openai/v1 -> https://api.mistral.ai/v1"), "{text}");
}

#[test]
fn another_address_or_key_of_the_gateway_or_the_site_comes_first_and_has_its_gate() {
    for (from, to, label, before, after) in [
        (
            "gate.example/v1",
            "evil.example/v1",
            "Gateway: Base URL",
            "https://gate.example/v1",
            "https://evil.example/v1",
        ),
        ("GATE_KEY", "AWS_KEY", "Gateway: Environment variables", "GATE_KEY", "AWS_KEY"),
        (
            "gate.example/keys",
            "evil.example/",
            "Gateway: Link of the call to action",
            "https://gate.example/keys",
            "https://evil.example/",
        ),
        (
            "models.example",
            "evil.example",
            "Base URL of the site",
            "https://models.example/",
            "https://evil.example/",
        ),
        (
            "[gateway]",
            "analytics = { script = \"https://evil.example/x.js\" }\n[gateway]",
            "Analytics script",
            "not published",
            "https://evil.example/x.js",
        ),
    ] {
        let site = gateway();
        site.put("site.toml", GATEWAY.replacen(from, to, 1));
        assert_address(&site, "site.toml", label, before, after);
    }
}

#[test]
fn a_provider_or_a_gateway_that_comes_or_goes_is_a_change_of_addresses() {
    let site = market();
    site.put("providers/new/provider.toml", "name = \"New\"\n");
    let text = diff(&site, &["git:HEAD", "--fail-on", "address"]).exits(1).stdout;
    assert!(text.starts_with("added: providers/new (New, provider)\n"), "{text}");
    fs::remove_dir_all(site.path("providers/new")).unwrap();
    fs::remove_dir_all(site.path("providers/lab")).unwrap();
    let text = diff(&site, &["git:HEAD", "--allow-removed", "--fail-on", "address"]).exits(1).stdout;
    assert!(text.starts_with("removed: providers/lab (Lab, provider)\n"), "{text}");
    let site = gateway();
    site.put("site.toml", "base_url = \"https://models.example/\"\n");
    let text = diff(&site, &["git:HEAD", "--fail-on", "address"]).exits(1).stdout;
    assert!(text.contains("  Gateway: Name: Gate -> not published\n"), "{text}");
    commit(&site);
    site.put("site.toml", GATEWAY);
    diff(&site, &["git:HEAD", "--fail-on", "address"]).exits(1);
}

#[test]
fn a_record_that_is_called_elsewhere_comes_first_and_has_its_gate() {
    for (key, addition, label, after) in [
        (
            "providers/lab/models/m",
            "[provider]\napi = \"https://evil.example/v1/\"\n",
            "Base URL",
            "https://evil.example/v1",
        ),
        ("providers/lab/models/m", "[provider]\nnpm = \"evil-sdk\"\n", "npm package", "evil-sdk"),
        ("providers/lab/models/m", "[provider]\nshape = \"responses\"\n", "API shape", "responses"),
        ("providers/lab/models/m", "[provider.headers]\nx-to = \"evil\"\n", "Request headers", "x-to: evil"),
        (
            "providers/lab/models/m",
            "[experimental.modes.fast.provider]\napi = \"https://evil.example\"\n",
            "Base URL, fast mode",
            "https://evil.example",
        ),
        ("models/acme/plain", "", "Playground", "https://evil.example/"),
    ] {
        let site = market();
        let first = if addition.is_empty() { "playground = \"https://evil.example/\"\n" } else { "" };
        site.put(&format!("{key}.toml"), format!("{first}{MODEL}{addition}"));
        site.put("models/zeta/m.toml", MODEL.replace("Plain", "Zeta"));
        assert_address(&site, key, label, "not published", after);
    }
}

#[test]
fn a_new_record_that_is_called_elsewhere_is_stopped_too() {
    let site = market();
    site.put("providers/lab/models/new.toml", format!("{MODEL}[provider]\napi = \"https://evil.example\"\n"));
    let run = diff(&site, &["git:HEAD", "--fail-on", "address"]).exits(1);
    assert!(run.stdout.contains("  Base URL: not published -> https://evil.example\n"), "{}", run.stdout);
    site.put("providers/lab/models/new.toml", MODEL.replace("Plain", "New"));
    diff(&site, &["git:HEAD", "--fail-on", "address"]).exits(0);
}

#[test]
fn changed_addresses_stand_on_the_page_of_changes() {
    let site = market();
    site.put("providers/lab/provider.toml", PROVIDER.replace("api.lab.example", "evil.example"));
    site.put("models/acme/plain.toml", MODEL.replace("0.15", "0.30"));
    site.put("changes/2026-11-23.json", diff(&site, &["git:HEAD", "--format", "json"]).exits(0).stdout);
    site.build().exits(0);
    let page = site.page("changes/index.html");
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} is not on the page: {page}"));
    assert!(at("data-record=\"providers/lab\"") < at("data-record=\"models/acme/plain\""));
    at("Base URL: ");
    at("https://evil.example/YOUR_REGION/v1</data>");
    at("2 changes by Nov 23, 2026.");
}

#[test]
fn changes_that_an_earlier_version_stored_are_read() {
    let record = r#"{"key":"models/acme/plain","id":"acme/plain","name":"Plain","organization":"acme","what":"added",
        "renamed_from":null,"facts":[],"is_unsourced":false}"#;
    let stored = format!(r#"{{"format":1,"date":"2026-11-01","records":[{record}],"pages_removed":[]}}"#);
    let site = Site::plain().file("changes/2026-11-01.json", stored);
    site.build().exits(0);
    assert!(site.page("changes/index.html").contains("1 change by Nov 1, 2026."));
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
    for (path, broken) in [
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
    ] {
        let site = market();
        site.put("site.toml", "base_url = \"https://models.example/\"\n");
        site.put(path, broken);
        commit(&site);
        let good = match path.rsplit('/').next().unwrap() {
            "provider.toml" => PROVIDER,
            "author.toml" => "name = \"Acme\"\n",
            "site.toml" => "base_url = \"https://models.example/\"\n",
            "about.md" => "# About\n",
            _ => MODEL,
        };
        site.put(path, good);
        for gate in gates {
            let args: Vec<&str> = ["git:HEAD"].iter().chain(gate).copied().collect();
            let run = diff(&site, &args).exits(1);
            let refused = format!("refused: `{path}` has mistakes in the old state");
            assert!(run.stderr.contains(&refused), "{path} {broken:?} {gate:?}: {}", run.stderr);
            let unknown = format!("unknown: {path} has mistakes in the old state\n");
            assert!(
                run.stdout.contains(&unknown) && !run.stdout.contains("added: "),
                "{path}: {}",
                run.stdout
            );
        }
        let markdown = diff(&site, &["git:HEAD", "--allow-removed", "--format", "markdown"]).exits(0).stdout;
        assert!(markdown.contains(&format!("\n- `{path}`\n")), "{markdown}");
    }
}

#[test]
fn what_depends_on_a_mistake_of_the_old_state_is_unknown_too() {
    let site = market();
    site.put("models/acme/plain.toml", "name = 5\n");
    site.put("providers/lab/models/m.toml", "base_model = \"acme/plain\"\n");
    commit(&site);
    site.put("models/acme/plain.toml", MODEL);
    let run = diff(&site, &["git:HEAD"]).exits(1).says("refused: `providers/lab/models/m.toml` has mistakes");
    assert!(!run.stdout.contains("added: "), "{}", run.stdout);
}

#[test]
fn what_a_lint_doubts_in_the_old_state_is_known() {
    let site = market();
    site.put("site.toml", "base_url = \"https://models.example/\"\n");
    site.put("models/acme/plain.toml", MODEL.replace("[cost]\n", "[cost]\nstate = \"free\"\n"));
    commit(&site);
    site.check().exits(1).says("error[free-with-price]");
    site.put("models/acme/plain.toml", MODEL);
    let run = diff(&site, &["git:HEAD", "--fail-on", "address"]).exits(0);
    assert!(run.stdout.contains("Price: Free -> not published"), "{}", run.stdout);
}

#[test]
fn a_new_state_that_loses_an_address_to_a_warning_is_stopped() {
    let site = market();
    site.put("providers/lab/provider.toml", PROVIDER.replace("https://api.lab", "ftp://api.lab"));
    let run = diff(&site, &["git:HEAD", "--fail-on", "address"]).exits(1);
    assert!(run.stdout.contains("YOUR_REGION/v1 -> not published"), "{}", run.stdout);
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
        "- `/models/acme/other/` is gone and no alias leads on from it",
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
        diff(&site, &["git:HEAD", "--output", path]).exits(2).says("lies among the site's sources");
        diff(&site, &["git:HEAD", "git:HEAD", "--output", path]).exits(2);
    }
    diff(&site, &["old", "--output", "old/models/acme/plain.toml"]).exits(2).says("lies among");
    assert_eq!(fs::read_to_string(site.path("models/acme/plain.toml")).unwrap(), MODEL);
    site.put("api.json", "{}");
    diff(&site, &["api.json", "--output", "./api.json"]).exits(2).says("is one of the two states");
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

//! The steps of `docs/publishing.md` and of `action.yml`, run as a host runs them, on the example site.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::{MODEL, Site};

/// The example site in a repository, as a pull request's checkout has it.
fn example() -> Site {
    let site = Site::new();
    for part in ["models", "site.toml", "static", "pages"] {
        if Path::new(part).exists() {
            let copied = Command::new("cp").arg("-R").arg(part).arg(site.path("")).status().unwrap();
            assert!(copied.success());
        }
    }
    bash(
        &site,
        "git init --quiet && git add --all && git -c user.name=T -c user.email=t@example.org commit --quiet -m State",
        &[],
    );
    site
}

/// Runs a script as a step does: `bash -e`, with the tool on the path.
fn bash(site: &Site, script: &str, variables: &[(&str, &str)]) -> Output {
    let tool = PathBuf::from(env!("CARGO_BIN_EXE_modelpress"));
    let path = format!("{}:{}", tool.parent().unwrap().display(), std::env::var("PATH").unwrap());
    Command::new("bash")
        .args(["-eo", "pipefail", "-c", script])
        .current_dir(site.path(""))
        .env("PATH", path)
        .env("RUNNER_TEMP", site.path(".."))
        .env("SOURCE_DATE_EPOCH", "1795392000") // 2026-11-23
        .env_remove("GITHUB_STEP_SUMMARY")
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

/// The text of the `run: |` block that follows a line of a YAML file.
fn step<'a>(yaml: &'a str, after: &str) -> String {
    let start = yaml.find(after).unwrap_or_else(|| panic!("there is no step `{after}`"));
    let (_, block) = yaml[start..].split_once("run: |\n").unwrap();
    let indent = block.len() - block.trim_start_matches(' ').len();
    let lines =
        block.lines().take_while(|line| line.trim().is_empty() || line.starts_with(&" ".repeat(indent)));
    let lines: Vec<&'a str> = lines.map(|line| line.get(indent..).unwrap_or("")).collect();
    lines.join("\n")
}

/// Runs the action's own step with inputs.
fn action(site: &Site, command: &str, against: &str, arguments: &str) -> Output {
    let script = step(&fs::read_to_string("action.yml").unwrap(), "- name: Run");
    let inputs = [
        ("COMMAND", command),
        ("SITE", "."),
        ("OUTPUT", "dist"),
        ("BASE_URL", ""),
        ("AGAINST", against),
        ("COMMENT", "changes.md"),
        ("ARGUMENTS", arguments),
    ];
    bash(site, &script, &inputs)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Doubles the input price of a model of the example.
fn double_a_price(site: &Site) {
    let path = site.path("models/openai/gpt-4o-mini.toml");
    let file = fs::read_to_string(&path).unwrap();
    assert!(file.contains("input = 0.15\n"));
    fs::write(&path, file.replacen("input = 0.15\n", "input = 0.30\n", 1)).unwrap();
}

#[test]
fn the_action_checks_compares_and_builds() {
    let site = example();
    double_a_price(&site);
    let checked = action(&site, "check", "HEAD", "");
    assert_eq!(checked.status.code(), Some(0), "{}{}", text(&checked.stdout), text(&checked.stderr));
    let compared = action(&site, "diff", "HEAD", "--max-price-change 50%");
    assert_eq!(compared.status.code(), Some(1), "{}", text(&compared.stderr));
    assert!(
        text(&compared.stderr).contains("went from $0.15 to $0.30 (+100%)"),
        "{}",
        text(&compared.stderr)
    );
    let built = action(&site, "build", "", "");
    assert_eq!(built.status.code(), Some(0), "{}", text(&built.stderr));
    assert!(site.path("dist/models/openai/gpt-4o-mini/index.html").exists());
    let hostile = action(&site, "build; touch hacked", "", "");
    assert_eq!((hostile.status.code(), site.path("hacked").exists()), (Some(2), false));
    fs::write(site.path("models/openai/broken.toml"), "name = 5\n").unwrap();
    let checked = action(&site, "check", "HEAD", "");
    assert_eq!(checked.status.code(), Some(1));
    assert!(
        text(&checked.stdout).starts_with("::error file=models/openai/broken.toml,line=1,col=8,"),
        "{}",
        text(&checked.stdout)
    );
}

#[test]
fn the_comment_of_the_documentation_is_what_the_tool_writes() {
    let site = example();
    double_a_price(&site);
    action(&site, "diff", "HEAD", "--max-price-change 50%");
    let comment = fs::read_to_string(site.path("changes.md")).unwrap();
    let page = fs::read_to_string("docs/publishing.md").unwrap();
    let (before, _) = page.split_once("<!-- comment -->\n").unwrap();
    let fresh = format!("{before}<!-- comment -->\n\n{comment}");
    if std::env::var_os("MODELPRESS_BLESS").is_some() {
        fs::write("docs/publishing.md", fresh).unwrap();
    } else {
        assert_eq!(page, fresh, "run the test with MODELPRESS_BLESS=1 to write the comment");
    }
}

#[test]
fn a_strangers_change_brings_records_and_nothing_else() {
    let page = fs::read_to_string("docs/publishing.md").unwrap();
    let script = step(&page, "- name: Take everything but the records");
    let site = example();
    let base = text(&bash(&site, "git rev-parse HEAD", &[]).stdout).trim().to_owned();
    site.put("templates/base.html", "<script>alert(1)</script>");
    site.put("site.toml", "[csp]\nscript = [\"https://evil.example\"]\n");
    site.put("models/acme/new.toml", "name = \"New\"\n");
    let taken = bash(&site, &script, &[("BASE", &base)]);
    assert!(taken.status.success(), "{}", text(&taken.stderr));
    assert!(!site.path("templates").exists());
    assert!(!fs::read_to_string(site.path("site.toml")).unwrap().contains("evil"));
    assert!(site.path("models/acme/new.toml").exists());
}

#[test]
fn the_history_of_a_repository_becomes_files_of_changes() {
    let page = fs::read_to_string("docs/publishing.md").unwrap();
    let (_, block) = page.split_once("```sh\nmkdir -p changes\n").unwrap();
    let script = format!("mkdir -p changes\n{}", block.split("```").next().unwrap());
    let site = Site::plain();
    let commit = |day: &str| {
        let script =
            "git add --all && git -c user.name=T -c user.email=t@example.org commit --quiet -m State";
        let day = format!("{day}T10:00:00Z");
        let made = bash(&site, script, &[("GIT_COMMITTER_DATE", &day), ("GIT_AUTHOR_DATE", &day)]);
        assert!(made.status.success(), "{}", text(&made.stderr));
    };
    bash(&site, "git init --quiet", &[]);
    commit("2026-11-01");
    for (day, price) in [("2026-11-02", "0.20"), ("2026-11-02", "0.25"), ("2026-11-04", "0.30")] {
        site.put("models/acme/plain.toml", MODEL.replace("0.15", price));
        commit(day);
    }
    let made = bash(&site, &script, &[]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let kept: Vec<String> = fs::read_dir(site.path("changes"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(kept.len(), 2, "{kept:?}");
    let second = fs::read_to_string(site.path("changes/2026-11-02.json")).unwrap();
    assert!(second.contains("\"$0.15\"") && second.contains("\"$0.25\""), "{second}");
    site.build().exits(0);
    assert!(site.page("changes/index.html").contains("2 changes from Nov 2, 2026 to Nov 4, 2026."));
}

#[test]
fn a_comment_goes_to_no_other_pull_request() {
    let page = fs::read_to_string("docs/publishing.md").unwrap();
    let script = step(&page, "- name: Write the comment");
    let site = Site::new().file("changes.md", "x");
    // A stand-in for GitHub's own tool: it knows one pull request and writes down what it was asked to post.
    let gh = "gh() { if [ \"$1\" = api ]; then [ \"$2\" = repos/o/r/pulls/7 ] && echo abc; else echo \"$@\" >>posted; fi; }\n";
    let variables = [("REPOSITORY", "o/r"), ("HEAD", "abc")];
    for number in ["8", "7; touch hacked", "../7", ""] {
        site.put("number", format!("{number}\n"));
        assert!(!bash(&site, &format!("{gh}{script}"), &variables).status.success(), "{number}");
    }
    assert!(!site.path("posted").exists() && !site.path("hacked").exists());
    site.put("number", "7\n");
    let posted = bash(&site, &format!("{gh}{script}"), &variables);
    assert!(posted.status.success(), "{}", text(&posted.stderr));
    let posted = fs::read_to_string(site.path("posted")).unwrap();
    assert_eq!(posted, "pr comment 7 --repo o/r --body-file changes.md --edit-last --create-if-none\n");
}

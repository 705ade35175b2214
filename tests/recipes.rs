//! Every block of commands and every workflow of the documentation is run as it is written. Programs that reach other machines,
//! compile the project or do not end have stand-ins (`tests/support/stubs.rs`). A block that nobody runs fails the first test.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use support::stubs::Stubs;
use support::workflow::Host;
use support::{MODEL, Site, fences, pages, program};

/// The languages of blocks that are run.
const RUN: [&str; 3] = ["sh", "console", "yaml"];

/// The languages of blocks that hold data, pages or settings of other programs.
const DATA: [&str; 8] = ["css", "html", "json", "markdown", "md", "nginx", "text", "toml"];

/// Blocks that are not run, by their pages and first lines, with the reason.
const LEFT_OUT: [(&str, &str, &str); 0] = [];

/// The page and the first line of a block, and what runs it.
type Recipe = (&'static str, &'static str, fn(&str));

/// What runs each block.
const RECIPES: [Recipe; 30] = [
    ("README.md", "cargo run --release --locked -- serve --open ", the_example_is_served_and_built),
    ("README.md", "$ modelpress init ", a_site_is_made),
    ("README.md", "$ modelpress import ", a_table_becomes_a_site),
    ("README.md", "$ modelpress build", a_first_model_is_built),
    ("README.md", "$ modelpress check", mistakes_are_said_at_their_place),
    ("README.md", "$ modelpress explain unknown-price-key", a_code_is_explained),
    ("README.md", "modelpress check --strict --format json > findings.jsonl", continuous_integration),
    ("CONTRIBUTING.md", "cargo run --release -- build ", the_project_is_set_up),
    ("CONTRIBUTING.md", "MODELPRESS_BLESS=1 cargo test ", generated_files_are_written),
    ("THIRD-PARTY.md", "cargo tree ", licenses_are_listed),
    ("docs/commands.md", "$ modelpress query ", a_new_site_is_asked),
    ("docs/commands.md", "$ modelpress cost ", a_new_site_is_asked),
    ("docs/commands.md", "mkdir -p ~/.local/share/bash-completion", completions_are_installed),
    ("docs/commands.md", "modelpress man ", manuals_are_installed),
    ("docs/commands.md", "modelpress diff git:main ", states_are_compared),
    ("docs/commands.md", "modelpress diff git:HEAD~1 ", changes_are_kept),
    ("docs/commands.md", "modelpress schema model ", a_schema_is_printed),
    ("docs/commands.md", "modelpress check --strict ", continuous_integration),
    ("docs/data.md", "export LITELLM_MODEL_COST_MAP_URL=", litellm_is_told_of_a_cost_map),
    ("docs/importing.md", "modelpress import litellm ", catalogs_become_sites),
    ("docs/importing.md", "modelpress diff litellm:", a_site_is_held_against_a_catalog),
    ("docs/preview.md", "modelpress serve   ", a_preview_starts),
    ("docs/preview.md", "modelpress serve --editor vscode", a_preview_starts),
    ("docs/preview.md", "modelpress serve --poll ", a_preview_starts),
    ("docs/preview.md", "modelpress serve --allow-host ", a_preview_starts),
    ("docs/publishing.md", "#!/bin/sh", a_site_is_built_and_sent),
    ("docs/publishing.md", "day=$(date --utc +%F)", changes_are_kept),
    ("docs/publishing.md", "mkdir -p changes", the_history_becomes_files_of_changes),
    ("docs/publishing.md", "# .github/workflows/", a_workflow_of_github_succeeds),
    ("docs/publishing.md", "# .gitlab-ci.yml", the_pipeline_of_gitlab_succeeds),
];

/// The blocks that are to be run: page, first line, text.
fn blocks() -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    for (page, text) in pages() {
        for (language, block) in fences(&text) {
            let is_known = RUN.contains(&language.as_str()) || DATA.contains(&language.as_str());
            assert!(is_known, "{page}: a block of `{language}` is neither run nor data:\n{block}");
            if RUN.contains(&language.as_str()) {
                blocks.push((page.clone(), block));
            }
        }
    }
    blocks
}

fn is_at(block: &(String, String), page: &str, first: &str) -> bool {
    block.0 == page && format!("{} ", block.1.lines().next().unwrap()).starts_with(first)
}

#[test]
fn every_block_of_commands_is_run_or_says_why_not() {
    let blocks = blocks();
    let recipes = RECIPES.iter().map(|(page, first, _)| (*page, *first));
    let known: Vec<(&str, &str)> =
        recipes.chain(LEFT_OUT.iter().map(|(page, first, _)| (*page, *first))).collect();
    for block in &blocks {
        let count = known.iter().filter(|(page, first)| is_at(block, page, first)).count();
        let (page, text) = block;
        assert_eq!(count, 1, "{count} recipes for a block of {page}:\n{text}");
    }
    for (page, first) in known {
        assert!(blocks.iter().any(|block| is_at(block, page, first)), "{page} has no block `{first}`");
    }
}

#[test]
fn every_block_does_what_it_says() {
    let blocks = blocks();
    std::thread::scope(|threads| {
        for block in &blocks {
            if let Some((_, _, run)) = RECIPES.iter().find(|(page, first, _)| is_at(block, page, first)) {
                threads.spawn(|| run(&block.1));
            }
        }
    });
}

#[test]
fn what_runs_nothing_is_not_taken_for_a_success() {
    let site = Site::plain();
    for broken in
        ["modelpress build --no-such-flag", "nobody-has-this-program", "modelpress diff git:nowhere"]
    {
        let ran = std::panic::catch_unwind(|| sh(&site, "", broken));
        assert!(ran.is_err(), "{broken}");
    }
    let wrong = "$ modelpress explain dead-link\nsomething else\n";
    assert!(std::panic::catch_unwind(|| console(&site, wrong)).is_err());
}

/// Runs a block of commands in a folder of a site, as a script that stops at the first failure.
#[track_caller]
fn sh(site: &Site, folder: &str, block: &str) -> Stubs {
    let stubs = Stubs::new();
    let mut command = Command::new("sh");
    let output = stubs.output(command.args(["-eu", "-c", block]).current_dir(site.path(folder)));
    assert!(output.status.success(), "{block}\n{output:#?}");
    stubs
}

/// Runs the commands of a block that shows what they print, and compares it.
fn console(site: &Site, block: &str) {
    for part in format!("\n{block}").split("\n$ ").skip(1) {
        let (command, wanted) = part.split_once('\n').unwrap();
        let output = Stubs::new().output(Command::new("sh").args(["-c", command]).current_dir(site.path("")));
        let said = [output.stderr, output.stdout].concat();
        let (said, wanted) = (steady(&String::from_utf8(said).unwrap()), steady(wanted.trim_end()));
        assert!(said.starts_with(&wanted), "`{command}` says\n{said}\nand not\n{wanted}");
    }
}

/// A text without the figures that differ from machine to machine: those in the brackets and the time of a build.
fn steady(text: &str) -> String {
    let line = |line: &str| match line
        .split_once(" pages (")
        .and_then(|(head, rest)| Some((head, rest.split_once(" s into ")?)))
    {
        Some((head, (figures, rest))) => {
            let figures: String = figures
                .chars()
                .filter(|letter| !letter.is_ascii_digit() && !".,".contains(*letter))
                .collect();
            format!("{head} pages ({figures} s into {rest}\n")
        }
        None => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

/// The first example of the README: one file.
fn first_model() -> Site {
    let readme = fs::read_to_string("README.md").unwrap();
    let (_, block) = fences(&readme).into_iter().find(|(language, _)| language == "toml").unwrap();
    Site::new().file(block.lines().next().unwrap().trim_start_matches("# "), &block)
}

/// The project's own example.
fn example() -> Site {
    let site = Site::new();
    for part in ["models", "site.toml", "static", "pages"] {
        if Path::new(part).exists() {
            assert!(Command::new("cp").arg("-R").arg(part).arg(site.path("")).status().unwrap().success());
        }
    }
    site
}

#[track_caller]
fn git(site: &Site, folder: &str, script: &str) {
    let output = Command::new("sh")
        .args(["-e", "-c", script])
        .current_dir(site.path(folder))
        .envs([("GIT_AUTHOR_NAME", "T"), ("GIT_AUTHOR_EMAIL", "t@example.org")])
        .envs([("GIT_COMMITTER_NAME", "T"), ("GIT_COMMITTER_EMAIL", "t@example.org")])
        .output()
        .unwrap();
    assert!(output.status.success(), "{script}: {output:?}");
}

const COMMIT: &str =
    "git init --quiet --initial-branch main; git add --all; git commit --quiet --message State";

fn the_example_is_served_and_built(block: &str) {
    let site = example();
    let stubs = sh(&site, "", block);
    assert_eq!(stubs.asked("modelpress"), "serve --open\nbuild\n");
    assert!(site.path("dist/index.html").exists());
}

fn a_first_model_is_built(block: &str) {
    let site = first_model();
    console(&site, block);
    assert!(site.path("dist/models/acme/small/index.html").exists());
}

fn a_site_is_made(block: &str) {
    let site = Site::new();
    console(&site, block);
    assert!(site.path("models-site/site.toml").exists());
}

/// The table that stands above the command.
fn a_table_becomes_a_site(block: &str) {
    let readme = fs::read_to_string("README.md").unwrap();
    let (_, table) = fences(&readme).into_iter().find(|(_, block)| block.starts_with("id,author,")).unwrap();
    let site = Site::new().file("prices.csv", &table);
    console(&site, block);
    assert!(site.path("acme-site/models/acme/large.toml").exists());
}

/// The lists under the names that their projects give them.
fn with_lists() -> Site {
    let litellm = include_str!("import/fixture/litellm.json");
    Site::new()
        .file("model_prices_and_context_window.json", litellm)
        .file("old.json", litellm)
        .file("new.json", litellm)
        .file("models.json", include_str!("import_sources/openrouter.json"))
        .file("api.json", include_str!("import_sources/api.json"))
        .file("data.json", include_str!("import/fixture/genai-prices.json"))
        .file("prices.csv", "id,author,input,output\nsmall,acme,0.15,0.60\n")
}

fn catalogs_become_sites(block: &str) {
    let site = with_lists();
    sh(&site, "", block);
    for name in ["litellm", "openrouter", "models-dev", "genai-prices", "table"] {
        assert!(site.path(&format!("from-{name}/site.toml")).exists(), "{name}");
    }
}

fn a_site_is_held_against_a_catalog(block: &str) {
    let site = with_lists().file("models/acme/small.toml", MODEL);
    sh(&site, "", block);
}

fn a_new_site_is_asked(block: &str) {
    let site = Site::new();
    site.run(&["init"]).exits(0);
    console(&site, block);
}

fn completions_are_installed(block: &str) {
    let site = Site::new();
    sh(&site, "", &format!("HOME=$PWD\n{block}"));
    let path = site.path(".local/share/bash-completion/completions/modelpress");
    assert!(fs::read_to_string(path).unwrap().contains("_modelpress"));
}

fn manuals_are_installed(block: &str) {
    let site = Site::new();
    sh(&site, "", &format!("HOME=$PWD\n{block}"));
    assert!(site.path(".local/share/man/man1/modelpress-build.1").exists());
}

fn mistakes_are_said_at_their_place(block: &str) {
    let site = first_model();
    let path = site.path("models/acme/small.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, text.replace("cache_read", "cache_input").replace("output = 0.60", "output = \"0.60\""))
        .unwrap();
    console(&site, block);
}

fn a_code_is_explained(block: &str) {
    console(&Site::new(), block);
}

fn continuous_integration(block: &str) {
    let site = first_model();
    git(&site, "", COMMIT);
    sh(&site, "", block);
    assert!(site.path("dist/index.html").exists() || site.path("public/index.html").exists());
}

fn the_project_is_set_up(block: &str) {
    let site = example().file("tests/tools.sh", "");
    program::write(&site.path("test"), fs::read("test").unwrap());
    let stubs = sh(&site, "", block);
    assert!(site.path("dist/index.html").exists());
    assert!(stubs.asked("cargo").contains("fmt --check\nclippy "), "{}", stubs.asked("cargo"));
}

/// The command runs all tests; the tests that are named beside it exist.
fn generated_files_are_written(block: &str) {
    let stubs = sh(&Site::new(), "", block);
    assert_eq!(stubs.asked("cargo"), "test --release\n");
    let page = fs::read_to_string("CONTRIBUTING.md").unwrap();
    let (_, list) = page.split_once(block).unwrap();
    let rows: Vec<&str> =
        list.lines().filter(|line| line.starts_with("| ") && line.contains(" `--")).collect();
    assert!(rows.len() > 4, "{rows:#?}");
    for row in rows {
        let test = row.rsplit('`').nth(1).unwrap();
        let exists = match test.split_once(' ').unwrap_or((test, "")) {
            ("--test", file) => Path::new("tests").join(file).with_extension("rs").exists(),
            ("--lib", name) => has_test(name),
            _ => false,
        };
        assert!(exists, "there is no test `{test}`");
    }
}

/// Whether a part of a name is in the name of a test beside the code.
fn has_test(part: &str) -> bool {
    let sources = walkdir::WalkDir::new("src").into_iter().map(|entry| entry.unwrap().into_path());
    let mut texts = sources.filter_map(|path| fs::read_to_string(path).ok());
    texts.any(|text| text.split("#[test]\n").skip(1).any(|test| test.lines().next().unwrap().contains(part)))
}

fn licenses_are_listed(block: &str) {
    assert!(sh(&Site::new(), "", block).asked("cargo").starts_with("tree "));
}

fn states_are_compared(block: &str) {
    let site = Site::new()
        .file("site/models/acme/plain.toml", MODEL)
        .file("yesterday/models/acme/plain.toml", MODEL);
    site.put(
        "site/api.json",
        r#"{"any":{"models":{"acme/plain":{"name":"Plain","cost":{"input":0.15,"output":0.6}}}}}"#,
    );
    git(&site, "site", &format!("{COMMIT}; git tag v1; git tag v2"));
    sh(&site, "site", block);
}

fn changes_are_kept(block: &str) {
    let site = Site::plain();
    git(&site, "", COMMIT);
    site.put("models/acme/plain.toml", MODEL.replace("0.15", "0.30"));
    git(&site, "", COMMIT);
    for _ in 0..2 {
        sh(&site, "", block);
        let kept: Vec<_> =
            fs::read_dir(site.path("changes")).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(kept.len(), 1, "{kept:?}");
        assert!(fs::read_to_string(&kept[0]).unwrap().contains("\"$0.30\""));
    }
    site.build().exits(0);
    assert!(site.path("dist/changes/index.html").exists());
}

fn a_schema_is_printed(block: &str) {
    let site = Site::new();
    sh(&site, "", block);
    let schema = fs::read_to_string(site.path("model.schema.json")).unwrap();
    serde_json::from_str::<serde_json::Value>(&schema).unwrap();
}

/// That `LiteLLM` reads a map from where these variables say is a test of `tests/exports.rs`.
fn litellm_is_told_of_a_cost_map(block: &str) {
    let site = Site::new();
    sh(&site, "", &format!("{block}\nenv > env.txt"));
    let set = fs::read_to_string(site.path("env.txt")).unwrap();
    let script = fs::read_to_string("tests/exports/cost_map.py").unwrap();
    for line in block.lines().filter_map(|line| line.split_whitespace().nth(1)) {
        assert!(set.lines().any(|set| set == line), "{line}");
        assert!(script.contains(line.split('=').next().unwrap()), "{line}");
    }
}

fn a_preview_starts(block: &str) {
    let stubs = sh(&first_model(), "", block);
    assert_eq!(stubs.asked("modelpress").lines().count(), 2);
}

fn a_site_is_built_and_sent(block: &str) {
    let site = first_model();
    let stubs = sh(&site, "", block);
    let sent = stubs.asked("rsync");
    assert!(sent.ends_with(" web@example.org:/srv/models/\n"), "{sent}");
    assert_eq!(fs::read_dir(site.path("")).unwrap().count(), 1, "nothing is written into the checkout");
}

fn the_history_becomes_files_of_changes(block: &str) {
    let site = Site::plain();
    let commit = |day: &str| {
        let days = format!("export GIT_COMMITTER_DATE={day}T10:00:00Z GIT_AUTHOR_DATE={day}T10:00:00Z");
        git(&site, "", &format!("{days}; {COMMIT}"));
    };
    commit("2026-11-01");
    let steps = [
        ("2026-11-02", "0.20"),
        ("2026-11-02", "0.25"),
        ("2026-11-04", "0.30"),
        ("2026-11-05", "0.40"),
        ("2026-11-05", "0.30"),
    ];
    for (day, price) in steps {
        site.put("models/acme/plain.toml", MODEL.replace("0.15", price));
        commit(day);
    }
    sh(&site, "", block);
    let kept = fs::read_dir(site.path("changes")).unwrap().map(|entry| entry.unwrap().file_name());
    let kept: BTreeSet<String> = kept.map(|name| name.to_string_lossy().into_owned()).collect();
    assert_eq!(kept.into_iter().collect::<Vec<_>>(), ["2026-11-02.json", "2026-11-04.json"]);
    let second = fs::read_to_string(site.path("changes/2026-11-02.json")).unwrap();
    assert!(second.contains("\"$0.15\"") && second.contains("\"$0.25\""), "{second}");
    site.build().exits(0);
    assert!(site.page("changes/index.html").contains("2 changes from Nov 2, 2026 to Nov 4, 2026."));
}

/// Every job of the workflow, one after another, on a pull request that changes nothing; what it does with changes is in
/// `tests/publishing.rs`.
fn a_workflow_of_github_succeeds(block: &str) {
    let site = example();
    git(&site, "", COMMIT);
    let host = Host::new(&[
        ("github.event.pull_request.base.sha", "main"),
        ("github.event.pull_request.head.repo.full_name", "stranger/r"),
        ("github.event.pull_request.number", "7"),
        ("github.event.workflow_run.event", "pull_request"),
        ("github.event.workflow_run.id", "1"),
        ("github.event.workflow_run.head_sha", "abc"),
    ]);
    fs::create_dir(host.artifact("comment")).unwrap();
    fs::write(host.artifact("comment").join("number"), "7\n").unwrap();
    let jobs = support::yaml::read(block);
    for (job, _) in jobs.at("jobs").entries() {
        let ran = host.job(block, job, &site.path("")).succeeds();
        assert!(!ran.steps.is_empty(), "{job} has steps");
    }
}

fn the_pipeline_of_gitlab_succeeds(block: &str) {
    for job in ["check", "pages"] {
        let site = example();
        git(&site, "", COMMIT);
        let variables =
            [("CI_MERGE_REQUEST_DIFF_BASE_SHA", "main"), ("CI_PAGES_URL", "https://models.example/")];
        Host::new(&[]).gitlab_job(block, job, &site.path(""), &variables).succeeds();
    }
}

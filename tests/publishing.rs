//! The workflows of `docs/publishing.md` and `action.yml`, run as a host runs them, on changes of the example site: what a stranger
//! brings, what a comment says, and to which pull request it goes.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use support::workflow::{Host, Outcome, Ran};
use support::yaml::read;
use support::{Site, fences, tree};

const DAY: &str = "2026-11-23";

/// The models of one author of the example, in a repository, as a pull request's checkout has them. An attack brings many copies of
/// what is built of them.
fn example() -> Site {
    let site = Site::new()
        .file("site.toml", "title = \"Example\"\n")
        .file("static/hello.txt", "hello")
        .file("pages/guide.md", "+++\nnav = \"Guide\"\n+++\n\n# Guide\n\nHow to choose.\n");
    for (path, bytes) in tree(Path::new("models/openai")) {
        site.put(&format!("models/openai/{path}"), bytes);
    }
    commit(&site);
    site
}

/// Commits all of a site, and names the commit.
fn commit(site: &Site) -> String {
    let script = "git init --quiet --initial-branch main; git add --all --force
        git -c user.name=T -c user.email=t@example.org commit --quiet --allow-empty --message State; git rev-parse HEAD";
    let output = Command::new("sh").args(["-e", "-c", script]).current_dir(site.path("")).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// A block of `docs/publishing.md`, by its first line.
fn block(first: &str) -> String {
    let page = fs::read_to_string("docs/publishing.md").unwrap();
    let mut blocks = fences(&page).into_iter().map(|(_, text)| text);
    blocks.find(|text| text.starts_with(first)).unwrap_or_else(|| panic!("there is no block `{first}`"))
}

fn workflow(name: &str) -> String {
    block(&format!("# .github/workflows/{name}.yml\n"))
}

/// A host that knows a pull request with a base.
fn host(base: &str) -> Host {
    Host::new(&[
        ("github.event.pull_request.base.sha", base),
        ("github.event.pull_request.head.repo.full_name", "stranger/r"),
        ("github.event.pull_request.number", "7"),
        ("github.event.workflow_run.event", "pull_request"),
        ("github.event.workflow_run.id", "1"),
        ("github.event.workflow_run.head_sha", "abc"),
    ])
}

fn pull_request(host: &Host, site: &Site) -> Ran {
    host.job(&workflow("pull-request"), "check", &site.path(""))
}

fn comment(host: &Host) -> String {
    fs::read_to_string(host.artifact("comment").join("changes.md")).unwrap()
}

/// Doubles the input price of a model of the example.
fn double_a_price(site: &Site) {
    let path = site.path("models/openai/gpt-4o-mini.toml");
    let file = fs::read_to_string(&path).unwrap();
    assert!(file.contains("input = 0.15\n"));
    fs::write(&path, file.replacen("input = 0.15\n", "input = 0.30\n", 1)).unwrap();
}

/// What a clean build of a site gives, beside what is in its folder.
fn clean(site: &Site, flags: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::TempDir::new().unwrap();
    let output = folder.path().join("site");
    let run = [&["build", "--today", DAY, "--output", output.to_str().unwrap()], flags].concat();
    site.run(&run).exits(0);
    tree(&output)
}

/// Everything but records that a stranger may try to bring: sources that are trusted, and what looks like the site, the stage
/// or the lock of an earlier build, with a list that holds together.
fn attack(site: &Site) {
    let built = clean(site, &[]);
    site.put("templates/base.html", "forged <script>alert(1)</script>");
    site.put("site.toml", "title = \"forged\"\n[csp]\nscript = [\"https://evil.example\"]\n");
    site.put("pages/forged.md", "# forged\n");
    site.put("static/forged.html", "forged");
    site.put("changes/2026-11-20.json", "{\"format\":1,\"date\":\"2026-11-20\",\"records\":[{\"key\":\"forged\",\"id\":\"forged\",\"name\":\"forged\",\"party\":\"forged\",\"what\":\"added\",\"renamed_from\":null,\"facts\":[],\"is_unsourced\":false}],\"pages_removed\":[]}");
    site.put(".gitattributes", "* text=forged\n");
    let page = b"<!doctype html>forged".to_vec();
    let mut list: serde_json::Value = serde_json::from_slice(&built["build.json"]).unwrap();
    let entry = &mut list["files"]["index.html"];
    entry["hash"] = blake3::hash(&page).to_hex().as_str().into();
    entry["size"] = page.len().into();
    let list = support::forge(&list.to_string());
    for name in ["dist", "public", "preview", "site", "modelpress-site"] {
        for folder in [name.to_owned(), format!(".{name}.modelpress-1-old"), format!(".{name}.modelpress-2")]
        {
            for (path, bytes) in &built {
                site.put(&format!("{folder}/{path}"), bytes);
            }
            site.put(&format!("{folder}/index.html"), &page);
            site.put(&format!("{folder}/build.json"), &list);
            site.put(&format!("{folder}/forged.html"), "forged");
        }
    }
    std::os::unix::fs::symlink("site.toml", site.path(".preview.modelpress-lock")).unwrap();
    site.put("comment/changes.md", "forged");
    site.put("changes.md", "forged");
}

/// A site of the base, the commit, and the same with what a stranger brings: a record and an attack.
fn brought() -> (Site, String, BTreeMap<String, Vec<u8>>) {
    let site = example();
    let base = commit(&site);
    site.put("models/acme/new.toml", support::MODEL.replace("Plain", "Brought"));
    let wanted = clean(&site, &["--keep-going"]);
    assert!(wanted.contains_key("models/acme/new/index.html"));
    attack(&site);
    commit(&site);
    (site, base, wanted)
}

/// A host on which the program is not installed, and the action is used at a reference. Its release has a binary that is the program
/// that was built, with a checksum.
fn fresh_host(reference: &str, checksum: impl Fn(&[u8]) -> String) -> Host {
    let host = Host::new(&[("github.action_ref", reference)]);
    host.stubs.remove("modelpress");
    let packed = tempfile::TempDir::new().unwrap();
    let program = packed.path().join("modelpress");
    support::program::write(&program, "#!/bin/sh\nexec \"$MODELPRESS\" \"$@\"\n");
    let name = concat!("modelpress-", env!("CARGO_PKG_VERSION"), "-x86_64-unknown-linux-gnu.tar.gz");
    let tar =
        Command::new("tar").args(["-czf", "-", "modelpress"]).current_dir(packed.path()).output().unwrap();
    host.stubs.release(name, &tar.stdout);
    host.stubs.release("SHA256SUMS", format!("{}  {name}\n", checksum(&tar.stdout)).as_bytes());
    host
}

fn sha256(bytes: &[u8]) -> String {
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("file"), bytes).unwrap();
    let output = Command::new("sha256sum").arg("file").current_dir(folder.path()).output().unwrap();
    String::from_utf8(output.stdout).unwrap().split(' ').next().unwrap().to_owned()
}

#[test]
fn the_action_takes_the_checked_binary_of_its_version_or_compiles() {
    let site = example();
    let inputs = read("command: check\n");
    let mut log = String::new();
    let host = fresh_host("v1", sha256);
    assert_eq!(host.action(&inputs, &site.path(""), &mut log), Outcome::Success, "{log}");
    assert_eq!(host.stubs.asked("cargo"), "");
    assert!(host.stubs.asked("curl").contains(concat!(
        "https://github.example/modelpress/modelpress/releases/download/v",
        env!("CARGO_PKG_VERSION"),
        "/SHA256SUMS"
    )));
    let host = fresh_host("v1", |_| sha256(b"other"));
    assert_eq!(host.action(&inputs, &site.path(""), &mut log), Outcome::Failure, "{log}");
    assert!(!host.temp.path().join("modelpress/bin/modelpress").exists());
    for reference in ["main", "0123456789abcdef0123456789abcdef01234567"] {
        let host = fresh_host(reference, sha256);
        host.action(&inputs, &site.path(""), &mut log);
        assert!(host.stubs.asked("cargo").starts_with("install --locked"), "{log}");
        assert_eq!(host.stubs.asked("curl"), "");
    }
}

#[test]
fn the_workflows_of_the_project_need_nothing_beyond_it() {
    for (name, jobs) in [("test", vec!["test", "build"]), ("release", vec!["build", "publish"])] {
        let workflow = read(&fs::read_to_string(format!(".github/workflows/{name}.yml")).unwrap());
        assert_eq!(workflow.at("permissions").at("contents").text(), "read");
        assert_eq!(workflow.at("jobs").entries().map(|(job, _)| job).collect::<Vec<_>>(), jobs);
        let steps = workflow.at("jobs").entries().flat_map(|(_, job)| job.at("steps").items());
        for step in steps {
            let foreign = step.get("uses").is_some_and(|uses| !uses.text().starts_with("actions/"));
            let is_expression = step.get("run").is_some_and(|script| script.text().contains("${{"));
            assert!(!foreign && !is_expression, "{step:?}");
        }
    }
}

#[test]
fn a_forged_site_in_a_checkout_would_be_taken_for_the_last_one() {
    let site = example();
    attack(&site);
    for trusted in ["templates", "site.toml", "pages", "static", "changes", ".preview.modelpress-lock"] {
        let path = site.path(trusted);
        let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir_all(&path));
    }
    for part in ["site.toml", "static", "pages"] {
        let _ =
            Command::new("git").args(["checkout", "--quiet", "--", part]).current_dir(site.path("")).status();
    }
    site.run(&["build", "--today", DAY, "--output", "public"]).exits(0);
    let page = fs::read_to_string(site.path("public/forged.html")).unwrap();
    assert!(page.contains("forged"), "the attack of the other tests is one");
    let page = fs::read_to_string(site.path("public/index.html")).unwrap();
    assert!(
        !page.contains("forged"),
        "a page of the site is taken over only where this user's build says so"
    );
}

#[test]
fn a_strangers_change_brings_records_and_nothing_else() {
    let (site, base, wanted) = brought();
    let host = host(&base);
    pull_request(&host, &site).succeeds();
    assert_eq!(tree(&host.artifact("preview")), wanted);
    assert!(comment(&host).starts_with("### Catalog: 1 record added\n"), "{}", comment(&host));
    assert!(!comment(&host).contains("forged"));
}

#[test]
fn a_strangers_change_brings_records_and_nothing_else_to_gitlab() {
    let (site, base, wanted) = brought();
    let host = Host::new(&[]);
    let variables =
        [("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.as_str()), ("CI_PAGES_URL", "https://models.example/")];
    host.gitlab_job(&block("# .gitlab-ci.yml"), "check", &site.path(""), &variables).succeeds();
    assert_eq!(tree(&host.artifact("preview")), wanted);
    let comment = fs::read_to_string(host.artifact("changes.md")).unwrap();
    assert!(comment.starts_with("### Catalog: 1 record added\n"), "{comment}");
}

/// A site of the base, the commit, and the same with what the team changes: settings, a template, a page, a file and a record.
fn changed_by_the_team() -> (Site, String, BTreeMap<String, Vec<u8>>) {
    let site = example();
    let base = commit(&site);
    site.put("site.toml", "title = \"Renamed\"\n");
    site.put("templates/page/guide.html", "unused");
    site.put(
        "templates/page/custom.html",
        "{% extends \"base.html\" %}{% block main %}own words{% endblock %}",
    );
    site.put("pages/second.md", "# Second\n");
    site.put("static/hello.txt", "changed");
    site.put("models/acme/new.toml", support::MODEL);
    let wanted = clean(&site, &["--keep-going"]);
    assert!(wanted.contains_key("second/index.html") && wanted["hello.txt"] == b"changed");
    commit(&site);
    (site, base, wanted)
}

#[test]
fn the_teams_own_change_is_checked_with_its_own_settings_and_templates() {
    let (site, base, wanted) = changed_by_the_team();
    let mut host = host(&base);
    host.values.insert("github.event.pull_request.head.repo.full_name".to_owned(), "o/r".to_owned());
    pull_request(&host, &site).succeeds();
    assert_eq!(tree(&host.artifact("preview")), wanted);
    assert!(comment(&host).starts_with("### Catalog: 1 record added, 2 files changed"), "{}", comment(&host));

    site.put("templates/page/custom.html", "{% broken");
    commit(&site);
    let ran = pull_request(&host, &site).fails();
    assert!(ran.log.contains("templates/page/custom.html"), "{}", ran.log);
}

#[test]
fn the_same_change_from_elsewhere_brings_records_alone() {
    for from in ["stranger/r", "o/r-2", "O/r", ""] {
        let (site, base, own) = changed_by_the_team();
        let mut host = host(&base);
        host.values.insert("github.event.pull_request.head.repo.full_name".to_owned(), from.to_owned());
        pull_request(&host, &site).succeeds();
        let built = tree(&host.artifact("preview"));
        assert!(!built.contains_key("second/index.html") && built["hello.txt"] == b"hello", "{from}");
        assert_ne!(built["index.html"], own["index.html"], "{from}");
        assert!(built.contains_key("models/acme/new/index.html"), "{from}");
    }
}

#[test]
fn the_teams_own_change_is_checked_as_it_is_on_gitlab_and_one_from_elsewhere_is_not() {
    for (from, to, is_own) in [("5", "5", true), ("6", "5", false), ("", "", false), ("", "5", false)] {
        let (site, base, wanted) = changed_by_the_team();
        let host = Host::new(&[]);
        let variables = [
            ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.as_str()),
            ("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", from),
            ("CI_MERGE_REQUEST_PROJECT_ID", to),
        ];
        host.gitlab_job(&block("# .gitlab-ci.yml"), "check", &site.path(""), &variables).succeeds();
        assert_eq!(tree(&host.artifact("preview")) == wanted, is_own, "{from} to {to}");
    }
}

#[test]
fn a_merged_folder_of_a_site_is_not_published() {
    let site = example();
    let wanted = clean(&site, &["--strict"]);
    let forged = example();
    attack(&forged);
    for folder in ["public", "dist", ".public.modelpress-1-old", "modelpress-site"] {
        assert!(
            Command::new("cp")
                .arg("-R")
                .arg(forged.path(folder))
                .arg(site.path(""))
                .status()
                .unwrap()
                .success()
        );
    }
    commit(&site);
    let host = host("main");
    host.job(&workflow("publish"), "build", &site.path("")).succeeds();
    assert_eq!(tree(&host.artifact("github-pages")), wanted);
    let script = block("#!/bin/sh\n").replace("https://models.example.org/", "https://models.example.org/x/");
    let run = host.stubs.output(Command::new("sh").args(["-c", &script]).current_dir(site.path("")));
    assert!(run.status.success(), "{run:?}");
    let sent = host.stubs.asked("rsync");
    let folder = sent.split_whitespace().rev().nth(1).unwrap();
    assert!(
        !folder.starts_with(site.path("").to_str().unwrap()) && Path::new(folder).is_absolute(),
        "{sent}"
    );
    assert!(!fs::read_to_string(Path::new(folder).join("index.html")).unwrap().contains("forged"));
    let gitlab = Host::new(&[]);
    let variables = [("CI_PAGES_URL", "https://models.example/")];
    gitlab.gitlab_job(&block("# .gitlab-ci.yml"), "pages", &site.path(""), &variables).succeeds();
    assert!(!fs::read_to_string(gitlab.artifact("public").join("index.html")).unwrap().contains("forged"));
    assert!(!gitlab.artifact("public").join("forged.html").exists());
}

#[test]
fn nothing_is_built_where_the_base_could_not_be_taken() {
    let (site, _, _) = brought();
    let host = host("0000000000000000000000000000000000000000");
    let ran = pull_request(&host, &site).fails();
    let built = ran
        .steps
        .iter()
        .filter(|(name, outcome)| name.starts_with("modelpress/") && *outcome != Outcome::Skipped);
    assert_eq!(built.count(), 0, "{:?}", ran.steps);
    assert!(!host.artifact("preview").exists());
}

#[test]
fn a_comment_says_which_gate_failed_and_goes_to_its_pull_request() {
    let site = example();
    let base = commit(&site);
    double_a_price(&site);
    commit(&site);
    let host = host(&base);
    let ran = pull_request(&host, &site).fails();
    let failed: Vec<_> = ran.steps.iter().filter(|(_, outcome)| *outcome == Outcome::Failure).collect();
    assert_eq!(failed.len(), 1, "only the comparison fails: {:?}", ran.steps);
    assert!(host.artifact("preview").join("models/openai/gpt-4o-mini/index.html").exists());
    let reason = "- `--max-price-change 50%`: `Input` of `models/openai/gpt-4o-mini` went from `$0.15` to `$0.30` (+100%)";
    assert!(comment(&host).contains(reason), "{}", comment(&host));
    let other = Site::new();
    host.job(&workflow("comment"), "comment", &other.path("")).succeeds();
    let asked = host.stubs.asked("gh");
    assert!(
        asked.ends_with("pr comment 7 --repo o/r --body-file changes.md --edit-last --create-if-none\n"),
        "{asked}"
    );
    assert_eq!(fs::read_to_string(other.path("changes.md")).unwrap(), comment(&host));
}

#[test]
fn a_comparison_that_fails_says_so_in_the_comment() {
    let site = example();
    let base = commit(&site);
    site.put("models/openai/broken.toml", "name = 5\n");
    commit(&site);
    let host = host(&base);
    // What an earlier run on the same machine left there.
    site.put(host.temp.path().join("comment/changes.md").to_str().unwrap(), "stale");
    pull_request(&host, &site).fails();
    let said = comment(&host);
    assert!(
        said.starts_with("### Catalog: nothing was compared\n") && said.contains("errors in the files"),
        "{said}"
    );
    let gitlab = Host::new(&[]);
    let variables = [("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.as_str())];
    gitlab.gitlab_job(&block("# .gitlab-ci.yml"), "check", &site.path(""), &variables).fails();
    let said = fs::read_to_string(gitlab.artifact("changes.md")).unwrap();
    assert!(said.contains("Nothing was compared"), "{said}");
}

/// Runs the action's own steps with inputs.
fn action(site: &Site, host: &Host, inputs: &str) -> Ran {
    let step = format!(
        "jobs:\n  job:\n    steps:\n      - uses: modelpress/modelpress@v1\n        with: {{ {inputs} }}\n"
    );
    host.job(&step, "job", &site.path(""))
}

#[test]
fn the_action_checks_compares_and_builds() {
    let site = example();
    let host = host("HEAD");
    double_a_price(&site);
    action(&site, &host, "command: check, against: HEAD").succeeds();
    let compared = action(&site, &host, "command: diff, arguments: --max-price-change 50%").fails();
    assert!(compared.log.contains("went from $0.15 to $0.30 (+100%)"), "{}", compared.log);
    let there = |path: &str| host.temp.path().join(path).exists();
    assert!(there("modelpress-changes.md"), "the comment stands outside of the checkout");
    action(&site, &host, "command: build").succeeds();
    assert!(there("modelpress-site/models/openai/gpt-4o-mini/index.html") && !site.path("dist").exists());
    action(&site, &host, "command: diff, comment: new/folder/changes.md").succeeds();
    assert!(site.path("new/folder/changes.md").exists(), "the folder of a comment is made");
    action(&site, &host, "command: build; touch hacked").fails();
    assert!(!site.path("hacked").exists());
    action(&site, &host, "command: diff, against: nowhere, comment: other/new/c.md").fails();
    assert!(fs::read_to_string(site.path("other/new/c.md")).unwrap().contains("it could not be run"));
    fs::write(site.path("models/openai/broken.toml"), "name = 5\n").unwrap();
    let checked = action(&site, &host, "command: check, against: HEAD").fails();
    assert!(
        checked.log.starts_with("::error file=models/openai/broken.toml,line=1,col=8,"),
        "{}",
        checked.log
    );
}

#[test]
fn the_action_writes_a_comment_through_no_link() {
    let site = example().file("precious", "mine");
    for target in ["precious", "nowhere"] {
        std::os::unix::fs::symlink(target, site.path("changes.md")).unwrap();
        action(&site, &host("HEAD"), "command: diff, comment: changes.md").succeeds();
        assert!(!site.path("changes.md").is_symlink() && !site.path("nowhere").exists());
        fs::remove_file(site.path("changes.md")).unwrap();
    }
    assert_eq!(fs::read_to_string(site.path("precious")).unwrap(), "mine");
}

#[test]
fn the_comment_of_the_documentation_is_what_the_tool_writes() {
    let site = example();
    double_a_price(&site);
    action(&site, &host("HEAD"), "command: diff, arguments: --max-price-change 50%, comment: changes.md")
        .fails();
    let comment = fs::read_to_string(site.path("changes.md")).unwrap();
    let page = fs::read_to_string("docs/publishing.md").unwrap();
    let (before, _) = page.split_once("<!-- comment -->\n").unwrap();
    let fresh = format!("{before}<!-- comment -->\n\n{comment}");
    support::bless::assert_fresh("docs/publishing.md", &fresh);
}

#[test]
fn a_comment_goes_to_no_other_pull_request() {
    let host = host("main");
    let site = Site::new();
    let comment = |number: &str| {
        fs::create_dir_all(host.artifact("comment")).unwrap();
        fs::write(host.artifact("comment").join("number"), format!("{number}\n")).unwrap();
        fs::write(host.artifact("comment").join("changes.md"), "x").unwrap();
        host.job(&workflow("comment"), "comment", &site.path(""))
    };
    for number in ["8", "7; touch hacked", "../7", ""] {
        comment(number).fails();
    }
    assert!(!host.stubs.asked("gh").contains("comment") && !site.path("hacked").exists());
    comment("7").succeeds();
    assert!(host.stubs.asked("gh").contains("pr comment 7 "));
}

//! From an empty folder to a site, and what the terminal is told on the way.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

#[path = "snippets/tools.rs"]
mod tools;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use support::{Run, Site, pages, run_in, tree};

const DAY: [&str; 2] = ["--today", "2026-11-23"];

/// Runs the program in a folder of a site.
fn run_below(site: &Site, folder: &str, args: &[&str]) -> Run {
    run_in(&site.path(folder), args)
}

/// A site as `init` makes it.
fn made() -> Site {
    let site = Site::new();
    site.run(&[&["init", "."], &DAY[..]].concat()).exits(0);
    site
}

#[test]
fn a_new_site_has_no_findings_and_is_built() {
    let site = Site::new();
    let run = site.run(&["init", "models-site", "--today", "2026-11-23"]).exits(0);
    run.says("made a site in `models-site`:").says("\n  cd models-site && modelpress serve --open\n");
    let check = ["check", "models-site", "--strict", "--format", "json", "--today", "2026-11-23"];
    let check = site.run(&check).exits(0).says("checked 19 pages: no findings");
    assert_eq!(check.stdout, "");
    site.run(&["build", "models-site", "--today", "2026-11-23"]).exits(0);
    let page = fs::read_to_string(site.path("models-site/dist/models/acme/large/index.html")).unwrap();
    assert!(page.contains("data-fact=\"cost.tiers[0].input\""));
    let file = fs::read_to_string(site.path("models-site/models/acme/small.toml")).unwrap();
    assert!(file.contains("checked = 2026-11-23"), "{file}");
    for name in ["site", "author", "provider", "model"] {
        let schema = fs::read_to_string(site.path(&format!("models-site/.schema/{name}.json"))).unwrap();
        assert_eq!(schema.trim_end(), site.run(&["schema", name]).exits(0).stdout.trim_end());
    }
    for file in ["tombi.toml", ".taplo.toml"] {
        let text = fs::read_to_string(site.path(&format!("models-site/{file}"))).unwrap();
        text.parse::<toml::Table>().unwrap();
    }
}

#[test]
fn every_command_that_a_new_site_names_can_be_run() {
    let site = made();
    let mut count = 0;
    for (path, bytes) in tree(&site.path("")) {
        let text = String::from_utf8(bytes).unwrap();
        for command in text.split('`').skip(1).step_by(2).filter_map(|code| code.strip_prefix("modelpress "))
        {
            let needs_more = ["serve", "diff", "new"].iter().any(|word| command.starts_with(word));
            if path.ends_with(".md") && !needs_more {
                let output = in_shell(&site, command, &[]);
                assert!(output.status.success(), "{path}: {command}: {output:?}");
                count += 1;
            }
        }
    }
    assert!(count >= 5, "{count}");
}

/// Runs words of the shell with the program in front.
fn in_shell(site: &Site, words: &str, variables: &[(&str, &str)]) -> Output {
    let command = format!("\"$0\" {words}");
    let mut shell = Command::new("sh");
    shell.args(["-c", &command, env!("CARGO_BIN_EXE_modelpress")]).current_dir(site.path(""));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "SOURCE_DATE_EPOCH"] {
        shell.env_remove(name);
    }
    shell.envs(variables.iter().copied()).output().unwrap()
}

#[test]
fn a_folder_that_is_not_empty_stays_as_it_is() {
    let site = Site::new().file("notes.txt", "mine").file("a/b", "").file("c/d", "").file("e", "");
    let run = site.run(&["init"]).exits(2);
    run.says("`.` is not empty: `a`, `c`, `e` and 1 more are in it");
    assert_eq!(tree(&site.path("")).len(), 4);
    site.run(&["init", "notes.txt"]).exits(2).says("is not a folder");
    let repository = Site::new().file(".git/HEAD", "ref: refs/heads/main\n");
    repository.run(&["init"]).exits(0);
    assert!(repository.path("site.toml").exists());
}

#[test]
fn new_files_pass_or_say_what_to_fill_in() {
    let site = made();
    let run = site.run(&[&["new", "model", "acme/medium"], &DAY[..]].concat()).exits(0);
    run.says("wrote `./models/acme/medium.toml`\nnext: fill it in, then run `modelpress check`\n");
    site.run(&[&["new", "author", "zeta", "--name", "Zeta \"Z\" Labs"], &DAY[..]].concat()).exits(0);
    let author = fs::read_to_string(site.path("models/zeta/author.toml")).unwrap();
    assert_eq!(author.parse::<toml::Table>().unwrap()["name"].as_str(), Some("Zeta \"Z\" Labs"));
    let run = site.run(&[&["new", "model", "yota/one"], &DAY[..]].concat()).exits(0);
    run.says("`yota` has no file yet: `modelpress new author yota` writes it");
    site.run(&[&["new", "page", "docs/limits"], &DAY[..]].concat()).exits(0);
    let run = site.run(&[&["check", "--strict", "--format", "json"], &DAY[..]].concat()).exits(0);
    assert_eq!(run.stdout, "");
    let run =
        site.run(&[&["new", "model", "acme/other", "--name", "Acme Small"], &DAY[..]].concat()).exits(0);
    run.says("hint[duplicate-name]").says("the other one");
    let run = site.run(&[&["new", "provider", "northwind"], &DAY[..]].concat()).exits(0);
    run.says("the site now compares providers: `[gateway]` is used no more");
    site.run(&[&["check", "--strict"], &DAY[..]].concat()).exits(0);
}

/// The commented lines of the files are what a reader fills in: with them the file is as valid.
#[test]
fn what_new_files_propose_is_valid() {
    let site = made();
    for (kind, id, path) in [
        ("model", "acme/medium", "models/acme/medium.toml"),
        ("author", "zeta", "models/zeta/author.toml"),
        ("provider", "northwind", "providers/northwind/provider.toml"),
    ] {
        site.run(&[&["new", kind, id], &DAY[..]].concat()).exits(0);
        let text = fs::read_to_string(site.path(path)).unwrap();
        let is_key = |line: &str| {
            line.starts_with("# [")
                || line.starts_with("# ") && !line.starts_with("#  ") && line.contains(" = ")
        };
        let filled = text.lines().map(|line| if is_key(line) { &line[2..] } else { line });
        let filled = filled.collect::<Vec<_>>().join("\n").replace("https://…", "https://acme.example");
        site.put(path, filled);
    }
    let run = site.run(&[&["check", "--strict", "--format", "json"], &DAY[..]].concat());
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:#?}");
}

#[test]
fn nothing_is_overwritten_and_no_name_leaves_its_folder() {
    let site = made();
    let before = tree(&site.path(""));
    site.run(&["new", "model", "acme/small"]).exits(2).says("is there already; it stays as it is");
    for (kind, id) in [
        ("model", "small"),
        ("model", "../x"),
        ("model", "acme/../../x"),
        ("model", "acme/"),
        ("model", "a//b"),
        ("model", "acme/author"),
        ("model", "acme/a:b"),
        ("author", "a/b"),
        ("provider", ".."),
        ("page", "/"),
        ("page", "a\u{202e}b"),
    ] {
        site.run(&["new", kind, id]).exits(2).says("is no ID");
    }
    site.run(&["new", "model", "acme/x", "--name", "a\nb"]).exits(2);
    assert!(tree(&site.path("")) == before);
    Site::new().run(&["new", "model", "acme/small"]).exits(2).says("`modelpress init` makes one");
}

#[test]
fn commands_find_the_site_from_a_folder_in_it() {
    let site = made();
    fs::create_dir_all(site.path("notes/deep")).unwrap();
    site.put("models/acme/small.toml", "name = \"Small\"\nrelease_date = 2027-01-01\n");
    for folder in ["models/acme", "notes/deep", "pages"] {
        let run = run_below(&site, folder, &["check", "--today", "2026-11-23"]).exits(0);
        run.says(" --> models/acme/small.toml:2:16").says("checked 19 pages");
    }
    run_below(&site, "pages", &["build", "--today", "2026-11-23"]).exits(0);
    assert!(site.path("dist/index.html").exists() && !site.path("pages/dist").exists());
    run_below(&site, "dist/models", &["check", "--today", "2026-11-23"]).exits(0).says("checked 19 pages");
    run_below(&site, "models/acme", &["new", "model", "acme/deep"]).exits(0);
    assert!(site.path("models/acme/deep.toml").exists());
    let verbose = run_below(&site, "pages", &["check", "--verbose", "--today", "2026-11-23"]).exits(0);
    verbose.says(": 4 records, 1 custom pages, 0 templates and 0 static files read, as of 2026-11-23");
    run_below(&site, "pages", &["check", "."]).exits(2).says("`.` has no `models` folder");
}

#[test]
fn variables_stand_for_the_address_and_the_output() {
    let site = made();
    let said = in_shell(
        &site,
        "build --today 2026-11-23",
        &[("MODELPRESS_BASE_URL", "https://other.example/"), ("MODELPRESS_OUTPUT", "public")],
    );
    assert!(said.status.success(), "{said:?}");
    let page = fs::read_to_string(site.path("public/index.html")).unwrap();
    assert!(page.contains("href=\"https://other.example/\"") && !site.path("dist").exists());
    let help = site.run(&["build", "--help"]).exits(0).stdout;
    assert!(
        help.contains("[env: MODELPRESS_BASE_URL]") && help.contains("[env: MODELPRESS_OUTPUT]"),
        "{help}"
    );
}

#[test]
fn an_empty_variable_stands_for_nothing() {
    let site = made();
    let empty = [("MODELPRESS_BASE_URL", ""), ("MODELPRESS_OUTPUT", "")];
    for words in ["build --today 2026-11-23", "check --today 2026-11-23", "outputs --today 2026-11-23"] {
        let said = in_shell(&site, words, &empty);
        assert!(said.status.success(), "{words}: {said:?}");
    }
    let address = site.page("sitemap.xml");
    assert!(address.contains("<loc>https://models.example/"), "{address}");
    for words in ["build --base-url ''", "build --output ''"] {
        assert_eq!(in_shell(&site, words, &[]).status.code(), Some(2), "{words}: a flag says something");
    }
}

#[test]
fn annotations_name_files_from_the_root_of_the_repository() {
    let wrong = "name = \"B\"\nadded = 2027-01-01\n";
    let site = Site::new().file("sub/my site/site.toml", "").file("sub/my site/models/acme/b.toml", wrong);
    let places = |folder: &str, more: &[&str]| -> [String; 2] {
        let run = |format| {
            let args = [&["check"], more, &["--format", format, "--today", "2026-11-23"]].concat();
            run_below(&site, folder, &args).exits(0).stdout
        };
        let (line, document) = (run("github"), run("sarif"));
        let document: Value = serde_json::from_str(&document).unwrap();
        let result = &document["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        let file = line.split_once("file=").unwrap().1.split_once(',').unwrap().0;
        [file.to_owned(), result["artifactLocation"]["uri"].as_str().unwrap().to_owned()]
    };
    // Without a repository, from the site.
    let of_site = ["models/acme/b.toml"; 2];
    assert_eq!(places("sub/my site/models/acme", &[]), of_site);
    assert_eq!(places("sub/my site", &[]), of_site);
    assert_eq!(places("sub/my site/models", &[".."]), of_site);
    // A worktree has a file in the place of the folder.
    for marker in [".git/HEAD", "sub/.git"] {
        site.put(marker, "");
        let from = if marker == ".git/HEAD" { "sub/" } else { "" };
        let of_root =
            [format!("{from}my site/models/acme/b.toml"), format!("{from}my%20site/models/acme/b.toml")];
        assert_eq!(places("sub/my site/models/acme", &[]), of_root);
        assert_eq!(places("sub/my site", &[]), of_root);
        assert_eq!(places("sub", &["my site"]), of_root);
        assert_eq!(places("", &[&site.path("sub/my site").display().to_string()]), of_root);
    }
}

#[test]
fn colors_are_a_matter_of_flags_and_variables() {
    let site = Site::plain().file("models/acme/broken.toml", "name = 1\n");
    let has_color = |words: &str, variables: &[(&str, &str)]| {
        let said = in_shell(&site, words, variables).stderr;
        String::from_utf8(said).unwrap().contains("\u{1b}[")
    };
    assert!(!has_color("check", &[]) && has_color("check --color always", &[]));
    assert!(has_color("check", &[("CLICOLOR_FORCE", "1")]));
    assert!(!has_color("check --color never", &[("CLICOLOR_FORCE", "1")]));
    assert!(has_color("--color always check", &[("NO_COLOR", "1")]), "a flag goes before a variable");
    assert!(has_color("check nowhere --color always", &[]), "also of what failed");
}

#[test]
fn the_gravest_findings_come_first_and_many_are_counted() {
    let site = Site::own();
    for number in 0..12 {
        site.put(
            &format!("models/acme/a{number}.toml"),
            format!("name = \"A{number}\"\nadded = 2027-01-01\nx{number} = 1\n"),
        );
    }
    site.put("models/zeta/z.toml", "name = 1\n");
    let said = site.run(&["check", "--today", "2026-11-23"]).exits(1).stderr;
    let place = |text: &str| said.find(text).unwrap_or_else(|| panic!("{text} is not in {said}"));
    assert!(place("error[wrong-type]") < place("warning["), "{said}");
    let table = said.rsplit("\n\n").nth(1).unwrap();
    assert!(table.starts_with("      1  error    wrong-type\n"), "{table}");
    assert!(table.contains("\n     12  warning  future-date"), "{table}");
    assert!(!site.run(&["check", "--quiet", "--today", "2026-11-23"]).stderr.contains("     12  warning"));
}

#[test]
fn code_scanning_reads_the_findings() {
    let site =
        Site::own().file("models/acme/ü b.toml", "name = \"B\"\nadded = 2027-01-01\n[cost]\ninptu = 1\n");
    let run = site.run(&["check", "--format", "sarif", "--today", "2026-11-23"]).exits(1);
    // The pattern of languages has a bracket that nothing opens.
    let schema = tools::Tools::find().sarif_schema().replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let validator = jsonschema::draft7::new(&schema).unwrap();
    let wrong: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(document["runs"][0]["results"].as_array().unwrap().len(), 2);
    let (run, driver) = (&document["runs"][0], &document["runs"][0]["tool"]["driver"]);
    for result in run["results"].as_array().unwrap() {
        let rule = &driver["rules"][usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "models/acme/%C3%BC%20b.toml");
    }
    let unknown =
        run["results"].as_array().unwrap().iter().find(|one| one["ruleId"] == "unknown-price-key").unwrap();
    let region = &unknown["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        (&region["startLine"], &region["startColumn"], &region["endColumn"]),
        (&4.into(), &1.into(), &6.into())
    );
    assert_eq!(unknown["level"], "error");
}

#[test]
fn keys_are_explained_like_codes() {
    let site = Site::new();
    let said = site.run(&["explain", "cost.cache_read"]).exits(0).stdout;
    assert!(
        said.starts_with("cost.cache_read: ") && said.contains("\nIt takes a price such as 0.15."),
        "{said}"
    );
    assert!(site.run(&["explain", "unknown-key"]).exits(0).stdout.starts_with("unknown-key: "));
    site.run(&["explain", "cache_read"]).exits(2).says("did you mean `cost.cache_read`, ");
    site.run(&["explain", "cost.inptu"]).exits(2).says("did you mean `cost.input`?");
}

#[test]
fn shells_and_manuals_know_every_command() {
    let site = Site::new();
    let commands = ["init", "new", "build", "check", "query", "cost", "serve", "explain", "man"];
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = site.run(&["completions", shell]).exits(0).stdout;
        assert!(commands.iter().all(|command| script.contains(command)), "{shell}");
    }
    fs::write(site.path("bash"), site.run(&["completions", "bash"]).stdout).unwrap();
    let complete = "source ./bash; COMP_WORDS=(modelpress che); COMP_CWORD=1; _modelpress modelpress che modelpress; echo ${COMPREPLY[*]}";
    let output = Command::new("bash").args(["-c", complete]).current_dir(site.path("")).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap().trim(), "check");
    site.run(&["man", "man1"]).exits(0).says("man pages into man1");
    site.run(&["man", "man1"]).exits(0);
    for command in commands {
        let page = fs::read_to_string(site.path(&format!("man1/modelpress-{command}.1"))).unwrap();
        assert!(page.contains("Examples:") && page.contains(".TH modelpress-"), "{page}");
    }
    assert!(site.path("man1/modelpress.1").exists());
}

#[test]
fn every_command_has_examples_that_can_be_read_and_a_place_in_the_documentation() {
    use clap::{CommandFactory as _, Parser as _};
    let program = modelpress::cli::Cli::command();
    let (_, page) = pages().into_iter().find(|(path, _)| path.ends_with("docs/commands.md")).unwrap();
    for command in program.get_subcommands() {
        let name = command.get_name();
        assert!(page.contains(&format!("\n## {name}\n")), "docs/commands.md has no section `{name}`");
        let help = command.get_after_help().unwrap_or_else(|| panic!("{name} has no examples")).to_string();
        let lines: Vec<&str> =
            help.lines().filter_map(|line| line.trim().strip_prefix("modelpress ")).collect();
        assert!(!lines.is_empty(), "{name}");
        for line in lines {
            let words = words(line.split("  ").next().unwrap());
            assert_eq!(words[0], name);
            let read = modelpress::cli::Cli::try_parse_from([vec!["modelpress".to_owned()], words].concat());
            assert!(read.is_ok(), "{line}: {}", read.unwrap_err());
        }
    }
}

/// The words of a line as a shell splits it.
fn words(line: &str) -> Vec<String> {
    let output = Command::new("sh").args(["-c", &format!("printf '%s\\n' {line}")]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn a_site_made_by_hand_is_found_by_its_folders() {
    let site = Site::plain();
    run_below(&site, "models/acme", &["check", "--today", "2026-11-23"]).exits(0).says("checked ");
    assert!(!Path::new(&site.path("models/acme/dist")).exists());
}

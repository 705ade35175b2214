//! The language servers of editors check the example by the schemas that its site publishes: Tombi and Taplo find nothing there, and a
//! wrong value where there is one.
#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use support::{Site, run_in};

/// The files of a site with the schemas of each kind, and what each server is told.
fn site() -> Site {
    let example = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = Site::new();
    let output = site.path("dist");
    let args = ["build", "--today", "2026-11-23", "--output", output.to_str().unwrap()];
    run_in(example, &args).exits(0);
    let mut count = 0;
    for entry in walkdir::WalkDir::new(example.join("models")).into_iter().map(Result::unwrap) {
        if entry.path().extension().is_some_and(|ending| ending == "toml") {
            let path = entry.path().strip_prefix(example).unwrap().to_str().unwrap();
            site.put(path, std::fs::read(entry.path()).unwrap());
            count += 1;
        }
    }
    assert!(count > 50, "{count}");
    site.put("site.toml", std::fs::read(example.join("site.toml")).unwrap());
    // Every kind of date, free tables, and a provider.
    site.put("models/zz/dates.toml", "name = \"Dates\"\nadded = 2026-11-01\nknowledge = \"2026-10\"\nrelease_date = 2025\n[extra]\nany = { thing = 1 }\n");
    site.put(
        "providers/zz/provider.toml",
        "name = \"ZZ\"\nfounded = 2020-01-02\napi = \"https://zz.example/v1\"\n",
    );
    site.put(
        "providers/zz/models/one.toml",
        "name = \"One\"\n[provider]\nheaders = { x-any = \"thing\" }\nbody = { any = 1 }\n",
    );
    site.put("tombi.toml", TOMBI);
    site.put(".taplo.toml", TAPLO);
    site
}

/// Where tables stand is a matter of taste: a source stands beside what it is of.
const TOMBI: &str = r#"
files.exclude = ["dist/**/*", "tombi.toml", ".taplo.toml"]
[lint.rules]
tables-out-of-order = "off"
[[schemas]]
path = "dist/schema/model.json"
include = ["models/*/**/*.toml", "providers/*/models/**/*.toml"]
exclude = ["models/*/author.toml"]
[[schemas]]
path = "dist/schema/author.json"
include = ["models/*/author.toml"]
[[schemas]]
path = "dist/schema/provider.json"
include = ["providers/*/provider.toml"]
[[schemas]]
path = "dist/schema/site.json"
include = ["site.toml"]
"#;

const TAPLO: &str = r#"
include = ["models/**/*.toml", "providers/**/*.toml", "site.toml"]
[[rule]]
include = ["models/*/**/*.toml", "providers/*/models/**/*.toml"]
exclude = ["models/*/author.toml"]
schema.path = "./dist/schema/model.json"
[[rule]]
include = ["models/*/author.toml"]
schema.path = "./dist/schema/author.json"
[[rule]]
include = ["providers/*/provider.toml"]
schema.path = "./dist/schema/provider.json"
[[rule]]
include = ["site.toml"]
schema.path = "./dist/schema/site.json"
"#;

/// What a server says of the files of a site, and whether it is content.
fn lint(site: &Site, name: &str, arguments: &[&str]) -> (bool, String) {
    let tools =
        std::env::var_os("MODELPRESS_TEST_TOOLS").map_or_else(|| "target/test-tools".into(), PathBuf::from);
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join(tools).join("editors/bin").join(name);
    assert!(
        program.exists(),
        "`{}` is missing; install it with: sh tests/tools.sh editors",
        program.display()
    );
    let run = Command::new(program)
        .args(arguments)
        .current_dir(site.path(""))
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let said = [run.stdout, run.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (run.status.success(), said)
}

#[test]
fn the_language_servers_of_editors_agree_with_the_schemas() {
    let site = site();
    let servers = [("tombi", &["lint", "--offline", "."][..], "Warning"), ("taplo", &["lint"][..], "WARN")];
    for (name, arguments, warning) in servers {
        let (is_content, said) = lint(&site, name, arguments);
        assert!(is_content && !said.contains(warning), "{name}: {said}");
    }
    let wrong = "name = \"Wrong\"\nadded = 2026-11-01T10:00:00\nknowledge = \"2026-13\"\n[limit]\ncontext = \"big\"\n[cost]\ninptu = 1\n";
    site.put("models/zz/wrong.toml", wrong);
    for (name, arguments, _) in servers {
        let (is_content, said) = lint(&site, name, arguments);
        let lines: Vec<usize> =
            [2, 3, 5, 7].into_iter().filter(|line| said.contains(&format!("wrong.toml:{line}:"))).collect();
        assert!(!is_content && lines == [2, 3, 5, 7], "{name} finds {lines:?}: {said}");
    }
}

/// The lines of a new file with every key that it proposes.
fn with_every_key(text: &str) -> String {
    let is_proposed = |line: &&str| {
        let first = line.split([' ', '.', ']']).next().unwrap_or_default().trim_start_matches('[');
        let is_word =
            !first.is_empty() && first.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
        is_word && (line.starts_with('[') || line.contains(" = "))
    };
    let lines = text.lines().map(|line| line.strip_prefix("# ").filter(is_proposed).unwrap_or(line));
    // An address is to be filled in.
    let lines: Vec<String> = lines.map(|line| line.replace("https://…", "https://a.example")).collect();
    lines.join("\n") + "\n"
}

#[test]
fn a_new_site_is_clean_in_editors_and_so_is_every_proposed_key() {
    let site = Site::new();
    let day = ["--today", "2026-11-23"];
    site.run(&[&["init", "."], &day[..]].concat()).exits(0);
    for (kind, id, path, keys) in [
        ("model", "acme/medium", "models/acme/medium.toml", 27),
        ("author", "zeta", "models/zeta/author.toml", 9),
        ("provider", "north", "providers/north/provider.toml", 9),
    ] {
        site.run(&[&["new", kind, id], &day[..]].concat()).exits(0);
        let text = with_every_key(&std::fs::read_to_string(site.path(path)).unwrap());
        let count = text.lines().filter(|line| !line.starts_with('#') && line.contains(" = ")).count();
        assert_eq!(count, keys, "{path}: {text}");
        site.put(path, text);
    }
    let check = site.run(&[&["check", "--format", "json"], &day[..]].concat()).exits(0);
    assert!(check.findings().iter().all(|found| found["severity"] != "error"), "{check:#?}");
    let servers = [("tombi", &["lint", "--offline", "."][..], "Warning"), ("taplo", &["lint"][..], "WARN")];
    for (name, arguments, warning) in servers {
        let (is_content, said) = lint(&site, name, arguments);
        assert!(is_content && !said.contains(warning), "{name}: {said}");
    }
    for (kind, path, wrong) in
        [("model", "models/acme/small.toml", "knowledge = 5"), ("site", "site.toml", "language = 5")]
    {
        let schema = site.run(&["schema", kind]).exits(0).stdout;
        let kept = std::fs::read_to_string(site.path(&format!(".schema/{kind}.json"))).unwrap();
        assert_eq!(kept, schema, "`modelpress schema {kind}` writes the schema again");
        let text = std::fs::read_to_string(site.path(path)).unwrap();
        site.put(path, format!("{wrong}\n{text}"));
    }
    for (name, arguments, _) in servers {
        let (_, said) = lint(&site, name, arguments);
        for path in ["small.toml", "site.toml"] {
            assert!(said.contains(&format!("{path}:1:")), "{name} knows the schema of {path}: {said}");
        }
    }
}

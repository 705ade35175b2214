//! The examples of the documentation are a site without findings, and its links lead somewhere.
#![allow(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use support::{Site, pages};

/// The pages whose TOML examples make one site each.
const TUTORIALS: [&str; 2] = ["README.md", "docs/authoring.md"];

/// A fenced example that names its file in its first line: `# models/acme/small.toml`.
struct Example<'a> {
    path: &'a str,
    text: &'a str,
}

#[test]
fn the_examples_of_each_tutorial_are_a_site_without_findings() {
    for page in TUTORIALS {
        let text = fs::read_to_string(page).unwrap();
        let examples: Vec<_> = blocks(&text, "toml").filter_map(example).collect();
        assert!(examples.len() > 3, "{page} has {} examples with a path", examples.len());
        let paths: BTreeSet<_> = examples.iter().map(|example| example.path).collect();
        assert_eq!(paths.len(), examples.len(), "{page} names a file twice");
        let site = Site::new()
            .file("site.toml", "base_url = \"https://models.example/\"\n[data]\nlicense = \"MIT\"\n");
        for example in examples {
            site.put(example.path, example.text);
        }
        let run = site.run(&["check", "--strict", "--format", "json", "--today", "2026-11-23"]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{page}: {run:#?}");
    }
}

#[test]
fn every_example_of_settings_is_a_site_without_findings() {
    let text = fs::read_to_string("docs/settings.md").unwrap();
    let examples: Vec<_> = blocks(&text, "toml").collect();
    assert!(examples.len() > 5, "{examples:?}");
    for example in examples {
        // Where there is a gateway, clients of its lists require a date.
        let site = Site::new()
            .file("models/acme/plain.toml", format!("release_date = 2026-01-15\n{}", support::MODEL))
            .file("site.toml", format!("base_url = \"https://models.example/\"\n{example}"))
            .file(
                "static/brand/acme.svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\"/>",
            )
            .file("static/brand/acme.css", "");
        assert!(example.starts_with("# site.toml\n"), "{example}");
        let site = if example.contains("own_providers") { with_providers(site, example) } else { site };
        let run = site.run(&["check", "--strict", "--format", "json", "--today", "2026-11-23"]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{example}: {run:#?}");
    }
}

/// A site with the author and the providers of the example.
fn with_providers(site: Site, settings: &str) -> Site {
    let data = "[data]\nlicense = \"MIT\"\ncredit = \"Ours.\"\n";
    let site = site.file("site.toml", format!("base_url = \"https://models.example/\"\n{settings}\n{data}"));
    let offer = "base_model = \"zhipuai/glm-5\"\n[cost]\ninput = 1\noutput = 2\n";
    let site = site.file("models/zhipuai/glm-5.toml", "name = \"GLM-5\"\nrelease_date = 2026-02-11\n");
    ["zai", "google-vertex"].into_iter().fold(site, |site, id| {
        let site = site.file(&format!("providers/{id}/models/glm-5.toml"), offer);
        site.file(
            &format!("providers/{id}/provider.toml"),
            format!("name = \"{id}\"\napi = \"https://{id}.example/v1\"\nenv = [\"KEY\"]\n"),
        )
    })
}

#[test]
fn the_example_pages_are_a_site_without_findings() {
    let text = fs::read_to_string("docs/pages.md").unwrap();
    let site = Site::new()
        .file("site.toml", "base_url = \"https://models.example/\"")
        .file("models/acme/small.toml", support::MODEL)
        .file("static/docs/console.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let mut count = 0;
    for (path, rest) in text.split("\n`pages/").filter_map(|part| part.split_once("`:\n\n```md\n")) {
        site.put(&format!("pages/{path}"), rest.split("\n```\n").next().unwrap());
        count += 1;
    }
    assert_eq!(count, 2);
    let run = site.run(&["build", "--strict", "--today", "2026-11-23"]).exits(0);
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    assert!(site.page("docs/first-call/index.html").contains("<h2 id=\"get-a-key\">"));
}

#[test]
fn every_toml_example_can_be_read() {
    for (page, text) in pages() {
        for block in blocks(&text, "toml") {
            let read = block.parse::<toml::Table>();
            assert!(read.is_ok() || page.ends_with("lints.md"), "{page}: {read:?}\n{block}");
        }
    }
}

#[test]
fn links_between_pages_lead_to_files_and_headings() {
    for (page, text) in pages() {
        let folder = Path::new(&page).parent().unwrap();
        for target in targets(&text) {
            let (file, fragment) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { Path::new(&page).to_owned() } else { folder.join(file) };
            assert!(file.exists(), "{page} links to `{target}`");
            if !fragment.is_empty() {
                let headings = headings(&fs::read_to_string(&file).unwrap());
                assert!(headings.contains(fragment), "{page} links to `{target}`, of {headings:?}");
            }
        }
    }
}

#[test]
fn every_hazard_names_a_test_that_there_is() {
    let page = fs::read_to_string("docs/hazards.md").unwrap();
    let rows: Vec<&str> =
        page.lines().filter(|line| line.starts_with("| ") && line.contains("`: `")).collect();
    assert!(rows.len() > 50, "{} cases have a test", rows.len());
    for row in rows {
        let (before, rest) = row.rsplit_once("`: `").unwrap();
        let (file, name) = (before.rsplit('`').next().unwrap(), rest.split('`').next().unwrap());
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(text.contains(&format!("fn {name}(")), "{file} has no test `{name}`");
    }
}

/// The fenced blocks of a language.
fn blocks<'a>(text: &'a str, language: &str) -> impl Iterator<Item = &'a str> {
    let open = format!("\n```{language}\n");
    let starts: Vec<usize> = text.match_indices(&open).map(|(at, open)| at + open.len()).collect();
    starts.into_iter().map(|start| &text[start..start + text[start..].find("```").unwrap()])
}

fn example(block: &str) -> Option<Example<'_>> {
    let path = block.lines().next()?.strip_prefix("# ")?;
    let is_file = Path::new(path).extension().is_some_and(|ending| ending == "toml");
    is_file.then_some(Example { path, text: block })
}

/// The targets of links to other pages and headings, outside of code.
fn targets(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2).flat_map(|prose| prose.split('`').step_by(2));
    let targets = prose.flat_map(|prose| prose.split("](").skip(1)).filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://") && !target.starts_with("mailto:")).collect()
}

/// The fragments of a page's headings, as hosts of repositories make them.
fn headings(text: &str) -> BTreeSet<String> {
    let titles =
        text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    let fragment = |title: &str| {
        let kept = title.to_lowercase().replace(' ', "-");
        kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
    };
    titles.map(fragment).collect()
}

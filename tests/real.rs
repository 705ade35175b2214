//! A large public catalog builds whole.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use scraper::{ElementRef, Html, Selector};
use support::{run_in, tree};

/// The catalog, where the environment names one.
fn catalog() -> Option<PathBuf> {
    let path = std::env::var_os("MODELPRESS_REAL_CATALOGUE").map(PathBuf::from);
    if path.is_none() {
        println!(
            "not run: set MODELPRESS_REAL_CATALOGUE to the folder of a models.dev catalog, which has `models` and `providers` in it"
        );
    }
    path
}

fn records(root: &Path) -> (BTreeSet<String>, usize) {
    let mut there = BTreeSet::new();
    let mut dangling = 0;
    for entry in walkdir::WalkDir::new(root).into_iter().map(Result::unwrap) {
        let path = entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
        let is_record = path
            .strip_suffix(".toml")
            .is_some_and(|stem| !stem.ends_with("/provider") && !stem.ends_with("/author"));
        if !is_record {
            continue;
        }
        if entry.path().exists() { _ = there.insert(path) } else { dangling += 1 }
    }
    (there, dangling)
}

#[test]
fn every_record_has_its_page_and_every_doubt_is_reported() {
    let Some(root) = catalog() else { return };
    let output = tempfile::TempDir::new().unwrap();
    let out = output.path().join("site");
    let args = ["build", "--format", "json", "--today", "2026-11-23", "--output", out.to_str().unwrap()];
    let run = run_in(&root, &args).exits(0);
    let findings = run.findings();
    let count = |code: &str| findings.iter().filter(|found| found["code"] == code).count();
    let (files, dangling) = records(&root);
    assert_eq!(count("dangling-link"), dangling);
    assert_eq!(count("not-toml"), 2);
    assert_eq!(count("unknown-price-key"), misspelled(&root, &files));
    assert!(findings.iter().all(|found| found["severity"] != "error"));
    let pages = assert_pages(&files, &out);
    println!("{pages} records, {} findings", findings.len());
    let (models, figures) = assert_figures(&root, &out);
    println!("{models} models without a file, {figures} figures on their pages");
    assert!(models > 50 && figures > 20 * models, "{models} models, {figures} figures");
    let prices = assert_prices_of_lists(&root, &out);
    println!("{prices} prices in lists");
    assert!(prices > 9_000, "{prices}");
    assert_elements(&out);
}

/// How many elements the pages of models have: as many offers and scores as there are make some of them long.
fn assert_elements(out: &Path) {
    let pages =
        walkdir::WalkDir::new(out.join("models")).min_depth(3).max_depth(3).into_iter().map(Result::unwrap);
    let pages = pages.filter(|entry| {
        entry.file_name() == "index.html" && !entry.path().starts_with(out.join("models/page"))
    });
    let mut counts: Vec<usize> =
        pages.map(|entry| elements(&std::fs::read_to_string(entry.path()).unwrap())).collect();
    counts.sort_unstable();
    let above = counts.iter().filter(|count| **count > 900).count();
    let (median, most) = (counts[counts.len() / 2], counts[counts.len() - 1]);
    println!("{} pages of models, {median} elements, at most {most}, {above} above 900", counts.len());
    assert!(median <= 760 && most <= 1_250 && above * 5 < counts.len(), "{median}, {most}, {above}");
}

/// The elements of a page; what is in a `<template>` is none.
fn elements(html: &str) -> usize {
    let in_page =
        html.split("<template").map(|part| part.split_once("</template>").map_or(part, |(_, after)| after));
    let tags = in_page.flat_map(|part| part.split('<').skip(1));
    tags.filter(|tag| tag.starts_with(|letter: char| letter.is_ascii_alphabetic())).count()
}

/// Every price in the rows of lists is one of a file: that of the offer, and for a model that of an offer of the provider which it names.
fn assert_prices_of_lists(root: &Path, out: &Path) -> usize {
    let read = |name: &str| -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(out.join("data").join(name)).unwrap()).unwrap()
    };
    let (models, offers) = (read("search.json"), read("offers.json"));
    // A column of few values is an object by the numbers of rows.
    let at = |table: &serde_json::Value, column: &str, row: usize| {
        let values = &table["columns"][column];
        if values.is_array() { values[row].clone() } else { values[row.to_string()].clone() }
    };
    let keys = [("input", "cost.input"), ("output", "cost.output"), ("cached", "cost.cache_read")];
    let mut asked: BTreeMap<(u64, u64), BTreeSet<[String; 3]>> = BTreeMap::new();
    let mut count = 0;
    for row in 0..usize::try_from(offers["rows"].as_u64().unwrap()).unwrap() {
        let provider = at(&offers, "provider", row).as_u64().unwrap();
        let folder = offers["providers"][usize::try_from(provider).unwrap()][1].as_str().unwrap();
        let id = at(&offers, "id", row);
        let key = at(&offers, "key", row);
        let key =
            key.as_str().map_or_else(|| format!("{folder}models/{}", id.as_str().unwrap()), str::to_owned);
        let text = std::fs::read_to_string(root.join(format!("{key}.toml"))).unwrap();
        let table: toml::Table = text.parse().unwrap();
        let is_of_tokens = at(&offers, "unit", row).is_null();
        for (column, path) in keys.iter().filter(|(column, _)| is_of_tokens || *column != "input") {
            let price = at(&offers, column, row);
            let Some(price) = price.as_str() else { continue };
            let written = lookup(&table, path).unwrap_or_else(|| panic!("{key} has no {path}"));
            assert!(
                is_written(&written, &text, price),
                "{key}: {path} is {written}, and {price} in the list"
            );
            count += 1;
        }
        if let Some(model) = at(&offers, "model", row).as_u64() {
            let prices = keys.map(|(column, _)| at(&offers, column, row).to_string());
            asked.entry((model, provider)).or_default().insert(prices);
        }
    }
    for row in 0..usize::try_from(models["rows"].as_u64().unwrap()).unwrap() {
        for (of, before) in [("price_of", ""), ("low_of", "low_")] {
            let Some(provider) = at(&models, of, row).as_u64() else { continue };
            let prices = keys.map(|(column, _)| at(&models, &format!("{before}{column}"), row).to_string());
            let of_provider = &asked[&(row as u64, provider)];
            assert!(of_provider.contains(&prices), "row {row}: {prices:?} is none of {of_provider:?}");
            count += 3;
        }
    }
    count
}

/// Every figure on the page of a model without a file names a file that says so; how many such pages and figures there are.
fn assert_figures(root: &Path, out: &Path) -> (usize, usize) {
    let (mut models, mut figures) = (0, 0);
    for entry in walkdir::WalkDir::new(out.join("models")).into_iter().map(Result::unwrap) {
        if entry.file_name() != "index.json" {
            continue;
        }
        let json: serde_json::Value = serde_json::from_slice(&std::fs::read(entry.path()).unwrap()).unwrap();
        if json["listings"].is_null() {
            continue;
        }
        models += 1;
        let page = std::fs::read_to_string(entry.path().with_file_name("index.html")).unwrap();
        let page = Html::parse_document(&page);
        for figure in page.select(&Selector::parse("[data-fact]").unwrap()) {
            let fact = figure.attr("data-fact").unwrap();
            if fact == "id" || fact.starts_with("computed.") {
                continue;
            }
            let around = figure.ancestors().filter_map(ElementRef::wrap);
            let key = std::iter::once(figure).chain(around).find_map(|outer| outer.attr("data-record"));
            let key = key.unwrap_or_else(|| panic!("{}: `{fact}` is of no record", json["key"]));
            let text = std::fs::read_to_string(root.join(format!("{key}.toml")))
                .unwrap_or_else(|_| panic!("{}: `{fact}` is of `{key}`, which has no file", json["key"]));
            let value = figure.attr("value").or(figure.attr("datetime")).unwrap();
            let table: toml::Table = text.parse().unwrap();
            if fact.starts_with("cost.") {
                continue; // Prices are those of their offer on every page.
            }
            // What an offer inherits stands in another file.
            let Some(written) = lookup(&table, fact) else {
                assert!(table.contains_key("base_model"), "{key} does not say `{fact}`");
                continue;
            };
            assert!(
                is_written(&written, &text, value),
                "{key}: `{fact}` is {written}, and {value} on {}",
                json["key"]
            );
            figures += 1;
        }
    }
    (models, figures)
}

/// The value of a file at a dotted path.
fn lookup(table: &toml::Table, path: &str) -> Option<toml::Value> {
    let mut at = toml::Value::Table(table.clone());
    for part in path.split('.') {
        at = at.get(part)?.clone();
    }
    Some(at)
}

/// Whether a figure is what a file says, digit by digit.
fn is_written(written: &toml::Value, text: &str, value: &str) -> bool {
    match written {
        toml::Value::String(word) => word == value,
        toml::Value::Array(words) => {
            // Lists of words have an order of their own on pages.
            let written: BTreeSet<&str> = words.iter().map(|word| word.as_str().unwrap()).collect();
            written == value.split(',').collect()
        }
        toml::Value::Float(number) => text.contains(value) || number.to_string() == value,
        other => other.to_string() == value,
    }
}

/// Every record has its page; how many there are.
fn assert_pages(files: &BTreeSet<String>, out: &Path) -> usize {
    for file in files {
        let mut parts: Vec<&str> = file.strip_suffix(".toml").unwrap().split('/').collect();
        if parts[0] == "providers" {
            parts.remove(2);
        }
        let safe = |c: char| {
            if c.is_ascii_alphanumeric() || "._-/".contains(c) { c.to_ascii_lowercase() } else { '-' }
        };
        let page: String = parts.join("/").chars().map(safe).collect();
        assert!(out.join(&page).join("index.html").exists(), "{file} has no page at {page}");
    }
    files.len()
}

/// White space after a name, in files of every kind: as an escape in every other file, else as it is.
fn add_tabs(root: &Path, files: &BTreeSet<String>) -> usize {
    let offers = files.iter().filter(|file| file.starts_with("providers/"));
    let models = files.iter().filter(|file| file.starts_with("models/"));
    let owner = |file: &&String| file.split('/').take(2).collect::<Vec<_>>().join("/");
    let providers: BTreeSet<String> =
        offers.clone().map(|file| format!("{}/provider.toml", owner(&file))).collect();
    let kinds: [Vec<&String>; 3] = [offers.collect(), models.collect(), providers.iter().collect()];
    let mut tabs = 0;
    for (kind, most) in kinds.iter().zip([4, 3, 2]) {
        let plain = kind.iter().filter(|file| !root.join(file).is_symlink());
        let named = plain.filter_map(|file| {
            let text = std::fs::read_to_string(root.join(file)).unwrap();
            let line =
                text.lines().find(|line| line.starts_with("name = \"") && line.ends_with('"'))?.to_owned();
            Some((root.join(file), text, line))
        });
        for (path, text, line) in named.take(most) {
            let blank = if tabs % 2 == 0 { "\\t" } else { "\t" };
            let tabbed = format!("{}{blank}\"", line.strip_suffix('"').unwrap());
            std::fs::write(path, text.replacen(&line, &tabbed, 1)).unwrap();
            tabs += 1;
        }
    }
    let author = owner(&files.first().unwrap());
    std::fs::write(root.join(author).join("author.toml"), "name = \"Somebody\\t\"\n").unwrap();
    tabs + 1
}

#[test]
fn a_tab_at_the_end_of_a_name_ends_nothing() {
    let Some(root) = catalog() else { return };
    let folder = tempfile::TempDir::new().unwrap();
    let copy = folder.path().join("tree");
    let copied = std::process::Command::new("cp").arg("-a").args([&root, &copy]).status().unwrap();
    assert!(copied.success());
    let (files, _) = records(&copy);
    assert_eq!(add_tabs(&copy, &files), 10);
    let out = folder.path().join("site");
    let args = ["build", "--format", "json", "--today", "2026-11-23", "--output", out.to_str().unwrap()];
    let findings = run_in(&copy, &args).exits(0).findings();
    let is_of_names = |code: &str| ["bad-text", "missing-key"].contains(&code);
    assert!(!findings.iter().any(|found| is_of_names(found["code"].as_str().unwrap())), "{findings:?}");
    assert_pages(&files, &out);
}

/// Makes a mistake of each kind, in files that are no links, and returns how many were made.
fn make_mistakes(root: &Path, files: &BTreeSet<String>) -> usize {
    let plain = || files.iter().filter(|file| !root.join(file).is_symlink());
    let lines = [
        ("context = ", "context = \"128k\""),
        ("output = ", "output = [1]"),
        ("input = ", "input = { price = 1 }"),
        ("tool_call = ", "tool_call = \"yes\""),
        ("name = ", "name = 5"),
        ("name = ", "name = \"cut"),
        ("release_date = ", "release_date = 2024.5"),
        ("base_model = ", "base_model = \"nobody/nothing\""),
        ("reasoning = ", "id = \"a/../b\""),
        ("attachment = ", "aliases = [\"..\", 5]"),
    ];
    let mut rest = plain().step_by(7);
    let mut made = 0;
    for (start, wrong) in lines {
        let found = rest.find_map(|file| {
            let text = std::fs::read_to_string(root.join(file)).unwrap();
            let line = text.lines().find(|line| line.starts_with(start))?.to_owned();
            Some((file, text.replacen(&line, wrong, 1)))
        });
        let (file, text) = found.unwrap();
        std::fs::write(root.join(file), text).unwrap();
        made += 1;
    }
    for file in rest.filter(|file| file.starts_with("providers/")).take(3) {
        let (folder, name) = file.rsplit_once('/').unwrap();
        let other = format!("{folder}/{}", name.strip_suffix(".toml").unwrap().to_uppercase() + ".toml");
        std::fs::copy(root.join(file), root.join(other)).unwrap();
        made += 1;
    }
    for path in ["models/loose.toml", "providers/loose.toml"] {
        std::fs::write(root.join(path), "name = \"Loose\"\n").unwrap();
        made += 1;
    }
    let provider = plain().find(|file| file.starts_with("providers/")).unwrap();
    let provider = provider.split('/').take(2).collect::<Vec<_>>().join("/");
    std::fs::write(root.join(provider).join("provider.toml"), "name = 1\nenv = \"KEY\"\n").unwrap();
    made + 1
}

#[test]
fn a_tree_with_mistakes_made_on_purpose_builds_and_every_record_has_its_page_or_a_warning() {
    let Some(root) = catalog() else { return };
    let folder = tempfile::TempDir::new().unwrap();
    let copy = folder.path().join("tree");
    let copied = std::process::Command::new("cp").arg("-a").args([&root, &copy]).status().unwrap();
    assert!(copied.success());
    assert_eq!(make_mistakes(&copy, &records(&copy).0), 16);
    let out = folder.path().join("site");
    let args = ["build", "--format", "json", "--today", "2026-11-23", "--output", out.to_str().unwrap()];
    let findings = run_in(&copy, &args).exits(0).findings();
    let of = |severity: &str| {
        let found = findings.iter().filter(|found| found["severity"] == severity);
        found.map(|found| found["file"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>()
    };
    assert_eq!(of("error"), BTreeSet::new());
    let (warned, shown) = (of("warning"), keys(&out));
    let files = records(&copy).0;
    let lost: Vec<_> = files
        .iter()
        .filter(|file| !shown.contains(file.strip_suffix(".toml").unwrap()) && !warned.contains(*file))
        .collect();
    assert!(lost.is_empty(), "neither a page nor a warning: {lost:#?}");
    // What is left out takes the offers that inherit from it along.
    let drawn = files.iter().filter(|file| shown.contains(file.strip_suffix(".toml").unwrap())).count();
    assert!(files.len() - drawn < 40, "{drawn} of {} records have a page", files.len());
}

/// The keys of the records of files that have a page.
fn keys(out: &Path) -> BTreeSet<String> {
    let files = walkdir::WalkDir::new(out).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_name() == "index.json");
    let key = |entry: walkdir::DirEntry| {
        let json: serde_json::Value = serde_json::from_slice(&std::fs::read(entry.path()).unwrap()).unwrap();
        let page = entry.path().with_file_name("index.html");
        assert!(page.exists(), "{} is missing", page.display());
        // Lists, authors and providers are in parts, and records are whole.
        let is_record = json.get("parts").is_none() && json["listings"].is_null();
        is_record.then(|| json["key"].as_str().unwrap().to_owned())
    };
    files.filter_map(key).collect()
}

/// How many keys of price tables are none of the known ones, counted with another reader.
fn misspelled(root: &Path, files: &BTreeSet<String>) -> usize {
    let wrong = ["cache_input", "cached_input", "cached_write", "image", "citation", "request"];
    let in_file = |file: &String| {
        let text = std::fs::read_to_string(root.join(file)).unwrap();
        let table: toml::Table = text.parse().unwrap();
        let cost = table.get("cost").and_then(toml::Value::as_table);
        cost.map_or(0, |cost| wrong.iter().filter(|key| cost.contains_key(**key)).count())
    };
    files.iter().map(in_file).sum()
}

#[test]
fn two_builds_are_equal_on_one_and_on_two_threads() {
    let Some(root) = catalog() else { return };
    let output = tempfile::TempDir::new().unwrap();
    let build = |threads: &str| {
        let out = output.path().join(threads);
        let args = [
            "build",
            "--quiet",
            "--threads",
            threads,
            "--today",
            "2026-11-23",
            "--output",
            out.to_str().unwrap(),
        ];
        run_in(&root, &args).exits(0);
        tree(&out)
    };
    assert!(build("1") == build("2"), "two builds of one catalog differ");
}

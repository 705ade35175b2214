//! What the search of the list finds first in a large public catalog.
//!
//! `cargo test --release --locked --test search -- --nocapture` prints what is not first.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop at what it does not expect")]

#[path = "support/node.rs"]
mod node;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::date;
use modelpress::compile::{Options, compile};
use modelpress::discover::discover;
use modelpress::search::{Filter, Searcher, passes, read, subjects};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The folder of the catalog.
fn catalog() -> PathBuf {
    let path = std::env::var_os("MODELPRESS_REAL_CATALOGUE").expect(
        "set MODELPRESS_REAL_CATALOGUE to the folder of a models.dev catalog, which has `models` and `providers` in it",
    );
    PathBuf::from(path)
}

/// The rows of the lists of a catalog, as its site has them.
fn write_rows(root: &Path, folder: &Path) -> [PathBuf; 2] {
    let compiled = compile(&discover(root).unwrap(), &Options::new(date(2026, 11, 23)));
    ["search", "offers"].map(|name| {
        let route = format!("data/{name}.json");
        let item = compiled.pages.items().iter().find(|item| item.route.as_str() == route).unwrap();
        let mut bytes = Vec::new();
        compiled.pages.render(item, &mut bytes, &compiled.map);
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        path
    })
}

/// By claim, how many texts there are and for how many it holds; see `search/rank.mjs`.
fn holds(said: &str) -> HashMap<&str, (u32, u32)> {
    let read = |line| {
        let mut parts = str::split(line, '\t');
        let claim = parts.next()?;
        Some((claim, (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?)))
    };
    said.lines().filter_map(read).collect()
}

#[test]
fn the_model_that_people_mean_comes_first() {
    let folder = TempDir::new().unwrap();
    let output = Command::new("node")
        .arg("tests/search/rank.mjs")
        .args(write_rows(&catalog(), folder.path()))
        .arg("tests/search/queries.tsv")
        .output()
        .expect("node runs the search; install it with: sh tests/tools.sh node");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    println!("{said}");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let holds = holds(&said);
    let (right, queries) = holds["first row of a query"];
    assert!(queries >= 111, "{queries} queries are too few to tell");
    assert!(right * 100 >= queries * 95, "{right} of {queries} queries have their page first\n{said}");
    for claim in ["first row of an id", "order in any case"] {
        let (right, all) = holds[claim];
        assert!(right == all && all > 1_000, "{claim}: {right} of {all}\n{said}");
    }
}

/// Texts with filters among the words, beside those of `queries.tsv`.
const FILTERED: [&str; 14] = [
    "vision tools <$1 >200k",
    "free llama",
    "json 128k+",
    "llama vision",
    "open <=0.5 groq",
    "$0.15 mini",
    "tool",
    "qwen cache >=1m",
    "reasoning",
    "pdf audio",
    ">0.5m",
    "sonet <$5",
    "free",
    "<$0.000001",
];

/// A filter as a field of the form and its value.
fn field(filter: &Filter) -> [String; 2] {
    let field = |name: &str, value: String| [name.to_owned(), value];
    match filter {
        Filter::Capability(capability) => field("capability", capability.words().slug.to_owned()),
        Filter::Free => field("price", "free".to_owned()),
        Filter::Price(_, most) => field("price", most.to_string()),
        Filter::Context(fewest) => field("context", fewest.to_string()),
    }
}

#[test]
fn the_terminal_finds_the_same_rows_in_the_same_order() {
    let folder = TempDir::new().unwrap();
    let [search, _] = write_rows(&catalog(), folder.path());
    let queries = fs::read_to_string("tests/search/queries.tsv").unwrap();
    let lines = queries.lines().filter(|line| !line.starts_with('#'));
    let texts: Vec<&str> = lines.filter_map(|line| Some(line.split_once('\t')?.0)).chain(FILTERED).collect();
    assert!(texts.len() > 150, "{}", texts.len());
    let path = folder.path().join("texts");
    fs::write(&path, serde_json::to_vec(&texts).unwrap()).unwrap();
    let output = Command::new("node").arg("tests/search/answers.mjs").args([search, path]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let compiled = compile(&discover(&catalog()).unwrap(), &Options::new(date(2026, 11, 23)));
    let directory = &compiled.pages.site().directory;
    let searcher = Searcher::new(&subjects(directory, &directory.rows));
    let answers = String::from_utf8(output.stdout).unwrap();
    assert_eq!(answers.lines().count(), texts.len());
    for (text, answer) in texts.iter().zip(answers.lines()) {
        let reading = read(&searcher, text);
        let found = reading.rows.unwrap_or_else(|| (0..directory.rows.len()).collect());
        let passing = found.iter().map(|at| &directory.rows[*at]);
        let passing =
            passing.filter(|row| reading.filters.iter().all(|filter| passes(directory, row, filter)));
        let keys: Vec<&str> = passing.map(|row| directory.record(row.place).key.as_str()).collect();
        let fields: Vec<_> = reading.filters.iter().map(field).collect();
        let ours = json!([fields, reading.is_near, keys]);
        assert_eq!(ours, serde_json::from_str::<Value>(answer).unwrap(), "{text}");
    }
}

/// Searches in rows of name, id, source, offers, day and party: the names that are found, behind whether they are only near.
const FOUND: &str = "{ found: (rows, text) => {
    const all = rows.map(([name, id, source, offers, added, party]) => ({ name, id, ids: [id], parties: [party], source, offers, added }));
    const found = searchIn(all)(text);
    return found && [found.near, ...found.rows.map((row) => rows[row][0])];
} }";

fn assert_found(cases: &[(&Value, &str, Value)]) {
    let scripts = ["fold", "words", "search_index", "search"].map(|name| format!("static/js/{name}.js"));
    let cases: Vec<node::Case> = cases
        .iter()
        .map(|(rows, text, found)| ("found".to_owned(), vec![(*rows).clone(), json!(text)], found.clone()))
        .collect();
    node::agrees(FOUND, &scripts.each_ref().map(String::as_str), &cases);
}

#[test]
fn what_decides_first_outweighs_all_that_decides_later() {
    assert_found(&[
        // The id, against a model.
        (
            &json!([["Nova Max", "nova-max", 0, 50, "", ""], ["Thing", "NOVA", 2, 1, "", ""]]),
            "nova",
            json!([false, "Thing", "Nova Max"]),
        ),
        // A whole word, against a model.
        (
            &json!([["Novatel", "a", 0, 50, "", ""], ["Nova Two", "b", 2, 1, "", ""]]),
            "nova",
            json!([false, "Nova Two", "Novatel"]),
        ),
        // A model and its author, against the exact name.
        (
            &json!([
                ["Nova", "a", 2, 1, "", ""],
                ["Nova A", "b", 1, 1, "", ""],
                ["Nova B", "c", 0, 1, "", ""]
            ]),
            "nova",
            json!([false, "Nova B", "Nova A", "Nova"]),
        ),
        // The exact name, against offers; a remark behind it is no part of it.
        (
            &json!([["Nova Max", "a", 0, 50, "", ""], ["Nova (latest)", "b", 0, 1, "", ""]]),
            "nova",
            json!([false, "Nova (latest)", "Nova Max"]),
        ),
        // A word of the name, against offers.
        (
            &json!([["Max", "a", 0, 50, "", "Nova"], ["Nova Mini", "b", 0, 1, "", ""]]),
            "nova",
            json!([false, "Nova Mini", "Max"]),
        ),
        // Offers, against the day.
        (
            &json!([["Nova Mini", "a", 0, 2, "2026-02", ""], ["Nova Max", "b", 0, 3, "2026-01", ""]]),
            "nova",
            json!([false, "Nova Max", "Nova Mini"]),
        ),
        // The day, among models that differ in numbers alone.
        (
            &json!([["Nova 4", "a", 0, 9, "2025-02", ""], ["Nova 5", "b", 0, 2, "2026-01-03", ""]]),
            "nova",
            json!([false, "Nova 5", "Nova 4"]),
        ),
        // The order of the rows.
        (
            &json!([["Nova B", "a", 0, 1, "", ""], ["Nova A", "b", 0, 1, "", ""]]),
            "nova",
            json!([false, "Nova B", "Nova A"]),
        ),
    ]);
}

#[test]
fn words_are_found_in_any_spelling_and_order() {
    let rows = json!([
        ["GPT-4o mini", "gpt-4o-mini", 0, 1, "", "OpenAI"],
        ["Kimi K2.5", "kimi-k2-5", 0, 1, "", "Moonshot AI"],
        ["Qwen3 235B-A22B", "qwen3-235b", 0, 1, "", "Groq"],
    ]);
    let finds = |texts: &[&'static str], name: &str| {
        texts.iter().map(|text| (*text, json!([false, name]))).collect::<Vec<_>>()
    };
    let mut cases = finds(
        &["gpt4o", "gpt-4o", "GPT 4o", "4o mini", "4omini", "mini gpt", "open ai mini", "openai 4o", "gpt_4"],
        "GPT-4o mini",
    );
    cases.extend(finds(
        &["k2.5", "k2 5", "k2-5", "K2p5", "2.5", "moonshot kimi", "kimi-k2.", "kimik2"],
        "Kimi K2.5",
    ));
    cases.extend(finds(
        &["qwen 3", "qwen3 235b", "qwen 235", "235b a22b", "groq qwen", "A22B QWEN"],
        "Qwen3 235B-A22B",
    ));
    cases.extend(["25", "35b", "pt-4o", "4 5", "wen3", "gpt qwen"].map(|text| (text, json!([false]))));
    cases.extend(["", " ", "???", "-/.", "^|"].map(|text| (text, Value::Null)));
    assert_found(&cases.iter().map(|(text, found)| (&rows, *text, found.clone())).collect::<Vec<_>>());
}

#[test]
fn a_typo_is_let_pass_from_the_start_of_a_long_word() {
    let rows = json!([
        ["Claude Sonnet 4.5", "claude-sonnet-4-5", 0, 1, "", "Anthropic"],
        ["Nemotron Cascade", "cascade", 0, 1, "", "NVIDIA"],
        ["DeepSeek Reasoner", "deepseek-reasoner", 0, 1, "", "DeepSeek"],
        ["Llama 4", "llama-4", 0, 1, "", "Meta"],
    ]);
    let sonnet =
        ["sonet 4.5", "clade", "cluade", "claudde", "claufe", "antropic", "anthropc 4.5", "sonnte", "Snnet"];
    let mut cases = sonnet.map(|text| (text, json!([true, "Claude Sonnet 4.5"]))).to_vec();
    cases.extend(["deepsek", "depeseek", "resoner"].map(|text| (text, json!([true, "DeepSeek Reasoner"]))));
    cases.extend(
        ["lama", "lmma", "snnt", "asoner", "sonet 4.6", "claade4"].map(|text| (text, json!([false]))),
    );
    assert_found(&cases.iter().map(|(text, found)| (&rows, *text, found.clone())).collect::<Vec<_>>());
}

#[test]
fn a_text_without_end_finds_nothing() {
    let rows = json!([["Nova", "nova", 0, 1, "", ""]]);
    let texts =
        ["a".repeat(2000), "nova".repeat(500), "a1".repeat(1000), "nova zz ".repeat(250), "1.".repeat(1000)];
    assert_found(&texts.each_ref().map(|text| (&rows, text.as_str(), json!([false]))));
}

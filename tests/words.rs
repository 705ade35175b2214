//! One thing has one name everywhere, and texts are in American English.
#![allow(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// Other names of a thing, in lower case, and the one that is used. A name ends with `…` if other letters may follow.
const NAMES: &[(&str, &str)] = &[
    ("cache read", "Cached input"),
    ("key variable", "Environment variable"),
    (">every offer<", "Show all offers"),
    (">what is charged<", "Item"),
    ("only differences", "Show differences only"),
    ("change the models", "Edit models"),
    ("the same as a table", "Show as table"),
    ("joint lowest", "Tied lowest"),
    ("joint largest", "Tied largest"),
    ("longest context", "Largest context window"),
    ("stage of life", "lifecycle status"),
    ("stages of life", "lifecycle"),
    ("analyse", "analyze"),
    ("artefact…", "artifact"),
    ("behaviour…", "behavior"),
    ("catalogue…", "catalog"),
    ("centre…", "center"),
    ("colour…", "color"),
    ("favour…", "favor"),
    ("grey…", "gray"),
    ("honour…", "honor"),
    ("initialis…", "initializ…"),
    ("judgement", "judgment"),
    ("learnt", "learned"),
    ("licence…", "license"),
    ("mark-up", "markup"),
    ("misspelt", "misspelled"),
    ("neighbour…", "neighbor"),
    ("normalis…", "normaliz…"),
    ("optimis…", "optimiz…"),
    ("organis…", "organiz…"),
    ("recognis…", "recogniz…"),
    ("serialis…", "serializ…"),
    ("spelt", "spelled"),
    ("summaris…", "summariz…"),
    ("towards", "toward"),
    ("whilst", "while"),
];

/// A lint that is called so, a variable, words of other people that keys take, and a path of a fixture.
const EXCEPTIONS: &[&str] = &[
    "empty-catalogue",
    "empty_catalogue",
    "\"licence\"",
    "`licence`",
    "\"colour\"",
    "/catalogue",
    "modelpress_real_catalogue",
];

/// What people read, or read when they change the program.
const TEXTS: &[&str] = &[
    "src",
    "templates",
    "static/css",
    "static/js",
    "docs",
    "models",
    "pages",
    "site.toml",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "tests/expected",
];

#[test]
fn one_thing_has_one_name_in_american_english() {
    let mut found = Vec::new();
    for (path, text) in texts(TEXTS) {
        let text = EXCEPTIONS.iter().fold(text.to_lowercase(), |text, exception| text.replace(exception, ""));
        for (at, line) in text.lines().enumerate() {
            let others = NAMES.iter().filter(|(name, _)| has_name(line, name));
            found.extend(others.map(|(name, better)| format!("{path}:{}: {name} (write {better})", at + 1)));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Whether a line has a name that is not part of a longer word.
fn has_name(line: &str, name: &str) -> bool {
    let (word, is_start) = name.strip_suffix('…').map_or((name, false), |start| (start, true));
    line.match_indices(word).any(|(at, _)| {
        let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
        let (before, after) = (line[..at].chars().next_back(), line[at + word.len()..].chars().next());
        !(is_letter(before) && word.starts_with(char::is_alphabetic)) && (is_start || !is_letter(after))
    })
}

#[test]
fn a_name_is_found_as_a_word_in_a_text_and_in_code() {
    assert!(has_name("the licences of", "licence…") && has_name("price_neighbours", "neighbour…"));
    assert!(!has_name("spelter", "spelt") && !has_name("misspelt", "spelt"));
}

/// Facts in rows that are about something else: a price, whether there is something, what a quota counts.
const OTHER_LABELS: &[&str] = &["cost.state", "cost.plan", "interleaved.field", "quotas[].amount"];

#[test]
fn each_fact_on_a_page_has_its_label() {
    let labels = labels();
    let (mut count, mut found) = (0, Vec::new());
    for (path, text) in texts(&["tests/expected"]) {
        for (shown, fact) in rows(&text) {
            let Some(label) = labels.get(&fact).filter(|_| !OTHER_LABELS.contains(&fact.as_str())) else {
                continue;
            };
            count += 1;
            let is_list = ["Supports", "Does not support"].contains(&shown);
            if !is_list && !shown.to_lowercase().contains(&label.to_lowercase()) {
                found.push(format!("{path}: `{fact}` is `{label}`, not `{shown}`"));
            }
        }
    }
    assert!(count > 200, "{count} facts were found");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The label of each row of a description list, and the first fact in it, with `[]` for the number of an entry.
fn rows(page: &str) -> impl Iterator<Item = (&str, String)> {
    page.split("<dt>").skip(1).filter_map(|row| {
        let (label, row) = row.split_once("</dt>")?;
        let (value, _) = row.split_once("</dd>")?;
        let (_, fact) = value.split_once("data-fact=\"")?;
        let (fact, _) = fact.split_once('"')?;
        let fact = fact
            .split_inclusive('[')
            .map(|part| part.trim_start_matches(|digit: char| digit.is_ascii_digit()));
        Some((label, fact.collect()))
    })
}

/// The labels of `docs/terms.md`, by the keys.
fn labels() -> HashMap<String, String> {
    let terms = fs::read_to_string("docs/terms.md").unwrap();
    let row = |line: &str| {
        let (label, row) = line.strip_prefix("| ")?.split_once(" | `")?;
        Some((row.split_once('`')?.0.to_owned(), label.to_owned()))
    };
    terms.lines().filter_map(row).collect()
}

/// The path and the text of each file.
fn texts(roots: &[&str]) -> Vec<(String, String)> {
    let roots = roots.iter().filter(|root| Path::new(root).exists());
    let entries = roots.flat_map(walkdir::WalkDir::new).map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let text = |path: &Path| Some((path.display().to_string(), fs::read_to_string(path).ok()?));
    files.filter_map(|entry| text(entry.path())).collect()
}

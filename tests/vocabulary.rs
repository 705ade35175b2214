//! The structured data of every kind of page, held to the vocabulary of schema.org as Google's types have it: the compiler of
//! TypeScript refuses a type, a property or a value that the vocabulary does not have.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;
#[path = "snippets/tools.rs"]
mod tools;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use scraper::{Html, Selector};
use serde_json::{Map, Value, json};
use support::fixture::{FIXTURES, providers};
use support::{run_in, tree};
use tools::Tools;

/// Documents of structured data, one of each shape, with the page that has it.
type Documents = BTreeMap<String, (String, Value)>;

/// Adds the documents of a built site.
fn add(documents: &mut Documents, site: &str, dist: &Path) {
    let scripts = Selector::parse("script[type='application/ld+json']").unwrap();
    for (path, bytes) in tree(dist).into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = Html::parse_document(std::str::from_utf8(&bytes).unwrap());
        for script in page.select(&scripts) {
            let document = serde_json::from_str(&script.text().collect::<String>()).unwrap();
            let document = one_of_each(document);
            let key = shape(&document).to_string();
            documents.entry(key).or_insert_with(|| (format!("{site}: {path}"), document));
        }
    }
}

/// What a type can tell apart: names, types of things, and the kinds of their values.
fn shape(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let shapes = object.iter().map(|(key, value)| {
                let is_said = key == "@type" || key == "@context";
                (key.clone(), if is_said { value.clone() } else { shape(value) })
            });
            Value::Object(shapes.collect::<Map<_, _>>())
        }
        Value::Array(elements) => {
            let shapes: BTreeSet<String> =
                elements.iter().map(|element| shape(element).to_string()).collect();
            json!(shapes)
        }
        Value::String(text) if text.parse::<f64>().is_ok() => json!("digits"),
        Value::String(_) => json!("text"),
        Value::Number(_) => json!("number"),
        Value::Bool(_) => json!("truth"),
        Value::Null => Value::Null,
    }
}

/// A document whose lists have one element of each shape.
fn one_of_each(value: Value) -> Value {
    match value {
        Value::Object(object) => object.into_iter().map(|(key, value)| (key, one_of_each(value))).collect(),
        Value::Array(elements) => {
            let elements = elements.into_iter().map(one_of_each);
            let by_shape: BTreeMap<String, Value> =
                elements.map(|element| (shape(&element).to_string(), element)).collect();
            by_shape.into_values().collect()
        }
        other => other,
    }
}

/// The types of all things in a document.
fn types<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(object) => {
            found.extend(object.get("@type").and_then(Value::as_str));
            object.values().for_each(|value| types(value, found));
        }
        Value::Array(elements) => elements.iter().for_each(|element| types(element, found)),
        _ => {}
    }
}

/// Whether the compiler takes each document, and what it says.
fn compile(documents: &[&Value]) -> (Vec<bool>, String) {
    let folder = Tools::find().schema_org();
    let scratch = tempfile::Builder::new().prefix("run-").tempdir_in(&folder).unwrap();
    let head = "import type { Graph } from \"schema-dts\";";
    let constants = documents.iter().enumerate().map(|(at, it)| format!("export const d{at}: Graph = {it};"));
    // A document a line: the lines of errors are those of documents.
    let lines: Vec<String> = std::iter::once(head.to_owned()).chain(constants).collect();
    fs::write(scratch.path().join("documents.ts"), lines.join("\n")).unwrap();
    let flags = "--noEmit --strict --skipLibCheck --ignoreConfig --pretty false --module esnext --moduleResolution bundler";
    let output = Command::new(folder.join("node_modules/.bin/tsc"))
        .args(flags.split(' '))
        .arg("documents.ts")
        .current_dir(scratch.path())
        .output()
        .expect("node runs the compiler; install it with: sh tests/tools.sh node schema_org");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors: Vec<usize> = said
        .lines()
        .filter_map(|line| line.strip_prefix("documents.ts(")?.split(',').next()?.parse().ok())
        .collect();
    assert_eq!(
        output.status.success(),
        errors.is_empty(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    ((0..documents.len()).map(|at| !errors.contains(&(at + 2))).collect(), said)
}

/// A document with something else at a place.
fn altered(document: &Value, place: &str, key: &str, value: Value) -> Value {
    let mut document = document.clone();
    document.pointer_mut(place).unwrap()[key] = value;
    document
}

#[test]
fn structured_data_keeps_to_the_vocabulary_of_schema_org() {
    let mut documents = Documents::new();
    let output = tempfile::TempDir::new().unwrap();
    let dist = output.path().join("dist");
    let args = ["build", "--quiet", "--today", "2026-11-23", "--base-url", "https://example.org/models/"];
    run_in(Path::new("."), &[&args[..], &["--output", dist.to_str().unwrap()]].concat()).exits(0);
    add(&mut documents, "example", &dist);
    let fixtures = FIXTURES.iter().map(|fixture| (fixture.name, fixture.sources()));
    for (name, site) in fixtures.chain([("providers", providers())]) {
        site.build().exits(0);
        add(&mut documents, name, &site.path("dist"));
    }
    let mut found = BTreeSet::new();
    for (_, document) in documents.values() {
        types(document, &mut found);
    }
    assert_eq!(found.into_iter().collect::<Vec<_>>(), TYPES);

    let things = json!({ "@context": "https://schema.org", "@graph": [
        { "@type": "Dataset", "name": "D", "isAccessibleForFree": true, "creator": { "@type": "Organization", "name": "O" } },
    ]});
    let wrong = [
        altered(&things, "/@graph/0", "nmae", json!("D")),
        altered(&things, "/@graph/0/creator", "contentUrl", json!("https://a.example/")),
        altered(&things, "/@graph/0", "@type", json!("Datasett")),
        altered(&things, "/@graph/0", "isAccessibleForFree", json!(1)),
        altered(&things, "", "@context", json!("https://schema.example")),
    ];
    let right: Vec<_> = documents.values().collect();
    let all: Vec<&Value> =
        right.iter().map(|(_, document)| document).chain([&things]).chain(&wrong).collect();
    assert!(right.len() > 12, "{}", right.len());
    let (is_taken, said) = compile(&all);
    for ((page, document), is_taken) in right.iter().zip(&is_taken) {
        assert!(is_taken, "{page}: {document}\n{said}");
    }
    assert_eq!(is_taken[right.len()..], [true, false, false, false, false, false], "{said}");
}

/// The types of all things that pages speak of.
const TYPES: [&str; 15] = [
    "Answer",
    "BreadcrumbList",
    "DataDownload",
    "Dataset",
    "FAQPage",
    "ItemList",
    "ListItem",
    "Offer",
    "Organization",
    "QuantitativeValue",
    "Question",
    "SoftwareApplication",
    "UnitPriceSpecification",
    "WebPage",
    "WebSite",
];

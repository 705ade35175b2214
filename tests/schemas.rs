//! The JSON Schemas that a site publishes: every JSON file keeps to its own, and no value of it could be another.
//!
//! `MODELPRESS_REAL_CATALOGUE` names a models.dev catalog, every JSON file of which is held to its schema too.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use modelpress::plan::{Export, SchemaFile};
use rayon::prelude::*;
use serde_json::{Value, json};
use support::fixture::FIXTURES;
use support::{Site, run_in, tree};

/// The published schemas of a site, and its other files.
struct Published {
    schemas: BTreeMap<String, Validator>,
    files: BTreeMap<String, Vec<u8>>,
}

impl Published {
    fn read(folder: &Path) -> Self {
        let mut files = tree(folder);
        let of_schemas: Vec<String> =
            files.keys().filter(|path| path.starts_with("schema/")).cloned().collect();
        let schemas = of_schemas.into_iter().map(|path| {
            let schema: Value = serde_json::from_slice(&files.remove(&path).unwrap()).unwrap();
            jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{path}: {error}"));
            (path, jsonschema::validator_for(&schema).unwrap())
        });
        let schemas: BTreeMap<_, _> = schemas.collect();
        assert_eq!(schemas.len(), SchemaFile::ALL.len());
        Self { schemas, files }
    }

    /// The JSON files with the paths of their schemas.
    fn documents(&self) -> Vec<(&str, String, Value)> {
        let json = self.files.par_iter().filter(|(path, _)| is_data(path));
        json.map(|(path, bytes)| {
            let document: Value =
                serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
            (path.as_str(), schema_of(path, &document), document)
        })
        .collect()
    }

    /// Holds every JSON file to its schema, and returns how many of each schema there are.
    fn hold(&self) -> BTreeMap<String, usize> {
        let documents = self.documents();
        documents.par_iter().for_each(|(path, schema, document)| {
            let errors: Vec<String> = self.schemas[schema]
                .iter_errors(document)
                .take(3)
                .map(|error| format!("{}: {error:.300}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{path} against {schema}: {errors:#?}");
        });
        let mut counts = BTreeMap::new();
        for (_, schema, _) in documents {
            *counts.entry(schema).or_default() += 1;
        }
        counts
    }
}

/// Whether a file is data, and none that pages load.
fn is_data(path: &str) -> bool {
    !path.starts_with("assets/") && (path.ends_with(".json") || path.ends_with("v1/models"))
}

/// The schema that a file names, or that its format has where it has no place for a name.
fn schema_of(path: &str, document: &Value) -> String {
    if let Some(reference) = document.get("$schema").and_then(Value::as_str) {
        let base = url::Url::parse("https://a.example/").unwrap().join(path).unwrap();
        return base.join(reference).unwrap().path().trim_start_matches('/').to_owned();
    }
    let export = Export::at(path).and_then(Export::schema);
    let schema = export.or_else(|| (path == "build.json").then_some(SchemaFile::Build));
    schema.unwrap_or_else(|| panic!("{path} names no schema")).path().to_owned()
}

fn build(site: &Path, output: &Path) {
    let args = ["build", "--today", "2026-11-23", "--output", output.to_str().unwrap()];
    run_in(site, &args).exits(0);
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_file_of_the_example_keeps_to_its_schema() {
    let output = tempfile::TempDir::new().unwrap();
    let dist = output.path().join("dist");
    build(root(), &dist);
    let published = Published::read(&dist);
    let counts = published.hold();
    assert!(
        counts["schema/output/record.json"] > 30 && counts["schema/output/list.json"] > 20,
        "{counts:#?}"
    );
    for (folder, schema) in [("models", "model"), ("site.toml", "site")] {
        let files = toml_files(&root().join(folder));
        for file in files {
            let name = if file.ends_with("author.toml") { "author" } else { schema };
            let text = fs::read_to_string(&file).unwrap();
            let document = to_json(toml::Value::Table(text.parse().unwrap()));
            let result = published.schemas[&format!("schema/{name}.json")].validate(&document);
            assert!(result.is_ok(), "{}: {:?}", file.display(), result.err().map(|error| error.to_string()));
        }
    }
}

#[test]
fn every_file_of_the_fixtures_keeps_to_its_schema_and_no_value_could_be_another() {
    let mut altered: BTreeMap<String, usize> = BTreeMap::new();
    for site in FIXTURES.iter().map(support::fixture::Fixture::sources).chain([with_feeds()]) {
        build(&site.path(""), &site.path("dist"));
        let published = Published::read(&site.path("dist"));
        published.hold();
        for (path, schema, document) in published.documents() {
            // A few documents have every branch; each alteration takes a look at a whole document.
            let count = altered.entry(schema.clone()).or_default();
            if *count < ALTERED {
                *count += refuse_altered(&published.schemas[&schema], path, &document);
            }
        }
    }
    let of_outputs = SchemaFile::ALL.iter().filter(|schema| schema.path().starts_with("schema/output/"));
    let missing: Vec<_> = of_outputs.filter(|schema| !altered.contains_key(schema.path())).collect();
    assert!(missing.is_empty(), "no fixture has {missing:?}");
    println!("{altered:#?}");
}

/// A site with the lists for other systems, with every kind of price that they have.
fn with_feeds() -> Site {
    let offer = "name = \"One\"\nrelease_date = 2026-01-02\nretires = 2027-01-02\ntool_call = true\ntemperature = true\n\
                 [limit]\ncontext = 400_000\noutput = 8_000\n[modalities]\ninput = [\"text\", \"pdf\"]\noutput = [\"text\"]\n\
                 [parameters.top_p]\n[policy]\nlocation = \"US\"\n[architecture]\nquantization = \"fp8\"\n\
                 [sources.cost]\nurl = \"https://p.example/\"\n[cost]\ninput = 0.15\noutput = 0.60\ncache_read = 0.075\n";
    let more = "[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 0.3\noutput = 1.2\n[[cost.service_tiers]]\nname = \"batch\"\ninput = 0.07\noutput = 0.3\n";
    Site::new()
        .file(
            "site.toml",
            "base_url = \"https://a.example/\"\n[data]\nlicense = \"MIT\"\n[outputs]\nfeeds = [\"openai\", \"litellm\", \"openrouter\"]\n",
        )
        .file("models/a/one.toml", "name = \"One\"\n")
        .file("providers/p/provider.toml", "name = \"P\"\n")
        .file("providers/p/models/one.toml", offer)
        .file("providers/p/models/two.toml", format!("{offer}{more}"))
        .file(
            "providers/p/models/image.toml",
            "name = \"Image\"\ntype = \"image\"\nrelease_date = 2026-01-02\n[[cost.units]]\nunit = \"image\"\nprice = 0.04\n",
        )
}

/// How many values of documents of each schema are altered, at least.
const ALTERED: usize = 300;

/// Replaces each value of a document in turn by one that nothing is, and expects that the schema refuses it.
fn refuse_altered(schema: &Validator, path: &str, document: &Value) -> usize {
    let mut places = Vec::new();
    leaves(document, String::new(), &mut places);
    places.retain(|place| !is_free(place));
    // Large documents say the same again and again.
    let stride = places.len().div_ceil(ALTERED / 3).max(1);
    let places: Vec<&String> = places.iter().step_by(stride).collect();
    for place in &places {
        let mut altered = document.clone();
        *altered.pointer_mut(place).unwrap() = json!([{ "nothing": "is this" }]);
        assert!(!schema.is_valid(&altered), "{path}{place} may be anything");
    }
    places.len()
}

/// Whether a value is free: what someone else's file says, and what offers say of a fact of any kind.
fn is_free(place: &str) -> bool {
    let of_listings = place.starts_with("/listings/") && place.ends_with("/value");
    of_listings || place.contains("/headers/") || place.contains("/body/")
}

fn leaves(value: &Value, place: String, places: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let key = key.replace('~', "~0").replace('/', "~1");
                leaves(value, format!("{place}/{key}"), places);
            }
        }
        Value::Array(elements) => {
            for (at, value) in elements.iter().enumerate() {
                leaves(value, format!("{place}/{at}"), places);
            }
        }
        _ => places.push(place),
    }
}

#[test]
fn every_file_of_a_large_public_catalog_keeps_to_its_schema() {
    let Some(catalog) = std::env::var_os("MODELPRESS_REAL_CATALOGUE").map(PathBuf::from) else {
        println!("not run: set MODELPRESS_REAL_CATALOGUE to the folder of a models.dev catalog");
        return;
    };
    let output = tempfile::TempDir::new().unwrap();
    let dist = output.path().join("dist");
    build(&catalog, &dist);
    let counts = Published::read(&dist).hold();
    println!("{counts:#?}");
    assert!(counts["schema/output/record.json"] > 4_000, "{counts:#?}");
}

fn toml_files(path: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(path).into_iter().map(|entry| entry.unwrap().into_path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect()
}

/// A TOML document as tools see it that check TOML against JSON Schema: dates are text.
fn to_json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(value) => value.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(elements) => elements.into_iter().map(to_json).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, to_json(value))).collect())
        }
    }
}

#[test]
fn a_site_may_do_without_json_of_lists_and_schemas() {
    let site = support::Site::own()
        .file("site.toml", "base_url = \"https://example.org/\"\n[outputs]\njson = false\n");
    site.build().exits(0);
    let json: Vec<String> =
        tree(&site.path("dist")).into_keys().filter(|path| path.ends_with("index.json")).collect();
    assert_eq!(json, ["models/acme/plain/index.json"], "the page for comparing reads those of records");
    assert!(!site.path("dist/schema").exists());
    assert!(!site.page("models/index.html").contains("index.json"));
    assert!(!site.page("models/acme/plain/index.json").contains("$schema"));
    assert!(!site.page("data/search.json").contains("$schema"));
    let outputs = site.run(&["outputs", "--today", "2026-11-23"]).exits(0).stdout;
    assert!(outputs.contains("schema/*.json: off (`json` in `[outputs]`)"), "{outputs}");
}

//! What imports make of the lists of models.dev and `OpenRouter`, and of tables.
//!
//! `MODELPRESS_REAL_REFERENCE` names the folder of models.dev's own `api.json`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop at what it does not expect")]

mod support;

use std::fs;
use std::path::Path;

use jiff::civil::date;
use modelpress::compile::{Options as Compile, compile};
use modelpress::discover::SourceFile;
use modelpress::import::{self, Options, Source, Why};
use modelpress::plan::{Content, DataFile, Export};
use serde_json::{Value, json};
use support::{Run, Site};

const API: &str = include_str!("import_sources/api.json");

const OPENROUTER: &str = include_str!("import_sources/openrouter.json");

fn import(site: &Site, source: &str, file: &str, flags: &[&str]) -> Run {
    let args = ["import", source, file, "--output", "site", "--today", "2026-11-23"];
    site.run(&[&args, flags].concat())
}

fn file(site: &Site, path: &str) -> toml::Table {
    let text =
        fs::read_to_string(site.path("site").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.parse().unwrap()
}

/// A TOML document as JSON, with dates as texts.
fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(list) => list.iter().map(as_json).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.clone(), as_json(value))).collect())
        }
        other => serde_json::to_value(other).unwrap(),
    }
}

#[track_caller]
fn assert_file(site: &Site, path: &str, expected: &Value) {
    assert_eq!(&as_json(&toml::Value::Table(file(site, path))), expected, "{path}");
}

/// What the report of an import names, as `reason key`, and what it skipped.
fn report(run: &Run) -> (Vec<String>, Vec<String>) {
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let rows = document["left_out"].as_array().unwrap().iter();
    let rows = rows.map(|row| format!("{} {}", text(&row["reason"]), text(&row["key"]))).collect();
    let skipped = document["skipped"].as_array().unwrap().iter();
    (rows, skipped.map(|row| format!("{}: {}", text(&row["name"]), text(&row["reason"]))).collect())
}

#[test]
fn the_list_of_models_dev_becomes_providers_with_the_same_keys() {
    let site = Site::new().file("api.json", API);
    let run = import(&site, "models-dev", "api.json", &["--format", "json"]).exits(0);
    let (left_out, skipped) = report(&run);
    assert_file(
        &site,
        "providers/acme/provider.toml",
        &json!({
            "name": "Acme", "npm": "@ai-sdk/openai-compatible", "env": ["ACME_API_KEY"],
            "doc": "https://acme.example/docs", "api": "https://api.acme.example/v1"
        }),
    );
    assert_file(
        &site,
        "providers/acme/models/acme/large.toml",
        &json!({
            "name": "Large", "family": "large", "type": "chat", "release_date": "2026-02-01", "knowledge": "2025-07",
            "status": "beta", "attachment": true, "reasoning": true,
            "reasoning_options": [{ "type": "effort", "values": ["null", "low", "high"] }, { "type": "budget_tokens", "min": -1 }],
            "tool_call": true, "interleaved": { "field": "reasoning_content" },
            "limit": { "context": 400_000, "input": 272_000, "output": 128_000 },
            "modalities": { "input": ["text", "image"], "output": ["text"] },
            "cost": {
                "input": 1.25, "output": 10, "cache_read": 0.125,
                "tiers": [{ "tier": { "size": 272_000, "type": "context" }, "input": 2.5, "output": 15 }]
            },
            "provider": { "shape": "responses", "headers": { "x-acme": "1" } },
            "experimental": {
                "modes": { "fast": { "cost": { "input": 2.5, "output": 20 }, "provider": { "body": { "service_tier": "priority" } } } }
            }
        }),
    );
    let tier = json!([{ "tier": { "size": 200_000 }, "input": 0.2, "output": 0.4 }]);
    assert_file(
        &site,
        "providers/acme/models/old.toml",
        &json!({ "name": "Old", "reasoning_options": [], "cost": { "input": 0.1, "output": 0.2, "tiers": tier } }),
    );
    assert_file(&site, "providers/acme/models/ranker.toml", &json!({ "name": "Ranker", "type": "rerank" }));
    // Half a price would be another price.
    assert_file(&site, "providers/acme/models/half.toml", &json!({ "name": "Half" }));
    assert_file(
        &site,
        "providers/acme/models/huge.toml",
        &json!({ "name": "Huge", "limit": { "output": 8 } }),
    );
    assert_file(&site, "providers/acme/models/shout.toml", &json!({ "name": "shout" }));
    for named in [
        "no-key cost.output",
        "no-key limit.context",
        "no-key knowledge",
        "no-key modalities.input",
        "no-key name",
        "unknown-key glow",
        "unknown-key sparkle",
        "no-fact cost.context_over_200k",
        "no-fact canonical_model_id",
    ] {
        assert!(left_out.iter().any(|row| row == named), "{named} in {left_out:?}");
    }
    assert_eq!(left_out.len(), 9, "{left_out:?}");
    assert_eq!(skipped.len(), 5, "{skipped:?}");
    assert!(!site.path("up.toml").exists());
}

#[test]
fn a_lab_that_sells_its_own_models_becomes_their_author() {
    let site = Site::new().file("api.json", API);
    import(&site, "models-dev", "api.json", &["--layout", "models", "--only", "acme"]).exits(0);
    assert_file(
        &site,
        "models/acme/author.toml",
        &json!({ "name": "Acme", "docs": "https://acme.example/docs" }),
    );
    assert_eq!(file(&site, "models/acme/large.toml")["cost"]["input"].as_float(), Some(1.25));
    assert!(!site.path("site/providers").exists());
}

#[test]
fn the_lists_of_a_site_come_back_as_its_models_and_offers() {
    let site = Site::new()
        .file("site.toml", "base_url = \"https://example.org/\"\n")
        .file(
            "models/acme/large.toml",
            "name = \"Large\"\ndescription = \"For hard work.\"\n[limit]\ncontext = 8_000\noutput = 4_000\n",
        )
        .file("providers/host/provider.toml", "name = \"Host\"\n")
        .file(
            "providers/host/models/big.toml",
            "name = \"Big\"\nmodel = \"acme/large\"\nrelease_date = 2026-01-02\nlast_updated = 2026-01-02\nattachment = false\n\
             reasoning = false\ntool_call = true\nopen_weights = false\n[modalities]\ninput = [\"text\"]\noutput = [\"text\"]\n\
             [limit]\ncontext = 8_000\noutput = 4_000\n[cost]\ninput = 0.10\noutput = 1\n",
        );
    site.build().exits(0);
    import(&site, "models-dev", "dist/catalog.json", &[]).exits(0);
    let model = file(&site, "models/acme/large.toml");
    assert_eq!(model["limit"]["context"].as_integer(), Some(8_000));
    let offer = file(&site, "providers/host/models/big.toml");
    assert_eq!(offer["model"].as_str(), Some("acme/large"));
    assert_eq!(offer["cost"]["input"].as_float(), Some(0.1));
}

#[test]
fn what_is_no_list_is_refused() {
    for (source, text, says) in [
        ("models-dev", "[]", "not a list of models.dev"),
        ("models-dev", "{\"a\": {\"input_cost_per_token\": 1}}", "not a list of models.dev"),
        ("models-dev", "{", "it is not valid JSON"),
        ("openrouter", "{\"models\": []}", "not a list of models"),
        ("openrouter", "not json", "it is not valid JSON"),
        ("csv", "", "no header row"),
        ("csv", "name,context\nA,1\n", "no column has the IDs"),
        ("csv", "id,name\n\"a,b\n", "the quote on line 2 has no end"),
        ("csv", "id,input\nacme/a,1\n", "Add `--unit input=1M`"),
        ("csv", "id,context,context_window\nacme/a,1,2\n", "it says the same as the column `context`"),
    ] {
        let site = Site::new().file("list", text);
        let run = import(&site, source, "list", &[]).exits(1).says(says);
        assert!(run.stderr.contains("`list` cannot be imported"), "{}", run.stderr);
        assert!(!site.path("site").exists(), "{text}");
    }
}

#[test]
fn the_list_of_openrouter_becomes_models_with_their_price() {
    let site = Site::new().file("list.json", OPENROUTER);
    let run = import(&site, "openrouter", "list.json", &["--format", "json"]).exits(0);
    let (left_out, skipped) = report(&run);
    let mut large = as_json(&toml::Value::Table(file(&site, "models/acme/large.toml")));
    // A key that newer versions know.
    large["reasoning_options"][1].as_object_mut().unwrap().remove("default");
    let capabilities = large["capabilities"].as_object_mut().unwrap();
    capabilities.remove("tool_choice");
    assert_eq!(
        large,
        json!({
            "name": "Large", "description": "Large is the model for hard work. [Read more](https://openrouter.ai/docs/large), <b>now</b>.",
            "added": "2026-02-01", "knowledge": "2025-09-30", "retires": "2027-01-31", "reasoning": true,
            "reasoning_options": [{ "type": "toggle" }, { "type": "effort", "values": ["high", "medium", "low"] }],
            "tool_call": true, "structured_output": true, "temperature": true,
            "snapshots": ["acme/large-2026-02-01"], "aliases": ["~acme/large-latest"],
            "capabilities": { "json_mode": true },
            "limit": { "context": 400_000, "output": 128_000 },
            "modalities": { "input": ["text", "image", "pdf"], "output": ["text"] },
            "parameters": { "seed": { "supported": true }, "temperature": { "default": 0.7 } },
            "cost": {
                "input": 1.25, "output": 10, "cache_read": 0.125, "cache_write_1h": 2.5,
                "units": [
                    { "unit": "image", "price": 0.001_445, "label": "Input image" },
                    { "unit": "search", "price": 0.01 }
                ],
                "tiers": [{
                    "tier": { "size": 272_000 }, "input": 2.5, "output": 15, "cache_read": 0.125, "cache_write_1h": 2.5,
                    "units": [
                        { "unit": "image", "price": 0.001_445, "label": "Input image" },
                        { "unit": "search", "price": 0.01 }
                    ]
                }]
            },
            "architecture": { "tokenizer": "GPT" },
            "weights": [{ "label": "Hugging Face", "url": "https://huggingface.co/acme-ai/Large" }]
        })
    );
    assert_file(
        &site,
        "models/acme/large-free.toml",
        &json!({
            "id": "acme/large:free", "name": "Large (free)", "added": "2026-02-02", "variant_of": "acme/large", "temperature": true,
            "limit": { "context": 131_072 }, "modalities": { "input": ["text"], "output": ["text"] }, "cost": { "state": "free" }
        }),
    );
    assert_file(&site, "models/acme/author.toml", &json!({ "name": "Acme" }));
    let auto =
        json!({ "name": "Auto Router", "limit": { "context": 2_000_000 }, "cost": { "state": "varies" } });
    assert_file(&site, "models/router/auto.toml", &auto);
    assert_file(
        &site,
        "models/beta.lab/vectors.toml",
        &json!({
            "name": "Vectors", "type": "embedding", "added": "2024-11-01", "limit": { "context": 8192 },
            "modalities": { "input": ["text"] }, "cost": { "input": 0.02, "output": 0 }
        }),
    );
    assert_file(&site, "models/beta.lab/broken.toml", &json!({ "name": "Broken" }));
    for named in
        ["no-key created", "no-key limit.context", "no-key pricing.completion", "no-key pricing.image_output"]
    {
        assert!(left_out.iter().any(|row| row == named), "{named} in {left_out:?}");
    }
    assert!(left_out.iter().any(|row| row == "unknown-key shine"), "{left_out:?}");
    assert_eq!(skipped.len(), 4, "{skipped:?}");
}

#[test]
fn the_variants_and_prices_of_openrouters_list_are_on_the_pages() {
    let site = Site::new().file("list.json", OPENROUTER);
    import(&site, "openrouter", "list.json", &["--only", "acme"]).exits(0);
    site.run(&["build", "site", "--output", "dist", "--today", "2026-11-23"]).exits(0);
    let page = site.page("models/acme/large/index.html");
    assert!(page.contains("data-fact=\"cost.tiers[0].input\"") || page.contains("272"), "no tier");
    assert!(page.contains("&lt;b&gt;now&lt;/b&gt;"), "markup of a description is text");
    assert!(site.path("dist/models/acme/large-free/index.html").exists());
}

#[test]
fn a_table_becomes_models_by_the_names_of_its_columns() {
    let table = "\u{feff}ID;Name;Author;Context;Input (EUR per 1M tokens);output;Price per image;Function calling;Input modalities;Release date;Shine\r\n\
                 small;\"Small; but \"\"good\"\"\";Acme AI;128000;0.15;6e-7;0.04;yes;text, image;2026-02;7\r\n\
                 \r\n\
                 acme-ai/large;;Acme AI;;1,25;0.00001;;no;;;\r\n\
                 tiny;Tiny;Acme AI;;;;;;;;\r\n\
                 tiny;Again;Acme AI;;;;;;;;\r\n\
                 wide;Wide;Acme AI;;;;;;;;;;;\r\n\
                 ;Nobody;Acme AI;;;;;;;;\r\n\
                 ../up;Up;Acme AI;;;;;;;;\r\n\
                 dear;Dear;Acme AI;;$5;;;;;;\r\n";
    let site = Site::new().file("prices.csv", table);
    let run = import(&site, "csv", "prices.csv", &["--unit", "output=1", "--format", "json"]).exits(0);
    let (left_out, skipped) = report(&run);
    assert_file(
        &site,
        "models/acme-ai/small.toml",
        &json!({
            "name": "Small; but \"good\"", "release_date": "2026-02", "tool_call": true, "limit": { "context": 128_000 },
            "modalities": { "input": ["text", "image"] },
            "cost": { "currency": "EUR", "input": 0.15, "output": 0.6, "units": [{ "unit": "image", "price": 0.04 }] }
        }),
    );
    assert_file(&site, "models/acme-ai/tiny.toml", &json!({ "name": "Tiny" }));
    assert_file(&site, "models/acme-ai/author.toml", &json!({ "name": "Acme AI" }));
    assert_eq!(left_out, ["unknown-key Shine"]);
    for (row, says) in skipped.iter().zip([
        "line 4: column 5 (`Input (EUR per 1M tokens)`): `1,25` has a comma",
        "line 6: `tiny` is already in a row above",
        "line 7: it has 14 cells, and the header has 11",
        "line 8: it has no ID",
        "line 9: `../up`: `..` would leave its folder",
        "line 10: column 5 (`Input (EUR per 1M tokens)`): `$5` has the sign of a currency",
    ]) {
        assert!(row.starts_with(says), "{row:?}, expected {says:?}");
    }
    assert_eq!(skipped.len(), 6, "{skipped:?}");
}

#[test]
fn a_table_with_providers_becomes_their_offers() {
    let table = "model\tprovider\tcost.input\tcost.output\tcurrency\n\
                 acme/large\tOther Host\t2\t8\tEUR\n\
                 acme/large\tHost\t1\t4\tusd\n";
    let site = Site::new().file("prices.tsv", table);
    let units = ["--unit", "input=1M", "--unit", "cost.output=1M"];
    import(&site, "csv", "prices.tsv", &units).exits(0);
    let expected = json!({ "name": "acme/large", "cost": { "currency": "EUR", "input": 2, "output": 8 } });
    assert_file(&site, "providers/other-host/models/acme/large.toml", &expected);
    assert_file(&site, "providers/other-host/provider.toml", &json!({ "name": "Other Host" }));
    let wrong = Site::new().file("prices.tsv", table);
    import(&wrong, "csv", "prices.tsv", &["--unit", "input=1M", "--unit", "output=1M", "--unit", "glow=1M"])
        .exits(1)
        .says("names no column");
    import(&wrong, "csv", "prices.tsv", &["--unit", "input=10", "--unit", "output=1M"])
        .exits(2)
        .says("it must be 1, 1K or 1M");
}

#[test]
fn importing_twice_changes_no_byte() {
    for (source, text) in [("models-dev", API), ("openrouter", OPENROUTER)] {
        let site = Site::new().file("list", text);
        import(&site, source, "list", &[]).exits(0);
        let run = site.run(&["fmt", "--check", "site"]);
        assert_eq!(run.code, 0, "{source}: {run:#?}");
        let again = import(&site, source, "list", &["--update", "--diff"]).exits(0);
        assert!(!again.stdout.contains("+++"), "{source}: {}", again.stdout);
    }
}

/// The bytes of a list as published by models.dev, and what we publish after an import of it.
fn round_trip(reference: &Path) -> (Value, Value, usize) {
    let text = fs::read_to_string(reference.join("api.json")).unwrap();
    let read = import::read(Source::ModelsDev, &text, &Options::default()).unwrap();
    let mut sources = read.sources();
    let settings = "[lints]\nprofile = \"foreign\"\n";
    sources.site = Some(SourceFile { path: "site.toml".to_owned(), bytes: settings.into() });
    let compiled = compile(&sources, &Compile::new(date(2026, 11, 23)));
    let items = compiled.pages.items();
    let item =
        items.iter().find(|item| item.content == Content::Data(DataFile::Export(Export::Api))).unwrap();
    let mut bytes = Vec::new();
    compiled.pages.render(item, &mut bytes, &compiled.map);
    let ours = serde_json::from_slice(&bytes).unwrap();
    (ours, serde_json::from_str(&text).unwrap(), read.report.losses(Why::UnknownKey).len())
}

#[test]
fn the_real_list_of_models_dev_comes_back_as_it_was() {
    let Some(reference) = std::env::var_os("MODELPRESS_REAL_REFERENCE") else {
        println!("not run: set MODELPRESS_REAL_REFERENCE");
        return;
    };
    let (ours, theirs, unknown) = round_trip(Path::new(&reference));
    let mut found = Vec::new();
    differences(&ours, &theirs, "", &mut found);
    // Days that do not exist are no dates, and are in the report.
    found.retain(|line| !["2025-02-31", "2025-25-11"].iter().any(|day| line.contains(day)));
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(unknown, 0);
    let offers = theirs.as_object().unwrap().values();
    let offers: usize = offers.map(|provider| provider["models"].as_object().unwrap().len()).sum();
    println!("{offers} offers");
    assert!(offers > 3_000);
}

/// The places at which two documents differ. Spaces around a text are no part of it.
fn differences(ours: &Value, theirs: &Value, path: &str, found: &mut Vec<String>) {
    match (ours, theirs) {
        (Value::Object(one), Value::Object(other)) => {
            let keys = one.keys().chain(other.keys().filter(|key| !one.contains_key(*key)));
            for key in keys {
                let [ours, theirs] = [one, other].map(|map| map.get(key).unwrap_or(&Value::Null));
                differences(ours, theirs, &format!("{path}/{key}"), found);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            one.iter().zip(other).for_each(|(ours, theirs)| differences(ours, theirs, path, found));
        }
        (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => {}
        (Value::String(one), Value::String(other)) if one.trim() == other.trim() => {}
        _ if ours == theirs => {}
        _ => found.push(format!("{path}: {ours}, expected {theirs}")),
    }
}

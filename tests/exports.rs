//! The lists for other programs: what clients of models.dev, spreadsheets and the packages of other systems make of them.
//!
//! `MODELPRESS_REAL_CATALOGUE` names a models.dev catalog, and `MODELPRESS_REAL_REFERENCE` the folder of what its own generator
//! makes of it.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop at what it does not expect")]

mod support;

#[path = "snippets/tools.rs"]
mod tools;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use jiff::civil::date;
use modelpress::compile::{Compiled, Options, compile};
use modelpress::derive::calculator::{Basis, Usage, bill};
use modelpress::discover::{SourceFile, discover};
use modelpress::plan::{Content, DataFile, Export};
use modelpress::resolve::Place;
use serde_json::{Map, Value, json};
use support::{Run, Site};
use tempfile::TempDir;
use tools::{Tools, run};

/// A folder that the environment names.
fn named(variable: &str) -> Option<PathBuf> {
    let path = std::env::var_os(variable).map(PathBuf::from);
    if path.is_none() {
        println!("not run: set {variable}");
    }
    path
}

/// The real catalog as data that someone else maintains, with lists for other systems.
fn real() -> Option<&'static Compiled> {
    static REAL: OnceLock<Option<Compiled>> = OnceLock::new();
    let compiled = REAL.get_or_init(|| {
        let mut sources = discover(&named("MODELPRESS_REAL_CATALOGUE")?).unwrap();
        let settings = "[lints]\nprofile = \"foreign\"\n[outputs]\nfeeds = [\"litellm\"]\n";
        sources.site = Some(SourceFile { path: "site.toml".to_owned(), bytes: settings.into() });
        Some(compile(&sources, &Options::new(date(2026, 11, 23))))
    });
    compiled.as_ref()
}

/// The bytes of a list.
fn bytes(compiled: &Compiled, export: Export) -> Vec<u8> {
    let items = compiled.pages.items();
    let item = items.iter().find(|item| item.content == Content::Data(DataFile::Export(export))).unwrap();
    let mut bytes = Vec::new();
    compiled.pages.render(item, &mut bytes, &compiled.map);
    bytes
}

fn parsed(compiled: &Compiled, export: Export) -> Value {
    serde_json::from_slice(&bytes(compiled, export)).unwrap()
}

/// The places at which two documents differ, as paths with both values.
fn differences(ours: &Value, theirs: &Value, path: &str, found: &mut Vec<String>) {
    match (ours, theirs) {
        (Value::Object(one), Value::Object(other)) => {
            for (key, value) in one {
                let theirs = other.get(key).unwrap_or(&Value::Null);
                differences(value, theirs, &format!("{path}/{key}"), found);
            }
            let missing = other.iter().filter(|(key, _)| !one.contains_key(*key));
            found.extend(missing.map(|(key, value)| format!("{path}/{key}: missing, expected {value}")));
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (at, (ours, theirs)) in one.iter().zip(other).enumerate() {
                differences(ours, theirs, &format!("{path}[{at}]"), found);
            }
        }
        (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => {}
        _ if ours == theirs => {}
        _ => found.push(format!("{path}: {ours}, expected {theirs}")),
    }
}

fn assert_same(ours: &Value, theirs: &Value, name: &str) {
    let mut found = Vec::new();
    differences(ours, theirs, name, &mut found);
    found.truncate(20);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_files_of_a_models_dev_catalog_are_those_of_its_own_generator() {
    let (Some(compiled), Some(reference)) = (real(), named("MODELPRESS_REAL_REFERENCE")) else { return };
    let read =
        |name: &str| -> Value { serde_json::from_slice(&fs::read(reference.join(name)).unwrap()).unwrap() };
    let (api, models) = (read("api.json"), read("models.json"));
    assert_same(&parsed(compiled, Export::Api), &api, "api.json");
    assert_same(&parsed(compiled, Export::Models), &models, "models.json");
    let offers =
        api.as_object().unwrap().values().map(|provider| provider["models"].as_object().unwrap().len());
    let offers: usize = offers.sum();
    println!("{offers} offers, {} models", models.as_object().unwrap().len());
    assert!(offers > 3_000);
    assert_eq!(bytes(compiled, Export::ApiAll), bytes(compiled, Export::Api));
    let catalog = json!({ "models": models, "providers": api });
    assert_same(&parsed(compiled, Export::Catalog), &catalog, "catalog.json");
}

#[test]
fn a_folder_that_someone_else_maintains_is_written_as_its_files_say() {
    let site = Site::new()
        .file("models/lab/one.toml", "name = \"One\"\nlicense = \"MIT\"\nattachment = true\n[limit]\ncontext = 8_000\n")
        .file("providers/host/provider.toml", "name = \"Host\"\nenv = [\"HOST_KEY\"]\nurl = \"https://host.example\"\n")
        .file(
            "providers/host/models/one.toml",
            "base_model = \"lab/one\"\nknowledge = \"2025-02-31\"\nstatus = \"retired\"\ntags = [\"x\"]\nfoo = 1\n\
             [cost]\ninput = 1.50\noutput = 2\nvideo = 3\n[[cost.tiers]]\ntier = { size = 128_000 }\ninput = 2\noutput = 3\n",
        );
    site.build().exits(0);
    let offer = json!({
        "id": "one", "name": "One", "attachment": true, "knowledge": "2025-02-31", "status": "retired",
        "limit": { "context": 8000 },
        "cost": {
            "input": 1.5, "output": 2,
            "tiers": [{ "input": 2, "output": 3, "tier": { "type": "context", "size": 128_000 } }]
        }
    });
    let host = json!({ "id": "host", "name": "Host", "env": ["HOST_KEY"], "models": { "one": offer } });
    assert_same(&list(&site, "api.json"), &json!({ "host": host }), "api.json");
    let one = json!({ "id": "lab/one", "name": "One", "attachment": true, "license": "MIT", "limit": { "context": 8000 } });
    assert_same(&list(&site, "models.json"), &json!({ "lab/one": one }), "models.json");
}

/// Calls of a model, a small one and one above every tier: input, the percentage of it that is read from the cache, output.
const CALLS: [(u64, u64, u64); 2] = [(2_000, 50, 500), (600_000, 25, 1_000)];

/// What calls cost by the calculator of the pages: input, cached input and output in tokens, and the exact sum.
fn costs(compiled: &Compiled) -> BTreeMap<String, Vec<Value>> {
    let directory = &compiled.pages.site().directory;
    let mut costs = BTreeMap::new();
    for (at, offer) in directory.catalog.offers.iter().enumerate() {
        let key = format!("{}/{}", directory.catalog.providers[offer.provider].id, offer.record.id);
        let Ok(tariff) = directory.tariff(Place::Offer(at)) else { continue };
        let Basis::Tokens(services) = tariff.basis else { continue };
        let calls = CALLS.iter().map(|(input, cached, output)| {
            let usage = Usage { requests: 1, input: *input, output: *output, cached: *cached, quantity: 0 };
            let cost = bill(&services[0], &usage).unwrap().total.value();
            json!([input, input * cached / 100, output, cost])
        });
        costs.insert(key, calls.collect());
    }
    costs
}

#[test]
fn litellm_loads_its_cost_map_and_charges_what_the_calculator_does() {
    let Some(compiled) = real() else { return };
    let tools = Tools::find();
    let folder = TempDir::new().unwrap();
    let map = bytes(compiled, Export::LiteLlm);
    let held: Map<String, Value> = serde_json::from_slice(&map).unwrap();
    let mut expected = costs(compiled);
    expected.retain(|key, _| held.contains_key(key));
    fs::write(folder.path().join("litellm.json"), map).unwrap();
    fs::write(folder.path().join("expected.json"), serde_json::to_vec(&expected).unwrap()).unwrap();
    let said = run(tools.litellm().arg("tests/exports/cost_map.py").arg(folder.path()));
    let counts: Vec<usize> = said.split_whitespace().map(|count| count.parse().unwrap()).collect();
    println!("{} models, {} calls", counts[0], counts[1]);
    assert!(counts[0] > 2_500, "{counts:?}");
}

/// The site in `tests/exports/own`, built, with what the build said.
fn own() -> (Site, Run) {
    let site = Site::new();
    for (path, file) in support::tree(Path::new("tests/exports/own")) {
        site.put(&path, file);
    }
    let run = site.run(&["build", "--format", "json", "--today", "2026-11-23"]).exits(0);
    (site, run)
}

fn expected(name: &str) -> Value {
    let path = Path::new("tests/exports/own-expected").join(name);
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn list(site: &Site, path: &str) -> Value {
    serde_json::from_str(&site.page(path)).unwrap()
}

#[test]
fn an_own_site_has_what_the_rules_say_in_every_list() {
    let (site, _) = own();
    let (mut api, models) = (expected("api.json"), expected("models.json"));
    assert_same(&list(&site, "api.json"), &api, "api.json");
    assert_same(&list(&site, "models.json"), &models, "models.json");
    let catalog = json!({ "models": models, "providers": api });
    assert_same(&list(&site, "catalog.json"), &catalog, "catalog.json");
    for (id, offer) in expected("added-by-api-all.json").as_object().unwrap() {
        api["host"]["models"][id] = offer.clone();
    }
    assert_same(&list(&site, "api-all.json"), &api, "api-all.json");
    for (name, path) in [
        ("openai.json", "feeds/openai/v1/models"),
        ("litellm.json", "feeds/litellm.json"),
        ("openrouter.json", "feeds/openrouter.json"),
    ] {
        assert_same(&list(&site, path), &expected(name), path);
    }
}

#[test]
fn prices_have_their_exact_digits() {
    let (site, _) = own();
    let map = site.page("feeds/litellm.json");
    for digits in ["0.0000015,", "0.00000015,", "0.00000075,", ":0.04"] {
        assert!(map.contains(digits), "{digits} is not in {map}");
    }
}

#[test]
fn an_offer_that_clients_would_fail_with_is_reported_and_left_out() {
    let (site, run) = own();
    let findings = run.findings();
    let found: Vec<String> = findings
        .iter()
        .filter(|found| found["code"] == "not-in-api")
        .map(|found| format!("{}: {} | {}", found["file"], found["message"], found["help"]).replace('"', ""))
        .collect();
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("providers/bare/models/undated.toml: it is not in `api.json`: it has no"));
    assert!(found[1].starts_with("providers/host/models/gone.toml: it is not in `api.json`: it is retired"));
    assert!(found.iter().all(|found| found.contains("opencode")), "{found:#?}");
    let args = ["outputs", "--format", "json", "--today", "2026-11-23"];
    let outputs: Value = serde_json::from_str(&site.run(&args).exits(0).stdout).unwrap();
    let row = |path: &str| {
        let rows = outputs["outputs"].as_array().unwrap().iter();
        rows.clone().find(|row| row["path"] == path).unwrap_or_else(|| panic!("{path}")).clone()
    };
    let api = row("api.json");
    assert_eq!((&api["offers"], &api["is_on"]), (&json!(5), &json!(true)));
    assert_eq!(api["url"], "https://models.example/api.json");
    assert_eq!(api["left_out"], json!({ "unlisted": 1, "retired": 1, "not-chat": 1, "no-release-date": 1 }));
    let left_out = json!({ "currency": 1, "price": 1, "price-included": 1, "retired": 1, "unlisted": 1 });
    assert_eq!(row("feeds/litellm.json")["left_out"], left_out);
    assert_eq!(row("CNAME")["is_on"], false);
    let text = site.run(&["outputs", "--today", "2026-11-23"]).exits(0).stdout;
    let line = "https://models.example/feeds/openrouter.json: on, 2 offers; left out: 1 unlisted, 1 retired, 1 not for chat, \
                1 no release date, 1 no limit, 1 not in US dollars, 1 prices that the format cannot say\n";
    assert!(text.contains(line), "{text}");
    assert!(
        text.contains("\nCNAME: off (`cname` in `[outputs]`)\n") || text.contains("/CNAME: off"),
        "{text}"
    );
}

#[test]
fn a_vendors_site_has_one_provider_with_what_readers_pay() {
    let site = Site::new()
        .file(
            "site.toml",
            "[gateway]\nid = \"gate\"\nname = \"Gate\"\napi = \"https://gate.example/v1\"\ncost_basis = \"upstream\"\n\
             markup_percent = 5\n[outputs]\napi_fields = [\"type\"]\napi_chat_only = false\nfeeds = [\"openai\", \"litellm\"]\n",
        )
        .file(
            "models/lab/one.toml",
            "name = \"One\"\nrelease_date = 2026-01-15\n[cost]\ninput = 0.10\noutput = 7\n\
             [[cost.schedule]]\nfrom = 2026-03-01\noutput = 6\n[experimental.modes.fast.cost]\ninput = 2\noutput = 4\n",
        )
        .file("models/lab/embed.toml", "name = \"Embed\"\ntype = \"embedding\"\nrelease_date = 2026-01-16\n");
    site.build().exits(0);
    let api = list(&site, "api.json");
    let providers: Vec<&String> = api.as_object().unwrap().keys().collect();
    assert_eq!(providers, ["gate"]);
    let models = &api["gate"]["models"];
    assert_eq!(models["lab/one"]["cost"], json!({ "input": 0.105, "output": 6.3 }));
    assert_eq!(
        models["lab/one"]["experimental"]["modes"]["fast"]["cost"],
        json!({ "input": 2.1, "output": 4.2 })
    );
    assert_eq!(models["lab/embed"]["type"], "embedding");
    assert!(models["lab/one"].get("canonical_model_id").is_none());
    assert_eq!(api["gate"]["env"], json!(["GATE_API_KEY"]));
    assert_eq!(list(&site, "feeds/openai/v1/models")["data"][1]["id"], "lab/one");
    assert_eq!(list(&site, "feeds/litellm.json")["gate/lab/one"]["input_cost_per_token"], json!(1.05e-7));
    assert!(!site.path("dist/data/offers.csv").exists(), "a vendor's site has no offers");
}

#[test]
fn settings_and_own_files_decide_which_lists_there_are() {
    let site = Site::own().file("static/api.json", "{}\n");
    site.build().exits(0);
    assert_eq!(site.page("api.json"), "{}\n");
    assert!(site.path("dist/data/models.csv").exists() && !site.path("dist/feeds").exists());
    site.put("site.toml", "[outputs]\napi = false\ncsv = false\nfeeds = [\"litellm\"]\n");
    site.build().exits(0);
    assert_eq!(site.page("api.json"), "{}\n");
    let is_there = |path: &str| site.path("dist").join(path).exists();
    assert!(!is_there("models.json") && !is_there("data/models.csv") && is_there("feeds/litellm.json"));
    assert!(!is_there("feeds/openai") && !is_there("feeds/openrouter.json"));
    site.put("site.toml", "[outputs]\nfeeds = [\"opennai\"]\n");
    site.build().exits(1).says("opennai");
    site.put("site.toml", "[outputs]\ntables = true\n");
    site.build().exits(1).says("unknown key `tables` in `outputs`");
}

#[test]
fn hosts_send_each_list_with_its_type_and_license() {
    let (site, _) = own();
    let headers = site.page("_headers");
    let types = "\n  Access-Control-Allow-Origin: *\n  Content-Type: application/json; charset=utf-8\n";
    let license = "  Link: <https://opensource.org/license/mit>; rel=\"license\"\n";
    for path in ["/api.json", "/catalog.json", "/feeds/openai/v1/models", "/feeds/*.json", "/data/*.json"] {
        assert!(headers.contains(&format!("\n{path}{types}{license}")), "{path}: {headers}");
    }
    let table = "\n/data/*.csv\n  Access-Control-Allow-Origin: *\n  Content-Type: text/csv; charset=utf-8\n";
    assert!(headers.contains(&format!("{table}{license}")), "{headers}");
}

#[test]
fn the_package_of_openai_lists_the_models() {
    let (site, _) = own();
    let said = run(Tools::find().python().arg("tests/exports/model_list.py").arg(site.path("dist/feeds")));
    let ids: Vec<&str> = said.lines().collect();
    assert_eq!(ids.len(), 7, "{ids:?}");
    assert!(ids.contains(&"host/lab/one"));
}

/// The rows of a table, each by its columns.
fn rows(site: &Site, name: &str) -> Vec<BTreeMap<String, String>> {
    let text = site.page(name);
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains('\r'));
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

#[test]
fn tables_have_a_row_a_record_and_no_formulas() {
    let (site, _) = own();
    let offers = rows(&site, "data/offers.csv");
    let ids: Vec<&str> = offers.iter().map(|row| row["id"].as_str()).collect();
    assert_eq!(ids, ["dated", "free", "marginal", "undated", "draw", "gone", "lab/one", "named"]);
    let row = |id: &str| offers.iter().find(|row| row["id"] == id).unwrap();
    let one = row("lab/one");
    let values = [
        "key",
        "url",
        "author",
        "provider",
        "model",
        "cost.input",
        "cost.output",
        "limit.context",
        "reasoning",
    ];
    assert_eq!(
        values.map(|column| one[column].as_str()),
        [
            "providers/host/models/lab/one",
            "https://models.example/providers/host/lab/one/",
            "models/lab",
            "providers/host",
            "models/lab/one",
            "1.5",
            "6",
            "400000",
            "true"
        ]
    );
    assert_eq!(row("undated")["name"], "'=Undated, \"of nobody\"");
    assert_eq!(
        (row("undated")["cost.state"].as_str(), row("undated")["cost.plan"].as_str()),
        ("included", "Pro")
    );
    assert_eq!((row("dated")["cost.currency"].as_str(), row("dated")["cost.input"].as_str()), ("EUR", "1"));
    assert_eq!(row("draw")["cost.units[0].price"], "0.04");
    let models = rows(&site, "data/models.csv");
    let one = models.iter().find(|row| row["id"] == "lab/one").unwrap();
    assert_eq!(one["modalities.input"], "text,image");
    assert_eq!(one["description"], "The *first* [model](/models/lab/one/).");
    assert!(!one["cost.record"].is_empty() && !one["cost.input"].is_empty());
}

/// The columns that name other records, which they do by keys.
const REFERENCES: [&str; 4] = ["model", "snapshot_of", "successor", "variant_of"];

/// A value of a file as a cell says it; numbers lose zeros at their ends.
fn cell(value: &toml::Value) -> Option<String> {
    let number = |text: String| text.parse::<rust_decimal::Decimal>().unwrap().normalize().to_string();
    match value {
        toml::Value::String(text) => Some(text.trim().to_owned()),
        toml::Value::Integer(value) => Some(number(value.to_string())),
        toml::Value::Float(value) => Some(number(value.to_string())),
        toml::Value::Boolean(value) => Some(value.to_string()),
        toml::Value::Datetime(date) => Some(date.to_string()),
        toml::Value::Array(values) => {
            values.iter().map(cell).collect::<Option<Vec<_>>>().map(|it| it.join(","))
        }
        toml::Value::Table(_) => None,
    }
}

#[test]
fn python_reads_in_the_tables_what_the_files_say() {
    let site = support::fixture::MARKET.sources();
    let text = "name = \"-Tricky, \\\"quoted\\\" \\\\ 通义\"\ndescription = \"\"\"One,\ntwo \\\"lines\\\".\"\"\"\nrelease_date = \"2026-02\"\nattachment = true\n\
                [limit]\ncontext = 1_048_576\n[modalities]\ninput = [\"text\", \"image\"]\noutput = [\"text\"]\n[cost]\ninput = 0.075\noutput = 12\n";
    site.put("models/acme/tricky.toml", text);
    site.put("providers/relay/models/tricky.toml", text);
    site.build().exits(0);
    let paths = ["data/models.csv", "data/offers.csv"].map(|path| site.path("dist").join(path));
    let said = run(Tools::find().python().arg("tests/exports/tables.py").args(&paths));
    let tables: Vec<Vec<Vec<String>>> = serde_json::from_str(&said).unwrap();
    let mut compared: BTreeMap<String, usize> = BTreeMap::new();
    for (table, (folder, name)) in
        tables.iter().zip([("models/", "data/models.csv"), ("providers/", "data/offers.csv")])
    {
        let (header, lines) = table.split_first().unwrap();
        assert_eq!(header[..7], ["key", "id", "name", "url", "author", "provider", "model"]);
        let text = site.page(name);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let strings = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(*header, strings(reader.headers().unwrap()));
        assert_eq!(lines, reader.records().map(|record| strings(&record.unwrap())).collect::<Vec<_>>());
        let sources = support::tree(&site.path(""));
        let mut listed = 0; // What is not published yet, and what is kept out of lists, has no row.
        for (path, bytes) in
            sources.iter().filter(|(path, _)| path.starts_with(folder) && path.ends_with(".toml"))
        {
            let key = path.trim_end_matches(".toml");
            let file: toml::Table = std::str::from_utf8(bytes).unwrap().parse().unwrap();
            if key.ends_with("/author")
                || key.ends_with("/provider")
                || file.get("unlisted") == Some(&true.into())
                || file.contains_key("publish_from")
            {
                continue;
            }
            let row = lines.iter().find(|row| row[0] == key).unwrap_or_else(|| panic!("{key} has no row"));
            listed += 1;
            for (column, shown) in header.iter().zip(row).skip(1) {
                let mut path = column.split('.');
                let first = path.next().and_then(|key| file.get(key));
                let value = path.fold(first, |value, key| value.and_then(|value| value.get(key)));
                let Some(cell) = value.and_then(cell) else { continue };
                // A sign at the beginning of a text is no formula after an apostrophe.
                let shown =
                    shown.strip_prefix('\'').filter(|_| cell.starts_with(['-', '@'])).unwrap_or(shown);
                if REFERENCES.contains(&column.as_str()) {
                    assert!(sources.contains_key(&format!("{shown}.toml")), "{key}: {column}: {shown}");
                    assert!(shown.ends_with(&cell), "{key}: {column}: {shown}");
                } else {
                    assert_eq!(*shown, cell, "{key}: {column}");
                }
                *compared.entry(column.clone()).or_default() += 1;
            }
        }
        // Models that only offers tell of have no file.
        let others = lines.iter().filter(|row| !sources.contains_key(&format!("{}.toml", row[0]))).count();
        assert!(others == 0 || folder == "models/", "{name}");
        assert_eq!(lines.len(), listed + others, "{name}: a row for each file");
    }
    for column in [
        "name",
        "description",
        "release_date",
        "attachment",
        "limit.context",
        "modalities.input",
        "cost.input",
    ] {
        assert!(compared[column] >= 2, "{column}: {compared:#?}");
    }
}

#[test]
fn no_text_of_a_record_begins_a_formula_whatever_sign_it_has() {
    let names = ["=1+1", "+1", "-1", "@SUM(A1)", "\\tx", "\\rx", "a\\\"b,c"];
    let mut site = Site::new().file("providers/p/provider.toml", "name = \"P\"\n");
    for (at, name) in names.iter().enumerate() {
        let text = format!("name = \"N\"\ndescription = \"{name}\"\n[cost]\ninput = 0.5\n");
        site = site.file(&format!("providers/p/models/m{at}.toml"), text);
    }
    site.build().exits(0);
    for row in rows(&site, "data/offers.csv") {
        let text = &row["description"];
        assert!(!text.starts_with(['=', '+', '-', '@', '\t', '\r']), "{text:?}");
        assert_eq!(row["cost.input"], "0.5");
    }
    let last = rows(&site, "data/offers.csv").pop().unwrap();
    assert_eq!(last["description"], "a\"b,c");
}

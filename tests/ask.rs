//! Questions to the catalog in the terminal: which models there are, and what they cost.
//!
//! `MODELPRESS_REAL_CATALOGUE` names a models.dev catalog, whose prices are held against those of other packages.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop at what it does not expect")]

mod support;

#[path = "snippets/tools.rs"]
mod tools;

use std::fs;
use std::path::Path;

use serde_json::Value;
use support::{Run, Site, run_in};
use tempfile::TempDir;
use tools::Tools;

/// A directory of two models, three providers and each kind of price.
fn market() -> Site {
    let model = |name: &str, more: &str| format!("name = \"{name}\"\nrelease_date = 2026-03-02\n{more}");
    let provider =
        |name: &str| format!("name = \"{name}\"\napi = \"https://api.example/v1\"\nenv = [\"KEY\"]\n");
    Site::new()
        .file("site.toml", "base_url = \"https://models.example/\"\n")
        .file("models/acme/author.toml", "name = \"Acme Labs\"\n")
        .file("models/acme/small.toml", model("Acme Small", "tool_call = true\n[modalities]\ninput = [\"text\", \"image\"]\n[limit]\ncontext = 128_000\n"))
        .file("models/acme/large.toml", model("Acme Large", "tool_call = true\nreasoning = true\n[limit]\ncontext = 400_000\n"))
        .file("models/zeta/draw.toml", model("Zeta Draw", "type = \"image\"\n"))
        .file("providers/north/provider.toml", provider("Northwind AI"))
        .file("providers/south/provider.toml", provider("Southwind"))
        .file("providers/north/models/acme/small.toml", "base_model = \"acme/small\"\n[cost]\ninput = 0.15\noutput = 0.6\ncache_read = 0.075\n")
        .file("providers/south/models/small.toml", "base_model = \"acme/small\"\n[cost]\ninput = 0.14\noutput = 0.5\n")
        .file(
            "providers/north/models/acme/large.toml",
            "base_model = \"acme/large\"\n[cost]\ninput = 2.5\noutput = 10\ncache_read = 0.25\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 5\noutput = 15\ncache_read = 0.5\n\
             [[cost.service_tiers]]\nname = \"batch\"\ninput = 1.25\noutput = 5\n[[cost.windows]]\nutc = \"16:30-00:30\"\ninput = 1\noutput = 4\n",
        )
        .file("providers/south/models/draw.toml", "base_model = \"zeta/draw\"\n[[cost.units]]\nunit = \"image\"\nprice = 0.04\n")
        .file("providers/south/models/free-one.toml", "name = \"Gratis\"\nrelease_date = 2026-01-01\n[cost]\nstate = \"free\"\n")
}

fn ask(site: &Site, words: &str) -> Run {
    let words: Vec<&str> = words.split_whitespace().chain(["--today", "2026-11-23"]).collect();
    site.run(&words)
}

/// The IDs that a question leads to, in their order.
fn ids(site: &Site, words: &str) -> Vec<String> {
    let run = ask(site, &format!("query {words} --columns id --format csv --quiet")).exits(0);
    run.stdout.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn words_and_flags_ask_for_the_same() {
    let site = market();
    for (words, found) in [
        ("acme", vec!["acme/small", "acme/large"]),
        ("vision", vec!["acme/small"]),
        ("--capability vision", vec!["acme/small"]),
        ("tools >200k", vec!["acme/large"]),
        ("--capability tools --min-context 200K", vec!["acme/large"]),
        ("<$1 acme", vec!["acme/small"]),
        ("acme --max-input 1", vec!["acme/small"]),
        ("acme --max-input 0.13", vec![]),
        ("acme --max-output 0.69", vec!["acme/small"]),
        ("free", vec!["free-one"]),
        ("--author zeta", vec!["zeta/draw"]),
        ("--author ACME --sort cost.input", vec!["acme/small", "acme/large"]),
        ("--author acme --sort=-cost.input", vec!["acme/large", "acme/small"]),
        ("--provider southwind --sort name", vec!["acme/small", "free-one", "zeta/draw"]),
        ("--type image", vec!["zeta/draw"]),
        ("--status deprecated", vec![]),
        ("--sort limit.context --limit 3", vec!["acme/small", "acme/large", "zeta/draw"]),
        ("--offers small --sort id", vec!["acme/small", "small"]),
    ] {
        let mut answer = ids(&site, words);
        let mut wanted: Vec<String> = found.into_iter().map(str::to_owned).collect();
        if !words.contains("--sort") {
            answer.sort();
            wanted.sort();
        }
        assert_eq!(answer, wanted, "{words}");
    }
    ask(&site, "query smal --limit 1").exits(0);
    ask(&site, "query larje").exits(0).says("nothing is called `larje`; the nearest names: 1 of 4");
}

#[test]
fn answers_are_tables_documents_and_values() {
    let site = market();
    let table = ask(&site, "query acme --sort id --columns id,provider,cost.input,cost.cache_read,tool_call")
        .exits(0);
    table.says("2 of 4");
    let lines = "id          provider  cost.input  cost.cache_read  tool_call\n\
                 acme/large  north          $2.50            $0.25  yes\n\
                 acme/small  south          $0.14                -  yes\n";
    let table =
        ask(&site, "query acme --sort id --columns id,provider,cost.input,cost.cache_read,tool_call -q")
            .exits(0);
    assert_eq!((table.stdout.as_str(), table.stderr.as_str()), (lines, ""));
    let columns = "id,cost.input,limit.context,modalities.input,reasoning,url";
    let run = ask(&site, &format!("query vision <$1 --format json --columns {columns}")).exits(0);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let row = serde_json::json!({
        "id": "acme/small", "cost.input": "0.14", "limit.context": 128_000, "modalities.input": ["text", "image"], "reasoning": null,
        "url": "https://models.example/models/acme/small/",
    });
    assert_eq!(document["rows"], serde_json::json!([row]));
    assert_eq!(document["filters"], serde_json::json!(["input up to $1", "Vision"]));
    let run = ask(&site, "query free --format csv --columns id,cost.input").exits(0);
    assert_eq!(run.stdout, "id,cost.input\r\nfree-one,free\r\n");
}

#[test]
fn a_wrong_word_is_answered_with_the_right_one() {
    let site = market();
    for (words, says) in [
        ("query --capability visoin", "did you mean `vision`?"),
        ("query --author acne", "there is no author `acne`; did you mean `acme`?"),
        ("query --provider nort", "did you mean `north`?"),
        ("query --type pictures", "there is no type `pictures`; it is one of "),
        ("query --sort cost.inptu", "did you mean `cost.input`?"),
        ("query --columns context", "did you mean `limit.context`?"),
        ("query --min-context 1.5", "such as `1500`, `1_500`, `1.5K` or `2M`"),
        ("cost acme/smal --input 1", "there is no model `acme/smal`; did you mean `acme/small`?"),
        ("cost acme/small --provider nowhere --input 1", "there is no provider `nowhere`"),
        ("cost acme/large --provider south --input 1", "`south` does not offer `acme/large`"),
        ("cost acme/large --input 1 --service flex", "only for `standard`, `batch`, `16:30-00:30`"),
        ("cost acme/large", "say how many with `--input N` and `--output N`"),
        ("cost draw", "say how many images with `--quantity N`"),
        ("cost free-one --input 1", "it is free"),
    ] {
        ask(&site, words).exits(2).says(says);
    }
    let site = site.file("models/zeta/small.toml", "name = \"Zeta Small\"\n");
    ask(&site, "cost small --input 1").exits(2).says("`small` may be `acme/small`, `zeta/small`");
    let lonely = Site::plain();
    lonely.run(&["query", "--offers"]).exits(2).says("this site has no offers");
}

#[test]
fn each_step_of_a_cost_is_printed_with_exact_numbers() {
    let site = market();
    let said = |words: &str| ask(&site, &format!("cost {words}")).exits(0).stdout;
    assert_eq!(
        said("acme/large --input 300K --cached 100_000 --output 500 --requests 1K"),
        "Acme Large (acme/large), prices of north: 1,000 requests of 300,000 input tokens (100,000 cached) and 500 output tokens
  input                         200,000,000 ÷ 1,000,000 × $5.00 = $1,000.00
  cached input                  100,000,000 ÷ 1,000,000 × $0.50 = $50.00
  output                        500,000 ÷ 1,000,000 × $15.00 = $7.50
  total                         $1,057.50 ($1.0575 a request)
  Batch                         $377.50
  Off-peak, 16:30 to 00:30 UTC  $302.00
  note: Requests above 200K input tokens are billed entirely at the higher price.
"
    );
    assert!(said("large --input 1M --batch").contains("1,000,000 ÷ 1,000,000 × $1.25 = $1.25\n"));
    assert!(said("large --input 1M --service 16:30-00:30").contains(" × $1.00 = $1.00\n"));
    let south = said("acme/small --provider Southwind --input 3 --output 0");
    assert!(south.starts_with("Acme Small (south/small): 1 request of 3 input tokens"), "{south}");
    assert!(south.contains("3 ÷ 1,000,000 × $0.14 = $0.00000042\n"), "{south}");
    assert!(said("draw --quantity 1").contains("1 × $0.04 = $0.04\n"));
    let both = said("acme/small free-one --input 1K");
    assert!(both.ends_with("\n`south/free-one`: it is free\n"), "{both}");
    let document: Value =
        serde_json::from_str(&said("north/acme/small --input 3 --cached 50% --format json")).unwrap();
    let model = &document["models"][0];
    assert_eq!((&model["total"], &model["request"]), (&"0.0000003375".into(), &"0.0000003375".into()));
    assert_eq!(model["lines"][0]["quantity"], "1.5");
}

/// Every offer of a large catalog with a price per token, computed by the command.
fn offers(folder: &TempDir) -> usize {
    let path = std::env::var_os("MODELPRESS_REAL_CATALOGUE")
        .expect("set MODELPRESS_REAL_CATALOGUE to a models.dev catalog");
    let run = |args: &[&str]| {
        run_in(Path::new(&path), &[args, &["--today", "2026-11-23"]].concat()).exits(0).stdout
    };
    let columns = "key,cost.input,cost.output";
    let rows: Value =
        serde_json::from_str(&run(&["query", "--offers", "--columns", columns, "--format", "json"])).unwrap();
    let is_digits =
        |value: &Value| value.as_str().is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit()));
    let priced = rows["rows"].as_array().unwrap().iter();
    let priced = priced.filter(|row| is_digits(&row["cost.input"]) && is_digits(&row["cost.output"]));
    let keys: Vec<&str> = priced.filter_map(|row| row["key"].as_str()).collect();
    let compute = |name: &str, usage: [&str; 3]| {
        let usage = ["--input", usage[0], "--cached", usage[1], "--output", usage[2], "--format", "json"];
        let text = run(&[&["cost"], &keys[..], &usage[..]].concat());
        fs::write(folder.path().join(format!("{name}.json")), text).unwrap();
    };
    std::thread::scope(|threads| {
        threads.spawn(|| compute("small", ["2K", "1K", "500"]));
        threads.spawn(|| compute("large", ["600K", "150K", "1K"]));
    });
    keys.len()
}

#[test]
fn other_packages_charge_the_same_or_have_other_prices() {
    let folder = TempDir::new().unwrap();
    let count = offers(&folder);
    let tools = Tools::find();
    let compare = |mut python: std::process::Command, package: &str| {
        let said = tools::run(python.arg("tests/exports/packages.py").arg(package).arg(folder.path()));
        println!("{count} offers, {package}:\n{said}");
        let compared: usize = said.split(' ').next().unwrap().parse().unwrap();
        assert!(compared > 400, "{said}");
    };
    std::thread::scope(|threads| {
        threads.spawn(|| compare(tools.genai(), "genai"));
        threads.spawn(|| compare(tools.litellm(), "litellm"));
    });
}

//! The schema and the reader accept and refuse the same files.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use super::{find_schema, json_schema};
use crate::bless::assert_snapshot;
use crate::diag::{Diagnostics, FileId, Levels};
use crate::parse::parse_file;

/// A TOML document as tools see it that check TOML against JSON Schema: dates are text.
fn to_json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::Number(number.into()),
        toml::Value::Float(number) => serde_json::from_str(&number.to_string()).unwrap_or_default(),
        toml::Value::Boolean(value) => Value::Bool(value),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(elements) => elements.into_iter().map(to_json).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, to_json(value))).collect::<Map<_, _>>())
        }
    }
}

fn schema_accepts(name: &str, text: &str) -> bool {
    let schema = json_schema(find_schema(name).unwrap());
    let document = to_json(toml::Value::Table(text.parse().unwrap()));
    jsonschema::draft7::is_valid(&schema, &document)
}

/// Whether the reader finds no error; a record without a name is one, which `resolve` finds.
fn reader_accepts(name: &str, text: &str) -> bool {
    let mut diags = Diagnostics::default();
    let schema = find_schema(name).unwrap();
    let parsed = parse_file(text, FileId(0), schema, &mut diags);
    let levels = Levels::own_site();
    let has_key = |key| parsed.table.node(key).is_some();
    let is_complete = schema.fields().filter(|field| field.required).all(|field| has_key(field.key))
        || has_key("base_model");
    is_complete && diags.iter().all(|found| levels.of(found.code) < crate::diag::Level::Deny)
}

#[test]
fn good_files_are_accepted_by_both() {
    for (name, text) in [
        ("model", "name = \"One\"\n"),
        ("model", "base_model = \"acme/one\"\n"),
        ("model", "name = \"One\"\nowner = \"unknown keys are remarks\"\n"),
        (
            "model",
            "name = \"One\"\nrelease_date = 2024-07-18\nknowledge = \"2023-10\"\nadded = 2024\nlast_updated = \"2024-02-29\"\n",
        ),
        (
            "model",
            "name = \"One\"\n[cost]\ninput = 0.15\noutput = 2\ncurrency = \"CNY\"\nstate = \"included\"\n",
        ),
        ("model", "name = \"One\"\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 7.5e-8\n"),
        (
            "model",
            "name = \"One\"\n[[cost.units]]\nunit = \"image\"\nprice = 0.04\n[[cost.windows]]\nutc = \"16:30-00:30\"\n",
        ),
        ("model", "name = \"One\"\ninterleaved = true\nreasoning_options = []\n"),
        (
            "model",
            "name = \"One\"\ninterleaved = { field = \"reasoning\" }\nreasoning_options = [{ type = \"toggle\" }]\n",
        ),
        (
            "model",
            "name = \"One\"\n[parameters.temperature]\nmin = -2\nmax = 2.5\ndefault = \"auto\"\n[parameters.stop]\nsupported = false\n",
        ),
        ("model", "name = \"One\"\n[experimental.modes.fast.cost]\ninput = 1\n"),
        ("model", "name = \"One\"\ntype = \"reranking\"\n[limit]\ncontext = 128_000.0\noutput = 64e3\n"),
        ("model", "name = \"One\"\n[[benchmarks]]\nname = \"B\"\nscore = \"82.5 %\"\n"),
        ("model", "name = \"One\"\n[[reasoning_options]]\ntype = \"budget_tokens\"\nmin = -1\n"),
        ("model", "name = \"One\"\n[[reasoning_options]]\ntype = \"toggle\"\ndefault = false\n"),
        ("model", "name = \"One\"\n[[cost.windows]]\nutc = \"00:00-24:00\"\ndays = [\"sat\", \"sun\"]\n"),
        (
            "model",
            "name = \"One\"\n[[quotas]]\nplan = \"Pro\"\namount = 45\nunit = \"messages\"\nperiod = \"5h\"\n",
        ),
        (
            "author",
            "[[policy.attestations]]\nname = \"SOC 2\"\nurl = \"https://a.example\"\ndate = \"2026-03\"\n[sources.dates]\nchecked = 2026\n",
        ),
        ("model", "name = \"One\"\n[extra]\nanything = [1, { b = nan }]\n"),
        ("model", "name = \"One\"\ndescription = \"\"\"\nLines\tand\n\ntabs\"\"\"\nnotes = [\"\"]\n"),
        ("model", "name = \"One\"\n[provider]\napi = \"${BASE}/v1\"\n[policy]\nlocation = \"US\"\n"),
        ("author", ""),
        ("author", "founded = 2015\nlocation = \"FR\"\n"),
        ("provider", "name = \"P\"\nenv = [\"P_KEY\"]\n"),
        (
            "site",
            "outputs = { robots = true }\n[lints]\nunknown-key = \"allow\"\n[gateway]\nmarkup_percent = 5.5\n",
        ),
        ("site", "[seo]\nai_crawlers = \"deny\"\n[[nav]]\nlabel = \"Docs\"\nurl = \"/docs/\"\n"),
        ("site", "seo = { ai_crawlers = true }\n"),
    ] {
        assert!(reader_accepts(name, text), "the reader refuses {name}: {text}");
        assert!(schema_accepts(name, text), "the schema refuses {name}: {text}");
    }
}

#[test]
fn bad_files_are_refused_by_both() {
    for (name, text) in [
        ("model", ""),
        ("model", "name = 1\n"),
        ("model", "name = \" \"\n"),
        ("model", "name = \"a\\nb\"\n"),
        ("model", "name = \"a\\u202eb\"\n"),
        ("model", "name = \"One\"\ndescription = \"a\\u0007b\"\n"),
        ("model", "name = \"One\"\ntags = \"fast\"\n"),
        ("model", "name = \"One\"\ntags = [\"\"]\n"),
        ("model", "name = \"One\"\ntype = \"chatbot\"\n"),
        ("model", "name = \"One\"\ntool_call = \"yes\"\n"),
        ("model", "name = \"One\"\nrelease_date = \"2024-02-30\"\n"),
        ("model", "name = \"One\"\nrelease_date = \"2024-13\"\n"),
        ("model", "name = \"One\"\nrelease_date = 2024-07-18T00:00:00Z\n"),
        ("model", "name = \"One\"\nrelease_date = 20240718\n"),
        ("model", "name = \"One\"\nplayground = \"javascript:alert(1)\"\n"),
        ("model", "name = \"One\"\nplayground = \"https://a b\"\n"),
        ("model", "name = \"One\"\n[limit]\ncontext = -1\n"),
        ("model", "name = \"One\"\n[limit]\ncontext = 0.5\n"),
        ("model", "name = \"One\"\n[[benchmarks]]\nname = \"B\"\nscore = \"good\"\n"),
        ("model", "name = \"One\"\n[[reasoning_options]]\ntype = \"budget_tokens\"\nmin = -2\n"),
        ("model", "name = \"One\"\n[modalities]\ninput = [\"smell\"]\n"),
        ("model", "name = \"One\"\n[cost]\ninput = -0.5\n"),
        ("model", "name = \"One\"\n[cost]\ninput = \"0.15\"\n"),
        ("model", "name = \"One\"\n[cost]\ninput = nan\n"),
        ("model", "name = \"One\"\n[cost]\ncache_input = 0.1\n"),
        ("model", "name = \"One\"\n[cost]\ncurrency = \"dollars\"\n"),
        ("model", "name = \"One\"\n[[cost.tiers]]\ntier = { size = 1, sise = 2 }\n"),
        ("model", "name = \"One\"\n[[cost.tiers]]\ntier = {}\n"),
        ("model", "name = \"One\"\n[[cost.units]]\nunit = \"image\"\n"),
        ("model", "name = \"One\"\n[[cost.windows]]\nutc = \"25:00-00:30\"\n"),
        ("model", "name = \"One\"\n[[cost.windows]]\nutc = \"24:00-00:30\"\n"),
        ("model", "name = \"One\"\n[[cost.windows]]\nutc = \"00:00-24:00\"\ndays = [\"saturday\"]\n"),
        ("model", "name = \"One\"\n[[quotas]]\namount = 45\nunit = \"messages\"\nperiod = \"05h\"\n"),
        ("model", "name = \"One\"\n[[quotas]]\namount = 45\nunit = \"messages\"\n"),
        ("author", "[[policy.attestations]]\nurl = \"https://a.example\"\n"),
        ("author", "[[policy.attestations]]\nname = \"SOC 2\"\nurl = \"javascript:alert(1)\"\n"),
        ("model", "name = \"One\"\n[[benchmarks]]\nname = \"MMLU\"\n"),
        ("model", "name = \"One\"\nfaq = [1]\n"),
        ("model", "name = \"One\"\n[policy]\nlocation = \"UK\"\n"),
        ("model", "name = \"One\"\n[parameters]\ntemperature = 1\n"),
        ("model", "name = \"One\"\n[experimental.modes.fast.cost]\nprice = 1\n"),
        ("author", "founded = \"long ago\"\n"),
        ("provider", "npm = \"x\"\n"),
        ("site", "[outputs]\nrobots = \"yes\"\n"),
        ("site", "[lints]\nunknown-key = \"ignore\"\n"),
        ("site", "[seo]\nai_crawlers = \"maybe\"\n"),
        ("site", "[[nav]]\nlabel = \"Docs\"\n"),
    ] {
        assert!(!reader_accepts(name, text), "the reader accepts {name}: {text}");
        assert!(!schema_accepts(name, text), "the schema accepts {name}: {text}");
    }
}

#[test]
fn every_file_of_the_example_is_accepted_by_both() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![("site", root.join("site.toml"))];
    for author in fs::read_dir(root.join("models")).unwrap() {
        for file in fs::read_dir(author.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.ends_with("author.toml") {
                files.push(("author", path));
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                files.push(("model", path));
            }
        }
    }
    assert!(files.len() > 24, "the example has its models");
    for (name, path) in files {
        let text = fs::read_to_string(&path).unwrap();
        assert!(reader_accepts(name, &text) && schema_accepts(name, &text), "{}", path.display());
    }
}

#[test]
fn a_schema_is_valid_draft_7_and_always_the_same() {
    for name in ["model", "author", "provider", "site"] {
        let schema = json_schema(find_schema(name).unwrap());
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
        assert_eq!(schema.to_string(), json_schema(find_schema(name).unwrap()).to_string());
    }
    assert!(find_schema("offer").is_none());
}

#[test]
fn a_schema_says_what_each_key_means_and_takes() {
    let schema = json_schema(find_schema("model").unwrap());
    assert_snapshot(
        serde_json::to_string_pretty(
            &schema["properties"]["cost"]["properties"]["tiers"]["items"]["properties"]["tier"],
        )
        .unwrap(),
        snapbox::str![[r#"
{
  "description": "Where the tier starts.",
  "type": "object",
  "properties": {
    "size": {
      "description": "The tokens above which the tier applies.",
      "type": "integer",
      "minimum": 0,
      "maximum": 9223372036854775807
    },
    "type": {
      "description": "What the size counts.",
      "enum": [
        "context"
      ]
    }
  },
  "required": [
    "size"
  ],
  "additionalProperties": false
}
"#]],
    );
    assert_eq!(schema["additionalProperties"], true);
    assert_eq!(schema["properties"]["cost"]["additionalProperties"], false);
}

//! `modelpress verify`: nothing differs in sites as they are built, and whatever is changed by hand is found where it was changed.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::fixture::{ENDED, GATEWAY, LARGE, MARKET, PLAIN, REPLACED, TRANSLATED};
use support::{Run, Site, tree};

/// Every output that a site can have, and an address.
const ALL: &str =
    "offer_markdown = true\nparty_feeds = true\nfeeds = [\"openai\", \"litellm\", \"openrouter\"]\n";

/// The example site with every output.
fn example() -> Site {
    let site = Site::new();
    for folder in ["models", "pages"] {
        for (path, bytes) in tree(Path::new(folder)) {
            site.put(&format!("{folder}/{path}"), bytes);
        }
    }
    let settings = fs::read_to_string("site.toml").unwrap();
    site.put(
        "site.toml",
        format!("base_url = \"https://example.org/models/\"\n{settings}\n[outputs]\n{ALL}"),
    );
    site.build().exits(0);
    site
}

fn verify(site: &Site, more: &[&str]) -> Run {
    site.run(&[&["verify", "dist", "--today", "2026-11-23", "--format", "json"], more].concat())
}

fn document(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:#?}"))
}

/// How many figures were compared in all formats.
fn compared(run: &Run) -> u64 {
    document(run)["compared"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum()
}

#[track_caller]
fn is_the_same(site: &Site, name: &str, formats: usize, figures: u64) {
    for more in [&["."][..], &[]] {
        let run = verify(site, more);
        let document = document(&run);
        assert_eq!(document["differences"], Value::Array(Vec::new()), "{name} {more:?}");
        assert_eq!(run.code, 0);
        let of = document["compared"].as_object().unwrap();
        assert_eq!(of.len(), formats, "{name}: {of:?}");
        assert!(compared(&run) > figures, "{name}: {of:?}");
    }
}

#[test]
fn the_example_with_every_output_says_the_same_everywhere() {
    is_the_same(&example(), "example", 10, 30_000);
}

#[test]
fn sites_with_everything_that_files_can_say_are_the_same_everywhere() {
    for (fixture, figures) in [
        (MARKET, 10_000),
        (GATEWAY, 1_000),
        (PLAIN, 100),
        (ENDED, 100),
        (REPLACED, 500),
        (LARGE, 20_000),
        (TRANSLATED, 100),
    ] {
        let site = fixture.sources();
        site.build().exits(0);
        let run = verify(&site, &["."]);
        assert_eq!(document(&run)["differences"], Value::Array(Vec::new()), "{}", fixture.name);
        assert!(compared(&run) > figures, "{}: {}", fixture.name, compared(&run));
        let alone = verify(&site, &[]);
        assert_eq!(document(&alone)["differences"], Value::Array(Vec::new()), "{} alone", fixture.name);
        if fixture.name == MARKET.name {
            changes_of_many_providers(&site);
        }
    }
}

/// What only sites with several providers have, or few models.
fn changes_of_many_providers(site: &Site) {
    let changes = [
        (
            "llms-full.txt",
            "| Context window | 200K (200,000 tokens) |",
            "| Context window | 200K (200,001 tokens) |",
            "line",
        ),
        (
            "providers/index.json",
            "\"id\":\"harbor\",\"name\":\"Harbor\",\"url\":\"providers/harbor/\",\"count\":5",
            "\"id\":\"harbor\",\"name\":\"Harbor\",\"url\":\"providers/harbor/\",\"count\":4",
            "providers/harbor: count",
        ),
        (
            "providers/relay/index.json",
            "\"price\":{\"currency\":\"EUR\",\"input\":\"2.2\"",
            "\"price\":{\"currency\":\"EUR\",\"input\":\"2.3\"",
            "price.input",
        ),
        (
            "changes/index.json",
            "\"new\":{\"value\":\"0.15\"",
            "\"new\":{\"value\":\"0.16\"",
            "facts[0].new.value",
        ),
    ];
    for (path, from, to, _) in changes {
        let page = site.page(path);
        assert!(page.contains(from), "{path} has no {from}");
        site.put(&format!("dist/{path}"), page.replacen(from, to, 1));
    }
    let found = places(&document(&verify(site, &["."]).exits(1)));
    for (path, _, _, place) in changes {
        assert!(found.iter().any(|(file, at, _)| file == path && at.contains(place)), "{path}: {found:#?}");
    }
    assert_eq!(found.len(), changes.len(), "{found:#?}");
}

#[test]
fn the_real_catalog_says_the_same_everywhere() {
    let Some(catalog) = std::env::var_os("MODELPRESS_REAL_CATALOGUE").map(PathBuf::from) else { return };
    let site = Site::new();
    let catalog = catalog.display().to_string();
    site.run(&["build", &catalog, "--output", "dist", "--today", "2026-11-23"]).exits(0);
    let run = verify(&site, &[&catalog]);
    assert_eq!(document(&run)["differences"], Value::Array(Vec::new()));
    println!("{}", document(&run)["compared"]);
    assert!(compared(&run) > 1_500_000);
}

/// A file that is changed by hand: what stands there, what is written instead, and a part of the place that has to be named.
type Change = (&'static str, &'static str, &'static str, &'static str);

const MINI: &str = "models/openai/gpt-4o-mini/index.html";
const JSON: &str = "models/openai/gpt-4o-mini/index.json";
const TWIN: &str = "models/openai/gpt-4o-mini/index.md";

#[rustfmt::skip]
const CHANGES: [Change; 71] = [
    (MINI, "value=\"0.15\" data-fact=\"cost.input\"", "value=\"0.16\" data-fact=\"cost.input\"", "cost.input"),
    (MINI, "data-fact=\"cost.output\">$0.60<", "data-fact=\"cost.output\">$0.61<", "text of cost.output"),
    (MINI, "data-fact=\"limit.output\" title=\"16,384 tokens\">16K<", "data-fact=\"limit.output\" title=\"16,384 tokens\">17K<", "text of limit.output"),
    (MINI, "datetime=\"2023-09\"", "datetime=\"2023-08\"", "knowledge"),
    (MINI, "data-fact=\"benchmarks[0].score\">82.0%", "data-fact=\"benchmarks[0].score\">82.1%", "text of benchmarks[0].score"),
    (MINI, "data-fact=\"added\">Jul 18, 2024", "data-fact=\"added\">Jul 19, 2024", "text of added"),
    (MINI, "value=\"50\" data-fact=\"computed.cache_saving\"", "value=\"51\" data-fact=\"computed.cache_saving\"", "computed.cache_saving"),
    (MINI, "<tr><th scope=\"row\">Cache write</th><td class=\"number figure\"><data value=\"0.15\" data-fact=\"cost.cache_write\">$0.15</data></td><td class=\"remark\">Same as input</td></tr>", "", "cost.cache_write"),
    (MINI, "\"name\":\"Cached input\",\"price\":\"0.075\"", "\"name\":\"Cached input\",\"price\":\"0.076\"", "JSON-LD offers price Cached input"),
    (MINI, "\"datePublished\":\"2024-07-18\"", "\"datePublished\":\"2024-07-17\"", "JSON-LD datePublished"),
    (MINI, "costs $0.15 per 1M input tokens and $0.60 per 1M output tokens.\"}}", "costs $0.15 per 1M input tokens and $0.6099 per 1M output tokens.\"}}", "JSON-LD answer"),
    ("models/index.html", "<td class=\"number c-input\">$0.10<td", "<td class=\"number c-input\">$0.11<td", "gpt-6-luna cost.input"),
    ("models/index.html", "<td class=\"number c-cached\">$0.075<td", "<td class=\"number c-cached\">$0.074<td", "cost.cache_read"),
    ("models/index.html", "c-context\" title=\"128,000 tokens\">128K", "c-context\" title=\"128,000 tokens\">129K", "limit.context"),
    ("models/index.html", "c-max\" title=\"16,384 tokens\"", "c-max\" title=\"16,385 tokens\"", "limit.output"),
    ("models/index.html", "c-added\">Sep 22, 2026", "c-added\">Sep 23, 2026", "gpt-6-luna added"),
    (TWIN, "- Output: $0.60 (per", "- Output: $0.62 (per", "line"),
    (TWIN, "| Output (Batch) | $0.30 | 50% less than standard |\n", "", "Output"),
    (TWIN, "| Context window | 128K (128,000 tokens) |", "| Context window | 128K (128,001 tokens) |", "line"),
    (TWIN, "| Knowledge cutoff | Sep 2023 |", "| Knowledge cutoff | Oct 2023 |", "line"),
    (TWIN, "| 1M input + 100K output | $0.21 |", "| 1M input + 100K output | $0.22 |", "line"),
    (TWIN, "| 87.2% (by the author) |", "| 87.3% (by the author) |", "line"),
    (TWIN, "| Used for training | No |", "| Used for training | Yes |", "Used for training"),
    (TWIN, "\nid: \"openai/gpt-4o-mini\"", "\nid: \"openai/gpt-4o-mimi\"", "front matter: id"),
    ("models/index.md", "| $0.10 | $0.50 |", "| $0.10 | $0.51 |", "line"),
    (JSON, "\"context\":128000,", "\"context\":128001,", "limit.context"),
    (JSON, "\"cache_read\":\"0.075\"", "\"cache_read\":\"0.0750001\"", "cost.cache_read"),
    (JSON, "\"score\":\"87.2\"", "\"score\":\"87.3\"", "benchmarks[2].score"),
    (JSON, "\"knowledge\":\"2023-09\"", "\"knowledge\":\"2023-10\"", "knowledge"),
    (JSON, "\"vision\":true", "\"vision\":false", "capabilities.vision"),
    (JSON, "\"retention_days\":30,", "", "policy.retention_days"),
    (JSON, "\"text\":\"$0.60\",\"fact\":\"cost.output\"", "\"text\":\"$0.66\",\"fact\":\"cost.output\"", "comparison.groups[0].rows[1].text"),
    (JSON, "\"name\":\"batch\",\"per_1m_tokens\":{\"input\":\"0.075\"", "\"name\":\"batch\",\"per_1m_tokens\":{\"input\":\"0.07\"", "cost.service_tiers[0].input"),
    ("data/models.csv", ",priced,,USD,0.7,2.8,", ",priced,,USD,0.7,2.9,", "cost.output"),
    ("data/models.csv", ",131072,,16384,", ",,,16384,", "limit.context"),
    ("data/models.csv", ",2025-04,,2025-04,2025-04,active,", ",2025-05,,2025-04,2025-04,active,", "release_date"),
    ("data/search.json", "\"input\":[\"0.1\",", "\"input\":[\"0.2\",", "row 0: input"),
    ("data/search.json", "\"context\":[1050000,", "\"context\":[1050001,", "row 0: context"),
    ("data/search.json", "\"2026-09-22\"", "\"2026-09-23\"", "row 0: added"),
    ("api.json", "\"limit\":{\"context\":131072,", "\"limit\":{\"context\":131073,", "alibaba/qwen3-235b-a22b.limit.context"),
    ("api.json", "\"cost\":{\"input\":0.7,", "\"cost\":{\"input\":0.70000001,", "alibaba/qwen3-235b-a22b.cost.input"),
    ("api-all.json", "\"reasoning\":8.4", "\"reasoning\":8.5", "alibaba/qwen3-235b-a22b.cost.reasoning"),
    ("catalog.json", "\"release_date\":\"2025-04\"", "\"release_date\":\"2025-03\"", "alibaba/qwen3-235b-a22b.release_date"),
    ("models.json", "\"limit\":{\"context\":131072,", "\"limit\":{\"context\":131073,", "alibaba/qwen3-235b-a22b.limit.context"),
    ("feeds/openai/v1/models", "\"created\":1", "\"created\":2", "created"),
    ("feeds/litellm.json", "\"input_cost_per_token\":0.0000007,", "\"input_cost_per_token\":0.0000008,", "alibaba/qwen3-235b-a22b: input_cost_per_token"),
    ("feeds/litellm.json", "\"max_output_tokens\":16384", "\"max_output_tokens\":16385", "max_output_tokens"),
    ("feeds/openrouter.json", "\"completion\":\"0.00000", "\"completion\":\"0.00001", "pricing.completion"),
    ("feeds/openrouter.json", "\"context_length\":1", "\"context_length\":2", "context_length"),
    ("feed.xml", "<summary>Input: $0.10, output: $0.50, context: 1.05M.", "<summary>Input: $0.10, output: $0.50, context: 1.06M.", "GPT-6 Luna"),
    ("feed.xml", "<updated>2026-07-09T00", "<updated>2026-07-08T00", "GPT-5.6 Terra"),
    ("calendar.ics", "DTSTART;VALUE=DATE:20260826", "DTSTART;VALUE=DATE:20260825", "whisper-1"),
    ("calendar.ics", "ID: openai/gpt-3.5-turbo", "ID: openai/gpt-3.6-turbo", "gpt-3.5-turbo"),
    (MINI, "\"above\":0,\"input\":\"0.15\",\"output\":\"0.6\"", "\"above\":0,\"input\":\"0.15\",\"output\":\"0.7\"", "calculator.Standard above 0.output"),
    (JSON, "\"above\":0,\"input\":\"0.075\",\"output\":\"0.3\"", "\"above\":0,\"input\":\"0.074\",\"output\":\"0.3\"", "calculator.Batch above 0.input"),
    ("models/anthropic/claude-opus-4-8/index.json", "fast-mode-2026-02-01", "fast-mode-2026-02-02", "experimental.modes.fast.provider.headers"),
    ("models/index.json", "\"count\":84", "\"count\":83", "count"),
    ("models/index.json", "\"input\":\"0.1\",\"output\":\"0.5\"", "\"input\":\"0.1\",\"output\":\"0.51\"", "models/openai/gpt-6-luna: price.output"),
    ("models/index.json", "\"context\":1050000", "\"context\":1050001", "models/openai/gpt-6-luna: limit.context"),
    ("models/index.json", "\"added\":\"2026-09-22\"", "\"added\":\"2026-09-23\"", "models/openai/gpt-6-luna: added"),
    ("models/index.json", "\"capabilities\":[\"vision\",", "\"capabilities\":[", "models/openai/gpt-6-luna: capabilities"),
    ("models/openai/index.json", "\"currency\":\"USD\",\"price\":\"0.1\"", "\"currency\":\"USD\",\"price\":\"0.2\"", "lowest_input.price"),
    ("models/openai/index.json", "\"tokens\":1050000", "\"tokens\":1050001", "largest_context.tokens"),
    ("models/openai/index.json", "\"founded\":\"2015\"", "\"founded\":\"2016\"", "founded"),
    ("authors/index.json", "\"url\":\"models/openai/\",\"count\":24", "\"url\":\"models/openai/\",\"count\":23", "models/openai: count"),
    ("capabilities/index.json", "\"url\":\"capabilities/vision/\",\"count\":50", "\"url\":\"capabilities/vision/\",\"count\":51", "vision: count"),
    ("capabilities/vision/index.json", "\"output\":128000", "\"output\":128001", "limit.output"),
    ("deprecations/index.json", "\"retires\":\"2027-01-06\"", "\"retires\":\"2027-01-07\"", "models/openai/tts-1: retires"),
    ("data/search.json", "[[0,\"88.0\"", "[[0,\"88.1\"", "scores, Aider Polyglot"),
    ("data/search.json", "\"reads\":[19,", "\"reads\":[18,", "row 0: reads"),
    ("data/search.json", "\"tags\":[[4,5,6],", "\"tags\":[[4,5,7],", "row 0: tags"),
];

/// Takes out of a file what stands from the start of one text to the start of the next place at which another one stands.
fn cut(site: &Site, path: &str, from: &str, to: &str) {
    let page = site.page(path);
    let start = page.find(from).unwrap_or_else(|| panic!("{path}: {from}"));
    let end = start + page[start..].find(to).unwrap_or_else(|| panic!("{path}: {to}"));
    site.put(&format!("dist/{path}"), format!("{}{}", &page[..start], &page[end..]));
}

fn places(document: &Value) -> Vec<(String, String, String)> {
    let differences = document["differences"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let place = |found: &Value| {
        (text(&found["found"]["file"]), text(&found["found"]["at"]), text(&found["expected"]["file"]))
    };
    differences.map(place).collect()
}

#[test]
fn one_digit_that_is_changed_by_hand_is_found_at_its_place_in_each_format() {
    let site = example();
    for (path, from, to, _) in CHANGES {
        let page = site.page(path);
        assert!(page.contains(from), "{path} has no {from}");
        site.put(&format!("dist/{path}"), page.replacen(from, to, 1));
    }
    let run = verify(&site, &["."]).exits(1);
    let document = document(&run);
    let found = places(&document);
    for (path, from, _, place) in CHANGES {
        let is_found =
            found.iter().any(|(file, at, other)| file == path && at.contains(place) && !other.is_empty());
        assert!(is_found, "{path}: {from} at {place}: {:#?}", document["differences"]);
    }
    let changed: BTreeSet<&str> = CHANGES.iter().map(|(path, ..)| *path).collect();
    let other = found.iter().find(|(file, ..)| !changed.contains(file.as_str()));
    assert_eq!(other, None, "nothing is found where nothing was changed");
    let text = site.run(&["verify", "dist", ".", "--today", "2026-11-23"]).exits(1).stdout;
    assert!(text.contains("api.json: requesty.models.alibaba/qwen3-235b-a22b.cost.input = 0.70000001; models/alibaba/qwen3-235b-a22b.toml: cost.input = 0.7\n"), "{text}");
    assert!(text.trim_end().ends_with(" differences") && text.contains("\ncompared "), "{text}");
}

#[test]
fn what_was_removed_is_found() {
    let site = example();
    cut(&site, "data/models.csv", "models/alibaba/qwen3-32b", "models/alibaba/qwen3-tts");
    cut(&site, "api.json", "\"alibaba/qwen3-32b\":", "\"alibaba/qwen3.6-27b\":");
    cut(&site, "feeds/litellm.json", "\"requesty/alibaba/qwen3-32b\"", "\"requesty/alibaba/qwen3.6-27b\"");
    cut(
        &site,
        "calendar.ics",
        "BEGIN:VEVENT\r\nUID:models/openai/whisper-1/dep",
        "BEGIN:VEVENT\r\nUID:models/openai/gpt-4o/dep",
    );
    cut(&site, "feed.xml", "<entry>\n<title>New: GPT-6 Luna", "<entry>\n<title>Deprecated: Whisper");
    cut(
        &site,
        "models/index.json",
        "{\"key\":\"models/openai/gpt-5.6-terra\"",
        "{\"key\":\"models/anthropic/",
    );
    cut(&site, "authors/index.json", "{\"key\":\"models/alibaba\"", "{\"key\":\"models/anthropic\"");
    let gone = [
        TWIN,
        "models/openai/o3/index.json",
        "models/openai/gpt-5/index.html",
        "models.json",
        "data/search.json",
    ];
    for path in gone {
        fs::remove_file(site.path("dist").join(path)).unwrap();
    }
    let found = places(&document(&verify(&site, &["."]).exits(1)));
    let files: BTreeSet<&str> = found.iter().map(|(file, ..)| file.as_str()).collect();
    let lists = [
        "data/models.csv",
        "api.json",
        "feeds/litellm.json",
        "calendar.ics",
        "feed.xml",
        "models/index.json",
        "authors/index.json",
    ];
    for path in lists.into_iter().chain(gone) {
        assert!(files.contains(path), "{path}: {found:#?}");
    }
    for (file, place) in [
        ("models/index.json", "models/openai/gpt-5.6-terra: entry"),
        ("authors/index.json", "models/alibaba: entry"),
    ] {
        assert!(found.iter().any(|(path, at, _)| path == file && at == place), "{found:#?}");
    }
    assert_eq!(files.len(), lists.len() + gone.len(), "{files:?}");
}

#[test]
fn without_the_files_the_formats_are_compared_with_each_other() {
    let site = example();
    let page = site.page("api.json");
    site.put("dist/api.json", page.replacen("\"cost\":{\"input\":0.7,", "\"cost\":{\"input\":0.8,", 1));
    let found = places(&document(&verify(&site, &[]).exits(1)));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].2, "models/alibaba/qwen3-235b-a22b/index.json");
}

#[test]
fn a_file_that_changed_since_the_build_differs_everywhere() {
    let site = example();
    let path = "models/openai/gpt-4o-mini.toml";
    let text = fs::read_to_string(site.path(path)).unwrap();
    site.put(path, text.replace("input = 0.15", "input = 0.17"));
    let found = document(&verify(&site, &["."]).exits(1));
    let formats: BTreeSet<&str> =
        found["differences"].as_array().unwrap().iter().map(|one| one["format"].as_str().unwrap()).collect();
    assert_eq!(
        formats.into_iter().collect::<Vec<_>>(),
        ["api", "atom", "csv", "feeds", "html", "json", "json-ld", "search"]
    );
}

#[test]
fn whatever_stands_in_a_site_it_is_read_to_its_end() {
    let site = Site::own();
    site.build().exits(0);
    let deep = format!("{}1{}", "[".repeat(50_000), "]".repeat(50_000));
    for (path, bytes) in [
        ("api.json", deep.as_bytes()),
        ("data/search.json", b"{\"columns\":{\"id\":[1,2],\"key\":{\"0\":3}},\"rows\":-1}"),
        ("data/models.csv", b"key,\"id\nx,,,,\n\xff\xfe"),
        ("models.json", b"{\"a\":1,\"a\":2}"),
        ("feed.xml", b"<feed><entry><id>tag:,::</id></entry>"),
        ("calendar.ics", b"BEGIN:VEVENT\r\nDTSTART:99999999\r\n \r\nUID:\\\r\nEND:VEVENT\r\n"),
        ("models/acme/plain/index.json", b"\xff"),
        ("models/acme/index.json", b"{\"count\":-1,\"entries\":[1,{\"key\":2},{\"key\":\"models/acme/plain\",\"price\":[]}]}"),
        ("models/acme/plain/index.md", b"---\n| a |\n| - |\n| \xff 1 |"),
        ("models/acme/plain/index.html", b"<data data-fact=\"cost.input\" value=\"1e999999999\">$99999999999999999999999999999999999</data><tr data-record>"),
    ] {
        site.put(&format!("dist/{path}"), bytes);
    }
    let page = format!("<!doctype html>{}<data data-fact=id value=x>x</data>", "<div>".repeat(20_000));
    site.put("dist/models/index.html", page);
    let run = verify(&site, &["."]).exits(1);
    assert!(places(&document(&run)).len() > 5);
    verify(&site, &[]).exits(1);
}

#[test]
fn a_folder_without_a_site_is_wrong_usage() {
    let site = Site::own();
    site.run(&["verify", "nowhere"]).exits(2).says("there is no folder `nowhere`");
    site.run(&["verify", "models"]).exits(2).says("`models` holds no built site");
}

//! What keeps a directory right after its first day: stale facts, and mistakes that are mended by the tool.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::fs;

use serde_json::Value;
use support::{Run, Site};

const DAY: [&str; 2] = ["--today", "2026-11-23"];

fn run(site: &Site, args: &[&str]) -> Run {
    site.run(&[args, &DAY].concat())
}

fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path(path)).unwrap()
}

/// What of findings is compared: code, file, line and message.
fn short(finding: &Value) -> String {
    let text = |key: &str| finding[key].as_str().unwrap().to_owned();
    format!("{} {}:{} {}", text("code"), text("file"), finding["line"], text("message"))
}

/// A site whose records were checked on different days.
fn aged() -> Site {
    let limits = "[limit]\ncontext = 8_000\noutput = 2_000\n";
    let model = |name: &str, more: &str| format!("name = \"{name}\"\ndescription = \"Small.\"\n{more}");
    Site::new()
        .file("site.toml", "base_url = \"https://example.org/\"\n[lints]\nno-data-license = \"allow\"\n")
        .file(
            "models/acme/fresh.toml",
            model("Fresh", "[sources.cost]\nurl = \"https://acme.example/prices\"\nchecked = 2026-08-25\n"),
        )
        .file(
            "models/acme/old.toml",
            model(
                "Old",
                "[sources.cost]\nurl = \"https://acme.example/prices\"\nchecked = 2026-08-24\n\
                 [sources.limit]\nchecked = \"2025-12\"\n",
            ),
        )
        .file("models/acme/updated.toml", model("Updated", &format!("last_updated = 2026-02-01\n{limits}")))
        .file("models/acme/ended.toml", "name = \"Ended\"\nstatus = \"active\"\nretires = 2026-10-01\nsuccessor = \"acme/old\"\n")
}

#[test]
fn stale_facts_come_oldest_first_with_the_source_to_look_at() {
    let site = aged();
    let run = run(&site, &["check", "--stale", "90", "--format", "json"]).exits(0);
    let findings = run.findings();
    let found: Vec<String> = findings.iter().map(short).collect();
    assert_eq!(
        found,
        [
            "stale-facts models/acme/old.toml:7 `sources.limit` was last checked in 2025-12",
            "stale-facts models/acme/updated.toml:3 no source says when it was checked, and the last date is `last_updated`, 2026-02-01",
            "stale-facts models/acme/old.toml:5 `sources.cost` was last checked on 2026-08-24",
            "past-retirement models/acme/ended.toml:2 `status` is \"active\", but the model was retired on 2026-10-01",
            "no-description models/acme/ended.toml:null 1 of 4 models have no `description`",
            "no-source models/acme/updated.toml:null 1 of 1 records with prices or limits name no source",
        ]
    );
    assert_eq!(
        findings[2]["help"],
        "compare the facts with https://acme.example/prices, and set `sources.cost.checked`"
    );
    assert!(findings.iter().all(|finding| finding["severity"] == "hint"));
}

#[test]
fn without_the_flag_nothing_stale_is_reported_and_a_baseline_knows_it() {
    let site = aged();
    assert!(run(&site, &["check", "--format", "json"]).exits(0).findings().is_empty());
    let known = run(&site, &["check", "--stale", "90", "--format", "json"]).stdout;
    site.put("known.json", known);
    run(&site, &["check", "--stale", "90", "--strict", "--baseline", "known.json"])
        .exits(0)
        .says("no findings, 6 known");
}

#[test]
fn an_offer_is_not_told_again_what_its_model_or_provider_says() {
    let site = Site::new()
        .file("models/acme/one.toml", "name = \"One\"\n[sources.limit]\nchecked = 2026-01-02\n")
        .file(
            "providers/north/provider.toml",
            "name = \"North\"\n[sources.cost]\nurl = \"https://north.example/prices\"\nchecked = 2026-01-01\n",
        )
        .file("providers/north/models/one.toml", "base_model = \"acme/one\"\n[cost]\ninput = 1\noutput = 2\n")
        .file(
            "providers/north/models/two.toml",
            "name = \"Two\"\nlast_updated = 2025-01-01\n[cost]\ninput = 1\noutput = 2\n",
        );
    let findings = run(&site, &["check", "--stale", "30", "--format", "json"]).findings();
    let found: Vec<String> =
        findings.iter().filter(|finding| finding["code"] == "stale-facts").map(short).collect();
    assert_eq!(
        found,
        [
            "stale-facts providers/north/provider.toml:4 `sources.cost` was last checked on 2026-01-01",
            "stale-facts models/acme/one.toml:3 `sources.limit` was last checked on 2026-01-02",
        ]
    );
}

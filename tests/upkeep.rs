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
        .file(
            "models/acme/ended.toml",
            "name = \"Ended\"\nstatus = \"active\"\nretires = 2026-10-01\nsuccessor = \"acme/old\"\n",
        )
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

#[test]
fn an_attestation_is_stale_from_the_day_after_its_last_and_told_once() {
    let attestation = |name: &str, until: &str| {
        format!(
            "[[policy.attestations]]\nname = \"{name}\"\nurl = \"https://trust.example/\"\nvalid_until = {until}\n"
        )
    };
    let author = attestation("SOC 2", "2026-11-22") + &attestation("ISO/IEC 27001", "2026-11-23");
    let site = Site::plain().file("models/acme/author.toml", format!("name = \"Acme\"\n{author}"));
    let findings = run(&site, &["check", "--stale", "30", "--format", "json"]).findings();
    let found: Vec<&Value> = findings.iter().filter(|finding| finding["code"] == "stale-facts").collect();
    assert_eq!(
        found.iter().map(|finding| short(finding)).collect::<Vec<_>>(),
        ["stale-facts models/acme/author.toml:5 the attestation `SOC 2` was valid until 2026-11-22"]
    );
    assert_eq!(found[0]["help"], "look at https://trust.example/ for the next one, or remove it");
}

/// A file with a mistake of each kind that has an edit, with comments, an odd layout and the line ends of Windows.
const BROKEN: &str = "\u{feff}# the small one\r\nname = \"Broken\"   # its name\r\ntittle = \"x\"\r\nsuccesor = \"acme/plain\"\r\n\
    status = \"deprecatd\"\r\nrelease_date = \"1 March 2026\"\r\nlast_updated = 2026-03-02T10:00:00Z # ä\r\n\r\n\
    [limit]\r\n  max_context = \"128000\" # tokens\r\n  output = 2_000\r\n\r\n\
    [cost]\r\ninput = \"0.60\" # in dollars\r\noutput = \"$2.40 / 1M\"\r\ncache_raed = 0.1\r\n";

fn broken() -> Site {
    Site::own().file("models/acme/broken.toml", BROKEN)
}

#[test]
fn a_finding_with_one_exact_edit_carries_it() {
    let findings = run(&broken(), &["check", "--format", "json"]).exits(1).findings();
    let of = |message: &str| {
        findings.iter().find(|finding| finding["message"].as_str().unwrap().contains(message)).unwrap()
    };
    let fix = &of("`input`")["fix"];
    let range = |key: &str| usize::try_from(fix[key].as_u64().unwrap()).unwrap();
    assert_eq!(&BROKEN[range("start")..range("end")], "\"0.60\"");
    assert_eq!((&fix["text"], &fix["safe"]), (&Value::from("0.60"), &Value::from(true)));
    assert_eq!(fix["line"], 14);
    assert_eq!((&fix["column"], &fix["end_column"]), (&Value::from(9), &Value::from(15)));
    assert_eq!(of("`output`")["fix"]["safe"], false);
    assert_eq!(of("unknown key `cache_raed`")["fix"]["text"], "cache_read");
}

#[test]
fn safe_edits_change_their_ranges_and_nothing_else() {
    let site = broken();
    let run = run(&site, &["check", "--fix"]).exits(1);
    let expected = BROKEN
        .replace("succesor", "successor")
        .replace("deprecatd", "deprecated")
        .replace("2026-03-02T10:00:00Z", "2026-03-02")
        .replace("\"0.60\"", "0.60")
        .replace("cache_raed", "cache_read")
        .replace("max_context = \"128000\"", "context = 128_000");
    assert_eq!(read(&site, "models/acme/broken.toml"), expected);
    run.says("fixed models/acme/broken.toml:14:9: `\"0.60\"` is now `0.60`")
        .says("\nfixed 6 edits in 1 file\n");
}

#[test]
fn guesses_are_applied_on_demand_until_nothing_is_left() {
    let site = broken();
    for _ in 0..3 {
        run(&site, &["check", "--fix", "--unsafe"]);
    }
    let text = read(&site, "models/acme/broken.toml");
    assert!(
        text.contains("output = 2.40\r\n") && text.contains("release_date = \"2026-03-01\"\r\n"),
        "{text}"
    );
    assert!(text.starts_with("\u{feff}# the small one\r\nname = \"Broken\"   # its name\r\n"), "{text}");
    let again = run(&site, &["check", "--fix", "--unsafe"]).says("fixed 0 edits in 0 files");
    assert_eq!(read(&site, "models/acme/broken.toml"), text, "{}", again.stderr);
}

#[test]
fn a_diff_writes_nothing_and_applies() {
    let site = broken();
    let diff = run(&site, &["check", "--fix", "--diff"]).exits(1).says("would fix ");
    assert_eq!(read(&site, "models/acme/broken.toml"), BROKEN);
    site.put("fix.patch", &diff.stdout);
    let applied = std::process::Command::new("git")
        .args(["apply", "fix.patch"])
        .current_dir(site.path(""))
        .output()
        .unwrap();
    assert!(applied.status.success(), "{}\n{}", String::from_utf8_lossy(&applied.stderr), diff.stdout);
    let patched = read(&site, "models/acme/broken.toml");
    site.put("models/acme/broken.toml", BROKEN);
    run(&site, &["check", "--fix"]);
    assert_eq!(read(&site, "models/acme/broken.toml"), patched);
}

#[test]
fn an_edit_that_would_bring_a_mistake_is_left() {
    // Two slips of one key: a table has each key once.
    let text = "name = \"One\"\n[cost]\ncache_raed = 0.1\ncache_read_ = 0.2\ninput = \"1\"\noutput = 2\n";
    let site = Site::own().file("models/acme/one.toml", text);
    run(&site, &["check", "--fix"])
        .exits(1)
        .says("note: 1 edit of `models/acme/one.toml` not applied: a new mistake would come of it");
    let fixed = text.replace("cache_raed", "cache_read").replace("\"1\"", "1");
    assert_eq!(read(&site, "models/acme/one.toml"), fixed);
}

#[test]
#[cfg(unix)]
fn a_link_is_never_written_through() {
    let elsewhere = Site::new().file("one.toml", "name = \"One\"\n[cost]\ninput = \"1\"\noutput = 2\n");
    let site = Site::own();
    std::os::unix::fs::symlink(elsewhere.path("one.toml"), site.path("models/acme/one.toml")).unwrap();
    run(&site, &["check", "--fix"]).says("fixed 0 edits in 0 files");
    assert!(read(&elsewhere, "one.toml").contains("input = \"1\""));
    assert!(site.path("models/acme/one.toml").is_symlink());
}

#[test]
fn settings_are_mended_too_and_flags_that_need_fix_say_so() {
    let site = Site::plain().file("site.toml", "base_url = \"https://example.org/\"\ntaglin = \"All\"\n");
    run(&site, &["check", "--fix"]).exits(0).says("fixed site.toml:2:1: `taglin` is now `tagline`");
    run(&site, &["check", "--unsafe"]).exits(2);
    run(&site, &["check", "--diff"]).exits(2);
}

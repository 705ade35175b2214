//! Values that are left out because of a mistake: each is reported once, and its record keeps its page.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use serde_json::Value;
use support::{Run, Site, tree};

/// Texts that are left out wherever one line is taken.
const WRONG: [&str; 5] = [r"", r" \t\u00a0", r"a\u0000b", r"a\nb", r"a\u202eb"];

/// White space of every kind, as TOML writes it.
const BLANK: [&str; 15] = [
    r" ", r"\t", r"\n", r"\r\n", r"\u00a0", r"\u3000", r"\ufeff", r"\u200b", r"\u0085", r"\u00ad", r"\u200d",
    r"\u180e", r"\u200e", r"\u3164", r"\u2800",
];

/// A file with a text in a key, the files that stand beside it, and the page that stays. `#` is the number of the case.
struct Case {
    path: &'static str,
    text: &'static str,
    beside: Option<(&'static str, &'static str)>,
    page: &'static str,
}

const OFFER: Option<(&str, &str)> = Some(("providers/p#/models/m.toml", "name = \"Offer #\"\n"));

/// A case of a model, whose page stays.
const fn model(text: &'static str) -> Case {
    Case { path: "models/acme/m#.toml", text, beside: None, page: "models/acme/m#/index.html" }
}

/// A case of a provider, whose page stays.
const fn provider(text: &'static str) -> Case {
    Case { path: "providers/p#/provider.toml", text, beside: OFFER, page: "providers/p#/index.html" }
}

/// `$` is the text that is left out.
const CASES: [Case; 27] = [
    model("name = \"$\"\n"),
    model("base_model = \"$\"\n"),
    model("name = \"M#\"\nid = \"$\"\n"),
    model("name = \"M#\"\nslug = \"$\"\n"),
    model("name = \"M#\"\ntype = \"$\"\n"),
    model("name = \"M#\"\nstatus = \"deprecated\"\nsuccessor = \"$\"\n"),
    model("name = \"M#\"\nrelease_date = \"$\"\n"),
    model("name = \"M#\"\nplayground = \"$\"\n"),
    model("name = \"M#\"\ntags = [\"$\"]\n"),
    model("name = \"M#\"\n[cost]\nstate = \"$\"\nplan = \"Pro\"\n"),
    model("name = \"M#\"\n[cost]\nstate = \"$\"\ninput = 0\noutput = 0\n"),
    model("name = \"M#\"\n[[cost.units]]\nunit = \"$\"\nprice = 1\n"),
    model("name = \"M#\"\n[cost]\ninput = 1\n[[cost.service_tiers]]\nname = \"$\"\ninput = 0.5\n"),
    model("name = \"M#\"\n[cost]\ninput = 1\n[[cost.schedule]]\nfrom = \"$\"\ninput = 0.5\n"),
    model("name = \"M#\"\n[cost]\ninput = 1\n[[cost.windows]]\nutc = \"$\"\ninput = 0.5\n"),
    model("name = \"M#\"\n[[benchmarks]]\nname = \"$\"\nscore = 1\n"),
    model("name = \"M#\"\n[[links]]\nurl = \"$\"\n"),
    model("name = \"M#\"\n[[weights]]\nurl = \"$\"\n"),
    model("name = \"M#\"\n[[faq]]\nquestion = \"$\"\nanswer = \"A\"\n"),
    model("name = \"M#\"\n[[reasoning_options]]\ntype = \"$\"\n"),
    model(
        "name = \"M#\"\n[cost]\ninput = 1\n[[cost.windows]]\nutc = \"16:30-00:30\"\ndays = [\"$\"]\ninput = 0.5\n",
    ),
    model("name = \"M#\"\n[[quotas]]\namount = 45\nunit = \"messages\"\nperiod = \"$\"\n"),
    model("name = \"M#\"\n[[policy.attestations]]\nname = \"SOC 2\"\nurl = \"$\"\n"),
    provider("name = \"$\"\n"),
    provider("name = \"P#\"\nenv = [\"$\"]\nnpm = \"@ai-sdk/openai-compatible\"\n"),
    Case {
        path: "models/a#/author.toml",
        text: "name = \"$\"\n",
        beside: Some(("models/a#/m.toml", "name = \"Made #\"\n")),
        page: "models/a#/index.html",
    },
    Case {
        path: "pages/p#.md",
        text: "+++\ntitle = \"$\"\n+++\nText #.\n",
        beside: None,
        page: "p#/index.html",
    },
];

/// A site with every case in every form, and the path and the page of each.
fn site(texts: &[&str]) -> (Site, Vec<(String, String)>) {
    let mut site = Site::plain();
    let mut files = Vec::new();
    for (at, (case, text)) in
        CASES.iter().flat_map(|case| texts.iter().map(move |text| (case, text))).enumerate()
    {
        let fill = |pattern: &str| pattern.replace('#', &at.to_string()).replace('$', text);
        site = site.file(&fill(case.path), fill(case.text));
        if let Some((path, text)) = case.beside {
            site = site.file(&fill(path), fill(text));
        }
        files.push((fill(case.path), fill(case.page)));
    }
    (site, files)
}

/// The code and the severity of what was found in a file.
fn found<'a>(findings: &'a [Value], path: &str) -> Vec<(&'a str, &'a str)> {
    // That no link leads to a page is another matter.
    let there = findings.iter().filter(|found| found["file"] == path && found["code"] != "orphan-page");
    there.map(|found| (found["code"].as_str().unwrap(), found["severity"].as_str().unwrap())).collect()
}

#[track_caller]
fn assert_found_once(run: &Run, files: &[(String, String)], severity: &str) {
    let findings = run.findings();
    for (path, _) in files {
        let found = found(&findings, path);
        assert!(
            matches!(found.as_slice(), [(code, level)] if *code != "missing-key" && *level == severity),
            "{path}: {found:?}"
        );
    }
}

#[test]
fn a_value_that_is_left_out_is_one_error_in_a_site_of_ones_own() {
    let (site, files) = site(&WRONG);
    site.put("site.toml", "base_url = \"https://example.org/\"\n");
    let run = site.run(&["check", "--format", "json", "--today", "2026-11-23"]).exits(1);
    assert_found_once(&run, &files, "error");
}

#[test]
fn a_value_that_is_left_out_is_one_warning_in_a_foreign_tree_and_every_record_keeps_its_page() {
    let (site, files) = site(&WRONG);
    let run = site.run(&["build", "--format", "json", "--today", "2026-11-23"]).exits(0);
    assert_found_once(&run, &files, "warning");
    for (path, page) in &files {
        assert!(site.path("dist").join(page).exists(), "{path} has no page at {page}");
    }
    assert!(site.page("models/acme/m0/index.html").contains("<h1>acme/m0"), "a name falls back to the id");
    let provider = CASES.iter().position(|case| case.path.ends_with("provider.toml")).unwrap() * WRONG.len();
    let page = site.page(&format!("providers/p{provider}/index.html"));
    assert!(
        page.contains(&format!("</span>p{provider}</h1>")),
        "a provider's name falls back to its folder: {page}"
    );
}

#[test]
fn a_setting_that_is_left_out_is_one_error() {
    let settings = [
        "base_url = \"$\"\n",
        "[gateway]\nname = \"$\"\n",
        "[gateway]\nname = \"G\"\ncost_basis = \"$\"\nmarkup_percent = 5\n",
        "[gateway]\nname = \"G\"\nenv = [\"$\"]\n",
        "[[nav]]\nlabel = \"$\"\nurl = \"/models/\"\n",
        "[[nav]]\nlabel = \"Models\"\nurl = \"$\"\n",
        "[[compare]]\nname = \"$\"\nmodels = [\"acme/plain\", \"acme/other\"]\n",
        "[[compare]]\nname = \"two\"\nmodels = [\"acme/plain\", \"$\"]\n",
        "[analytics]\nscript = \"$\"\n",
        "[lints]\nzero-price = \"$\"\n",
    ];
    for setting in settings {
        for text in ["", r"a\u0000b"] {
            let base =
                if setting.contains("base_url") { "" } else { "base_url = \"https://example.org/\"\n" };
            let site = Site::plain()
                .file("models/acme/other.toml", "name = \"Other\"\n")
                .file("site.toml", format!("{base}{}", setting.replace('$', text)));
            let run = site.run(&["check", "--format", "json", "--today", "2026-11-23"]).exits(1);
            let findings = run.findings();
            let found = found(&findings, "site.toml");
            assert!(matches!(found.as_slice(), [(_, "error")]), "{setting}{text:?}: {found:?}");
        }
    }
}

#[test]
fn what_is_missing_beside_another_mistake_is_still_reported() {
    let site = Site::own().file("models/acme/odd.toml", "name = \"Odd\"\n[[benchmarks]]\nname = \"\"\n");
    site.check().exits(1).says("`name` is empty").says("an entry of `benchmarks` needs `score`");
    let misspelled = "nmae = \"Odd\"\n[[benchmarks]]\nname = \"B\"\nsocre = 5\n";
    let site = Site::plain().file("models/acme/odd.toml", misspelled);
    let run = site.check().exits(0).says("did you mean `name`?").says("did you mean `score`?");
    assert!(!run.stderr.contains("missing-key"), "{}", run.stderr);
}

#[test]
fn a_left_out_name_falls_back_to_the_id_and_hides_that_of_the_base() {
    let site = Site::plain()
        .file("models/acme/child.toml", "base_model = \"acme/plain\"\nname = \"\"\n")
        .file("models/acme/base.toml", "name = \"\"\n")
        .file("models/acme/heir.toml", "base_model = \"acme/base\"\n");
    let run = site.build().exits(0);
    assert_eq!(run.stderr.matches("bad-text").count(), 2, "{}", run.stderr);
    assert!(site.page("models/acme/child/index.html").contains("<h1>acme/child"));
    assert!(site.page("models/acme/heir/index.html").contains("<h1>acme/heir"));
}

#[test]
fn white_space_around_a_text_is_no_part_of_it() {
    let mut site = Site::plain().file("site.toml", "base_url = \"\\thttps://example.org/\\n\"\n");
    for (at, blank) in BLANK.iter().enumerate() {
        let text = "name = \"$N#$\"\ntype = \"$chat$\"\nrelease_date = \"$2025-01$\"\nplayground = \"$https://a.example/$\"\n\
                    tags = [\"$fast$\"]\n[[benchmarks]]\nname = \"$B$\"\nscore = 1\nsource = \"$https://a.example/$\"\n";
        let text = text.replace('$', blank).replace('#', &at.to_string());
        site = site.file(&format!("models/acme/m{at}.toml"), text);
    }
    let run = site.run(&["build", "--strict", "--format", "json", "--today", "2026-11-23"]).exits(0);
    assert_eq!(run.stdout, "");
    for at in 0..BLANK.len() {
        let json: Value = serde_json::from_str(&site.page(&format!("models/acme/m{at}/index.json"))).unwrap();
        assert_eq!(json["name"], format!("N{at}"));
        assert!(site.page(&format!("models/acme/m{at}/index.html")).contains(&format!("<h1>N{at}")));
    }
}

#[test]
fn a_record_whose_publication_cannot_be_read_is_not_published() {
    let site = Site::plain()
        .file("models/acme/draft.toml", "name = \"Secret one\"\ndraft = \"yes\"\n")
        .file("models/acme/later.toml", "name = \"Secret two\"\npublish_from = \"26.11.2030\"\n")
        .file("models/acme/unlisted.toml", "name = \"Quiet\"\nunlisted = \"true\"\n");
    let run = site.build().exits(0);
    for path in ["draft.toml:2:", "later.toml:2:", "unlisted.toml:2:"] {
        assert!(run.stderr.contains(path), "{path}: {}", run.stderr);
    }
    for (path, bytes) in tree(&site.path("dist")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("Secret"), "{path}");
    }
    assert!(site.path("dist/models/acme/unlisted/index.html").exists());
    assert!(!site.page("models/index.html").contains("Quiet"));
}

#[test]
fn a_price_without_what_it_is_for_is_no_price() {
    let price = |line: &str| {
        let text = format!(
            "name = \"Draw\"\ntype = \"image\"\n[[cost.units]]\nunit = \"image\"\n{line}\nprice = 5\n"
        );
        let site = Site::plain().file("models/acme/draw.toml", text);
        site.build().exits(0);
        let json: Value = serde_json::from_str(&site.page("models/acme/draw/index.json")).unwrap();
        json["cost"].clone()
    };
    assert_eq!(price("per = 1000")["units"][0]["price"], "5");
    for line in ["per = \"1000\"", "size = 1024", "label = [\"A\"]", "free = \"ten\""] {
        assert_eq!(price(line)["units"], Value::Null, "{line}");
    }
}

//! Whole pages: what stands where, whatever a record says.

use super::*;
use crate::bless::assert_snapshot;
use crate::render::page::fixture::{directory, parts, tools};

fn view(directory: &Directory, place: Place) -> (Page, Model) {
    super::view(directory, place, &parts(), &tools())
}

/// The example site, as far as one model needs it.
fn example() -> Directory {
    directory(&[
        ("site.toml", include_str!("../../../../site.toml")),
        ("models/openai/author.toml", include_str!("../../../../models/openai/author.toml")),
        ("models/openai/gpt-4o-mini.toml", include_str!("../../../../models/openai/gpt-4o-mini.toml")),
    ])
}

#[test]
fn the_head_of_the_model_that_inspired_the_project() {
    let (page, model) = view(&example(), Place::Model(0));
    assert_eq!(page.title, "GPT-4o mini – price, context window and API");
    let length = page.description.chars().count();
    assert!((120..=160).contains(&length), "{length}: {}", page.description);
    let crumbs: Vec<_> =
        page.breadcrumbs.iter().map(|crumb| (crumb.text.as_str(), crumb.url.as_str())).collect();
    assert_eq!(
        crumbs,
        [("Models", "models/"), ("OpenAI", "models/openai/"), ("GPT-4o mini", "models/openai/gpt-4o-mini/")]
    );
    let sections: Vec<_> = page.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(sections, ["pricing", "quickstart", "specifications", "benchmarks", "faq"]);
    assert_eq!(page.checked.as_ref().unwrap().value, "2026-07-02");
    assert_eq!(model.id.value, "openai/gpt-4o-mini");
}

#[test]
fn specifications_of_the_model_that_inspired_the_project() {
    let (_, model) = view(&example(), Place::Model(0));
    assert_snapshot(
        specifications_of(&model),
        snapbox::file!["snapshots/record-specifications_of_the_model_that_inspired_the_project.txt"],
    );
}

#[test]
fn specifications_say_all_that_a_file_can_say() {
    let text = r#"
name = "Everything"
family = "thing"
status = "beta"
temperature = false
reasoning = true
interleaved = { field = "reasoning_content" }
open_weights = true
license = "apache-2.0"
knowledge = "2024"
tool_call = false
tags = ["fast"]
[[reasoning_options]]
type = "effort"
values = ["low", "high", "null"]
default = "null"
[[reasoning_options]]
type = "toggle"
default = false
[[reasoning_options]]
type = "budget_tokens"
min = 128
max = 32_768
default = 8_192
[[quotas]]
plan = "Pro"
amount = 45
unit = "messages"
period = "5h"
[capabilities]
tool_choice = true
[limit]
context = 1_050_000
input = 0
dimensions = 1536
min_cached_tokens = 1_024
images = 10
image_mb = 5
image_width = 8_000
pdf_pages = 600
[policy]
retention_days = 0
zero_retention = true
regions = ["eu", "us-east-1"]
scope = "gateway"
[[policy.attestations]]
name = "SOC 2 Type II"
url = "https://trust.example/soc2"
date = "2026-03"
valid_until = 2027-03-01
[[policy.attestations]]
name = "ISO/IEC <27001>"
[sources.policy]
url = "https://lab.example/policy"
[sources.capabilities]
url = "https://lab.example/docs"
checked = 2026-10-02
[sources.dates]
checked = 2026-10-03
[sources.architecture]
url = "https://huggingface.co/lab/thing"
[sources.benchmarks]
url = "https://lab.example/scores"
[sources.description]
url = "https://lab.example/"
checked = "2026-10"
[performance]
tokens_per_second = 83
uptime_percent = 99.9
[sources.performance]
url = "https://speed.example/"
checked = 2026-10-01
[architecture]
parameters = 8_000_000_000
languages = ["English", "French"]
[parameters.top_p]
supported = false
[parameters.seed]
default = 7
[[weights]]
url = "https://huggingface.co/lab/thing"
[[links]]
type = "model_card"
url = "https://lab.example/card"
"#;
    let directory = directory(&[("models/lab/everything.toml", text)]);
    assert_snapshot(
        specifications_of(&view(&directory, Place::Model(0)).1),
        snapbox::file!["snapshots/record-specifications_say_all_that_a_file_can_say.txt"],
    );
}

fn specifications_of(model: &Model) -> String {
    let rows = &model.specifications.as_ref().unwrap().rows;
    let line = |row: &crate::render::page::specification::Specification| {
        let cell = row.cell.as_ref().map(crate::render::page::fixture::shown);
        let text = row.text.as_ref().map(|text| text.plain().to_owned());
        let code = row.code.iter().map(|code| format!("`{code}`"));
        let links = row.links.iter().map(|link| format!("[{}]({})", link.text, link.url));
        let parts: Vec<String> =
            cell.into_iter().chain(text).chain(row.detail.clone()).chain(code).chain(links).collect();
        format!("{}: {}", row.label, parts.join(" "))
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn structured_data_says_what_the_page_says() {
    let with_base =
        format!("base_url = \"https://models.example/sub\"\n{}", include_str!("../../../../site.toml"));
    let directory = directory(&[
        ("site.toml", &with_base),
        ("models/openai/author.toml", include_str!("../../../../models/openai/author.toml")),
        ("models/openai/gpt-4o-mini.toml", include_str!("../../../../models/openai/gpt-4o-mini.toml")),
    ]);
    let data = view(&directory, Place::Model(0)).0.json_ld.unwrap();
    let mut data: serde_json::Value = serde_json::from_str(data.as_str()).unwrap();
    let faq = data["@graph"][3]["mainEntity"].as_array().unwrap().len();
    assert!(faq > 5);
    data["@graph"][3]["mainEntity"].as_array_mut().unwrap().truncate(1);
    assert_snapshot(
        serde_json::to_string_pretty(&data).unwrap(),
        snapbox::file!["snapshots/record-structured_data_says_what_the_page_says.txt"],
    );
}

#[test]
fn without_a_base_url_there_is_no_whole_address_of_the_site() {
    let page = view(&example(), Place::Model(0)).0;
    let data = page.json_ld.unwrap();
    assert!(!data.as_str().contains("@id") && !data.as_str().contains("BreadcrumbList"));
    assert_eq!(page.canonical, None);
}

#[test]
fn structured_data_keeps_quiet_about_what_nobody_confirmed() {
    let listing = "name = \"X 1\"\nrelease_date = \"2026-01\"";
    let files = [
        ("models/lab/author.toml", "name = \"Lab\""),
        ("models/lab/y.toml", "name = \"Y\"\nrelease_date = \"2026-01\""),
        ("providers/a/provider.toml", "name = \"A\""),
        ("providers/a/models/lab/x-1.toml", listing),
        ("providers/b/provider.toml", "name = \"B\""),
        ("providers/b/models/lab/x-1.toml", listing),
    ];
    let directory = directory(&files);
    let application = |key: &str| {
        let place = directory.catalog.place(&crate::domain::RecordKey::of_path(key)).unwrap();
        let data = view(&directory, place).0.json_ld.unwrap();
        let data: serde_json::Value = serde_json::from_str(data.as_str()).unwrap();
        let things = data["@graph"].as_array().unwrap().clone();
        things.into_iter().find(|thing| thing["@type"] == "SoftwareApplication").unwrap()
    };
    let (confirmed, listed) = (application("models/lab/y"), application("models/lab/x-1"));
    assert_eq!(
        (&confirmed["author"]["name"], &confirmed["datePublished"]),
        (&"Lab".into(), &"2026-01".into())
    );
    assert_eq!(listed["name"], "X 1");
    assert!(listed.get("author").is_none() && listed.get("datePublished").is_none(), "{listed}");
}

#[test]
fn sections_follow_the_settings() {
    let directory = directory(&[
        ("site.toml", "[page]\nsections = [\"benchmarks\", \"pricing\"]"),
        ("models/lab/m.toml", "name = \"M\"\n[limit]\ncontext = 1000"),
    ]);
    let (page, model) = view(&directory, Place::Model(0));
    let sections: Vec<_> = page.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(sections, ["benchmarks", "pricing"]);
    assert!(model.faq.is_empty() && model.specifications.is_none());
}

#[test]
fn an_offer_stands_below_its_provider_and_names_its_model() {
    let directory = directory(&[
        ("site.toml", "[seo]\nindex_offers = false"),
        ("models/lab/author.toml", "name = \"Lab\""),
        ("models/lab/m.toml", "name = \"M\""),
        ("providers/acme/provider.toml", "name = \"Acme\""),
        ("providers/acme/models/m.toml", "base_model = \"lab/m\"\n[cost]\ninput = 1\noutput = 2"),
        ("providers/acme/models/m2.toml", "base_model = \"lab/m\""),
    ]);
    let (page, model) = view(&directory, Place::Offer(0));
    assert_eq!(page.title, "M (m) on Acme – price and API");
    assert_eq!(page.robots.as_deref(), Some("noindex"));
    let urls = [&model.author, &model.provider, &model.base].map(|link| link.as_ref().unwrap().url.as_str());
    assert_eq!(urls, ["models/lab/", "providers/acme/", "models/lab/m/"]);
    let crumbs: Vec<_> = page.breadcrumbs.iter().map(|crumb| crumb.url.as_str()).collect();
    assert_eq!(crumbs, ["providers/", "providers/acme/", "providers/acme/m/"]);
}

#[test]
fn descriptions_have_the_length_that_search_results_show() {
    let texts = [
        "[cost]\ninput = 0.15\noutput = 0.6",
        "",
        "type = \"embedding\"\n[cost]\ninput = 0.02\n[limit]\ncontext = 8192",
        "[cost]\nstate = \"free\"\n[limit]\ncontext = 8192\noutput = 4096",
    ];
    for text in texts {
        let text = format!("name = \"A Model of the Usual Length\"\n{text}");
        let directory = directory(&[("models/lab/m.toml", &text)]);
        let description = view(&directory, Place::Model(0)).0.description;
        let length = description.chars().count();
        assert!((60..=160).contains(&length), "{length}: {description}");
    }
}

#[test]
fn every_computed_figure_is_documented() {
    let documented = include_str!("../../../../docs/facts.md");
    let directory = directory(&[
        ("models/lab/m.toml", "name = \"M\"\n[limit]\ncontext = 8_000"),
        (
            "models/lab/n.toml",
            "name = \"N\"\nretires = 2027-01-01\n[limit]\ncontext = 16_000\n[cost]\ninput = 1\noutput = 2",
        ),
        ("providers/acme/provider.toml", "name = \"Acme\""),
        (
            "providers/acme/models/m.toml",
            "base_model = \"lab/m\"\n[cost]\ninput = 2\noutput = 8\ncache_read = 0.2\ncache_write = 2.5\n\
             [[cost.service_tiers]]\nname = \"batch\"\ninput = 1",
        ),
        ("providers/best/provider.toml", "name = \"Best\""),
        ("providers/best/models/m.toml", "base_model = \"lab/m\"\n[cost]\ninput = 3\noutput = 8"),
    ]);
    let mut found = 0;
    for place in [Place::Model(0), Place::Model(1), Place::Offer(0)] {
        let page = serde_json::to_string(&view(&directory, place).1).unwrap();
        for rest in page.split("data-fact=\\\"computed.").skip(1) {
            let name = rest.split(|letter: char| letter != '_' && !letter.is_alphanumeric()).next().unwrap();
            assert!(documented.contains(&format!("`computed.{name}")), "computed.{name}");
            found += 1;
        }
    }
    assert!(found > 20, "{found}");
}

/// A model that two providers offer: one repeats it, one says more.
fn repeated(settings: &str) -> Directory {
    let cost = "[cost]\ninput = 1\noutput = 2\n";
    directory(&[
        ("site.toml", &format!("base_url = \"https://x.example/\"\n{settings}")),
        (
            "models/lab/m.toml",
            "name = \"M\"\ntool_call = true\nlimit = { context = 8000 }\ncost = { input = 2, output = 2 }",
        ),
        (
            "models/lab/n.toml",
            "name = \"N\"\ntool_call = true\nlimit = { context = 9000 }\ncost = { input = 1, output = 1 }",
        ),
        ("providers/p/provider.toml", "name = \"P\""),
        ("providers/p/models/m.toml", &format!("base_model = \"lab/m\"\n{cost}")),
        ("providers/q/provider.toml", "name = \"Q\""),
        ("providers/q/models/m.toml", &format!("base_model = \"lab/m\"\ndescription = \"Ours.\"\n{cost}")),
    ])
}

#[test]
fn the_page_of_an_offer_that_repeats_its_model_points_to_it() {
    let directory = repeated("");
    let (page, model) = view(&directory, Place::Offer(0));
    assert_eq!(page.canonical.as_deref(), Some("https://x.example/models/lab/m/"));
    assert!(page.json_ld.unwrap().as_str().contains("https://x.example/providers/p/m/"));
    assert!(model.faq.is_empty() && model.alternatives.is_none());
    let (page, model) = view(&directory, Place::Offer(1));
    assert_eq!(page.canonical.as_deref(), Some("https://x.example/providers/q/m/"));
    assert!(!model.faq.is_empty() && model.alternatives.is_some());
}

#[test]
fn a_page_that_search_engines_leave_out_points_to_no_other() {
    let (page, model) = view(&repeated("[seo]\nindex_offers = false"), Place::Offer(0));
    assert_eq!(page.robots.as_deref(), Some("noindex"));
    assert_eq!(page.canonical.as_deref(), Some("https://x.example/providers/p/m/"));
    assert!(model.faq.is_empty());
}

#[test]
fn the_page_of_a_model_without_a_file_says_what_listings_say() {
    let offer = |context: u32| {
        format!(
            "name = \"X 1\"\nknowledge = \"2026-01\"\nlimit = {{ context = {context} }}\n[cost]\ninput = 1\noutput = 2"
        )
    };
    let directory = directory(&[
        ("models/lab/y.toml", "name = \"Y\""),
        ("providers/p/provider.toml", "name = \"P\""),
        ("providers/p/models/lab/x-1.toml", &offer(131_072)),
        ("providers/q/provider.toml", "name = \"Q\""),
        ("providers/q/models/lab/x-1.toml", &offer(131_072)),
        ("providers/r/provider.toml", "name = \"R\""),
        ("providers/r/models/lab/x-1.toml", &offer(128_000)),
    ]);
    let place = directory.catalog.place(&crate::domain::RecordKey::of_path("models/lab/x-1")).unwrap();
    let (page, model) = view(&directory, place);
    assert_eq!(page.robots.as_deref(), Some("noindex"));
    let sections: Vec<&str> = page.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(sections, ["listings", "pricing", "offers", "quickstart", "benchmarks", "others", "faq"]);
    assert_eq!(page.sections[0].title, "What 3 providers say");
    assert_eq!(model.specifications, None);
    assert!(page.description.starts_with("X 1 by lab costs $1.00"), "{}", page.description);
    let context = model.facts.iter().find(|fact| fact.label == "Context window").unwrap();
    assert_eq!(context.note.as_ref().unwrap().plain(), "131,072 tokens, say 2 of 3");
    let figure = context.cell.figure.as_ref().unwrap();
    assert_eq!(figure.record.as_deref(), Some("providers/p/models/lab/x-1"));
}

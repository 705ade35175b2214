//! The example site in a browser and before the HTML checker.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;
#[path = "snippets/tools.rs"]
mod tools;

use std::path::Path;
use std::process::Command;

use modelpress::domain::route::path_of;
use support::fixture::providers;
use support::large::{LONGEST_ID, large_site};
use support::{Site, run_in};
use tempfile::TempDir;
use tools::Tools;

/// One page of each type.
const PAGES: [&str; 21] = [
    "index.html",
    "404.html",
    "models/index.html",
    "models/openai/gpt-4o-mini/index.html",
    "models/openai/gpt-4o/index.html",
    "models/openai/index.html",
    "models/cohere/rerank-v4.0-pro/index.html",
    "models/deepseek/deepseek-v4-pro/index.html",
    "about/index.html",
    "authors/index.html",
    "capabilities/index.html",
    "capabilities/vision/index.html",
    "charts/index.html",
    "compare/index.html",
    "compare/long-context/index.html",
    "deprecations/index.html",
    "how-to-choose/index.html",
    "types/index.html",
    "types/chat/index.html",
    "tags/index.html",
    "tags/multimodal/index.html",
];

/// Pages that only a site with many providers has, and that of changes.
const PROVIDER_PAGES: [&str; 8] = [
    // The first page of a small site: the whole list.
    "index.html",
    "changes/index.html",
    "providers/index.html",
    "providers/cloud/index.html",
    "providers/cloud/plain/index.html",
    "models/acme/plain/index.html",
    // A model without a file, and an offer whose model is concluded from its id.
    "models/acme/nova-3/index.html",
    "providers/cloud/plain-fp8/index.html",
];

fn example(folder: &Path) {
    let out = folder.join("example");
    let at = ["--base-url", "https://example.org/models/", "--output", out.to_str().unwrap()];
    let args = ["build", "--quiet", "--today", "2026-11-23"].into_iter().chain(at);
    run_in(Path::new("."), &args.collect::<Vec<_>>()).exits(0);
}

#[test]
fn the_html_checker_finds_no_error() {
    let tools = Tools::find();
    let folder = TempDir::new().unwrap();
    example(folder.path());
    let site = providers();
    site.build().exits(0);
    let example = PAGES.iter().map(|page| folder.path().join("example").join(page));
    let pages = example.chain(PROVIDER_PAGES.iter().map(|page| site.path("dist").join(page)));
    let output = Command::new("java")
        .arg("-jar")
        .arg(tools.node_module("vnu-jar/build/dist/vnu.jar"))
        // The checker reads files, for which no source is the site's own; the browser watches the policy.
        .args(["--stdout", "--asciiquotes", "--Werror", "--filterpattern", ".*Content Security Policy.*"])
        .args(pages)
        .output()
        .expect("java runs the HTML checker; install it with: sh tests/tools.sh java");
    let found = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && found.is_empty(),
        "{found}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn pages_hold_in_a_browser() {
    let tools = Tools::find();
    let folder = TempDir::new().unwrap();
    example(folder.path());
    let site = providers();
    site.build().exits(0);
    check(&tools, &folder.path().join("example"), &["--base", "/models/"], &PAGES);
    check(&tools, &site.path("dist"), &[], &PROVIDER_PAGES);
}

/// A model with more offers than its page shows: the cheaper they are, the less they can do.
fn many_offers() -> Site {
    let model = "name = \"Many\"\ntool_call = true\n[limit]\ncontext = 128_000\noutput = 8_000\n";
    let site = Site::plain().file("models/acme/many.toml", model);
    let provider = "npm = \"@ai-sdk/openai-compatible\"\napi = \"https://api.example/v1\"\nenv = [\"KEY\"]\n";
    (1..15)
        .fold(site, |site, at| {
            let offer = format!(
                "base_model = \"acme/many\"\ntool_call = {}\ncost = {{ input = {at}, output = {} }}\n",
                at > 3,
                30 - at
            );
            site.file(
                &format!("providers/p{at:02}/provider.toml"),
                format!("name = \"Provider {at}\"\n{provider}"),
            )
            .file(&format!("providers/p{at:02}/models/many.toml"), offer)
        })
        .file(
            "providers/p05/models/many-fp8.toml",
            "name = \"Many in 8 bits\"\ncost = { input = 1, output = 1 }\n",
        )
}

#[test]
fn an_offer_takes_the_place_of_another() {
    let tools = Tools::find();
    let site = many_offers();
    site.build().exits(0);
    let pages = ["models/acme/many/index.html", "models/acme/many/offers/index.html"];
    check(
        &tools,
        &site.path("dist"),
        &["--only", "via,accessible,fits,still,anywhere,head,no_script"],
        &pages,
    );
}

/// Runs the checks of `tests/browser/check` on pages of a built site; with arguments, those that they name.
fn check(tools: &Tools, root: &Path, args: &[&str], pages: &[&str]) {
    let output = Command::new("node")
        .arg("tests/browser/check.mjs")
        .args(args)
        .arg(tools.node_module("playwright-core/index.mjs"))
        .arg(tools.node_module("axe-core/axe.min.js"))
        .arg(root)
        .args(pages)
        .output()
        .expect("node drives the browser; install it with: sh tests/tools.sh node");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("checked"), "{said}");
}

/// A large directory in a browser: what grows with the number of rows stays within its bounds.
#[test]
fn a_large_directory_holds_in_a_browser() {
    let tools = Tools::find();
    let site = large_site(5_000);
    site.build().exits(0);
    let model = "models/author-01/";
    let first = std::fs::read_dir(site.path("dist").join(model)).unwrap();
    let first = first.map(Result::unwrap).filter(|entry| entry.path().join("index.html").exists());
    let mut names: Vec<String> =
        first.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort_unstable();
    let model = format!("{model}{}/index.html", names[0]);
    let longest = format!("providers/p00/{}/index.html", path_of(LONGEST_ID).unwrap());
    let pages = ["index.html", "models/index.html", "models/page/7/index.html", "providers/p00/index.html"];
    let pages: Vec<&str> = pages.into_iter().chain([model.as_str(), longest.as_str()]).collect();
    check(&tools, &site.path("dist"), &["--only", "accessible,fits,still,weight,keyboard,head"], &pages);
}

/// Models and offers with every kind of price, shared and lone scores, and names that are no markup.
fn to_compare() -> Site {
    let score =
        |digits: &str| format!("[[benchmarks]]\nname = \"MMLU\"\nmetric = \"percent\"\nscore = {digits}\n");
    let offer = |cost: &str| format!("base_model = \"acme/plain\"\n[cost]\n{cost}");
    let tier = "[[cost.tiers]]\ntier = { size = 64_000 }\ninput = 0.2\noutput = 0.8\n";
    let hostile = "name = 'A|B <b>\u{2028}\"x\"</script>'\ntool_call = true\nknowledge = \"2025-01\"\n[limit]\ncontext = 128_000\n[cost]\ninput = 0.15\noutput = 3\n";
    let settings = "[[compare]]\nname = \"mixed\"\nmodels = [\"acme/plain\", \"acme/odd\", \"providers/cloud/models/plain\", \"providers/euro/models/plain\"]\n\
        [[compare]]\nname = \"states\"\nmodels = [\"providers/cloud/models/free\", \"providers/euro/models/plan\", \"providers/cloud/models/gone\", \"providers/euro/models/silent\"]\n\
        [lints]\nprofile = \"foreign\"\n";
    Site::new()
        .file("site.toml", settings)
        .file("models/acme/plain.toml", format!("name = \"Plain\"\nrelease_date = 2026-01-02\ntool_call = true\n[limit]\ncontext = 128_000\noutput = 16_384\n{}", score("82.0")))
        .file("models/acme/odd.toml", format!("{hostile}{}", score("9.75")))
        .file("providers/cloud/provider.toml", "name = \"=Cloud & Sons\"\n[policy]\nretention_days = 0\n")
        .file("providers/cloud/models/plain.toml", offer(&format!("input = 0.1\noutput = 0.4\ncache_read = 0.025\n{tier}")))
        .file("providers/cloud/models/free.toml", "name = \"Free\"\n[cost]\nstate = \"free\"\n")
        .file("providers/cloud/models/gone.toml", "name = \"Gone\"\nstatus = \"retired\"\n[cost]\ninput = 0.01\noutput = 0.02\n")
        .file("providers/euro/provider.toml", "name = \"Euro\"\ncurrency = \"EUR\"\n")
        .file("providers/euro/models/plain.toml", offer("input = 0.05\noutput = 0.1\n"))
        .file("providers/euro/models/plan.toml", "name = \"Plan\"\n[cost]\nstate = \"included\"\nplan = \"Pro\"\ninput = 0\noutput = 0\n")
        .file("providers/euro/models/silent.toml", "name = \"Silent\"\ntype = \"embedding\"\n[limit]\ndimensions = 1536\n")
}

#[test]
fn what_readers_compare_is_what_the_site_compares() {
    let tools = Tools::find();
    let folder = TempDir::new().unwrap();
    example(folder.path());
    let site = to_compare();
    site.build().exits(0);
    let sites = [
        (folder.path().join("example"), ["long-context", "gpt-4o-mini-and-gpt-6-luna"]),
        (site.path("dist"), ["mixed", "states"]),
    ];
    for (root, names) in sites {
        let output = Command::new("node")
            .arg("tests/browser/compare.mjs")
            .arg(tools.node_module("playwright-core/index.mjs"))
            .arg(tools.node_module("axe-core/axe.min.js"))
            .arg(&root)
            .args(names)
            .output()
            .expect("node drives the browser; install it with: sh tests/tools.sh node");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
        assert!(said.contains("checked"), "{said}");
    }
}

/// Logos as drawing programs write them look the same when they are published.
#[test]
fn logos_look_as_they_were_drawn() {
    let tools = Tools::find();
    let mut site = Site::plain();
    for entry in std::fs::read_dir("tests/logos/kept").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        site = site
            .file(&format!("models/{name}/logo.svg"), std::fs::read_to_string(&path).unwrap())
            .file(&format!("models/{name}/one.toml"), "name = \"One\"\n");
    }
    site.build().exits(0);
    let output = Command::new("node")
        .args(["tests/browser/logos.mjs".as_ref(), tools.node_module("playwright-core/index.mjs").as_path()])
        .args(["tests/logos/kept".into(), site.path("dist/models")])
        .output()
        .expect("node drives the browser; install it with: sh tests/tools.sh node");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(said, "13 logos compared\n", "{}", String::from_utf8_lossy(&output.stderr));
}

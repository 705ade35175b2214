//! The list of thousands of models in a browser: search, filters, order, state, speed.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop at what it does not expect")]

mod support;
#[path = "snippets/tools.rs"]
mod tools;

use std::fmt::Write as _;

use std::process::Command;

use support::Site;
use tools::Tools;

/// How many models the large site has.
fn rows() -> usize {
    std::env::var("MODELPRESS_INDEX_ROWS").map_or(5_000, |rows| rows.parse().unwrap())
}

/// A site of one vendor with thousands of models, no two alike; some say little.
fn large() -> Site {
    let site = Site::new();
    for at in 0..rows() {
        site.put(&format!("models/author-{}/model-{at}.toml", at % 25), model(at));
    }
    for author in 0..25 {
        site.put(&format!("models/author-{author}/author.toml"), format!("name = \"Author {author}\"\n"));
    }
    site
}

fn model(at: usize) -> String {
    let kind = if at % 500 == 3 { "Custom" } else { "Model" };
    let name = if at % 250 == 7 { format!("Unpriced {at}") } else { format!("{kind} {at}") };
    let mut text = format!("name = \"{name}\"\n");
    if !at.is_multiple_of(11) {
        let _ =
            writeln!(text, "release_date = \"20{:02}-{:02}-{:02}\"", 22 + at % 5, 1 + at % 12, 1 + at % 28);
    }
    let _ = write!(
        text,
        "attachment = {}\ntool_call = {}\nreasoning = {}\n",
        at.is_multiple_of(3),
        at.is_multiple_of(2),
        at.is_multiple_of(5)
    );
    let context =
        if at.is_multiple_of(13) { String::new() } else { format!("context = {}\n", (1 + at % 250) * 4_000) };
    let _ = write!(text, "[limit]\n{context}output = {}\n", (1 + at % 16) * 1_024);
    let images = if at.is_multiple_of(3) { ", \"image\"" } else { "" };
    let _ = write!(text, "[modalities]\ninput = [\"text\"{images}]\noutput = [\"text\"]\n");
    match at % 250 {
        7 if at % 500 == 7 => {}
        20 => text += "[cost]\nstate = \"free\"\n",
        _ => {
            let _ = write!(text, "[cost]\ninput = {}.{:03}\noutput = {}\n", at % 7, at % 997, 1 + at % 30);
        }
    }
    text
}

/// Models of two providers, with a free plan, a retired offer and a variant.
fn many() -> Site {
    let offer = |model: &str, rest: &str| format!("base_model = \"lab/{model}\"\n{rest}");
    let mut site = Site::new();
    for model in ["alpha", "beta", "gamma"] {
        site = site
            .file(
                &format!("models/lab/{model}.toml"),
                format!("name = \"{model}\"\n[limit]\ncontext = 128_000\n"),
            )
            .file(
                &format!("providers/one/models/{model}.toml"),
                offer(model, "[cost]\ninput = 0.2\noutput = 0.8\n"),
            )
            .file(
                &format!("providers/two/models/{model}.toml"),
                offer(model, "[cost]\ninput = 0.1\noutput = 0.4\n"),
            );
    }
    // As a file system with decomposed letters and a web page with a zero-width space give it.
    site.file("models/lab/cafe.toml", "name = \"Cafe\u{301} Li\u{200b}ght\"\n")
        .file("providers/one/provider.toml", "name = \"One\"\n")
        .file("providers/two/provider.toml", "name = \"Two\"\n[policy]\nused_for_training = false\n")
        .file("providers/two/models/plan.toml", offer("alpha", "[cost]\ninput = 0\noutput = 0\n"))
}

#[test]
fn the_list_of_thousands_is_searched_filtered_and_sorted() {
    let tools = Tools::find();
    let (large, many) = (large(), many());
    for site in [&large, &many] {
        site.run(&["build", "--quiet", "--today", "2026-11-23"]).exits(0);
    }
    let output = Command::new("node")
        .arg("tests/browser/index.mjs")
        .arg(tools.node_module("playwright-core/index.mjs"))
        .arg(tools.node_module("axe-core/axe.min.js"))
        .args([large.path("dist"), many.path("dist")])
        .output()
        .expect("node drives the browser; install it with: sh tests/tools.sh node");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    println!("{said}");
}

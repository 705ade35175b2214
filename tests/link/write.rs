//! What `modelpress link --write` writes, and what it leaves alone.

use std::collections::BTreeMap;
use std::fs;

use super::support::{MODEL, Run, Site, tree};

const DAY: [&str; 2] = ["--today", "2026-11-23"];

fn link(site: &Site, args: &[&str]) -> Run {
    site.run(&[&["link"], args, &DAY].concat())
}

fn document(site: &Site, args: &[&str]) -> serde_json::Value {
    serde_json::from_str(&link(site, &[args, &["--format", "json"]].concat()).exits(0).stdout).unwrap()
}

fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path(path)).unwrap()
}

/// The last line of what was printed.
fn summary(run: &Run) -> &str {
    run.stdout.lines().last().unwrap()
}

/// Offers of one model with a file, in several kinds of writing.
fn site() -> Site {
    Site::new()
        .file("models/acme/small-2.5-8b.toml", MODEL)
        .file("providers/host/provider.toml", "name = \"Host\"\n")
        .file(
            "providers/host/models/small-2.5-8b.toml",
            "# Of ours.\r\nname = \"Small\" # short\r\n[limit]\r\ncontext = 64_000",
        )
        .file("providers/host/models/small-2.5-8b-fp8.toml", "name = \"Small\"")
        .file("providers/host/models/small-2.5-70b.toml", "name = \"Large\"\n")
}

/// Offers of models that no file describes.
fn listings() -> Site {
    let offer = |window: &str| {
        format!(
            "name = \"Nova 3\"\nreasoning = true\nrelease_date = \"2026-05-01\"\n[limit]\ncontext = {window}\noutput = 8_192\n[cost]\ninput = 1\noutput = 2\n"
        )
    };
    Site::own()
        .file("models/zeta/old-1.toml", "name = \"Old\"\n")
        .file("providers/a/provider.toml", "name = \"A\"\n")
        .file("providers/b/provider.toml", "name = \"B\"\n")
        .file("providers/c/provider.toml", "name = \"C\"\n")
        .file("providers/a/models/zeta/nova-3.toml", offer("128_000"))
        .file("providers/b/models/zeta/nova-3.toml", offer("128_000"))
        .file("providers/b/models/zeta/nova-3:free.toml", offer("64_000"))
        .file("providers/c/models/zeta/Nova_3.toml", offer("131_072"))
        .file("providers/c/models/zeta/1-old.toml", "name = \"Old one\"\n[cost]\ninput = 1\noutput = 2\n")
        .file("providers/c/models/zeta/old-1.toml", "name = \"Old\"\n[cost]\ninput = 1\noutput = 2\n")
}

/// The files of a site but for what a build makes.
fn files(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let mut files = tree(&site.path("."));
    files.retain(|path, _| !path.starts_with("dist"));
    files
}

#[test]
fn a_link_is_written_into_its_offer_and_all_other_bytes_stay() {
    let site = site();
    let before = files(&site);
    assert_eq!(summary(&link(&site, &[]).exits(0)), "`--write` would write `model` into 2 offers");
    assert_eq!(files(&site), before, "a dry run writes nothing");
    assert_eq!(summary(&link(&site, &["--write"]).exits(0)), "wrote `model` into 2 offers");
    let expected = "# Of ours.\r\nname = \"Small\" # short\r\nmodel = \"acme/small-2.5-8b\"\r\n[limit]\r\ncontext = 64_000";
    assert_eq!(read(&site, "providers/host/models/small-2.5-8b.toml"), expected);
    let expected = "name = \"Small\"\nmodel = \"acme/small-2.5-8b\"";
    assert_eq!(read(&site, "providers/host/models/small-2.5-8b-fp8.toml"), expected);
    let after = files(&site);
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    let changed = after.iter().filter(|(path, bytes)| before[*path] != **bytes).count();
    assert_eq!(changed, 2);
    assert_eq!(summary(&link(&site, &["--write"]).exits(0)), "nothing to write");
    assert_eq!(files(&site), after, "a second run changes nothing");
    assert_eq!(document(&site, &[])["counts"]["declared"], 2);
}

#[test]
fn only_exact_links_are_written_where_that_is_asked_for() {
    let site = site();
    assert_eq!(
        summary(&link(&site, &["--write", "--level", "exact"]).exits(0)),
        "wrote `model` into 1 offer"
    );
    assert_eq!(read(&site, "providers/host/models/small-2.5-8b-fp8.toml"), "name = \"Small\"");
}

#[test]
fn an_offer_that_inherits_says_which_facts_change() {
    let site = site().file("models/acme/small-2.5-8b.toml", format!("reasoning = true\n{MODEL}"));
    let before = files(&site);
    let run = link(&site, &["--inherit"]).exits(0);
    let expected = "providers/host/models/small-2.5-8b.toml: acme/small-2.5-8b (exact)\n  limit.output: nothing -> 16384\n  reasoning: nothing -> true\n";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
    assert_eq!(files(&site), before);
    let written = document(&site, &["--inherit", "--write"]);
    assert_eq!(written["written"], true);
    assert_eq!(written["keys"][1]["file"], "providers/host/models/small-2.5-8b.toml");
    assert_eq!(written["keys"][1]["key"], "base_model");
    assert_eq!(
        written["keys"][1]["facts"][0],
        serde_json::json!({ "fact": "limit.output", "old": null, "new": "16384" })
    );
    assert!(
        read(&site, "providers/host/models/small-2.5-8b.toml")
            .contains("\r\nbase_model = \"acme/small-2.5-8b\"\r\n")
    );
    assert_eq!(summary(&link(&site, &["--inherit", "--write"]).exits(0)), "nothing to write");
}

#[test]
fn an_offer_that_says_everything_itself_changes_no_fact() {
    let site = Site::new()
        .file("models/acme/small-8b.toml", "name = \"Small\"\n")
        .file("providers/host/models/small-8b.toml", "name = \"Small\"\n");
    let run = link(&site, &["--inherit"]).exits(0);
    assert!(run.stdout.contains("(exact)\n  no fact changes\n"), "{}", run.stdout);
}

#[test]
fn a_model_without_a_file_gets_one_at_its_path_and_keeps_its_page() {
    let site = listings();
    site.build().exits(0);
    let (pages, links) = (tree(&site.path("dist")), document(&site, &[]));
    let model = links["links"][0]["model"].as_str().unwrap().to_owned();
    let page = format!("models/{model}/index.html");
    assert!(pages.contains_key("models/zeta/1-old/index.html"), "a former id leads to its model");
    assert!(pages.contains_key(&page), "{page} in {:?}", pages.keys());
    assert_eq!(
        links["keys"].as_array().unwrap().len(),
        2,
        "a key names no model that has no file: {links:#}"
    );
    let run = link(&site, &["--write", "--model-files"]).exits(0);
    assert_eq!(summary(&run), "wrote `model` into 6 offers and 1 model file");
    let file = format!("models/{model}.toml");
    assert_eq!(
        read(&site, &file),
        "# Written by `modelpress link` from 4 offers of 3 providers. Not confirmed.\n\
         name = \"Nova 3\"\nrelease_date = \"2026-05-01\"\nreasoning = true\n\n\
         [limit]\ncontext = 128000 # stated by 2 of 3\noutput = 8192\n"
    );
    site.build().exits(0);
    let after = tree(&site.path("dist"));
    assert!(after.contains_key(&page));
    let gone: Vec<&String> =
        pages.keys().filter(|path| path.ends_with("index.html") && !after.contains_key(*path)).collect();
    assert!(gone.is_empty(), "{gone:?}");
    assert_eq!(document(&site, &[])["counts"]["declared"], 6);
    let written = files(&site);
    assert_eq!(summary(&link(&site, &["--write", "--model-files"]).exits(0)), "nothing to write");
    assert_eq!(files(&site), written);
    // Without the keys the listings find the model by their ids.
    for path in written.keys().filter(|path| path.starts_with("providers/")) {
        let text = read(&site, path);
        let kept = text.lines().filter(|line| !line.starts_with("model = "));
        site.put(path, kept.flat_map(|line| [line, "\n"]).collect::<String>());
    }
    assert_eq!(
        document(&site, &[])["links"]
            .as_array()
            .unwrap()
            .iter()
            .map(|link| &link["model"])
            .collect::<Vec<_>>(),
        links["links"].as_array().unwrap().iter().map(|link| &link["model"]).collect::<Vec<_>>()
    );
}

#[test]
fn files_with_mistakes_are_left_alone_and_said() {
    let site = site()
        .file("site.toml", "base_url = \"https://example.org/\"\n")
        .file("providers/host/models/small-2-5-8b.toml", "name = \"Small\"\nreasoning = \"perhaps\"\n")
        .file("providers/host/models/small-2p5-8b.toml", "name = \n");
    let before = files(&site);
    let run = link(&site, &["--write"]).exits(1);
    for name in ["small-2-5-8b", "small-2p5-8b"] {
        let path = format!("providers/host/models/{name}.toml");
        assert!(
            run.stderr.contains(&format!("note: `{path}` is not changed: it has an error")),
            "{}",
            run.stderr
        );
        assert_eq!(files(&site)[&path], before[&path]);
    }
    assert_eq!(summary(&run), "wrote `model` into 2 offers");
    link(&site, &[]).exits(0);
}

#[test]
fn hostile_ids_stay_below_models() {
    let site = Site::new().file("models/acme/plain.toml", MODEL);
    for provider in ["a", "b"] {
        for (at, id) in [
            "../../x",
            "..",
            "zeta/../../../x",
            "/etc/x",
            "author/author",
            "zeta/author",
            "zeta/con",
            "zeta/é-9",
        ]
        .into_iter()
        .enumerate()
        {
            site.put(
                &format!("providers/{provider}/models/{at}.toml"),
                format!("name = \"X\"\nid = {id:?}\nslug = \"{at}\"\n"),
            );
        }
    }
    let before = files(&site);
    link(&site, &["--write", "--model-files"]);
    let after = files(&site);
    let is_portable =
        |path: &str| path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte));
    for path in after.keys().filter(|path| !before.contains_key(*path)) {
        assert!(
            path.starts_with("models/")
                && path.ends_with(".toml")
                && !path.contains("..")
                && is_portable(path),
            "{path}"
        );
        assert!(!path.ends_with("/author.toml") && !path.ends_with("/con.toml"), "{path}");
    }
    let parent = site.path(".").canonicalize().unwrap();
    assert!(!parent.parent().unwrap().join("x.toml").exists());
    site.check().exits(0);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    use std::os::unix::fs::symlink;
    let away = Site::new().file("small-2.5-8b.toml", "name = \"Small\"\n");
    let site = listings();
    fs::create_dir_all(site.path("providers/twin")).unwrap();
    symlink("../b/models", site.path("providers/twin/models")).unwrap();
    fs::rename(site.path("models"), site.path("static")).unwrap();
    fs::create_dir(site.path("models")).unwrap();
    symlink("../static/zeta", site.path("models/zeta")).unwrap();
    let before = (files(&site), files(&away));
    let run = link(&site, &["--write", "--model-files"]).exits(0);
    assert!(run.stderr.contains("is not changed: it is reached through a symbolic link"), "{}", run.stderr);
    for (path, bytes) in files(&site).iter().filter(|(path, _)| !path.starts_with("providers/")) {
        assert_eq!(before.0.get(path), Some(bytes), "{path}");
    }
    assert_eq!(files(&away), before.1);
}

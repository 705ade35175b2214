//! The commands as a user meets them: exit codes, messages, and nothing lost.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::fs;

use modelpress::discover::roots;
use support::{MODEL, Site, tree};

#[test]
fn a_folder_with_nothing_but_models_is_a_site() {
    let site = Site::plain();
    site.build().exits(0).says("built ").says(" into ");
    assert!(site.page("models/acme/plain/index.html").contains("<h1"));
    assert!(site.page("index.html").contains("Plain"));
    assert!(site.page("404.html").contains("<h1"));
}

#[test]
fn a_mistake_exits_with_one_and_the_last_good_site_stays() {
    let site = Site::own();
    site.build().exits(0);
    let before = tree(&site.path("dist"));
    site.put("models/acme/plain.toml", MODEL.replace("0.15", "\"0.15\""));
    site.build().exits(1).says("models/acme/plain.toml:6:9").says("write it without quotes: `input = 0.15`");
    assert_eq!(tree(&site.path("dist")), before);
}

#[test]
fn keep_going_builds_what_stands_and_exits_with_one() {
    let site = Site::own().file("models/acme/broken.toml", "name = \"Broken\nx = 1");
    site.run(&["build", "--keep-going"]).exits(1).says("models/acme/broken.toml:1:").says("left out");
    assert!(site.path("dist/models/acme/plain/index.html").exists());
    assert!(!site.path("dist/models/acme/broken").exists());
}

#[test]
fn wrong_usage_exits_with_two() {
    let site = Site::plain();
    site.run(&["build", "--today", "soon"]).exits(2);
    site.run(&["build", "--nonsense"]).exits(2);
    site.run(&["build", "nowhere"]).exits(2).says("nowhere");
    Site::new().build().exits(2).says("has no `models` folder");
}

#[test]
fn a_failing_disk_exits_with_three() {
    let site = Site::plain().file("full", "a file where a folder has to be");
    site.run(&["build", "--output", "full/dist"]).exits(3).says("full");
}

#[test]
fn an_output_that_holds_the_sources_is_refused() {
    let site = Site::plain();
    for output in [".", "..", "models", "models/dist", "/"] {
        site.run(&["build", "--output", output]).exits(2).says("the output");
    }
    for root in roots() {
        let below = format!("{root}/dist");
        for output in [root, &below] {
            site.run(&["build", "--output", output]).exits(2).says("is inside the site's sources");
        }
        assert_eq!(site.path(root).exists(), root == "models", "{root}");
    }
    assert!(site.path("models/acme/plain.toml").exists());
}

#[test]
fn compressed_copies_count_among_the_files_of_a_host() {
    let site = Site::plain();
    for number in 0..6_700 {
        site.put(&format!("static/note/{number}.txt"), "x".repeat(1_025));
    }
    let hints = || {
        let run = site.run(&["check", "--today", "2026-11-23", "--format", "json"]).exits(0);
        run.findings().iter().filter(|found| found["code"] == "host-limit").count()
    };
    assert_eq!(hints(), 0);
    site.put("site.toml", "[outputs]\nprecompress = true\n");
    assert_eq!(hints(), 1);
    for number in 0..6_700 {
        site.put(&format!("static/note/{number}.txt"), "x".repeat(1_024));
    }
    assert_eq!(hints(), 0);
}

#[test]
fn what_passes_the_limits_of_hosts_is_a_hint_where_it_stands() {
    let site = Site::plain();
    let hints = |site: &Site| {
        let run = site.run(&["check", "--today", "2026-11-23", "--format", "json"]).exits(0);
        let found = run.findings().into_iter().filter(|found| found["code"] == "host-limit");
        found
            .map(|found| format!("{} {} {}", found["severity"], found["file"], found["message"]))
            .collect::<Vec<_>>()
    };
    site.put("static/video.bin", vec![0; 25 << 20]);
    site.put("static/_headers", "/a\n  X: y\n".repeat(100));
    site.put("static/_redirects", "/a /b 301\n".repeat(2000) + &"/c/* /d 301\n".repeat(100));
    assert!(hints(&site).is_empty(), "{:?}", hints(&site));
    site.put("static/video.bin", vec![0; (25 << 20) + 1]);
    site.put("static/_headers", "/a\n  X: y\n".repeat(101));
    site.put("static/_redirects", "/a /b 301\n".repeat(2001) + &"/c/* /d 301\n".repeat(101));
    let found = hints(&site);
    for part in [
        "\"hint\" \"static/video.bin\" \"26,214,401 bytes",
        "\"static/_headers\" \"101 rules",
        "\"static/_redirects\" \"2,001 rules",
        "\"static/_redirects\" \"101 rules",
    ] {
        assert!(found.iter().any(|found| found.contains(part)), "{part}: {found:?}");
    }
    assert_eq!(found.len(), 4);
    for file in ["static/video.bin", "static/_headers", "static/_redirects"] {
        fs::remove_file(site.path(file)).unwrap();
    }
    assert!(hints(&site).is_empty());
    for at in 0..120 {
        site.put(&format!("pages/page-{at}.md"), format!("# Page {at}\n"));
    }
    assert!(
        hints(&site)[0].contains("rules exceed the limit of 100"),
        "the rules that a build writes count: {:?}",
        hints(&site)
    );
}

#[test]
fn an_output_in_a_folder_of_the_site_is_refused_however_it_is_written() {
    let site = Site::plain().file("sub/deep/notes", "mine");
    let before = tree(&site.path("."));
    let above = site.path(".").canonicalize().unwrap();
    let name = above.file_name().unwrap().to_str().unwrap();
    for root in roots() {
        for output in [
            format!("./{root}"),
            format!("{root}/."),
            format!("{root}//dist/"),
            format!("sub/../{root}"),
            format!("sub/deep/../../{root}/dist"),
            format!("new/sub/../../{root}/dist"),
            format!("{root}/x/.."),
            format!("dist/../{root}/dist"),
            format!("../{name}/{root}/dist"),
            above.join(root).join("dist").to_str().unwrap().to_owned(),
        ] {
            site.run(&["build", "--output", &output]).exits(2).says("is inside the site's sources");
        }
    }
    for output in ["sub/..", "sub/deep/../..", "new/..", "../x/.."] {
        site.run(&["build", "--output", output]).exits(2).says("contains the site's sources");
    }
    assert_eq!(tree(&site.path(".")), before);
}

#[test]
fn an_output_that_ends_with_a_step_up_is_the_folder_that_it_means() {
    let site = Site::plain();
    let build = |output: &str| site.run(&["build", "--today", "2026-11-23", "--output", output]);
    for (output, folder) in [("one/sub/..", "one"), ("one/../two", "two"), ("three/a/b/../..", "three")] {
        build(output).exits(0);
        assert!(site.path(folder).join("index.html").exists(), "{output}");
        build(output).exits(0).says(" 0 new or changed");
        assert_eq!(tree(&site.path(folder)), tree(&site.path("one")), "{output}");
    }
    let names = fs::read_dir(site.path(".")).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    let states = [".one.modelpress-state", ".three.modelpress-state", ".two.modelpress-state"];
    let expected = [&states[..], &["models", "one", "three", "two"]].concat();
    assert_eq!(names, expected, "nothing else is left beside them");
}

#[cfg(unix)]
#[test]
fn a_step_up_behind_a_link_leads_where_the_system_leads() {
    let site = Site::plain().file("content/pages/guide.md", "# Guide\n").file("away/deep/notes", "mine");
    std::os::unix::fs::symlink("content/pages", site.path("pages")).unwrap();
    std::os::unix::fs::symlink("away/deep", site.path("link")).unwrap();
    let run = |output: &str| site.run(&["build", "--today", "2026-11-23", "--output", output]);
    run("pages/../pages/dist").exits(2).says("is inside the site's sources");
    run("pages/..").exits(2).says("contains the site's sources");
    run("link/../site").exits(0);
    assert!(site.path("away/site/index.html").exists() && !site.path("site").exists());
}

#[cfg(unix)]
#[test]
fn an_output_in_what_a_folder_of_the_site_links_to_is_refused() {
    let site = Site::plain().file("content/pages/guide.md", "# Guide\n");
    std::os::unix::fs::symlink("content/pages", site.path("pages")).unwrap();
    let run = |output| site.run(&["build", "--output", output]).exits(2);
    run("content/pages/dist").says("is inside the site's sources");
    run("content").says("contains the site's sources");
    assert_eq!(tree(&site.path("content")).len(), 1);
}

#[cfg(unix)]
#[test]
fn a_pipe_on_the_command_line_is_refused_and_never_waited_for() {
    let site = Site::plain();
    support::pipe(&site.path("pipe.json"));
    for args in [["diff", "pipe.json", "."], ["diff", ".", "pipe.json"], ["check", "--baseline", "pipe.json"]]
    {
        site.run(&args).exits(3).says("failed to read `pipe.json`: it is not a regular file");
    }
}

#[test]
fn checking_writes_nothing() {
    let site = Site::plain();
    site.check().exits(0).says("checked ");
    assert!(!site.path("dist").exists());
}

#[test]
fn ten_mistakes_in_ten_files_show_in_one_run_each_at_its_place() {
    let mistakes = [
        ("syntax", "name = \"x\nfamily = \"y\"", 1),
        ("wrong-type", "name = 5", 1),
        ("missing-key", "family = \"x\"", 1),
        ("bad-date", "name = \"x\"\nrelease_date = \"2024-02-30\"", 2),
        ("bad-number", "name = \"x\"\n[limit]\ncontext = -1", 3),
        ("bad-number", "name = \"x\"\n[cost]\ninput = nan", 3),
        ("unknown-reference", "name = \"x\"\nsuccessor = \"acme/none\"", 2),
        ("reference-cycle", "base_model = \"acme/m8\"", 1),
        ("duplicate-id", "name = \"x\"\nid = \"acme/plain\"", 2),
        ("unknown-price-key", "name = \"x\"\n[cost]\ncache_input = 1", 3),
    ];
    let mut site = Site::plain().file("site.toml", "base_url = \"https://example.org/\"");
    for (at, (_, text, _)) in mistakes.iter().enumerate() {
        site = site.file(&format!("models/acme/m{}.toml", at + 1), text);
    }
    let run = site.run(&["check", "--format", "json"]).exits(1);
    let errors: Vec<_> = run.findings().into_iter().filter(|found| found["severity"] == "error").collect();
    for (at, (code, _, line)) in mistakes.iter().enumerate() {
        let file = format!("models/acme/m{}.toml", at + 1);
        let found = errors.iter().find(|found| found["file"] == file.as_str());
        let found = found.unwrap_or_else(|| panic!("nothing was found in {file}: {errors:#?}"));
        assert_eq!((&found["code"], &found["line"]), (&(*code).into(), &(*line).into()), "{file}");
    }
    assert_eq!(errors.len(), mistakes.len(), "{errors:#?}");
}

#[test]
fn strict_makes_warnings_errors() {
    let site = Site::plain()
        .file("site.toml", "base_url = \"https://example.org/\"")
        .file("models/acme/odd.toml", "name = \"Odd\"\nowner = \"us\"\n[cost]\ninput = 1\noutput = 2");
    site.check().exits(0).says("warning[unknown-key]").says("models/acme/odd.toml:2:1");
    site.run(&["check", "--strict"]).exits(1).says("error[unknown-key]");
}

#[test]
fn lints_take_their_levels_from_the_settings() {
    let site = Site::plain().file("models/acme/odd.toml", "name = \"Odd\"\nowner = \"us\"");
    site.put("site.toml", "[lints]\nunknown-key = \"deny\"");
    site.check().exits(1).says("error[unknown-key]");
    site.put("site.toml", "[lints]\nunknown-key = \"allow\"");
    assert!(!site.check().exits(0).stderr.contains("unknown-key"));
    site.put("site.toml", "[lints]\nunkown-key = \"allow\"");
    site.check().exits(1).says("unknown-lint").says("did you mean `unknown-key`?");
}

#[test]
fn every_code_explains_itself() {
    let site = Site::plain();
    let codes = site.run(&["explain"]).exits(0).stdout;
    for code in codes.lines().filter_map(|line| line.split_whitespace().next()) {
        assert!(!site.run(&["explain", code]).exits(0).stdout.is_empty(), "{code}");
    }
    site.run(&["explain", "unkown-key"]).exits(2).says("did you mean `unknown-key`?");
}

#[test]
fn schemas_are_json() {
    for kind in ["model", "author", "provider", "site"] {
        let json = Site::new().run(&["schema", kind]).exits(0).stdout;
        let schema: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    }
}

#[test]
fn two_builds_agree_on_any_number_of_threads() {
    let site = Site::plain().file("models/acme/other.toml", MODEL.replace("Plain", "Other"));
    for threads in ["1", "2", "8"] {
        let output = format!("out{threads}");
        site.run(&["build", "--threads", threads, "--output", &output, "--today", "2026-11-23"]).exits(0);
    }
    assert_eq!(tree(&site.path("out1")), tree(&site.path("out2")));
    assert_eq!(tree(&site.path("out1")), tree(&site.path("out8")));
}

#[test]
fn the_day_is_an_input() {
    let site = Site::plain().file("models/acme/later.toml", format!("publish_from = 2026-12-01\n{MODEL}"));
    site.run(&["build", "--today", "2026-11-30"]).exits(0);
    assert!(!site.path("dist/models/acme/later").exists());
    site.run(&["build", "--today", "2026-12-01"]).exits(0);
    assert!(site.path("dist/models/acme/later/index.html").exists());
}

#[test]
fn a_template_mistake_names_its_file_line_and_fields() {
    let site = Site::plain().file(
        "templates/page/model.html",
        "{% extends \"base.html\" %}\n{% block main %}\n{{ model.nmae }}\n{% endblock %}",
    );
    let run = site.build().exits(1).says("templates/page/model.html:3:");
    assert!(run.stderr.contains("key"), "the message lists fields: {}", run.stderr);
}

#[test]
fn an_empty_catalog_never_takes_the_place_of_a_site() {
    let site = Site::own();
    site.build().exits(0);
    let before = tree(&site.path("dist"));
    site.put("models/acme/plain.toml", "name = 5");
    assert!(!site.build().exits(1).says("wrong-type").stderr.contains("empty-catalogue"));
    site.run(&["build", "--keep-going"]).exits(1).says("nothing was written");
    fs::remove_file(site.path("models/acme/plain.toml")).unwrap();
    site.build().exits(1).says("empty-catalogue");
    let foreign = Site::plain().file("models/acme/plain.toml", "name = \"cut");
    foreign.build().exits(1).says("warning[syntax]").says("error[empty-catalogue]");
    assert_eq!(tree(&site.path("dist")), before);
}

#[test]
fn finished_pages_are_checked_for_what_readers_need() {
    let twin = MODEL.replace("name = \"Plain\"", "name = \"Other\"\nseo_title = \"One title\"");
    let site = Site::plain()
        .file("site.toml", "title = \"Acme\"\n")
        .file("models/acme/one.toml", &twin)
        .file("models/acme/two.toml", twin.replace("Other", "Two"))
        .file(
            "templates/page/facet.html",
            "{% extends \"builtin/page/facet.html\" %}\n{% block page_end %}<img src=\"{{ root }}x.png\">{% endblock %}",
        )
        .file("static/x.png", "no picture")
        .file("static/terms/notes.txt", "a file is no page");
    let run = site.run(&["check", "--format", "json", "--today", "2026-11-23"]).exits(0);
    let found: Vec<(String, String)> = run
        .findings()
        .iter()
        .map(|found| (found["code"].as_str().unwrap().to_owned(), found["file"].as_str().unwrap().to_owned()))
        .collect();
    let has = |code: &str, file: &str| found.contains(&(code.to_owned(), file.to_owned()));
    assert!(has("repeated-title", "models/acme/two.toml"), "{found:?}");
    assert!(has("page-without-metadata", "templates/page/facet.html"), "{found:?}");
    assert!(!found.iter().any(|(code, _)| code == "orphan-page"), "{found:?}");
    let footer = "{#- No links. footer, page -#}\n{% component ui.footer(footer: map, page: map, @root: string) -%}\n\
                  <footer></footer>\n{%- endcomponent ui.footer %}\n";
    site.put("templates/component/footer.html", footer);
    site.check().exits(0).says("warning[orphan-page]: no page links to it").says("about/");
    site.put("site.toml", "[lints]\npage-without-metadata = \"deny\"\n");
    site.build().exits(1).says("error[page-without-metadata]: an image has no `alt`");
}

#[test]
fn what_a_build_keeps_is_checked_again() {
    let twin = MODEL.replace("name = \"Plain\"", "name = \"Other\"\nseo_title = \"One title\"");
    let site = Site::plain()
        .file("models/acme/one.toml", &twin)
        .file("models/acme/two.toml", twin.replace("Other", "Two"));
    site.build().exits(0).says("repeated-title");
    site.build().exits(0).says("repeated-title");
}

#[test]
fn addresses_outside_of_the_site_are_listed_for_a_link_checker() {
    let site = Site::plain().file(
        "models/acme/linked.toml",
        format!("description = \"See [a](https://b.example/?x=1&y=2#top) and [b](/models/).\"\n{MODEL}"),
    );
    site.run(&["check", "--external-links", "links.txt"]).exits(0);
    assert_eq!(fs::read_to_string(site.path("links.txt")).unwrap(), "https://b.example/?x=1&y=2\n");
}

#[test]
fn more_former_ids_than_a_host_reads_are_said() {
    let site = (0..21).fold(Site::new().file("site.toml", "title = \"T\"\n"), |site, model| {
        let aliases: Vec<String> = (0..100).map(|at| format!("\"acme/old-{model}-{at}\"")).collect();
        let text = format!("name = \"M{model}\"\naliases = [{}]\n", aliases.join(", "));
        site.file(&format!("models/acme/m{model}.toml"), text)
    });
    site.build()
        .exits(0)
        .says("warning[many-redirects]: 2100 former IDs exceed the 2000 rules")
        .says("models/acme/m");
    assert_eq!(site.page("_redirects").lines().count(), 2_000);
    assert!(site.page("models/acme/old-20-99/index.html").contains("url=../../../models/acme/m20/"));
}

#[test]
fn a_link_to_a_record_with_a_mistake_is_no_further_mistake() {
    let linking = "name = \"Linking\"\ndescription = \"Not [Plain](/models/acme/plain/), nor [Draft](/models/acme/draft/).\"\n";
    let run = Site::own()
        .file("models/acme/linking.toml", linking)
        .file("models/acme/draft.toml", "name = \"Draft\"\ndraft = true\n")
        .file("models/acme/plain.toml", "name = \"\n")
        .run(&["check"]);
    let run = run.exits(1).says("error[syntax]").says("there is no page `/models/acme/draft/`");
    assert!(!run.stderr.contains("acme/plain/`"), "{}", run.stderr);
}

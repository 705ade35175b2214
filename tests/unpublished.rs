//! What is not published, on purpose or because it is broken: nobody is blamed for naming it, and nothing of it shows.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::BTreeSet;

use support::{Run, Site, tree};

const SETTINGS: &str = "base_url = \"https://example.org/\"\n\
    [[nav]]\nlabel = \"Models\"\nurl = \"/models/\"\n\
    [[nav]]\nlabel = \"Broken\"\nurl = \"/models/acme/broken/\"\n\
    [[nav]]\nlabel = \"Former\"\nurl = \"/models/acme/Former:1/\"\n\
    [[nav]]\nlabel = \"Pair\"\nurl = \"/compare/pair/\"\n\
    [[footer.links]]\nlabel = \"Own\"\nurl = \"/models/lone/\"\n\
    [[footer.links]]\nlabel = \"Tag\"\nurl = \"/tags/rare/\"\n\
    [[footer.links]]\nlabel = \"Page\"\nurl = \"/wrong/\"\n\
    [[compare]]\nname = \"trio\"\nmodels = [\"acme/broken\", \"acme/plain\", \"acme/other\"]\n\
    [[compare]]\nname = \"pair\"\nmodels = [\"acme/Exact:1\", \"acme/plain\"]\n";

/// A site whose only mistake is in one record, which everything names.
fn site(broken: &str) -> Site {
    Site::plain()
        .file("site.toml", SETTINGS)
        .file("models/acme/broken.toml", format!("id = \"acme/Exact:1\"\nslug = \"broken\"\naliases = [\"acme/Former:1\"]\ntags = [\"rare\"]\n{broken}"))
        .file("models/lone/one.toml", broken)
        .file(
            "models/acme/other.toml",
            "name = \"Other\"\ndescription = \"See [it](/models/acme/broken/#prices) and [former](/models/acme/Former:1).\"\n\
             status = \"deprecated\"\nsuccessor = \"acme/Exact:1\"\nvariant_of = \"acme/Former:1\"\nprimary_offer = \"cloud\"\n",
        )
        .file("models/acme/child.toml", "base_model = \"acme/broken\"\n")
        .file("providers/cloud/provider.toml", "name = \"Cloud\"\ndescription = \"Serves [it](/models/acme/broken/).\"\n")
        .file("providers/cloud/models/plain.toml", "base_model = \"acme/plain\"\n")
        .file("providers/cloud/models/other.toml", format!("base_model = \"acme/other\"\n{broken}"))
        .file("pages/guide.md", "+++\nnav = \"Guide\"\n+++\n# Guide\n\nA [link](/models/acme/broken/), a [file](../models/acme/broken.toml), a [page](wrong.md).\n")
        .file("pages/wrong.md", "+++\ntitle = \"cut\n+++\nText\n")
}

/// These files have findings other than hints, and no others have.
#[track_caller]
fn assert_blames(run: &Run, files: &[&str]) {
    let findings = run.findings();
    let blamed = findings.iter().filter(|found| found["severity"] != "hint");
    let blamed: BTreeSet<&str> = blamed.map(|found| found["file"].as_str().unwrap()).collect();
    assert_eq!(blamed, files.iter().copied().collect(), "{findings:#?}");
}

#[test]
fn keep_going_goes_on_whoever_names_what_is_broken() {
    let wrong = [
        "models/acme/broken.toml",
        "models/lone/one.toml",
        "providers/cloud/models/other.toml",
        "pages/wrong.md",
    ];
    for broken in ["name = \"cut\n", "name = \"Broken\"\n[limit]\ncontext = \"128k\"\n"] {
        for strict in [&[][..], &["--strict"]] {
            let site = site(broken);
            let args = ["build", "--keep-going", "--format", "json", "--today", "2026-11-23"];
            let run = site.run(&[&args[..], strict].concat()).exits(1).says("4 files with errors left out");
            assert_blames(&run, &wrong);
            for (page, is_there) in [
                ("models/acme/plain", true),
                ("models/acme/other", true),
                ("models/acme/broken", false),
                ("models/acme/child", false),
                ("models/lone", false),
                ("compare/trio", true),
                ("compare/pair", false),
                ("guide", true),
                ("wrong", false),
            ] {
                assert_eq!(site.path(&format!("dist/{page}/index.html")).exists(), is_there, "{page}");
            }
        }
    }
}

#[test]
fn keep_going_still_stops_for_a_model_that_nobody_has() {
    let site = site("name = \"cut\n");
    site.put(
        "site.toml",
        SETTINGS.replace("\"acme/plain\", \"acme/other\"", "\"acme/plain\", \"acme/nobody\""),
    );
    site.run(&["build", "--keep-going"])
        .exits(1)
        .says("there is no model `acme/nobody`")
        .says("nothing was written");
}

#[test]
fn drafts_and_records_to_come_and_aliases_are_not_unknown() {
    let settings = "base_url = \"https://example.org/\"\n[[compare]]\nname = \"all\"\n\
                    models = [\"acme/plain\", \"acme/uno\", \"acme/draft\", \"acme/later\"]\n";
    let site = Site::plain()
        .file("site.toml", settings)
        .file("models/acme/one.toml", "name = \"One\"\naliases = [\"acme/uno\"]\nsuccessor = \"acme/draft\"\nstatus = \"deprecated\"\n")
        .file("models/acme/two.toml", "name = \"Two\"\nvariant_of = \"acme/uno\"\nsuccessor = \"acme/Later:2\"\nstatus = \"deprecated\"\n")
        .file("models/acme/heir.toml", "base_model = \"acme/uno\"\n")
        .file("models/acme/draft.toml", "name = \"Draft\"\ndraft = true\n")
        .file("models/acme/later.toml", "name = \"Later\"\nid = \"acme/Later:2\"\npublish_from = 2026-12-01\n");
    let run = site.run(&["build", "--format", "json", "--today", "2026-11-23"]).exits(0);
    for found in run.findings() {
        let message = found["message"].as_str().unwrap();
        assert!(!message.contains("there is no model"), "{found:#?}");
    }
    assert!(site.page("models/acme/heir/index.html").contains("<h1>One"), "an alias is a name of a base");
    let compared = site.page("compare/all/index.html");
    assert!(
        compared.contains("Plain") && compared.contains("One"),
        "an alias is a name of a model to compare"
    );
    assert!(!compared.contains("Draft"), "{compared}");
}

#[test]
fn an_author_or_provider_of_whom_nothing_is_published_is_nowhere() {
    let site = Site::plain()
        .file("site.toml", "base_url = \"https://example.org/\"\n")
        .file("models/secretlab/author.toml", "name = \"Secretlab Name\"\n")
        .file("models/secretlab/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0 0h1v1z\"/></svg>")
        .file("models/secretlab/m.toml", "name = \"Secretlab M\"\ndraft = true\n")
        .file("models/sooncorp/m.toml", "name = \"Sooncorp M\"\npublish_from = 2026-12-01\n")
        .file("models/emptyco/author.toml", "name = \"Emptyco Name\"\n")
        .file("providers/secretcloud/provider.toml", "name = \"Secretcloud Name\"\n")
        .file("providers/secretcloud/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0 0h1v1z\"/></svg>")
        .file("providers/secretcloud/models/m.toml", "name = \"Secretcloud M\"\npublish_from = \"2026-12\"\n")
        .file("providers/bareserve/provider.toml", "name = \"Bareserve Name\"\n")
        .file("providers/cloud/provider.toml", "name = \"Cloud\"\n")
        .file("providers/cloud/models/m.toml", "base_model = \"acme/plain\"\n")
        .file("changes/2026-11-20.json", "{ \"format\": 1, \"date\": \"2026-11-20\", \"pages_removed\": [], \"records\": [], \"providers\": [{ \"key\": \"providers/bareserve\", \"what\": \"added\", \"renamed_from\": null, \"is_unsourced\": false, \"name\": \"Bareserve Name\", \"party\": \"Bareserve Name\", \"id\": \"bareserve\", \"facts\": [] }] }");
    let words = ["secretlab", "sooncorp", "emptyco", "secretcloud", "bareserve"];
    site.build().exits(0);
    for (path, bytes) in tree(&site.path("dist")) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for word in words.iter().filter(|_| path != "build.json") {
            assert!(!path.contains(word) && !text.contains(word), "{word} is in {path}");
        }
    }
    assert!(site.page("index.html").contains("Cloud"), "a provider with an offer is there");
    site.run(&["build", "--today", "2026-12-01"]).exits(0);
    assert!(
        site.page("sitemap.xml").contains("providers/secretcloud/"),
        "it is there once an offer is published"
    );
    assert!(site.page("models/sooncorp/index.html").contains("Sooncorp M"));
    assert!(!site.path("dist/models/secretlab").exists() && !site.path("dist/providers/bareserve").exists());
}

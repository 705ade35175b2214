//! A site makes it its own: brand, call to action, scripts and pages, from `site.toml` and `pages/` alone.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::fs;

use support::Site;

const LOGO: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 24\"><path d=\"M0 0h48v24H0z\"/></svg>";

/// Everything that a site can set of its looks and its frame.
const SETTINGS: &str = r##"
title = "Acme models"
base_url = "https://acme.example/models/"

[brand]
name = "Acme"
logo = "acme.svg"
accent = "#ffcc00"
font = "system"
css = "acme.css"

[gateway]
name = "Acme Gateway"
api = "https://gateway.acme.example/v1"
npm = "@ai-sdk/openai-compatible"
env = ["ACME_API_KEY"]
cta_label = "Get a key"
cta_url = "https://acme.example/keys?model={id}"

[page]
sections = ["quickstart", "pricing"]

[[nav]]
label = "Models"
url = "/models/"

[[nav]]
label = "Status"
url = "https://status.acme.example/"

[footer]
text = "Made by [Acme](https://acme.example/)."
links = [{ label = "Terms", url = "https://acme.example/terms" }]

[analytics]
script = "https://stats.example/js/script.js"
data = { domain = "acme.example" }

[csp]
connect = ["https://api.stats.example"]

[lints]
accent-contrast = "allow"
"##;

fn own() -> Site {
    Site::plain()
        .file("site.toml", SETTINGS)
        .file("static/acme.svg", LOGO)
        .file("static/acme.css", "h1 { text-transform: none; }")
        .file("static/img/plan.svg", LOGO)
        .file("pages/about.md", "+++\nnav = \"About\"\nfooter = \"About us\"\n+++\n# About Acme\n\nSee the [docs](docs/index.md).\n")
        .file("pages/docs/index.md", "# Docs\n\n![A plan](/img/plan.svg)\n\n- [Start](start.md#first)\n- [Plain](../../models/acme/plain.toml)\n")
        .file("pages/docs/start.md", "+++\norder = 1\n+++\n# Start\n\n## First\n\n```sh\necho \"hi\"\n```\n\n<b>raw</b>\n")
        .file("pages/docs/end.md", "# End\n")
        .file("pages/later.md", "+++\ndraft = true\n+++\n# Later\n")
}

#[test]
fn a_site_is_its_own_by_settings_alone() {
    let site = own();
    let run = site.run(&["build", "--strict", "--today", "2026-11-23"]).exits(0);
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    let page = site.page("models/acme/plain/index.html");
    for part in [
        "href=\"https://acme.example/keys?model=acme%2Fplain\"",
        "<script defer src=\"https://stats.example/js/script.js\" data-domain=\"acme.example\"></script>",
        "script-src &#39;self&#39; https://stats.example;",
        "connect-src &#39;self&#39; https://stats.example https://api.stats.example;",
        "alt=\"\" width=\"48\" height=\"24\"",
        ">Acme</a>",
        "<a href=\"https://status.acme.example/\" rel=\"noopener\">Status</a>",
        "<a href=\"../../../about/\">About</a>",
        ">Terms</a>",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert_eq!(page.matches("acme%2Fplain").count(), 3, "head, quickstart and end invite");
    assert!(page.find("id=\"quickstart\"").unwrap() < page.find("id=\"pricing\"").unwrap());
    assert!(!page.contains("woff2"));
    let css: Vec<_> = page.split("rel=\"stylesheet\" href=\"../../../").skip(1).collect();
    let css: Vec<_> = css.iter().map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(site.page(css[0]).contains("--fill:light-dark(#ffcc00,#ffcc00)"));
    assert_eq!(site.page(css[1]), "h1 { text-transform: none; }");
    for many in ["index.html", "models/acme/index.html"] {
        assert!(site.page(many).contains("href=\"https://acme.example/keys\""), "{many}");
    }
}

#[test]
fn own_pages_stand_in_the_frame_with_their_folder() {
    let site = own();
    site.build().exits(0);
    let index = site.page("docs/index.html");
    assert!(index.contains("<a href=\"../docs/start/#first\">Start</a>"), "{index}");
    assert!(index.contains("<a href=\"../models/acme/plain/\">Plain</a>"), "{index}");
    assert!(index.contains("<img src=\"../img/plan.svg\" alt=\"A plan\" width=\""), "{index}");
    let start = site.page("docs/start/index.html");
    assert!(start.contains("<title>Start | Acme models</title>"), "{start}");
    assert!(start.contains("<h2 id=\"first\">First</h2>") && start.contains("href=\"#first\""), "{start}");
    assert!(start.contains("&lt;b&gt;raw&lt;/b&gt;") && start.contains("<pre class=\"code\""), "{start}");
    assert!(start.contains("<a rel=\"next\" href=\"../../docs/end/\">"), "{start}");
    assert!(start.contains("rel=\"canonical\" href=\"https://acme.example/models/docs/start/\""), "{start}");
    assert!(site.page("about/index.html").contains("<a href=\"../docs/\">docs</a>"));
    assert!(!site.path("dist/later").exists());
}

#[test]
fn mistakes_of_a_brand_are_said_at_their_settings() {
    let site = Site::plain().file("static/logo.svg", LOGO).file(
        "site.toml",
        "[brand]\naccent = \"green\"\nlogo = \"lgoo.svg\"\ncss = \"own.css\"\n[csp]\nscript = [\"https://a.example; img-src *\"]\n\
         connect = [\"https://a.example\\nX\"]\n[analytics]\nscript = \"javascript:x\"",
    );
    let run = site.check().exits(1);
    for line in [
        "site.toml:2:10",
        "`accent` cannot be \"green\"",
        "it takes a color such as \"#08664a\"",
        "site.toml:3:8",
        "did you mean `logo.svg`?",
        "site.toml:4:7",
        "there is no file `static/own.css`",
        "site.toml:6:11",
        "site.toml:7:12",
        "site.toml:9:10",
    ] {
        assert!(run.stderr.contains(line), "{line} is not in {}", run.stderr);
    }
}

#[test]
fn mistakes_of_pages_are_said_at_their_places() {
    let site = Site::plain()
        .file("site.toml", "base_url = \"https://acme.example/\"")
        .file("pages/a.md", "+++\ntitel = \"A\"\n+++\n# A\n\n[x](b.mdd) [y](/nowhere/) [z](#gone)\n")
        .file("pages/b.md", "# B\n\n![](https://a.example/x.png) ![w](x.png)\n")
        .file("pages/c.md", "Text alone\n")
        .file("pages/d.md", "---\ntitle: D\n---\n")
        .file("pages/models/index.md", "# Models\n")
        .file("pages/x.png", "no page");
    let run = site.check().exits(1);
    for line in [
        "pages/a.md:2:1",
        "did you mean `title`?",
        "pages/a.md:6:5",
        "did you mean `pages/b.md`?",
        "there is no page `/nowhere/`",
        "the page links to `#gone`, which is not on the page",
        "pages/b.md:3:5",
        "is on another host",
        "there is no image `x.png`",
        "the image has no alternative text",
        "pages/c.md",
        "a page needs a title",
        "pages/d.md:1:1",
        "not YAML",
        "`models/` is also the path of the list of models",
        "pages/x.png",
    ] {
        assert!(run.stderr.contains(line), "{line} is not in {}", run.stderr);
    }
}

#[test]
fn an_own_page_takes_the_place_of_a_page_of_ours() {
    let site = Site::plain()
        .file("pages/index.md", "# Welcome\n\n[All models](/models/)\n")
        .file("pages/404.md", "# Lost\n\n[Start](/)\n");
    site.build().exits(0);
    assert!(site.page("index.html").contains("<h1>Welcome</h1>"));
    assert!(site.page("404.html").contains("<h1>Lost</h1>"));
    assert!(site.page("404.html").contains("<a href=\"/\">Start</a>"));
    assert!(site.page("models/index.html").contains("Plain"));
    fs::remove_file(site.path("pages/index.md")).unwrap();
    site.build().exits(0);
    assert!(site.page("index.html").contains("Plain"));
}

#[test]
fn a_link_of_the_header_leads_where_it_seems_to() {
    for url in [
        "https://openai.com@evil.example/",
        "https://openai.com\\u200b.example/",
        "https://\\u0430pi.openai.com/",
    ] {
        let settings = format!("[[nav]]\nlabel = \"Docs\"\nurl = \"{url}\"\n");
        Site::plain().file("site.toml", settings).check().exits(1).says("bad-url").says("site.toml:3:7");
    }
}

#[test]
fn files_for_hosts_and_robots_are_text() {
    for name in ["_headers", "_redirects", "robots.txt"] {
        let site = Site::own();
        fs::create_dir_all(site.path("static")).unwrap();
        fs::write(site.path("static").join(name), b"/a \xff\xfe /b").unwrap();
        site.check().exits(1).says("not-utf8").says(&format!("static/{name}"));
    }
}

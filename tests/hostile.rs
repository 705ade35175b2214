//! One record by somebody who means harm: every text of a model, an author and a provider tries to break out of where it
//! stands. Nothing in the site runs, no message is obeyed, and all of it can still be read.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::path::Path;

use pulldown_cmark::{Event, Tag};
use scraper::{Html, Selector};
use support::{Run, Site, tree};

/// What a text of one line may hold.
const NASTY: &str = concat!(
    r#"</script><script>alert(1)</script><img src=x onerror=alert(1)> "' onmouseover="alert(1)" <!--<script> ]]> "#,
    r"::error file=a::b ##[error]x ${{ secrets.X }} {{ 7*7 }} {% raw %} $(id) `id` | a | \ &lt; %0a ",
    r#"javascript:alert(1) [x](javascript:alert(1)) [y](java&#9;script:alert(1)) ![z](data:text/html,q) <a href="javascript:q">"#,
);

/// An address that is one, with an end that is none.
const ADDRESS: &str = r#"https://x.example/"onclick="alert(1)"><script>alert(1)</script>'`$(id)"#;

/// An id for an API whose shell, Python and JavaScript it would leave.
const ID: &str = r#"i"'<b>$(id)`id`{{7*7}};|&\"#;

/// A TOML string, also for keys.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON")
}

fn markdown() -> String {
    let fence = "```\"><script>alert(2)</script>\ncode </code></pre><script>\n```";
    format!(
        "{NASTY}\n\n{fence}\n\n# A \"heading <b>\n\n| a | b | c |\n|:--|:-:|--:|\n| {NASTY} | <td> | 1 |\n\n{}",
        "A".repeat(10_000)
    )
}

fn record() -> String {
    let (text, url, long) = (quoted(NASTY), quoted(ADDRESS), quoted(&markdown()));
    format!(
        r#"
        name = {text}
        id = {id}
        slug = "slug"
        description = {long}
        family = {text}
        license = {text}
        tags = [{text}, '<script>"']
        snapshots = [{text}]
        notes = [{long}]
        seo_title = {text}
        seo_description = {text}
        playground = {url}
        reasoning = true
        open_weights = true
        interleaved = {{ field = {text} }}
        reasoning_options = [{{ type = "effort", values = [{text}], default = {text} }}]
        quotas = [{{ plan = {text}, amount = 45, unit = {text}, period = "5h" }}]
        limit = {{ context = 128_000, output = 16_000 }}
        modalities = {{ input = ["text"], output = ["text"] }}
        links = [{{ label = {text}, url = {url}, type = {text} }}]
        weights = [{{ label = {text}, url = {url}, quantization = {text} }}]
        faq = [{{ question = {text}, answer = {long} }}]
        architecture = {{ quantization = {text}, tokenizer = {text}, languages = [{text}] }}
        experimental.modes.{text}.cost = {{ input = 1 }}
        parameters.{text} = {{ min = 1, max = 2 }}
        extra = {{ owner = {text}, {text} = {text} }}
        [cost]
        input = 1
        output = 2
        units = [{{ unit = "image", price = 1, label = {text}, size = {text}, quality = {text} }}]
        [policy]
        location = "US"
        regions = [{text}]
        attestations = [{{ name = {text}, url = {url}, date = 2026-03-01 }}]
        [sources]
        capabilities = {{ url = {url} }}
        description = {{ url = {url} }}
        cost = {{ url = {url}, checked = 2026-11-20 }}
        limit = {{ url = {url}, checked = 2026-11-20 }}
        [[benchmarks]]
        name = {text}
        score = 1
        metric = {text}
        harness = {text}
        version = {text}
        source = {url}
        "#,
        id = quoted(ID),
    )
}

fn organization() -> String {
    let (text, url, long) = (quoted(NASTY), quoted(ADDRESS), quoted(&markdown()));
    format!(
        "name = {text}\nurl = {url}\ndocs = {url}\nstatus_page = {url}\npricing_url = {url}\nterms = {url}\ndescription = {long}\n\
         policy.attestations = [{{ name = {text}, url = {url} }}]\n"
    )
}

fn provider() -> String {
    let (text, url) = (quoted(r#"KEY"$(id)`id`"#), quoted(ADDRESS));
    format!(
        "{}npm = \"@ai-sdk/openai-compatible\"\nenv = [{text}]\napi = {url}\ndoc = {url}\n",
        organization()
    )
}

fn site() -> Site {
    Site::new()
        .file("models/evil/m.toml", record())
        .file("models/evil/author.toml", organization())
        .file("providers/evil/models/m.toml", record())
        .file("providers/evil/provider.toml", provider())
}

/// Whether a log or a terminal would do something at a text.
fn is_obeyed(text: &str) -> bool {
    let is_control = |character: char| character.is_control() && character != '\n';
    let is_direction = |character| matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.contains(is_control)
        || text.contains(is_direction)
        || text.contains("##[")
        || text.lines().any(|line| line.trim_start().starts_with("::"))
}

#[track_caller]
fn is_quiet(run: &Run) {
    assert!(!is_obeyed(&run.stderr), "{}", run.stderr);
    assert!(!is_obeyed(&run.stdout), "{}", run.stdout);
}

#[test]
fn nothing_of_a_hostile_record_runs_on_any_page() {
    let site = site();
    let run = site.build().exits(0);
    is_quiet(&run);
    let pages = tree(&site.path("dist"));
    let pages = pages.iter().filter(|(path, _)| path.ends_with(".html"));
    let mut count = 0;
    for (path, bytes) in pages {
        assert_eq!(dangers(&Html::parse_document(std::str::from_utf8(bytes).unwrap())), "", "{path}");
        count += 1;
    }
    assert!(count > 10, "{count}");
    assert!(site.page("models/evil/slug/index.html").contains("{{ 7*7 }}"));
}

#[test]
fn nothing_of_a_hostile_record_leaves_its_place_in_markdown() {
    let site = site().file(
        "site.toml",
        "base_url = \"https://a.example/\"\n[lints]\nprofile = \"foreign\"\n[outputs]\noffer_markdown = true\n",
    );
    is_quiet(&site.build().exits(0));
    let files = tree(&site.path("dist"));
    let texts = files.iter().filter(|(path, _)| path.ends_with(".md") || path.contains("llms"));
    let (mut tables, mut count) = (0, 0);
    for (path, bytes) in texts {
        let text = std::str::from_utf8(bytes).unwrap();
        for event in pulldown_cmark::Parser::new_ext(text, marks()) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => panic!("{path}: {html}"),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    let is_known = ["https://", "mailto:", "../", "./", "#", "index.md"];
                    assert!(is_known.iter().any(|start| dest_url.starts_with(start)), "{path}: {dest_url}");
                }
                Event::Start(Tag::Table(_)) => tables += 1,
                _ => {}
            }
        }
        count += 1;
    }
    assert!(count > 10 && tables > 10, "{count} files, {tables} tables");
    // The name is one line, and one cell of a row.
    let twin = site.page("models/evil/slug/index.md");
    let heading = twin.lines().find(|line| line.starts_with("# ")).unwrap();
    assert!(heading.contains(r"\<b>$(id)\`id\`{{7\*7}};\|&\\"), "{heading}");
    let (front, _) = twin.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    for line in front.lines().filter(|line| line.contains('"')) {
        let (_, value) = line.split_once(": ").unwrap();
        serde_json::from_str::<String>(value).unwrap();
    }
}

/// What readers of Markdown know beside its core.
fn marks() -> pulldown_cmark::Options {
    use pulldown_cmark::Options;
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
}

#[test]
fn nothing_of_a_hostile_record_leaves_its_place_in_feeds() {
    let site =
        site().file("site.toml", "base_url = \"https://a.example/\"\n[lints]\nprofile = \"foreign\"\n");
    let dated = format!("{}\n", record()).replacen(
        "family =",
        "added = 2026-01-02\nretires = 2026-12-01\nfamily =",
        1,
    );
    site.put("models/evil/m.toml", dated);
    is_quiet(&site.build().exits(0));
    let feed = site.page("feed.xml");
    let feed = roxmltree::Document::parse(&feed).unwrap();
    let titles: Vec<_> = feed.descendants().filter(|node| node.has_tag_name("title")).collect();
    assert!(titles.iter().any(|title| title.text().unwrap().contains("<script>alert(1)</script>")));
    let names = [
        "feed",
        "title",
        "id",
        "link",
        "updated",
        "author",
        "name",
        "generator",
        "entry",
        "category",
        "summary",
    ];
    let elements = feed.descendants().filter(roxmltree::Node::is_element);
    for element in elements {
        assert!(names.contains(&element.tag_name().name()), "{element:?}");
        let address = element.attribute("href").unwrap_or("https://");
        assert!(address.starts_with("https://"), "{address}");
    }
    let calendar = site.page("calendar.ics");
    let known = [
        "BEGIN:V",
        "END:V",
        "VERSION:",
        "PRODID:",
        "CALSCALE:",
        "METHOD:",
        "X-WR-CALNAME:",
        "UID:",
        "DTSTAMP:",
        "DTSTART;",
        "DTEND;",
    ];
    let more = ["SUMMARY:", "DESCRIPTION:", "URL:https://a.example/", "CATEGORIES:", "TRANSP:", " "];
    for line in calendar.trim_end().split("\r\n") {
        assert!(known.iter().chain(&more).any(|start| line.starts_with(start)), "{line}");
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
    }
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), calendar.matches("END:VEVENT").count());
}

#[test]
fn no_page_has_styles_or_scripts_in_attributes() {
    let aligned = "# Own\n\n| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n";
    let hostile = site().file("pages/own.md", aligned);
    hostile.build().exits(0);
    assert!(hostile.page("own/index.html").contains("<td class=\"align-end\">3</td>"));
    let folder = tempfile::TempDir::new().unwrap();
    let example = folder.path().join("dist");
    support::run_in(Path::new("."), &["build", "--quiet", "--output", example.to_str().unwrap()]).exits(0);
    for root in [hostile.path("dist"), example] {
        let pages = tree(&root);
        let pages = pages.iter().filter(|(path, _)| path.ends_with(".html"));
        let mut count = 0;
        for (path, bytes) in pages {
            let page = Html::parse_document(std::str::from_utf8(bytes).unwrap());
            for element in page.select(&Selector::parse("*").unwrap()) {
                let mut names = element.value().attrs().map(|(name, _)| name);
                let found = names.find(|name| *name == "style" || name.starts_with("on"));
                assert_eq!(found, None, "{path}: {}", element.html());
            }
            count += 1;
        }
        assert!(count > 10, "{count}");
    }
}

/// What would run, lead astray or stand where no component puts it.
fn dangers(page: &Html) -> String {
    const ELEMENTS: &str = "img, iframe, object, embed, base, style, math, marquee, foreignObject, \
                            b:not([data-share]):not([data-lowest]), \
                            form:not(.calculator):not(.compare-picker):not(.filters):not(.search-form)";
    let mut found = Vec::new();
    for element in page.select(&Selector::parse("*").expect("a selector")) {
        for (name, value) in element.value().attrs() {
            let packed: String = value.chars().filter(|character| !character.is_whitespace()).collect();
            let packed = packed.to_ascii_lowercase();
            let runs = ["javascript:", "data:", "vbscript:"].iter().any(|scheme| packed.starts_with(scheme));
            let is_link = matches!(name, "href" | "src" | "action" | "formaction");
            if name.starts_with("on") || matches!(name, "style" | "srcdoc") || is_link && runs {
                found.push(format!("{name}={value}"));
            }
        }
        if element.value().name() == "script" {
            let code: String = element.text().collect();
            match element.attr("type") {
                Some("application/ld+json" | "application/json") => {
                    if let Err(error) = serde_json::from_str::<serde_json::Value>(&code) {
                        found.push(format!("structured data: {error}"));
                    }
                }
                _ if element.attr("src").is_some_and(|from| from.contains("assets/")) && code.is_empty() => {}
                _ => found.push(format!("script {code}")),
            }
        }
    }
    let strange = Selector::parse(ELEMENTS).expect("a selector");
    found.extend(page.select(&strange).map(|element| element.html()));
    found.join("\n")
}

#[test]
fn the_exact_id_is_shown_and_copied() {
    let site = site();
    site.build().exits(0);
    for path in ["models/evil/slug/index.html", "providers/evil/slug/index.html"] {
        let page = Html::parse_document(&site.page(path));
        let id = Selector::parse("[data-fact=id]").unwrap();
        let ids: Vec<_> = page.select(&id).map(|element| element.attr("value")).collect();
        assert_eq!(ids, [Some(ID)], "{path}");
    }
}

#[test]
fn what_acts_on_terminals_and_logs_is_refused_and_shown_as_an_escape() {
    for (nasty, shown) in [
        ("\u{1b}[31m", r"A\u{1b}[31mB"),
        ("\u{202e}", r"A\u{202e}B"),
        ("\u{2028}", r"A\u{2028}B"),
        ("\u{7}", r"A\u{7}B"),
        ("\n::error::x", "| ::error::xB"),
        ("\u{9b}", r"A\u{9b}B"),
    ] {
        let name = quoted(&format!("A{nasty}B"));
        let model = format!(
            "name = {name}\n{name} = {name}\nstatus = {name}\nrelease_date = {name}\nplayground = {name}\nbase_model = {name}\n"
        );
        let site = Site::plain().file("site.toml", "").file("models/evil/m.toml", &model);
        let run = site.check().exits(1).says(&format!("{shown}` in a model")).says(&format!("{shown}\"\n"));
        is_quiet(&run);
        let run = site.run(&["check", "--format", "json"]).exits(1);
        is_quiet(&run);
        let findings = run.findings();
        for (line, message) in [
            (2, format!("unknown key `A{nasty}B` in a model")),
            (3, format!("`status` cannot be \"A{nasty}B\"")),
            (4, "`release_date` is not a date".to_owned()),
        ] {
            let is_said = findings.iter().any(|found| found["line"] == line && found["message"] == message);
            assert!(is_said, "{message}: {findings:#?}");
        }
        for line in [5, 6] {
            let is_refused =
                |found: &serde_json::Value| found["line"] == line && found["severity"] == "error";
            assert!(findings.iter().any(is_refused), "line {line}: {findings:#?}");
        }
    }
}

#[test]
fn addresses_that_look_like_others_are_refused_wherever_one_is_read() {
    for (url, why) in [
        ("https://openai.com@evil.example/", "has a user name before the host"),
        ("https://openai.com:x@evil.example/", "has a user name before the host"),
        ("https://evil.example\\@openai.com/", "contains a backslash"),
        ("https://openai.com/\u{202e}moc.elpmaxe", "contains a hidden character"),
        ("https://openai.com/\u{200b}x", "contains a hidden character"),
    ] {
        let toml = quoted(url);
        let provider = format!("name = \"P\"\napi = {toml}\ndoc = {toml}\n");
        let model = format!(
            "{}\nplayground = {toml}\n",
            support::MODEL.replace("[limit]", "#[limit]").lines().next().unwrap()
        );
        let site = Site::plain()
            .file(
                "site.toml",
                format!("base_url = {toml}\n[lints]\nbad-url = \"warn\"\ndead-link = \"warn\"\nbad-text = \"warn\"\n"),
            )
            .file("providers/p/provider.toml", provider)
            .file("models/evil/m.toml", format!("{model}[[links]]\nlabel = \"L\"\nurl = {toml}\n"))
            .file(
                "models/evil/text.toml",
                format!("name = \"T\"\ndescription = {}\n", quoted(&format!("[a](<{url}>) and {url}"))),
            );
        let run = site.run(&["build", "--today", "2026-11-23", "--all"]).exits(0);
        for place in [
            "site.toml:1:",
            "provider.toml:2:",
            "provider.toml:3:",
            "evil/m.toml:2:",
            "evil/m.toml:5:",
            "evil/text.toml:2:",
        ] {
            assert!(run.stderr.contains(place), "{url}: no finding at {place}\n{}", run.stderr);
        }
        assert!(run.stderr.contains(why), "{url}: {}", run.stderr);
        for (path, bytes) in support::tree(&site.path("dist")) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(
                !text.contains("href=\"https://openai.com@")
                    && !text.contains("href=\"https://openai.com:x@"),
                "{path}"
            );
        }
    }
}

#[test]
fn autolinks_and_pages_lead_where_they_seem_to() {
    let site = Site::plain()
        .file("models/evil/m.toml", "name = \"M\"\ndescription = \"See <https://openai.com@evil.example/>.\"\n")
        .file("pages/guide.md", "# Guide\n\n<https://openai.com@evil.example/> [x](https://openai.com@evil.example/a) https://openai.com@evil.example/b\n");
    let run = site.check();
    for place in ["models/evil/m.toml:2:", "pages/guide.md:3:2", "pages/guide.md:3:"] {
        assert!(run.stderr.contains(place), "{place}: {}", run.stderr);
    }
    site.build().exits(0);
    for page in ["models/evil/m/index.html", "guide/index.html"] {
        assert!(!site.page(page).contains("href=\"https://openai.com@"), "{page}");
    }
}

#[test]
fn keys_hold_no_hidden_characters() {
    for hidden in ["\\u0007", "\\n", "\\u202e", "\\u2066", "\\u200f", "\\u061c", "\\u200b", "\\u00ad"] {
        for text in [
            format!("name = \"M\"\n[extra]\n\"a{hidden}b\" = 1\n"),
            format!("name = \"M\"\n[extra]\nx = {{ \"a{hidden}b\" = 1 }}\n"),
        ] {
            let site = Site::new().file("site.toml", "title = \"T\"\n").file("models/acme/m.toml", text);
            let run = site.check().exits(1).says("bad-text").says("models/acme/m.toml:3:");
            assert!(run.stderr.contains("a key of `"), "{hidden}: {}", run.stderr);
        }
    }
    let control = "name = \"M\"\n[extra]\nnote = \"a\\u0007b\"\nnotes = [\"a\\u202eb\"]\n";
    let site = Site::new().file("site.toml", "title = \"T\"\n").file("models/acme/m.toml", control);
    site.check().exits(1).says("models/acme/m.toml:3:").says("models/acme/m.toml:4:");
}

#[test]
fn addresses_that_run_are_refused() {
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "//x.example",
        "file:///etc",
    ] {
        let model = format!(
            "name = \"M\"\nplayground = {url}\n[[links]]\nlabel = \"L\"\nurl = {url}\n",
            url = quoted(url)
        );
        let site = Site::new().file("models/evil/m.toml", model);
        site.build().exits(0).says("bad-url");
        assert_eq!(dangers(&Html::parse_document(&site.page("models/evil/m/index.html"))), "", "{url}");
    }
}

//! The Markdown beside each page, read back by a parser: it has the figures of its page and no others, tables stay tables, and no text
//! leaves the place where it stands.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::BTreeSet;

use jiff::civil::date;
use modelpress::compile::{Options, compile};
use modelpress::discover::discover;
use modelpress::render::Pages;
use pulldown_cmark::{Event, Options as Marks, Parser, Tag, TagEnd};
use scraper::{ElementRef, Html, Selector};
use support::Site;
use support::fixture::{GATEWAY, MARKET, PLAIN};

/// The directory of many providers, without the `llms.txt` of its own.
fn market() -> Site {
    let site = MARKET.sources();
    std::fs::remove_file(site.path("static/llms.txt")).unwrap();
    site
}

/// A document as a reader of Markdown sees it.
#[derive(Default)]
struct Document {
    /// All words, apart at blocks and cells.
    text: String,
    /// The words of each cell of tables that is not in the first row.
    cells: Vec<String>,
    links: Vec<String>,
    headings: Vec<String>,
    html: Vec<String>,
}

impl Document {
    fn read(markdown: &str) -> Self {
        let body = markdown.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
        let body = body.map_or(markdown, |(_, body)| body);
        let (mut document, mut part, mut is_head) = (Self::default(), String::new(), false);
        for event in Parser::new_ext(body, Marks::ENABLE_TABLES | Marks::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Text(text) | Event::Code(text) => part.push_str(&text),
                Event::SoftBreak | Event::HardBreak => part.push(' '),
                Event::Html(html) | Event::InlineHtml(html) => document.html.push(html.into_string()),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    document.links.push(dest_url.into_string());
                }
                Event::Start(Tag::TableHead) => is_head = true,
                Event::End(TagEnd::TableHead) => is_head = false,
                Event::End(
                    end @ (TagEnd::TableCell
                    | TagEnd::Paragraph
                    | TagEnd::Item
                    | TagEnd::Heading(_)
                    | TagEnd::CodeBlock),
                ) => {
                    let words = words(&part);
                    part.clear();
                    match end {
                        TagEnd::TableCell if !is_head => document.cells.push(words.clone()),
                        TagEnd::Heading(_) => document.headings.push(words.clone()),
                        _ => {}
                    }
                    document.text.push_str(&words);
                    document.text.push('\n');
                }
                _ => {}
            }
        }
        document
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Each page of a site that has a twin, with the twin: path, HTML, Markdown.
fn pairs(site: &Site) -> Vec<(String, String, String)> {
    let sources = discover(&site.path("")).unwrap();
    let compiled = compile(&sources, &Options::new(date(2026, 11, 23)));
    let pages: &Pages = &compiled.pages;
    let (mut html, mut twin, mut alone) = (Vec::new(), Vec::new(), Vec::new());
    let with_twins = pages.items().iter().filter_map(|item| Some((item, pages.twin(item)?)));
    let pairs = with_twins.map(|(item, beside)| {
        let (drawn, _) = pages.render_with_twin(item, [&mut html, &mut twin], &compiled.map);
        assert!(drawn.failure.is_none(), "{}: {:?}", drawn.route, drawn.failure);
        pages.render(beside, &mut alone, &compiled.map);
        assert!(alone == twin, "{}: a twin that is drawn alone is the same", beside.route);
        let [html, twin] = [&html, &twin].map(|bytes| String::from_utf8(bytes.clone()).unwrap());
        let document = Document::read(&twin);
        let at = |target: &str| resolve(item.route.as_str(), target);
        for link in document.links.iter().filter(|link| !link.contains(':') && !link.starts_with('#')) {
            assert!(pages.answers(&at(link)), "{}: {link}", beside.route);
        }
        (item.route.as_str().to_owned(), html, twin)
    });
    pairs.collect()
}

/// The path of a relative link from a page.
fn resolve(page: &str, link: &str) -> String {
    let base = url::Url::parse("https://site.example/").unwrap().join(page).unwrap();
    let path = base.join(link).unwrap();
    percent_encoding::percent_decode_str(path.path()).decode_utf8().unwrap().into_owned()
}

/// The texts of the figures in the content of a page, without what only its scripts and drawings show.
fn figures(html: &str) -> BTreeSet<String> {
    let page = Html::parse_document(html);
    let figures = Selector::parse("main data[data-fact], main time[data-fact]").unwrap();
    let is_shown = |figure: &ElementRef<'_>| {
        let above = figure.ancestors().filter_map(ElementRef::wrap);
        !above.into_iter().any(|element| {
            let classes: Vec<&str> = element.value().classes().collect();
            matches!(element.value().name(), "svg" | "template")
                || classes.iter().any(|class| {
                    ["calculator-box", "strip-ends", "strip-next", "visually-hidden"].contains(class)
                })
        })
    };
    page.select(&figures).filter(is_shown).map(|figure| words(&figure.text().collect::<String>())).collect()
}

#[test]
fn every_figure_of_a_page_stands_in_its_markdown_and_no_other() {
    let mut count = 0;
    for fixture in [PLAIN, MARKET, GATEWAY] {
        let site = fixture.sources();
        for (path, html, twin) in pairs(&site) {
            let document = Document::read(&twin);
            for figure in figures(&html) {
                assert!(
                    document.text.contains(&figure),
                    "{}: {path}: {figure:?} is not in\n{twin}",
                    fixture.name
                );
                count += 1;
            }
            let page = Html::parse_document(&html);
            let main = page.select(&Selector::parse("main").unwrap()).next().unwrap();
            let shown = words(&main.text().collect::<String>());
            let amounts = document.cells.iter().filter(|cell| is_amount(cell));
            for cell in amounts {
                assert!(
                    shown.contains(cell.as_str()),
                    "{}: {path}: {cell:?} is not on the page",
                    fixture.name
                );
                count += 1;
            }
            assert_eq!(document.html, [] as [&str; 0], "{path}");
        }
    }
    assert!(count > 1_000, "{count}");
}

/// Whether a cell is a single number with its sign or unit.
fn is_amount(cell: &str) -> bool {
    !cell.contains(' ') && cell.contains(|letter: char| letter.is_ascii_digit())
}

#[test]
fn tables_have_as_many_cells_in_each_row_as_in_their_heads() {
    let (mut tables, site) = (0, MARKET.sources());
    for (path, _, twin) in pairs(&site) {
        let mut columns = None;
        for line in twin.lines() {
            let is_row = line.starts_with("| ");
            let count = is_row.then(|| line.replace("\\|", "").matches('|').count());
            if let (Some(expected), Some(count)) = (columns, count) {
                assert_eq!(count, expected, "{path}: {line}");
            }
            tables += usize::from(columns.is_none() && count.is_some());
            columns = if is_row { columns.or(count) } else { None };
        }
    }
    assert!(tables > 100, "{tables}");
}

#[test]
fn front_matter_says_what_the_page_is() {
    let site = support::Site::new()
        .file("site.toml", "base_url = \"https://a.example/sub/\"\n[lints]\nprofile = \"foreign\"\n")
        .file(
            "models/a/b.toml",
            "name = \"B: \\\"x\\\"\"\nid = \"a/B\"\nretires = 2027-01-06\ncost = { input = 1, output = 2 }\n[sources.cost]\nchecked = 2026-11-02\n",
        );
    site.build().exits(0);
    let twin = site.page("models/a/b/index.md");
    for line in [
        "---\ntitle: \"B: \\\"x\\\"\"\n",
        "\nid: \"a/B\"\nkey: \"models/a/b\"\nstatus: deprecated\nprice_state: known\n",
        "\ncanonical: \"https://a.example/sub/models/a/b/\"\nchecked: 2026-11-02\n---\n",
        "| Input | $1.00 |",
    ] {
        assert!(twin.contains(line), "{line}\n{twin}");
    }
    let page = site.page("models/a/b/index.html");
    for link in [
        "<link rel=\"alternate\" type=\"text/markdown\" href=\"../../../models/a/b/index.md\"",
        "<link rel=\"describedby\" href=\"../../../llms.txt\">",
        "data-copy data-what=\"page as Markdown\"",
    ] {
        assert!(page.contains(link), "{link}");
    }
    assert!(!site.page("404.html").contains("text/markdown"));
}

#[test]
fn settings_switch_what_is_written() {
    let site = |outputs: &str| {
        let settings = format!(
            "base_url = \"https://a.example/\"\n[lints]\nprofile = \"foreign\"\n[outputs]\n{outputs}"
        );
        let site = market().file("site.toml", settings);
        site.build().exits(0);
        let paths: BTreeSet<String> = support::tree(&site.path("dist")).into_keys().collect();
        paths
    };
    let (all, none) = (
        site("offer_markdown = true\nparty_feeds = true"),
        site("markdown = false\nllms = false\nfeed = false\ncalendar = false"),
    );
    for path in [
        "index.md",
        "models/acme/large/index.md",
        "providers/relay/acme/small/index.md",
        "llms.txt",
        "llms-full.txt",
        "feed.xml",
        "models/acme/feed.xml",
        "providers/relay/feed.xml",
        "calendar.ics",
    ] {
        assert!(all.contains(path), "{path}");
        assert!(!none.contains(path), "{path}");
    }
    let ends = |path: &&String| [".md", ".ics", "feed.xml", "llms.txt"].iter().any(|end| path.ends_with(end));
    assert_eq!(none.iter().find(ends), None);
    let default = site("");
    assert!(
        !default.contains("providers/relay/acme/small/index.md") && !default.contains("models/acme/feed.xml")
    );
}

#[test]
fn a_site_changes_its_markdown_by_templates() {
    let site = Site::plain()
        .file(
            "templates/markdown/model.md",
            "{% extends \"builtin/markdown/model.md\" %}{% block facts %}Own: {{ model.id | code }} {{ model.key }}{% endblock %}",
        )
        .file("templates/markdown/component/facts.md", "{% component md.facts(facts: array) %}none{% endcomponent %}");
    site.build().exits(0);
    assert!(site.page("models/acme/plain/index.md").contains("\n\nOwn: `acme/plain` models/acme/plain\n\n"));
    let broken = Site::plain().file("templates/markdown/model.md", "# {{ model.nope }}");
    broken.build().exits(1).says("markdown/model.md:1:").says("nope");
    broken.check().exits(1).says("nope");
}

#[test]
fn agents_find_the_markdown_by_llms_txt() {
    let large =
        Site::new().file("site.toml", "base_url = \"https://a.example/\"\n[lints]\nprofile = \"foreign\"\n");
    for number in 0..201 {
        large.put(&format!("models/acme/m{number}.toml"), "name = \"M\"\n");
    }
    for (site, has_models) in [(market(), true), (large, false)] {
        site.build().exits(0);
        let text = site.page("llms.txt");
        let document = Document::read(&text);
        assert!(text.starts_with("# ") && text.lines().nth(2).unwrap().starts_with("> "), "{text}");
        assert_eq!(document.headings.contains(&"Models".to_owned()), has_models, "{text}");
        assert_eq!(document.headings.contains(&"Authors".to_owned()), !has_models, "{text}");
        assert!(document.links.iter().any(|link| link.ends_with("/index.md")), "{text}");
        for link in &document.links {
            let path = link.trim_start_matches("./");
            let path = path.trim_start_matches("https://models.example.org/catalogue/");
            let path = path.trim_start_matches("https://a.example/");
            let file = site.path("dist").join(path);
            assert!(file.is_file() || file.join("index.html").is_file(), "{link}");
        }
        assert_eq!(site.path("dist/models/acme/llms.txt").exists(), !has_models);
        assert_eq!(site.path("dist/llms-full.txt").exists(), has_models);
    }
}

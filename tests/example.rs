//! The example site, read as a visitor and as a sceptic: every figure on a page is held against the file it comes from.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use modelpress::domain::PartialDate;
use rust_decimal::Decimal;
use scraper::{ElementRef, Html, Selector};
use support::run_in;
use tempfile::TempDir;

/// The example site, built once.
fn site() -> &'static Path {
    static SITE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = SITE.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let out = folder.path().join("site");
        run_in(
            Path::new("."),
            &["build", "--strict", "--today", "2026-11-23", "--output", out.to_str().unwrap()],
        )
        .exits(0);
        (folder, out)
    });
    path
}

fn pages() -> BTreeMap<String, Html> {
    let files = support::tree(site()).into_iter().filter(|(path, _)| path.ends_with(".html"));
    files.map(|(path, bytes)| (path, Html::parse_document(&String::from_utf8(bytes).unwrap()))).collect()
}

fn page(path: &str) -> Html {
    Html::parse_document(&fs::read_to_string(site().join(path)).unwrap())
}

fn select<'a>(html: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(css).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The facts that a page states of its own record: name, exact value, text.
fn facts(html: &Html) -> Vec<(String, String, String)> {
    let elements = select(html, "[data-fact]").into_iter();
    let own = elements.filter(|element| {
        let around = element.ancestors().filter_map(ElementRef::wrap);
        !std::iter::once(*element).chain(around).any(|outer| outer.attr("data-record").is_some())
    });
    own.map(|element| {
        let value = element.attr("value").or(element.attr("datetime")).unwrap();
        (element.attr("data-fact").unwrap().to_owned(), value.to_owned(), text(element))
    })
    .collect()
}

#[test]
fn gpt_4o_mini_has_every_fact_of_the_page_that_inspired_it() {
    let html = page("models/openai/gpt-4o-mini/index.html");
    let facts = facts(&html);
    let wanted = [
        ("id", "openai/gpt-4o-mini", "openai/gpt-4o-mini"),
        ("cost.input", "0.15", "$0.15"),
        ("cost.output", "0.6", "$0.60"),
        ("cost.cache_read", "0.075", "$0.075"),
        ("cost.cache_write", "0.15", "$0.15"),
        ("limit.context", "128000", "128K"),
        ("limit.output", "16384", "16K"),
        ("added", "2024-07-18", "Jul 18, 2024"),
        ("policy.retention_days", "30", "30 days"),
        ("policy.used_for_training", "false", "No"),
        ("policy.location", "US", "United States"),
        ("computed.estimate[0].total", "0.021", "$0.0210"),
        ("computed.estimate[1].total", "0.21", "$0.21"),
        ("computed.estimate[2].total", "2.1", "$2.10"),
        ("computed.cache_saving", "50", "50%"),
        ("computed.words", "96000", "96,000"),
    ];
    for (name, value, words) in wanted {
        let found =
            facts.iter().any(|(n, v, t)| (n.as_str(), v.as_str(), t.as_str()) == (name, value, words));
        let near: Vec<_> = facts.iter().filter(|(n, ..)| n == name).collect();
        assert!(found, "{name} = {value} ({words}) is not on the page; there is {near:?}");
    }
    let links: Vec<_> = select(&html, "a[href]").into_iter().filter_map(|a| a.attr("href")).collect();
    for end in [
        "models/openai/gpt-4o/",
        "models/openai/gpt-3.5-turbo/",
        "capabilities/vision/",
        "capabilities/tool-calling/",
        "capabilities/prompt-caching/",
        "tags/multimodal/",
    ] {
        assert!(links.iter().any(|link| link.ends_with(end)), "no link to {end}");
    }
    let words = text(html.root_element());
    for part in
        ["Chat completions", "https://router.requesty.ai/v1", "REQUESTY_API_KEY", "not affiliated", "Closed"]
    {
        assert!(words.contains(part), "the page does not say {part:?}");
    }
    for wrong in ["171", "90%", "newest"] {
        assert!(!words.contains(wrong), "the page says {wrong:?}");
    }
}

/// A value in a TOML file by the path that a fact has for a name.
fn lookup(table: &toml::Table, fact: &str) -> Option<toml::Value> {
    let mut at = toml::Value::Table(table.clone());
    for part in fact.split('.') {
        let (key, index) = part.split_once('[').map_or((part, None), |(key, index)| (key, Some(index)));
        at = at.get(key)?.clone();
        if let Some(index) = index {
            at = at.get(index.trim_end_matches(']').parse::<usize>().ok()?)?.clone();
        }
    }
    Some(at)
}

/// Whether the exact value on the page is that of the file; numbers are compared as decimals with the digits of the file.
fn agrees(value: &toml::Value, raw: &str, page: &str) -> bool {
    match value {
        toml::Value::Float(_) | toml::Value::Integer(_) => {
            let page: Decimal = page.parse().unwrap();
            let plain = Decimal::from_str_exact(&value.to_string()).ok();
            plain == Some(page) || raw.contains(&page.to_string())
        }
        toml::Value::Array(items) => items.iter().all(|item| page.contains(item.as_str().unwrap_or("\0"))),
        toml::Value::String(text) => text == page,
        other => other.to_string() == page,
    }
}

#[test]
fn every_figure_on_the_page_of_a_record_equals_its_file() {
    let mut checked = 0;
    for entry in walkdir::WalkDir::new("models").into_iter().map(Result::unwrap) {
        let path = entry.path();
        if path.extension().is_none_or(|ending| ending != "toml") || path.ends_with("author.toml") {
            continue;
        }
        let raw = fs::read_to_string(path).unwrap();
        let table: toml::Table = raw.parse().unwrap();
        let author = fs::read_to_string(path.parent().unwrap().join("author.toml")).unwrap_or_default();
        let author: toml::Table = author.parse().unwrap();
        let route = path.with_extension("").display().to_string().to_lowercase();
        let html = page(&format!("{route}/index.html"));
        let facts = facts(&html);
        let ids = facts.iter().filter(|(name, ..)| name == "id").count();
        assert_eq!(ids, 1, "{route} states its id once");
        for (name, value, _) in
            facts.iter().filter(|(name, ..)| name != "id" && !name.starts_with("computed."))
        {
            let found = lookup(&table, name).or_else(|| lookup(&author, name));
            let found = found.unwrap_or_else(|| panic!("{route}: `{name}` is not in the file"));
            assert!(
                agrees(&found, &raw, value),
                "{route}: `{name}` is {found} in the file and {value} on the page"
            );
            checked += 1;
        }
    }
    assert!(checked > 500, "only {checked} figures were compared");
}

/// What the columns of a list say, as paths in the file; a list says the day of the listing, else of the release.
const COLUMNS: [(&str, &[&str]); 6] = [
    ("context", &["limit.context"]),
    ("max", &["limit.output"]),
    ("input", &["cost.input"]),
    ("output", &["cost.output"]),
    ("cached", &["cost.cache_read"]),
    ("added", &["added", "release_date"]),
];

#[test]
fn every_figure_in_a_row_of_the_list_equals_its_file() {
    let html = page("models/index.html");
    let mut checked = 0;
    for row in select(&html, "tbody tr") {
        let id = row.select(&Selector::parse(".id").unwrap()).next().unwrap();
        let key = format!("models/{}", text(id));
        let raw = fs::read_to_string(format!("{key}.toml")).unwrap();
        let table: toml::Table = raw.parse().unwrap();
        for (column, facts) in COLUMNS {
            let cell = row.select(&Selector::parse(&format!(".c-{column}")).unwrap()).next().unwrap();
            let words = text(cell);
            let shown = cell.attr("title").map_or(words.clone(), |title| title.replace(" tokens", ""));
            let Some(value) = facts.iter().find_map(|fact| lookup(&table, fact)) else {
                let Some(price) = words.strip_prefix('$') else { continue };
                // A model that is paid by another unit shows that price.
                let digits = price.split(' ').next().unwrap();
                assert!(
                    price.contains(" per ") && raw.contains(digits),
                    "{key}: {column} is {words}, and the file has none"
                );
                continue;
            };
            let digits = shown.replace(['$', ','], "");
            let is_equal = match &value {
                toml::Value::String(_) | toml::Value::Datetime(_) => {
                    words == PartialDate::read(value.to_string().trim_matches('"')).unwrap().to_string()
                }
                number if ["Free", "Not applicable"].contains(&&*words) => agrees(number, &raw, "0"),
                number => digits.parse::<Decimal>().is_ok() && agrees(number, &raw, &digits),
            };
            assert!(is_equal, "{key}: {column} is {shown}");
            checked += 1;
        }
    }
    assert!(checked > 150, "only {checked} figures were compared");
}

/// Where a link on a page leads: the file in the site, and the fragment.
fn target(page: &str, link: &str) -> Option<(String, Option<String>)> {
    let base = url::Url::parse("http://site.example/").unwrap().join(page).unwrap();
    let url = base.join(link).unwrap();
    if url.host_str() != Some("site.example") {
        return None;
    }
    let path = url.path().trim_start_matches('/').to_owned();
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
    Some((file, url.fragment().map(str::to_owned)))
}

#[test]
fn every_link_and_fragment_resolves_and_every_page_is_reached_by_links_alone() {
    let pages = pages();
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    let mut ahead = vec!["index.html".to_owned()];
    while let Some(at) = ahead.pop() {
        let html = &pages[&at];
        for link in select(html, "[href], [src]").iter().filter_map(|e| e.attr("href").or(e.attr("src"))) {
            let Some((file, fragment)) = target(&at, link) else { continue };
            assert!(site().join(&file).is_file(), "{at} links to {link}, and {file} is not there");
            if let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) {
                let there =
                    select(&pages[&file], "[id]").iter().any(|e| e.attr("id") == Some(fragment.as_str()));
                assert!(there, "{at} links to {link}, and there is no #{fragment}");
            }
            if file.ends_with(".html") && reached.insert(file.clone()) {
                ahead.push(file);
            }
        }
    }
    let lost: Vec<_> = pages.keys().filter(|page| !reached.contains(*page)).collect();
    let aliases = ["404.html"];
    let lost: Vec<_> = lost
        .into_iter()
        .filter(|page| {
            !aliases.contains(&page.as_str()) && select(&pages[*page], "meta[http-equiv=refresh]").is_empty()
        })
        .collect();
    assert!(lost.is_empty(), "no link leads to {lost:?}");
}

#[test]
fn every_page_is_marked_as_an_example_and_asks_not_to_be_indexed() {
    for (path, html) in pages() {
        if !select(&html, "meta[http-equiv=refresh]").is_empty() {
            continue;
        }
        assert!(text(html.root_element()).contains("not affiliated"), "{path}");
        let robots = select(&html, "meta[name=robots]");
        assert!(
            robots.iter().any(|meta| meta.attr("content").is_some_and(|words| words.contains("noindex"))),
            "{path}"
        );
    }
}

#[test]
fn no_page_runs_or_styles_inline_and_no_mojibake_is_published() {
    for (path, html) in pages() {
        assert!(select(&html, "[style], [onclick], [onload], style").is_empty(), "{path}");
        let scripts = select(&html, "script:not([src])");
        let is_data = |kind: Option<&str>| matches!(kind, Some("application/ld+json" | "application/json"));
        assert!(scripts.iter().all(|script| is_data(script.attr("type"))), "{path}");
        for script in scripts {
            serde_json::from_str::<serde_json::Value>(&script.inner_html()).unwrap();
        }
        let words = text(html.root_element());
        for broken in ["\u{fffd}", "Ã", "â€", "ðŸ", "πŸ", "β€", "undefined", "None,"] {
            assert!(!words.contains(broken), "{path} says {broken:?}");
        }
    }
}

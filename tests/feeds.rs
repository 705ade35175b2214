//! The feed and the calendar, read by the packages that programs read them with.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;
#[path = "snippets/tools.rs"]
mod tools;

use serde_json::{Value, json};
use support::Site;
use tools::{Tools, run};

/// Every sort of name: characters of XML, of iCalendar, long and wide ones.
const NAME: &str =
    "A <b>&amp; ]]> \"C\"; one, two \\\\ 通义千问 éééééééééééééééééééééééééééééééééééééééééééé";

fn change(key: &str, what: &str, facts: &Value, more: &[(&str, bool)]) -> Value {
    let mut change = json!({
        "key": key, "id": key, "name": "Old name", "party": "A", "what": what, "renamed_from": null,
        "facts": facts, "is_unsourced": false,
    });
    for (name, value) in more {
        change[name] = json!(value);
    }
    change
}

fn price(old: &str, new: &str, percent: &str) -> Value {
    let value = |text: &str| json!({ "value": text, "text": format!("${text}") });
    json!([{ "fact": "cost.input", "label": "Input", "group": "price", "old": value(old), "new": value(new), "percent": percent }])
}

fn site() -> Site {
    let name = serde_json::to_string(NAME).unwrap();
    let sourced = "cost = { input = 1, output = 2 }\n[sources.cost]\nurl = \"https://a.example/prices\"\nchecked = 2026-11-01\n";
    let status = json!([{
        "fact": "status", "label": "Status", "group": "lifecycle", "percent": null,
        "old": { "value": "active", "text": "Active" }, "new": { "value": "beta", "text": "Preview" },
    }]);
    let changes = |day: &str, records: &[Value]| {
        json!({ "format": 1, "date": day, "records": records, "pages_removed": [] }).to_string()
    };
    Site::new()
        .file("site.toml", "title = \"T & U\"\nbase_url = \"https://a.example/sub/\"\n[lints]\nprofile = \"foreign\"\n[outputs]\nparty_feeds = true\n")
        .file("models/a/one.toml", format!("name = {name}\nadded = 2026-01-02\nsuccessor = \"a/two\"\ndeprecated = 2026-05-01\nretires = \"2027-02\"\n"))
        .file("models/a/two.toml", format!("name = \"Two\"\nadded = 2026-03-04\n{sourced}"))
        .file("models/a/three.toml", "name = \"Three\"\nrelease_date = \"2026-02\"\nretires = 2026-06-07\ncost = { input = 1, output = 2 }\n")
        .file("models/z/far.toml", "name = \"Far\"\nadded = 2027-01-01\n")
        .file("changes/2026-11-10.json", changes("2026-11-10", &[
            change("models/a/two", "changed", &price("2", "1", "-50"), &[]),
            change("models/a/three", "changed", &price("2", "1", "-50"), &[]),
            change("models/a/one", "changed", &price("9", "1", "-88"), &[("is_correction", true)]),
        ]))
        .file("changes/2026-11-12.json", changes("2026-11-12", &[
            change("models/a/two", "changed", &price("1", "1.5", "50"), &[("is_unsourced", true)]),
            change("models/a/three", "changed", &status, &[]),
            change("models/a/two", "added", &json!([]), &[]),
            change("models/gone", "changed", &price("1", "2", "100"), &[]),
        ]))
}

fn read(site: &Site, feed: &str) -> Value {
    let tools = std::env::var_os("MODELPRESS_TEST_TOOLS")
        .map_or_else(|| "target/test-tools".into(), std::path::PathBuf::from);
    let python = std::path::absolute(tools.join("feeds/bin/python")).unwrap();
    assert!(python.exists(), "install the tests' tools with: sh tests/tools.sh");
    let mut command = std::process::Command::new(python);
    command.arg("tests/feeds/read.py").arg(site.path("dist").join(feed)).arg(site.path("dist/calendar.ics"));
    serde_json::from_str(&run(&mut command)).unwrap()
}

#[test]
fn readers_of_feeds_see_what_is_new_and_what_changed() {
    Tools::find();
    let site = site();
    site.build().exits(0);
    let read_feed = read(&site, "feed.xml");
    assert_eq!((&read_feed["mistake"], &read_feed["version"]), (&Value::Null, &json!("atom10")));
    assert_eq!(read_feed["updated"], "2026-11-12T00:00:00Z");
    let lines = |feed: &Value| -> Vec<String> {
        let entries = feed["entries"].as_array().unwrap().iter();
        entries
            .map(|entry| {
                format!(
                    "{} {}",
                    entry["updated"].as_str().unwrap().split('T').next().unwrap(),
                    entry["title"].as_str().unwrap()
                )
            })
            .collect()
    };
    let expected = [
        "2026-11-12 Status: Three by a",
        "2026-11-12 Listing updated: Two by a, Input $1 to $1.5 (+50%)",
        "2026-11-10 Listing updated: Three by a, Input $2 to $1 (-50%)",
        "2026-11-10 Price cut: Two by a, Input $2 to $1 (-50%)",
        "2026-06-07 Retired: Three by a",
        &format!("2026-05-01 Deprecated: {NAME} by a"),
        "2026-03-04 New: Two by a",
        &format!("2026-01-02 New: {NAME} by a"),
    ];
    assert_eq!(lines(&read_feed), expected);
    let first = &read_feed["entries"][7];
    assert_eq!(first["id"], "tag:a.example,2026-01-02:new:models/a/one");
    assert_eq!(first["link"], "https://a.example/sub/models/a/one/");
    assert_eq!(lines(&read(&site, "models/a/feed.xml")), expected);
    assert!(lines(&read(&site, "models/z/feed.xml")).is_empty());
}

#[test]
fn readers_of_calendars_see_what_ends() {
    let site = site();
    site.build().exits(0);
    let events = read(&site, "feed.xml")["events"].clone();
    let name = NAME;
    let expected = json!([
        {
            "uid": "models/a/one/deprecated@a.example", "summary": format!("{name} by a: deprecated"),
            "description": "It still works; avoid it in new projects. Move to Two. ID: a/one",
            "from": "2026-05-01", "until": "2026-05-02", "stamp": "2026-01-02T00:00:00+00:00", "mistakes": [],
        },
        {
            "uid": "models/a/three/retires@a.example", "summary": "Three by a: shutdown",
            "description": "Requests fail after this date. ID: a/three",
            "from": "2026-06-07", "until": "2026-06-08", "stamp": "2026-02-01T00:00:00+00:00", "mistakes": [],
        },
        {
            "uid": "models/a/one/retires@a.example", "summary": format!("{name} by a: shutdown"),
            "description": "Requests fail after this date. Move to Two. ID: a/one",
            "from": "2027-02-01", "until": "2027-03-01", "stamp": "2026-01-02T00:00:00+00:00", "mistakes": [],
        },
    ]);
    assert_eq!(events, expected);
    let file = site.page("calendar.ics");
    assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{file}");
}

/// The texts of the children of an element that have a name, in its own namespace.
fn texts<'a>(element: roxmltree::Node<'a, '_>, name: &str) -> Vec<&'a str> {
    let space = element.tag_name().namespace();
    let named = element
        .children()
        .filter(|child| child.tag_name().name() == name && child.tag_name().namespace() == space);
    named.map(|child| child.text().unwrap_or_default()).collect()
}

/// A year, a month or a day, as W3C writes them.
fn is_date(text: &str) -> bool {
    let rest = "2000-01-01".get(text.len()..).filter(|_| [4, 7, 10].contains(&text.len()));
    rest.is_some_and(|rest| format!("{text}{rest}").parse::<jiff::civil::Date>().is_ok())
}

#[test]
fn every_file_of_xml_is_well_formed_and_has_what_its_format_asks_for() {
    const ATOM: &str = "http://www.w3.org/2005/Atom";
    const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
    for site in [site(), support::fixture::MARKET.sources()] {
        site.build().exits(0);
        let files = support::tree(&site.path("dist"));
        let files = files.iter().filter(|(path, _)| path.ends_with(".xml") || path.ends_with(".svg"));
        let (mut feeds, mut pages) = (0, 0);
        for (path, bytes) in files {
            let text = std::str::from_utf8(bytes).unwrap();
            let document = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            let root = document.root_element();
            match (root.tag_name().name(), root.tag_name().namespace()) {
                ("feed", Some(ATOM)) => {
                    for element in std::iter::once(root)
                        .chain(root.children().filter(|it| it.has_tag_name((ATOM, "entry"))))
                    {
                        for name in ["id", "title", "updated"] {
                            assert_eq!(texts(element, name).len(), 1, "{path}: {name}");
                        }
                        assert!(texts(element, "updated")[0].parse::<jiff::Timestamp>().is_ok(), "{path}");
                        assert!(url::Url::parse(texts(element, "id")[0]).is_ok(), "{path}");
                    }
                    assert!(texts(root, "author").len() == 1, "{path}");
                    let entries = root.children().filter(|it| it.has_tag_name((ATOM, "entry")));
                    let mut ids: Vec<&str> = entries.map(|entry| texts(entry, "id")[0]).collect();
                    let count = ids.len();
                    ids.sort_unstable();
                    ids.dedup();
                    assert_eq!(ids.len(), count, "{path}: every entry has an id of its own");
                    feeds += 1;
                }
                ("urlset", Some(SITEMAP)) => {
                    for entry in root.children().filter(roxmltree::Node::is_element) {
                        assert!(entry.has_tag_name((SITEMAP, "url")), "{path}");
                        let [address] = texts(entry, "loc")[..] else { panic!("{path}: one address each") };
                        assert!(url::Url::parse(address).is_ok() && address.len() < 2_048, "{address}");
                        assert!(texts(entry, "lastmod").iter().all(|day| is_date(day)), "{path}: {address}");
                        pages += 1;
                    }
                }
                ("svg", Some("http://www.w3.org/2000/svg")) => {}
                other => panic!("{path}: {other:?}"),
            }
        }
        assert!(feeds > 1 && pages > 3, "{feeds} feeds, {pages} pages in sitemaps");
    }
}

//! Reads a built site as an outsider: every figure of every format is held against the TOML files, or against `index.json` where these are
//! not at hand. This room shares no code with the stages that make a site; it knows the formats by their documentation alone.

mod api;
mod calculator;
mod calendar;
mod column;
mod computed;
mod exact;
mod feeds;
mod files;
mod index;
mod json;
mod known;
mod linked;
mod list;
mod news;
mod page;
mod report;
mod rows;
mod search;
mod table;
mod twin;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use scraper::Html;

use api::{Api, sold};
use feeds::Feed;
use json::Json;
use known::Known;
pub use known::Truth;
use page::Page;
pub use report::{Difference, Format, Report, Side};

/// The files of a built site.
pub struct Files<'a> {
    /// Their paths, with `/` between folders.
    pub paths: BTreeSet<String>,
    /// Reads one of them.
    pub read: &'a (dyn Fn(&str) -> Option<Vec<u8>> + Sync),
}

/// Compares a site with the files that it was made of; `None` compares its formats with `index.json` of each record.
pub fn verify(files: &Files<'_>, truth: Option<Truth>) -> Report {
    let mut report = Report::default();
    listed(files, &mut report);
    let documents = documents(files, &mut report);
    let is_own = truth.is_none();
    let mut truth = truth.unwrap_or_else(|| of_site(&documents, files));
    for (path, _, said) in &documents {
        report.hold(Format::Json, said.url == path.trim_end_matches("index.json"), || {
            (Side::new(path, "url", Some(&said.url)), Side::new(path, "file", Some(path)))
        });
        if let Some(known) = truth.records.get_mut(&said.key) {
            known.cost_of.clone_from(&said.cost_of);
        }
    }
    let truth = &truth;
    if !is_own {
        let compared = documents.par_iter().map(|(_, json, said)| {
            let mut report = Report::default();
            index::compare(json, said, truth, &mut report);
            report
        });
        report = compared.collect::<Vec<_>>().into_iter().fold(report, Report::merge);
    }
    records(files, truth, &mut report);
    let of_records = documents.iter().map(|(path, ..)| path.as_str()).collect();
    list::compare(files, &of_records, truth, &mut report);
    lists(files, truth, &mut report);
    whole::compare(files, truth, &mut report);
    pages(files, truth, report)
}

/// Reads a document of JSON, and notes one that cannot be read.
fn read_json(files: &Files<'_>, path: &str, format: Format, report: &mut Report) -> Option<Json> {
    let json = Json::read(&(files.read)(path)?);
    if json.is_none() {
        let side = |what| Side::new(path, "file", Some(what));
        report.differs(format, side("cannot be read"), side("JSON"));
    }
    json
}

/// What `build.json` lists must be there.
fn listed(files: &Files<'_>, report: &mut Report) {
    let Some(list) = files.paths.get("build.json").and_then(|path| (files.read)(path)) else { return };
    let list = Json::read(&list);
    for (path, _) in list.as_ref().and_then(|list| list.get("files")).map_or(&[][..], Json::members) {
        if !files.paths.contains(path) {
            let found = Side::new(path, "file", None);
            report.differs(format_of(path), found, Side::new("build.json", path.as_str(), Some("listed")));
        }
    }
}

fn format_of(path: &str) -> Format {
    match path.rsplit('.').next().unwrap_or_default() {
        "md" => Format::Markdown,
        "csv" => Format::Csv,
        "ics" => Format::Calendar,
        "xml" => Format::Atom,
        "json" if path.starts_with("feeds/") => Format::Feeds,
        "json" if path.starts_with("data/") => Format::Search,
        "json" if path.ends_with("index.json") => Format::Json,
        "json" => Format::Api,
        _ => Format::Html,
    }
}

/// Every `index.json` of a model or an offer.
fn documents(files: &Files<'_>, report: &mut Report) -> Vec<(String, Json, Known)> {
    let paths: Vec<&String> = files.paths.iter().filter(|path| path.ends_with("/index.json")).collect();
    let read = paths.par_iter().map(|path| {
        let mut report = Report::default();
        let json = read_json(files, path, Format::Json, &mut report);
        // Other pages may have data of their own.
        let json = json.filter(|json| json.get("cost").is_some() && json.get("capabilities").is_some());
        let document = json.map(|json| {
            let said = index::read(path, &json);
            ((*path).clone(), json, said)
        });
        (document, report)
    });
    let mut documents = Vec::new();
    for (document, found) in read.collect::<Vec<_>>() {
        documents.extend(document);
        *report = std::mem::take(report).merge(found);
    }
    documents
}

/// What the documents of a site say, where no TOML files are at hand.
fn of_site(documents: &[(String, Json, Known)], files: &Files<'_>) -> Truth {
    let records: BTreeMap<String, Known> = documents
        .iter()
        .map(|(_, json, said)| {
            let mut known = said.clone();
            index::add_page(json, &mut known);
            // An author of whom only IDs tell has no page, and is in no table.
            known.author =
                known.author.take().filter(|_| json.at("author.url").and_then(Json::text).is_some());
            (known.key.clone(), known)
        })
        .collect();
    let has_providers = records.values().any(|known| known.provider.is_some());
    let api = files.paths.get("api.json").and_then(|path| Json::read(&(files.read)(path)?));
    let gateway = api.filter(|_| !has_providers).and_then(|api| Some(api.members().first()?.0.clone()));
    Truth { records, gateway, has_providers, ..Truth::default() }
}

/// Every record has its page and its document.
fn records(files: &Files<'_>, truth: &Truth, report: &mut Report) {
    for known in truth.records.values().filter(|_| truth.is_from_files) {
        for (name, format) in [("index.html", Format::Html), ("index.json", Format::Json)] {
            let path = format!("{}{name}", known.url);
            report.hold(format, files.paths.contains(&path), || {
                (Side::new(&path, "file", None), Side::new(&known.file, "key", Some(&known.key)))
            });
        }
    }
}

/// The files that list many records.
fn lists(files: &Files<'_>, truth: &Truth, report: &mut Report) {
    let sold = sold(truth);
    for path in files.paths.iter().map(String::as_str) {
        let bytes = || (files.read)(path);
        match path {
            "data/models.csv" | "data/offers.csv" => {
                if let Some(bytes) = bytes() {
                    table::compare(path, &bytes, path == "data/models.csv", truth, report);
                }
            }
            "data/search.json" | "data/offers.json" => {
                let parts = parts(files, path, report);
                search::compare(&parts, path == "data/search.json", truth, report);
            }
            "api.json" | "api-all.json" | "models.json" | "catalog.json" => {
                let Some(json) = read_json(files, path, Format::Api, report) else { continue };
                let api = Api { path, truth, sold: &sold };
                match path {
                    "models.json" => api.models(&json, "", report),
                    "catalog.json" => {
                        json.get("models")
                            .into_iter()
                            .for_each(|models| api.models(models, "models.", report));
                        let providers = json.get("providers").into_iter();
                        providers.for_each(|providers| api.providers(providers, "providers.", false, report));
                    }
                    _ => api.providers(&json, "", path == "api-all.json", report),
                }
            }
            "feeds/openai/v1/models" | "feeds/litellm.json" | "feeds/openrouter.json" => {
                let Some(json) = read_json(files, path, Format::Feeds, report) else { continue };
                let feed = Feed { path, truth, sold: &sold };
                match path {
                    "feeds/litellm.json" => feed.litellm(&json, report),
                    "feeds/openrouter.json" => feed.openrouter(&json, report),
                    _ => feed.openai(&json, report),
                }
            }
            _ if path == "feed.xml" || path.ends_with("/feed.xml") => {
                if let Some(bytes) = bytes() {
                    news::compare(path, &bytes, truth, report);
                }
            }
            "calendar.ics" => {
                if let Some(bytes) = bytes() {
                    calendar::compare(path, &bytes, truth, report);
                }
            }
            _ => {}
        }
    }
}

/// A file and its further parts: `data/search.json`, `data/search-2.json`.
fn parts(files: &Files<'_>, first: &str, report: &mut Report) -> Vec<(String, Json)> {
    let name = first.trim_end_matches(".json");
    let further =
        (2..).map(|part| format!("{name}-{part}.json")).take_while(|path| files.paths.contains(path));
    let paths = std::iter::once(first.to_owned()).chain(further);
    paths.filter_map(|path| Some((path.clone(), read_json(files, &path, Format::Search, report)?))).collect()
}

/// Every page, on all threads.
fn pages(files: &Files<'_>, truth: &Truth, report: Report) -> Report {
    let by_url: BTreeMap<&str, &Known> =
        truth.records.values().map(|known| (known.url.as_str(), known)).collect();
    let parties: BTreeMap<&str, &Known> =
        truth.parties.values().map(|known| (known.url.as_str(), known)).collect();
    let pages: Vec<&String> = files.paths.iter().filter(|path| path.ends_with(".html")).collect();
    let compared = pages.par_iter().map(|path| {
        let mut report = Report::default();
        let Some(bytes) = (files.read)(path) else { return report };
        let html = Html::parse_document(&String::from_utf8_lossy(&bytes));
        let url = path.trim_end_matches("index.html");
        let (record, party) = (by_url.get(url).copied(), parties.get(url).copied());
        let page = Page { path: path.as_str(), html, record, party };
        page.compare(truth, &mut report);
        linked::compare(&page, truth, &mut report);
        calculator::of_page(&page, truth, &mut report);
        let twin = path.strip_suffix(".html").map(|path| format!("{path}.md"));
        if let Some(twin) = twin.filter(|twin| files.paths.contains(twin))
            && let Some(bytes) = (files.read)(&twin)
        {
            twin::compare(&twin, &String::from_utf8_lossy(&bytes), &page, &mut report);
        }
        report
    });
    compared.collect::<Vec<_>>().into_iter().fold(report, Report::merge)
}

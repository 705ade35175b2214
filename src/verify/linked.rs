//! Structured data on pages: JSON-LD.

use super::exact::{figures, is_same};
use super::json::Json;
use super::known::{Known, Truth};
use super::page::{Page, words};
use super::report::{Format, Report, Side};
use crate::domain::rate::RATES;

/// Holds the structured data of a page against what is known, and its answers against the page.
pub(super) fn compare(page: &Page<'_>, truth: &Truth, report: &mut Report) {
    let scripts = page.select("script[type='application/ld+json']");
    for script in &scripts {
        let text: String = script.text().collect();
        let Some(json) = Json::read(text.as_bytes()) else {
            let side = |what| Side::new(page.path, "application/ld+json", Some(what));
            report.differs(Format::JsonLd, side("cannot be read"), side("JSON"));
            continue;
        };
        let graph = json.get("@graph").map_or(std::slice::from_ref(&json), Json::elements);
        for thing in graph {
            match (thing.get("@type").and_then(Json::text), page.record) {
                (Some("SoftwareApplication"), Some(record)) => {
                    application(page, thing, record, truth, report);
                }
                (Some("FAQPage"), _) => answers(page, thing, report),
                _ => {}
            }
        }
    }
    if let Some(record) = page.record.filter(|_| scripts.is_empty()) {
        let found = Side::new(page.path, "application/ld+json", None);
        report.differs(Format::JsonLd, found, Side::new(&record.file, "name", Some(&record.name)));
    }
}

fn application(page: &Page<'_>, thing: &Json, record: &Known, truth: &Truth, report: &mut Report) {
    let text = |path: &str| thing.at(path).and_then(Json::text);
    let mut hold = |path: &str, found: Option<&str>, of: &Known, fact: &str, expected: Option<&str>| {
        let found = Side::new(page.path, format!("JSON-LD {path}"), found);
        report.compare(Format::JsonLd, found, Side::new(&of.file, fact, expected));
    };
    hold("identifier", text("identifier"), record, "id", Some(&record.id));
    hold("name", text("name"), record, "name", Some(&record.name));
    let released = record.fact("release_date").filter(|_| !record.has_no_file);
    hold("datePublished", text("datePublished"), record, "release_date", released);
    let priced = truth.priced(record);
    let cost = |key: &str| priced.cost.get(key).map(String::as_str);
    if thing.get("offers").is_some() {
        hold("offers.priceCurrency", text("offers.priceCurrency"), priced, "cost.currency", cost("currency"));
        if let Some(price) = text("offers.price") {
            let is_free = cost("state") == Some("free");
            hold("offers.price", Some(price), priced, "cost.state", is_free.then_some("0"));
        }
    }
    let listed = thing.at("offers.priceSpecification").map_or(&[][..], Json::elements);
    let is_priced = cost("state") == Some("priced") && !is_doubtful(priced);
    for rate in RATES.iter().filter(|_| is_priced || !listed.is_empty()) {
        let label = rate.kind.label();
        let entry = listed.iter().find(|entry| {
            let unit = entry.at("referenceQuantity.unitText").and_then(Json::text);
            entry.get("name").and_then(Json::text) == Some(&*label) && unit == Some("tokens")
        });
        let price = entry.and_then(|entry| entry.get("price")).and_then(Json::text);
        let key = rate.kind.key();
        hold(&format!("offers price {label}"), price, priced, &format!("cost.{key}"), cost(&key));
    }
    units(page, listed, priced, report);
}

/// Prices that are not per token stand in the order of the file.
fn units(page: &Page<'_>, listed: &[Json], priced: &Known, report: &mut Report) {
    let is_token =
        |entry: &&Json| entry.at("referenceQuantity.unitText").and_then(Json::text) != Some("tokens");
    for (index, entry) in listed.iter().filter(is_token).enumerate() {
        for (key, path) in [("price", "price"), ("per", "referenceQuantity.value")] {
            let fact = format!("units[{index}].{key}");
            let found = entry.at(path).and_then(Json::text);
            let found = Side::new(page.path, format!("JSON-LD offers {fact}"), found);
            let expected = priced.cost.get(&fact).map(String::as_str);
            report.compare(Format::JsonLd, found, Side::new(&priced.file, format!("cost.{fact}"), expected));
        }
    }
}

/// Whether every price is zero and nothing says why, which is no offer to sell.
pub(super) fn is_doubtful(priced: &Known) -> bool {
    let is_told = |key: &str| {
        let is_unit = (key.starts_with("units[") && key.ends_with(".price"))
            || (key.starts_with("other[") && key.ends_with(".amount"));
        is_unit || key == "input" || key == "output"
    };
    let mut told = priced.cost.iter().filter(|(key, _)| is_told(key));
    told.all(|(_, price)| is_same(price, "0"))
}

/// An answer has the figures that the page shows below its question.
fn answers(page: &Page<'_>, thing: &Json, report: &mut Report) {
    let whole: Vec<String> = page.select("main").into_iter().flat_map(|main| figures(&words(main))).collect();
    for question in thing.get("mainEntity").map_or(&[][..], Json::elements) {
        let text = question.at("acceptedAnswer.text").and_then(Json::text).unwrap_or_default();
        let name = question.get("name").and_then(Json::text).unwrap_or_default();
        for figure in figures(text) {
            report.hold(Format::JsonLd, whole.contains(&figure), || {
                let found = Side::new(page.path, format!("JSON-LD answer to {name}"), Some(&figure));
                (found, Side::new(page.path, "main", None))
            });
        }
    }
}

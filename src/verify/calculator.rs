//! What the calculator of monthly costs works with: its prices are those of the record.

use super::json::Json;
use super::known::{Known, Truth};
use super::page::Page;
use super::report::{Format, Report, Side};
use crate::domain::text::capital;

/// The kinds of prices by their keys in the calculator and in the file.
const KINDS: [(&str, &str); 3] = [("input", "input"), ("output", "output"), ("cache", "cache_read")];

/// A calculator, with the place that it stands at.
struct Subject<'a> {
    format: Format,
    path: &'a str,
    at: String,
    priced: &'a Known,
}

/// Holds the calculator of a page: that of a record, or of each record that it compares.
pub(super) fn of_page(page: &Page<'_>, truth: &Truth, report: &mut Report) {
    for script in page.select("script[type='application/json']") {
        let text: String = script.text().collect();
        let Some(json) = Json::read(text.as_bytes()) else { continue };
        for subject in json.elements() {
            let key = subject.get("key").and_then(Json::text);
            let known = key.and_then(|key| truth.records.get(key)).or(page.record);
            if let Some(known) = known.filter(|_| subject.get("currency").is_some()) {
                compare(subject, (Format::Html, page.path), known, truth, report);
            }
        }
    }
}

/// Holds a calculator against the record that it is of.
pub(super) fn compare(
    json: &Json,
    (format, path): (Format, &str),
    known: &Known,
    truth: &Truth,
    report: &mut Report,
) {
    let priced = truth.priced(known);
    let subject = Subject { format, path, at: "calculator".to_owned(), priced };
    subject.hold(json, "currency", "currency", priced.cost.get("currency").map(String::as_str), report);
    let context = known.fact("limit.context").filter(|context| *context != "0");
    if json.get("services").is_some() {
        let found = subject.side(json, "context");
        report.compare(format, found, Side::new(&known.file, "limit.context", context));
    }
    let services = json.get("services").map_or(&[][..], Json::elements);
    for service in services {
        subject.service(service, report);
    }
    if !services.is_empty() {
        let count = expected_services(priced).to_string();
        let found = Side::new(path, "calculator.services", Some(&services.len().to_string()));
        report.compare(format, found, Side::new(&priced.file, "cost", Some(&count)));
    }
    subject.units(json, report);
}

/// The standard service, and one for each level of service, each window of hours and each mode.
fn expected_services(priced: &Known) -> usize {
    let is_name = |key: &&String| {
        !key.starts_with("modes.")
            && ((key.starts_with("service_tiers[")
                && key.matches('.').count() == 1
                && key.ends_with("].name"))
                || (key.starts_with("windows[") && key.matches('.').count() == 1 && key.ends_with("].utc")))
    };
    let of_modes = priced.cost.keys().filter(|key| key.starts_with("modes.") && key.ends_with(".state"));
    1 + priced.cost.keys().filter(is_name).count() + of_modes.count()
}

/// What the keys of the prices of a service begin with: `service_tiers[0].`.
fn prefix(priced: &Known, name: &str) -> Option<String> {
    if name == "Standard" {
        return Some(String::new());
    }
    let is_same = |word: &str| word.to_lowercase() == name.to_lowercase();
    let mut keys = priced.cost.iter();
    keys.find_map(|(key, value)| {
        let of_mode = key.strip_prefix("modes.").and_then(|rest| rest.strip_suffix(".state"));
        if of_mode.is_some_and(|mode| is_same(&format!("{mode} mode"))) {
            return key.strip_suffix("state").map(str::to_owned);
        }
        if key.starts_with("service_tiers[") && key.ends_with("].name") && is_same(value) {
            return key.strip_suffix("name").map(str::to_owned);
        }
        let is_window = key.starts_with("windows[") && key.ends_with("].utc");
        let at = key.trim_end_matches("utc");
        let days = priced.cost.get(&format!("{at}days")).map(String::as_str);
        let hours = format!("{} UTC{}", value.replacen('-', " to ", 1), in_words(days));
        (is_window && name.ends_with(&hours)).then(|| at.to_owned())
    })
}

/// Days of the week as a name of a service has them: ", Mon to Fri", ", Sat and Sun".
fn in_words(days: Option<&str>) -> String {
    let Some(days) = days else { return String::new() };
    let week = "mon,tue,wed,thu,fri,sat,sun";
    let names: Vec<String> = days.split(',').map(capital).collect();
    match names.as_slice() {
        [one] => format!(", {one}"),
        [first, .., last] if names.len() > 2 && week.contains(days) => format!(", {first} to {last}"),
        [most @ .., last] => format!(", {} and {last}", most.join(", ")),
        [] => String::new(),
    }
}

impl Subject<'_> {
    fn side(&self, json: &Json, at: &str) -> Side {
        let value = json.get(at).and_then(Json::scalar);
        Side::new(self.path, format!("{}.{at}", self.at), value.as_deref())
    }

    fn hold(&self, json: &Json, at: &str, fact: &str, expected: Option<&str>, report: &mut Report) {
        let expected = Side::new(&self.priced.file, format!("cost.{fact}"), expected);
        report.compare(self.format, self.side(json, at), expected);
    }

    fn cost(&self, key: &str) -> Option<&str> {
        self.priced.cost.get(key).map(String::as_str)
    }

    fn service(&self, service: &Json, report: &mut Report) {
        let name = service.get("name").and_then(Json::text).unwrap_or_default();
        let Some(prefix) = prefix(self.priced, name) else {
            let found = Side::new(self.path, "calculator.services", Some(name));
            report.differs(self.format, found, Side::new(&self.priced.file, "cost", None));
            return;
        };
        for level in service.get("levels").map_or(&[][..], Json::elements) {
            let above = level.get("above").and_then(Json::scalar).unwrap_or_default();
            let at = format!("{}.{name} above {above}", self.at);
            let inner = Subject { at, ..*self };
            inner.level(level, &prefix, &above, report);
        }
    }

    /// The prices of a level: its own, or those of the service where it has no tier of this size. What has no price of input or output costs
    /// what it does without conditions.
    fn level(&self, level: &Json, prefix: &str, above: &str, report: &mut Report) {
        let tier = (0..self.priced.cost.len())
            .map(|index| format!("{prefix}tiers[{index}]."))
            .take_while(|tier| self.cost(&format!("{tier}above")).is_some())
            .find(|tier| self.cost(&format!("{tier}above")) == Some(above));
        let prefix = tier.as_deref().unwrap_or(prefix);
        for (key, fact) in KINDS {
            let own = format!("{prefix}{fact}");
            let base = || if key == "cache" { None } else { self.cost(fact) };
            self.hold(level, key, &own, self.cost(&own).or_else(base), report);
        }
    }

    fn units(&self, json: &Json, report: &mut Report) {
        for (index, unit) in json.get("units").map_or(&[][..], Json::elements).iter().enumerate() {
            for key in ["per", "price"] {
                let fact = format!("units[{index}].{key}");
                let inner = Subject { at: format!("{}.units[{index}]", self.at), ..*self };
                inner.hold(unit, key, &fact, self.cost(&fact), report);
            }
        }
    }
}

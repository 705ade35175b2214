//! Pages, read by a parser of HTML: every marked figure, and the rows of lists.

use std::collections::HashSet;
use std::iter;

use scraper::{ElementRef, Html, Selector};

use super::computed;
use super::exact::{date_words, shows};
use super::known::{Known, Truth};
use super::report::{Format, Report, Side};

/// How many elements around a figure are looked at.
pub(super) const DEEPEST: usize = 200;

/// A page of the site.
pub(super) struct Page<'a> {
    pub(super) path: &'a str,
    pub(super) html: Html,
    /// The record that it is the page of.
    pub(super) record: Option<&'a Known>,
    /// The author or provider that it is the page of.
    pub(super) party: Option<&'a Known>,
}

/// The words of an element, with one space between them.
pub(super) fn words(element: ElementRef<'_>) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// Reads a selector that is written here.
pub(super) fn selector(css: &str) -> Option<Selector> {
    Selector::parse(css).ok()
}

impl Page<'_> {
    /// Elements that a selector names.
    pub(super) fn select(&self, css: &str) -> Vec<ElementRef<'_>> {
        selector(css).map_or_else(Vec::new, |selector| self.html.select(&selector).collect())
    }

    /// Holds every figure of the page against what is known.
    pub(super) fn compare(&self, truth: &Truth, report: &mut Report) {
        let mut shown = HashSet::new();
        for element in self.select("[data-fact]") {
            let around = element.ancestors().take(DEEPEST).filter_map(ElementRef::wrap);
            let key = iter::once(element).chain(around).find_map(|node| node.attr("data-record"));
            if let Some(fact) = self.figure(element, key, truth, report)
                && key.is_none()
            {
                shown.insert(fact);
            }
        }
        for row in self.select("tbody tr") {
            self.row(row, truth, report);
        }
        if let Some(record) = self.record {
            self.complete(record, &shown, report);
        }
    }

    /// Compares the exact value of a figure with the record's, and its text with the value. Returns the name of the fact.
    fn figure(
        &self,
        element: ElementRef<'_>,
        key: Option<&str>,
        truth: &Truth,
        report: &mut Report,
    ) -> Option<String> {
        let fact = element.attr("data-fact")?;
        let value = element.attr("value").or_else(|| element.attr("datetime"));
        let is_of_site = fact.starts_with("data.") || fact.starts_with("gateway.");
        let known = match key {
            _ if is_of_site => truth.parties.get("site"),
            Some(key) => truth.records.get(key).or_else(|| truth.parties.get(key)),
            None => self.record.or(self.party),
        };
        let expected = known.and_then(|known| {
            let own = known.page.get(fact).cloned();
            own.or_else(|| computed::value(known, fact))
        });
        let is_computed = fact.starts_with("computed.");
        let found = Side::new(self.path, fact, value);
        if let Some(known) = known.filter(|_| expected.is_some() || (!is_computed && truth.is_from_files)) {
            let expected = Side::new(&known.file, fact, expected.as_deref());
            report.compare(Format::Html, found.clone(), expected);
        } else if let Some(key) = key.filter(|_| known.is_none() && truth.is_from_files) {
            report.differs(Format::Html, found.clone(), Side::new("models", key, None));
        }
        let text = words(element);
        let is_equal = value.is_some_and(|value| match fact {
            fact if fact.starts_with("computed.difference.") || fact == "computed.price_level" => {
                text.is_empty() || computed::shows_difference(&text, value)
            }
            _ => text.is_empty() || shows(&text, value, is_computed),
        });
        report.hold(Format::Html, is_equal, || {
            (Side::new(self.path, format!("text of {fact}"), Some(&text)), found)
        });
        Some(fact.to_owned())
    }

    /// A row of a list: its columns say what the figures are.
    fn row(&self, row: ElementRef<'_>, truth: &Truth, report: &mut Report) {
        let cell = |class: &str| row.select(&selector(class)?).next();
        if cell(".c-context").is_none() {
            return;
        }
        let Some(key) = key_of(row) else {
            report.differs(
                Format::Html,
                Side::new(self.path, "row", Some(&words(row))),
                Side::new("models", "a key or a link", None),
            );
            return;
        };
        let key = key.as_str();
        let Some(known) = truth.records.get(key) else {
            report.differs(
                Format::Html,
                Side::new(self.path, "row", Some(key)),
                Side::new("models", key, None),
            );
            return;
        };
        for (class, fact) in [(".c-context", "limit.context"), (".c-max", "limit.output")] {
            let Some(cell) = cell(class) else { continue };
            let exact = cell.attr("title").and_then(|title| title.strip_suffix(" tokens"));
            let text = words(cell);
            let has_digits = text.contains(|letter: char| letter.is_ascii_digit());
            let exact =
                exact.map_or_else(|| has_digits.then(|| text.clone()), |title| Some(title.replace(',', "")));
            let expected = known.fact(fact).filter(|value| *value != "0");
            let at = format!("{key} {fact}");
            let found = Side::new(self.path, at.as_str(), exact.as_deref());
            report.compare(Format::Html, found, Side::new(&known.file, fact, expected));
            if let Some(value) = exact {
                report.hold(Format::Html, shows(&text, &value, false), || {
                    (Side::new(self.path, at, Some(&text)), Side::new(self.path, "title", Some(&value)))
                });
            }
        }
        if let Some(cell) = cell(".c-added") {
            let day = known.fact("added").or_else(|| known.fact("release_date"));
            let expected = day.and_then(|day| date_words(day).or(Some(day.to_owned())));
            let text = Some(words(cell)).filter(|text| text.contains(|letter: char| letter.is_ascii_digit()));
            let found = Side::new(self.path, format!("{key} added"), text.as_deref());
            report.compare(Format::Html, found, Side::new(&known.file, "added", expected.as_deref()));
        }
        for (class, kind) in [(".c-input", "input"), (".c-output", "output"), (".c-cached", "cache_read")] {
            let Some(text) = cell(class).map(words) else { continue };
            self.price(&text, kind, known, truth, report);
        }
    }

    /// A price in a row: the record's own, or that of one of its offers.
    fn price(&self, text: &str, kind: &str, known: &Known, truth: &Truth, report: &mut Report) {
        let priced = truth.priced(known);
        let amount =
            priced.cost.get(kind).filter(|_| priced.cost.get("state").is_some_and(|state| state == "priced"));
        let first =
            || priced.cost.iter().find(|(key, _)| kind == "input" && is_price(key)).map(|(_, value)| value);
        let expected = amount.or_else(first);
        let has_digits = text.contains(|letter: char| letter.is_ascii_digit());
        let is_equal = match expected {
            Some(price) if has_digits => shows(text, price, false) || is_listed_at_zero(text, price),
            None => !has_digits || priced.cost.get(kind).is_some_and(|price| shows(text, price, false)),
            Some(_) => false,
        };
        let is_equal = is_equal || {
            let mut units = priced.cost.iter().filter(|(key, _)| is_price(key));
            kind == "input" && units.any(|(_, price)| shows(text, price, false))
        };
        report.hold(Format::Html, is_equal, || {
            let at = format!("cost.{kind}");
            let found = Side::new(self.path, format!("{} {at}", known.key), Some(text));
            (found, Side::new(&priced.file, at, expected.map(String::as_str)))
        });
    }

    /// The figures that the page of a record must have.
    fn complete(&self, record: &Known, shown: &HashSet<String>, report: &mut Report) {
        // The figures of a model without a file are those of its offers, and marked as such.
        let own = record.page.iter().filter(|(_, value)| !value.is_empty() && !record.has_no_file);
        let own = own.filter(|(fact, value)| !(fact.starts_with("limit.") && *value == "0"));
        for (fact, value) in own.filter(|(fact, _)| is_required(fact)) {
            report.hold(Format::Html, shown.contains(fact), || {
                (
                    Side::new(self.path, fact.as_str(), None),
                    Side::new(&record.file, fact.as_str(), Some(value)),
                )
            });
        }
    }
}

/// The key of a row's record: it stands in the row, or the row's link and its ID say it: `providers/acme/large/` with `Large` is
/// `providers/acme/models/Large`.
fn key_of(row: ElementRef<'_>) -> Option<String> {
    if let Some(key) = row.attr("data-record") {
        return Some(key.to_owned());
    }
    let path = row.select(&selector("th a")?).next()?.attr("href")?.trim_start_matches(['.', '/']);
    let id: String = row.select(&selector(".id")?).next()?.text().collect();
    match path.strip_prefix("providers/") {
        Some(path) => Some(format!("providers/{}/models/{id}", path.split_once('/')?.0)),
        None => Some(format!("models/{id}")),
    }
}

/// Whether a price of a unit stands at a key of a cost, without conditions.
fn is_price(key: &str) -> bool {
    (key.starts_with("units[") && key.ends_with(".price")) || (!key.contains(['[', '.']) && is_rate(key))
}

/// Whether a key of a cost is the price of tokens.
fn is_rate(key: &str) -> bool {
    !["state", "plan", "currency", "tiers_apply"].contains(&key)
}

fn is_listed_at_zero(text: &str, price: &str) -> bool {
    text == "Listed at $0" && price == "0"
}

/// Whether the page of a record always shows a fact of it.
fn is_required(fact: &str) -> bool {
    let is_rule = ["cost.tiers_apply", "cost.state"].contains(&fact) || fact.ends_with(".from");
    fact == "id" || fact.starts_with("limit.") || (fact.starts_with("cost.") && !is_rule)
}

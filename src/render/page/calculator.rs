//! The calculator of monthly costs, on the page of one record or of several that are compared.

mod bill;
mod month;
mod subject;
#[cfg(test)]
mod tests;

use serde::Serialize;

use super::common::json_data;
use crate::derive::Directory;
use crate::derive::calculator::{NoTariff, Usage};
use crate::domain::money::thousands;
use crate::render::page::calculator::bill::CalculatorBill;
use crate::render::view::Html;
use crate::resolve::Place;

pub use month::{Month, Months};
pub use subject::CalculatorSubject;
use subject::usage;

/// A calculator of monthly costs; `component/calculator.html` draws it, and the script `calculator.js` works it.
///
/// On the page of a record it has one bill, on a page that compares records one for each.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Calculator {
    /// The fields for numbers.
    pub fields: Vec<CalculatorField>,
    /// Whether a share of the input can come from the cache.
    pub cached: bool,
    /// The names of the levels of service, the standard one first; empty where there is no choice.
    pub services: Vec<String>,
    /// What it comes to with the numbers that stand in the fields.
    pub bills: Vec<CalculatorBill>,
    /// Whether the lowest of several bills is marked.
    pub marks: bool,
    /// A bill without figures, which the script copies.
    pub blank: CalculatorBill,
    /// What the prices are for: "Prices per 1M tokens."
    pub note: String,
    /// The subjects with their prices, for the script: JSON with `<` escaped.
    pub data: Html,
}

/// A field for a number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CalculatorField {
    /// Its name, which is also its name in the page's address: `requests`, `input`, `output`, `quantity`.
    pub name: String,
    /// The words beside it: "Requests per month".
    pub label: String,
    /// The number that stands in it at first.
    pub value: String,
    /// Whether no subject needs it.
    pub hidden: bool,
}

/// The most records that one calculator compares.
pub const MOST: usize = 4;

/// A calculator for the records that have prices to calculate with; nothing where none has.
///
/// `is_comparison` says that the page compares records, so that each bill says whose it is.
pub fn calculator(directory: &Directory, places: &[Place], is_comparison: bool) -> Option<Calculator> {
    let subjects: Vec<CalculatorSubject> = places
        .iter()
        .filter_map(|place| {
            let subject = CalculatorSubject::new(directory, *place).ok()?;
            Some(if is_comparison { subject.with_name(directory, *place) } else { subject })
        })
        .take(MOST)
        .collect();
    let usage = usage(&subjects);
    let mut bills: Vec<_> = subjects.iter().filter_map(|subject| bill::bill(subject, 0, &usage)).collect();
    let is_whole = !subjects.is_empty() && bills.len() == subjects.len();
    is_whole.then(|| {
        let marks = directory.settings.shows_lowest;
        if marks {
            bill::mark_lowest(&subjects, &mut bills);
        }
        Calculator { bills, marks, ..controls(&subjects, &usage) }
    })
}

/// A calculator without subjects, for a page whose script brings them.
pub fn empty(directory: &Directory) -> Calculator {
    Calculator { marks: directory.settings.shows_lowest, ..controls(&[], &usage(&[])) }
}

fn controls(subjects: &[CalculatorSubject], usage: &Usage) -> Calculator {
    let mut services: Vec<String> = Vec::new();
    for service in subjects.iter().flat_map(|subject| &subject.services) {
        if !services.contains(&service.name) {
            services.push(service.name.clone());
        }
    }
    services.retain(|_| services_differ(subjects));
    Calculator {
        fields: fields(subjects, usage),
        cached: subjects.iter().any(CalculatorSubject::has_cache),
        services,
        bills: Vec::new(),
        marks: true,
        blank: CalculatorBill::default(),
        note: note(subjects).to_owned(),
        data: json_data(&subjects),
    }
}

fn services_differ(subjects: &[CalculatorSubject]) -> bool {
    subjects.iter().any(|subject| subject.services.len() > 1)
}

fn fields(subjects: &[CalculatorSubject], usage: &Usage) -> Vec<CalculatorField> {
    let has_tokens = subjects.iter().any(|subject| !subject.services.is_empty());
    let has_units = subjects.iter().any(|subject| !subject.units.is_empty());
    let writes = subjects.iter().any(CalculatorSubject::has_output);
    let field = |name: &str, label: &str, value: u64, is_needed: bool| CalculatorField {
        name: name.to_owned(),
        label: label.to_owned(),
        value: thousands(&value.to_string()),
        hidden: !is_needed,
    };
    vec![
        field("requests", "Requests per month", usage.requests, has_tokens),
        field("input", "Input tokens per request", usage.input, has_tokens),
        field("output", "Output tokens per request", usage.output, writes),
        field("quantity", &subject::quantity_label(subjects), usage.quantity, has_units),
    ]
}

fn note(subjects: &[CalculatorSubject]) -> &'static str {
    let has_units = subjects.iter().any(|subject| !subject.units.is_empty());
    let has_tokens = subjects.iter().any(|subject| !subject.services.is_empty());
    match (has_tokens, has_units) {
        (false, true) => "An estimate at the listed price.",
        (true, true) => "An estimate at the listed prices. Token prices are per 1M tokens.",
        _ => "An estimate at the listed prices per 1M tokens.",
    }
}

/// Why a page with prices has no calculator. Where there are no prices, the estimates say why.
pub(super) fn absent(directory: &Directory, place: Place) -> Option<&'static str> {
    let is_retired = directory.tariff(place) == Err(NoTariff::Retired);
    is_retired.then_some("No calculator: the model is retired.")
}

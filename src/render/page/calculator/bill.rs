use serde::Serialize;

use super::subject::{CalculatorSubject, above};
use crate::derive::calculator;
use crate::derive::calculator::{Basis, Bill, Line, LineKind, Usage};
use crate::domain::Currency;
use crate::render::page::words::decimal;
use crate::render::view::Figure;

/// What a month costs with one subject.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CalculatorBill {
    /// The name of the subject, where there are several.
    pub name: Option<String>,
    /// The key of the record that the figures are of, where it is not the page's own.
    pub record: Option<String>,
    /// The total.
    pub total: Option<Figure>,
    /// The parts of the total.
    pub lines: Vec<BillLine>,
    /// What one request costs; absent where units are counted.
    pub request: Option<Figure>,
    /// The prices to choose from, where there are several for units.
    pub prices: Vec<String>,
    /// Whether the total is the lowest of several in one currency.
    pub lowest: bool,
    /// That the numbers do not fit the model: "Input and output together exceed the 128K context window."
    pub warning: String,
    /// What to know of the prices.
    pub notes: String,
}

/// A part of a total.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct BillLine {
    /// What is charged: "Cached input".
    pub label: String,
    /// How its amount comes about: "20,000,000 tokens × $0.15".
    pub formula: String,
    /// What it costs.
    pub amount: Figure,
}

/// What a month costs with a subject, at one of its levels of service or unit prices; `None` where no exact sum holds it.
pub(super) fn bill(subject: &CalculatorSubject, choice: usize, usage: &Usage) -> Option<CalculatorBill> {
    let bill = compute(subject, choice, usage)?;
    let currency = subject.currency();
    let lines = bill.lines.iter().enumerate();
    let lines = lines.map(|(at, line)| BillLine {
        label: label(subject, choice, line.kind),
        formula: formula(subject, choice, line),
        amount: Figure::data(
            format!("computed.calculator.line[{at}]"),
            line.amount.value(),
            line.amount.text(currency),
        ),
    });
    Some(CalculatorBill {
        name: subject.name.clone(),
        record: subject.key.clone(),
        total: Some(figure("total", bill.total, currency)),
        lines: lines.collect(),
        request: bill.request.map(|amount| figure("request", amount, currency)),
        prices: prices(subject),
        lowest: false,
        warning: warning(subject, usage).unwrap_or_default(),
        notes: notes(subject, choice, usage).join(" "),
    })
}

pub(super) fn compute(subject: &CalculatorSubject, choice: usize, usage: &Usage) -> Option<Bill> {
    match &subject.tariff.basis {
        Basis::Tokens(services) => calculator::bill(&services[choice], usage),
        Basis::Units(units) => units[choice].bill(usage.quantity),
    }
}

fn figure(name: &str, amount: crate::domain::Amount, currency: Currency) -> Figure {
    Figure::data(format!("computed.calculator.{name}"), amount.value(), amount.text(currency))
}

pub(super) fn label(subject: &CalculatorSubject, choice: usize, kind: LineKind) -> String {
    match kind {
        LineKind::Input(size) => above("Input", size),
        LineKind::CacheRead(size) => above("Cached input", size),
        LineKind::Output => "Output".to_owned(),
        LineKind::Units => subject.units[choice].name.clone(),
    }
}

/// "20,000,000 tokens × $0.15", "10,000 searches ÷ 1,000 × $2.00".
pub(super) fn formula(subject: &CalculatorSubject, choice: usize, line: &Line) -> String {
    let is_one = line.quantity == rust_decimal::Decimal::ONE;
    let (one, many) = match line.kind {
        LineKind::Units => (subject.units[choice].words[0].as_str(), subject.units[choice].words[1].as_str()),
        _ => ("token", "tokens"),
    };
    let counted = format!("{} {}", decimal(line.quantity), if is_one { one } else { many });
    let price = line.price.text(subject.currency());
    if line.kind != LineKind::Units || line.per == 1 {
        return format!("{counted} × {price}");
    }
    format!("{counted} ÷ {} × {price}", decimal(line.per.into()))
}

/// The prices to choose from, where there are several.
fn prices(subject: &CalculatorSubject) -> Vec<String> {
    let names = subject.units.iter().map(|unit| unit.name.clone());
    if subject.units.len() > 1 { names.collect() } else { Vec::new() }
}

pub(super) fn warning(subject: &CalculatorSubject, usage: &Usage) -> Option<String> {
    let tokens = usage.input + if subject.has_output() { usage.output } else { 0 };
    subject.over.clone().filter(|_| subject.context.is_some_and(|context| tokens > context))
}

/// What to know at the level that the input reaches.
pub(super) fn notes(subject: &CalculatorSubject, choice: usize, usage: &Usage) -> Vec<String> {
    let Some(service) = subject.services.get(choice) else { return Vec::new() };
    let reached = service.levels.iter().rfind(|level| level.above == 0 || usage.input > level.above);
    let Some(level) = reached else { return Vec::new() };
    let uncached = level.uncached.clone().filter(|_| usage.cached > 0);
    [level.note.clone(), uncached].into_iter().flatten().collect()
}

/// Marks the lowest total of several in one currency.
pub(super) fn mark_lowest(subjects: &[CalculatorSubject], bills: &mut [CalculatorBill]) {
    let is_one_currency = subjects.windows(2).all(|pair| pair[0].currency == pair[1].currency);
    let count = |subject: &CalculatorSubject| subject.units.first().map(|unit| unit.words[1].clone());
    let is_one_kind = subjects.windows(2).all(|pair| count(&pair[0]) == count(&pair[1]));
    let total = |bill: &CalculatorBill| {
        bill.total.as_ref().and_then(|total| total.value.parse::<rust_decimal::Decimal>().ok())
    };
    let Some(lowest) = bills.iter().filter_map(total).min() else { return };
    let is_lowest = |bill: &CalculatorBill| total(bill) == Some(lowest);
    if bills.len() < 2 || !is_one_currency || !is_one_kind || bills.iter().all(is_lowest) {
        return;
    }
    for bill in bills.iter_mut() {
        bill.lowest = is_lowest(bill);
    }
}

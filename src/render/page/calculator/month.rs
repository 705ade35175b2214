use rust_decimal::Decimal;
use serde::Serialize;

use super::bill::{compute, warning};
use super::subject::{CalculatorLevel, CalculatorSubject, usage};
use crate::derive::Directory;
use crate::derive::calculator::Usage;
use crate::domain::{Amount, Currency, TokenCount};
use crate::render::page::cell;
use crate::render::page::common::json_data;
use crate::render::page::words::count;
use crate::render::view::{Cell, CellState, Figure, Html};
use crate::resolve::Place;
use crate::resolve::cost::{Cost, PriceState};

/// What a month costs with each of several records, with the usage that calculators start with; a script puts the reader's in its place.
pub struct Months {
    usage: Usage,
    /// The records that can be calculated with, in the unit of the first one that can.
    subjects: Vec<Option<CalculatorSubject>>,
    /// What is said of those that cannot: "Free".
    states: Vec<Cell>,
}

/// What a month costs with one record.
#[derive(Default)]
pub struct Month {
    /// What it costs, or a dash that says why that is not known.
    pub cell: Cell,
    /// The exact sum with its currency, for comparing.
    pub total: Option<(Decimal, Currency)>,
    /// What 1M tokens cost in the mix of the month.
    pub blended: Option<Figure>,
}

impl Months {
    /// Prepares the records at some places.
    pub fn new(directory: &Directory, places: &[Place]) -> Self {
        let mut subjects: Vec<Option<CalculatorSubject>> =
            places.iter().map(|place| CalculatorSubject::new(directory, *place).ok()).collect();
        let first = subjects.iter().flatten().next().cloned();
        let counts = |subject: &CalculatorSubject| subject.units.first().map(|unit| unit.words[1].clone());
        let kind = first.as_ref().map(counts);
        for subject in &mut subjects {
            *subject = subject.take().filter(|subject| Some(counts(subject)) == kind);
        }
        let states = places.iter().map(|place| state(&directory.priced_record(*place).cost)).collect();
        Self { usage: usage(first.as_slice()), subjects, states }
    }

    /// Whether any of the records has a cost.
    pub fn is_known(&self) -> bool {
        self.subjects.iter().any(Option::is_some)
    }

    /// What the month holds: "10,000 requests × 2K in + 500 out", "1,000 images".
    pub fn usage(&self) -> Option<String> {
        let first = self.subjects.iter().flatten().next()?;
        if let Some(unit) = first.units.first() {
            return Some(format!("{} {}", count(self.usage.quantity), unit.words[1]));
        }
        let tokens = |tokens| TokenCount(tokens).short();
        let output =
            if first.has_output() { format!(" + {} out", tokens(self.usage.output)) } else { String::new() };
        Some(format!("{} requests × {} in{output}", count(self.usage.requests), tokens(self.usage.input)))
    }

    /// What the month costs with one of the records.
    pub fn of(&self, at: usize) -> Month {
        let without = |cell| Month { cell, ..Month::default() };
        let Some(subject) = &self.subjects[at] else { return without(self.states[at].clone()) };
        if warning(subject, &self.usage).is_some() {
            return without(Cell::words(CellState::NotApplicable, "Does not fit"));
        }
        let Some(bill) = compute(subject, 0, &self.usage) else { return without(dash()) };
        let figure =
            |name, amount: Amount| Figure::data(name, amount.value(), amount.text(subject.currency()));
        Month {
            cell: Cell::known(figure("computed.month", bill.total)),
            total: Some((bill.total.decimal(), subject.currency())),
            blended: self.blended(subject).map(|amount| {
                let figure = figure("computed.month_blended", amount);
                Figure { text: format!("{} blended", figure.text), ..figure }
            }),
        }
    }

    /// What 1M tokens cost; `None` where units are counted, or only what is read.
    fn blended(&self, subject: &CalculatorSubject) -> Option<Amount> {
        let tokens = self.usage.input + self.usage.output;
        let requests = 1_000_000u64.checked_div(tokens).filter(|_| subject.has_output())?;
        Some(compute(subject, 0, &Usage { requests, ..self.usage })?.total)
    }

    /// The prices of all records for the script, with the usage; `None` where the reader's workload says nothing of them.
    pub fn data(&self) -> Option<Html> {
        let counts_tokens = self.subjects.iter().flatten().any(|subject| !subject.services.is_empty());
        let Usage { requests, input, output, cached, .. } = self.usage;
        counts_tokens.then(|| {
            json_data(&Data {
                usage: [requests, input, output, cached],
                subjects: self
                    .subjects
                    .iter()
                    .map(|subject| subject.as_ref().map(MonthSubject::new))
                    .collect(),
            })
        })
    }
}

/// What is said of a record that cannot be calculated with.
fn state(cost: &Cost) -> Cell {
    match cost.state {
        PriceState::Free | PriceState::Included(_) | PriceState::Varies => cell::state(cost).bare(),
        PriceState::Priced | PriceState::Unknown => dash(),
    }
}

fn dash() -> Cell {
    Cell::dash(CellState::Unknown, "Not known")
}

/// What the script takes to count anew.
#[derive(Serialize)]
struct Data {
    usage: [u64; 4],
    subjects: Vec<Option<MonthSubject>>,
}

/// A record with its standard prices.
#[derive(Serialize)]
struct MonthSubject {
    currency: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<u64>,
    services: [MonthService; 1],
}

#[derive(Serialize)]
struct MonthService {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    marginal: bool,
    levels: Vec<CalculatorLevel>,
}

impl MonthSubject {
    fn new(subject: &CalculatorSubject) -> Self {
        let standard = &subject.services[0];
        let bare = |level: &CalculatorLevel| CalculatorLevel {
            size: None,
            note: None,
            uncached: None,
            ..level.clone()
        };
        let levels = standard.levels.iter().map(bare).collect();
        let services = [MonthService { marginal: standard.marginal, levels }];
        Self { currency: subject.currency.clone(), context: subject.context, services }
    }
}

//! The build's sums and those of the script, held to one list of cases and to each other.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::subject::CalculatorSubject;
use super::*;
use crate::derive::calculator::LARGEST;
use crate::render::page::fixture::directory;

#[path = "../../../../tests/support/node.rs"]
mod node;

/// The script with numbers that come as JSON.
const SCRIPT: &str = "({ cost: (subject, usage) => { const { service, unit, ...numbers } = usage; \
    for (const name in numbers) numbers[name] = BigInt(numbers[name]); \
    return cost(subject, { ...numbers, service, unit }); } })";
const FILES: [&str; 2] = ["static/js/format.js", "static/js/cost.js"];

fn subject(text: &str) -> CalculatorSubject {
    let text = format!("name = \"M\"\n{text}");
    let directory = directory(&[("models/lab/m.toml", &text)]);
    CalculatorSubject::new(&directory, Place::Model(0)).unwrap()
}

fn usage([requests, input, output, cached, quantity]: [u64; 5]) -> Usage {
    Usage { requests, input, output, cached, quantity }
}

/// The script's name of a bill, with what the build says of it; `None` where no exact sum of the build holds it.
fn case(subject: &CalculatorSubject, choice: usize, usage: &Usage) -> Option<node::Case> {
    let computed = bill::compute(subject, choice, usage)?;
    let lines = computed.lines.iter().map(|line| {
        json!({
            "label": bill::label(subject, choice, line.kind),
            "amount": line.amount.value(),
            "formula": bill::formula(subject, choice, line),
        })
    });
    let expected = json!({
        "total": computed.total.value(),
        "request": computed.request.map_or(String::new(), crate::domain::money::Amount::value),
        "lines": lines.collect::<Vec<_>>(),
        "notes": bill::notes(subject, choice, usage).join(" "),
        "warning": bill::warning(subject, usage).unwrap_or_default(),
    });
    let given = json!({
        "requests": usage.requests, "input": usage.input, "output": usage.output,
        "cached": usage.cached, "quantity": usage.quantity,
        "service": subject.services.get(choice).map(|service| &service.name), "unit": choice.to_string(),
    });
    Some(("cost".to_owned(), vec![serde_json::to_value(subject).unwrap(), given], expected))
}

/// The cases of the list: what each is, its subject, which of its prices is chosen, and its numbers.
fn listed() -> Vec<(Value, CalculatorSubject, usize, Usage)> {
    let list: Vec<Value> =
        serde_json::from_str(include_str!("../../../../tests/fixture/calculator.json")).unwrap();
    let read = |case: Value| {
        let cost = case["cost"].as_str().unwrap();
        let cost = if cost.starts_with('[') { cost.to_owned() } else { format!("[cost]\n{cost}") };
        let kind = case["kind"].as_str().map(|kind| format!("type = \"{kind}\"\n")).unwrap_or_default();
        let limit = case["context"].as_u64().map(|size| format!("limit = {{ context = {size} }}\n"));
        let numbers: [u64; 5] = serde_json::from_value(case["usage"].clone()).unwrap();
        let subject = subject(&format!("{kind}{}{cost}", limit.unwrap_or_default()));
        let choice = usize::try_from(case["choice"].as_u64().unwrap()).unwrap();
        (case, subject, choice, usage(numbers))
    };
    list.into_iter().map(read).collect()
}

#[test]
fn the_build_gives_every_sum_of_the_list() {
    for (case, subject, choice, usage) in listed() {
        let bill = bill::compute(&subject, choice, &usage).unwrap();
        let found = [bill.total.value(), bill.total.text(subject.currency())];
        assert_eq!(json!(found), json!([case["total"], case["shown"]]), "{}", case["what"]);
    }
}

#[test]
fn the_script_gives_every_bill_of_the_list() {
    let listed = listed();
    let cases: Vec<_> = listed
        .iter()
        .map(|(case_text, subject, choice, usage)| {
            let case = case(subject, *choice, usage).unwrap();
            assert_eq!(case.2["total"], case_text["total"]);
            case
        })
        .collect();
    node::agrees(SCRIPT, &FILES, &cases);
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn price(&mut self) -> String {
        let places = self.below(7);
        let digits = self.below(10_u64.pow(u32::try_from(places).unwrap()));
        format!("{}.{digits:0width$}1", self.below(80), width = usize::try_from(places).unwrap())
    }

    fn count(&mut self) -> u64 {
        let most = 10_u64.pow(u32::try_from(self.below(10)).unwrap());
        self.below(most).min(LARGEST)
    }

    /// Prices per token with what a file may add to them, or prices of units.
    fn cost(&mut self) -> String {
        if self.below(5) == 0 {
            let per = [1, 1_000, 1_000_000, 7][usize::try_from(self.below(4)).unwrap()];
            let unit =
                |price: String| format!("[[cost.units]]\nunit = \"page\"\nper = {per}\nprice = {price}\n");
            return format!("type = \"ocr\"\n{}{}", unit(self.price()), unit(self.price()));
        }
        let rates = |random: &mut Self, has_cache: bool| {
            let cache = if has_cache { format!("cache_read = {}\n", random.price()) } else { String::new() };
            format!("input = {}\noutput = {}\n{cache}", random.price(), random.price())
        };
        let mut text = format!("limit = {{ context = {} }}\n[cost]\n", self.count() + 1);
        let (has_cache, is_marginal, tiers) = (self.below(3) > 0, self.below(2) == 0, self.below(3));
        text.push_str(&rates(self, has_cache));
        text.push_str(if is_marginal { "tiers_apply = \"marginal\"\n" } else { "" });
        let mut size = 0;
        for _ in 0..tiers {
            size += self.below(200_000) + 1;
            let has_cache = has_cache && self.below(4) > 0;
            let _ = write!(text, "[[cost.tiers]]\ntier = {{ size = {size} }}\n{}", rates(self, has_cache));
        }
        let has_cache = has_cache && self.below(2) == 0;
        let _ = write!(text, "[[cost.service_tiers]]\nname = \"batch\"\n{}", rates(self, has_cache));
        text
    }
}

#[test]
fn the_script_agrees_with_the_build_on_random_cases() {
    let mut random = Random(20_261_124);
    let mut cases = Vec::new();
    while cases.len() < 400 {
        let subject = subject(&random.cost());
        let choice = usize::try_from(random.below(2)).unwrap();
        let numbers = [random.count(), random.count(), random.count(), random.below(101), random.count()];
        cases.extend(case(&subject, choice, &usage(numbers)));
    }
    node::agrees(SCRIPT, &FILES, &cases);
}

#[test]
fn a_page_shows_what_the_default_numbers_come_to() {
    let text = "name = \"M\"\n[limit]\ncontext = 128_000\n[cost]\ninput = 0.15\noutput = 0.60\ncache_read = 0.075\n\
                [[cost.service_tiers]]\nname = \"batch\"\ninput = 0.075\noutput = 0.3";
    let directory = directory(&[("models/lab/m.toml", text), ("models/lab/n.toml", text)]);
    let one = calculator(&directory, &[Place::Model(0)], false).unwrap();
    assert_eq!(one.services, ["Standard", "Batch"]);
    assert!(one.cached && one.bills[0].name.is_none() && !one.data.as_str().contains("\"key\""));
    let lines: Vec<_> =
        one.bills[0].lines.iter().map(|line| (line.label.as_str(), line.formula.as_str())).collect();
    let wanted = [
        ("Input", "20,000,000 tokens × $0.15"),
        ("Cached input", "0 tokens × $0.075"),
        ("Output", "5,000,000 tokens × $0.60"),
    ];
    assert_eq!(lines, wanted);
    assert_eq!(one.bills[0].total.as_ref().unwrap().text, "$6.00");
    let two = calculator(&directory, &[Place::Model(0), Place::Model(1)], true).unwrap();
    assert_eq!(two.bills[1].record.as_deref(), Some("models/lab/n"));
    assert!(two.bills.iter().all(|bill| !bill.lowest), "equal totals have no lowest");
}

#[test]
fn the_lowest_total_of_one_currency_says_so() {
    let model = |cost: &str| format!("name = \"M\"\n[cost]\n{cost}");
    let texts =
        ["input = 1\noutput = 2", "input = 2\noutput = 2", "currency = \"EUR\"\ninput = 1\noutput = 1"]
            .map(model);
    let files = [
        ("models/lab/a.toml", &*texts[0]),
        ("models/lab/b.toml", &*texts[1]),
        ("models/lab/c.toml", &*texts[2]),
    ];
    let directory = directory(&files);
    let lowest = |places: &[Place]| {
        let bills = calculator(&directory, places, true).unwrap().bills;
        bills.iter().map(|bill| bill.lowest).collect::<Vec<_>>()
    };
    assert_eq!(lowest(&[Place::Model(1), Place::Model(0)]), [false, true]);
    assert_eq!(lowest(&[Place::Model(1), Place::Model(2)]), [false, false]);
}

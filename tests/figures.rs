//! One list of figures and their texts for both sides: the build's own formatters, and the script that draws figures in the browser.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

#[path = "support/node.rs"]
mod node;

use modelpress::domain::money::thousands;
use modelpress::domain::{Amount, Currency, PartialDate, Price, TokenCount};
use node::Case;
use serde_json::{Value, json};

const SCRIPT: &str = "static/js/format.js";

fn fixture() -> Value {
    serde_json::from_str(include_str!("fixture/figures.json")).unwrap()
}

/// The cases of a kind: their texts in order.
fn rows(fixture: &Value, kind: &str) -> Vec<Vec<String>> {
    let texts = |row: &Value| {
        row.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    fixture[kind].as_array().unwrap().iter().map(texts).collect()
}

fn currency(code: &str) -> Currency {
    code.parse().unwrap()
}

fn amount(digits: &str) -> Amount {
    Price::read(digits).unwrap().times(1, 1).unwrap()
}

fn tokens(digits: &str) -> TokenCount {
    TokenCount(digits.parse().unwrap())
}

fn case(function: &str, values: &[&str], expected: impl Into<Value>) -> Case {
    (function.to_owned(), values.iter().map(|value| json!(value)).collect(), expected.into())
}

#[test]
fn the_build_prints_every_figure_of_the_list() {
    let fixture = fixture();
    for row in rows(&fixture, "price") {
        assert_eq!(Price::read(&row[0]).unwrap().text(currency(&row[1])), row[2], "{row:?}");
    }
    for row in rows(&fixture, "amount") {
        assert_eq!(amount(&row[0]).text(currency(&row[1])), row[2], "{row:?}");
    }
    for row in rows(&fixture, "tokens") {
        assert_eq!([tokens(&row[0]).short(), tokens(&row[0]).exact()], row[1..], "{row:?}");
    }
    for row in rows(&fixture, "grouped") {
        assert_eq!(thousands(&row[0]), row[1], "{row:?}");
    }
    for row in rows(&fixture, "date") {
        assert_eq!(PartialDate::read(&row[0]).unwrap().to_string(), row[1], "{row:?}");
    }
}

#[test]
fn the_script_prints_every_figure_of_the_list() {
    let fixture = fixture();
    let two = |kind: &'static str| {
        rows(&fixture, kind).into_iter().map(move |row| case(kind, &[&row[0], &row[1]], row[2].clone()))
    };
    let one = |kind: &'static str| {
        rows(&fixture, kind).into_iter().map(move |row| case(kind, &[&row[0]], row[1].clone()))
    };
    let exact =
        rows(&fixture, "tokens").into_iter().map(|row| case("exactTokens", &[&row[0]], row[2].clone()));
    let all = two("price").chain(two("amount")).chain(one("tokens")).chain(one("grouped")).chain(one("date"));
    node::agrees("format", &[SCRIPT], &all.chain(exact).collect::<Vec<_>>());
}

#[test]
fn the_script_agrees_with_the_build_on_random_figures() {
    let mut state = 20_261_124_u64;
    let mut random = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    let mut cases = Vec::new();
    for _ in 0..2_000 {
        let (whole, places) = (random() % 10_u64.pow(u32::try_from(random() % 9).unwrap()), random() % 13);
        let fraction = random() % 10_u64.pow(u32::try_from(places.min(9)).unwrap());
        let digits = format!("{whole}.{fraction:0width$}", width = usize::try_from(places.max(1)).unwrap());
        let price = Price::read(&digits).unwrap();
        cases.push(case("price", &[&digits, "USD"], price.text(Currency::USD)));
        cases.push(case("amount", &[&digits, "USD"], amount(&digits).text(Currency::USD)));
        let count = tokens(&(random() % 10_u64.pow(u32::try_from(random() % 10).unwrap())).to_string());
        cases.push(case("tokens", &[&count.0.to_string()], count.short()));
        cases.push(case("tokens", &[&(count.0 * 1_024).to_string()], TokenCount(count.0 * 1_024).short()));
    }
    node::agrees("format", &[SCRIPT], &cases);
}

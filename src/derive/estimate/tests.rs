use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::derive::fixture::Site;

const MINI: &str = "cost = { input = 0.15, output = 0.60, cache_read = 0.075, cache_write = 0.15 }";

fn rows(site: Site) -> Vec<Estimate> {
    match estimates(site) {
        Estimates::Rows { rows, .. } => rows,
        Estimates::None(reason) => panic!("{reason:?}"),
    }
}

fn estimates(site: Site) -> Estimates {
    let directory = site.derive();
    directory.estimates(directory.find("models/a/m"))
}

fn totals(site: Site) -> Vec<String> {
    rows(site).iter().map(|row| row.bill.total.value()).collect()
}

#[test]
fn the_three_workloads_of_gpt_4o_mini_are_exact() {
    let rows = rows(Site::new().model("a/m", MINI));
    let totals: Vec<String> = rows.iter().map(|row| row.bill.total.value()).collect();
    assert_eq!(totals, ["0.021", "0.21", "2.1"]);
    let cached: Vec<String> = rows.iter().map(|row| row.cached.as_ref().unwrap().total.value()).collect();
    assert_eq!(cached, ["0.015", "0.15", "1.5"]);
}

#[test]
fn an_estimate_is_a_bill_of_lines() {
    let rows = rows(Site::new().model("a/m", MINI));
    let lines = |bill: &Bill| -> Vec<String> {
        bill.lines.iter().map(|line| format!("{} {}", line.quantity, line.price.value())).collect()
    };
    assert_eq!(lines(&rows[0].bill), ["100000 0.15", "10000 0.6"]);
    let cached = lines(rows[0].cached.as_ref().unwrap());
    assert_eq!(cached, ["20000 0.15", "80000 0.075", "10000 0.6"]);
}

#[test]
fn a_mark_up_is_part_of_the_estimate() {
    let gateway = "[gateway]\nname = \"G\"\ncost_basis = \"upstream\"\nmarkup_percent = 5";
    let site = || Site::new().model("a/m", "cost = { input = 1, output = 2 }");
    assert_eq!(totals(site().settings(gateway)), ["0.126", "1.26", "12.6"]);
    let plain = gateway.replace("upstream", "charged");
    assert_eq!(totals(site().settings(&plain)), ["0.12", "1.2", "12"]);
}

#[test]
fn a_price_above_a_context_size_takes_no_part() {
    let tiered =
        "[cost]\ninput = 1\noutput = 2\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 9\noutput = 9";
    assert_eq!(totals(Site::new().model("a/m", tiered)), ["0.12", "1.2", "12"]);
}

#[test]
fn embeddings_cost_their_input_alone() {
    let rows = rows(Site::new().model("a/m", "type = \"embedding\"\ncost = { input = 0.02 }"));
    assert_eq!(rows[1].bill.total.value(), "0.02");
    assert_eq!(rows[1].bill.lines.len(), 1);
    assert!(matches!(&rows[1].work, Work::Tokens(Workload { output, .. }) if output.0 == 0));
}

#[test]
fn images_are_counted_in_images() {
    let unit = "type = \"image\"\n[[cost.units]]\nunit = \"image\"\nprice = 0.039\nlabel = \"small\"";
    let rows = rows(Site::new().model("a/m", unit));
    let totals: Vec<String> = rows.iter().map(|row| row.bill.total.value()).collect();
    assert_eq!(totals, ["0.039", "0.39", "3.9", "39"]);
    let label = Some("small".to_owned());
    assert_eq!(rows[3].work, Work::Units { quantity: Quantity::Count(1_000), unit: Unit::Image, label });
}

#[test]
fn audio_is_counted_in_hours() {
    let unit = "type = \"transcription\"\n[[cost.units]]\nunit = \"audio_minute\"\nprice = 0.006";
    let rows = rows(Site::new().model("a/m", unit));
    let totals: Vec<String> = rows.iter().map(|row| row.bill.total.value()).collect();
    assert_eq!(totals, ["0.36", "3.6", "36"]);
}

#[test]
fn a_thousand_searches_share_one_price() {
    let unit = "type = \"rerank\"\n[[cost.units]]\nunit = \"search\"\nper = 1000\nprice = 2.50";
    assert_eq!(totals(Site::new().model("a/m", unit)), ["2.5", "25", "250"]);
}

#[test]
fn no_estimate_has_a_reason() {
    let cases = [
        ("", NoEstimate::Unknown),
        ("cost = { state = \"free\", input = 0, output = 0 }", NoEstimate::Free),
        ("cost = { state = \"included\", plan = \"Pro\" }", NoEstimate::Included),
        ("cost = { input = 0, output = 0 }", NoEstimate::Zero),
        ("cost = { input = 3 }", NoEstimate::NoWorkload),
        ("type = \"image\"\ncost = { input = 5, image_output = 30 }", NoEstimate::NoWorkload),
    ];
    for (cost, reason) in cases {
        assert_eq!(estimates(Site::new().model("a/m", cost)), Estimates::None(reason), "{cost}");
    }
}

#[test]
fn a_share_of_the_input_need_not_be_whole() {
    let settings = "cached_share = 33\n[[estimates]]\ninput = 10\noutput = 0";
    let rows = rows(Site::new().model("a/m", MINI).settings(settings));
    let bill = rows[0].cached.as_ref().unwrap();
    assert_eq!(bill.lines[1].quantity.to_string(), "3.3");
    assert_eq!(bill.total.value(), "0.0000012525");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn an_estimate_is_the_sum_by_hand(
        input in 0u64..100_000_000, output in 0u64..100_000_000, share in 1u64..=100,
        prices in prop::array::uniform3(1u64..1_000_000),
    ) {
        let [price, written, read] = prices;
        let cost = format!(
            "cost = {{ input = 0.{price:06}, output = 0.{written:06}, cache_read = 0.{read:06} }}"
        );
        let settings = format!("cached_share = {share}\n[[estimates]]\ninput = {input}\noutput = {output}");
        let rows = rows(Site::new().model("a/m", &cost).settings(&settings));
        let nano = u128::from(input) * u128::from(price) + u128::from(output) * u128::from(written);
        prop_assert_eq!(rows[0].bill.total.decimal(), Decimal::from_i128_with_scale(i128::try_from(nano).unwrap(), 12).normalize());
        let cached = u128::from(input * (100 - share)) * u128::from(price)
            + u128::from(input * share) * u128::from(read)
            + u128::from(output) * u128::from(written) * 100;
        let bill = rows[0].cached.as_ref().unwrap();
        prop_assert_eq!(bill.total.decimal(), Decimal::from_i128_with_scale(i128::try_from(cached).unwrap(), 14).normalize());
    }
}

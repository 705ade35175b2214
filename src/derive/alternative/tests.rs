use super::*;
use crate::derive::fixture::Site;

fn model(day: u8, input: &str, output: &str, more: &str) -> String {
    format!(
        "added = 2026-01-{day:02}\ntool_call = true\n{more}\ncost = {{ input = {input}, output = {output} }}"
    )
}

fn reasons(directory: &Directory, key: &str) -> Vec<String> {
    let line = |alternative: &Alternative| {
        let name = &directory.record(alternative.place).name;
        let percent = |less: Option<Decimal>| less.map_or("-".into(), |less| less.round_dp(1).to_string());
        match &alternative.reason {
            Reason::Successor => format!("{name} successor"),
            Reason::Cheaper { input, output } => {
                format!("{name} {}% {}%", percent(*input), percent(*output))
            }
            Reason::CheaperUnit { percent: less, .. } => format!("{name} {}%", percent(Some(*less))),
            Reason::LongerContext { own, other } => format!("{name} {} {}", own.0, other.0),
            Reason::BetterScore { set, own, other } => format!("{name} {set} {own} {other}"),
        }
    };
    directory.alternatives(directory.find(key)).iter().map(line).collect()
}

#[test]
fn reasons_come_in_order() {
    let mmlu =
        |score: &str| format!("[[benchmarks]]\nname = \"MMLU\"\nmetric = \"percent\"\nscore = {score}");
    let model = |day, input, output, context: u32, score| {
        model(day, input, output, &format!("limit = {{ context = {context} }}\n")) + "\n" + &mmlu(score)
    };
    let own =
        model(1, "2", "8", 128_000, "70.5").replacen("tool_call", "successor = \"b/next\"\ntool_call", 1);
    let directory = Site::new()
        .model("a/own", &own)
        .model("b/next", &model(9, "2", "8", 128_000, "60"))
        .model("b/less", &model(2, "1.50", "8", 128_000, "60"))
        .model("c/long", &model(3, "3", "8", 192_000, "60"))
        .model("c/longer", &model(3, "4", "8", 1_000_000, "60"))
        .model("c/nearly-long", &model(3, "2", "8", 191_999, "60"))
        .model("d/better", &model(3, "6", "8", 100_000, "70.6"))
        .model("d/best", &model(3, "9", "8", 100_000, "99"))
        .model("e/unpriced", "tool_call = true\nlimit = { context = 900000 }")
        .derive();
    let expected = [
        "b/next successor",
        "b/less 25% -%",
        "c/long 128000 192000",
        "d/better MMLU, source not stated 70.5 70.6",
    ];
    assert_eq!(reasons(&directory, "models/a/own"), expected);
}

#[test]
fn neither_price_of_a_cheaper_one_is_higher() {
    let directory = Site::new()
        .model("a/own", &model(1, "10", "10", ""))
        .model("b/output-higher", &model(1, "1", "10.01", ""))
        .model("b/input-higher", &model(1, "10.01", "1", ""))
        .model("b/too-near", &model(1, "9.10", "9.10", ""))
        .model("b/ten-percent", &model(1, "9", "9", ""))
        .model("b/free", "tool_call = true\ncost = { state = \"free\" }")
        .model("b/zero", &model(1, "0", "0", ""))
        .derive();
    assert_eq!(reasons(&directory, "models/a/own"), ["b/ten-percent 10% 10%"]);
}

#[test]
fn the_newest_three_that_cost_less_are_shown() {
    let site = Site::new().model("a/own", &model(1, "10", "10", ""));
    let days = [3, 9, 5, 7, 1];
    let site =
        days.iter().fold(site, |site, day| site.model(&format!("b/day-{day}"), &model(*day, "8", "8", "")));
    let expected = ["b/day-9 20% 20%", "b/day-7 20% 20%", "b/day-5 20% 20%"];
    assert_eq!(reasons(&site.derive(), "models/a/own"), expected);
}

#[test]
fn an_alternative_can_do_what_the_model_can() {
    let directory = Site::new()
        .model("a/own", &model(1, "10", "10", "reasoning = true\nlimit = { context = 100 }"))
        .model("b/cannot", &model(1, "1", "1", "limit = { context = 1000 }"))
        .model("b/short", &model(1, "1", "1", "reasoning = true\nlimit = { context = 49 }"))
        .model("b/can", &model(1, "1", "1", "reasoning = true\nlimit = { context = 50 }"))
        .model("b/other-type", &model(1, "1", "1", "type = \"completion\"\nreasoning = true"))
        .derive();
    assert_eq!(reasons(&directory, "models/a/own"), ["b/can 90% 90%"]);
}

#[test]
fn models_that_end_and_variants_are_no_alternatives() {
    let directory = Site::new()
        .model("a/own", &model(1, "10", "10", "successor = \"b/deprecated\""))
        .model("a/own-eu", &model(1, "1", "1", "variant_of = \"a/own\""))
        .model("b/deprecated", &model(1, "1", "1", "status = \"deprecated\"\nsuccessor = \"b/after\""))
        .model("b/retired", &model(1, "1", "1", "status = \"retired\""))
        .model("b/hidden", &model(1, "1", "1", "unlisted = true"))
        .model("b/after", &model(1, "20", "20", ""))
        .derive();
    assert_eq!(reasons(&directory, "models/a/own"), ["b/after successor"]);
    assert_eq!(reasons(&directory, "models/b/after")[0], "a/own 50% 50%");
    assert!(reasons(&directory, "models/a/own-eu").iter().all(|line| !line.starts_with("a/own ")));
}

#[test]
fn an_offer_is_no_alternative_to_its_own_model() {
    let directory = Site::new()
        .provider("p", "name = \"P\"")
        .model("a/own", "")
        .model("a/less", "")
        .offer("p", "own-dear", "base_model = \"a/own\"\ncost = { input = 9, output = 9 }")
        .offer("p", "own-cheap", "base_model = \"a/own\"\ncost = { input = 5, output = 5 }")
        .offer("p", "less", "base_model = \"a/less\"\ncost = { input = 3, output = 3 }")
        .derive();
    assert_eq!(reasons(&directory, "providers/p/models/own-dear"), ["a/less 66.7% 66.7%"]);
    assert_eq!(reasons(&directory, "models/a/own"), ["a/less 40% 40%"]);
}

#[test]
fn offers_that_stand_alone_fill_what_models_leave() {
    let site = Site::new().provider("p", "name = \"P\"").model("a/own", &model(1, "10", "10", ""));
    let site = site.model("b/less", &model(1, "8", "8", ""));
    let site = (1..5).fold(site, |site, day| site.offer("p", &format!("x{day}"), &model(day, "9", "9", "")));
    let directory = site.offer("p", "b/less", &model(9, "9", "9", "")).derive();
    let expected = ["b/less 20% 20%", "x4 10% 10%", "x3 10% 10%"];
    assert_eq!(reasons(&directory, "models/a/own"), expected);
}

#[test]
fn a_model_has_one_reason() {
    let with = |more: &str| format!("limit = {{ context = 1000 }}\n{more}");
    let directory = Site::new()
        .model("a/own", &model(1, "10", "10", &with("successor = \"b/next\"")))
        .model("b/next", &model(1, "1", "1", "limit = { context = 9000 }"))
        .derive();
    assert_eq!(reasons(&directory, "models/a/own"), ["b/next successor"]);
}

#[test]
fn scores_are_compared_on_the_same_terms() {
    let with = |terms: &str| format!("[[benchmarks]]\nname = \"X\"\n{terms}");
    let own = with("score = 10\nmetric = \"index\"\nversion = \"2\"");
    let directory = Site::new()
        .model("a/own", &own)
        .model("b/other-metric", &with("score = 90\nmetric = \"percent\"\nversion = \"2\""))
        .model("b/other-version", &with("score = 90\nmetric = \"index\"\nversion = \"3\""))
        .model("b/same", &with("score = 12.6\nmetric = \"Index\"\nversion = \"2\""))
        .model("c/errors", &with("score = 10\nmetric = \"word error rate\""))
        .model("c/more-errors", &with("score = 20\nmetric = \"word error rate\""))
        .derive();
    assert_eq!(reasons(&directory, "models/a/own"), ["b/same X 2, index, source not stated 10 12.6"]);
    assert!(reasons(&directory, "models/c/errors").is_empty());
    let fewer = "c/errors X, source not stated 20 10";
    assert_eq!(reasons(&directory, "models/c/more-errors"), [fewer]);
}

#[test]
fn prices_per_unit_are_compared_on_the_same_terms() {
    let unit = |price: &str, more: &str| {
        format!("type = \"image\"\n[[cost.units]]\nunit = \"image\"\nprice = {price}\n{more}")
    };
    let directory = Site::new()
        .model("a/own", &unit("0.04", ""))
        .model("b/less", &unit("0.02", ""))
        .model("b/small", &unit("0.01", "size = \"256x256\""))
        .derive();
    assert_eq!(reasons(&directory, "models/a/own"), ["b/less 50%"]);
}

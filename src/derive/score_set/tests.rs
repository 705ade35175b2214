use super::*;
use crate::derive::fixture::Site;

/// A model with some scores.
fn model(scores: &str) -> String {
    format!("cost = {{ input = 1, output = 2 }}\n{scores}")
}

fn score(score: &str, more: &str) -> String {
    format!("[[benchmarks]]\nname = \"Bench\"\nscore = {score}\n{more}\n")
}

const LAB: &str = "metric = \"percent\"\nsource = \"https://lab.example/board\"";

/// The sets with their scores, `*` where the author published one.
fn sets(directory: &Directory) -> Vec<String> {
    let score = |score: &SetScore| {
        let name = &directory.record(score.place).name;
        format!("{name} {}{}", score.score, if score.is_by_author { "*" } else { "" })
    };
    let set = |set: &ScoreSet| {
        format!("{}: {}", set.name, set.scores.iter().map(score).collect::<Vec<_>>().join(", "))
    };
    directory.score_sets().iter().map(set).collect()
}

#[test]
fn only_scores_of_one_measure_and_one_source_are_in_a_set() {
    let scores = [
        ("a", LAB),
        ("b", "metric = \"Percent\"\nsource = \"http://WWW.Lab.example/other\""),
        ("c", "metric = \"index\"\nsource = \"https://lab.example/\""),
        ("d", "metric = \"percent\"\nsource = \"https://other.example/\""),
        ("e", "metric = \"percent\""),
        ("f", &format!("{LAB}\nversion = \"2\"")),
        ("g", &format!("{LAB}\ndataset = \"hard\"")),
        ("h", &format!("{LAB}\nvariant = \"high\"")),
        ("i", &format!("{LAB}\nharness = \"Runner\"")),
        ("j", &format!("{LAB}\ndataset = \"2\"")),
    ];
    let site = scores
        .iter()
        .fold(Site::new(), |site, (id, more)| site.model(&format!("x/{id}"), &model(&score("1", more))));
    let expected = [
        "Bench, percent, measured by lab.example: x/a 1, x/b 1",
        "Bench, index, measured by lab.example: x/c 1",
        "Bench, source not stated: x/e 1",
        "Bench, 2 set, measured by lab.example: x/j 1",
        "Bench, hard set, measured by lab.example: x/g 1",
        "Bench, Runner, measured by lab.example: x/i 1",
        "Bench, measured by other.example: x/d 1",
        "Bench, high, measured by lab.example: x/h 1",
        "Bench 2, measured by lab.example: x/f 1",
    ];
    assert_eq!(sets(&site.derive()), expected);
}

#[test]
fn a_model_has_one_score_in_a_set() {
    let dated = |value: &str, date: &str| score(value, &format!("{LAB}\n{date}"));
    let several = [
        dated("9", ""),
        dated("1", "date = 2026-01-01"),
        dated("2", "date = 2026-02-01"),
        dated("3", "date = 2026-02-01"),
    ];
    let site = Site::new().model("x/a", &model(&several.concat())).model("x/b", &model(&score("4", LAB)));
    let directory = site.derive();
    assert_eq!(sets(&directory), ["Bench, measured by lab.example: x/b 4, x/a 3"]);
    let counted = directory.memberships(directory.find("models/x/a")).iter().map(|it| it.is_counted);
    assert_eq!(counted.collect::<Vec<_>>(), [false, false, false, true]);
}

#[test]
fn an_author_s_own_score_is_never_ranked() {
    let from =
        |value: &str, source: &str| score(value, &format!("metric = \"percent\"\nsource = \"{source}\""));
    let weights = "[[weights]]\nurl = \"https://hub.example/labb/m\"\n";
    let directory = Site::new()
        .settings("[linking.own_providers]\nshop = \"d\"")
        .file("models/a/author.toml", "url = \"https://www.firm.example\"")
        .file("models/c/author.toml", "url = \"https://hub.example/labc\"")
        .provider("shop", "name = \"Shop\"\ndoc = \"https://docs.shop.example/x\"")
        .offer("shop", "own", "")
        .model("a/m", &model(&from("9", "https://blog.firm.example/news")))
        .model("a/other", &model(&from("8", "https://hub.example/labb/m")))
        .model("b/m", &model(&format!("{}{weights}", from("7", "https://hub.example/LabB/card"))))
        .model("c/m", &model(&from("6", "https://hub.example/labc/m")))
        .model("c/other", &model(&from("5", "https://hub.example/labb/x")))
        .model("d/m", &model(&from("4", "https://shop.example/")))
        .model("e/m", &model(&from("3", "https://docs.e.example/")))
        .model("f/m", &model(&from("2", "https://firm.example/")))
        .derive();
    let expected = [
        "Bench, measured by hub.example: a/other 8, c/other 5, b/m 7*, c/m 6*",
        "Bench, published by the authors on blog.firm.example: a/m 9*",
        "Bench, published by the authors on docs.e.example: e/m 3*",
        "Bench, measured by firm.example: f/m 2",
        "Bench, published by the authors on shop.example: d/m 4*",
    ];
    assert_eq!(sets(&directory), expected);
}

#[test]
fn a_domain_that_two_name_is_neither_s() {
    let from = |source: &str| score("1", &format!("metric = \"percent\"\nsource = \"{source}\""));
    let directory = Site::new()
        .file("models/a/author.toml", "docs = \"https://docs.example/a\"")
        .file("models/b/author.toml", "docs = \"https://docs.example/b\"")
        .model("a/m", &model(&from("https://docs.example/scores")))
        .model("b/m", "")
        .derive();
    assert_eq!(sets(&directory), ["Bench, measured by docs.example: a/m 1"]);
}

fn standings(directory: &Directory, key: &str) -> Vec<String> {
    let neighbor = |neighbor: &Option<Neighbor>| {
        neighbor.as_ref().map_or_else(
            || "-".to_owned(),
            |it| {
                format!(
                    "{} {} {:?}",
                    directory.record(it.place).name,
                    it.score,
                    it.saving.map(|of| of.to_string())
                )
            },
        )
    };
    let standing = |it: &Standing| {
        let (next, cheaper) = (neighbor(&it.next_better), neighbor(&it.best_cheaper));
        format!("{:?} of {} at {}: {next}; {cheaper}", it.rank, it.models, it.position)
    };
    directory.standings(directory.find(key)).iter().map(standing).collect()
}

#[test]
fn a_score_has_its_place_among_those_of_its_set() {
    let priced = |value: &str, price: u32, metric: &str| {
        let scores = score(value, &format!("metric = \"{metric}\"\nsource = \"https://lab.example\""));
        format!("cost = {{ input = {price}, output = {price} }}\n{scores}")
    };
    let site = |metric: &str| {
        Site::new()
            .model("x/first", &priced("90", 9, metric))
            .model("x/gone", &format!("status = \"deprecated\"\n{}", priced("60", 1, metric)))
            .model("x/own", &priced("50", 4, metric))
            .model("x/same", &priced("50", 3, metric))
            .model("x/last", &priced("40", 1, metric))
            .derive()
    };
    let directory = site("percent");
    let own = standings(&directory, "models/x/own");
    assert_eq!(own, ["Some((3, 5)) of 5 at 20: x/first 90 None; x/same 50 Some(\"25\")"]);
    assert_eq!(
        standings(&directory, "models/x/first"),
        ["Some((1, 5)) of 5 at 100: -; x/same 50 Some(\"66.66666666666666666666666667\")"]
    );
    let directory = site("error rate");
    assert_eq!(
        standings(&directory, "models/x/own"),
        ["Some((2, 5)) of 5 at 20: x/last 40 Some(\"75\"); x/last 40 Some(\"75\")"]
    );
    let directory = site("tokens");
    assert_eq!(standings(&directory, "models/x/own"), ["None of 5 at 20: -; -"]);
    assert!(
        standings(&Site::new().model("x/a", &priced("1", 1, "percent")).derive(), "models/x/a").is_empty()
    );
}

#[test]
fn the_neighbors_are_those_that_a_search_of_all_scores_finds() {
    let count = 40;
    let text = |at: u32| {
        let (value, price) = (at * 7 % 23, at * 5 % 17 + 1);
        format!("cost = {{ input = {price}, output = {price} }}\n{}", score(&value.to_string(), LAB))
    };
    let site = (0..count).fold(Site::new(), |site, at| site.model(&format!("x/m{at}"), &text(at)));
    let directory = site.derive();
    let set = &directory.score_sets()[0];
    for own in &set.scores {
        let standing = &directory.standings(own.place)[0];
        let better = set.scores.iter().map(|it| it.score).filter(|score| *score > own.score).min();
        assert_eq!(standing.next_better.as_ref().map(|it| it.score), better);
        let cheaper = set.scores.iter().filter(|it| it.price < own.price).map(|it| it.score).max();
        assert_eq!(standing.best_cheaper.as_ref().map(|it| it.score), cheaper);
        let rank = 1 + set.scores.iter().filter(|it| it.score > own.score).count();
        assert_eq!(standing.rank, Some((rank, 40)));
    }
}

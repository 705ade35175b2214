//! A map of models by price and score, or by price and context window: two drawings, one for wide screens and one for phones, and the
//! table of the same data.

mod drawing;
mod table;

use std::collections::BTreeMap;

use serde::Serialize;

use super::common::{counted, link};
use crate::derive::calculator::TYPICAL;
use crate::derive::price_map::{Point, PriceMap};
use crate::derive::{Directory, ScoreSet};
use crate::domain::{Route, TokenCount};
use crate::fact::Better;
use crate::render::chart::{NARROW, WIDE};
use crate::render::view::Link;

use drawing::Drawing;
use table::MapRow;

/// A map of models; `component/price_map.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Map {
    /// The fragment: `context`.
    pub id: String,
    /// The heading: "Price and SWE-Bench Pro".
    pub title: String,
    /// What is drawn, how many models there are, and what is left out.
    pub caption: String,
    /// What the prices are for; the script says it of the reader's workload.
    pub mix: String,
    /// What goes up: "SWE-Bench Pro, resolve rate".
    pub up: String,
    /// What goes to the right.
    pub across: String,
    /// The drawings: for wide screens, then for phones.
    pub drawings: Vec<Drawing>,
    /// What the marks stand for.
    pub key: Vec<MapKey>,
    /// Whether there is a frontier.
    pub has_frontier: bool,
    /// Whether an author published a score.
    pub has_own: bool,
    /// The heading of the score or of the context window in the table.
    pub value_label: String,
    /// The models, lowest price first.
    pub rows: Vec<MapRow>,
    /// How many models have a price and no score: "182 models with a price have no score here".
    pub unscored_label: String,
    /// These models.
    pub unscored: Vec<Link>,
    /// Where more stands: the page of all maps, the list of all models.
    pub more: Vec<Link>,
}

/// An entry of the key.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct MapKey {
    /// The number of the mark; 0 for all authors without a mark of their own.
    pub mark: usize,
    /// The author.
    pub name: String,
}

/// A map with everything.
pub(super) fn map(directory: &Directory, map: &PriceMap) -> Map {
    let set = directory.set_of_map(map);
    let drawings = [WIDE, NARROW].into_iter().filter_map(|frame| drawing::draw(directory, map, set, frame));
    Map {
        id: set.map_or_else(|| "context".to_owned(), |set| set.slug.clone()),
        title: set
            .map_or_else(|| "Price and context window".to_owned(), |set| format!("Price and {}", set.name)),
        caption: caption(map, set),
        mix: mix(),
        up: set.map_or_else(|| "Context window in tokens".to_owned(), axis_name),
        across: "Price per 1M tokens, log scale".to_owned(),
        drawings: drawings.collect(),
        key: key(directory, map),
        has_frontier: !map.frontier.is_empty(),
        has_own: map.points.iter().any(|point| point.is_by_author),
        value_label: if set.is_some() { "Score" } else { "Context" }.to_owned(),
        rows: map.points.iter().map(|point| table::row(directory, set, point)).collect(),
        unscored_label: unscored_label(map),
        unscored: map
            .unscored
            .iter()
            .map(|place| directory.record(*place))
            .map(|record| link(&record.name, &record.route))
            .collect(),
        more: left_out(map),
    }
}

/// The map of the home page: what has no score stands on the page of all maps.
pub(super) fn main_map(directory: &Directory) -> Option<Map> {
    let found = directory.main_map()?;
    let map = map(directory, found);
    let on_page = |text: String, fragment: &str| {
        Link::internal(text, format!("{}#{fragment}", Route::charts().as_str()))
    };
    let more = [
        (!map.unscored.is_empty())
            .then(|| on_page(map.unscored_label.clone(), &format!("{}-unscored", map.id))),
        Some(link("All maps", &Route::charts())),
    ];
    Some(Map { unscored: Vec::new(), more: more.into_iter().flatten().collect(), ..map })
}

fn unscored_label(map: &PriceMap) -> String {
    let models = counted(map.unscored.len(), "model with a price has", "models with a price have");
    format!("{models} no score here")
}

fn left_out(map: &PriceMap) -> Vec<Link> {
    (map.models > map.points.len()).then(|| link("All models", &Route::models())).into_iter().collect()
}

/// "SWE-Bench Pro, public set, measured by labs.scale.com, 17 models. Higher is better, …".
fn caption(map: &PriceMap, set: Option<&ScoreSet>) -> String {
    let (drawn, models) = (map.points.len(), map.models);
    let count = counted(set.map_or(models, |set| set.scores.len()), "model", "models");
    let what = match set {
        Some(set) => {
            let way = match set.better {
                Some(Better::Higher) => "Up is better, left is cheaper.",
                Some(Better::Lower) => "Lower scores are better and stand above, left is cheaper.",
                None => "Whether more or less is better is not known. Left is cheaper.",
            };
            let without = set.scores.len() - models;
            let unpriced =
                if without > 0 { format!(", {models} of them with a price") } else { String::new() };
            format!("{count}{unpriced}. {way}")
        }
        None => format!("{count}, up reads more, left is cheaper."),
    };
    let cut = if drawn < models {
        format!(" The {drawn} that most providers serve are drawn.")
    } else {
        String::new()
    };
    format!("{what}{cut}")
}

/// What the prices are for.
fn mix() -> String {
    let [input, output] = [TYPICAL.input, TYPICAL.output].map(|tokens| TokenCount(tokens).short());
    format!("Prices are for the calculator’s mix of {input} input to {output} output tokens.")
}

fn axis_name(set: &ScoreSet) -> String {
    set.metric.iter().fold(set.benchmark.clone(), |name, metric| format!("{name}, {metric}"))
}

/// The marks that are on the map with the authors whose they are.
fn key(directory: &Directory, map: &PriceMap) -> Vec<MapKey> {
    let name = |point: &Point| match point.mark {
        0 => "Other authors".to_owned(),
        _ => table::author(directory, point),
    };
    let names: BTreeMap<usize, String> = map.points.iter().map(|point| (point.mark, name(point))).collect();
    let others = names.get(&0).cloned();
    let own = names.into_iter().filter(|(mark, _)| *mark > 0);
    own.chain(others.map(|name| (0, name))).map(|(mark, name)| MapKey { mark, name }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::directory;
    use super::*;

    /// A set of models with a price and a score, and one without a score.
    fn drawn(count: usize, more: &str) -> Vec<Map> {
        let text = |at: usize| {
            format!(
                "name = \"M{at}\"\n[limit]\ncontext = {}\n[cost]\ninput = 0.{at}\noutput = 2\n\
                 [[benchmarks]]\nname = \"MMLU\"\nscore = {at}0.5\n{more}",
                at * 8_000
            )
        };
        let texts: Vec<(String, String)> =
            (1..=count).map(|at| (format!("models/lab{}/m{at}.toml", at % 3), text(at))).collect();
        let mut files: Vec<(&str, &str)> =
            texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        files.push(("models/lab1/none.toml", "name = \"None\"\ncost = { input = 1, output = 1 }"));
        let directory = directory(&files);
        directory.price_maps().iter().map(|found| map(&directory, found)).collect()
    }

    #[test]
    fn every_model_of_a_set_has_a_dot_and_a_row_and_the_others_are_named() {
        let maps = drawn(12, "metric = \"percent\"\nsource = \"https://board.example/\"");
        assert_eq!(
            maps.iter().map(|map| map.id.as_str()).collect::<Vec<_>>(),
            ["mmlu-board-example", "context"]
        );
        let scores = &maps[0];
        let caption = "12 models. Up is better, left is cheaper.";
        assert_eq!(
            (scores.title.as_str(), scores.caption.as_str()),
            ("Price and MMLU, measured by board.example", caption)
        );
        assert_eq!(scores.drawings.iter().map(|drawing| drawing.dots.len()).collect::<Vec<_>>(), [12, 12]);
        assert_eq!(scores.rows.len(), 12);
        assert_eq!(scores.unscored.iter().map(|link| link.text.as_str()).collect::<Vec<_>>(), ["None"]);
        assert_eq!(scores.key.iter().map(|key| key.mark).collect::<Vec<_>>(), [1, 2, 3]);
        assert!(scores.has_frontier && !scores.has_own && scores.drawings[0].frontier.is_some());
        assert_eq!(maps[1].drawings[0].frontier, None);
    }

    #[test]
    fn a_set_of_authors_own_scores_has_no_frontier() {
        let maps = drawn(12, "metric = \"percent\"\nsource = \"https://lab1.example/\"");
        assert!(maps[0].has_own && maps[0].has_frontier);
        assert!(maps[0].drawings[0].dots.iter().filter(|dot| dot.is_own).count() == 4);
        let maps = drawn(12, "metric = \"tokens\"");
        assert!(!maps[0].has_frontier && maps[0].caption.contains("not known"));
    }
}

//! Finds what maps draw: models by what they cost and by what they score, or by how much they read.

use std::cmp::Reverse;

use foldhash::{HashMap, HashSet};
use rust_decimal::Decimal;

use super::Directory;
use super::featured::plausible_context;
use super::score_set::{ScoreSet, SetScore};
use crate::domain::Place;
use crate::trace::{self, Note, Total};

/// A map of models.
#[derive(Clone, Debug)]
pub struct PriceMap {
    /// What the models are drawn against.
    pub subject: Subject,
    /// The models, lowest price first.
    pub points: Vec<Point>,
    /// The indexes of the points on the frontier: no cheaper model has a better score. Scores that authors published are not on it.
    pub frontier: Vec<usize>,
    /// The models that have a price and no score in the set.
    pub unscored: Vec<Place>,
    /// How many models have both figures, drawn or not.
    pub models: usize,
}

/// What models are drawn against beside their price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The scores of a set, by its index.
    Scores(usize),
    /// The context window.
    Context,
}

/// A model on a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The model.
    pub place: Place,
    /// Which of its scores it is; 0 for its context window.
    pub entry: usize,
    /// What 1M tokens cost; see [`Directory::blended_price`].
    pub price: Decimal,
    /// The score, or the size of the context window.
    pub value: Decimal,
    /// Whether the author of the model published the score.
    pub is_by_author: bool,
    /// The mark of the author, from 1; 0 for all authors without a mark of their own.
    pub mark: usize,
}

/// The fewest models of a set that has a map, by those with a price.
pub const FEWEST: usize = 10;
/// The most models that a map shows.
const MOST: usize = 400;
/// How many authors have a mark of their own.
const MARKS: usize = 9;

/// The maps of a directory: one for each large set, those with the most models first, and the one of context windows.
pub(super) fn maps(directory: &Directory) -> Vec<PriceMap> {
    let listed: Vec<Place> = priced_models(directory);
    let sets = directory.score_sets().iter().enumerate();
    let mut maps: Vec<PriceMap> = sets.filter_map(|(at, set)| scores(directory, at, set, &listed)).collect();
    maps.sort_by_key(|map| Reverse(map.points.len()));
    maps.extend(contexts(directory, &listed));
    mark_authors(directory, &mut maps);
    maps
}

/// The listed models with a file that have a price by token and are not about to end, in the order of lists.
fn priced_models(directory: &Directory) -> Vec<Place> {
    let rows = directory.rows.iter().map(|row| row.place);
    let is_shown = |place: &Place| {
        let is_active = !directory.record(*place).status.is_ending();
        matches!(place, Place::Model(_)) && is_active && !directory.catalog.has_no_file(*place)
    };
    rows.filter(is_shown).filter(|place| directory.blended_price(*place).is_some()).collect()
}

fn scores(directory: &Directory, at: usize, set: &ScoreSet, priced: &[Place]) -> Option<PriceMap> {
    let point = |score: &SetScore| {
        let SetScore { place, entry, score: value, is_by_author, price } = *score;
        Some(Point { place, entry, price: price?, value, is_by_author, mark: 0 })
    };
    let mut points: Vec<Point> = set.scores.iter().filter_map(point).collect();
    if points.len() < FEWEST {
        return None;
    }
    let models = points.len();
    points.truncate(MOST);
    points
        .sort_by_cached_key(|point| (point.price, Reverse(set.goodness(point.value)), key(directory, point)));
    let scored: HashSet<Place> = set.scores.iter().map(|score| score.place).collect();
    Some(PriceMap {
        subject: Subject::Scores(at),
        frontier: frontier(set, &points),
        points,
        unscored: priced.iter().copied().filter(|place| !scored.contains(place)).collect(),
        models,
    })
}

/// The points with a better score than every cheaper one.
fn frontier(set: &ScoreSet, points: &[Point]) -> Vec<usize> {
    let mut best: Option<Decimal> = None;
    let mut frontier = Vec::new();
    let independent =
        points.iter().enumerate().filter(|(_, point)| set.better.is_some() && !point.is_by_author);
    for (at, point) in independent {
        let goodness = set.goodness(point.value);
        if best.is_none_or(|best| goodness > best) {
            best = Some(goodness);
            frontier.push(at);
        }
    }
    frontier
}

/// The map of context windows. Of many models it shows those that most providers serve.
fn contexts(directory: &Directory, priced: &[Place]) -> Option<PriceMap> {
    let point = |place: &Place| {
        let value = Decimal::from(plausible_context(directory.record(*place))?.0);
        let price = directory.blended_price(*place)?;
        Some(Point { place: *place, entry: 0, price, value, is_by_author: false, mark: 0 })
    };
    let mut points: Vec<Point> =
        priced.iter().filter_map(point).filter(|point| !point.value.is_zero()).collect();
    if points.len() < super::CHART_MINIMUM {
        return None;
    }
    let models = points.len();
    let providers = |point: &Point| match point.place {
        Place::Model(at) => directory.count_providers(directory.offers[at].iter().copied()),
        Place::Offer(_) => 1,
    };
    points.sort_by_cached_key(|point| Reverse(providers(point)));
    points.truncate(MOST);
    points.sort_by_cached_key(|point| (point.price, point.value, key(directory, point)));
    Some(PriceMap { subject: Subject::Context, frontier: Vec::new(), points, unscored: Vec::new(), models })
}

fn key<'a>(directory: &'a Directory, point: &Point) -> &'a str {
    directory.record(point.place).key.as_str()
}

/// Gives a mark to the authors with the most points, the same on every map. Points of the largest set count before all others.
fn mark_authors(directory: &Directory, maps: &mut [PriceMap]) {
    let mut counts: HashMap<usize, (usize, usize)> = HashMap::default();
    for (at, map) in maps.iter().enumerate() {
        for author in map.points.iter().filter_map(|point| author(directory, point)) {
            let (first, all) = counts.entry(author).or_default();
            *first += usize::from(at == 0);
            *all += 1;
        }
    }
    let mut authors: Vec<(usize, (usize, usize))> = counts.into_iter().collect();
    authors.sort_by_cached_key(|(author, counts)| {
        (Reverse(*counts), directory.catalog.authors[*author].key.clone())
    });
    let marks: HashMap<usize, usize> = authors.into_iter().map(|(author, _)| author).zip(1..=MARKS).collect();
    for point in maps.iter_mut().flat_map(|map| &mut map.points) {
        point.mark = author(directory, point).and_then(|author| marks.get(&author).copied()).unwrap_or(0);
    }
}

fn author(directory: &Directory, point: &Point) -> Option<usize> {
    directory.catalog.model_of(point.place).map(|model| model.author)
}

impl Directory {
    /// All maps: those of score sets, the largest first, then that of context windows.
    pub fn price_maps(&self) -> &[PriceMap] {
        trace::answer(|| Note::Total(Total::PriceMaps), || &self.price_maps)
    }

    /// The map of the largest score set, if there is one.
    pub fn main_map(&self) -> Option<&PriceMap> {
        let first = || self.price_maps.first().filter(|map| map.subject != Subject::Context);
        trace::answer(|| Note::Total(Total::MainMap), first)
    }

    /// The set of a map that was found; its note stands for this read too.
    pub fn set_of_map(&self, map: &PriceMap) -> Option<&ScoreSet> {
        match map.subject {
            Subject::Scores(at) => Some(&self.score_sets.sets[at]),
            Subject::Context => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::derive::fixture::Site;

    /// Models with a price and a score; those with `*` have one of their author.
    fn site(models: &[(&str, u32, u32)], metric: &str) -> Directory {
        models
            .iter()
            .fold(Site::new(), |site, (id, price, score)| {
                let mut text = format!("cost = {{ input = {price}, output = {price} }}\n");
                let host = if id.ends_with('x') { "docs.lab.example" } else { "board.example" };
                writeln!(text, "[[benchmarks]]\nname = \"B\"\nmetric = \"{metric}\"\nscore = {score}")
                    .unwrap();
                writeln!(text, "source = \"https://{host}/\"").unwrap();
                site.model(&format!("lab/{id}"), &text)
            })
            .derive()
    }

    fn ids(directory: &Directory, points: impl IntoIterator<Item = Place>) -> String {
        let ids = directory.keys(points).into_iter().map(|key| key.trim_start_matches("models/lab/"));
        ids.collect::<Vec<_>>().join(" ")
    }

    const MODELS: [(&str, u32, u32); 11] = [
        ("a", 1, 10),
        ("b", 2, 9),
        ("c", 2, 30),
        ("d", 3, 30),
        ("e", 4, 31),
        ("f", 5, 1),
        ("g", 5, 2),
        ("h", 5, 3),
        ("i", 6, 4),
        ("j", 7, 40),
        ("k", 8, 40),
    ];

    #[test]
    fn no_cheaper_model_is_better_than_one_on_the_frontier() {
        let frontier = |metric: &str| {
            let directory = site(&MODELS, metric);
            let map = &directory.price_maps()[0];
            ids(&directory, map.frontier.iter().map(|at| map.points[*at].place))
        };
        assert_eq!(frontier("percent"), "a c e j");
        assert_eq!(frontier("error rate"), "a b f");
        assert_eq!(frontier("tokens"), "");
    }

    #[test]
    fn a_set_of_nine_models_with_a_price_has_no_map() {
        assert_eq!(site(&MODELS[..10], "percent").price_maps().len(), 1);
        assert!(site(&MODELS[..9], "percent").price_maps().is_empty());
    }

    #[test]
    fn a_site_without_maps_has_none() {
        let site = |settings: &str| {
            let model = |at: u32| {
                (
                    format!("a/m{at}"),
                    format!("cost = {{ input = {at}, output = {at} }}\nlimit = {{ context = {at}000 }}"),
                )
            };
            let site = (1..8)
                .map(model)
                .fold(Site::new().settings(settings), |site, (id, text)| site.model(&id, &text));
            let directory = site.derive();
            (directory.price_maps().len(), *directory.has_charts)
        };
        assert_eq!(site(""), (1, true));
        assert_eq!(site("[show]\nmaps = false"), (0, false));
    }
}

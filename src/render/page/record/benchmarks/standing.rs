//! Where a score stands among those of its set, as the page shows it.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::derive::Standing as Found;
use crate::derive::score_set::Neighbor;
use crate::render::page::common::{link, number};
use crate::render::page::record::subject::RecordPage;
use crate::render::page::words::percent;
use crate::render::view::{Figure, Link};

/// The place of a score in its set: a strip from the lowest to the highest score.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Standing {
    /// "7th of 17 in", or what is said in its place: "Published by the model’s author, not ranked in".
    pub rank: String,
    /// The full name of the set.
    pub set: String,
    /// The lowest and the highest score.
    pub low: Figure,
    /// See `low`.
    pub high: Figure,
    /// Where the score stands between them, in percent.
    pub position: String,
    /// The ticks of all models as one path, 200 wide.
    pub ticks: String,
    /// The next better model, and the best one that costs less.
    pub neighbors: Vec<ScoreNeighbor>,
}

/// Another model of a set.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ScoreNeighbor {
    /// What it is: "Next better", "Best cheaper", "Better and cheaper".
    pub label: &'static str,
    /// The model.
    pub model: Link,
    /// Its key.
    pub key: String,
    /// Its score.
    pub score: Figure,
    /// How much less it costs: "67% less".
    pub saving: Option<Figure>,
}

pub(super) fn standing(subject: &RecordPage<'_>, found: &Found) -> Standing {
    let end = |name: &str, score: Decimal| {
        Figure::data(format!("computed.range[{}].{name}", found.entry), score.to_string(), score.to_string())
    };
    let shows_ranks = subject.directory.settings.shows_ranks;
    Standing {
        rank: if shows_ranks { rank(found) } else { publisher(found).to_owned() },
        set: match found.rank {
            Some((_, models)) if models == found.models && shows_ranks => found.set.clone(),
            _ => format!("{}, {} models", found.set, number(found.models)),
        },
        low: end("low", found.range.0),
        high: end("high", found.range.1),
        position: (found.position * Decimal::TWO).normalize().to_string(),
        ticks: ticks(&found.ticks),
        neighbors: if shows_ranks { neighbors(subject, found) } else { Vec::new() },
    }
}

/// What is said in the place of a rank where the site shows none.
fn publisher(found: &Found) -> &'static str {
    if found.is_by_author { "Published by the model’s author, in" } else { "In" }
}

fn rank(found: &Found) -> String {
    match found.rank {
        Some((rank, models)) if models == found.models => format!("{} in", ordinal_of(rank, models)),
        Some((rank, models)) => format!("{} independent scores in", ordinal_of(rank, models)),
        None if found.is_by_author => "Published by the model’s author, not ranked in".to_owned(),
        None => "Not ranked, as it is not known whether more or less is better, in".to_owned(),
    }
}

/// "7th of 17".
fn ordinal_of(rank: usize, models: usize) -> String {
    let ending = match (rank % 100, rank % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{}{ending} of {}", number(rank), number(models))
}

fn ticks(places: &[Decimal]) -> String {
    let place = |place: &Decimal| format!("M{} 0V8", (place * Decimal::TWO).normalize());
    places.iter().map(place).collect::<Vec<_>>().concat()
}

/// One line where both are one model.
fn neighbors(subject: &RecordPage<'_>, found: &Found) -> Vec<ScoreNeighbor> {
    let shown = |label, neighbor: &Neighbor| show(subject, label, neighbor);
    match (&found.next_better, &found.best_cheaper) {
        (Some(next), Some(cheaper)) if next.place == cheaper.place => vec![shown("Better and cheaper", next)],
        (next, cheaper) => {
            let next = next.iter().map(|next| shown("Next better", next));
            next.chain(cheaper.iter().map(|cheaper| shown("Best cheaper", cheaper))).collect()
        }
    }
}

fn show(subject: &RecordPage<'_>, label: &'static str, neighbor: &Neighbor) -> ScoreNeighbor {
    let record = subject.directory.record(neighbor.place);
    let figure =
        |name: &'static str, exact: Decimal, text: String| Figure::data(name, exact.to_string(), text);
    ScoreNeighbor {
        label,
        model: link(&record.name, &record.route),
        key: record.key.as_str().to_owned(),
        score: figure("computed.difference.score", neighbor.score, neighbor.score.to_string()),
        saving: neighbor.saving.map(|saving| {
            figure("computed.difference.blended_price", saving, format!("{} less", percent(saving)))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::fixture::directory;
    use crate::resolve::Place;

    #[test]
    fn ranks_are_written_as_they_are_read() {
        let written = [1, 2, 3, 4, 11, 12, 13, 21, 112, 1_003].map(|rank| ordinal_of(rank, 2_000));
        let expected = ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th", "1,003rd"];
        assert_eq!(written, expected.map(|rank| format!("{rank} of 2,000")));
    }

    fn shown(metric: &str, host: &str) -> Vec<String> {
        let text = |at: u32, score: u32| {
            format!(
                "name = \"M{at}\"\ncost = {{ input = {at}, output = {at} }}\n[[benchmarks]]\nname = \"B\"\n\
                 score = {score}\nmetric = \"{metric}\"\nsource = \"https://{host}/\""
            )
        };
        let texts: Vec<String> = (1..5).map(|at| text(at, at * 10 % 35)).collect();
        let paths: Vec<String> = (1..5).map(|at| format!("models/lab{at}/m.toml")).collect();
        let files: Vec<(&str, &str)> =
            paths.iter().zip(&texts).map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let directory = directory(&files);
        (0..4)
            .map(|at| {
                let subject = RecordPage::new(&directory, Place::Model(at));
                let found = &directory.standings(Place::Model(at))[0];
                let Standing { rank, set, position, neighbors, .. } = standing(&subject, found);
                let neighbors =
                    neighbors.iter().map(|it| format!("; {}: {} {}", it.label, it.model.text, it.score.text));
                format!("{rank} {set} at {position}{}", neighbors.collect::<String>())
            })
            .collect()
    }

    #[test]
    fn a_score_is_placed_in_its_set_that_is_named_in_full() {
        let set = "B, measured by board.example";
        let expected = [
            format!("3rd of 4 in {set} at 40; Next better: M2 20"),
            format!("2nd of 4 in {set} at 120; Next better: M3 30; Best cheaper: M1 10"),
            format!("1st of 4 in {set} at 200; Best cheaper: M2 20"),
            format!("4th of 4 in {set} at 0; Next better: M1 10; Best cheaper: M3 30"),
        ];
        assert_eq!(shown("percent", "board.example"), expected);
        let unknown = "Not ranked, as it is not known whether more or less is better, in B, measured by board.example, 4 models at 40";
        assert_eq!(shown("tokens", "board.example")[0], unknown);
    }

    #[test]
    fn a_site_without_ranks_places_scores_all_the_same() {
        let text = |score: u32, host: &str| {
            format!(
                "name = \"M\"\n[[benchmarks]]\nname = \"B\"\nmetric = \"percent\"\nscore = {score}\nsource = \"https://{host}/\""
            )
        };
        let texts = [10, 20, 30].map(|score| text(score, "lab1.example"));
        let directory = directory(&[
            ("site.toml", "[show]\nranks = false"),
            ("models/lab1/m.toml", &texts[0]),
            ("models/lab2/m.toml", &texts[1]),
            ("models/lab3/m.toml", &texts[2]),
        ]);
        let shown = [0, 1].map(|at| {
            let subject = RecordPage::new(&directory, Place::Model(at));
            let found = standing(&subject, &directory.standings(Place::Model(at))[0]);
            format!("{} {} {}", found.rank, found.set, found.neighbors.len())
        });
        let set = "B, measured by lab1.example, 3 models 0";
        assert_eq!(shown, [format!("Published by the model’s author, in {set}"), format!("In {set}")]);
    }

    #[test]
    fn a_score_of_the_author_has_no_rank() {
        let shown = shown("percent", "lab1.example");
        assert_eq!(
            shown[0],
            "Published by the model’s author, not ranked in B, measured by lab1.example, 4 models at 40"
        );
        assert!(shown[2].starts_with("1st of 3 independent scores in B"), "{}", shown[2]);
    }
}

mod standing;

use std::collections::HashMap;

use serde::Serialize;

use super::subject::RecordPage;
use crate::derive::BenchmarkScale;
use crate::derive::benchmark_scale::better;
use crate::fact::Better;
use crate::render::page::cell;
use crate::render::page::common::link;
use crate::render::page::web;
use crate::render::view::{Figure, Link};
use crate::resolve::Record;
use crate::resolve::record::Benchmark as Score;
use standing::Standing;

/// The section with published scores; `component/benchmarks.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Benchmarks {
    /// What to keep in mind: "Higher is better. Only scores of one benchmark, setup and source can be compared."
    pub caption: Option<String>,
    /// What bars show, where there are some: "Bars run from 0 to 100."
    pub bars: Option<&'static str>,
    /// Whether any score has a bar.
    pub has_bars: bool,
    /// The scores.
    pub rows: Vec<Benchmark>,
    /// What stands there when there are no scores.
    pub empty: Option<NoBenchmarks>,
}

/// One score.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Benchmark {
    /// The benchmark's name: "MMLU".
    pub name: String,
    /// What the score counts, with version and variant: "percent correct, 5-shot".
    pub description: Option<String>,
    /// The score as written in the file.
    pub score: Figure,
    /// The length of the bar in percent of its scale, `0` to `100`; a score without a scale has none.
    pub bar: Option<String>,
    /// The ends of the scale, where they are not those of percentages: "0 to 70".
    pub scale: Option<Figure>,
    /// Where the score stands in its set; the bar and its scale are left out then.
    pub standing: Option<Standing>,
    /// Whether the author of the model published the score.
    pub is_own: bool,
    /// Who published the score.
    pub source: Option<Link>,
    /// When.
    pub date: Option<Figure>,
}

/// The plain words where scores would stand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct NoBenchmarks {
    /// "No scores in this directory yet."
    pub sentence: String,
    /// Pages that may have some: the base model's, the author's overview, the file to add a score to.
    pub links: Vec<Link>,
}

/// The published scores in the order of the file, or where some may be found.
pub(super) fn benchmarks(subject: &RecordPage<'_>) -> Benchmarks {
    let scores = &subject.record.benchmarks;
    if scores.is_empty() {
        return Benchmarks { empty: Some(no_scores(subject)), ..Benchmarks::default() };
    }
    let mut standings: HashMap<usize, _> = subject
        .directory
        .standings(subject.place)
        .into_iter()
        .map(|standing| (standing.entry, standing))
        .collect();
    let ways: Vec<Option<Better>> = scores.iter().map(better).collect();
    let is_mixed = ways.iter().any(|way| *way != ways[0]);
    let shown = |way: &Option<Better>| way.filter(|_| is_mixed);
    let memberships = subject.directory.memberships(subject.place);
    let rows = scores.iter().zip(&ways).enumerate().map(|(at, (score, way))| {
        let standing = standings.remove(&at).map(|standing| standing::standing(subject, &standing));
        let is_own = memberships.get(at).is_some_and(|membership| membership.is_by_author);
        row(subject, score, shown(way), standing, is_own)
    });
    let rows: Vec<Benchmark> = rows.collect();
    let caption =
        format!("{} {}", direction(&ways), "Only scores of one benchmark, setup and source can be compared.");
    Benchmarks {
        caption: Some(caption),
        bars: bars(&rows),
        has_bars: rows.iter().any(|row| row.bar.is_some() || row.standing.is_some()),
        rows,
        empty: None,
    }
}

fn row(
    subject: &RecordPage<'_>,
    score: &Score,
    way: Option<Better>,
    standing: Option<Standing>,
    is_own: bool,
) -> Benchmark {
    let fact = |key| format!("benchmarks[{}].{key}", score.index);
    let scale = if standing.is_none() { subject.directory.scale(score) } else { None };
    Benchmark {
        name: score.name.clone(),
        description: description(score, way),
        score: cell::score(score),
        bar: scale.map(|scale| scale.position(score.score).to_string()),
        scale: scale.filter(|scale| !scale.is_percent()).map(|scale| {
            let BenchmarkScale { from, to } = scale;
            Figure::data(
                format!("computed.scale[{}]", score.index),
                format!("{from},{to}"),
                format!("{from} to {to}"),
            )
        }),
        standing,
        is_own,
        source: score.source.as_deref().and_then(|url| {
            let owner = web::owner(&subject.directory.catalog, url);
            web::link(owner, url)
        }),
        date: score.date.map(|day| cell::date(fact("date"), day)),
    }
}

/// What the score counts, with version and variant, and which way it gets better where that differs between the scores.
fn description(score: &Score, way: Option<Better>) -> Option<String> {
    let way = way.map(|better| match better {
        Better::Higher => "higher is better",
        Better::Lower => "lower is better",
    });
    let words: Vec<&str> = score.metric.as_deref().into_iter().chain(score.setup()).chain(way).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn direction(ways: &[Option<Better>]) -> &'static str {
    let all = |way| ways.iter().all(|other| *other == Some(way));
    match (all(Better::Higher), all(Better::Lower)) {
        (true, _) => "Higher is better.",
        (_, true) => "Lower is better.",
        _ => "Each score has its own metric.",
    }
}

fn bars(rows: &[Benchmark]) -> Option<&'static str> {
    match (rows.iter().any(|row| row.scale.is_some()), rows.iter().any(|row| row.bar.is_some())) {
        (true, _) => Some("Bars run from 0 to 100 unless another scale is shown."),
        (false, true) => Some("Bars run from 0 to 100."),
        _ => None,
    }
}

fn no_scores(subject: &RecordPage<'_>) -> NoBenchmarks {
    let catalog = &subject.directory.catalog;
    let variant = || subject.record.variant_of.as_ref().and_then(|key| catalog.record(key));
    let base = subject.base().and_then(with_scores).or_else(|| variant().and_then(with_scores));
    let sentence = match base {
        Some(_) => "No scores for this offer.",
        None => "No scores in this directory yet.",
    };
    let scores = base.map(|base| link(format!("See {}.", base.name), &base.route));
    let organization = subject.author().unwrap_or_else(|| catalog.organization(subject.place));
    let overview = (!organization.is_from_ids)
        .then(|| link(format!("See all models by {}.", organization.name), &organization.route));
    let edit = subject.edit_url(subject.record);
    let add: Option<Link> = edit.and_then(|url| web::link("Add a score.", &url));
    NoBenchmarks {
        sentence: sentence.to_owned(),
        links: scores.into_iter().chain(overview).chain(add).collect(),
    }
}

fn with_scores(record: &Record) -> Option<&Record> {
    (!record.benchmarks.is_empty()).then_some(record)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::fixture::directory;
    use crate::resolve::Place;

    fn rows(text: &str) -> Vec<String> {
        let text = format!("name = \"M\"\n{text}");
        let directory = directory(&[("models/lab/m.toml", &text)]);
        let shown = benchmarks(&RecordPage::new(&directory, Place::Model(0)));
        let row = |row: &Benchmark| {
            let bar = row.bar.as_deref().unwrap_or("no bar");
            let source = row.source.as_ref().map_or("", |source| &source.text);
            let date = row.date.as_ref().map_or("", |date| &date.text);
            format!(
                "{} | {} | {}={} | {bar} | {source} {date}",
                row.name, row.score.text, row.score.fact, row.score.value
            )
        };
        shown.rows.iter().map(row).collect()
    }

    #[test]
    fn a_score_prints_as_written_and_a_bar_stands_for_percentages_alone() {
        let entry = |metric: &str, score: &str| {
            format!("[[benchmarks]]\nname = \"B\"\nscore = {score}\nmetric = \"{metric}\"\n")
        };
        let cases = [
            ("percent correct", "82.0", "B | 82.0% | benchmarks[0].score=82.0 | 82 |  "),
            ("pass@1", "41.2", "B | 41.2 | benchmarks[0].score=41.2 | 41.2 |  "),
            ("resolved", "59", "B | 59 | benchmarks[0].score=59 | 59 |  "),
            ("accuracy", "0.82", "B | 0.82 | benchmarks[0].score=0.82 | no bar |  "),
            ("index", "12.6", "B | 12.6 | benchmarks[0].score=12.6 | no bar |  "),
            ("percent", "120", "B | 120% | benchmarks[0].score=120 | no bar |  "),
        ];
        for (metric, score, shown) in cases {
            assert_eq!(rows(&entry(metric, score)), [shown], "{metric}");
        }
    }

    #[test]
    fn source_and_partial_date_stand_beside_the_score() {
        let text = "[[benchmarks]]\nname = \"B\"\nscore = 3.6\nsource = \"https://aider.chat/docs/\"\ndate = \"2024-12\"";
        assert_eq!(rows(text), ["B | 3.6 | benchmarks[0].score=3.6 | no bar | aider.chat Dec 2024"]);
    }

    #[test]
    fn without_scores_the_page_leads_to_the_base_model_and_the_author() {
        let directory = directory(&[
            ("models/lab/author.toml", "name = \"Lab\""),
            ("models/lab/m.toml", "name = \"M\"\n[[benchmarks]]\nname = \"B\"\nscore = 1"),
            ("providers/p/provider.toml", "name = \"P\""),
            ("providers/p/models/m.toml", "base_model = \"lab/m\""),
            ("providers/p/models/own.toml", "name = \"Own\""),
        ]);
        let links = |place| {
            let empty = benchmarks(&RecordPage::new(&directory, place)).empty.unwrap();
            empty.links.into_iter().map(|link| format!("{} {}", link.text, link.url)).collect::<Vec<_>>()
        };
        let of_offer = ["See M. models/lab/m/", "See all models by Lab. models/lab/"];
        assert_eq!(links(Place::Offer(0)), of_offer);
        assert_eq!(links(Place::Offer(1)), ["See all models by P. providers/p/"]);
    }
}

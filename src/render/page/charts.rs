//! Charts of all listed models: prices against context windows, and against benchmarks.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::cell;
use super::common::{counted, description, head, link};
use super::list::follow;
use crate::derive::{CHART_MINIMUM, Directory};
use crate::domain::{Currency, Price, Route, TokenCount};
use crate::render::chart::{Axis, Growth, Tick, dots, position};
use crate::render::view::{Cell, Figure, Link, Page};
use crate::resolve::cost::RateKind;
use crate::resolve::{Place, Record};

/// The page of charts; templates see it as `charts`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Charts {
    /// What the charts show.
    pub lead: String,
    /// The charts.
    pub charts: Vec<Chart>,
}

/// A chart with the table of the same data; `component/chart.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Chart {
    /// The fragment: `context`.
    pub id: String,
    /// The heading.
    pub title: String,
    /// How many models stand in it, and how they are put together.
    pub caption: String,
    /// What the axis at the bottom counts.
    pub across: String,
    /// What the axis at the left counts.
    pub up: String,
    /// The ticks at the bottom.
    pub columns: Vec<ChartTick>,
    /// The ticks at the left.
    pub lines: Vec<ChartTick>,
    /// The dots.
    pub dots: Vec<ChartDot>,
}

/// A line of a chart with its label.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ChartTick {
    /// Where it stands, in units of the drawing.
    pub at: String,
    /// What it says.
    pub label: String,
}

/// A dot of a chart: one model, or several that are near each other.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ChartDot {
    /// How far from the left.
    pub x: String,
    /// How far from above.
    pub y: String,
    /// Its size: larger for several models.
    pub size: String,
    /// The first of its models.
    pub model: Link,
    /// The key of that model.
    pub record: String,
    /// How many more models stand there: "and 3 more".
    pub more: String,
    /// Its figure at the bottom.
    pub across: Cell,
    /// Its figure at the left.
    pub up: Cell,
    /// Whose price that is, where it is not the author's own: "at Acme".
    pub seller: Option<String>,
}

/// How many benchmarks have a chart: those with the most scores.
const MOST_BENCHMARKS: usize = 6;

/// A model with its two numbers, and the figure of the first.
struct Point {
    place: Place,
    across: f64,
    price: f64,
    figure: Cell,
}

/// The page of charts.
pub(super) fn view(directory: &Directory) -> (Page, Charts) {
    let route = Route::charts();
    let mut page = head(&directory.settings, &route, "Charts");
    "AI models in charts: price, context window and benchmarks".clone_into(&mut page.title);
    follow(
        &mut page,
        &directory.settings,
        vec![link("Models", &Route::models()), link("Charts", &route)],
        None,
    );
    let charts: Vec<Chart> =
        [context(directory)].into_iter().flatten().chain(benchmarks(directory)).collect();
    page.description = description(&[
        "Prices of AI models against their context windows and benchmark scores, as charts and tables.",
    ]);
    let lead = "Input prices in US dollars per 1M tokens. Models that are retired, free, included in a plan or without a price are not shown.";
    (page, Charts { lead: lead.to_owned(), charts })
}

fn context(directory: &Directory) -> Option<Chart> {
    let chart = chart(directory, &by_context(directory), Growth::Log, context_label)?;
    Some(Chart {
        id: "context".to_owned(),
        title: "Price against context window".to_owned(),
        across: "Context window in tokens".to_owned(),
        ..chart
    })
}

fn by_context(directory: &Directory) -> Vec<Point> {
    points(directory, |record| {
        let context = record.limit.context.known()?;
        Some((context.0.to_f64()?, cell::context(record)))
    })
}

/// A chart for each of the benchmarks with the most scores, by name.
fn benchmarks(directory: &Directory) -> Vec<Chart> {
    let mut counts: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    for row in &directory.rows {
        for score in &directory.record(row.place).benchmarks {
            *counts.entry((score.name.as_str(), score.metric.as_deref())).or_default() += 1;
        }
    }
    let mut most: Vec<_> = counts.into_iter().filter(|(_, count)| *count >= CHART_MINIMUM).collect();
    most.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let named = most.into_iter().take(MOST_BENCHMARKS).map(|(name, _)| name).enumerate();
    named.filter_map(|(at, (name, metric))| benchmark(directory, at, name, metric)).collect()
}

fn benchmark(directory: &Directory, at: usize, name: &str, metric: Option<&str>) -> Option<Chart> {
    let points = points(directory, |record| {
        let found = record.benchmarks.iter().find(|it| it.name == name && it.metric.as_deref() == metric)?;
        let (fact, score) = (format!("benchmarks[{}].score", found.index), found.score.to_string());
        Some((found.score.to_f64()?, Cell::known(Figure::data(fact, score.as_str(), score.as_str()))))
    });
    let chart = chart(directory, &points, Growth::Linear, score_label)?;
    let metric = metric.map(|metric| format!(", {metric}")).unwrap_or_default();
    Some(Chart {
        id: format!("benchmark-{}", at + 1),
        title: format!("Price against {name}"),
        across: format!("{name}{metric}"),
        ..chart
    })
}

/// The listed models with a real price of input in dollars and a number of another kind.
fn points(directory: &Directory, number: impl Fn(&Record) -> Option<(f64, Cell)>) -> Vec<Point> {
    let point = |row: &crate::derive::Row| {
        let charge = directory.real_rate(row.place, RateKind::Input)?;
        let (across, figure) = number(directory.record(row.place))?;
        Some(Point { place: row.place, across, price: charge.price.decimal().to_f64()?, figure })
    };
    directory.rows.iter().filter_map(point).collect()
}

fn chart(
    directory: &Directory,
    points: &[Point],
    growth: Growth,
    label: fn(Tick) -> String,
) -> Option<Chart> {
    if points.len() < CHART_MINIMUM {
        return None;
    }
    let across = Axis::new(growth, points.iter().map(|point| point.across))?;
    let up = Axis::new(Growth::Log, points.iter().map(|point| point.price))?;
    let places: Vec<(f64, f64)> =
        points.iter().map(|point| (across.place(point.across), up.place(point.price))).collect();
    let cells = dots(&places);
    let dots: Vec<ChartDot> = cells.iter().map(|cell| dot(directory, points, &places, cell)).collect();
    Some(Chart {
        caption: caption(points.len(), dots.len()),
        up: "Input price per 1M tokens".to_owned(),
        columns: across.ticks.iter().map(|tick| column(&across, *tick, label)).collect(),
        lines: up.ticks.iter().map(|tick| line(&up, *tick)).collect(),
        dots,
        ..Chart::default()
    })
}

fn caption(points: usize, dots: usize) -> String {
    let models = counted(points, "model", "models");
    if points == dots {
        return format!("{models}, one dot each.");
    }
    format!("{models} in {}. Larger dots stand for several models.", counted(dots, "dot", "dots"))
}

fn dot(directory: &Directory, points: &[Point], places: &[(f64, f64)], cell: &[usize]) -> ChartDot {
    let (point, (across, up)) = (&points[cell[0]], places[cell[0]]);
    let record = directory.record(point.place);
    let (x, y) = position(across, up);
    let size =
        if cell.len() == 1 { 4.0 } else { (3.0 + cell.len().to_f64().unwrap_or(1.0).sqrt()).clamp(4.5, 9.0) };
    ChartDot {
        x: places_of(x),
        y: places_of(y),
        size: places_of(size),
        model: link(&record.name, &record.route),
        record: record.key.as_str().to_owned(),
        more: if cell.len() > 1 { format!("and {} more", cell.len() - 1) } else { String::new() },
        across: point.figure.clone(),
        up: cell::rate_of(directory, point.place, RateKind::Input),
        seller: directory.seller(point.place).map(|seller| format!("at {}", seller.name)),
    }
}

fn places_of(number: f64) -> String {
    format!("{number:.1}")
}

fn column(axis: &Axis, tick: Tick, label: fn(Tick) -> String) -> ChartTick {
    ChartTick { at: places_of(position(axis.place_of(tick), 0.0).0), label: label(tick) }
}

fn line(axis: &Axis, tick: Tick) -> ChartTick {
    let price = Price::new(exact(tick)).map(|price| price.text(Currency::USD)).unwrap_or_default();
    ChartTick { at: places_of(position(0.0, axis.place_of(tick)).1), label: price }
}

fn context_label(tick: Tick) -> String {
    exact(tick).to_u64().map(|tokens| TokenCount(tokens).short()).unwrap_or_default()
}

fn score_label(tick: Tick) -> String {
    exact(tick).to_string()
}

/// The number of a tick, exactly.
fn exact(tick: Tick) -> Decimal {
    let ten = |power: i32| (0..power.unsigned_abs()).fold(Decimal::ONE, |number, _| number * Decimal::TEN);
    let digit = Decimal::from(tick.digit);
    if tick.power < 0 { (digit / ten(tick.power)).normalize() } else { digit * ten(tick.power) }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::directory;
    use super::*;

    fn drawn(count: usize) -> Charts {
        let texts: Vec<(String, String)> = (1..=count)
            .map(|at| {
                let text = format!(
                    "name = \"M{at}\"\n[limit]\ncontext = {}\n[cost]\ninput = 0.{at}\noutput = 2\n\
                     [[benchmarks]]\nname = \"MMLU\"\nscore = {at}0.5\nmetric = \"percent\"",
                    at * 8_000
                );
                (format!("models/lab/m{at}.toml"), text)
            })
            .collect();
        let files: Vec<(&str, &str)> =
            texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        view(&directory(&files)).1
    }

    #[test]
    fn every_model_with_a_price_stands_in_a_chart() {
        let charts = drawn(9).charts;
        assert_eq!(
            charts.iter().map(|chart| chart.id.as_str()).collect::<Vec<_>>(),
            ["context", "benchmark-1"]
        );
        assert_eq!(charts[0].caption, "9 models, one dot each.");
        assert_eq!(charts[0].lines[0].label, "$0.10");
        assert_eq!(charts[0].columns[0].label, "5K");
        assert_eq!(charts[1].across, "MMLU, percent");
    }

    #[test]
    fn few_models_make_no_chart() {
        assert!(drawn(4).charts.is_empty());
    }
}

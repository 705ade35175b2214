//! The drawing of a map: where everything stands.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::table::price_text;
use crate::derive::price_map::{Point, PriceMap};
use crate::derive::{Directory, ScoreSet};
use crate::domain::{Currency, Price, TokenCount};
use crate::fact::Better;
use crate::render::chart::{Axis, Dot, Frame, Growth, Label, Obstacle, Tenths, labels, text_width, written};
use crate::render::page::cell;

/// A drawing of a map.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Drawing {
    /// Which screens it is for: `wide`, `narrow`.
    pub size: &'static str,
    /// Its width.
    pub width: String,
    /// Its height.
    pub height: String,
    /// The left, right, upper and lower end of the part in which dots stand.
    pub left: String,
    /// See `left`.
    pub right: String,
    /// See `left`.
    pub top: String,
    /// See `left`.
    pub bottom: String,
    /// The radius of the area around a dot that answers a pointer.
    pub reach: String,
    /// The ticks at the bottom.
    pub columns: Vec<MapTick>,
    /// The ticks at the left.
    pub lines: Vec<MapTick>,
    /// The frontier as a path, from its first model to the right end.
    pub frontier: Option<String>,
    /// The dots, lowest price first.
    pub dots: Vec<MapDot>,
}

/// A tick with its label.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct MapTick {
    /// Where it stands.
    pub at: String,
    /// What it says.
    pub label: String,
}

/// A model on a map.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct MapDot {
    /// How far from the left.
    pub x: String,
    /// How far from above.
    pub y: String,
    /// The number of the author's mark; 0 for all authors without one.
    pub mark: usize,
    /// Whether the author published the score.
    pub is_own: bool,
    /// The path of the model's page.
    pub url: String,
    /// Name and figures: "GPT-5: 88.0%, $3.00".
    pub text: String,
    /// The name of the model.
    pub name: String,
    /// Where the name stands, if there is room.
    pub label: Option<MapLabel>,
}

/// The place of a name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct MapLabel {
    /// How far from the left its anchor is.
    pub x: String,
    /// How far from above its base line is.
    pub y: String,
    /// Which part of it the anchor is: `start`, `middle`, `end`.
    pub anchor: &'static str,
    /// Whether the model is on the frontier.
    pub is_bold: bool,
}

/// Draws a map in a frame; `None` if a value has no place on its axis.
pub(super) fn draw(
    directory: &Directory,
    map: &PriceMap,
    set: Option<&ScoreSet>,
    frame: Frame,
) -> Option<Drawing> {
    let values = || map.points.iter().map(|point| point.value);
    let growth = if set.is_some() { Growth::Linear } else { Growth::Log };
    let tick_label = |value: Decimal| value_label(set, value);
    let up = Axis::new(growth, values(), frame.plot_height(), &|_| LINE)?;
    let widest = up.ticks.iter().map(|tick| text_width(&tick_label(*tick), false)).max().unwrap_or(0);
    let frame = frame.with_labels(widest);
    let prices = map.points.iter().map(|point| point.price);
    let across = Axis::new(Growth::Log, prices, frame.plot_width(), &|price| {
        text_width(&price_label(price), false) + GAP
    })?;
    let up = up.turned(set.is_some_and(|set| set.better == Some(Better::Lower)));
    let place = |point: &Point| (frame.x(across.share(point.price)), frame.y(up.share(point.value)));
    let places: Vec<(Tenths, Tenths)> = map.points.iter().map(place).collect();
    let corners = corners(&frame, map, &places);
    let lines: Vec<Obstacle> = corners.windows(2).map(|pair| Obstacle::line(pair[0], pair[1])).collect();
    let labels = labels(&frame, &dots_to_label(directory, map, &places), &lines);
    let dots = map.points.iter().zip(&places).zip(labels).enumerate().map(|(at, ((point, place), label))| {
        dot(directory, set, point, *place, label.map(|label| map_label(label, map.frontier.contains(&at))))
    });
    Some(Drawing {
        size: frame.name,
        width: written(frame.width),
        height: written(frame.height),
        left: written(frame.left),
        right: written(frame.right()),
        top: written(frame.top()),
        bottom: written(frame.bottom()),
        reach: written(frame.reach),
        columns: across
            .ticks
            .iter()
            .map(|tick| MapTick { at: written(frame.x(across.share(*tick))), label: price_label(*tick) })
            .collect(),
        lines: up
            .ticks
            .iter()
            .map(|tick| MapTick { at: written(frame.y(up.share(*tick))), label: tick_label(*tick) })
            .collect(),
        frontier: (!corners.is_empty()).then(|| path(&corners)),
        dots: dots.collect(),
    })
}

/// How much room a line of text takes, and the least gap between two labels beside each other.
const LINE: Tenths = 400;
const GAP: Tenths = 100;

fn price_label(price: Decimal) -> String {
    Price::new(price).map(|price| price.text(Currency::USD)).unwrap_or_default()
}

fn value_label(set: Option<&ScoreSet>, value: Decimal) -> String {
    match set {
        Some(set) if set.is_percent => format!("{value}%"),
        Some(_) => value.to_string(),
        None => value.to_u64().map(|tokens| TokenCount(tokens).short()).unwrap_or_default(),
    }
}

/// The corners of the frontier: up at each of its models, level between them and to the right end.
fn corners(frame: &Frame, map: &PriceMap, places: &[(Tenths, Tenths)]) -> Vec<(Tenths, Tenths)> {
    let mut corners: Vec<(Tenths, Tenths)> = Vec::new();
    for (x, y) in map.frontier.iter().map(|at| places[*at]) {
        corners.push((x, corners.last().map_or(frame.bottom(), |(_, before)| *before)));
        corners.push((x, y));
    }
    if let Some((_, y)) = corners.last().copied() {
        corners.push((frame.right(), y));
    }
    corners
}

fn path(corners: &[(Tenths, Tenths)]) -> String {
    let steps = corners.iter().map(|(x, y)| format!("{} {}", written(*x), written(*y)));
    format!("M{}", steps.collect::<Vec<_>>().join("L"))
}

/// The dots in the order in which names are placed: those on the frontier first, then the best.
fn dots_to_label<'a>(directory: &'a Directory, map: &PriceMap, places: &[(Tenths, Tenths)]) -> Vec<Dot<'a>> {
    let dots = map.points.iter().zip(places).enumerate().map(|(at, (point, (x, y)))| Dot {
        x: *x,
        y: *y,
        name: &directory.record(point.place).name,
        is_bold: map.frontier.contains(&at),
    });
    dots.collect()
}

fn map_label(label: Label, is_bold: bool) -> MapLabel {
    MapLabel { x: written(label.x), y: written(label.y), anchor: label.anchor, is_bold }
}

fn dot(
    directory: &Directory,
    set: Option<&ScoreSet>,
    point: &Point,
    (x, y): (Tenths, Tenths),
    label: Option<MapLabel>,
) -> MapDot {
    let record = directory.record(point.place);
    let value = match set {
        Some(_) => cell::score(&record.benchmarks[point.entry]).text,
        None => value_label(None, point.value),
    };
    MapDot {
        x: written(x),
        y: written(y),
        mark: point.mark,
        is_own: point.is_by_author,
        url: record.route.as_str().to_owned(),
        text: format!("{}: {value}, {}", record.name, price_text(point)),
        name: record.name.clone(),
        label,
    }
}

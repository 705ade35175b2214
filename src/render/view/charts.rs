use serde::Serialize;

use super::cell::Cell;
use super::link::Link;

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
}

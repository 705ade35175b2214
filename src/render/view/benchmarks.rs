use serde::Serialize;

use super::figure::Figure;
use super::link::Link;

/// The section with published scores; `component/benchmarks.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Benchmarks {
    /// What to keep in mind: "Higher is better. Compare scores only within one benchmark."
    pub caption: Option<String>,
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
    /// Who published the score.
    pub source: Option<Link>,
    /// When.
    pub date: Option<Figure>,
}

/// The plain words where scores would stand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct NoBenchmarks {
    /// "No scores have been published for this model yet."
    pub sentence: String,
    /// Pages that may have some: the base model's, the author's overview, the file to add a score to.
    pub links: Vec<Link>,
}

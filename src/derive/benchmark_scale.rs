//! Interprets benchmark scores: whether higher is better, and the scale of the bar that shows a score.

use foldhash::HashMap;
use rust_decimal::{Decimal, RoundingStrategy};

use super::Directory;
use crate::fact::{Better, score_set_id};
use crate::resolve::record::Benchmark;
use crate::trace::{self, Index, Note};

/// The range of a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BenchmarkScale {
    /// The score at which a bar has no length.
    pub from: Decimal,
    /// The score at which a bar has its full length.
    pub to: Decimal,
}

/// The lowest and the highest score of each benchmark, by its id.
#[derive(Debug, Default)]
pub(super) struct BenchmarkScales(HashMap<String, (Decimal, Decimal)>);

impl BenchmarkScales {
    /// Collects the scores of every record.
    pub(super) fn new(directory: &Directory) -> Self {
        let mut benchmark_scales: HashMap<String, (Decimal, Decimal)> = HashMap::default();
        for benchmark in directory.catalog.records().flat_map(|record| &record.benchmarks) {
            let score = benchmark.score;
            let (low, high) = benchmark_scales.entry(score_set_id(benchmark)).or_insert((score, score));
            (*low, *high) = (score.min(*low), score.max(*high));
        }
        Self(benchmark_scales)
    }
}

impl Directory {
    /// The scale on which a score is drawn; `None` if it does not follow from the metric and the other scores.
    ///
    /// A percentage is drawn on 0 to 100, and so is a share of more than 1. Any other score needs further scores of the same
    /// benchmark: it is drawn from 0 to a round number above the highest of them. A rating has no natural zero, so it is
    /// drawn between round numbers around all of them.
    pub fn scale(&self, benchmark: &Benchmark) -> Option<BenchmarkScale> {
        let scale = self.scale_of(benchmark)?;
        (scale.from <= benchmark.score && benchmark.score <= scale.to).then_some(scale)
    }

    /// The lowest and the highest score of a benchmark, by its id.
    pub fn range(&self, benchmark: &str) -> Option<(Decimal, Decimal)> {
        trace::note(|| Note::Lookup(Index::Ranges, benchmark.to_owned()));
        self.benchmark_scales.0.get(benchmark).copied()
    }

    fn scale_of(&self, benchmark: &Benchmark) -> Option<BenchmarkScale> {
        let percent = BenchmarkScale { from: Decimal::ZERO, to: Decimal::ONE_HUNDRED };
        let (low, high) = self.range(&score_set_id(benchmark))?;
        if benchmark.is_percent() || is_share(benchmark) && high > Decimal::ONE {
            return Some(percent);
        }
        if low == high || low < Decimal::ZERO {
            return None;
        }
        if is_rating(benchmark) {
            let step = Decimal::ONE_HUNDRED;
            return Some(BenchmarkScale {
                from: (low / step).floor() * step,
                to: (high / step).ceil() * step,
            });
        }
        Some(BenchmarkScale { from: Decimal::ZERO, to: round_up(high) })
    }
}

impl BenchmarkScale {
    /// The position of a score on the scale, in percent with one decimal.
    pub fn position(self, score: Decimal) -> Decimal {
        let share = (score - self.from) / (self.to - self.from) * Decimal::ONE_HUNDRED;
        share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero).normalize()
    }

    /// Whether it is the scale of percentages.
    pub fn is_percent(self) -> bool {
        self.from.is_zero() && self.to == Decimal::ONE_HUNDRED
    }
}

/// The next number with one significant digit: 20 for 12.6, 0.4 for 0.31.
fn round_up(score: Decimal) -> Decimal {
    let mut step = Decimal::ONE;
    while step * Decimal::TEN <= score {
        step *= Decimal::TEN;
    }
    while step > score && step.scale() < 12 {
        step /= Decimal::TEN;
    }
    ((score / step).ceil() * step).normalize()
}

fn metric(benchmark: &Benchmark) -> &str {
    benchmark.metric.as_deref().unwrap_or_default()
}

/// Whether the metric is a share of tasks, even if it does not mention percent.
fn is_share(benchmark: &Benchmark) -> bool {
    const SHARES: [&str; 5] = ["pass@1", "success rate", "resolve", "accuracy", "win rate"];
    SHARES.iter().any(|share| metric(benchmark).contains(share))
}

fn is_rating(benchmark: &Benchmark) -> bool {
    words(metric(benchmark)).any(|word| ["elo", "rating"].contains(&&*word))
}

/// Whether a higher or a lower score is better; `None` if that does not follow from the metric.
pub fn better(benchmark: &Benchmark) -> Option<Better> {
    if !is_higher_better(benchmark) {
        return Some(Better::Lower);
    }
    let is_known_metric = benchmark.is_percent()
        || is_share(benchmark)
        || is_rating(benchmark)
        || ["index", "score", "average score", "points", "f1"].contains(&metric(benchmark));
    is_known_metric.then_some(Better::Higher)
}

/// Whether higher is better, unlike for error rates, times and ranks.
fn is_higher_better(benchmark: &Benchmark) -> bool {
    const LESS_IS_BETTER: [&str; 12] = [
        "error",
        "errors",
        "wer",
        "cer",
        "latency",
        "seconds",
        "time",
        "loss",
        "perplexity",
        "rank",
        "cost",
        "hallucination",
    ];
    let texts = [&*benchmark.name, metric(benchmark)].into_iter().chain(benchmark.setup());
    !texts.flat_map(words).any(|word| LESS_IS_BETTER.contains(&&*word))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::fixture::Site;

    /// The scale of the first of some scores of one metric, and the position of that score.
    fn scale(metric: &str, scores: &[&str]) -> Option<String> {
        let site = scores.iter().enumerate().fold(Site::new(), |site, (at, score)| {
            let text = format!("[[benchmarks]]\nname = \"B\"\nscore = {score}\nmetric = \"{metric}\"");
            site.model(&format!("a/m{at}"), &text)
        });
        let directory = site.derive();
        let benchmark = &directory.catalog.models[0].record.benchmarks[0];
        let scale = directory.scale(benchmark)?;
        Some(format!("{} to {}: {}", scale.from, scale.to, scale.position(benchmark.score)))
    }

    #[test]
    fn a_percentage_is_drawn_on_the_scale_of_percentages() {
        assert_eq!(scale("percent correct", &["82.0"]).as_deref(), Some("0 to 100: 82"));
        assert_eq!(scale("pass@1", &["41.2"]).as_deref(), Some("0 to 100: 41.2"));
        assert_eq!(scale("percent", &["120"]), None);
    }

    #[test]
    fn an_index_is_no_percentage() {
        assert_eq!(scale("index", &["12.6"]), None);
        assert_eq!(scale("index", &["12.6", "61.3"]).as_deref(), Some("0 to 70: 18"));
        assert_eq!(scale("score", &["0.2", "0.31"]).as_deref(), Some("0 to 0.4: 50"));
    }

    #[test]
    fn a_share_of_one_or_less_may_be_a_fraction() {
        assert_eq!(scale("accuracy", &["0.82"]), None);
        assert_eq!(scale("accuracy", &["0.8", "0.95"]).as_deref(), Some("0 to 1: 80"));
        assert_eq!(scale("accuracy", &["0.8", "95"]).as_deref(), Some("0 to 100: 0.8"));
    }

    #[test]
    fn a_rating_has_no_natural_zero() {
        assert_eq!(scale("Elo", &["1250", "1432", "1101"]).as_deref(), Some("1100 to 1500: 37.5"));
        assert_eq!(scale("Elo", &["1250"]), None);
    }

    #[test]
    fn whether_higher_is_better_follows_from_the_metric() {
        let better_of = |metric: &str| {
            let text = format!("[[benchmarks]]\nname = \"B\"\nscore = 3\nmetric = \"{metric}\"");
            better(&Site::new().model("a/m", &text).derive().catalog.models[0].record.benchmarks[0])
        };
        assert_eq!(better_of("percent correct"), Some(Better::Higher));
        assert_eq!(better_of("word error rate, percent"), Some(Better::Lower));
        assert_eq!(better_of("tokens"), None);
    }
}

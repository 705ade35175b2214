//! How scores are read: which of them can be compared, whether more is better, and the scale that a bar needs.

use std::collections::HashMap;

use rust_decimal::{Decimal, RoundingStrategy};

use super::Directory;
use crate::fact::{Better, benchmark_id};
use crate::resolve::record::Benchmark;

/// The ends of a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BenchmarkScale {
    /// Where a bar has no length.
    pub from: Decimal,
    /// Where a bar has its full length.
    pub to: Decimal,
}

/// The lowest and the highest score of each board.
#[derive(Debug, Default)]
pub(super) struct BenchmarkScales(HashMap<String, (Decimal, Decimal)>);

impl BenchmarkScales {
    /// Reads the scores of every record.
    pub(super) fn new(directory: &Directory) -> Self {
        let mut benchmark_scales: HashMap<String, (Decimal, Decimal)> = HashMap::new();
        for benchmark in directory.catalog.records().flat_map(|record| &record.benchmarks) {
            let score = benchmark.score;
            let (low, high) = benchmark_scales.entry(benchmark_id(benchmark)).or_insert((score, score));
            (*low, *high) = (score.min(*low), score.max(*high));
        }
        Self(benchmark_scales)
    }
}

impl Directory {
    /// The scale on which a score is drawn; none where the words and the other scores do not tell one.
    ///
    /// A percentage stands on 0 to 100, and so does a share that is above 1. Everything else needs other scores of the same
    /// board: it stands on 0 to a round number above the highest of them, and a rating, which has no natural zero, between
    /// round numbers around them all.
    pub fn scale(&self, benchmark: &Benchmark) -> Option<BenchmarkScale> {
        let scale = self.scale_of(benchmark)?;
        (scale.from <= benchmark.score && benchmark.score <= scale.to).then_some(scale)
    }

    fn scale_of(&self, benchmark: &Benchmark) -> Option<BenchmarkScale> {
        let percent = BenchmarkScale { from: Decimal::ZERO, to: Decimal::ONE_HUNDRED };
        let (low, high) = *self.benchmark_scales.0.get(&benchmark_id(benchmark))?;
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
        Some(BenchmarkScale { from: Decimal::ZERO, to: above(high) })
    }
}

impl BenchmarkScale {
    /// How far along the scale a score stands, in percent with one decimal.
    pub fn position(self, score: Decimal) -> Decimal {
        let share = (score - self.from) / (self.to - self.from) * Decimal::ONE_HUNDRED;
        share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero).normalize()
    }

    /// Whether it is the scale of percentages.
    pub fn is_percent(self) -> bool {
        self.from.is_zero() && self.to == Decimal::ONE_HUNDRED
    }
}

/// The next number with one digit that counts: 12.6 gives 20, 0.31 gives 0.4.
fn above(score: Decimal) -> Decimal {
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

/// Whether the metric is a share of tasks, also where it does not say percent.
fn is_share(benchmark: &Benchmark) -> bool {
    const SHARES: [&str; 5] = ["pass@1", "success rate", "resolve", "accuracy", "win rate"];
    SHARES.iter().any(|share| metric(benchmark).contains(share))
}

fn is_rating(benchmark: &Benchmark) -> bool {
    words_of(metric(benchmark)).any(|word| ["elo", "rating"].contains(&&*word))
}

/// Which way a score gets better, as far as the words tell.
pub fn better(benchmark: &Benchmark) -> Option<Better> {
    if !is_higher_better(benchmark) {
        return Some(Better::Lower);
    }
    let grows = benchmark.is_percent() || is_share(benchmark) || is_rating(benchmark);
    let is_named = ["index", "score", "average score", "points", "f1"].contains(&metric(benchmark));
    (grows || is_named).then_some(Better::Higher)
}

/// Whether more is better; error rates, times and ranks are none.
pub fn is_higher_better(benchmark: &Benchmark) -> bool {
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
    !words_of(&benchmark_id(benchmark)).any(|word| LESS_IS_BETTER.contains(&&*word))
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    let lower = text.to_lowercase();
    let words: Vec<String> = lower.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::fixture::Site;

    /// The scale of the first of some scores of one metric, and where that score stands.
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
    fn a_percentage_stands_on_the_scale_of_percentages() {
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
    fn words_tell_which_way_a_score_gets_better() {
        let of = |metric: &str| {
            let text = format!("[[benchmarks]]\nname = \"B\"\nscore = 3\nmetric = \"{metric}\"");
            better(&Site::new().model("a/m", &text).derive().catalog.models[0].record.benchmarks[0])
        };
        assert_eq!(of("percent correct"), Some(Better::Higher));
        assert_eq!(of("word error rate, percent"), Some(Better::Lower));
        assert_eq!(of("tokens"), None);
    }
}

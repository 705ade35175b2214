//! How the figures of another model differ from the page's own, in few words.

use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use crate::derive::SharedScore;
use crate::domain::Capability;
use crate::render::page::words::{lower, percent, times};
use crate::resolve::Record;

/// How a figure differs from the page's own; `component/difference.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Difference {
    /// "94% less", "3.8×", "Same".
    pub text: String,
    /// Whether that is `better` or `worse` for the reader, or `neither`; empty for words that are neither.
    pub way: &'static str,
    /// The fact's name, where it is a figure: `computed.difference.input`.
    pub fact: Option<&'static str>,
    /// The exact value of the figure.
    pub value: String,
}

/// How many decimals of a share are kept.
const DECIMALS: u32 = 4;

impl Difference {
    fn words(text: impl Into<String>, way: &'static str) -> Self {
        Self { text: text.into(), way, ..Self::default() }
    }

    /// What is gained.
    pub(super) fn better(text: impl Into<String>) -> Self {
        Self::words(text, "better")
    }

    /// What is lost.
    pub(super) fn worse(text: impl Into<String>) -> Self {
        Self::words(text, "worse")
    }

    /// What is neither.
    pub(super) fn neutral(text: impl Into<String>) -> Self {
        Self::words(text, "")
    }

    fn figure(self, fact: &'static str, exact: Decimal) -> Self {
        let way = if self.way.is_empty() { "neither" } else { self.way };
        let value = exact.round_dp_with_strategy(DECIMALS, RoundingStrategy::MidpointAwayFromZero);
        Self { fact: Some(fact), value: value.normalize().to_string(), way, ..self }
    }
}

/// How much less or more something costs: "94% less", "28% more", "2.6× the price"; `None` where one of the two is zero, which may
/// mean unknown. The figure is the percentage that is saved.
pub(super) fn price(fact: &'static str, own: Decimal, other: Decimal) -> Option<Difference> {
    let saved = own.checked_sub(other)?.checked_div(own)?.checked_mul(Decimal::ONE_HUNDRED)?;
    if other.is_zero() {
        return None;
    }
    let difference = match other.cmp(&own) {
        Ordering::Equal => Difference::neutral("Same"),
        Ordering::Less => return Some(saving(fact, saved)),
        Ordering::Greater if saved <= -Decimal::ONE_HUNDRED => {
            Difference::worse(format!("{} the price", ratio(own, other)?))
        }
        Ordering::Greater => Difference::worse(format!("{} more", percent(-saved))),
    };
    Some(difference.figure(fact, saved))
}

/// How much less something costs, in percent: "94% less".
pub(super) fn saving(fact: &'static str, saved: Decimal) -> Difference {
    Difference::better(format!("{} less", percent(saved))).figure(fact, saved)
}

/// How much larger or smaller a limit is: "3.8×", "24% less".
pub(super) fn limit(fact: &'static str, own: Decimal, other: Decimal) -> Option<Difference> {
    let share = other.checked_div(own)?;
    let less = (Decimal::ONE - share) * Decimal::ONE_HUNDRED;
    let difference = match other.cmp(&own) {
        Ordering::Equal => Difference::neutral("Same"),
        Ordering::Less => Difference::worse(format!("{} less", percent(less))),
        Ordering::Greater if share < Decimal::new(12, 1) => {
            Difference::better(format!("{} more", percent(-less)))
        }
        Ordering::Greater => Difference::better(ratio(own, other)?),
    };
    Some(difference.figure(fact, share))
}

/// How much higher or lower a score is: "+0.4", "−1.3".
pub(super) fn score(score: &SharedScore) -> Difference {
    let exact = score.other - score.own;
    let sign = if exact.is_sign_negative() { "−" } else { "+" };
    let text = format!("{sign}{}", exact.abs().normalize());
    let difference = match score.order {
        Ordering::Equal => Difference::neutral("Same"),
        Ordering::Less => Difference::worse(text),
        Ordering::Greater => Difference::better(text),
    };
    difference.figure("computed.difference.points", exact)
}

/// The most capabilities that are named where the file does not say.
const MOST_UNSTATED: usize = 3;

/// Which capabilities are lost, gained and not stated: "No PDF input", "With reasoning".
pub(super) fn capabilities(own: &Record, other: &Record) -> Vec<Difference> {
    let (mut lost, mut gained, mut unstated) = (Vec::new(), Vec::new(), Vec::new());
    for capability in Capability::all() {
        let name = || lower(capability.words().label);
        match (own.capabilities.has(capability), other.capabilities.get(capability)) {
            (true, Some(false)) => lost.push(name()),
            (false, Some(true)) => gained.push(name()),
            (true, None) => unstated.push(name()),
            _ => {}
        }
    }
    let named = |words: &str, names: Vec<String>, make: fn(String) -> Difference| {
        (!names.is_empty()).then(|| make(format!("{words} {}", names.join(", "))))
    };
    let all = [
        named("No", lost, Difference::worse),
        named("With", gained, Difference::better),
        named("Not stated:", few(unstated), Difference::neutral),
    ];
    let all: Vec<Difference> = all.into_iter().flatten().collect();
    if all.is_empty() { vec![Difference::neutral("Same")] } else { all }
}

fn few(mut names: Vec<String>) -> Vec<String> {
    let more = names.len().saturating_sub(MOST_UNSTATED);
    if more > 1 {
        names.truncate(MOST_UNSTATED);
        names.push(format!("{more} more"));
    }
    names
}

/// How many times, to one decimal.
fn ratio(own: Decimal, other: Decimal) -> Option<String> {
    let exact = other.checked_div(own)?;
    Some(times(exact.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::fixture::record;

    fn words(difference: Option<Difference>) -> String {
        let Difference { text, way, .. } = difference.unwrap_or_default();
        format!("{text} [{way}]")
    }

    fn number(digits: &str) -> Decimal {
        digits.parse().unwrap()
    }

    #[test]
    fn prices_differ_by_percent_and_then_by_times() {
        let shown = |own, other| words(price("x", number(own), number(other)));
        assert_eq!(shown("0.95", "0.06"), "94% less [better]");
        assert_eq!(shown("2", "2.00"), "Same [neither]");
        assert_eq!(shown("3", "4"), "33% more [worse]");
        assert_eq!(shown("1", "2"), "2× the price [worse]");
        assert_eq!(shown("0.95", "2.5"), "2.6× the price [worse]");
        assert_eq!(shown("0", "1"), " []");
        assert_eq!(shown("1", "0"), " []", "a zero may mean unknown");
        assert_eq!(shown("1000", "1"), "over 99% less [better]");
        assert_eq!(shown("1", "1.001"), "under 1% more [worse]");
    }

    #[test]
    fn limits_are_larger_or_smaller() {
        let shown = |own, other| words(limit("x", number(own), number(other)));
        assert_eq!(shown("128000", "1048576"), "8.2× [better]");
        assert_eq!(shown("262144", "200000"), "24% less [worse]");
        assert_eq!(shown("1000000", "1048576"), "5% more [better]");
        assert_eq!(shown("8", "8"), "Same [neither]");
    }

    #[test]
    fn a_score_says_its_difference_and_which_way_is_better() {
        let shared = |own: &str, other: &str, order| SharedScore {
            set: "B".to_owned(),
            benchmark: "B".to_owned(),
            own: number(own),
            other: number(other),
            order,
        };
        let shown = |shared: SharedScore| words(Some(score(&shared)));
        assert_eq!(shown(shared("80.2", "80.60", Ordering::Greater)), "+0.4 [better]");
        assert_eq!(shown(shared("3", "2.5", Ordering::Greater)), "−0.5 [better]");
        assert_eq!(shown(shared("80.2", "77.6", Ordering::Less)), "−2.6 [worse]");
        assert_eq!(shown(shared("1.0", "1", Ordering::Equal)), "Same [neither]");
    }

    #[test]
    fn capabilities_are_named() {
        let shown = |own: &str, other: &str| {
            let all = capabilities(&record(own), &record(other));
            all.into_iter().map(|difference| words(Some(difference))).collect::<Vec<_>>().join("; ")
        };
        assert_eq!(shown("tool_call = true", "tool_call = true"), "Same []");
        assert_eq!(
            shown("tool_call = true\nreasoning = false", "tool_call = false\nreasoning = true"),
            "No tool calling [worse]; With reasoning [better]"
        );
        let many = "[capabilities]\nbatch = true\njson_mode = true\nstreaming = true\nweb_search = true\nfine_tuning = true";
        assert_eq!(shown(many, ""), "Not stated: web search, streaming, batch, 2 more []");
    }
}

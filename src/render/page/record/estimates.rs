use super::subject::Subject;
use super::words::{count, grouped};
use crate::derive::{Estimate as Computed, Estimates as Found, NoEstimate, Part, Quantity, UnitPart, Work};
use crate::domain::{Amount, Currency, TokenCount};
use crate::render::view::{Estimate, Estimates, Figure, Phrase};
use crate::resolve::settings::Workload;

/// What typical workloads cost, each with its formula, or why there is no estimate.
pub(super) fn estimates(subject: &Subject<'_>) -> Estimates {
    match subject.directory.estimates(subject.place) {
        Found::None(reason) => Estimates { absent: Some(absent(reason).into()), ..Estimates::default() },
        Found::Rows { currency, rows, .. } => table(subject, currency, &rows),
    }
}

fn absent(reason: NoEstimate) -> &'static str {
    match reason {
        NoEstimate::Unknown => "No estimate and no calculator: the price is not published.",
        NoEstimate::Free => "No estimate and no calculator: nothing is charged.",
        NoEstimate::Included => "No estimate and no calculator: a plan includes the model.",
        NoEstimate::Varies => "No estimate: the price varies by request.",
        NoEstimate::Zero => "No estimate and no calculator: the listed price is zero.",
        NoEstimate::NoWorkload => "No estimate: the published prices do not add up to a typical workload.",
    }
}

fn table(subject: &Subject<'_>, currency: Currency, rows: &[Computed]) -> Estimates {
    let has_cached = rows.iter().any(|row| row.cached.is_some());
    let share = subject.directory.settings.cached_share;
    let counts_tokens = rows.iter().any(|row| matches!(row.work, Work::Tokens(_)));
    Estimates {
        rows: rows.iter().enumerate().map(|(at, row)| estimate(subject, currency, at, row)).collect(),
        caption: Some(caption(subject, rows)),
        workload_label: if counts_tokens { "Total tokens" } else { "Total" }.to_owned(),
        total_label: if has_cached { "No cache" } else { "Cost" }.to_owned(),
        cached_label: has_cached.then(|| format!("{share}% from cache")),
        absent: None,
    }
}

fn caption(subject: &Subject<'_>, rows: &[Computed]) -> Phrase {
    let has_tiers = !subject.speaker.cost.prices.tiers.is_empty();
    let tier = if has_tiers { ", at the lowest context tier" } else { "" };
    match rows.first().map(|row| &row.work) {
        Some(Work::Units(UnitPart { label: Some(label), .. })) => {
            format!("Totals at the price for {label}.").into()
        }
        Some(Work::Units(_)) => "Totals over many requests.".into(),
        _ => format!("Totals over many requests{tier}. Formulas in prices per 1M tokens.").into(),
    }
}

fn estimate(subject: &Subject<'_>, currency: Currency, at: usize, row: &Computed) -> Estimate {
    let figure = |name: &str, amount: Amount| {
        Figure::data(format!("computed.estimate[{at}].{name}"), amount.value(), amount.text(currency))
    };
    let cached = row.cached.as_ref();
    Estimate {
        workload: workload(subject, &row.work).into(),
        total: figure("total", row.total),
        formula: formula(row, currency),
        cached: cached.map(|(amount, _)| figure("cached", *amount)),
        cached_formula: cached.map(|(_, parts)| sum(parts, currency)),
    }
}

fn workload(subject: &Subject<'_>, work: &Work) -> String {
    match work {
        Work::Tokens(tokens) => named(subject, tokens).unwrap_or_else(|| in_tokens(tokens)),
        Work::Units(part) => in_units(part),
    }
}

/// The name that the settings give to a workload, where the model takes it as it is.
fn named(subject: &Subject<'_>, workload: &Workload) -> Option<String> {
    workload.label.clone().filter(|_| subject.directory.settings.estimates.contains(workload))
}

fn in_tokens(workload: &Workload) -> String {
    match workload.output.0 {
        0 => format!("{} input", workload.input.short()),
        _ => format!("{} input + {} output", workload.input.short(), workload.output.short()),
    }
}

fn in_units(part: &UnitPart) -> String {
    let of = |what: &str| what.split_once(" of ").map_or(String::new(), |(_, what)| format!(" of {what}"));
    let time = |number: u64, one: &str, many: &str| {
        let word = if number == 1 { one } else { many };
        format!("{} {word}{}", count(number), of(&part.unit.counted(1)))
    };
    match part.quantity {
        Quantity::Count(1) => format!("1 {}", part.unit.counted(1)),
        Quantity::Count(number) => part.unit.counted(number),
        Quantity::Minutes(number) => time(number, "minute", "minutes"),
        Quantity::Hours(number) => time(number, "hour", "hours"),
    }
}

/// How a total comes about: `100K × $0.15 + 10K × $0.60`.
fn formula(row: &Computed, currency: Currency) -> String {
    match &row.work {
        Work::Tokens(_) => sum(&row.parts, currency),
        Work::Units(part) if part.per == 1 => {
            format!("{} × {}", count(part.count), part.price.text(currency))
        }
        Work::Units(part) => {
            format!("{} ÷ {} × {}", count(part.count), count(part.per), part.price.text(currency))
        }
    }
}

fn sum(parts: &[Part], currency: Currency) -> String {
    let part = |part: &Part| {
        let whole = u64::try_from(part.tokens).ok().filter(|whole| part.tokens == (*whole).into());
        let tokens = whole.map_or_else(|| grouped(part.tokens), exactly);
        format!("{tokens} × {}", part.price.text(currency))
    };
    parts.iter().map(part).collect::<Vec<_>>().join(" + ")
}

/// A number of tokens that a formula can be checked by: short where that is exact, else in full.
fn exactly(tokens: u64) -> String {
    let is_short = tokens >= 1_000 && tokens.is_multiple_of(if tokens < 1_000_000 { 1_000 } else { 10_000 });
    if is_short { TokenCount(tokens).short() } else { count(tokens) }
}

#[cfg(test)]
mod tests {
    use crate::bless::assert_snapshot;
    use std::fmt::Write as _;

    use super::*;
    use crate::render::page::fixture::directory;
    use crate::resolve::Place;

    fn lines(settings: &str, text: &str) -> String {
        let text = format!("name = \"M\"\n{text}");
        let directory = directory(&[("site.toml", settings), ("models/lab/m.toml", &text)]);
        let shown = estimates(&Subject::new(&directory, Place::Model(0)));
        if let Some(absent) = &shown.absent {
            return absent.plain().to_owned();
        }
        let mut lines = format!(
            "{} | {} | {}\n",
            shown.workload_label,
            shown.total_label,
            shown.cached_label.as_deref().unwrap_or("-")
        );
        for row in &shown.rows {
            let total = format!("{} {}={}", row.total.text, row.total.fact, row.total.value);
            writeln!(lines, "{} | {total} = {}", row.workload.plain(), row.formula).unwrap();
            if let (Some(cached), Some(formula)) = (&row.cached, &row.cached_formula) {
                writeln!(lines, "  {} {}={} = {formula}", cached.text, cached.fact, cached.value).unwrap();
            }
        }
        lines + shown.caption.unwrap().plain()
    }

    #[test]
    fn typical_workloads_of_a_chat_model() {
        let cost = "[cost]\ninput = 0.15\noutput = 0.60\ncache_read = 0.075";
        assert_snapshot(
            lines("", cost),
            snapbox::str![[r#"
Total tokens | No cache | 80% from cache
100K input + 10K output | $0.0210 computed.estimate[0].total=0.021 = 100K × $0.15 + 10K × $0.60
  $0.0150 computed.estimate[0].cached=0.015 = 20K × $0.15 + 80K × $0.075 + 10K × $0.60
1M input + 100K output | $0.21 computed.estimate[1].total=0.21 = 1M × $0.15 + 100K × $0.60
  $0.15 computed.estimate[1].cached=0.15 = 200K × $0.15 + 800K × $0.075 + 100K × $0.60
10M input + 1M output | $2.10 computed.estimate[2].total=2.1 = 10M × $0.15 + 1M × $0.60
  $1.50 computed.estimate[2].cached=1.5 = 2M × $0.15 + 8M × $0.075 + 1M × $0.60
Totals over many requests. Formulas in prices per 1M tokens.
"#]],
        );
    }

    #[test]
    fn a_workload_is_named_as_it_is_charged() {
        let named = "[[estimates]]\nlabel = \"A small book\"\ninput = 100_000\noutput = 1_234";
        let chat = lines(named, "[cost]\ninput = 1\noutput = 2");
        assert!(chat.contains("A small book | $0.10 "), "{chat}");
        assert!(chat.contains("= 100K × $1.00 + 1,234 × $2.00"), "{chat}");
        let embedding = lines(named, "type = \"embedding\"\n[cost]\ninput = 1");
        assert!(embedding.contains("100K input | $0.10 "), "{embedding}");
    }

    #[test]
    fn units_are_counted_in_the_words_of_readers() {
        let minutes = "type = \"transcription\"\n[[cost.units]]\nunit = \"audio_minute\"\nprice = 0.006";
        assert_snapshot(
            lines("", minutes),
            snapbox::str![[r#"
Total | Cost | -
1 hour of audio | $0.36 computed.estimate[0].total=0.36 = 60 × $0.006
10 hours of audio | $3.60 computed.estimate[1].total=3.6 = 600 × $0.006
100 hours of audio | $36.00 computed.estimate[2].total=36 = 6,000 × $0.006
Totals over many requests.
"#]],
        );
        let searches = "type = \"rerank\"\n[[cost.units]]\nunit = \"search\"\nper = 1000\nprice = 2";
        let shown = lines("", searches);
        assert!(shown.contains("10,000 searches | $20.00 "), "{shown}");
        assert!(shown.contains("= 10,000 ÷ 1,000 × $2.00"), "{shown}");
    }

    #[test]
    fn where_there_is_no_estimate_the_page_says_why() {
        assert_eq!(lines("", ""), "No estimate and no calculator: the price is not published.");
        assert_eq!(
            lines("", "[cost]\nstate = \"free\""),
            "No estimate and no calculator: nothing is charged."
        );
        assert_eq!(
            lines("", "[cost]\ninput = 0\noutput = 0"),
            "No estimate and no calculator: the listed price is zero."
        );
    }
}

use serde::Serialize;

use super::subject::RecordPage;
use crate::derive::calculator::{Bill, Line, LineKind};
use crate::derive::{Estimate as Computed, Estimates as Found, NoEstimate, Quantity, Work};
use crate::domain::{Currency, TokenCount, Unit};
use crate::render::page::words::{count, decimal};
use crate::render::view::{Figure, Phrase};
use crate::resolve::settings::Workload;

/// What typical workloads would cost; `component/estimates.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Estimates {
    /// The rows; empty where no estimate makes sense.
    pub rows: Vec<Estimate>,
    /// What the totals mean: "Totals over many requests, at the base prices."
    pub caption: Option<Phrase>,
    /// The heading of the first column: "Total tokens".
    pub workload_label: String,
    /// The heading of the column with plain totals: "No cache", or "Total" when there is one column.
    pub total_label: String,
    /// The heading of the column with cached totals: "80% from cache"; absent without a cache price.
    pub cached_label: Option<String>,
    /// Why there are no rows: "No estimate: no price in this directory."
    pub absent: Option<Phrase>,
}

/// One workload.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Estimate {
    /// The workload: "100K input + 10K output".
    pub workload: Phrase,
    /// The cost without any cached input.
    pub total: Figure,
    /// How the total comes about: "100K × $0.15 + 10K × $0.60, per 1M".
    pub formula: String,
    /// The cost with the share of cached input that the heading names.
    pub cached: Option<Figure>,
    /// How the cached total comes about.
    pub cached_formula: Option<String>,
}

/// What typical workloads cost, each with its formula, or why there is no estimate.
pub(super) fn estimates(subject: &RecordPage<'_>) -> Estimates {
    match subject.directory.estimates(subject.place) {
        Found::None(reason) => Estimates { absent: Some(absent(reason).into()), ..Estimates::default() },
        Found::Rows { currency, rows, .. } => table(subject, currency, &rows),
    }
}

fn absent(reason: NoEstimate) -> &'static str {
    match reason {
        NoEstimate::Unknown => "No estimate: no price in this directory.",
        NoEstimate::Free => "No estimate: the model is free.",
        NoEstimate::Included => "No estimate: the model is included in a plan.",
        NoEstimate::Varies => "No estimate: the price varies by request.",
        NoEstimate::Zero => "No estimate: the listed price is $0.",
        NoEstimate::NoWorkload => "No estimate: there is no output price per token.",
    }
}

fn table(subject: &RecordPage<'_>, currency: Currency, rows: &[Computed]) -> Estimates {
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

fn caption(subject: &RecordPage<'_>, rows: &[Computed]) -> Phrase {
    let has_tiers = !subject.priced_record.cost.prices.tiers.is_empty();
    let tier = if has_tiers { ", at the base prices" } else { "" };
    match rows.first().map(|row| &row.work) {
        Some(Work::Units { label: Some(label), .. }) => format!("Totals at the price for {label}.").into(),
        Some(Work::Units { .. }) => "Totals across many requests.".into(),
        _ => format!("Totals across many requests{tier}. Formulas use prices per 1M tokens.").into(),
    }
}

fn estimate(subject: &RecordPage<'_>, currency: Currency, at: usize, row: &Computed) -> Estimate {
    let figure = |name: &str, bill: &Bill| {
        let fact = format!("computed.estimate[{at}].{name}");
        Figure::data(fact, bill.total.value(), bill.total.text(currency))
    };
    Estimate {
        workload: workload(subject, &row.work).into(),
        total: figure("total", &row.bill),
        formula: formula(&row.bill, currency),
        cached: row.cached.as_ref().map(|bill| figure("cached", bill)),
        cached_formula: row.cached.as_ref().map(|bill| formula(bill, currency)),
    }
}

fn workload(subject: &RecordPage<'_>, work: &Work) -> String {
    match work {
        Work::Tokens(tokens) => label_of(subject, tokens).unwrap_or_else(|| in_tokens(tokens)),
        Work::Units { quantity, unit, .. } => in_units(*quantity, *unit),
    }
}

/// The name that the settings give to a workload, where the model takes it as it is.
fn label_of(subject: &RecordPage<'_>, workload: &Workload) -> Option<String> {
    workload.label.clone().filter(|_| subject.directory.settings.estimates.contains(workload))
}

fn in_tokens(workload: &Workload) -> String {
    match workload.output.0 {
        0 => format!("{} input", workload.input.short()),
        _ => format!("{} input + {} output", workload.input.short(), workload.output.short()),
    }
}

fn in_units(quantity: Quantity, unit: Unit) -> String {
    let one = unit.quantity(1);
    let of = one.split_once(" of ").map_or(String::new(), |(_, what)| format!(" of {what}"));
    let time = |number: u64, word: &str| {
        format!("{} {word}{}{of}", count(number), if number == 1 { "" } else { "s" })
    };
    match quantity {
        Quantity::Count(1) => format!("1 {one}"),
        Quantity::Count(number) => unit.quantity(number),
        Quantity::Minutes(number) => time(number, "minute"),
        Quantity::Hours(number) => time(number, "hour"),
    }
}

/// How a total comes about: `100K × $0.15 + 10K × $0.60`. Lines of nothing are left out.
fn formula(bill: &Bill, currency: Currency) -> String {
    let lines: Vec<&Line> = bill.lines.iter().filter(|line| !line.quantity.is_zero()).collect();
    let lines = if lines.is_empty() { bill.lines.iter().take(1).collect() } else { lines };
    lines.into_iter().map(|line| product(line, currency)).collect::<Vec<_>>().join(" + ")
}

fn product(line: &Line, currency: Currency) -> String {
    let price = line.price.text(currency);
    let whole = u64::try_from(line.quantity).ok().filter(|whole| line.quantity == (*whole).into());
    match line.kind {
        LineKind::Units if line.per == 1 => format!("{} × {price}", decimal(line.quantity)),
        LineKind::Units => format!("{} ÷ {} × {price}", decimal(line.quantity), count(line.per)),
        _ => format!("{} × {price}", whole.map_or_else(|| decimal(line.quantity), exactly)),
    }
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
        let shown = estimates(&RecordPage::new(&directory, Place::Model(0)));
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
Totals across many requests. Formulas use prices per 1M tokens.
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
Totals across many requests.
"#]],
        );
        let searches = "type = \"rerank\"\n[[cost.units]]\nunit = \"search\"\nper = 1000\nprice = 2";
        let shown = lines("", searches);
        assert!(shown.contains("10,000 searches | $20.00 "), "{shown}");
        assert!(shown.contains("= 10,000 ÷ 1,000 × $2.00"), "{shown}");
    }

    #[test]
    fn where_there_is_no_estimate_the_page_says_why() {
        assert_eq!(lines("", ""), "No estimate: no price in this directory.");
        assert_eq!(lines("", "[cost]\nstate = \"free\""), "No estimate: the model is free.");
        assert_eq!(lines("", "[cost]\ninput = 0\noutput = 0"), "No estimate: the listed price is $0.");
    }
}

//! Makes the table of models to use instead.

use rust_decimal::Decimal;

use super::difference::{self, Difference};
use super::related;
use super::replacements::{Replacement, ReplacementScore, Replacements};
use super::subject::RecordPage;
use crate::derive::{Alternative, Reason, SharedScore};
use crate::domain::{Place, Price, RateKind};
use crate::render::page::calculator::{Month, Months};
use crate::render::page::parts::Parts;
use crate::render::view::Figure;
use crate::resolve::Record;

/// How many sets of scores a table has, beside one that is the reason for a model.
const MOST_SETS: usize = 2;

/// Models of all authors to use instead, without the one that the page says more of.
pub(super) fn replacements(
    subject: &RecordPage<'_>,
    parts: &Parts,
    except: Option<Place>,
) -> Option<Replacements> {
    let mut found = subject.directory.alternatives(subject.place);
    found.retain(|alternative| Some(alternative.place) != except);
    if found.is_empty() {
        return None;
    }
    let places: Vec<Place> =
        std::iter::once(subject.place).chain(found.iter().map(|alternative| alternative.place)).collect();
    let months = Months::new(subject.directory, &places);
    let sets = Sets::of(&found);
    let table = Table { subject, parts, sets: &sets, months: &months, own: &months.of(0) };
    let rates = |kind| places.iter().any(|place| rate(subject, *place, kind).is_some());
    Some(Replacements {
        lead: "Similar models, each with all that changes.".into(),
        has_output: rates(RateKind::Output),
        has_context: places.iter().any(|place| context(subject.directory.record(*place)).is_some()),
        has_scores: !sets.0.is_empty(),
        own: table.own(&found),
        rows: (1..).zip(&found).map(|(at, alternative)| table.row(at, alternative)).collect(),
        usage: months.usage(),
        sets: sets.0.iter().map(|set| set.name.clone()).collect(),
        data: months.data(),
        compare: related::compare(subject, places[1..].iter().copied()),
    })
}

/// The sets whose scores the table has.
struct Sets(Vec<Set>);

struct Set {
    /// The full name.
    name: String,
    /// What cells say.
    label: String,
}

impl Sets {
    /// Those in which the most alternatives are, and the one of a reason.
    fn of(found: &[Alternative]) -> Self {
        let mut counted: Vec<(&SharedScore, usize, bool)> = Vec::new();
        for alternative in found {
            for score in &alternative.scores {
                let is_reason =
                    matches!(&alternative.reason, Reason::BetterScore { set, .. } if *set == score.set);
                match counted.iter_mut().find(|(known, ..)| known.set == score.set) {
                    Some((_, count, is_needed)) => {
                        *count += 1;
                        *is_needed |= is_reason;
                    }
                    None => counted.push((score, 1, is_reason)),
                }
            }
        }
        counted.sort_by_key(|(_, count, is_needed)| std::cmp::Reverse((*is_needed, *count)));
        counted.truncate(MOST_SETS);
        let has_twin =
            |benchmark: &str| counted.iter().filter(|(it, ..)| it.benchmark == benchmark).count() > 1;
        let set = |(score, ..): &(&SharedScore, usize, bool)| Set {
            name: score.set.clone(),
            label: if has_twin(&score.benchmark) { score.set.clone() } else { score.benchmark.clone() },
        };
        Self(counted.iter().map(set).collect())
    }
}

/// What all rows are made with.
struct Table<'a> {
    subject: &'a RecordPage<'a>,
    parts: &'a Parts,
    sets: &'a Sets,
    months: &'a Months,
    own: &'a Month,
}

impl Table<'_> {
    fn own(&self, found: &[Alternative]) -> Replacement {
        let month = self.months.of(0);
        let scores = found.iter().flat_map(|alternative| &alternative.scores);
        let scores: Vec<&SharedScore> = scores.collect();
        let score = |set: &Set| {
            let shared = scores.iter().find(|score| score.set == set.name)?;
            Some(ReplacementScore {
                name: set.label.clone(),
                score: figure("computed.difference.own_score", shared.own),
                difference: None,
            })
        };
        Replacement {
            model: related::row(self.subject, self.parts, self.subject.place),
            origin: "This model".to_owned(),
            scores: self.sets.0.iter().filter_map(score).collect(),
            month: month.cell,
            blended: month.blended,
            ..Replacement::default()
        }
    }

    fn row(&self, at: usize, alternative: &Alternative) -> Replacement {
        let (subject, place) = (self.subject, alternative.place);
        let directory = subject.directory;
        let record = directory.record(place);
        let month = self.months.of(at);
        let (input, output) = match &alternative.reason {
            Reason::CheaperUnit { percent, .. } => {
                (Some(difference::saving("computed.difference.unit", *percent)), None)
            }
            _ => (
                self.price("computed.difference.input", place, RateKind::Input),
                self.price("computed.difference.output", place, RateKind::Output),
            ),
        };
        let contexts = context(subject.record).zip(context(record));
        Replacement {
            model: related::row(subject, self.parts, place),
            origin: format!(
                "{}, {}",
                directory.catalog.organization(place).name,
                reason(&alternative.reason)
            ),
            input,
            output,
            context: contexts
                .and_then(|(own, other)| difference::limit("computed.difference.context", own, other)),
            scores: self.sets.0.iter().filter_map(|set| Self::score(set, alternative)).collect(),
            capabilities: difference::capabilities(subject.record, record),
            month_difference: month_difference(self.own, &month),
            month: month.cell,
            blended: month.blended,
        }
    }

    fn price(&self, fact: &'static str, place: Place, kind: RateKind) -> Option<Difference> {
        let own = rate(self.subject, self.subject.place, kind)?;
        let other = rate(self.subject, place, kind)?;
        let currency = |place| self.subject.directory.priced_record(place).cost.currency;
        let is_one_currency = currency(self.subject.place) == currency(place);
        if is_one_currency { difference::price(fact, own, other) } else { None }
    }

    fn score(set: &Set, alternative: &Alternative) -> Option<ReplacementScore> {
        let shared = alternative.scores.iter().find(|score| score.set == set.name)?;
        Some(ReplacementScore {
            name: set.label.clone(),
            score: figure("computed.difference.score", shared.other),
            difference: Some(difference::score(shared)),
        })
    }
}

/// How the costs of two months differ, in one currency.
pub(super) fn month_difference(own: &Month, other: &Month) -> Option<Difference> {
    let ((own, currency), (other, other_currency)) = own.total.zip(other.total)?;
    let is_one_currency = currency == other_currency;
    if is_one_currency { difference::price("computed.difference.month", own, other) } else { None }
}

fn figure(fact: &'static str, score: Decimal) -> Figure {
    Figure::data(fact, score.to_string(), score.to_string())
}

fn rate(subject: &RecordPage<'_>, place: Place, kind: RateKind) -> Option<Decimal> {
    subject.directory.priced_record(place).cost.prices.rates.price(kind).map(Price::decimal)
}

fn context(record: &Record) -> Option<Decimal> {
    record.limit.context.known().map(|context| context.0.into())
}

fn reason(reason: &Reason) -> &'static str {
    match reason {
        Reason::Successor => "successor",
        Reason::Cheaper { .. } | Reason::CheaperUnit { .. } => "cheaper",
        Reason::LongerContext { .. } => "longer context",
        Reason::BetterScore { .. } => "better score",
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::bless::assert_snapshot;
    use crate::derive::Directory;
    use crate::render::page::fixture::{directory, parts, shown, words};

    fn lines(directory: &Directory, name: &str) -> String {
        let at = directory.catalog.models.iter().position(|model| model.record.name == name).unwrap();
        let subject = RecordPage::new(directory, Place::Model(at));
        let Some(table) = replacements(&subject, &parts(), None) else { return "none".to_owned() };
        let said = |difference: &Option<Difference>| {
            difference.as_ref().map(|it| format!(" ({} {})", it.text, it.way)).unwrap_or_default()
        };
        let mut lines = String::new();
        for row in std::iter::once(&table.own).chain(&table.rows) {
            let model = serde_json::to_value(&row.model).unwrap();
            let text = |key: &str| words(model[key].as_str().unwrap());
            let scores = row
                .scores
                .iter()
                .map(|it| format!("{} {}{}; ", it.name, it.score.text, said(&it.difference)));
            let capabilities: Vec<&str> = row.capabilities.iter().map(|it| it.text.as_str()).collect();
            writeln!(
                lines,
                "{} | {} | {}{} | {}{} | {}{} | {}| {} | {}{} {}",
                model["name"]["text"].as_str().unwrap(),
                row.origin,
                text("input"),
                said(&row.input),
                text("output"),
                said(&row.output),
                text("context"),
                said(&row.context),
                scores.collect::<String>(),
                capabilities.join("; "),
                shown(&row.month),
                said(&row.month_difference),
                row.blended.as_ref().map(|figure| figure.text.as_str()).unwrap_or_default(),
            )
            .unwrap();
        }
        writeln!(lines, "{:?} {:?}", table.usage.unwrap_or_default(), table.sets).unwrap();
        lines
    }

    fn score(score: &str) -> String {
        format!(
            "[[benchmarks]]\nname = \"Speed\"\nmetric = \"percent\"\nscore = {score}\nsource = \"https://board.example/\"\n"
        )
    }

    #[test]
    fn each_model_says_all_that_changes() {
        let old = format!(
            "name = \"Old\"\nsuccessor = \"a/new\"\ntool_call = true\nattachment = true\n[limit]\ncontext = 8_000\n[cost]\ninput = 2\noutput = 4\n{}",
            score("60")
        );
        let new = format!(
            "name = \"New\"\ntool_call = true\nattachment = false\nopen_weights = true\n[limit]\ncontext = 64_000\n[cost]\ninput = 3\noutput = 12\n{}",
            score("72.5")
        );
        let directory = directory(&[
            ("models/a/old.toml", &old),
            ("models/a/new.toml", &new),
            (
                "models/b/less.toml",
                "name = \"Less\"\ntool_call = true\n[limit]\ncontext = 8_000\n[cost]\ninput = 1\noutput = 1",
            ),
        ]);
        assert_snapshot(
            lines(&directory, "Old"),
            snapbox::str![[r#"
Old | This model | $2.00 | $4.00 | 8K | Speed 60; |  | $60.00 computed.month=60 $2.40 blended
New | a, successor | $3.00 (50% more worse) | $12.00 (3× the price worse) | 64K (8× better) | Speed 72.5 (+12.5 better); | No attachments; With open weights | $120.00 computed.month=120 (2× the price worse) $4.80 blended
Less | b, cheaper | $1.00 (50% less better) | $1.00 (75% less better) | 8K (Same neither) | | Not stated: attachments | $25.00 computed.month=25 (58% less better) $1.00 blended
"10,000 requests × 2K in + 500 out" ["Speed, measured by board.example"]
"#]],
        );
    }

    #[test]
    fn a_month_that_does_not_fit_has_no_cost() {
        let model = |name: &str, context: &str, price: &str| {
            format!(
                "name = \"{name}\"\n[limit]\ncontext = {context}\n[cost]\ninput = {price}\noutput = {price}"
            )
        };
        let (large, small) = (model("Large", "4_000", "2"), model("Small", "2_400", "1"));
        let directory = directory(&[("models/a/large.toml", &large), ("models/a/small.toml", &small)]);
        assert_snapshot(
            lines(&directory, "Large"),
            snapbox::str![[r#"
Large | This model | $2.00 | $2.00 | 4K | |  | $50.00 computed.month=50 $2.00 blended
Small | a, cheaper | $1.00 (50% less better) | $1.00 (50% less better) | 2.4K (40% less worse) | | Same | Does not fit 
"10,000 requests × 2K in + 500 out" []
"#]],
        );
    }

    #[test]
    fn what_is_priced_by_unit_is_counted_in_units() {
        let model = |name: &str, price: &str| {
            format!("name = \"{name}\"\ntype = \"image\"\n[[cost.units]]\nunit = \"image\"\nprice = {price}")
        };
        let (one, two) = (model("One", "0.04"), model("Two", "0.01"));
        let directory = directory(&[("models/a/one.toml", &one), ("models/b/two.toml", &two)]);
        assert_snapshot(
            lines(&directory, "One"),
            snapbox::str![[r#"
One | This model | $0.04 per image | Not applicable | Not stated | |  | $40.00 computed.month=40 
Two | b, cheaper | $0.01 per image (75% less better) | Not applicable | Not stated | | Same | $10.00 computed.month=10 (75% less better) 
"1,000 images" []
"#]],
        );
    }
}

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;
use tera::Value;

use super::related_row::{RelatedRow, related_row};
use super::subject::RecordPage;
use crate::derive::comparison::MOST_COLUMNS;
use crate::derive::{Alternative, Reason};
use crate::domain::TokenCount;
use crate::render::page::common::link;
use crate::render::page::compare::address::address;
use crate::render::page::parts::Parts;
use crate::render::page::words::{percent, times};
use crate::render::view::{Figure, Link, Phrase, Shared};
use crate::resolve::Place;

/// A short table of other models: "Alternatives", "Other Mistral models"; `component/related.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Related {
    /// The sentence above the table.
    pub lead: Option<Phrase>,
    /// The models.
    pub rows: Vec<Shared<RelatedRow>>,
    /// Whether the rows say how they differ from the page's model.
    pub with_difference: bool,
    /// Where the page's model and the first of these stand side by side.
    pub compare: Option<Link>,
    /// Where there are more: "All Mistral models".
    pub more: Option<Link>,
}

/// Other models of the same author, or other offers of the same provider, nearest in price.
pub(super) fn others(subject: &RecordPage<'_>, parts: &Parts) -> Option<Related> {
    let organization = subject.directory.catalog.organization(subject.place);
    let others = subject.directory.others(subject.place);
    (!others.is_empty()).then(|| Related {
        lead: None,
        compare: compare(subject, others.iter().copied()),
        rows: others.into_iter().map(|place| row(subject, parts, place)).collect(),
        with_difference: false,
        more: (!organization.is_from_ids)
            .then(|| link(format!("All {} models", organization.name), &organization.route)),
    })
}

/// Models of all authors to use instead, each with its difference.
pub(super) fn alternatives(subject: &RecordPage<'_>, parts: &Parts) -> Option<Related> {
    let found = subject.directory.alternatives(subject.place);
    (!found.is_empty()).then(|| Related {
        lead: Some("Similar models with at least the same capabilities.".into()),
        compare: compare(subject, found.iter().map(|alternative| alternative.place)),
        rows: found.iter().map(|alternative| with_difference(subject, parts, alternative)).collect(),
        with_difference: true,
        more: None,
    })
}

/// Where the record and the first ones of a list stand side by side.
fn compare(subject: &RecordPage<'_>, others: impl Iterator<Item = Place>) -> Option<Link> {
    let places: Vec<Place> = [subject.place].into_iter().chain(others).take(MOST_COLUMNS).collect();
    (places.len() > 1).then(|| Link::internal("Compare these", address(subject.directory, &places)))
}

fn row(subject: &RecordPage<'_>, parts: &Parts, place: Place) -> Shared<RelatedRow> {
    parts.related.of(place, || related_row(subject.directory, place))
}

fn with_difference(subject: &RecordPage<'_>, parts: &Parts, alternative: &Alternative) -> Shared<RelatedRow> {
    let organization = subject.directory.catalog.organization(alternative.place);
    row(subject, parts, alternative.place).with([
        ("author", Value::from(organization.name.as_str())),
        ("difference", Value::from_serializable(&difference(&alternative.reason))),
    ])
}

fn difference(reason: &Reason) -> Phrase {
    match reason {
        Reason::Successor => "Successor".into(),
        Reason::Cheaper { input, output } => cheaper(*input, *output),
        Reason::CheaperUnit { unit, percent } => Phrase::new()
            .figure(less("computed.difference.unit", *percent))
            .text(format!(" cheaper per {}", unit.quantity(1))),
        Reason::LongerContext { own, other } => longer(*own, *other),
        Reason::BetterScore { set, own, other } => better(set, *own, *other),
    }
}

fn less(fact: &'static str, exact: Decimal) -> Figure {
    Figure::data(fact, exact.to_string(), percent(exact))
}

/// "Input and output 33% cheaper", "Input 33% cheaper, output 40% cheaper".
fn cheaper(input: Option<Decimal>, output: Option<Decimal>) -> Phrase {
    let figure = |(fact, exact)| less(fact, exact);
    let input = input.map(|exact| ("computed.difference.input", exact));
    let output = output.map(|exact| ("computed.difference.output", exact));
    match (input, output) {
        (Some(input), Some(output)) if input.1 == output.1 => {
            Phrase::new().text("Input and output ").figure(figure(input)).text(" cheaper")
        }
        (Some(input), Some(output)) => Phrase::new()
            .text("Input ")
            .figure(figure(input))
            .text(" cheaper, output ")
            .figure(figure(output))
            .text(" cheaper"),
        (Some(input), None) => Phrase::new().text("Input ").figure(figure(input)).text(" cheaper"),
        (None, Some(output)) => Phrase::new().text("Output ").figure(figure(output)).text(" cheaper"),
        (None, None) => "Cheaper".into(),
    }
}

fn longer(own: TokenCount, other: TokenCount) -> Phrase {
    let exact = Decimal::from(other.0).checked_div(Decimal::from(own.0)).unwrap_or(Decimal::ONE);
    let shown = exact.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    let figure = Figure::data("computed.difference.context", exact.normalize().to_string(), times(shown));
    Phrase::new().figure(figure).text(" the context window")
}

fn better(set: &str, own: Decimal, other: Decimal) -> Phrase {
    let score = |fact, score: Decimal| Figure::data(fact, score.to_string(), score.to_string());
    Phrase::new()
        .text(format!("{set}: "))
        .figure(score("computed.difference.score", other))
        .text(" (this model: ")
        .figure(score("computed.difference.own_score", own))
        .text(")")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::Directory;
    use crate::render::page::fixture::{directory, parts, words};

    fn lines(related: Option<Related>) -> Vec<String> {
        let rows = related.map(|related| related.rows).unwrap_or_default();
        let line = |row: &Shared<RelatedRow>| {
            let row = serde_json::to_value(row).unwrap();
            let text = |key: &str| words(row[key].as_str().unwrap_or_default());
            let name = row["name"]["text"].as_str().unwrap();
            format!("{name} [{}] {} | {}", text("key"), text("difference"), text("input"))
        };
        rows.iter().map(line).collect()
    }

    fn site() -> Directory {
        directory(&[
            (
                "models/a/old.toml",
                "name = \"Old\"\nsuccessor = \"a/new\"\n[limit]\ncontext = 8_000\n[cost]\ninput = 2\noutput = 4",
            ),
            ("models/a/new.toml", "name = \"New\"\n[limit]\ncontext = 64_000\n[cost]\ninput = 3\noutput = 6"),
            (
                "models/b/less.toml",
                "name = \"Less\"\n[limit]\ncontext = 8_000\n[cost]\ninput = 1\noutput = 1",
            ),
        ])
    }

    #[test]
    fn each_alternative_says_how_it_differs() {
        let directory = site();
        let old = RecordPage::new(&directory, Place::Model(1));
        let parts = &parts();
        assert_eq!(old.record.name, "Old");
        assert_eq!(
            lines(alternatives(&old, parts)),
            [
                "New [models/a/new] Successor | $3.00",
                "Less [models/b/less] Input 50% cheaper, output 75% cheaper | $1.00",
            ]
        );
        let compare = alternatives(&old, parts).unwrap().compare.unwrap();
        assert_eq!(compare.url, "compare/?m=models/a/old&m=models/a/new&m=models/b/less");
        assert_eq!(lines(others(&old, parts)), ["New [models/a/new]  | $3.00"]);
    }

    #[test]
    fn differences_are_figures() {
        assert_eq!(longer(TokenCount(128_000), TokenCount(1_048_576)).plain(), "8.2× the context window");
        let score = better("MMLU", Decimal::new(820, 1), Decimal::new(887, 1));
        assert_eq!(score.plain(), "MMLU: 88.7 (this model: 82.0)");
        assert_eq!(cheaper(Some(Decimal::ONE_HUNDRED / Decimal::from(3)), None).plain(), "Input 33% cheaper");
    }
}

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::super::subject::RecordPage;
use super::fact::{BestMark, ComparedFact, Threshold};
use crate::domain::rate::RATES;
use crate::domain::{Currency, RateKind, Status};
use crate::fact::{Conditions, Group, Item, PER_TOKENS, PricePoint, price_sections};
use crate::render::page::cell;
use crate::render::view::{Cell, CellState};
use crate::resolve::cost::{Charge, Cost, PriceState};

/// Where the rows of prices that are not a kind's base price stand.
const FURTHER: u16 = 20;

/// Every price that stands for the record, a row each.
pub(super) fn facts(subject: &RecordPage<'_>, facts: &mut Vec<ComparedFact>) {
    for (at, rate) in (0..).zip(&RATES) {
        facts.extend(base_rate(subject, rate.kind, at));
    }
    for section in price_sections(subject.priced_record) {
        let is_in_base = |point: &PricePoint<'_>| {
            point.at.is_base()
                && matches!(point.item, Item::Rate(kind) if RATES.iter().any(|rate| rate.kind == kind))
        };
        let points = section.points().filter(|point| !is_in_base(point));
        facts.extend(points.map(|point| further(subject, section.cost, &point)));
    }
}

/// The base price of a kind of token. Input, output and cached input also say why there is none.
fn base_rate(subject: &RecordPage<'_>, kind: RateKind, place: u16) -> Option<ComparedFact> {
    let cost = &subject.priced_record.cost;
    let charge = cost.prices.rates.get(kind);
    let is_usual = matches!(kind, RateKind::Input | RateKind::Output | RateKind::CacheRead);
    if charge.is_none() && !is_usual {
        return None;
    }
    let cell = cell::rate_of(subject.directory, subject.place, kind);
    (cell.state != CellState::Unknown).then(|| ComparedFact {
        group: Group::Price,
        place,
        id: kind.own_path(),
        label: kind.label(),
        unit: Some(PER_TOKENS.into()),
        rank: charge.and_then(|charge| rank(subject, cost, charge)),
        cell,
        threshold: None,
    })
}

/// A price of a tier, a level of service, a region, a day, hours or a mode, or one that is not per token.
fn further(subject: &RecordPage<'_>, cost: &Cost, point: &PricePoint<'_>) -> ComparedFact {
    let threshold = point.at.above.map(|(size, _)| {
        let base = PricePoint { at: Conditions { above: None, ..point.at }, ..*point };
        Threshold { above: size.0, base: id(&base).into_owned() }
    });
    // A tier that reprices only the tokens above its size is no price of a whole request.
    let is_ranked = threshold.is_none() || !cost.tiers_are_marginal;
    ComparedFact {
        group: Group::Price,
        place: FURTHER + order(&point.at),
        id: id(point),
        label: point.label().into(),
        unit: Some(point.unit().into()),
        cell: price(subject, cost, point.charge),
        rank: rank(subject, cost, point.charge).filter(|_| is_ranked),
        threshold,
    }
}

/// What makes prices the same row: what is charged, where, and for how many of it.
fn id(point: &PricePoint<'_>) -> Cow<'static, str> {
    match point.item {
        Item::Rate(kind) if point.at.is_base() => kind.own_path(),
        Item::Rate(_) => point.id().into(),
        _ => format!("{} {}", point.id(), point.unit()).into(),
    }
}

/// The order of rows by where a price stands.
fn order(at: &Conditions<'_>) -> u16 {
    let kinds = [
        at.above.is_some(),
        at.service.is_some(),
        at.region.is_some(),
        at.from.is_some(),
        at.window.is_some(),
        at.mode.is_some(),
    ];
    let place = kinds.iter().rposition(|is_set| *is_set).map_or(0, |place| place + 1);
    u16::try_from(place).unwrap_or(u16::MAX)
}

/// What the reader pays; a price of another record names it.
fn price(subject: &RecordPage<'_>, cost: &Cost, charge: &Charge) -> Cell {
    let mut cell = cell::price(cost, charge, &|charge| subject.charged(charge));
    if let Some(key) = subject.foreign_key() {
        cell.figure = cell.figure.map(|figure| figure.of(key));
    }
    cell
}

/// The price by which a record can be the lowest: in dollars, above zero, neither free nor part of a plan, of a record
/// that still answers.
fn rank(subject: &RecordPage<'_>, cost: &Cost, charge: &Charge) -> Option<(BestMark, Decimal)> {
    let price = cell::paid(charge, &|charge| subject.charged(charge)).0;
    if !subject.directory.settings.shows_lowest {
        return None;
    }
    let is_real = cost.state == PriceState::Priced && !price.is_zero() && cost.currency == Currency::USD;
    (is_real && answers(subject)).then_some((BestMark::Lowest, price.decimal()))
}

fn answers(subject: &RecordPage<'_>) -> bool {
    [subject.record, subject.priced_record].iter().all(|record| record.status != Status::Retired)
}

/// Whose prices these are, and why they take no part in "Lowest".
pub(super) fn notes(subject: &RecordPage<'_>) -> Vec<String> {
    let cost = &subject.priced_record.cost;
    let title = crate::render::page::record::head::full_name(subject);
    if cost.state == PriceState::Unknown {
        return Vec::new();
    }
    let seller = subject.price_provider().map(|seller| format!("Prices of {title} are {}'s.", seller.name));
    seller.into_iter().chain(exclusion(subject, cost).map(|why| format!("{title} {why}"))).collect()
}

fn exclusion(subject: &RecordPage<'_>, cost: &Cost) -> Option<Cow<'static, str>> {
    if !subject.directory.settings.shows_lowest {
        return None;
    }
    let no_part = "and is not considered for “Lowest”.";
    let has_zero = || cost.prices.rates.iter().any(|(_, charge)| charge.price.is_zero());
    match cost.state {
        PriceState::Included(_) => Some(format!("is part of a plan {no_part}").into()),
        _ if !answers(subject) => Some(format!("is retired {no_part}").into()),
        PriceState::Priced if cost.currency != Currency::USD => {
            Some(format!("has prices in {}, which are not converted and not considered for “Lowest”.", cost.currency).into())
        }
        PriceState::Priced if has_zero() => Some(
            "is listed at $0. The source does not say whether it is free or part of a plan, so that price is not considered for “Lowest”."
                .into(),
        ),
        _ => None,
    }
}

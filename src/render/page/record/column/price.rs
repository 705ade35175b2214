use std::borrow::Cow;

use rust_decimal::Decimal;

use super::super::price_table::unit_label;
use super::super::subject::Subject;
use super::super::words::{capital, lower};
use super::{Fact, Group, Mark};
use crate::domain::{Currency, Status};
use crate::render::page::cell;
use crate::render::view::{Cell, CellState};
use crate::resolve::cost::{Charge, Cost, PriceState, RateKind, Rates, UnitPrice};

/// Where the rows of further prices stand, after those of the kinds of tokens.
const UNITS: u16 = 20;
const TIERS: u16 = 30;
const SERVICE: u16 = 40;
const ANNOUNCED: u16 = 50;
const WINDOWS: u16 = 60;
const MODES: u16 = 70;

const PER_TOKENS: &str = "per 1M tokens";

/// Every price that speaks for the record, a row each.
pub(super) fn facts(subject: &Subject<'_>, facts: &mut Vec<Fact>) {
    let cost = &subject.speaker.cost;
    for (at, (kind, ..)) in (0..).zip(RateKind::ALL) {
        facts.extend(rate(subject, cost, kind, at));
    }
    facts.extend(cost.units.iter().map(|unit| unit_price(subject, cost, unit)));
    for tier in &cost.tiers {
        let words = format!("above {}", tier.above.short());
        let id = format!("above {}", tier.above.0);
        further(subject, cost, &tier.rates, TIERS, &id, |kind| format!("{kind} {words}"), facts);
    }
    for tier in &cost.service_tiers {
        let name = capital(&tier.name);
        further(
            subject,
            cost,
            &tier.rates,
            SERVICE,
            &tier.name,
            |kind| format!("{name} {}", lower(kind)),
            facts,
        );
    }
    for entry in &cost.announced {
        let (id, day) = (format!("from {}", entry.from.iso()), entry.from);
        further(subject, cost, &entry.rates, ANNOUNCED, &id, |kind| format!("{kind} from {day}"), facts);
    }
    for window in &cost.windows {
        let hours = window.utc.replacen('-', " to ", 1);
        let label = |kind: &str| format!("{kind}, {hours} UTC");
        further(subject, cost, &window.rates, WINDOWS, &window.utc, label, facts);
    }
    for mode in &subject.speaker.modes {
        let label = |kind: &str| format!("{} mode, {}", capital(&mode.name), lower(kind));
        let id = format!("mode {}", mode.name);
        further(subject, &mode.cost, &mode.cost.rates, MODES, &id, label, facts);
    }
}

/// The price of a kind of token. Input, output and cached input also say why there is none.
fn rate(subject: &Subject<'_>, cost: &Cost, kind: RateKind, place: u16) -> Option<Fact> {
    let charge = cost.rates.get(kind);
    let is_usual = matches!(kind, RateKind::Input | RateKind::Output | RateKind::CacheRead);
    if charge.is_none() && !is_usual {
        return None;
    }
    let cell = cell::speaking_rate(subject.directory, subject.place, kind);
    (cell.state != CellState::Unknown).then(|| Fact {
        group: Group::Price,
        place,
        id: kind.label().into(),
        label: kind.label().into(),
        unit: Some(PER_TOKENS.into()),
        rank: charge.and_then(|charge| rank(subject, cost, charge)),
        cell,
    })
}

fn unit_price(subject: &Subject<'_>, cost: &Cost, unit: &UnitPrice) -> Fact {
    let label = unit_label(unit);
    let per = format!("per {}", unit.unit.counted(unit.per));
    Fact {
        group: Group::Price,
        place: UNITS,
        id: format!("{label} {per}").into(),
        label: label.into(),
        unit: Some(per.into()),
        cell: price(subject, cost, &unit.charge),
        rank: rank(subject, cost, &unit.charge),
    }
}

/// The prices of a tier, a level of service, a day, hours or a mode.
fn further(
    subject: &Subject<'_>,
    cost: &Cost,
    rates: &Rates,
    place: u16,
    id: &str,
    label: impl Fn(&str) -> String,
    facts: &mut Vec<Fact>,
) {
    facts.extend(rates.iter().map(|(kind, charge)| Fact {
        group: Group::Price,
        place,
        id: format!("{} {id}", kind.key()).into(),
        label: label(kind.label()).into(),
        unit: Some(PER_TOKENS.into()),
        cell: price(subject, cost, charge),
        rank: rank(subject, cost, charge),
    }));
}

/// What the reader pays; a price of another record names it.
fn price(subject: &Subject<'_>, cost: &Cost, charge: &Charge) -> Cell {
    let mut cell = cell::price(cost, charge, &|charge| subject.charged(charge));
    if let Some(key) = subject.foreign_key() {
        cell.figure = cell.figure.map(|figure| figure.of(key));
    }
    cell
}

/// The price by which a record can be the lowest: in dollars, above zero, neither free nor part of a plan, of a record
/// that still answers.
fn rank(subject: &Subject<'_>, cost: &Cost, charge: &Charge) -> Option<(Mark, Decimal)> {
    let price = cell::paid(charge, &|charge| subject.charged(charge)).0;
    let is_real = cost.state == PriceState::Priced && !price.is_zero() && cost.currency == Currency::USD;
    (is_real && answers(subject)).then_some((Mark::Lowest, price.decimal()))
}

fn answers(subject: &Subject<'_>) -> bool {
    [subject.record, subject.speaker].iter().all(|record| record.status != Status::Retired)
}

/// Whose prices these are, and why they take no part in "Lowest".
pub(super) fn notes(subject: &Subject<'_>) -> Vec<String> {
    let cost = &subject.speaker.cost;
    let title = super::head::full_name(subject);
    if cost.state == PriceState::Unknown {
        return Vec::new();
    }
    let seller =
        subject.seller().map(|seller| format!("The prices of {title} are those of {}.", seller.name));
    seller.into_iter().chain(excluded(subject, cost).map(|why| format!("{title} {why}"))).collect()
}

fn excluded(subject: &Subject<'_>, cost: &Cost) -> Option<Cow<'static, str>> {
    let no_part = "and takes no part in “Lowest”.";
    let has_zero = || cost.rates.iter().any(|(_, charge)| charge.price.is_zero());
    match cost.state {
        PriceState::Included(_) => Some(format!("is part of a plan {no_part}").into()),
        _ if !answers(subject) => Some(format!("is retired {no_part}").into()),
        PriceState::Priced if cost.currency != Currency::USD => {
            Some(format!("has prices in {}, which are not converted and take no part in “Lowest”.", cost.currency).into())
        }
        PriceState::Priced if has_zero() => Some(
            "lists a price of zero. Whether that is free or part of a plan is not published, so that price takes no part in “Lowest”."
                .into(),
        ),
        _ => None,
    }
}

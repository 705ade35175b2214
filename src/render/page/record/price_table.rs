use rust_decimal::Decimal;

use super::subject::Subject;
use super::words::{capital, percent, times};
use crate::derive::price::{cache_saving, output_ratio};
use crate::domain::{Modality, Price, TokenCount, Unit};
use crate::render::page::cell;
use crate::render::page::common::listed;
use crate::render::view::{Cell, Figure, Phrase, PriceGroup, PriceRow};
use crate::resolve::cost::{Charge, Cost, RateKind, Rates, UnitPrice};

/// Every price of the record that speaks: its own, those above sizes of context, of service tiers, announced ones, those
/// at some hours, and those of its modes.
pub(super) fn groups(subject: &Subject<'_>) -> Vec<PriceGroup> {
    let cost = &subject.speaker.cost;
    let mut groups = of_cost(subject, cost, None);
    for tier in &cost.service_tiers {
        groups.push(compared(subject, &tier.rates, cost, "standard", capital(&tier.name).into()));
    }
    for entry in &cost.announced {
        let title = Phrase::new().text("From ").figure(cell::date(entry.fact.clone(), entry.from));
        groups.push(compared(subject, &entry.rates, cost, "today's price", title));
    }
    for window in &cost.windows {
        let title = hours(&window.utc, &window.fact, window.rates.is_lower_than(&cost.rates));
        groups.push(compared(subject, &window.rates, cost, "the price at other hours", title));
    }
    for mode in &subject.speaker.modes {
        groups.extend(of_cost(subject, &mode.cost, Some(&mode.name)));
    }
    groups.retain(|group| !group.rows.is_empty());
    groups
}

/// The prices of a record or of one of its modes, then those above sizes of context.
fn of_cost(subject: &Subject<'_>, cost: &Cost, mode: Option<&str>) -> Vec<PriceGroup> {
    let mode = mode.map(|name| format!("{} mode", capital(name)));
    let first = cost.tiers.first().map(|tier| (tier.above, tier.fact.as_str()));
    let rates = cost.rates.iter().map(|(kind, charge)| rate_row(subject, cost, kind, charge));
    let units = cost.units.iter().map(|unit| unit_row(subject, cost, unit));
    let title = match (first, &mode) {
        (Some(size), mode) => Some(sized(mode.as_deref(), "up to ", size)),
        (None, Some(mode)) => Some(mode.as_str().into()),
        (None, None) => None,
    };
    let mut groups = vec![PriceGroup { title, rows: rates.chain(units).collect() }];
    for tier in &cost.tiers {
        let title = sized(mode.as_deref(), "above ", (tier.above, &tier.fact));
        groups.push(compared(subject, &tier.rates, cost, "the lowest tier", title));
    }
    groups
}

/// "Above 200K input tokens", "Fast mode, up to 200K input tokens".
fn sized(mode: Option<&str>, words: &str, (size, fact): (TokenCount, &str)) -> Phrase {
    let words = mode.map_or_else(|| capital(words), |mode| format!("{mode}, {words}"));
    let figure = Figure::data(fact.to_owned(), size.0.to_string(), size.short()).with_title(size.exact());
    Phrase::new().text(words).figure(figure).text(" input tokens")
}

/// "Off-peak, 16:30 to 00:30 UTC".
fn hours(utc: &str, fact: &str, is_lower: bool) -> Phrase {
    let text = utc.replacen('-', " to ", 1);
    let words = if is_lower { "Off-peak, " } else { "From " };
    Phrase::new().text(words).figure(Figure::data(fact.to_owned(), utc, text)).text(" UTC")
}

/// Prices of another level, hour or day, each with how it differs from the standard price.
fn compared(subject: &Subject<'_>, rates: &Rates, cost: &Cost, standard: &str, title: Phrase) -> PriceGroup {
    let row = |(kind, charge): (RateKind, &Charge)| PriceRow {
        note: cost.rates.price(kind).and_then(|base| {
            let key = key(charge);
            difference(
                charge.price,
                base,
                standard,
                || format!("computed.saving.{key}"),
                || format!("computed.ratio.{key}"),
            )
        }),
        ..rate_row(subject, cost, kind, charge)
    };
    PriceGroup { title: Some(title), rows: rates.iter().map(row).collect() }
}

fn rate_row(subject: &Subject<'_>, cost: &Cost, kind: RateKind, charge: &Charge) -> PriceRow {
    PriceRow {
        label: kind.label().to_owned(),
        price: cell::price(cost, charge, &|charge| subject.charged(charge)),
        list_price: list_price(subject, cost, charge),
        unit: "per 1M tokens".to_owned(),
        note: rate_note(subject, cost, kind, charge),
    }
}

fn unit_row(subject: &Subject<'_>, cost: &Cost, unit: &UnitPrice) -> PriceRow {
    PriceRow {
        label: unit_label(unit),
        price: cell::price(cost, &unit.charge, &|charge| subject.charged(charge)),
        list_price: list_price(subject, cost, &unit.charge),
        unit: format!("per {}", unit.unit.counted(unit.per)),
        note: None,
    }
}

/// The provider's price, where the reader pays another one.
fn list_price(subject: &Subject<'_>, cost: &Cost, charge: &Charge) -> Option<Cell> {
    subject.charged(charge).map(|_| cell::price(cost, charge, &|_| None))
}

pub(in crate::render::page) fn unit_label(unit: &UnitPrice) -> String {
    let own: Vec<&str> = unit.selectors.iter().chain(&unit.label).map(String::as_str).collect();
    if !own.is_empty() {
        return capital(&own.join(", "));
    }
    let counted = match unit.unit {
        Unit::Image => "Image",
        Unit::VideoSecond => "Video",
        Unit::AudioSecond | Unit::AudioMinute => "Audio",
        Unit::Character => "Text",
        Unit::Request => "Request",
        Unit::Search => "Search",
        Unit::Page => "Page",
        Unit::GbDay => "Storage",
        Unit::Session => "Session",
        Unit::Hour => "Use",
    };
    counted.to_owned()
}

/// How a price stands to those of input and output.
fn rate_note(subject: &Subject<'_>, cost: &Cost, kind: RateKind, charge: &Charge) -> Option<Phrase> {
    use RateKind as R;
    let (base, name) = match kind {
        R::Input if charge.fact == "cost.input" => return what_input_is(subject, cost),
        R::Input => return None,
        R::Output | R::CacheRead | R::CacheWrite | R::CacheWrite1h | R::InputAudio | R::ImageInput => {
            (cost.rates.price(R::Input)?, "input")
        }
        R::Reasoning | R::OutputAudio | R::ImageOutput => (cost.rates.price(R::Output)?, "output"),
    };
    let is_first = charge.fact == format!("cost.{}", kind.key());
    match kind {
        R::CacheRead if is_first && cache_saving(cost).is_some() => {
            difference(charge.price, base, name, || "computed.cache_saving".to_owned(), String::new)
        }
        R::Output if is_first && output_ratio(cost).is_some() => difference(
            charge.price,
            base,
            name,
            || "computed.saving.output".to_owned(),
            || "computed.output_ratio".to_owned(),
        ),
        _ => {
            let key = key(charge);
            let (saving, ratio) = (format!("computed.saving.{key}"), format!("computed.ratio.{key}"));
            difference(charge.price, base, name, || saving.clone(), || ratio.clone())
        }
    }
}

/// "Text and images": what is charged as input, where the file says what the model reads.
fn what_input_is(subject: &Subject<'_>, cost: &Cost) -> Option<Phrase> {
    let has_own_price = |modality: &Modality| match modality {
        Modality::Image => cost.rates.get(RateKind::ImageInput).is_some(),
        Modality::Audio => cost.rates.get(RateKind::InputAudio).is_some(),
        _ => false,
    };
    let read = subject.record.input.as_deref()?.iter().filter(|modality| !has_own_price(modality));
    let words: Vec<&str> = read.map(|modality| modality.plural()).collect();
    (words.len() > 1).then(|| capital(&listed(&words)).into())
}

/// "50% less than input", "Same as input", "4× input"; nothing beside a zero, which may stand for a price that is not known.
fn difference(
    price: Price,
    base: Price,
    standard: &str,
    saving_fact: impl Fn() -> String,
    ratio_fact: impl Fn() -> String,
) -> Option<Phrase> {
    if price == base {
        return Some(format!("Same as {standard}").into());
    }
    if price.is_zero() {
        return None;
    }
    if let Some(saving) = price.saving_against(base) {
        let figure = Figure::data(saving_fact(), saving.to_string(), percent(saving));
        return Some(Phrase::new().figure(figure).text(format!(" less than {standard}")));
    }
    let ratio = times_of(price, base)?;
    let figure = Figure::data(ratio_fact(), ratio.to_string(), times(ratio));
    Some(Phrase::new().figure(figure).text(format!(" {standard}")))
}

fn times_of(price: Price, base: Price) -> Option<Decimal> {
    if base.is_zero() {
        return None;
    }
    price.decimal().checked_div(base.decimal()).map(|ratio| ratio.normalize())
}

/// The path of a price below `cost`: `tiers[0].input`.
fn key(charge: &Charge) -> &str {
    charge.fact.strip_prefix("cost.").unwrap_or(&charge.fact)
}

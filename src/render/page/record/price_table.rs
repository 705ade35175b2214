use rust_decimal::Decimal;
use serde::Serialize;

use super::subject::RecordPage;
use crate::derive::price::{cache_saving, output_ratio};
use crate::domain::{Modality, Price, TokenCount};
use crate::fact::{Conditions, Item, PricePoint, Section, price_sections};
use crate::render::page::cell;
use crate::render::page::common::listed;
use crate::render::page::words::{capital, count, percent, times};
use crate::render::view::{Cell, Figure, Phrase};
use crate::resolve::cost::{Charge, Cost, RateKind};

/// Rows of the price table that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PriceGroup {
    /// The title: "Above 200K input tokens", "Batch", "From Dec 1, 2026", "Off-peak, 16:30 to 00:30 UTC".
    pub title: Option<Phrase>,
    /// The rows.
    pub rows: Vec<PriceRow>,
}

/// One price.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PriceRow {
    /// What is charged for: "Cached input", "1024×1024, standard".
    pub label: String,
    /// What the reader pays.
    pub price: Cell,
    /// The provider's list price, where a markup makes the two differ.
    pub list_price: Option<Cell>,
    /// The unit: "per 1M tokens", "per image".
    pub unit: String,
    /// A remark: "50% less than input".
    pub note: Option<Phrase>,
}

/// Every price of the record whose price is shown, a group for each set of conditions.
pub(super) fn groups(subject: &RecordPage<'_>) -> Vec<PriceGroup> {
    let sections = price_sections(subject.priced_record);
    let groups = sections.iter().map(|section| PriceGroup {
        title: title(section),
        rows: section
            .points()
            .map(|point| row(subject, section, &point))
            .chain(factor_row(section))
            .collect(),
    });
    groups.filter(|group| !group.rows.is_empty()).collect()
}

/// When the prices of a section apply: "Batch, above 200K input tokens". The base price has a title where tiers or a mode ask
/// for one.
fn title(section: &Section<'_>) -> Option<Phrase> {
    let at = &section.at;
    let mut title = Title::default();
    title.text(at.mode.map(|mode| format!("{mode} mode")));
    if let Some((day, fact)) = at.from {
        title.figure(&format!("{} ", day.from()), cell::date(fact.to_owned(), day), "");
    }
    if let Some((hours, fact)) = at.window {
        let is_lower = section.prices.rates.is_lower_than(&section.cost.prices.rates);
        let figure = Figure::data(fact.to_owned(), hours.utc(), hours.utc_words());
        title.figure(if is_lower { "off-peak, " } else { "from " }, figure, &hours.rest());
    }
    title.text(at.service.map(str::to_owned));
    title.text(at.region.map(|region| format!("region {region}")));
    match (at.above, section.prices.tiers.first()) {
        (Some(size), _) => title.size("above ", size),
        (None, Some(first)) => title.size("up to ", (first.above, &first.fact)),
        (None, None) => {}
    }
    title.0
}

/// A title that grows by parts with commas between them.
#[derive(Default)]
struct Title(Option<Phrase>);

impl Title {
    fn text(&mut self, text: Option<String>) {
        if let Some(text) = text {
            let start = self.start(&text);
            self.0 = Some(start);
        }
    }

    fn figure(&mut self, before: &str, figure: Figure, after: &str) {
        let phrase = self.start(before).figure(figure);
        self.0 = Some(if after.is_empty() { phrase } else { phrase.text(after) });
    }

    fn size(&mut self, before: &str, (size, fact): (TokenCount, &str)) {
        let figure = Figure::data(fact.to_owned(), size.0.to_string(), size.short()).with_title(size.exact());
        self.figure(before, figure, " input tokens");
    }

    fn start(&mut self, text: &str) -> Phrase {
        match self.0.take() {
            None => Phrase::new().text(capital(text)),
            Some(phrase) => phrase.text(format!(", {text}")),
        }
    }
}

fn row(subject: &RecordPage<'_>, section: &Section<'_>, point: &PricePoint<'_>) -> PriceRow {
    let cost = section.cost;
    PriceRow {
        label: match point.item {
            Item::Rate(kind) => kind.label().into_owned(),
            Item::Unit(unit) => unit.title(),
            Item::Other(other) => other.title(),
        },
        price: cell::price(cost, point.charge, &|charge| subject.charged(charge)),
        list_price: list_price(subject, cost, point.charge),
        unit: point.unit(),
        note: note(subject, section, point),
    }
}

/// What every price is multiplied with in a region.
fn factor_row(section: &Section<'_>) -> Option<PriceRow> {
    let (factor, fact) = section.factor?;
    let figure = Figure::data(fact.to_owned(), factor.to_string(), times(factor));
    Some(PriceRow {
        label: "All prices".to_owned(),
        price: Cell::known(figure),
        list_price: None,
        unit: "the standard price".to_owned(),
        note: None,
    })
}

/// How a price stands to the one that it differs from, or to those of input and output; how many units are free.
fn note(subject: &RecordPage<'_>, section: &Section<'_>, point: &PricePoint<'_>) -> Option<Phrase> {
    match (point.item, section.base) {
        (Item::Rate(kind), Some(base)) => {
            let key = key(point.charge);
            difference(
                point.charge.price,
                base.rates.price(kind)?,
                standard(&section.at),
                || format!("computed.saving.{key}"),
                || format!("computed.ratio.{key}"),
            )
        }
        (Item::Rate(kind), None) => rate_note(subject, section.cost, kind, point.charge),
        (Item::Unit(unit), _) => unit.free.as_ref().map(|free| {
            let count = Figure::data(free.fact.clone(), free.count.to_string(), count(free.count));
            let per = free.per.as_ref().map_or_else(String::new, |per| format!(" per {per}"));
            Phrase::new().text("The first ").figure(count).text(format!("{per} are free"))
        }),
        (Item::Other(_), _) => None,
    }
}

/// What the prices of a section are compared with.
fn standard(at: &Conditions<'_>) -> &'static str {
    if at.above.is_some() {
        "the base price"
    } else if at.region.is_some() {
        "other regions"
    } else if at.service.is_some() {
        "standard"
    } else if at.window.is_some() {
        "standard hours"
    } else {
        "today's price"
    }
}

/// The provider's price, where the reader pays another one.
fn list_price(subject: &RecordPage<'_>, cost: &Cost, charge: &Charge) -> Option<Cell> {
    subject.charged(charge).map(|_| cell::price(cost, charge, &|_| None))
}

/// How a price stands to those of input and output.
fn rate_note(subject: &RecordPage<'_>, cost: &Cost, kind: RateKind, charge: &Charge) -> Option<Phrase> {
    use RateKind as R;
    let (base, name) = match kind {
        R::Input if charge.fact == "cost.input" => return what_input_is(subject, cost),
        R::Input | R::Training => return None,
        R::Output
        | R::CacheRead
        | R::CacheWrite
        | R::CacheWriteFor(_)
        | R::InputAudio
        | R::ImageInput
        | R::InputVideo => (cost.prices.rates.price(R::Input)?, "input"),
        R::CacheReadAudio => (cost.prices.rates.price(R::InputAudio)?, "audio input"),
        R::CacheReadImage => (cost.prices.rates.price(R::ImageInput)?, "image input"),
        R::CacheReadVideo => (cost.prices.rates.price(R::InputVideo)?, "video input"),
        R::Reasoning | R::OutputAudio | R::ImageOutput | R::OutputVideo => {
            (cost.prices.rates.price(R::Output)?, "output")
        }
    };
    let is_first = charge.fact == kind.own_path();
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
fn what_input_is(subject: &RecordPage<'_>, cost: &Cost) -> Option<Phrase> {
    let has_own_price = |modality: &Modality| match modality {
        Modality::Image => cost.prices.rates.get(RateKind::ImageInput).is_some(),
        Modality::Audio => cost.prices.rates.get(RateKind::InputAudio).is_some(),
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

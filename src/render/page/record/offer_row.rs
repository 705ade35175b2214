use rust_decimal::RoundingStrategy;
use serde::Serialize;

use super::model_link::{self, ModelLink};
use super::offer_difference::difference;
use crate::derive::price::Comparable;
use crate::derive::{Directory, Lowest};
use crate::domain::{Amount, Currency, TokenCount};
use crate::render::page::calculator::CalculatorSubject;
use crate::render::page::{cell, common};
use crate::render::view::{Cell, CellState, Figure, Link, StatusMark};
use crate::resolve::Place;
use crate::resolve::cost::RateKind;

/// One offer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct OfferRow {
    /// The record's key, for `data-record`.
    pub key: String,
    /// The provider's name and the offer's page.
    pub provider: Link,
    /// The model's id at the provider.
    pub id: String,
    /// Whether it is the page's own offer.
    pub current: bool,
    /// Whether it is a further offer of the provider above: a region, a speed, another precision.
    pub further: bool,
    /// A mark such as "Deprecated".
    pub status: Option<StatusMark>,
    /// What is best about it, in words: "Lowest price".
    pub best: Option<String>,
    /// How it is known which model it is of.
    pub link: Option<ModelLink>,
    /// The number format in which it is served, where its file says another one than the model's: "fp8".
    pub quantization: Option<String>,
    /// The input price.
    pub input: Cell,
    /// The output price.
    pub output: Cell,
    /// The price of cached input.
    pub cached: Cell,
    /// The context window.
    pub context: Cell,
    /// The longest response.
    pub max_output: Cell,
    /// What a typical month costs.
    pub month: Cell,
    /// How many times the cheapest month of the model that is: `1.5×`.
    pub times: Option<Figure>,
    /// The prices that a month is computed from, for the script: JSON of a [`CalculatorSubject`] with its standard service.
    pub tariff: Option<String>,
    /// What it is beside others, for the script: `own` if the provider is the author's, `complete` if it can do what the model can.
    pub traits: String,
    /// What it cannot do that the model can: "No vision or tool calling".
    pub lost: Option<String>,
    /// What it does not speak of: "Reasoning not stated".
    pub unstated: Option<String>,
    /// The model's context window, where the offer's is shorter: "256K".
    pub longer_context: Option<String>,
    /// The model's longest response, where the offer's is shorter.
    pub longer_output: Option<String>,
}

/// How many providers with the lowest price have it said in their rows.
pub(super) const MOST_LOWEST: usize = 3;

/// An offer as it stands on the pages of its model's other offers. `lowest` is the lowest price of the model.
pub(super) fn offer_row(directory: &Directory, at: usize, lowest: Option<&Lowest>) -> OfferRow {
    let place = Place::Offer(at);
    let record = directory.record(place);
    let rate = |kind| match kind {
        RateKind::Input if record.cost.prices.rates.get(kind).is_none() => {
            cell::first_price(record, &|_| None)
        }
        kind => cell::rate(record, kind, &|_| None),
    };
    let shows_lowest = directory.settings.shows_lowest;
    let marked = lowest.filter(|lowest| shows_lowest && is_marked(lowest));
    let difference = difference(directory, at);
    let longer = |limit: Option<TokenCount>| limit.map(TokenCount::short);
    let link = model_link::of_offer(directory, at).filter(|link| !link.is_certain());
    let is_said = |format: &String| {
        link.iter().flat_map(|link| &link.variant).any(|word| word.eq_ignore_ascii_case(format))
    };
    let is_lowest = marked.is_some_and(|lowest| price(directory, at) == Some(lowest.price));
    OfferRow {
        key: record.key.as_str().to_owned(),
        provider: common::link(&directory.catalog.organization(place).name, &record.route),
        id: record.id.clone(),
        current: false,
        further: false,
        status: cell::status(record),
        best: is_lowest.then(|| "Lowest price".to_owned()),
        quantization: difference.quantization.clone().filter(|format| !is_said(format)),
        link,
        input: rate(RateKind::Input),
        output: rate(RateKind::Output),
        cached: rate(RateKind::CacheRead),
        context: cell::context(record),
        max_output: cell::max_output(record),
        month: month(directory, place),
        times: times(directory, at),
        tariff: tariff(directory, place),
        traits: traits(directory, at),
        lost: difference.lost_words(),
        unstated: difference.unstated_words(),
        longer_context: longer(difference.context),
        longer_output: longer(difference.output),
    }
}

/// What a typical month costs at an offer.
pub(super) fn month(directory: &Directory, place: Place) -> Cell {
    match directory.typical_month(place) {
        Some((amount, _)) if amount == Amount::ZERO => Cell::words(CellState::Free, "Free"),
        Some((amount, currency)) => {
            Cell::known(Figure::data("computed.month", amount.value(), amount.text(currency)))
        }
        None => Cell::dash(CellState::Unknown, "No monthly cost"),
    }
}

/// How many times the cheapest month an offer costs, in tenths, half up.
fn times(directory: &Directory, at: usize) -> Option<Figure> {
    let served = directory.served(directory.catalog.offers[at].model()?);
    let cheapest = served.choices.cheapest.filter(|_| served.providers.len() > 1)?;
    let (month, currency) = directory.typical_month(Place::Offer(at))?;
    let is_comparable = currency == Currency::USD && month != Amount::ZERO;
    let times = month.decimal().checked_div(cheapest.decimal()).filter(|_| is_comparable)?;
    let tenths = times.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero).normalize();
    Some(Figure::data("computed.month_ratio", tenths.to_string(), format!("{tenths}×")))
}

/// The prices of the standard service, as the script of the calculator reads them.
fn tariff(directory: &Directory, place: Place) -> Option<String> {
    let mut subject = CalculatorSubject::new(directory, place).ok()?;
    subject.over = None;
    subject.services.truncate(1);
    subject.services.first_mut()?.name.clear();
    for level in &mut subject.services.first_mut()?.levels {
        (level.note, level.uncached) = (None, None);
    }
    serde_json::to_string(&subject).ok()
}

fn traits(directory: &Directory, at: usize) -> String {
    let traits = [(directory.is_own_offer(at), "own"), (directory.is_comparable_offer(at), "complete")];
    traits.into_iter().filter(|(is_it, _)| *is_it).map(|(_, name)| name).collect::<Vec<_>>().join(" ")
}

/// Whether the rows say which price is the lowest.
pub(super) fn is_marked(lowest: &Lowest) -> bool {
    lowest.offers.len() <= MOST_LOWEST
}

/// The price by which an offer can be the lowest, if it is the same thing as the model.
fn price(directory: &Directory, at: usize) -> Option<Comparable> {
    directory.comparable(Place::Offer(at)).filter(|_| directory.is_comparable_offer(at))
}

use serde::Serialize;

use super::model_link::{self, ModelLink};
use crate::derive::price::Comparable;
use crate::derive::{Directory, Lowest};
use crate::render::page::cell;
use crate::render::page::common::link;
use crate::render::view::{Cell, Link, StatusMark};
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
    let is_lowest = marked.is_some_and(|lowest| price(directory, at) == Some(lowest.price));
    OfferRow {
        key: record.key.as_str().to_owned(),
        provider: link(&directory.catalog.organization(place).name, &record.route),
        id: record.id.clone(),
        current: false,
        further: false,
        status: cell::status(record),
        best: is_lowest.then(|| "Lowest price".to_owned()),
        link: model_link::of_offer(directory, at).filter(|link| !link.is_certain()),
        input: rate(RateKind::Input),
        output: rate(RateKind::Output),
        cached: rate(RateKind::CacheRead),
        context: cell::context(record),
        max_output: cell::max_output(record),
    }
}

/// Whether the rows say which price is the lowest.
pub(super) fn is_marked(lowest: &Lowest) -> bool {
    lowest.offers.len() <= MOST_LOWEST
}

/// The price by which an offer can be the lowest, if it is the same thing as the model.
fn price(directory: &Directory, at: usize) -> Option<Comparable> {
    directory.comparable(Place::Offer(at)).filter(|_| directory.is_comparable_offer(at))
}

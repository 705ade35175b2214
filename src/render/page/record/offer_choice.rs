//! The offers of a model that many readers look for, as cards.

use serde::Serialize;

use super::offer_difference::difference;
use super::offer_row::month;
use crate::derive::{Directory, Role};
use crate::render::page::cell;
use crate::render::page::common::link;
use crate::render::view::{Cell, Link};
use crate::resolve::Place;
use crate::resolve::cost::RateKind;

/// An offer that many readers look for, as a card above the table of offers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct OfferChoice {
    /// The record's key, for `data-record`.
    pub key: String,
    /// Why readers look for it: "Cheapest with everything".
    pub label: &'static str,
    /// The provider's name and the offer's page.
    pub provider: Link,
    /// What a typical month costs.
    pub month: Cell,
    /// The input price.
    pub input: Cell,
    /// The output price.
    pub output: Cell,
    /// What it lacks beside the model: "No vision, 64K context".
    pub lacks: Option<String>,
}

/// The offers of a model that many readers look for; none where there is nothing to choose.
pub(super) fn choices(directory: &Directory, model: usize) -> Vec<OfferChoice> {
    let served = directory.served(model);
    if served.providers.len() < 2 {
        return Vec::new();
    }
    let choices = served.choices.offers.iter();
    choices.map(|choice| card(directory, choice.offer, &choice.roles)).collect()
}

fn card(directory: &Directory, offer: usize, roles: &[Role]) -> OfferChoice {
    let place = Place::Offer(offer);
    let record = directory.record(place);
    OfferChoice {
        key: record.key.as_str().to_owned(),
        label: label(roles),
        provider: link(&directory.catalog.organization(place).name, &record.route),
        month: month(directory, place),
        input: cell::rate(record, RateKind::Input, &|_| None),
        output: cell::rate(record, RateKind::Output, &|_| None),
        lacks: lacks(directory, offer),
    }
}

fn label(roles: &[Role]) -> &'static str {
    match roles {
        [Role::Own] => "The author’s own",
        [Role::Own, Role::Complete, Role::Cheapest] => "The author’s own, the cheapest",
        [Role::Own, Role::Complete] => "The author’s own, the cheapest with everything",
        [Role::Own, ..] => "The author’s own, the cheapest of all",
        [Role::Complete] => "Cheapest with everything",
        [Role::Complete, ..] => "Cheapest",
        _ => "Cheapest of all",
    }
}

/// What the model has and an offer lacks, and that nobody confirms that it is this model.
fn lacks(directory: &Directory, offer: usize) -> Option<String> {
    let record = directory.record(Place::Offer(offer));
    let difference = difference(directory, offer);
    let context = difference.context.and(record.limit.context.known());
    let variant = directory.catalog.offers[offer].link.as_ref().map(|link| link.dropped.join(", "));
    let parts = [
        difference.lost_words(),
        context.map(|context| format!("{} context", context.short())),
        variant.filter(|words| !words.is_empty()),
        (!directory.is_firm(offer)).then(|| "matched by ID".to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

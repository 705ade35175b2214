use serde::Serialize;

use super::subject::RecordPage;
use crate::derive::price::Comparable;
use crate::domain::{Currency, Status};
use crate::render::page::cell;
use crate::render::page::common::{counted, link};
use crate::render::view::{Cell, Link, Phrase, StatusMark};
use crate::resolve::cost::RateKind;
use crate::resolve::{Place, Record};

/// The providers of one model side by side, in order of price; `component/offers.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Offers {
    /// The sentence above the table: "Offered by 12 providers. Prices per 1M tokens."
    pub lead: Option<Phrase>,
    /// The offers.
    pub rows: Vec<OfferRow>,
    /// Remarks below the table.
    pub notes: Vec<Phrase>,
    /// Where there are more: "All 40 providers of GPT-4o".
    pub more: Option<Link>,
}

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
    /// A mark such as "Deprecated".
    pub status: Option<StatusMark>,
    /// What is best about it, in words: "Lowest".
    pub best: Option<String>,
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

/// How many offers the page of one of them shows beside it.
const SHOWN_BESIDE: usize = 10;

/// The providers of the model side by side, in order of price: all of them on the model's own page, on an offer's page the
/// first ones and itself. Nothing where there is no other.
pub(super) fn offers(subject: &RecordPage<'_>) -> Option<Offers> {
    let all = subject.offers();
    let is_own_page = subject.provider().is_none();
    if all.len() < if is_own_page { 1 } else { 2 } {
        return None;
    }
    let limit = if is_own_page { all.len() } else { SHOWN_BESIDE };
    let shown: Vec<usize> = all
        .iter()
        .copied()
        .enumerate()
        .filter(|(rank, at): &(usize, usize)| *rank < limit || subject.place == Place::Offer(*at))
        .map(|(_, at)| at)
        .collect();
    let lowest = lowest(subject, all);
    Some(Offers {
        lead: Some(lead(subject, all, lowest)),
        rows: shown.iter().map(|at| row(subject, *at, lowest)).collect(),
        notes: notes(subject, &shown),
        more: subject.base().filter(|_| shown.len() < all.len()).map(|base| {
            link(format!("All {} of {}", counted(all.len(), "provider", "providers"), base.name), &base.route)
        }),
    })
}

/// How many there are, in which order, and who is cheapest.
fn lead(subject: &RecordPage<'_>, all: &[usize], lowest: Option<Comparable>) -> Phrase {
    let order = if all.len() > 1 { ", in order of price: three parts of input to one of output" } else { "" };
    let providers = counted(all.len(), "provider", "providers");
    let phrase = Phrase::from(format!("{providers}{order}. Prices per 1M tokens."));
    let cheapest: Vec<usize> = all
        .iter()
        .filter(|at: &&usize| lowest.is_some() && price(subject, **at) == lowest)
        .copied()
        .collect();
    let Some(first) = cheapest.first() else { return phrase };
    let place = Place::Offer(*first);
    let record = subject.directory.record(place);
    let rate = |kind| {
        let charge = record.cost.prices.rates.get(kind)?;
        cell::price(&record.cost, charge, &|_| None).figure.map(|figure| figure.of(record.key.as_str()))
    };
    let (Some(input), Some(output)) = (rate(RateKind::Input), rate(RateKind::Output)) else { return phrase };
    let others = cheapest.len() - 1;
    let name = &subject.directory.catalog.organization(place).name;
    let who = match others {
        0 => format!(" {name} has"),
        others => format!(" {name} and {} have", counted(others, "other", "others")),
    };
    let phrase = phrase.text(format!("{who} the lowest price: ")).figure(input).text(" input and ");
    phrase.figure(output).text(" output.")
}

/// The lowest price, where offers differ in it.
fn lowest(subject: &RecordPage<'_>, all: &[usize]) -> Option<Comparable> {
    let price = |at: &usize| price(subject, *at);
    let lowest = all.iter().find_map(price)?;
    all.iter().filter_map(price).any(|price| price != lowest).then_some(lowest)
}

/// The price by which an offer that still answers is compared.
fn price(subject: &RecordPage<'_>, at: usize) -> Option<Comparable> {
    let place = Place::Offer(at);
    let answers = subject.directory.record(place).status != Status::Retired;
    subject.directory.comparable(place).filter(|_| answers)
}

fn row(subject: &RecordPage<'_>, at: usize, lowest: Option<Comparable>) -> OfferRow {
    let place = Place::Offer(at);
    let record = subject.directory.record(place);
    let rate = |kind| match kind {
        RateKind::Input if record.cost.prices.rates.get(kind).is_none() => {
            cell::first_price(record, &|_| None)
        }
        kind => cell::rate(record, kind, &|_| None),
    };
    let is_lowest = lowest.is_some() && price(subject, at) == lowest;
    OfferRow {
        key: record.key.as_str().to_owned(),
        provider: link(&subject.directory.catalog.organization(place).name, &record.route),
        id: record.id.clone(),
        current: place == subject.place,
        status: cell::status(record),
        best: is_lowest.then(|| "Lowest price".to_owned()),
        input: rate(RateKind::Input),
        output: rate(RateKind::Output),
        cached: rate(RateKind::CacheRead),
        context: cell::context(record),
        max_output: cell::max_output(record),
    }
}

fn notes(subject: &RecordPage<'_>, shown: &[usize]) -> Vec<Phrase> {
    let records = || shown.iter().map(|at| subject.directory.record(Place::Offer(*at)));
    let currencies = records().any(|record: &Record| record.cost.currency != Currency::USD);
    let note = "Prices in another currency are not converted; they stand after those in dollars.";
    currencies.then(|| note.into()).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use crate::bless::assert_snapshot;
    use std::fmt::Write as _;

    use super::*;
    use crate::derive::Directory;
    use crate::render::page::fixture::{directory, shown};

    fn site() -> Directory {
        directory(&[
            ("models/lab/m.toml", "name = \"M\"\n[limit]\ncontext = 128_000"),
            ("providers/a/provider.toml", "name = \"Acme\""),
            (
                "providers/a/models/m.toml",
                "base_model = \"lab/m\"\n[cost]\ninput = 2\noutput = 4\n[limit]\noutput = 8192",
            ),
            ("providers/b/provider.toml", "name = \"Best\""),
            (
                "providers/b/models/x/m.toml",
                "base_model = \"lab/m\"\n[cost]\ninput = 1\noutput = 2\ncache_read = 0.1",
            ),
            ("providers/c/provider.toml", "name = \"Coin\""),
            (
                "providers/c/models/m.toml",
                "base_model = \"lab/m\"\n[cost]\ncurrency = \"EUR\"\ninput = 0.5\noutput = 1",
            ),
            ("providers/d/provider.toml", "name = \"Dim\""),
            ("providers/d/models/m.toml", "base_model = \"lab/m\""),
        ])
    }

    fn lines(directory: &Directory, place: Place) -> String {
        let Some(offers) = offers(&RecordPage::new(directory, place)) else { return "none".to_owned() };
        let mut lines = format!("{}\n", offers.lead.unwrap().plain());
        for row in &offers.rows {
            let current = if row.current { "* " } else { "" };
            let best = row.best.as_deref().unwrap_or("");
            let cells = [&row.input, &row.output, &row.cached, &row.context, &row.max_output].map(shown);
            writeln!(lines, "{current}{} `{}` {best} | {}", row.provider.text, row.id, cells.join(" | "))
                .unwrap();
        }
        for note in &offers.notes {
            writeln!(lines, "{}", note.plain()).unwrap();
        }
        lines
    }

    #[test]
    fn providers_stand_in_order_of_price() {
        assert_snapshot(
            lines(&site(), Place::Model(0)),
            snapbox::file!["snapshots/offers-providers_stand_in_order_of_price.txt"],
        );
    }

    #[test]
    fn the_page_of_an_offer_marks_its_own_row() {
        let directory = site();
        assert!(lines(&directory, Place::Offer(0)).contains("\n* Acme `m`"));
    }

    #[test]
    fn a_model_that_nobody_offers_has_no_table() {
        let directory = directory(&[("models/lab/m.toml", "name = \"M\"")]);
        assert_eq!(lines(&directory, Place::Model(0)), "none");
    }
}

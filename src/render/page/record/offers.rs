use serde::Serialize;

use super::model_link::{self, ModelLink};
use super::subject::RecordPage;
use crate::derive::price::Comparable;
use crate::derive::{Lowest, Served};
use crate::domain::Currency;
use crate::render::page::cell;
use crate::render::page::common::{counted, link, listed};
use crate::render::page::words::count;
use crate::render::view::{Cell, Figure, Link, Phrase, StatusMark};
use crate::resolve::cost::RateKind;
use crate::resolve::{Place, Record};

/// The offers of one model side by side, in order of price; `component/offers.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Offers {
    /// The sentence above the table: "12 providers, in order of price. Acme has the lowest price: $1.00 input and $2.00 output."
    pub lead: Option<Phrase>,
    /// The offers; those of one provider stand together.
    pub rows: Vec<OfferRow>,
    /// How many providers the page's script shows at first; null if it has no rows to fold: no further offers of a provider, and no
    /// more providers than that.
    pub folds: Option<usize>,
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

/// How many providers the page of an offer shows.
const SHOWN_BESIDE: usize = 10;

/// How many providers the script of the page shows at first.
const SHOWN_FIRST: usize = 15;

/// How many providers with the lowest price have it said in their rows.
const MOST_LOWEST: usize = 3;

/// The providers of the model side by side, in order of price: all of them on the model's own page, on an offer's page the
/// first ones and its own. Nothing where there is no other offer.
pub(super) fn offers(subject: &RecordPage<'_>) -> Option<Offers> {
    let all = subject.offers();
    let is_own_page = subject.provider().is_none();
    if all.len() < if is_own_page { 1 } else { 2 } {
        return None;
    }
    let Served { providers, lowest } = subject.served()?;
    let lowest = lowest.as_ref();
    let shown = shown(subject, providers);
    let rows: Vec<OfferRow> = shown.iter().flat_map(|group| rows(subject, group, lowest)).collect();
    Some(Offers {
        lead: Some(lead(subject, providers.len(), lowest)),
        folds: (shown.len() > SHOWN_FIRST || rows.iter().any(|row| row.further)).then_some(SHOWN_FIRST),
        notes: notes(subject, &shown.concat()),
        rows,
        more: subject.base().filter(|_| shown.len() < providers.len()).map(|base| {
            let providers = counted(providers.len(), "provider", "providers");
            link(format!("All {providers} of {}", base.name), &base.route)
        }),
    })
}

/// The offers that the page shows: all of them on the model's own page, so that the work for the page of an offer does not grow with them.
fn shown(subject: &RecordPage<'_>, providers: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let Place::Offer(own) = subject.place else { return providers.to_vec() };
    let of = |at: usize| subject.directory.catalog.offers[at].provider;
    let mut shown: Vec<Vec<usize>> =
        providers.iter().take(SHOWN_BESIDE).map(|group| vec![group[0]]).collect();
    match shown.iter_mut().find(|group| of(group[0]) == of(own)) {
        Some(group) if group[0] == own => {}
        Some(group) => group.push(own),
        None => shown.push(vec![own]),
    }
    shown
}

/// Whether the rows say which price is the lowest.
fn is_marked(lowest: &Lowest) -> bool {
    lowest.offers.len() <= MOST_LOWEST
}

/// How many there are, in which order, and who asks the lowest price.
fn lead(subject: &RecordPage<'_>, providers: usize, lowest: Option<&Lowest>) -> Phrase {
    let order = if providers > 1 { ", in order of price: three parts of input to one of output" } else { "" };
    let providers = counted(providers, "provider", "providers");
    let phrase = Phrase::from(format!("{providers}{order}. Prices per 1M tokens."));
    let Some(lowest) = lowest else { return phrase };
    let name = |at: &usize| subject.directory.catalog.organization(Place::Offer(*at)).name.as_str();
    let names: Vec<&str> = lowest.offers.iter().take(MOST_LOWEST).map(name).collect();
    let phrase = match names[..] {
        [name] => phrase.text(format!(" {name} asks the lowest price")),
        _ if is_marked(lowest) => phrase.text(format!(" {} ask the lowest price", listed(&names))),
        _ => phrase.text(format!(" {} providers ask the lowest price", count(lowest.offers.len() as u64))),
    };
    match rates(subject, lowest) {
        Some((input, output)) => {
            phrase.text(": ").figure(input).text(" input and ").figure(output).text(" output.")
        }
        None => phrase.text("."),
    }
}

/// The prices of input and output that all offers with the lowest price share.
fn rates(subject: &RecordPage<'_>, lowest: &Lowest) -> Option<(Figure, Figure)> {
    let record = subject.directory.record(Place::Offer(*lowest.offers.first()?));
    let rate = |kind| {
        let charge = record.cost.prices.rates.get(kind)?;
        cell::price(&record.cost, charge, &|_| None).figure.map(|figure| figure.of(record.key.as_str()))
    };
    Some((rate(RateKind::Input)?, rate(RateKind::Output)?)).filter(|_| lowest.is_one_price)
}

/// The price by which an offer can be the lowest, if it is the same thing as the model.
fn price(subject: &RecordPage<'_>, at: usize) -> Option<Comparable> {
    subject.directory.comparable(Place::Offer(at)).filter(|_| subject.directory.is_comparable_offer(at))
}

/// The rows of one provider.
fn rows(subject: &RecordPage<'_>, group: &[usize], lowest: Option<&Lowest>) -> Vec<OfferRow> {
    let rows = group.iter().enumerate();
    rows.map(|(rank, at)| OfferRow { further: rank > 0, ..row(subject, *at, lowest) }).collect()
}

fn row(subject: &RecordPage<'_>, at: usize, lowest: Option<&Lowest>) -> OfferRow {
    let place = Place::Offer(at);
    let record = subject.directory.record(place);
    let rate = |kind| match kind {
        RateKind::Input if record.cost.prices.rates.get(kind).is_none() => {
            cell::first_price(record, &|_| None)
        }
        kind => cell::rate(record, kind, &|_| None),
    };
    let marked = lowest.filter(|lowest| is_marked(lowest));
    let is_lowest = marked.is_some_and(|lowest| price(subject, at) == Some(lowest.price));
    OfferRow {
        key: record.key.as_str().to_owned(),
        provider: link(&subject.directory.catalog.organization(place).name, &record.route),
        id: record.id.clone(),
        current: place == subject.place,
        further: false,
        status: cell::status(record),
        best: is_lowest.then(|| "Lowest price".to_owned()),
        link: model_link::of_offer(subject.directory, at).filter(|link| !link.is_certain()),
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
    let matched = shown.iter().filter(|at| !subject.directory.is_firm(**at)).count();
    let matching = match matched {
        0 => None,
        1 => Some("1 offer was found by its ID; its provider does not confirm which model it is.".to_owned()),
        many => Some(format!(
            "{} offers were found by their IDs; their providers do not confirm which model it is.",
            count(many as u64)
        )),
    };
    matching.map(Phrase::from).into_iter().chain(currencies.then(|| note.into())).collect()
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

    /// Offers of one model: provider, id and the rest of the file.
    fn of_model(offers: &[(&str, &str, &str)]) -> Directory {
        let mut files = vec![("models/lab/m-4.toml".to_owned(), "name = \"M 4\"".to_owned())];
        for (provider, id, text) in offers {
            files.push((format!("providers/{provider}/provider.toml"), format!("name = \"{provider}\"")));
            files.push((format!("providers/{provider}/models/{id}.toml"), format!("name = \"O\"\n{text}")));
        }
        files.sort();
        files.dedup();
        directory(&files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
    }

    fn cost(input: u32) -> String {
        format!("cost = {{ input = {input}, output = {input} }}")
    }

    #[test]
    fn offers_of_one_provider_stand_together_the_plain_one_first() {
        let (one, two, three) = (cost(1), cost(2), cost(3));
        let declared = format!("base_model = \"lab/m-4\"\n{three}");
        let directory = of_model(&[
            ("a", "m-4", &three),
            ("a", "m-4-fp8", &one),
            ("a", "tokyo", &declared),
            ("b", "m-4", &two),
        ]);
        let offers = offers(&RecordPage::new(&directory, Place::Model(0))).unwrap();
        let rows = offers.rows.iter().map(|row| (row.id.as_str(), row.further)).collect::<Vec<_>>();
        assert_eq!(rows, [("m-4", false), ("m-4", false), ("tokyo", true), ("m-4-fp8", true)]);
        assert_eq!(offers.folds, Some(SHOWN_FIRST));
        assert!(offers.lead.unwrap().plain().starts_with("2 providers, in order"));
        let marks: Vec<_> = offers.rows.iter().map(|row| row.link.is_some()).collect();
        assert_eq!(marks, [false, false, false, true]);
        assert_eq!(offers.rows[3].link.as_ref().unwrap().variant, ["fp8"]);
        assert_eq!(
            offers.notes[0].plain(),
            "1 offer was found by its ID; its provider does not confirm which model it is."
        );
    }

    #[test]
    fn a_matched_offer_is_never_the_lowest() {
        let (one, two, three) = (cost(1), cost(2), cost(3));
        let directory = of_model(&[("a", "m-4-fp8", &one), ("b", "m-4", &two), ("c", "m-4", &three)]);
        let lines = lines(&directory, Place::Model(0));
        assert!(lines.contains("b asks the lowest price: $2.00 input and $2.00 output."), "{lines}");
        assert_eq!(lines.matches("Lowest price").count(), 1, "{lines}");
    }

    #[test]
    fn more_than_three_that_tie_are_counted_once() {
        let (one, two) = (cost(1), cost(2));
        let providers = ["a", "b", "c", "d"];
        let ties = |count: usize| {
            let ties = providers.iter().take(count).map(|id| (*id, "m-4", one.as_str()));
            let offers: Vec<_> = ties.chain([("e", "m-4", two.as_str())]).collect();
            lines(&of_model(&offers), Place::Model(0))
        };
        let (three, four) = (ties(3), ties(4));
        assert!(three.contains("a, b and c ask the lowest price: $1.00 input and $1.00 output."), "{three}");
        assert_eq!(three.matches("Lowest price").count(), 3, "{three}");
        assert!(four.contains("4 providers ask the lowest price: $1.00 input and $1.00 output."), "{four}");
        assert_eq!(four.matches("Lowest price").count(), 0, "{four}");
    }
}

use serde::Serialize;
use tera::Value;

use super::offer_choice::{OfferChoice, choices};
use super::offer_row::{MOST_LOWEST, OfferRow, is_marked, month, offer_row};
use super::subject::RecordPage;
use crate::derive::calculator::TYPICAL;
use crate::derive::served::OFFERS_BESIDE_MODEL;
use crate::derive::{Directory, Lowest, Served};
use crate::domain::{Currency, Route};
use crate::render::page::cell;
use crate::render::page::common::{counted, link, listed};
use crate::render::page::parts::Parts;
use crate::render::page::words::count;
use crate::render::view::{Cell, CellState, Figure, Html, Link, Phrase, Shared};
use crate::resolve::cost::RateKind;
use crate::resolve::{Place, Record};

/// The offers of one model side by side, in order of price; `component/offers.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Offers {
    /// The sentence above the table: "12 providers, cheapest first. Acme has the lowest price: $1.00 input and $2.00 output."
    pub lead: Option<Phrase>,
    /// What chooses the offer that the page shows, on a model's page with several.
    pub switch: Option<OfferSwitch>,
    /// The offers that many readers look for.
    pub choices: Vec<OfferChoice>,
    /// What the months in the rows hold: "10,000 requests of 2,000 input and 500 output tokens".
    pub usage: String,
    /// The offers; those of one provider stand together.
    pub rows: Vec<Shared<OfferRow>>,
    /// The same as `component/offer.html` draws it, for all pages at once; null if a component of the site's own takes more of its page than
    /// `root` and `site`, so that each page draws its own.
    pub drawn_rows: Option<Html>,
    /// How many providers the page's script shows at first; null if it has no rows to fold: no further offers of a provider, and no
    /// more providers than that.
    pub folds: Option<usize>,
    /// Remarks below the table.
    pub notes: Vec<Phrase>,
    /// Where there are more: "All 40 providers of GPT-4o".
    pub more: Option<Link>,
    /// Whether the link leads to the page of all offers, from which the script of the page takes the rows that are missing.
    pub is_short: bool,
}

/// The offer whose prices, limits and code a model's page shows, and those that can take its place.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct OfferSwitch {
    /// The key of the offer that the page was built with; empty if the prices are of the model's own file.
    pub key: String,
    /// Its provider, or the model.
    pub text: String,
    /// The other offers that the page shows.
    pub options: Vec<OfferOption>,
    /// Whether there are more.
    pub is_short: bool,
    /// What a typical month costs, if that is known.
    pub month: Option<Cell>,
}

/// An offer to choose.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct OfferOption {
    /// What stands in the address: the provider, and with further offers of it the rest of the key.
    pub via: String,
    /// The provider, with the id if it is a further offer.
    pub text: String,
}

/// How many providers the page of an offer shows.
const SHOWN_BESIDE: usize = 10;

/// The page of all offers of a model, if its own page does not show them.
fn own_page(subject: &RecordPage<'_>) -> Option<Route> {
    let Place::Model(at) = subject.place else { return None };
    subject.directory.has_offers_page(at).then(|| Route::offers_of(&subject.record.route))
}

/// The providers of the model side by side, in order of price: the first ones, on an offer's page with its own. Nothing where there is no
/// other offer.
pub(super) fn offers(subject: &RecordPage<'_>, parts: &Parts) -> Option<Offers> {
    let is_own_page = subject.provider().is_none();
    if subject.offers().len() < if is_own_page { 1 } else { 2 } {
        return None;
    }
    let served = subject.served()?;
    let shown = shown(subject, &served.providers);
    let (choices, switch) = match subject.place {
        Place::Model(at) => (choices(subject.directory, at), switch(subject, &shown)),
        Place::Offer(_) => (Vec::new(), None),
    };
    Some(Offers {
        choices,
        switch,
        more: more(subject, served, &shown),
        ..table(subject, served, &shown, &subject.record.route, parts)
    })
}

/// All offers of a model, for their own page.
pub(super) fn all_offers(subject: &RecordPage<'_>, parts: &Parts) -> Offers {
    let route = Route::offers_of(&subject.record.route);
    let table = |served: &Served| table(subject, served, &served.providers, &route, parts);
    let all = subject.served().map(table).unwrap_or_default();
    Offers { folds: None, ..all }
}

/// The table as it stands on the page at a route.
fn table(
    subject: &RecordPage<'_>,
    served: &Served,
    shown: &[Vec<usize>],
    route: &Route,
    parts: &Parts,
) -> Offers {
    let lowest = served.lowest.as_ref();
    let entries: Vec<Entry> = shown.iter().flat_map(|group| entries(subject.place, group)).collect();
    let rows: Vec<_> = entries.iter().map(|entry| entry.row(subject.directory, lowest, parts)).collect();
    Offers {
        lead: Some(lead(subject, served.providers.len(), lowest)),
        usage: usage(),
        folds: (shown.len() > OFFERS_BESIDE_MODEL || entries.iter().any(|entry| entry.further))
            .then_some(OFFERS_BESIDE_MODEL),
        notes: notes(subject, &shown.concat()),
        drawn_rows: draw(&entries, &rows, &route.to_root(), parts),
        rows,
        is_short: own_page(subject).is_some(),
        ..Offers::default()
    }
}

/// What chooses among offers, if there are several.
fn switch(subject: &RecordPage<'_>, shown: &[Vec<usize>]) -> Option<OfferSwitch> {
    let catalog = &subject.directory.catalog;
    let of_offer = matches!(subject.price_source, Place::Offer(_));
    let groups = shown.iter().flat_map(|group| group.iter().enumerate());
    let others = groups.filter(|(_, at)| Place::Offer(**at) != subject.price_source);
    let options = others.map(|(rank, at)| {
        let place = Place::Offer(*at);
        let (record, provider) = (catalog.at(place), catalog.organization(place));
        let rest = record.key.as_str().rsplit_once("/models/").map_or("", |(_, rest)| rest);
        if rank == 0 {
            OfferOption { via: provider.id.clone(), text: provider.name.clone() }
        } else {
            let text = format!("{}, {}", provider.name, record.id);
            OfferOption { via: format!("{}/{rest}", provider.id), text }
        }
    });
    let options: Vec<OfferOption> = options.collect();
    (!options.is_empty()).then(|| OfferSwitch {
        key: if of_offer { subject.priced_record.key.as_str().to_owned() } else { String::new() },
        text: catalog.organization(subject.price_source).name.clone(),
        options,
        is_short: own_page(subject).is_some(),
        month: Some(month(subject.directory, subject.price_source))
            .filter(|cell| cell.state != CellState::Unknown),
    })
}

/// What a typical month holds.
fn usage() -> String {
    let [requests, input, output] = [TYPICAL.requests, TYPICAL.input, TYPICAL.output].map(count);
    format!("{requests} requests of {input} input and {output} output tokens")
}

/// Where the offers are that are not shown.
fn more(subject: &RecordPage<'_>, served: &Served, shown: &[Vec<usize>]) -> Option<Link> {
    let providers = counted(served.providers.len(), "provider", "providers");
    if let Some(route) = own_page(subject) {
        let offers = counted(subject.offers().len(), "offer", "offers");
        let text = if shown.len() < served.providers.len() {
            format!("All {offers} from {providers}")
        } else {
            format!("All {offers}")
        };
        return Some(link(text, &route));
    }
    let base = subject.base().filter(|_| shown.len() < served.providers.len())?;
    Some(link(format!("All {providers} of {}", base.name), &base.route))
}

/// The offers that the page shows, so that the work for the page of an offer does not grow with them: of a model with many the first
/// one of the first providers.
fn shown(subject: &RecordPage<'_>, providers: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let first = |most| providers.iter().take(most).map(|group| vec![group[0]]).collect::<Vec<_>>();
    let Place::Offer(own) = subject.place else {
        return if own_page(subject).is_some() { first(OFFERS_BESIDE_MODEL) } else { providers.to_vec() };
    };
    let of = |at: usize| subject.directory.catalog.offers[at].provider;
    let mut shown = first(SHOWN_BESIDE);
    match shown.iter_mut().find(|group| of(group[0]) == of(own)) {
        Some(group) if group[0] == own => {}
        Some(group) => group.push(own),
        None => shown.push(vec![own]),
    }
    shown
}

/// An offer in the table of a page.
#[derive(Clone, Copy)]
struct Entry {
    offer: usize,
    /// Whether it is the page's own.
    current: bool,
    /// Whether one of the same provider stands above.
    further: bool,
}

/// The offers of one provider.
fn entries(own: Place, group: &[usize]) -> impl Iterator<Item = Entry> {
    let ranked = group.iter().enumerate();
    ranked.map(move |(rank, at)| Entry { offer: *at, current: Place::Offer(*at) == own, further: rank > 0 })
}

impl Entry {
    /// Whether the row is the same on the pages of all other offers.
    fn is_shared(self) -> bool {
        !self.current && !self.further
    }

    fn row(self, directory: &Directory, lowest: Option<&Lowest>, parts: &Parts) -> Shared<OfferRow> {
        let view = || self.view(directory, lowest);
        if self.is_shared() {
            return parts.offers.of(self.offer, view);
        }
        // What other pages show of it differs in nothing else.
        let own = |row: Shared<OfferRow>| {
            row.with([("current", Value::from(self.current)), ("further", Value::from(self.further))])
        };
        parts.offers.find(&self.offer).map_or_else(|| view().into(), own)
    }

    fn view(self, directory: &Directory, lowest: Option<&Lowest>) -> OfferRow {
        OfferRow { current: self.current, further: self.further, ..offer_row(directory, self.offer, lowest) }
    }
}

/// The rows as markup, one a line.
fn draw(entries: &[Entry], rows: &[Shared<OfferRow>], root: &str, parts: &Parts) -> Option<Html> {
    let mut markup = String::with_capacity(rows.len() * 768);
    for (at, (entry, row)) in entries.iter().zip(rows).enumerate() {
        let draw = || parts.components.draw("ui.offer", &[("row", row.value())], root);
        let drawn = if entry.is_shared() {
            parts.drawn_offers.at(entry.offer, root, draw)?
        } else {
            Shared::from(draw()?)
        };
        if at > 0 {
            markup.push('\n');
        }
        markup.push_str(drawn.as_str());
    }
    Some(Html::from_safe(markup))
}

/// How many there are, in which order, and who has the lowest price.
fn lead(subject: &RecordPage<'_>, providers: usize, lowest: Option<&Lowest>) -> Phrase {
    let order = if providers > 1 { ", cheapest first (weighted 3:1 input to output)" } else { "" };
    let providers = counted(providers, "provider", "providers");
    let phrase = Phrase::from(format!("{providers}{order}. Prices per 1M tokens."));
    let Some(lowest) = lowest else { return phrase };
    let name = |at: &usize| subject.directory.catalog.organization(Place::Offer(*at)).name.as_str();
    let names: Vec<&str> = lowest.offers.iter().take(MOST_LOWEST).map(name).collect();
    let phrase = match names[..] {
        [name] => phrase.text(format!(" {name} has the lowest price")),
        _ if is_marked(lowest) => phrase.text(format!(" {} have the lowest price", listed(&names))),
        _ => phrase.text(format!(" {} providers have the lowest price", count(lowest.offers.len() as u64))),
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

fn notes(subject: &RecordPage<'_>, shown: &[usize]) -> Vec<Phrase> {
    let records = || shown.iter().map(|at| subject.directory.record(Place::Offer(*at)));
    let currencies = records().any(|record: &Record| record.cost.currency != Currency::USD);
    let note = "Prices in other currencies are not converted and come last.";
    let matched = shown.iter().filter(|at| !subject.directory.is_firm(**at)).count();
    let matching = match matched {
        0 => None,
        1 => {
            Some("1 offer was matched by its ID; the provider does not confirm which model it is.".to_owned())
        }
        many => Some(format!(
            "{} offers were matched by their IDs; the providers do not confirm which model it is.",
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
    use crate::render::page::fixture::{directory, parts, shown as cell_text};

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

    /// The rows of the table, as they are before templates see them.
    fn rows(subject: &RecordPage<'_>) -> Vec<OfferRow> {
        let Served { providers, lowest, .. } = subject.served().unwrap();
        let shown = shown(subject, providers);
        let entries = shown.iter().flat_map(|group| entries(subject.place, group));
        entries.map(|entry| entry.view(subject.directory, lowest.as_ref())).collect()
    }

    fn lines(directory: &Directory, place: Place) -> String {
        let subject = &RecordPage::new(directory, place);
        let Some(offers) = offers(subject, &parts()) else { return "none".to_owned() };
        let mut lines = format!("{}\n", offers.lead.unwrap().plain());
        for row in rows(subject) {
            let current = if row.current { "* " } else { "" };
            let best = row.best.as_deref().unwrap_or("");
            let cells = [&row.input, &row.output, &row.cached, &row.context, &row.max_output].map(cell_text);
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
        let subject = &RecordPage::new(&directory, Place::Model(0));
        let (offers, rows) = (offers(subject, &parts()).unwrap(), rows(subject));
        let ids = rows.iter().map(|row| (row.id.as_str(), row.further)).collect::<Vec<_>>();
        assert_eq!(ids, [("m-4", false), ("m-4", false), ("tokyo", true), ("m-4-fp8", true)]);
        assert_eq!(offers.folds, Some(OFFERS_BESIDE_MODEL));
        assert!(offers.lead.unwrap().plain().starts_with("2 providers, cheapest"));
        let marks: Vec<_> = rows.iter().map(|row| row.link.is_some()).collect();
        assert_eq!(marks, [false, false, false, true]);
        assert_eq!(rows[3].link.as_ref().unwrap().variant, ["fp8"]);
        assert_eq!(
            offers.notes[0].plain(),
            "1 offer was matched by its ID; the provider does not confirm which model it is."
        );
    }

    #[test]
    fn a_matched_offer_is_never_the_lowest() {
        let (one, two, three) = (cost(1), cost(2), cost(3));
        let directory = of_model(&[("a", "m-4-fp8", &one), ("b", "m-4", &two), ("c", "m-4", &three)]);
        let lines = lines(&directory, Place::Model(0));
        assert!(lines.contains("b has the lowest price: $2.00 input and $2.00 output."), "{lines}");
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
        assert!(three.contains("a, b and c have the lowest price: $1.00 input and $1.00 output."), "{three}");
        assert_eq!(three.matches("Lowest price").count(), 3, "{three}");
        assert!(four.contains("4 providers have the lowest price: $1.00 input and $1.00 output."), "{four}");
        assert_eq!(four.matches("Lowest price").count(), 0, "{four}");
    }
}

//! Makes the rows of the index: one for each model and each offer without a model, or one for each offer.

use super::Directory;
use super::offer::is_of_author;
use super::price::{Comparable, comparable};
use crate::domain::Capability;
use crate::resolve::Record;
use crate::resolve::catalog::{Organization, Place};
use crate::resolve::cost::{PriceState, RateKind};

/// The capabilities that lists show; a model's page shows all.
pub const LISTED_CAPABILITIES: [Capability; 11] = [
    Capability::Vision,
    Capability::AudioInput,
    Capability::VideoInput,
    Capability::PdfInput,
    Capability::ImageOutput,
    Capability::AudioOutput,
    Capability::ToolCalling,
    Capability::StructuredOutput,
    Capability::Reasoning,
    Capability::PromptCaching,
    Capability::OpenWeights,
];

/// A row of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The place of the model or offer.
    pub place: Place,
    /// The record whose price the row shows first; see [`Directory::price_source`].
    pub price_source: Place,
    /// The lowest comparable offer, if it costs less; see [`Directory::lower_offer`].
    pub lowest: Option<Place>,
    /// How many listed offers the model has; 1 for the row of an offer.
    pub offers: usize,
    /// How many providers these are of.
    pub providers: usize,
    /// What the model can do at some providers although its own file does not say so: bits in the order of [`Capability::all`].
    pub at_some: u32,
    /// How many listed variants are folded into the record.
    pub variants: usize,
}

/// The rows in their default order.
pub(super) fn rows(directory: &Directory) -> Vec<Row> {
    let catalog = &directory.catalog;
    let are_offers = directory.settings.rows_are_offers && directory.many_providers;
    let models = (0..catalog.models.len()).filter(|at| !are_offers || directory.offers[*at].is_empty());
    let offers = (0..catalog.offers.len()).filter(|at| are_offers || catalog.offers[*at].model().is_none());
    let places = models.map(Place::Model).chain(offers.map(Place::Offer));
    let listed = places.filter(|place| directory.is_listed(*place)).collect();
    newest_first(directory, listed).into_iter().map(|place| directory.row(place)).collect()
}

/// Sorts records in the default order of lists: newest first, unknown dates last, then by name, then by key.
pub(super) fn newest_first(directory: &Directory, mut places: Vec<Place>) -> Vec<Place> {
    places.sort_unstable_by_key(|place| directory.order.rank(*place));
    places
}

/// A row for each listed offer, including variants, in the default order; empty if the rows of the index are offers.
pub(super) fn every_offer(directory: &Directory) -> Vec<Row> {
    if !directory.many_providers || directory.settings.rows_are_offers {
        return Vec::new();
    }
    let offers = (0..directory.catalog.offers.len()).map(Place::Offer);
    let listed = offers.filter(|place| !directory.record(*place).unlisted).collect();
    newest_first(directory, listed).into_iter().map(|place| directory.row(place)).collect()
}

/// What offers of a model can do although its record does not say that it can.
fn at_some(directory: &Directory, place: Place, offers: &[usize]) -> u32 {
    let (_, own) = directory.record(place).capabilities.bits();
    let of_offers = offers.iter().map(|offer| directory.catalog.offers[*offer].record.capabilities.bits().1);
    of_offers.fold(0, |all, bits| all | bits) & !own
}

impl Row {
    /// Whether the row is an offer whose model is not known.
    pub fn is_listing(&self) -> bool {
        matches!(self.place, Place::Offer(_))
    }

    /// The record with the lowest price that the row shows.
    pub fn lowest_shown(&self) -> Place {
        self.lowest.unwrap_or(self.price_source)
    }

    /// Whether the record can do something, or some of its providers say so.
    pub fn can(&self, directory: &Directory, capability: Capability) -> bool {
        let bit = 1 << capability as u32;
        directory.record(self.place).capabilities.has(capability) || self.at_some & bit != 0
    }
}

impl Directory {
    /// The row of a record.
    pub(super) fn row(&self, place: Place) -> Row {
        let (price_source, variants) = (self.price_source(place), self.variants(place).len());
        let alone = Row { place, price_source, lowest: None, offers: 1, providers: 1, at_some: 0, variants };
        let Place::Model(at) = place else { return alone };
        let offers = &self.offers[at];
        Row {
            lowest: self.lower_offer(at).map(Place::Offer),
            offers: offers.len(),
            providers: self.count_providers(offers.iter().copied()),
            at_some: at_some(self, place, offers),
            ..alone
        }
    }

    /// The lowest comparable offer of a model, if it costs less than the price that speaks for the model: in all, and not more for input,
    /// which rows show first. Nothing costs less than what is free; prices for other units than tokens are not compared.
    pub fn lower_offer(&self, model: usize) -> Option<usize> {
        let lowest = self.offers[model].iter().copied().find(|at| self.is_comparable[*at])?;
        let (offer, shown) = (&self.catalog.offers[lowest].record, self.priced_record(Place::Model(model)));
        let input = |record: &Record| record.cost.prices.rates.price(RateKind::Input);
        let is_lower = match (comparable(offer)?, comparable(shown)) {
            (Comparable::Tokens(price), Some(Comparable::Tokens(own))) => {
                price < own && input(offer) <= input(shown)
            }
            (Comparable::Tokens(_), None) => shown.cost.state != PriceState::Free,
            _ => false,
        };
        is_lower.then_some(lowest)
    }

    /// Whether the price of an offer can speak for its model: its file or its id names the model, in the same precision, with at least
    /// 90 % of the context and with everything that the model can do; it is paid by use, and going to end only where all of these are.
    pub fn is_comparable_offer(&self, offer: usize) -> bool {
        self.is_comparable[offer]
    }

    /// The provider whose price speaks for a record, where that is not its author's own.
    pub fn seller(&self, place: Place) -> Option<&Organization> {
        let source = self.price_source(place);
        (!self.is_authors_own(place, source)).then(|| self.catalog.organization(source))
    }

    /// Whether a price is the author's own: the model's file has it, or the author's own provider asks it.
    pub fn is_authors_own(&self, place: Place, price_source: Place) -> bool {
        match (place, price_source) {
            (Place::Model(model), Place::Offer(offer)) => is_of_author(&self.catalog, model, offer),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::derive::Directory;
    use crate::derive::fixture::Site;
    use crate::domain::Capability;

    fn keys(directory: &Directory) -> Vec<&str> {
        directory.keys(directory.rows.iter().map(|row| row.place))
    }

    #[test]
    fn the_newest_comes_first_and_the_unknown_last() {
        let directory = Site::new()
            .model("a/old", "added = 2024-01-01")
            .model("a/month", "release_date = \"2026-01\"")
            .model("a/day", "release_date = 2026-01-15")
            .model("a/unknown-b", "")
            .model("a/unknown-a", "")
            .model("a/hidden", "unlisted = true\nadded = 2026-11-01")
            .derive();
        let order = ["a/day", "a/month", "a/old", "a/unknown-a", "a/unknown-b"];
        assert_eq!(keys(&directory), order.map(|id| format!("models/{id}")));
    }

    #[test]
    fn offers_without_a_model_are_rows_of_their_own() {
        let site = |settings: &str| {
            let site = Site::new().settings(settings).provider("p", "name = \"P\"");
            let site = site.model("a/m", "").model("a/lonely", "");
            site.offer("p", "m", "base_model = \"a/m\"").offer("p", "x", "").derive()
        };
        let directory = site("");
        assert_eq!(keys(&directory), ["models/a/lonely", "models/a/m", "providers/p/models/x"]);
        assert_eq!(directory.rows.iter().map(|row| row.offers).collect::<Vec<_>>(), [0, 1, 1]);
        let every = site("[index]\nrows = \"offers\"");
        assert_eq!(keys(&every), ["models/a/lonely", "providers/p/models/m", "providers/p/models/x"]);
    }

    #[test]
    fn a_row_shows_the_author_s_own_price_and_the_lowest_of_the_same_thing() {
        let offer = |rest: &str| format!("base_model = \"own/m\"\n{rest}");
        let model = "tool_call = true\nlimit = { context = 100000 }";
        let site = ["own", "p", "q", "r", "s", "t", "u"]
            .into_iter()
            .fold(Site::new().model("own/m", model), |site, id| {
                site.provider(id, &format!("name = \"{id}\""))
            });
        let site = site
            .offer("own", "m", &offer("cost = { input = 2, output = 2 }"))
            .offer("p", "m", &offer("cost = { input = 1, output = 1 }"))
            .offer("p", "gone", &offer("status = \"retired\"\ncost = { input = 0.1, output = 0.1 }"))
            .offer("q", "m", &offer("cost = { input = 0, output = 0 }"))
            .offer("r", "m", &offer("limit = { context = 89999 }\ncost = { input = 0.2, output = 0.2 }"))
            .offer("s", "m", &offer("tool_call = false\ncost = { input = 0.3, output = 0.3 }"))
            .offer("t", "m-fp8", &offer("cost = { input = 0.4, output = 0.4 }"))
            .offer("u", "m:fast", "limit = { context = 100000 }\ncost = { input = 0.5, output = 0.5 }");
        let directory = site.derive();
        let row = directory.rows[0];
        let key = |place| directory.record(place).key.as_str();
        assert_eq!(key(row.place), "models/own/m");
        assert_eq!(key(row.price_source), "providers/own/models/m");
        assert_eq!(key(row.lowest.unwrap()), "providers/p/models/m");
        assert_eq!((row.offers, row.providers), (8, 7));
    }

    #[test]
    fn a_capability_of_an_offer_is_one_at_some_providers() {
        let site = Site::new().provider("p", "name = \"P\"").model("a/m", "reasoning = true");
        let site = site.offer(
            "p",
            "m",
            "base_model = \"a/m\"\ntool_call = true\ncost = { input = 1, output = 1, cache_read = 0.1 }",
        );
        let directory = site.derive();
        let row = directory.rows[0];
        let some: Vec<Capability> =
            Capability::all().filter(|capability| row.at_some & (1 << *capability as u32) != 0).collect();
        assert_eq!(some, [Capability::ToolCalling, Capability::PromptCaching]);
        assert!(row.can(&directory, Capability::Reasoning) && row.can(&directory, Capability::PromptCaching));
        assert!(
            directory
                .facets
                .capabilities
                .iter()
                .any(|(it, rows)| (*it, &rows[..]) == (Capability::PromptCaching, &[0]))
        );
    }

    #[test]
    fn every_offer_is_there_for_the_switch() {
        let site = Site::new().provider("p", "name = \"P\"").model("a/m", "");
        let directory = site
            .offer("p", "m", "base_model = \"a/m\"")
            .offer("p", "m-eu", "base_model = \"a/m\"\nvariant_of = \"providers/p/models/m\"")
            .offer("p", "hidden", "unlisted = true")
            .derive();
        let keys = directory.keys(directory.every_offer.iter().map(|row| row.place));
        assert_eq!(keys, ["providers/p/models/m", "providers/p/models/m-eu"]);
        assert!(Site::new().model("a/m", "").derive().every_offer.is_empty());
    }

    #[test]
    fn variants_are_folded_into_a_listed_record() {
        let directory = Site::new()
            .model("a/base", "")
            .model("a/eu", "variant_of = \"a/base\"")
            .model("a/eu-fast", "variant_of = \"a/eu\"")
            .model("a/hidden", "unlisted = true")
            .model("a/of-hidden", "variant_of = \"a/hidden\"")
            .derive();
        assert_eq!(keys(&directory), ["models/a/base", "models/a/of-hidden"]);
        let base = directory.find("models/a/base");
        let variants: Vec<_> = directory.variants(base).iter().map(ToString::to_string).collect();
        assert_eq!(variants, ["models/a/eu", "models/a/eu-fast"]);
        assert_eq!(directory.rows[0].variants, 2);
        assert_eq!(directory.base(directory.find("models/a/eu-fast")), Some(base));
    }
}

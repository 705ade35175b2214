//! Makes the rows of the index: one for each model and each offer without a model, or one for each offer.

use std::cmp::Reverse;

use super::Directory;
use super::offer::is_real;
use crate::domain::Capability;
use crate::resolve::catalog::Place;
use crate::resolve::cost::PriceState;

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
    /// The record.
    pub place: Place,
    /// The record whose price the row shows: the record itself if its file has a price, otherwise its cheapest offer.
    pub price_source: Place,
    /// How many listed offers the model has; 1 for the row of an offer.
    pub offers: usize,
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
    newest_first(directory, listed).into_iter().map(|place| row(directory, place)).collect()
}

/// Sorts records in the default order of lists: newest first, unknown dates last, then by name, then by key.
pub(super) fn newest_first(directory: &Directory, mut places: Vec<Place>) -> Vec<Place> {
    places.sort_by_cached_key(|place| {
        let record = directory.record(*place);
        (Reverse(record.since()), record.name.to_lowercase(), record.key.clone())
    });
    places
}

/// A row for each listed offer, including variants, in the default order; empty if the rows of the index are offers.
pub(super) fn every_offer(directory: &Directory) -> Vec<Row> {
    if !directory.many_providers || directory.settings.rows_are_offers {
        return Vec::new();
    }
    let offers = (0..directory.catalog.offers.len()).map(Place::Offer);
    let listed = offers.filter(|place| !directory.record(*place).unlisted).collect();
    newest_first(directory, listed).into_iter().map(|place| row(directory, place)).collect()
}

fn row(directory: &Directory, place: Place) -> Row {
    let (offers, price_source) = match place {
        Place::Model(at) => (directory.offers[at].len(), price_source(directory, at)),
        Place::Offer(_) => (1, place),
    };
    Row { place, price_source, offers, variants: directory.variants(place).len() }
}

/// The record whose price a model's row shows; a retired offer or a plan of $0 only if there is no real price.
fn price_source(directory: &Directory, model: usize) -> Place {
    let place = Place::Model(model);
    if directory.record(place).cost.state != PriceState::Unknown {
        return place;
    }
    let offers = directory.offers[model].iter().copied().map(Place::Offer);
    let lowest = offers.into_iter().find(|offer| is_real(directory.record(*offer)));
    lowest.unwrap_or_else(|| directory.price_source(place))
}

#[cfg(test)]
mod tests {
    use crate::derive::Directory;
    use crate::derive::fixture::Site;

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
    fn a_row_shows_the_lowest_real_price_of_its_offers() {
        let offer = |rest: &str| format!("base_model = \"own/m\"\n{rest}");
        let site = ["own", "p", "q"]
            .into_iter()
            .fold(Site::new().model("own/m", ""), |site, id| site.provider(id, &format!("name = \"{id}\"")));
        let site = site
            .offer("own", "m", &offer("cost = { input = 2, output = 2 }"))
            .offer("p", "m", &offer("cost = { input = 1, output = 1 }"))
            .offer("p", "gone", &offer("status = \"retired\"\ncost = { input = 0.1, output = 0.1 }"))
            .offer("q", "m", &offer("cost = { input = 0, output = 0 }"));
        let directory = site.derive();
        let row = directory.rows[0];
        assert_eq!(directory.record(row.place).key.as_str(), "models/own/m");
        assert_eq!(directory.record(row.price_source).key.as_str(), "providers/p/models/m");
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

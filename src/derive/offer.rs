//! Sorts the offers of each model by price, and chooses the one whose price is shown for the model.

use super::price::{Comparable, comparable};
use crate::domain::{Capability, Currency, Status};
use crate::link::precision;
use crate::resolve::catalog::{Catalog, Offer, Place};
use crate::resolve::cost::PriceState;
use crate::resolve::{Link, Record};

/// The listed offers of each model, by its index: lowest price first, those without one after them, retired ones last.
pub(super) fn sort_offers(catalog: &Catalog) -> Vec<Vec<usize>> {
    let mut offers = vec![Vec::new(); catalog.models.len()];
    for (at, offer) in catalog.offers.iter().enumerate() {
        if let Some(model) = offer.model().filter(|_| !offer.record.unlisted) {
            offers[model].push(at);
        }
    }
    for list in &mut offers {
        list.sort_by_cached_key(|at| {
            let offer = &catalog.offers[*at];
            let provider = &catalog.providers[offer.provider].name;
            (record_rank(&offer.record), provider.to_lowercase(), offer.record.key.clone())
        });
    }
    offers
}

/// The rank of an offer among those of its model: retired ones last, then by price.
fn record_rank(record: &Record) -> (bool, PriceRank) {
    (record.status == Status::Retired, PriceRank::of(record))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum PriceRank {
    Real(Comparable),
    Free,
    Included,
    Incomparable,
    Zero,
    Unknown,
}

impl PriceRank {
    fn of(record: &Record) -> Self {
        let cost = &record.cost;
        match (&cost.state, comparable(record)) {
            (_, Some(price)) => Self::Real(price),
            (PriceState::Free, _) => Self::Free,
            (PriceState::Included(_), _) => Self::Included,
            (PriceState::Unknown, _) => Self::Unknown,
            (PriceState::Priced, _) if cost.is_doubtful_zero() => Self::Zero,
            (PriceState::Priced | PriceState::Varies, _) => Self::Incomparable,
        }
    }
}

/// The price source of each model, by its index; see [`Directory::price_source`](super::Directory::price_source).
pub(super) fn price_sources(catalog: &Catalog, offers: &[Vec<usize>], comparable: &[bool]) -> Vec<Place> {
    let models = 0..catalog.models.len();
    models
        .map(|model| {
            source_offer(catalog, model, &offers[model], comparable).map_or(Place::Model(model), Place::Offer)
        })
        .collect()
}

fn source_offer(catalog: &Catalog, model: usize, offers: &[usize], comparable: &[bool]) -> Option<usize> {
    let record = &catalog.models[model].record;
    if record.cost.state != PriceState::Unknown {
        return None;
    }
    let provider = |at: &usize| catalog.providers[catalog.offers[*at].provider].id.as_str();
    let find = |is_it: &dyn Fn(&Offer) -> bool| offers.iter().copied().find(|at| is_it(&catalog.offers[*at]));
    let of_primary =
        offers.iter().copied().filter(|at| record.primary_offer.as_deref() == Some(provider(at)));
    let is_named = |offer: &Offer| offer.link.as_ref().is_some_and(Link::is_firm);
    let primary = of_primary.min_by_key(|at| !is_named(&catalog.offers[*at]));
    primary
        .or_else(|| own_offer(catalog, model, offers))
        .or_else(|| offers.iter().copied().find(|at| comparable[*at]))
        .or_else(|| find(&|offer| is_named(offer) && is_real(&offer.record)))
        .or_else(|| find(&|offer| is_named(offer) && has_state(&offer.record)))
        .or_else(|| find(&|offer| is_real(&offer.record)))
        .or_else(|| find(&|offer| has_state(&offer.record)))
}

/// The offer of the author's own provider, if it has a price: one that is paid by use before a plan, and the provider that is called like
/// the author before others.
fn own_offer(catalog: &Catalog, model: usize, offers: &[usize]) -> Option<usize> {
    let own = offers.iter().copied().filter(|at| {
        let offer = &catalog.offers[*at];
        let is_firm = offer.link.as_ref().is_some_and(Link::is_firm);
        is_firm && is_of_author(catalog, model, *at) && has_price(&offer.record)
    });
    own.min_by_key(|at| {
        let offer = &catalog.offers[*at];
        let (provider, author) =
            (&catalog.providers[offer.provider], &catalog.authors[catalog.models[model].author]);
        let is_paid = offer.record.cost.state == PriceState::Priced;
        (!is_paid, provider.id != author.id, provider.id.len(), provider.id.as_str())
    })
}

/// Whether the provider of an offer is the own one of its model's author.
pub(super) fn is_of_author(catalog: &Catalog, model: usize, offer: usize) -> bool {
    catalog.providers[catalog.offers[offer].provider].author == Some(catalog.models[model].author)
}

/// Whether the price of each offer can speak for its model; see [`Directory::is_comparable_offer`](super::Directory::is_comparable_offer).
pub(super) fn comparable_offers(catalog: &Catalog, offers: &[Vec<usize>]) -> Vec<bool> {
    let mut comparable = vec![false; catalog.offers.len()];
    for (model, offers) in offers.iter().enumerate() {
        let same: Vec<usize> =
            offers.iter().copied().filter(|at| is_same_thing(catalog, model, *at)).collect();
        let lasts = |at: &usize| !catalog.offers[*at].record.status.is_ending();
        let all_end = !same.iter().any(lasts);
        for at in same.into_iter().filter(|at| all_end || lasts(at)) {
            comparable[at] = true;
        }
    }
    comparable
}

/// Whether an offer is the model itself, paid by use, so that its price can speak for the model: its file or its id names it, in the same
/// precision, with at least 90 % of the context, and with everything that the model can do.
fn is_same_thing(catalog: &Catalog, model: usize, offer: usize) -> bool {
    let (model, offer) = (&catalog.models[model].record, &catalog.offers[offer]);
    let is_firm = offer.link.as_ref().is_some_and(Link::is_firm);
    is_firm
        && is_real(&offer.record)
        && is_as_able(model, &offer.record)
        && has_same_precision(model, &offer.record)
}

fn is_as_able(model: &Record, offer: &Record) -> bool {
    let is_long = match (model.limit.context.known(), offer.limit.context.known()) {
        (Some(model), Some(offer)) => u128::from(offer.0) * 10 >= u128::from(model.0) * 9,
        (Some(_), None) => false,
        (None, _) => true,
    };
    // Whether weights can be downloaded is a fact of the model, whatever a provider says.
    let is_denied = |it| it != Capability::OpenWeights && offer.capabilities.get(it) == Some(false);
    is_long && !model.capabilities.iter().any(is_denied)
}

/// Whether an offer says of no other precision than the model's that it is served in. What neither says is the full one.
fn has_same_precision(model: &Record, offer: &Record) -> bool {
    let stated = |record: &Record| {
        let written = record.architecture.quantization.as_deref().map(str::to_lowercase);
        written.or_else(|| precision(&record.id)).filter(|format| !FULL_PRECISION.contains(&format.as_str()))
    };
    stated(offer).is_none_or(|offered| stated(model) == Some(offered))
}

/// The formats of weights as they are trained.
const FULL_PRECISION: [&str; 4] = ["bf16", "fp16", "f16", "fp32"];

/// Whether an offer that is not retired says what it costs in dollars, even if that is nothing.
fn has_price(record: &Record) -> bool {
    let is_known = record.cost.state != PriceState::Unknown && !record.cost.is_doubtful_zero();
    is_known && record.cost.currency == Currency::USD && record.status != Status::Retired
}

/// Whether an offer that is not retired says anything about its price.
fn has_state(record: &Record) -> bool {
    record.cost.state != PriceState::Unknown && record.status != Status::Retired
}

/// Whether an offer that is not retired has a price in dollars above zero.
pub(super) fn is_real(record: &Record) -> bool {
    comparable(record).is_some() && record.status != Status::Retired
}

#[cfg(test)]
mod tests {
    use crate::derive::fixture::Site;

    /// A model without a price, and providers `own` (its author's), `p` and `q`.
    fn site() -> Site {
        let ids = ["own", "p", "q", "r", "s"].into_iter();
        ids.fold(Site::new().model("own/m", ""), |site, id| site.provider(id, &format!("name = \"{id}\"")))
    }

    fn base(cost: &str) -> String {
        format!("base_model = \"own/m\"\n{cost}")
    }

    fn price_source(site: Site) -> String {
        let directory = site.derive();
        let place = directory.price_source(directory.find("models/own/m"));
        directory.record(place).key.to_string()
    }

    #[test]
    fn a_model_with_a_price_is_its_own_price_source() {
        let offer = base("cost = { input = 1, output = 1 }");
        for cost in [
            "cost = { input = 2, output = 2 }",
            "cost = { state = \"free\" }",
            "cost = { input = 0, output = 0 }",
        ] {
            let site = site().file("models/own/n.toml", "name = \"N\"").model("own/x", cost);
            let directory = site.offer("p", "x", &offer.replace("own/m", "own/x")).derive();
            let place = directory.find("models/own/x");
            assert_eq!(directory.price_source(place), place, "{cost}");
        }
    }

    #[test]
    fn the_primary_offer_goes_first() {
        let primary = Site::new().provider("p", "name = \"P\"").provider("q", "name = \"Q\"");
        let primary = primary.model("own/m", "primary_offer = \"q\"");
        let site = primary.offer("p", "m", &base("cost = { input = 1, output = 1 }")).offer(
            "q",
            "m",
            &base("cost = { input = 9, output = 9 }"),
        );
        assert_eq!(price_source(site), "providers/q/models/m");
    }

    #[test]
    fn the_authors_own_provider_goes_before_a_lower_price() {
        let site = site().offer("p", "m", &base("cost = { input = 1, output = 1 }")).offer(
            "own",
            "m",
            &base("cost = { input = 2, output = 2 }"),
        );
        assert_eq!(price_source(site), "providers/own/models/m");
    }

    #[test]
    fn the_lowest_price_is_real() {
        let site = site()
            .offer("own", "m", &base("cost = { input = 0, output = 0 }"))
            .offer("p", "m", &base("cost = { input = 0.5, output = 0.5, currency = \"EUR\" }"))
            .offer("q", "m", &base("status = \"retired\"\ncost = { input = 0.6, output = 0.6 }"))
            .offer("r", "m", &base("cost = { input = 2, output = 9 }"))
            .offer("s", "m", &base("cost = { input = 3, output = 4 }"));
        assert_eq!(price_source(site), "providers/s/models/m");
    }

    #[test]
    fn without_a_real_price_the_first_offer_that_says_anything_speaks() {
        let zero =
            || site().offer("p", "m", &base("cost = { input = 0, output = 0 }")).offer("q", "m", &base(""));
        assert_eq!(price_source(zero()), "providers/p/models/m");
        assert_eq!(
            price_source(zero().offer("r", "m", &base("cost = { state = \"included\" }"))),
            "providers/r/models/m"
        );
        assert_eq!(price_source(site().offer("q", "m", &base(""))), "models/own/m");
    }

    #[test]
    fn offers_are_sorted_by_price_and_retired_ones_last() {
        let directory = site()
            .offer("p", "dear", &base("cost = { input = 5, output = 5 }"))
            .offer("p", "cheap", &base("cost = { input = 1, output = 2 }"))
            .offer("p", "gone", &base("status = \"retired\"\ncost = { input = 0.1, output = 0.1 }"))
            .offer("p", "unknown", &base(""))
            .offer("p", "zero", &base("cost = { input = 0, output = 0 }"))
            .offer("p", "included", &base("cost = { state = \"included\" }"))
            .offer("p", "free", &base("cost = { state = \"free\" }"))
            .offer("p", "foreign", &base("cost = { input = 1, output = 1, currency = \"CNY\" }"))
            .offer("p", "hidden", &base("unlisted = true"))
            .derive();
        let names: Vec<_> =
            directory.offers[0].iter().map(|at| directory.catalog.offers[*at].record.name.as_str()).collect();
        assert_eq!(names, ["cheap", "dear", "free", "included", "foreign", "zero", "unknown", "gone"]);
    }
}

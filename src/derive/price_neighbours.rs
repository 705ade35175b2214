//! Other models of the same author, or other offers of the same provider, nearest in price.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::Directory;
use super::price::Comparable;
use super::row::newest_first;
use crate::domain::{ModelType, Status};
use crate::resolve::catalog::Place;

/// The records of each author and provider, by type.
#[derive(Debug, Default)]
pub(super) struct PriceNeighbours(HashMap<(Owner, ModelType), PricedRecords>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Owner {
    Author(usize),
    Provider(usize),
}

/// Records in the order of their prices, and those whose price cannot be compared, newest first.
#[derive(Debug, Default)]
struct PricedRecords {
    priced: Vec<(Comparable, Place)>,
    unpriced: Vec<Place>,
}

/// How many neighbours a page shows.
const SHOWN: usize = 5;

impl PriceNeighbours {
    /// Puts every listed record that still answers among the records with its type, unit and currency.
    pub(super) fn new(directory: &Directory) -> Self {
        let catalog = &directory.catalog;
        let models = (0..catalog.models.len()).map(Place::Model);
        let offers = (0..catalog.offers.len()).map(Place::Offer);
        let is_shown =
            |place: &Place| directory.is_listed(*place) && directory.record(*place).status != Status::Retired;
        let mut price_neighbours = Self::default();
        for place in newest_first(directory, models.chain(offers).filter(is_shown).collect()) {
            let priced_records = price_neighbours.0.entry(priced_records_of(directory, place)).or_default();
            match directory.comparable(place) {
                Some(price) => priced_records.priced.push((price, place)),
                None => priced_records.unpriced.push(place),
            }
        }
        for priced_records in price_neighbours.0.values_mut() {
            priced_records.priced.sort_by_key(|(price, _)| *price);
        }
        price_neighbours
    }
}

fn priced_records_of(directory: &Directory, place: Place) -> (Owner, ModelType) {
    let owner = match place {
        Place::Model(at) => Owner::Author(directory.catalog.models[at].author),
        Place::Offer(at) => Owner::Provider(directory.catalog.offers[at].provider),
    };
    (owner, directory.record(place).kind)
}

impl Directory {
    /// Up to five other listed models of the same author, for an offer other offers of the same provider: of the same
    /// type, nearest in price by ratio, never retired. Those without a comparable price follow, newest first.
    pub fn others(&self, place: Place) -> Vec<Place> {
        let Some(neighbours) = self.price_neighbours.0.get(&priced_records_of(self, place)) else {
            return Vec::new();
        };
        let own = self.folded.root(place);
        let priced = neighbours.nearest(self.comparable(place)).filter(|other| *other != own);
        let unpriced = neighbours.unpriced.iter().copied().filter(|other| *other != own);
        if self.comparable(place).is_some() {
            priced.chain(unpriced).take(SHOWN).collect()
        } else {
            unpriced.chain(priced).take(SHOWN).collect()
        }
    }
}

impl PricedRecords {
    /// The priced records from the nearest price outwards; without a price from the lowest upwards.
    fn nearest(&self, price: Option<Comparable>) -> impl Iterator<Item = Place> {
        let start = price.map_or(0, |price| self.priced.partition_point(|(other, _)| *other < price));
        let (mut below, mut above) = (start, start);
        std::iter::from_fn(move || {
            let lower = below.checked_sub(1).map(|at| self.priced[at]);
            let higher = self.priced.get(above).copied();
            let is_lower = match (lower, higher) {
                (Some((lower, _)), Some((higher, _))) => {
                    price.is_some_and(|price| is_nearer(price, lower, higher))
                }
                (lower, _) => lower.is_some(),
            };
            if is_lower {
                below -= 1;
                lower.map(|(_, place)| place)
            } else {
                above += 1;
                higher.map(|(_, place)| place)
            }
        })
    }
}

/// Whether `lower` is nearer to a price than `higher`, by ratio; another unit is farther than any price.
fn is_nearer(price: Comparable, lower: Comparable, higher: Comparable) -> bool {
    match (amount_like(price, lower), amount_like(price, higher), amount(price)) {
        (Some(lower), Some(higher), own) => match (own.checked_mul(own), lower.checked_mul(higher)) {
            (Some(square), Some(product)) => square < product,
            _ => own - lower < higher - own,
        },
        (lower, _, _) => lower.is_some(),
    }
}

fn amount(price: Comparable) -> Decimal {
    match price {
        Comparable::Tokens(amount) | Comparable::Units(_, amount) => amount,
    }
}

fn amount_like(price: Comparable, other: Comparable) -> Option<Decimal> {
    let same = match (price, other) {
        (Comparable::Tokens(_), Comparable::Tokens(_)) => true,
        (Comparable::Units(unit, _), Comparable::Units(other, _)) => unit == other,
        _ => false,
    };
    same.then(|| amount(other))
}

#[cfg(test)]
mod tests {
    use crate::derive::fixture::Site;

    fn cost(price: &str) -> String {
        format!("cost = {{ input = {price}, output = {price} }}")
    }

    #[test]
    fn the_nearest_price_by_ratio_comes_first() {
        let directory = Site::new()
            .model("a/own", &cost("1.00"))
            .model("a/tenth", &cost("0.10"))
            .model("a/double", &cost("2.00"))
            .model("a/third", &cost("0.33"))
            .model("a/unpriced", "")
            .model("a/retired", &format!("status = \"retired\"\n{}", cost("1.01")))
            .model("a/vectors", "type = \"embedding\"\ncost = { input = 1 }")
            .model("b/other", &cost("1.00"))
            .derive();
        let others = directory.others(directory.find("models/a/own"));
        let order = ["a/double", "a/third", "a/tenth", "a/unpriced"];
        assert_eq!(directory.keys(others), order.map(|id| format!("models/{id}")));
        let others = directory.others(directory.find("models/a/unpriced"));
        let order = ["a/tenth", "a/third", "a/own", "a/double"];
        assert_eq!(directory.keys(others), order.map(|id| format!("models/{id}")));
    }

    #[test]
    fn five_are_enough_and_a_variant_never_meets_its_base() {
        let site =
            (1..9).fold(Site::new(), |site, at| site.model(&format!("a/m{at}"), &cost(&format!("{at}.0"))));
        let directory = site.model("a/m5-eu", &format!("variant_of = \"a/m5\"\n{}", cost("5.0"))).derive();
        let own = directory.keys(directory.others(directory.find("models/a/m5")));
        assert_eq!(own, ["m6", "m4", "m7", "m8", "m3"].map(|id| format!("models/a/{id}")));
        assert_eq!(directory.keys(directory.others(directory.find("models/a/m5-eu"))), own);
    }

    #[test]
    fn an_offer_has_others_of_its_provider() {
        let directory = Site::new()
            .provider("p", "name = \"P\"")
            .provider("q", "name = \"Q\"")
            .offer("p", "x", &cost("1.0"))
            .offer("p", "y", &cost("2.0"))
            .offer("q", "z", &cost("1.0"))
            .derive();
        let others = directory.others(directory.find("providers/p/models/x"));
        assert_eq!(directory.keys(others), ["providers/p/models/y"]);
    }
}

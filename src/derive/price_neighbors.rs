//! Finds the models of the same author, or the offers of the same provider, that are nearest in price.

use foldhash::HashMap;
use rust_decimal::Decimal;

use super::Directory;
use super::price::Comparable;
use super::row::newest_first;
use crate::domain::{ModelType, Status};
use crate::resolve::catalog::Place;
use crate::trace::{self, Note, Question};

/// The records of each author and provider, by type.
#[derive(Debug, Default)]
pub(super) struct PriceNeighbors(HashMap<(Owner, ModelType), PricedRecords>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Owner {
    Author(usize),
    Provider(usize),
}

/// Records by price, lowest first, and those without a comparable price, newest first.
#[derive(Debug, Default)]
struct PricedRecords {
    priced: Vec<(Comparable, Place)>,
    unpriced: Vec<Place>,
}

/// How many neighbors a page shows.
const MAX_NEIGHBORS: usize = 5;

impl PriceNeighbors {
    /// Groups every listed record that is not retired by its owner and type.
    pub(super) fn new(directory: &Directory) -> Self {
        let catalog = &directory.catalog;
        let models = (0..catalog.models.len()).map(Place::Model);
        let offers = (0..catalog.offers.len()).map(Place::Offer);
        let places = models.chain(offers).filter(|place| {
            directory.is_listed(*place) && directory.record(*place).status != Status::Retired
        });
        let mut groups: HashMap<_, PricedRecords> = HashMap::default();
        for place in newest_first(directory, places.collect()) {
            let group = groups.entry(group_key(directory, place)).or_default();
            match directory.comparable(place) {
                Some(price) => group.priced.push((price, place)),
                None => group.unpriced.push(place),
            }
        }
        for group in groups.values_mut() {
            group.priced.sort_by_key(|(price, _)| *price);
        }
        Self(groups)
    }
}

fn group_key(directory: &Directory, place: Place) -> (Owner, ModelType) {
    let owner = match place {
        Place::Model(at) => Owner::Author(directory.catalog.models[at].author),
        Place::Offer(at) => Owner::Provider(directory.catalog.offers[at].provider),
    };
    (owner, directory.record(place).kind)
}

impl Directory {
    /// Up to five listed records of the same type that are not retired: other models of the same author, or other offers of
    /// the same provider. The nearest in price by ratio come first, then those without a comparable price, newest first.
    pub fn others(&self, place: Place) -> Vec<Place> {
        trace::answer(|| Note::Answer(Question::Others, place), || self.nearest_in_price(place))
    }

    fn nearest_in_price(&self, place: Place) -> Vec<Place> {
        let Some(neighbors) = self.price_neighbors.0.get(&group_key(self, place)) else {
            return Vec::new();
        };
        let own = self.root(place);
        let priced = neighbors.nearest(self.comparable(place)).filter(|neighbor| *neighbor != own);
        let unpriced = neighbors.unpriced.iter().copied().filter(|neighbor| *neighbor != own);
        if self.comparable(place).is_some() {
            priced.chain(unpriced).take(MAX_NEIGHBORS).collect()
        } else {
            unpriced.chain(priced).take(MAX_NEIGHBORS).collect()
        }
    }
}

impl PricedRecords {
    /// The priced records from the nearest price outwards; from the lowest price upwards if `price` is `None`.
    fn nearest(&self, price: Option<Comparable>) -> impl Iterator<Item = Place> {
        let start = price.map_or(0, |price| self.priced.partition_point(|(lower, _)| *lower < price));
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

/// Whether `lower` is nearer to a price than `higher`, by ratio; a price of another unit is always farther.
fn is_nearer(price: Comparable, lower: Comparable, higher: Comparable) -> bool {
    match (amount_in_unit_of(price, lower), amount_in_unit_of(price, higher), amount(price)) {
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

/// The amount of `other`; `None` if its unit is not that of `price`.
fn amount_in_unit_of(price: Comparable, other: Comparable) -> Option<Decimal> {
    match (price, other) {
        (Comparable::Tokens(_), Comparable::Tokens(amount)) => Some(amount),
        (Comparable::Units(unit, _), Comparable::Units(other, amount)) if unit == other => Some(amount),
        _ => None,
    }
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

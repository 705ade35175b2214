//! What providers ask in comparison with the authors of the models themselves.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Directory;
use super::price::{Comparable, comparable};
use crate::resolve::Place;
use crate::trace::{self, Note, Total};

/// The price of a provider by that of the authors, over the models that both sell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceLevel {
    /// The median ratio: 1 where the provider asks what the authors ask.
    pub ratio: Decimal,
    /// The number of models that were compared.
    pub models: usize,
}

/// Fewer models say little of a provider.
const FEWEST: usize = 5;

impl Directory {
    /// The price level of each provider; `None` for an author's own provider, and where fewer than five models are sold by both.
    ///
    /// Only comparable offers count, whose file or id names the model; of several offers of one model the lowest.
    pub fn price_levels(&self) -> Vec<Option<PriceLevel>> {
        trace::answer(|| Note::Total(Total::PriceLevels), || self.compute_price_levels())
    }

    fn compute_price_levels(&self) -> Vec<Option<PriceLevel>> {
        let mut ratios = vec![BTreeMap::<usize, Decimal>::new(); self.catalog.providers.len()];
        for (at, offer) in self.catalog.offers.iter().enumerate() {
            let Some((model, ratio)) = self.ratio_to_author(at) else { continue };
            ratios[offer.provider]
                .entry(model)
                .and_modify(|lowest| *lowest = ratio.min(*lowest))
                .or_insert(ratio);
        }
        ratios.into_iter().map(|ratios| level(ratios.into_values().collect())).collect()
    }

    /// The model of a comparable offer, and the offer's price by that of the author's own provider.
    fn ratio_to_author(&self, offer: usize) -> Option<(usize, Decimal)> {
        let of = &self.catalog.offers[offer];
        let model = of.model().filter(|_| self.is_comparable_offer(offer) && !of.record.unlisted)?;
        let (place, author) = (Place::Model(model), self.catalog.models[model].author);
        let source = self.price_source(place);
        let is_own = self.catalog.providers[of.provider].author == Some(author);
        if is_own || !self.is_authors_own(place, source) {
            return None;
        }
        let tokens = |place| match comparable(self.record(place))? {
            Comparable::Tokens(price) => Some(price),
            Comparable::Units(..) => None,
        };
        Some((model, tokens(Place::Offer(offer))?.checked_div(tokens(source)?)?))
    }
}

/// The median of an even number of ratios is the mean of the two in the middle.
fn level(mut ratios: Vec<Decimal>) -> Option<PriceLevel> {
    let models = ratios.len();
    if models < FEWEST {
        return None;
    }
    ratios.sort_unstable();
    let (low, high) = (ratios[(models - 1) / 2], ratios[models / 2]);
    Some(PriceLevel { ratio: ((low + high) / Decimal::TWO).normalize(), models })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_level_is_the_median_of_five_or_more() {
        let of = |tenths: &[i64]| level(tenths.iter().map(|tenth| Decimal::new(*tenth, 1)).collect());
        assert_eq!(of(&[10, 10, 10, 10]), None);
        assert_eq!(of(&[20, 5, 10, 90, 11]), Some(PriceLevel { ratio: Decimal::new(11, 1), models: 5 }));
        assert_eq!(of(&[20, 5, 10, 90, 11, 12]), Some(PriceLevel { ratio: Decimal::new(115, 2), models: 6 }));
    }
}

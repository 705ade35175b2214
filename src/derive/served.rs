//! The offers of a model by provider, and the lowest price among them, found once for all the pages that show them.

use foldhash::HashMap;

use super::Directory;
use super::choice::Choices;
use super::price::{Comparable, comparable};
use crate::domain::Status;
use crate::resolve::Catalog;
use crate::resolve::cost::RateKind;

/// The listed offers of a model.
#[derive(Debug, Default)]
pub struct Served {
    /// The offers of each provider, first the one whose id says least beside the model's name, then in order of price; the providers in the
    /// order of their first offers.
    pub providers: Vec<Vec<usize>>,
    /// The lowest price, where more than one provider has a comparable one.
    pub lowest: Option<Lowest>,
    /// The offers to choose from first.
    pub choices: Choices,
}

/// The lowest comparable price of a model.
#[derive(Debug)]
pub struct Lowest {
    /// The price by which offers are sorted.
    pub price: Comparable,
    /// The offers that ask it, one of each provider.
    pub offers: Vec<usize>,
    /// Whether these ask the same for input and the same for output.
    pub is_one_price: bool,
}

/// What each model is served by, by its index.
pub(super) fn served(catalog: &Catalog, offers: &[Vec<usize>], is_comparable: &[bool]) -> Vec<Served> {
    let served = offers.iter().map(|offers| {
        let providers = by_provider(catalog, offers);
        let lowest = lowest(catalog, &providers, is_comparable);
        Served { providers, lowest, choices: Choices::default() }
    });
    served.collect()
}

fn by_provider(catalog: &Catalog, all: &[usize]) -> Vec<Vec<usize>> {
    let mut place: HashMap<usize, usize> = HashMap::default();
    let mut groups: Vec<Vec<(bool, usize, usize)>> = Vec::new();
    for (rank, at) in all.iter().enumerate() {
        let offer = &catalog.offers[*at];
        let group = *place.entry(offer.provider).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        let is_variant = offer.link.as_ref().is_some_and(|link| !link.dropped.is_empty());
        let is_last = is_variant || offer.record.status == Status::Retired;
        groups[group].push((is_last, rank, *at));
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_by_key(|group| group[0].1);
    groups.into_iter().map(|group| group.into_iter().map(|(_, _, at)| at).collect()).collect()
}

fn lowest(catalog: &Catalog, providers: &[Vec<usize>], is_comparable: &[bool]) -> Option<Lowest> {
    let price = |at: usize| comparable(&catalog.offers[at].record).filter(|_| is_comparable[at]);
    let best = |group: &Vec<usize>| {
        let prices = group.iter().filter_map(|at| Some((price(*at)?, *at)));
        prices.min_by_key(|(price, _)| *price)
    };
    let prices: Vec<(Comparable, usize)> = providers.iter().filter_map(best).collect();
    let price = prices.iter().map(|(price, _)| *price).min().filter(|_| prices.len() > 1)?;
    let offers: Vec<usize> = prices.iter().filter(|(other, _)| *other == price).map(|(_, at)| *at).collect();
    let rates = |at: &usize| {
        let rates = &catalog.offers[*at].record.cost.prices.rates;
        (rates.price(RateKind::Input), rates.price(RateKind::Output))
    };
    let is_one_price = offers.iter().all(|at| rates(at) == rates(&offers[0]));
    Some(Lowest { price, offers, is_one_price })
}

/// The most offers that stand on their model's own page; of more, as many providers with one each do.
pub const OFFERS_BESIDE_MODEL: usize = 12;

impl Directory {
    /// Whether the offers of a model have a page of their own, because the model's shows only some of them.
    pub fn has_offers_page(&self, model: usize) -> bool {
        let providers = &self.served(model).providers;
        let offers: usize = providers.iter().map(Vec::len).sum();
        self.settings.has_section("offers") && offers > OFFERS_BESIDE_MODEL
    }

    /// The listed offers of a model by provider.
    pub fn served(&self, model: usize) -> &Served {
        &self.served[model]
    }
}

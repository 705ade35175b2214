//! The offers of a model that most readers look for, by what a typical month costs: the author's own, the cheapest with everything that
//! the model can do, and the cheapest of all.

use rayon::prelude::*;

use super::Directory;
use super::calculator::{Basis, TYPICAL, bill};
use super::offer::is_of_author;
use crate::domain::{Amount, Currency};
use crate::resolve::catalog::Place;
use crate::resolve::cost::PriceState;

/// The offers of a model to choose from first.
#[derive(Debug, Default)]
pub struct Choices {
    /// The offers, each once.
    pub offers: Vec<Choice>,
    /// What the cheapest month costs that is not free, in dollars.
    pub cheapest: Option<Amount>,
}

/// An offer that many readers look for.
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    /// The index of the offer.
    pub offer: usize,
    /// What it is; at least one.
    pub roles: Vec<Role>,
}

/// Why readers look for an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The provider is the author's own.
    Own,
    /// The cheapest of those that are the model itself; see [`Directory::is_comparable_offer`].
    Complete,
    /// The cheapest of all, whatever it lacks.
    Cheapest,
}

impl Directory {
    /// What [`TYPICAL`] use costs in a month at the standard prices of a record's own file, and in which currency; nothing if a free one.
    /// `None` if tokens have no price, or the requests do not fit.
    pub fn typical_month(&self, place: Place) -> Option<(Amount, Currency)> {
        let record = self.record(place);
        if record.cost.state == PriceState::Free {
            return Some((Amount::ZERO, Currency::USD));
        }
        let tariff = self.tariff(place).ok()?;
        let Basis::Tokens(services) = tariff.basis else { return None };
        let writes = services[0].levels[0].output.is_some();
        let needed = TYPICAL.input + if writes { TYPICAL.output } else { 0 };
        let fits = record.limit.context.known().is_none_or(|context| context.0 >= needed);
        let bill = bill(&services[0], &TYPICAL).filter(|_| fits)?;
        Some((bill.total, tariff.currency))
    }

    /// Whether an offer names its model and its provider is the own one of the model's author.
    pub fn is_own_offer(&self, offer: usize) -> bool {
        let model = self.catalog.offers[offer].model();
        self.is_firm(offer) && model.is_some_and(|model| is_of_author(&self.catalog, model, offer))
    }

    /// The offers of a model to choose from first.
    pub fn choices(&self, model: usize) -> &Choices {
        &self.served(model).choices
    }
}

/// The choices of each model, by its index.
pub(super) fn choices(directory: &Directory) -> Vec<Choices> {
    (0..directory.catalog.models.len()).into_par_iter().map(|model| of_model(directory, model)).collect()
}

/// An offer with the cost of its month; the order of ties is that of offers.
struct Candidate {
    offer: usize,
    month: Amount,
    is_own: bool,
}

fn of_model(directory: &Directory, model: usize) -> Choices {
    let all = candidates(directory, model);
    let cheapest = |fits: &dyn Fn(&Candidate) -> bool| {
        let fitting = all.iter().filter(|candidate| fits(candidate));
        fitting.min_by_key(|candidate| (candidate.month, !candidate.is_own)).map(|candidate| candidate.offer)
    };
    let found = [
        (Role::Own, cheapest(&|candidate| candidate.is_own)),
        (Role::Complete, cheapest(&|candidate| directory.is_comparable_offer(candidate.offer))),
        (Role::Cheapest, cheapest(&|_| true)),
    ];
    let mut offers: Vec<Choice> = Vec::new();
    for (role, offer) in found.into_iter().filter_map(|(role, offer)| Some((role, offer?))) {
        match offers.iter_mut().find(|choice| choice.offer == offer) {
            Some(choice) => choice.roles.push(role),
            None => offers.push(Choice { offer, roles: vec![role] }),
        }
    }
    let paid = all.iter().map(|candidate| candidate.month).filter(|month| *month != Amount::ZERO);
    Choices { offers, cheapest: paid.min() }
}

/// The offers that can be bought for long, with what a month of them costs in dollars.
fn candidates(directory: &Directory, model: usize) -> Vec<Candidate> {
    let catalog = &directory.catalog;
    let lasting = directory.offers[model].iter().filter(|at| {
        let status = catalog.offers[**at].record.status;
        !status.is_ending()
    });
    let candidates = lasting.filter_map(|at| {
        let (month, currency) = directory.typical_month(Place::Offer(*at))?;
        let is_own = directory.is_own_offer(*at);
        (currency == Currency::USD).then_some(Candidate { offer: *at, month, is_own })
    });
    candidates.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::fixture::Site;

    fn offer(rest: &str) -> String {
        format!("base_model = \"own/m\"\n{rest}")
    }

    fn chosen(site: Site) -> Vec<(String, Vec<Role>)> {
        let directory = site.derive();
        let key = |choice: &Choice| directory.record(Place::Offer(choice.offer)).key.to_string();
        let choices = directory.choices(0).offers.iter();
        choices.map(|choice| (key(choice), choice.roles.clone())).collect()
    }

    fn site() -> Site {
        let ids = ["own", "full", "part", "gone", "euro"].into_iter();
        let model = "tool_call = true\n[limit]\ncontext = 128_000";
        ids.fold(Site::new().model("own/m", model), |site, id| site.provider(id, &format!("name = \"{id}\"")))
            .offer("own", "m", &offer("cost = { input = 3, output = 3 }"))
            .offer("full", "m", &offer("cost = { input = 2, output = 2 }"))
            .offer("gone", "m", &offer("status = \"deprecated\"\ncost = { input = 0.1, output = 0.1 }"))
            .offer("euro", "m", &offer("cost = { currency = \"EUR\", input = 0.1, output = 0.1 }"))
    }

    #[test]
    fn three_offers_answer_most_questions() {
        let part = offer("tool_call = false\ncost = { input = 1, output = 1 }");
        assert_eq!(
            chosen(site().offer("part", "m", &part)),
            [
                ("providers/own/models/m".to_owned(), vec![Role::Own]),
                ("providers/full/models/m".to_owned(), vec![Role::Complete]),
                ("providers/part/models/m".to_owned(), vec![Role::Cheapest]),
            ]
        );
    }

    #[test]
    fn one_offer_can_be_all_of_them() {
        let free = offer("cost = { state = \"free\" }");
        let [(own, _), (full, roles)] = &chosen(site())[..] else { panic!("two") };
        assert_eq!((own.as_str(), full.as_str()), ("providers/own/models/m", "providers/full/models/m"));
        assert_eq!(roles, &[Role::Complete, Role::Cheapest]);
        let with_free = chosen(site().offer("part", "m", &free));
        assert_eq!(with_free[2], ("providers/part/models/m".to_owned(), vec![Role::Cheapest]));
    }

    #[test]
    fn a_tie_is_the_authors() {
        let tie = chosen(site().offer("part", "m", &offer("cost = { input = 2, output = 2 }")));
        assert_eq!(tie.len(), 2);
        let own = site().offer("own", "n", &offer("cost = { input = 2, output = 2 }"));
        assert_eq!(
            chosen(own),
            [("providers/own/models/n".to_owned(), vec![Role::Own, Role::Complete, Role::Cheapest])]
        );
    }
}

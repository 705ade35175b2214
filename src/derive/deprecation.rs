//! Records that are deprecated or retired.

use std::cmp::Reverse;

use super::Directory;
use crate::domain::{PartialDate, Status};
use crate::resolve::Record;
use crate::resolve::catalog::Place;

/// A record that is deprecated or retired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deprecation {
    /// The place of the record that ends.
    pub place: Place,
    /// Deprecated or retired.
    pub status: Status,
    /// When it stops or stopped working; `None` if the date is unknown, or in the future although the file says `retired`.
    pub stops: Option<PartialDate>,
    /// When its deprecation was announced.
    pub announced: Option<PartialDate>,
}

impl Deprecation {
    /// Whether it is retired.
    pub fn is_over(&self) -> bool {
        self.status == Status::Retired
    }
}

impl Directory {
    /// The deprecated and retired records among some. Deprecated ones come first, the next to stop first and those without
    /// a date last; then retired ones, the latest first.
    pub fn deprecations_of(&self, places: impl IntoIterator<Item = Place>) -> Vec<Deprecation> {
        let mut deprecations: Vec<Deprecation> =
            places.into_iter().filter_map(|place| self.deprecation(place)).collect();
        deprecations.sort_by_cached_key(|deprecation| {
            let (soonest, latest) =
                if deprecation.is_over() { (None, deprecation.stops) } else { (deprecation.stops, None) };
            let days =
                (deprecation.stops.is_none(), soonest, Reverse(latest), Reverse(deprecation.announced));
            (deprecation.is_over(), days, self.record(deprecation.place).key.clone())
        });
        deprecations
    }

    fn deprecation(&self, place: Place) -> Option<Deprecation> {
        let record = self.record(place);
        let (status, announced) = (record.status, record.deprecated);
        status.is_ending().then(|| Deprecation { place, status, stops: self.stops(record), announced })
    }

    fn stops(&self, record: &Record) -> Option<PartialDate> {
        record.retires.filter(|day| record.status != Status::Retired || self.has_begun(*day))
    }
}

/// Every deprecated or retired record that is listed, except offers that have the same status and date as their listed model.
pub(super) fn all(directory: &Directory) -> Vec<Deprecation> {
    let catalog = &directory.catalog;
    let models = (0..catalog.models.len()).map(Place::Model);
    let offers =
        (0..catalog.offers.len()).filter(|at| !ends_with_its_model(directory, *at)).map(Place::Offer);
    directory.deprecations_of(models.chain(offers).filter(|place| directory.is_listed(*place)))
}

fn ends_with_its_model(directory: &Directory, offer: usize) -> bool {
    let offer = &directory.catalog.offers[offer];
    let end = (offer.record.status, offer.record.retires);
    offer.model().is_some_and(|at| {
        let model = &directory.catalog.models[at].record;
        directory.is_listed(Place::Model(at)) && (model.status, model.retires) == end
    })
}

#[cfg(test)]
mod tests {
    use crate::derive::fixture::Site;
    use crate::resolve::catalog::Place;

    #[test]
    fn an_offer_of_a_folded_model_stands_for_itself() {
        let directory = Site::new()
            .provider("p", "name = \"P\"")
            .model("a/whole", "")
            .model("a/part", "status = \"deprecated\"\nvariant_of = \"a/whole\"")
            .offer("p", "part", "base_model = \"a/part\"")
            .derive();
        let places: Vec<Place> = directory.deprecations.iter().map(|it| it.place).collect();
        assert_eq!(places, [directory.find("providers/p/models/part")]);
    }

    #[test]
    fn the_next_end_comes_first_and_what_is_over_last() {
        let directory = Site::new()
            .model("a/active", "")
            .model("a/gone-long-ago", "retires = 2024-01-01")
            .model("a/gone", "retires = 2026-11-01")
            .model("a/gone-some-day", "status = \"retired\"")
            .model("a/later", "retires = \"2027-06\"")
            .model("a/soon", "retires = 2026-12-01")
            .model("a/some-day", "status = \"deprecated\"")
            .model("a/some-day-announced", "deprecated = 2026-05-01")
            .derive();
        let deprecations = directory.deprecations_of((0..8).map(Place::Model));
        let order = [
            "a/soon",
            "a/later",
            "a/some-day-announced",
            "a/some-day",
            "a/gone",
            "a/gone-long-ago",
            "a/gone-some-day",
        ];
        let keys = directory.keys(deprecations.iter().map(|deprecation| deprecation.place));
        assert_eq!(keys, order.map(|id| format!("models/{id}")));
        assert_eq!(directory.deprecations, deprecations);
    }

    #[test]
    fn a_future_day_is_not_when_a_retired_model_stopped() {
        let directory = Site::new().model("a/b", "status = \"retired\"\nretires = 2027-01-01").derive();
        assert_eq!((directory.deprecations[0].is_over(), directory.deprecations[0].stops), (true, None));
    }

    #[test]
    fn an_offer_that_ends_with_its_model_is_listed_once() {
        let directory = Site::new()
            .model("a/ends", "retires = 2026-12-01")
            .model("a/stays", "")
            .provider("p", "name = \"P\"")
            .offer("p", "ends", "base_model = \"a/ends\"")
            .offer("p", "earlier", "base_model = \"a/ends\"\nretires = 2026-11-24")
            .offer("p", "stays", "base_model = \"a/stays\"\nstatus = \"deprecated\"")
            .derive();
        let keys = directory.keys(directory.deprecations.iter().map(|deprecation| deprecation.place));
        assert_eq!(keys, ["providers/p/models/earlier", "models/a/ends", "providers/p/models/stays"]);
    }
}

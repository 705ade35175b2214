//! The dates on which listed records end.

use super::Directory;
use crate::domain::PartialDate;
use crate::resolve::catalog::Place;

/// A date on which something ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The record.
    pub place: Place,
    /// What happens.
    pub kind: EndingKind,
    /// When.
    pub date: PartialDate,
}

/// What happens on a date on which something ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EndingKind {
    /// It is deprecated.
    Deprecated,
    /// It stops working.
    Retires,
}

impl Directory {
    /// Every date on which a listed record is deprecated or stops working, the earliest first. Offers that end with their listed model are
    /// left out.
    pub fn endings(&self) -> Vec<Ending> {
        let catalog = &self.catalog;
        let models = (0..catalog.models.len()).map(Place::Model);
        let offers = (0..catalog.offers.len()).filter(|at| !self.ends_as_its_model(*at)).map(Place::Offer);
        let listed = models.chain(offers).filter(|place| self.is_listed(*place));
        let mut endings: Vec<Ending> = listed.flat_map(|place| self.endings_of(place)).collect();
        endings.sort_by_cached_key(|ending| {
            (ending.date, ending.kind, self.record(ending.place).key.as_str().to_owned())
        });
        endings
    }

    fn endings_of(&self, place: Place) -> impl Iterator<Item = Ending> {
        let record = self.record(place);
        let dates = [(EndingKind::Deprecated, record.deprecated), (EndingKind::Retires, record.retires)];
        dates.into_iter().filter_map(move |(kind, date)| Some(Ending { place, kind, date: date? }))
    }

    fn ends_as_its_model(&self, offer: usize) -> bool {
        let offer = &self.catalog.offers[offer];
        offer.model().is_some_and(|at| {
            let model = &self.catalog.models[at].record;
            let dates = (model.deprecated, model.retires);
            self.is_listed(Place::Model(at)) && dates == (offer.record.deprecated, offer.record.retires)
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::derive::fixture::Site;

    #[test]
    fn dates_stand_in_order_and_once_for_a_model_and_its_offers() {
        let directory = Site::new()
            .model("a/b", "deprecated = 2026-05-01\nretires = 2027-01-06")
            .model("a/c", "retires = \"2026-12\"")
            .provider("p", "name = \"P\"")
            .offer("p", "b", "base_model = \"a/b\"")
            .offer("p", "c", "base_model = \"a/c\"\nretires = 2026-11-30")
            .derive();
        let lines: Vec<String> = directory
            .endings()
            .iter()
            .map(|end| format!("{} {:?} {}", end.date.iso(), end.kind, directory.record(end.place).key))
            .collect();
        assert_eq!(
            lines,
            [
                "2026-05-01 Deprecated models/a/b",
                "2026-11-30 Retires providers/p/models/c",
                "2026-12 Retires models/a/c",
                "2027-01-06 Retires models/a/b",
            ]
        );
    }
}

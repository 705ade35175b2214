//! Records whose service ends or has ended.

use std::cmp::Reverse;

use super::Directory;
use crate::domain::{PartialDate, Status};
use crate::resolve::catalog::Place;

/// A record whose service ends or has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The record.
    pub place: Place,
    /// Deprecated or retired.
    pub status: Status,
    /// When it stops or stopped answering, else when its end was announced.
    pub date: Option<PartialDate>,
}

impl Directory {
    /// The records among some that end: those still to stop first, the next one at the head; then those that have
    /// stopped, the latest one at the head; then those whose day is not known.
    pub fn endings(&self, places: impl IntoIterator<Item = Place>) -> Vec<Ending> {
        let mut endings: Vec<Ending> = places.into_iter().filter_map(|place| self.ending(place)).collect();
        endings.sort_by_cached_key(|ending| {
            let is_past = ending.status == Status::Retired;
            let (soonest, latest) = if is_past { (None, ending.date) } else { (ending.date, None) };
            (ending.date.is_none(), is_past, soonest, Reverse(latest), self.record(ending.place).key.clone())
        });
        endings
    }

    fn ending(&self, place: Place) -> Option<Ending> {
        let record = self.record(place);
        let date = record.retires.or(record.deprecated);
        record.status.is_ending().then_some(Ending { place, status: record.status, date })
    }
}

#[cfg(test)]
mod tests {
    use crate::derive::fixture::Site;
    use crate::resolve::catalog::Place;

    #[test]
    fn the_next_end_comes_first() {
        let directory = Site::new()
            .model("a/active", "")
            .model("a/gone-long-ago", "retires = 2024-01-01")
            .model("a/gone", "retires = 2026-11-01")
            .model("a/later", "retires = \"2027-06\"")
            .model("a/soon", "retires = 2026-12-01")
            .model("a/some-day", "status = \"deprecated\"")
            .derive();
        let endings = directory.endings((0..6).map(Place::Model));
        let order = ["a/soon", "a/later", "a/gone", "a/gone-long-ago", "a/some-day"];
        let keys = directory.keys(endings.iter().map(|ending| ending.place));
        assert_eq!(keys, order.map(|id| format!("models/{id}")));
    }
}

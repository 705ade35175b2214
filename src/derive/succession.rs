//! Finds what a model that ends is replaced with.

use super::Directory;
use crate::domain::Place;

/// The model to move to from one that is deprecated or retired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Succession {
    /// The model to move to: the named successor, or the first of its own successors that goes on.
    pub to: Place,
    /// The named successor, where it ends too.
    pub passed: Option<Place>,
}

impl Directory {
    /// What a deprecated or retired record is replaced with, if its file names a successor.
    pub fn succession(&self, place: Place) -> Option<Succession> {
        let record = self.record(place);
        let named = self.successor(record).filter(|_| record.status.is_ending())?;
        let to = self.active_successor(record).unwrap_or(named);
        (to != place).then(|| Succession { to, passed: Some(named).filter(|named| *named != to) })
    }
}

#[cfg(test)]
mod tests {
    use crate::derive::fixture::Site;

    fn found(key: &str) -> Option<(String, Option<String>)> {
        let directory = Site::new()
            .model("a/active", "successor = \"a/new\"")
            .model("a/first", "status = \"retired\"\nsuccessor = \"a/second\"")
            .model("a/last", "status = \"deprecated\"")
            .model("a/new", "")
            .model("a/second", "status = \"deprecated\"\nsuccessor = \"a/new\"")
            .model("a/stuck", "status = \"deprecated\"\nsuccessor = \"a/last\"")
            .derive();
        let key_of = |place| directory.keys([place])[0].replace("models/", "");
        let found = directory.succession(directory.find(key))?;
        Some((key_of(found.to), found.passed.map(key_of)))
    }

    #[test]
    fn a_model_that_ends_leads_to_the_successor_that_goes_on() {
        let to = |to: &str, passed: Option<&str>| Some((to.to_owned(), passed.map(str::to_owned)));
        assert_eq!(found("models/a/second"), to("a/new", None));
        assert_eq!(found("models/a/first"), to("a/new", Some("a/second")));
        assert_eq!(found("models/a/stuck"), to("a/last", None), "none goes on");
        assert_eq!(found("models/a/active"), None);
        assert_eq!(found("models/a/last"), None, "nothing is named");
    }
}

//! Resolves the records of the comparisons from the settings.

use super::Directory;
use crate::diag::Span;
use crate::resolve::catalog::{Catalog, Place};
use crate::resolve::settings::NamedComparison;
use crate::trace::{self, Note, Total};

/// The most columns of a comparison.
pub const MOST_COLUMNS: usize = 4;

/// A comparison with a page of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Its name, from which its path is made.
    pub name: String,
    /// The span of the name.
    pub span: Span,
    /// The records of its columns: two to four different ones.
    pub places: Vec<Place>,
}

/// The comparisons with at least two columns. Records that do not exist are left out; a lint reports them.
pub(super) fn comparisons(catalog: &Catalog, named: &[NamedComparison]) -> Vec<Comparison> {
    named.iter().filter_map(|named| comparison(catalog, named)).collect()
}

fn comparison(catalog: &Catalog, named: &NamedComparison) -> Option<Comparison> {
    let mut places: Vec<Place> = Vec::with_capacity(MOST_COLUMNS);
    for place in named.models.iter().filter_map(|name| catalog.find(name)) {
        if places.len() < MOST_COLUMNS && !places.contains(&place) {
            places.push(place);
        }
    }
    (places.len() > 1).then(|| Comparison { name: named.name.clone(), span: named.span, places })
}

impl Directory {
    /// Whether there are at least two records to compare.
    pub fn has_comparisons(&self) -> bool {
        let find = || self.catalog.records().nth(1).is_some();
        trace::answer(|| Note::Total(Total::HasComparisons), find)
    }
}

#[cfg(test)]
mod tests {
    use crate::derive::fixture::Site;

    fn keys(models: &str) -> Vec<Vec<String>> {
        let directory = Site::new()
            .settings(&format!("[[compare]]\nname = \"x\"\nmodels = {models}"))
            .model("a/one", "id = \"a/One\"")
            .model("a/two", "")
            .provider("p", "name = \"P\"")
            .offer("p", "one", "base_model = \"a/one\"")
            .derive();
        let keys =
            |places: &[_]| directory.keys(places.iter().copied()).into_iter().map(str::to_owned).collect();
        directory.comparisons.iter().map(|comparison| keys(&comparison.places)).collect()
    }

    #[test]
    fn columns_are_found_by_id_and_by_key() {
        let expected = [["models/a/one", "models/a/two", "providers/p/models/one"]];
        assert_eq!(keys("[\"a/One\", \"models/a/two\", \"providers/p/models/one\"]"), expected);
    }

    #[test]
    fn columns_are_unique_and_one_column_is_no_comparison() {
        assert_eq!(keys("[\"a/One\", \"a/one\", \"a/two\"]"), [["models/a/one", "models/a/two"]]);
        assert!(keys("[\"a/One\", \"a/gone\"]").is_empty());
    }
}

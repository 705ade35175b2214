//! A former or second id: a page that leads to the record.

use serde::Serialize;

use super::common::{absolute, link};
use super::list::follow;
use crate::derive::Directory;
use crate::domain::Route;
use crate::render::view::{Link, Page};
use crate::resolve::catalog::Place;

/// A page at a former or second id that leads to the real one; templates see it as `alias`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Alias {
    /// The id that this page stands for.
    pub id: String,
    /// The page it leads to.
    pub target: Link,
}

/// The page of an alias that stands at a route. Search engines keep the address of the record.
pub(super) fn view(directory: &Directory, of: Place, id: &str, route: &Route) -> (Page, Alias) {
    let settings = &directory.settings;
    let record = directory.record(of);
    let organization = directory.catalog.organization(of);
    let mut page = super::common::head(settings, route, record.name.as_str());
    let name = &record.name;
    let (title, sentence) = if is_former(directory, of, id) {
        (format!("{id} has moved to {name}"), format!("{name} used to be listed as {id}."))
    } else {
        (format!("{id} is {name}"), format!("{id} is another ID of {name}."))
    };
    page.title = title;
    page.description = format!("{sentence} See its prices, limits and code.");
    page.canonical = absolute(settings, &record.route);
    let owner = (!organization.is_from_ids).then(|| link(organization.name.as_str(), &organization.route));
    follow(&mut page, settings, owner.into_iter().chain([link(id, route)]).collect(), None);
    page.json_ld = None;
    let body = Alias { id: id.to_owned(), target: link(record.name.as_str(), &record.route) };
    (page, body)
}

/// Whether the model's page stood at an id without a file that says so.
fn is_former(directory: &Directory, of: Place, id: &str) -> bool {
    let Place::Model(at) = of else { return false };
    let model = &directory.catalog.models[at];
    let is = |other: &String| other == id;
    model.former_ids.iter().any(is) && !model.record.aliases.iter().any(is)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RecordKey;
    use crate::render::page::fixture::directory;

    #[test]
    fn a_former_id_is_told_from_an_id_that_a_file_names() {
        let directory = directory(&[
            ("models/lab/old-1.toml", "name = \"Old 1\"\naliases = [\"lab/first\"]"),
            ("providers/a/provider.toml", "name = \"A\""),
            ("providers/a/models/lab/1-old.toml", "name = \"Old 1\""),
        ]);
        let of = directory.catalog.place(&RecordKey::of_path("models/lab/old-1")).unwrap();
        let said = |id: &str| {
            let page = view(&directory, of, id, &Route::models()).0;
            format!("{} | {}", page.title, page.description)
        };
        assert_eq!(
            said("lab/1-old"),
            "lab/1-old has moved to Old 1 | Old 1 used to be listed as lab/1-old. See its prices, limits and code."
        );
        assert_eq!(
            said("lab/first"),
            "lab/first is Old 1 | lab/first is another ID of Old 1. See its prices, limits and code."
        );
    }
}

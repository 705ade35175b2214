use serde::Serialize;

use super::related_row::{RelatedRow, related_row};
use super::subject::RecordPage;
use crate::derive::comparison::MOST_COLUMNS;
use crate::render::page::common::link;
use crate::render::page::compare::address::address;
use crate::render::page::parts::Parts;
use crate::render::view::{Link, Shared};
use crate::resolve::Place;

/// A short table of other models: "Other Mistral models"; `component/related.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Related {
    /// The models.
    pub rows: Vec<Shared<RelatedRow>>,
    /// Where the page's model and the first of these stand side by side.
    pub compare: Option<Link>,
    /// Where there are more: "All Mistral models".
    pub more: Option<Link>,
}

/// Other models of the same author, or other offers of the same provider, nearest in price.
pub(super) fn others(subject: &RecordPage<'_>, parts: &Parts) -> Option<Related> {
    let organization = subject.directory.catalog.organization(subject.place);
    let others = subject.directory.others(subject.place);
    (!others.is_empty()).then(|| Related {
        compare: compare(subject, others.iter().copied()),
        rows: others.into_iter().map(|place| row(subject, parts, place)).collect(),
        more: (!organization.is_from_ids)
            .then(|| link(format!("All {} models", organization.name), &organization.route)),
    })
}

/// Where the record and the first ones of a list stand side by side.
pub(super) fn compare(subject: &RecordPage<'_>, others: impl Iterator<Item = Place>) -> Option<Link> {
    let places: Vec<Place> = [subject.place].into_iter().chain(others).take(MOST_COLUMNS).collect();
    (places.len() > 1).then(|| Link::internal("Compare these", address(subject.directory, &places)))
}

pub(super) fn row(subject: &RecordPage<'_>, parts: &Parts, place: Place) -> Shared<RelatedRow> {
    let row = || related_row(subject.directory, place);
    // A model stands on the pages of its offers and of all that it could replace; an offer on a few pages of its provider.
    if matches!(place, Place::Model(_)) { parts.related.of(place, row) } else { row().into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::fixture::{directory, parts, words};

    #[test]
    fn models_of_the_author_stand_beside_the_page_s_own() {
        let directory = directory(&[
            ("models/a/old.toml", "name = \"Old\"\n[cost]\ninput = 2\noutput = 4"),
            ("models/a/new.toml", "name = \"New\"\n[cost]\ninput = 3\noutput = 6"),
        ]);
        let old = RecordPage::new(&directory, Place::Model(1));
        let found = others(&old, &parts()).unwrap();
        let row = serde_json::to_value(&found.rows[0]).unwrap();
        assert_eq!((row["name"]["text"].as_str(), found.rows.len()), (Some("New"), 1));
        assert_eq!(words(row["input"].as_str().unwrap()), "$3.00");
        assert_eq!(found.compare.unwrap().url, "compare/?m=models/a/old&m=models/a/new");
    }
}

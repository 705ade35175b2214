//! The page of all offers of a model.

use serde::Serialize;

use super::offers::{Offers, all_offers};
use super::subject::RecordPage;
use crate::derive::Directory;
use crate::domain::Route;
use crate::render::page::common::{self, counted, description, link, organization_link};
use crate::render::page::parts::Parts;
use crate::render::view::{Link, Page};
use crate::resolve::Place;

/// All offers of a model that has too many for its own page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct AllOffers {
    /// The model's page.
    pub model: Link,
    /// The table.
    pub offers: Offers,
}

/// Makes the page of all offers of a model.
pub fn view(directory: &Directory, model: usize, parts: &Parts) -> (Page, AllOffers) {
    let subject = &RecordPage::new(directory, Place::Model(model));
    let record = subject.record;
    let route = Route::offers_of(&record.route);
    let heading = format!("All offers of {}", record.name);
    let here = link(&record.name, &record.route);
    let author = subject.author().filter(|author| !author.is_from_ids).map(organization_link);
    let trail =
        [Some(link("Models", &Route::models())), author, Some(here.clone()), Some(link("Offers", &route))];
    let providers = counted(directory.served(model).providers.len(), "provider", "providers");
    let offers = counted(subject.offers().len(), "offer", "offers");
    let page = Page {
        description: description(&[format!(
            "{} from {providers}: {offers} with prices and limits.",
            record.name
        )]),
        breadcrumbs: trail.into_iter().flatten().collect(),
        // The model's page is the one to find.
        robots: Some("noindex".to_owned()),
        ..common::head(&directory.settings, &route, heading.as_str())
    };
    (page, AllOffers { model: here, offers: all_offers(subject, parts) })
}

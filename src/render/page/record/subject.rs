use crate::derive::{Directory, Served};
use crate::domain::{Price, Route};
use crate::render::page::words::count;
use crate::resolve::catalog::Organization;
use crate::resolve::cost::Charge;
use crate::resolve::{Listings, Place, Record};

/// The record that a page is about, and the one whose price stands for it.
#[derive(Clone, Copy)]
pub(super) struct RecordPage<'a> {
    pub(super) directory: &'a Directory,
    pub(super) place: Place,
    pub(super) record: &'a Record,
    pub(super) price_source: Place,
    pub(super) priced_record: &'a Record,
}

impl<'a> RecordPage<'a> {
    pub(super) fn new(directory: &'a Directory, place: Place) -> Self {
        let price_source = directory.price_source(place);
        let (record, priced_record) = (directory.record(place), directory.record(price_source));
        Self { directory, place, record, price_source, priced_record }
    }

    /// What the reader pays where that differs from the price in the file.
    pub(super) fn charged(&self, charge: &Charge) -> Option<Price> {
        self.directory.price_with_markup(charge).filter(|price| *price != charge.price)
    }

    /// The key of the record whose price is shown, where that is not the page's own.
    pub(super) fn foreign_key(&self) -> Option<String> {
        (self.price_source != self.place).then(|| self.priced_record.key.as_str().to_owned())
    }

    /// The provider whose price is shown, where that is not the page's own.
    pub(super) fn price_provider(&self) -> Option<&'a Organization> {
        (self.price_source != self.place).then(|| self.directory.catalog.organization(self.price_source))
    }

    /// Who made the model, where that is known.
    pub(super) fn author(&self) -> Option<&'a Organization> {
        let catalog = &self.directory.catalog;
        catalog.model_of(self.place).map(|model| &catalog.authors[model.author])
    }

    /// Who serves the model, on the page of an offer.
    pub(super) fn provider(&self) -> Option<&'a Organization> {
        matches!(self.place, Place::Offer(_)).then(|| self.directory.catalog.organization(self.place))
    }

    /// The model that an offer is of.
    pub(super) fn base(&self) -> Option<&'a Record> {
        match self.place {
            Place::Model(_) => None,
            Place::Offer(_) => self.directory.catalog.model_of(self.place).map(|model| &*model.record),
        }
    }

    /// What offers say of a model without a file, on its page.
    pub(super) fn listings(&self) -> Option<&'a Listings> {
        match self.place {
            Place::Model(at) => self.directory.catalog.models[at].listings.as_ref(),
            Place::Offer(_) => None,
        }
    }

    /// How many of the listings of a model without a file say what stands on its page of a fact: "14 of 34".
    pub(super) fn votes(&self, path: &str) -> Option<String> {
        let listings = self.listings()?;
        let agreement = listings.agreements.iter().find(|agreement| agreement.path == path)?;
        let (_, offers) = agreement.values.first()?;
        Some(format!("{} of {}", count(offers.len() as u64), count(listings.providers as u64)))
    }

    /// Whether it is the page of an offer that says nothing beside what its model's page says.
    pub(super) fn is_repetition(&self) -> bool {
        self.directory.is_repetition(self.place)
    }

    /// The offers of the model, by their indexes, in the order of price; empty where there is no model.
    pub(super) fn offers(&self) -> &'a [usize] {
        let model = match self.place {
            Place::Model(at) => Some(at),
            Place::Offer(at) => self.directory.catalog.offers[at].model(),
        };
        model.map_or(&[], |at| &self.directory.offers[at])
    }

    /// The offers of the model by provider; `None` where there is no model.
    pub(super) fn served(&self) -> Option<&'a Served> {
        let model = match self.place {
            Place::Model(at) => Some(at),
            Place::Offer(at) => self.directory.catalog.offers[at].model(),
        };
        model.map(|at| self.directory.served(at))
    }

    /// Whether the settings name a section.
    pub(super) fn wants(&self, section: &str) -> bool {
        self.directory.settings.has_section(section)
    }

    /// The record of a key with its route, where it survived.
    pub(super) fn name_and_route(&self, key: &crate::domain::RecordKey) -> Option<(&'a str, &'a Route)> {
        self.directory.catalog.record(key).map(|record| (record.name.as_str(), &record.route))
    }

    /// Where the file of a record can be edited, if it has one.
    pub(super) fn edit_url(&self, record: &Record) -> Option<String> {
        let has_no_file = record.key == self.record.key && self.listings().is_some();
        if has_no_file {
            return None;
        }
        let pattern = self.directory.settings.edit_url.as_ref()?;
        Some(pattern.replace("{path}", &crate::render::page::web::path(&record.path)))
    }
}

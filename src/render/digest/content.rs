//! The content of what pages read, as bytes that are equal only where the content is. Places are told by keys, since an index says
//! nothing in another build.

use crate::derive::price_map::{Point, PriceMap};
use crate::derive::{Deprecation, Directory, Row, Served, Standing};
use crate::domain::Place;
use crate::parse::{Node, Table, Value};
use crate::resolve::{CustomPage, Link, Listings, Model, Offer, Organization, Record};

/// The digest of what a note stands for.
pub type Digest = [u8; 16];

/// What was written so far.
pub(super) struct Content<'a> {
    directory: &'a Directory,
    bytes: Vec<u8>,
}

impl<'a> Content<'a> {
    pub(super) fn new(directory: &'a Directory) -> Self {
        Self { directory, bytes: Vec::with_capacity(1024) }
    }

    /// The digest of what was written.
    pub(super) fn digest(&self) -> Digest {
        let mut digest = Digest::default();
        digest.copy_from_slice(&blake3::hash(&self.bytes).as_bytes()[..16]);
        digest
    }

    pub(super) fn number(&mut self, number: usize) {
        self.bytes.extend_from_slice(&(number as u64).to_le_bytes());
    }

    pub(super) fn flag(&mut self, flag: bool) {
        self.bytes.push(u8::from(flag));
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Something small of plain data, by its fields.
    pub(super) fn debug(&mut self, value: &impl std::fmt::Debug) {
        self.text(&format!("{value:?}"));
    }

    pub(super) fn texts(&mut self, texts: &[String]) {
        self.number(texts.len());
        for text in texts {
            self.text(text);
        }
    }

    pub(super) fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.flag(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }

    pub(super) fn place(&mut self, place: Place) {
        self.text(self.directory.record(place).key.as_str());
    }

    pub(super) fn places(&mut self, places: impl ExactSizeIterator<Item = Place>) {
        self.number(places.len());
        places.for_each(|place| self.place(place));
    }

    pub(super) fn offers(&mut self, offers: &[usize]) {
        self.places(offers.iter().copied().map(Place::Offer));
    }

    /// Rows of the index, by their places in it too: pages read them there.
    pub(super) fn rows(&mut self, rows: &[usize]) {
        self.number(rows.len());
        for row in rows {
            self.number(*row);
            self.place(self.directory.rows[*row].place);
        }
    }

    /// Whose record it is, and the currency of prices that name none. What else a record takes from its owner is among its values.
    fn owner(&mut self, owner: &Organization) {
        self.text(owner.key.as_str());
        self.debug(&owner.source.text("currency"));
        self.flag(owner.source.is_left_out("currency"));
    }

    /// A record follows from the values of its file and its bases, from what it is resolved with, and from which of its days have passed.
    pub(super) fn record(&mut self, record: &Record) {
        for text in [record.key.as_str(), &record.path, record.route.as_str(), &record.id, &record.name] {
            self.text(text);
        }
        self.option(record.successor.as_ref(), |to, key| to.text(key.as_str()));
        self.option(record.variant_of.as_ref(), |to, key| to.text(key.as_str()));
        self.table(&record.source);
    }

    /// Where scores stand, with their neighbors by key.
    pub(super) fn standings(&mut self, standings: &[Standing]) {
        self.number(standings.len());
        for standing in standings {
            let Standing { next_better, best_cheaper, .. } = standing.clone();
            for neighbor in [next_better, best_cheaper] {
                self.option(neighbor, |to, neighbor| {
                    to.place(neighbor.place);
                    to.debug(&(neighbor.score, neighbor.saving));
                });
            }
            self.debug(&Standing { next_better: None, best_cheaper: None, ..standing.clone() });
        }
    }

    /// Maps, with their models by key, and what pages say of their sets.
    pub(super) fn price_maps(&mut self, maps: &[PriceMap]) {
        self.number(maps.len());
        for map in maps {
            self.option(self.directory.set_of_map(map), |to, set| {
                to.text(&set.name);
                to.debug(&(&set.slug, set.better, set.is_percent, set.scores.len(), set.independent));
            });
            self.number(map.points.len());
            for Point { place, entry, price, value, is_by_author, mark } in &map.points {
                self.place(*place);
                self.debug(&(entry, price, value, is_by_author, mark));
            }
            self.debug(&(&map.frontier, map.models));
            self.places(map.unscored.iter().copied());
        }
    }

    /// The values of a file, without where they were written.
    pub(super) fn table(&mut self, table: &Table) {
        self.number(table.0.len());
        for (key, entry) in &table.0 {
            self.text(key);
            self.node(&entry.node);
        }
        let left_out = table.left_out();
        self.number(left_out.len());
        left_out.for_each(|key| self.text(key));
    }

    fn node(&mut self, node: &Node) {
        match &node.value {
            Value::Text(text) => {
                self.bytes.push(0);
                self.text(text);
            }
            Value::Integer(number) => {
                self.bytes.push(1);
                self.bytes.extend_from_slice(&number.to_le_bytes());
            }
            Value::Number(number) => {
                self.bytes.push(2);
                self.bytes.extend_from_slice(&number.serialize());
            }
            Value::Boolean(value) => {
                self.bytes.push(3);
                self.flag(*value);
            }
            Value::Date(date) => {
                self.bytes.push(4);
                self.debug(date);
                self.flag(self.directory.has_begun(*date));
                self.flag(self.directory.has_happened(*date));
            }
            Value::Array(elements) => {
                self.bytes.push(5);
                self.number(elements.len());
                for element in elements.iter() {
                    self.node(element);
                }
            }
            Value::Table(table) => {
                self.bytes.push(6);
                self.table(table);
            }
        }
    }

    pub(super) fn model(&mut self, model: &Model) {
        let Model { author, record, listings, former_ids } = model;
        self.owner(&self.directory.catalog.authors[*author]);
        self.record(record);
        self.option(listings.as_ref(), Self::listings);
        self.texts(former_ids);
    }

    fn listings(&mut self, listings: &Listings) {
        let Listings { providers, agreements } = listings;
        self.number(*providers);
        self.number(agreements.len());
        for agreement in agreements {
            self.text(agreement.path);
            self.number(agreement.values.len());
            for (value, offers) in &agreement.values {
                self.text(value);
                self.offers(offers);
            }
        }
    }

    pub(super) fn offer(&mut self, offer: &Offer) {
        let Offer { provider, link, record } = offer;
        self.owner(&self.directory.catalog.providers[*provider]);
        self.record(record);
        self.option(link.as_ref(), Self::link);
    }

    fn link(&mut self, link: &Link) {
        let Link { model, degree, dropped, assumed, found_by } = link;
        self.place(Place::Model(*model));
        self.debug(degree);
        self.texts(dropped);
        self.texts(assumed);
        self.debug(found_by);
    }

    /// What is not named here is read from the values of the file.
    pub(super) fn organization(&mut self, organization: &Organization) {
        for text in [
            organization.key.as_str(),
            &organization.id,
            &organization.name,
            &organization.path,
            organization.route.as_str(),
        ] {
            self.text(text);
        }
        self.flag(organization.file.is_some());
        self.flag(organization.is_from_ids);
        self.debug(&organization.logo);
        let authors = &self.directory.catalog.authors;
        self.option(organization.author, |to, author| to.text(authors[author].key.as_str()));
        self.table(&organization.source);
    }

    pub(super) fn custom_page(&mut self, page: &CustomPage) {
        let CustomPage { path, route, title, heading, description, nav, footer, order, body, .. } = page;
        for text in [path, route.as_str(), title, heading, body] {
            self.text(text);
        }
        self.debug(&(description, nav, footer, order));
        self.table(&page.source);
    }

    pub(super) fn row(&mut self, row: &Row) {
        let Row { place, price_source, lowest, offers, providers, at_some, variants } = row;
        self.place(*place);
        self.place(*price_source);
        self.option(*lowest, Self::place);
        self.debug(&(offers, providers, at_some, variants));
    }

    pub(super) fn served(&mut self, served: &Served) {
        let Served { providers, lowest, choices } = served;
        self.number(providers.len());
        for offers in providers {
            self.offers(offers);
        }
        self.option(lowest.as_ref(), |to, lowest| {
            to.debug(&(lowest.price, lowest.is_one_price));
            to.offers(&lowest.offers);
        });
        self.debug(&choices.cheapest);
        self.number(choices.offers.len());
        for choice in &choices.offers {
            self.place(Place::Offer(choice.offer));
            self.debug(&choice.roles);
        }
    }

    pub(super) fn deprecation(&mut self, deprecation: &Deprecation) {
        let Deprecation { place, status, stops, announced } = deprecation;
        self.place(*place);
        self.debug(&(status, stops, announced));
    }
}

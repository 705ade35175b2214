//! What linking reads of a catalog, to tell whether it would come to the same again.

use std::sync::Arc;

use jiff::civil::Date;

use super::consensus::FACTS;
use crate::domain::{RecordKey, Route};
use crate::resolve::settings::Linking;
use crate::resolve::{Absent, Catalog, Link, Offer, Organization, Place, Record};

/// All that linking reads. Records are compared by the facts that are read of them, so an edit of a price or of a text is none.
#[derive(Debug)]
pub(super) struct Input {
    models: Vec<(usize, Arc<Record>)>,
    offers: Vec<OfferInput>,
    frame: Frame,
}

/// What is read beside the models and the offers.
#[derive(Debug, PartialEq)]
struct Frame {
    authors: Vec<(String, Route)>,
    providers: Vec<Provider>,
    pages: Vec<Route>,
    twins: Vec<(RecordKey, Place)>,
    absent: Absent,
    linking: Linking,
    today: Date,
}

#[derive(Debug, PartialEq)]
struct Provider {
    id: String,
    name: String,
    route: Route,
    author: Option<String>,
    linking: Option<String>,
    left_out: [bool; 2],
}

impl Input {
    /// Takes what is read of a catalog that is not linked yet.
    pub(super) fn new(catalog: &Catalog, linking: &Linking, today: Date) -> Self {
        let authors = catalog.authors.iter().map(|author| (author.id.clone(), author.route.clone()));
        let models = catalog.models.iter().map(|model| (model.author, Arc::clone(&model.record)));
        let offer = |offer: &Offer| (offer.provider, offer.link.clone(), Arc::clone(&offer.record));
        Self {
            models: models.collect(),
            offers: catalog.offers.iter().map(offer).collect(),
            frame: Frame {
                authors: authors.collect(),
                providers: catalog.providers.iter().map(Provider::new).collect(),
                pages: catalog.pages.iter().map(|page| page.route.clone()).collect(),
                twins: catalog.twins(),
                absent: catalog.absent.clone(),
                linking: linking.clone(),
                today,
            },
        }
    }

    /// Whether all is the same but for the names of models, which are searched and never lead to another model without a file.
    /// `has_model` says of each offer whether it has a model with a file: what it states of other facts is then not read.
    pub(super) fn is_same_but_for_names(&self, other: &Self, has_model: &[bool]) -> bool {
        let is_same_offer = |((one, other), has_model): ((&OfferInput, &OfferInput), &bool)| {
            (one.0, &one.1) == (other.0, &other.1)
                && is_either(&one.2, &other.2, |one, other| {
                    is_same(one, other) && (*has_model || states_same(one, other))
                })
        };
        self.frame == other.frame
            && self.models.len() == other.models.len()
            && self.offers.len() == other.offers.len()
            && self
                .models
                .iter()
                .zip(&other.models)
                .all(|(one, other)| one.0 == other.0 && is_either(&one.1, &other.1, is_same))
            && self.offers.iter().zip(&other.offers).zip(has_model).all(is_same_offer)
    }

    /// The ids of the offers.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.offers.iter().map(|(_, _, record)| record.id.as_str())
    }

    /// Whether the models have the same names.
    pub(super) fn has_same_names(&self, other: &Self) -> bool {
        let has_same =
            |one: &Record, other: &Record| (&one.name, &one.snapshots) == (&other.name, &other.snapshots);
        let mut models = self.models.iter().zip(&other.models);
        models.all(|(one, other)| is_either(&one.1, &other.1, has_same))
    }
}

type OfferInput = (usize, Option<Link>, Arc<Record>);

impl Provider {
    fn new(provider: &Organization) -> Self {
        let text = |key| provider.source.text(key).map(str::to_owned);
        Self {
            id: provider.id.clone(),
            name: provider.name.clone(),
            route: provider.route.clone(),
            author: text("author"),
            linking: text("linking"),
            left_out: ["author", "linking"].map(|key| provider.source.is_left_out(key)),
        }
    }
}

/// Whether two records are one object, or are the same in some respect.
fn is_either(one: &Arc<Record>, other: &Arc<Record>, is_same: impl Fn(&Record, &Record) -> bool) -> bool {
    Arc::ptr_eq(one, other) || is_same(one, other)
}

/// Whether two records are the same in what is read of every record.
fn is_same(one: &Record, other: &Record) -> bool {
    let read = |record: &Record| {
        let source = &record.source;
        let own = ["model", "base_model", "linking"];
        (
            (record.file, record.unlisted, record.release_date, record.last_updated),
            (record.capabilities, record.limit.context),
            own.map(|key| (source.node(key).is_some(), source.is_left_out(key))),
        )
    };
    let texts = |record: &Record| (record.source.text("linking").map(str::to_owned), record.aliases.clone());
    let weights =
        |record: &Record| -> Vec<String> { record.weights.iter().map(|link| link.url.clone()).collect() };
    (&one.key, &one.route, &one.id) == (&other.key, &other.route, &other.id)
        && read(one) == read(other)
        && texts(one) == texts(other)
        && weights(one) == weights(other)
}

/// Whether two offers state the same of the facts of a model without a file, at the same places.
fn states_same(one: &Record, other: &Record) -> bool {
    one.name == other.name && FACTS.iter().all(|path| one.source.entry(path) == other.source.entry(path))
}

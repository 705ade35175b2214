//! Who is called for a record, and under which id.

use super::Directory;
use crate::domain::Status;
use crate::resolve::catalog::{Party, Place};
use crate::resolve::record::CallOverride;
use crate::resolve::settings::Gateway;

/// Who answers calls to a model.
#[derive(Clone, Copy, Debug)]
pub struct Caller<'a> {
    /// The name in words: `OpenAI`.
    pub name: &'a str,
    /// The model's exact id there.
    pub id_there: &'a str,
    /// The AI SDK package made for it.
    pub npm: Option<&'a str>,
    /// The base URL of its API.
    pub api: Option<&'a str>,
    /// The environment variables that hold its keys.
    pub env: &'a [String],
    /// Its documentation.
    pub doc: Option<&'a str>,
    /// How this record is called where that differs from the rest.
    pub overrides: &'a CallOverride,
    /// The record that is called: the page's own, or one of its offers.
    pub record: Place,
    /// Whether it is the gateway of a one-vendor site.
    pub is_gateway: bool,
}

impl Directory {
    /// Who is called for a record: the provider of an offer; for a model the provider of the offer that speaks for it,
    /// else of its first offer that still answers; else the site's gateway, else the author where the author's file
    /// gives an API.
    pub fn caller(&self, place: Place) -> Option<Caller<'_>> {
        match place {
            Place::Offer(at) => Some(self.provider_of(at)),
            Place::Model(at) => {
                self.offer_to_call(at).map(|offer| self.provider_of(offer)).or_else(|| self.vendor(at))
            }
        }
    }

    fn offer_to_call(&self, model: usize) -> Option<usize> {
        if let Place::Offer(at) = self.speaking[model] {
            return Some(at);
        }
        let answers = |at: &usize| self.catalog.offers[*at].record.status != Status::Retired;
        let author = &self.catalog.authors[self.catalog.models[model].author].id;
        let is_own = |at: &usize| self.catalog.providers[self.catalog.offers[*at].provider].id == *author;
        let answering = || self.offers[model].iter().copied().filter(answers);
        answering().find(is_own).or_else(|| answering().next())
    }

    fn provider_of(&self, offer: usize) -> Caller<'_> {
        let provider = &self.catalog.providers[self.catalog.offers[offer].provider];
        self.party_called(provider, Place::Offer(offer))
    }

    fn vendor(&self, model: usize) -> Option<Caller<'_>> {
        let author = &self.catalog.authors[self.catalog.models[model].author];
        let has_api = author.api.is_some() || author.npm.is_some();
        match &self.settings.gateway {
            Some(gateway) => Some(self.gateway_called(gateway, Place::Model(model))),
            None => has_api.then(|| self.party_called(author, Place::Model(model))),
        }
    }

    fn party_called<'a>(&'a self, party: &'a Party, place: Place) -> Caller<'a> {
        let record = self.record(place);
        Caller {
            name: &party.name,
            id_there: &record.id,
            npm: party.npm.as_deref(),
            api: party.api.as_deref(),
            env: &party.env,
            doc: party.doc.as_deref(),
            overrides: &record.call,
            record: place,
            is_gateway: false,
        }
    }

    fn gateway_called<'a>(&'a self, gateway: &'a Gateway, place: Place) -> Caller<'a> {
        let record = self.record(place);
        Caller {
            name: &gateway.name,
            id_there: &record.id,
            npm: gateway.npm.as_deref(),
            api: gateway.api.as_deref(),
            env: &gateway.env,
            doc: gateway.doc.as_deref(),
            overrides: &record.call,
            record: place,
            is_gateway: true,
        }
    }
}

//! Who sells: the providers of a directory, or the gateway of a vendor's site, each with what it offers.

use crate::derive::Directory;
use crate::domain::Route;
use crate::parse::Table;
use crate::resolve::catalog::{Organization, Place};
use crate::resolve::settings::Gateway;

/// A provider or the gateway, with what it offers.
pub(super) struct Seller<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) env: &'a [String],
    pub(super) npm: Option<&'a str>,
    pub(super) api: Option<&'a str>,
    pub(super) doc: Option<&'a str>,
    /// The values of a provider's file.
    pub(super) source: Option<&'a Table>,
    /// Its page; the list of models for a gateway.
    pub(super) route: Route,
    /// Its offers, or the models that the gateway serves, in the order of their files.
    pub(super) offers: Vec<Place>,
}

/// Everybody who sells something, in the order of their folders. A site without providers and a gateway has nobody.
pub(super) fn sellers(directory: &Directory) -> Vec<Seller<'_>> {
    let catalog = &directory.catalog;
    if !directory.many_providers {
        let models: Vec<Place> = (0..catalog.models.len()).map(Place::Model).collect();
        return directory
            .settings
            .gateway
            .iter()
            .map(|gateway| Seller::of_gateway(gateway, &models))
            .collect();
    }
    let mut offers = vec![Vec::new(); catalog.providers.len()];
    for (at, offer) in catalog.offers.iter().enumerate() {
        offers[offer.provider].push(Place::Offer(at));
    }
    catalog
        .providers
        .iter()
        .zip(offers)
        .map(|(provider, offers)| Seller::of_provider(provider, offers))
        .collect()
}

impl<'a> Seller<'a> {
    fn of_provider(provider: &'a Organization, offers: Vec<Place>) -> Self {
        Self {
            id: &provider.id,
            name: &provider.name,
            env: &provider.env,
            npm: provider.npm.as_deref(),
            api: provider.api.as_deref(),
            doc: provider.doc.as_deref(),
            source: Some(&provider.source),
            route: provider.route.clone(),
            offers,
        }
    }

    fn of_gateway(gateway: &'a Gateway, models: &[Place]) -> Self {
        Self {
            id: &gateway.id,
            name: &gateway.name,
            env: &gateway.env,
            npm: gateway.npm.as_deref(),
            api: gateway.api.as_deref(),
            doc: gateway.doc.as_deref(),
            source: None,
            route: Route::models(),
            offers: models.to_vec(),
        }
    }
}

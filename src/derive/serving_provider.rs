//! Chooses the provider that examples call for a record, and the model's id there.

use super::Directory;
use super::offer::is_of_author;
use crate::domain::Status;
use crate::resolve::catalog::{Offer, Place};
use crate::resolve::record::CallOverride;

/// The provider that examples call for a model.
#[derive(Clone, Copy, Debug)]
pub struct ServingProvider<'a> {
    /// The name in words: `OpenAI`.
    pub name: &'a str,
    /// The model's exact id there.
    pub id_there: &'a str,
    /// The AI SDK package made for it.
    pub npm: Option<&'a str>,
    /// The base URL of its API.
    pub api: Option<&'a str>,
    /// The environment variables for its API keys.
    pub env: &'a [String],
    /// The documentation.
    pub doc: Option<&'a str>,
    /// What differs from the provider's other models.
    pub overrides: &'a CallOverride,
    /// The record that is called: the page's own, or one of its offers.
    pub record: Place,
    /// Whether it is the gateway of a one-vendor site.
    pub is_gateway: bool,
}

impl Directory {
    /// The provider that examples call for a record. For an offer it is its provider. For a model it is the provider of its
    /// price source, or otherwise of its first offer that is not retired, the author's own first; without offers it is the
    /// gateway of the site.
    pub fn serving_provider(&self, place: Place) -> Option<ServingProvider<'_>> {
        match place {
            Place::Offer(at) => Some(self.provider_of(at)),
            Place::Model(at) => {
                self.offer_to_call(at).map(|offer| self.provider_of(offer)).or_else(|| self.gateway(place))
            }
        }
    }

    fn offer_to_call(&self, model: usize) -> Option<usize> {
        if let Place::Offer(at) = self.price_sources[model] {
            return Some(at);
        }
        let offers = self.offers[model].iter().copied();
        offers
            .filter(|at| self.catalog.offers[*at].record.status != Status::Retired)
            .min_by_key(|at| (!self.is_firm(*at), !is_of_author(&self.catalog, model, *at)))
    }

    fn provider_of(&self, offer: usize) -> ServingProvider<'_> {
        let Offer { provider, record, .. } = &self.catalog.offers[offer];
        let provider = &self.catalog.providers[*provider];
        ServingProvider {
            name: &provider.name,
            id_there: &record.id,
            npm: provider.npm.as_deref(),
            api: provider.api.as_deref(),
            env: &provider.env,
            doc: provider.doc.as_deref(),
            overrides: &record.call,
            record: Place::Offer(offer),
            is_gateway: false,
        }
    }

    fn gateway(&self, place: Place) -> Option<ServingProvider<'_>> {
        let gateway = self.settings.gateway.as_ref()?;
        let record = self.record(place);
        Some(ServingProvider {
            name: &gateway.name,
            id_there: &record.id,
            npm: gateway.npm.as_deref(),
            api: gateway.api.as_deref(),
            env: &gateway.env,
            doc: gateway.doc.as_deref(),
            overrides: &record.call,
            record: place,
            is_gateway: true,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::derive::Directory;
    use crate::derive::fixture::Site;

    fn serving_provider(directory: &Directory, key: &str) -> Option<String> {
        let provider = directory.serving_provider(directory.find(key))?;
        Some(format!("{} {}", provider.name, provider.id_there))
    }

    #[test]
    fn a_gateway_is_called_under_the_models_own_id() {
        let directory = Site::new().settings("[gateway]\nname = \"G\"").model("a/m", "").derive();
        assert_eq!(serving_provider(&directory, "models/a/m").unwrap(), "G a/m");
        assert_eq!(serving_provider(&Site::new().model("a/m", "").derive(), "models/a/m"), None);
    }

    #[test]
    fn a_model_is_called_where_its_price_comes_from() {
        let directory = Site::new()
            .provider("p", "name = \"P\"")
            .provider("q", "name = \"Q\"")
            .model("a/m", "")
            .model("a/n", "")
            .offer("p", "m@p", "base_model = \"a/m\"\ncost = { input = 2, output = 2 }")
            .offer("q", "m@q", "base_model = \"a/m\"\ncost = { input = 1, output = 1 }")
            .offer("q", "n@q", "base_model = \"a/n\"\nstatus = \"retired\"")
            .offer("p", "n@p", "base_model = \"a/n\"")
            .derive();
        assert_eq!(serving_provider(&directory, "models/a/m").unwrap(), "Q m@q");
        assert_eq!(serving_provider(&directory, "models/a/n").unwrap(), "P n@p");
        assert_eq!(serving_provider(&directory, "providers/p/models/m@p").unwrap(), "P m@p");
    }
}

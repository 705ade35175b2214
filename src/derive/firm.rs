//! What is said of the offers of a model: only offers whose file or id names the model count, and providers are counted once.

use std::sync::Arc;

use foldhash::HashSet;

use super::Directory;
use crate::parse::{Entry, Node};
use crate::resolve::{Link, Place};

impl Directory {
    /// The listed offers whose file or id names the model, in the order of [`Directory::offers`].
    pub fn firm_offers(&self, model: usize) -> impl Iterator<Item = usize> + '_ {
        self.offers[model].iter().copied().filter(|at| self.is_firm(*at))
    }

    /// Whether the file or the id of an offer names its model.
    pub fn is_firm(&self, offer: usize) -> bool {
        self.catalog.offers[offer].link.as_ref().is_some_and(Link::is_firm)
    }

    /// How many providers some offers are of.
    pub fn count_providers(&self, offers: impl IntoIterator<Item = usize>) -> usize {
        let providers = offers.into_iter().map(|at| self.catalog.offers[at].provider);
        providers.collect::<HashSet<_>>().len()
    }

    /// The model whose page an offer's page repeats: its file says nothing of its own beside id, name, price and how it is called.
    /// The page of the model goes before it in search engines.
    pub fn repeated_model(&self, offer: usize) -> Option<usize> {
        let source = &self.catalog.offers[offer].record.source;
        let model = self.catalog.offers[offer].model().filter(|_| self.is_firm(offer))?;
        let of = &self.catalog.models[model];
        let is_page = of.listings.is_none() && !of.record.unlisted;
        let provider = &self.catalog.providers[self.catalog.offers[offer].provider].source;
        let is_said = |(key, entry): (&Arc<str>, &Entry)| {
            let of_provider = provider.node(key).filter(|_| OF_THE_PROVIDER.contains(&&**key));
            let said = [of.record.source.node(key), of_provider];
            OF_THE_OFFER.contains(&&**key)
                || said.into_iter().flatten().any(|said| says_no_more(&entry.node, said))
        };
        (is_page && source.0.iter().all(is_said)).then_some(model)
    }

    /// Whether the page of a record repeats that of its model.
    pub fn is_repetition(&self, place: Place) -> bool {
        matches!(place, Place::Offer(at) if self.repeated_model(at).is_some())
    }
}

/// Whether a value is said by another one: as it is, or key by key.
fn says_no_more(node: &Node, other: &Node) -> bool {
    match (node.table(), other.table()) {
        (Some(table), Some(other)) => table
            .0
            .iter()
            .all(|(key, entry)| other.0.get(key).is_some_and(|other| says_no_more(&entry.node, &other.node))),
        _ => node.to_text() == other.to_text(),
    }
}

/// What a provider's file may say for all of its offers.
const OF_THE_PROVIDER: [&str; 2] = ["policy", "sources"];

/// What every offer has of its own.
const OF_THE_OFFER: [&str; 9] =
    ["base_model", "base_model_omit", "cost", "id", "linking", "model", "name", "provider", "unlisted"];

#[cfg(test)]
mod tests {
    use crate::derive::fixture::Site;

    fn repeats(model: &str, offer: &str) -> bool {
        let site = Site::new().provider("p", "name = \"P\"").model("a/m", model).offer("p", "m", offer);
        site.derive().repeated_model(0).is_some()
    }

    #[test]
    fn an_offer_repeats_its_model_if_it_says_nothing_of_its_own() {
        let model = "description = \"All.\"\ntool_call = true\nlimit = { context = 8, output = 4 }";
        let own = |text: &str| format!("base_model = \"a/m\"\ncost = {{ input = 1, output = 2 }}\n{text}");
        assert!(repeats(model, &own("")));
        assert!(repeats(model, "limit = { context = 8 }"));
        assert!(repeats(model, &own("limit = { context = 8 }")));
        for text in [
            "limit = { context = 4 }",
            "tool_call = false",
            "description = \"Ours.\"",
            "notes = [\"Slow.\"]",
            "status = \"beta\"",
            "[[faq]]\nquestion = \"Why?\"\nanswer = \"So.\"",
            "[[benchmarks]]\nname = \"B\"\nscore = 1",
            "reasoning = true",
        ] {
            assert!(!repeats(model, &own(text)), "{text}");
        }
    }

    #[test]
    fn what_a_provider_says_for_all_of_its_offers_is_nothing_of_one() {
        let policy = "name = \"P\"\n[policy]\nretention_days = 3\n";
        let repeats = |offer: &str| {
            let site = Site::new().provider("p", policy).model("a/m", "").offer("p", "m", offer);
            site.derive().repeated_model(0).is_some()
        };
        assert!(repeats("base_model = \"a/m\""));
        assert!(!repeats("base_model = \"a/m\"\n[policy]\nretention_days = 4"));
    }

    #[test]
    fn an_offer_whose_model_is_not_certain_or_has_no_page_for_searches_repeats_nothing() {
        let cost = "cost = { input = 1, output = 2 }";
        let site = |id: &str| {
            Site::new().provider("p", "name = \"P\"").model("a/m-4", "").offer("p", id, cost).derive()
        };
        assert!(site("m-4").repeated_model(0).is_some());
        assert!(site("m-4-fp8").catalog.offers[0].model().is_some());
        assert!(site("m-4-fp8").repeated_model(0).is_none());
        assert!(!repeats("unlisted = true", "base_model = \"a/m\""));
    }
}

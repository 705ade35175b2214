use serde::Serialize;

use super::fact::Fact;
use super::figure::Figure;
use super::html::Html;
use super::link::Link;
use super::model_list::ModelList;
use super::phrase::Phrase;
use super::related::RelatedRow;
use super::specifications::Specification;

/// The page of a provider; templates see it as `provider`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Provider {
    /// The record's key: `providers/azure`.
    pub key: String,
    /// The exact id, with the fact name `id`; it stands once on the page.
    pub id: Figure,
    /// The logo's path below the root.
    pub logo: Option<String>,
    /// One sentence with the counts.
    pub lead: Option<Phrase>,
    /// The description, rendered.
    pub description: Option<Html>,
    /// The provider's own pages: site, documentation, prices, status, terms.
    pub links: Vec<Link>,
    /// The base URL of its API, to copy.
    pub api: Option<String>,
    /// The big figures: number of models, lowest input price, longest context.
    pub facts: Vec<Fact>,
    /// What else is known: key variable, SDK package, location, policy.
    pub rows: Vec<Specification>,
    /// The offers.
    pub list: ModelList,
    /// Models that stop or have stopped answering; `difference` says what happens and when.
    pub deprecations: Vec<RelatedRow>,
    /// The page of all that ends.
    pub all_deprecations: Option<Link>,
}

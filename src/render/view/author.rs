use serde::Serialize;

use super::call_to_action::CallToAction;
use super::fact::Fact;
use super::figure::Figure;
use super::html::Html;
use super::link::Link;
use super::model_list::ModelList;
use super::phrase::Phrase;
use super::specifications::Specification;

/// The page of an author; templates see it as `author`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Author {
    /// The record's key: `models/openai`.
    pub key: String,
    /// The exact id, with the fact name `id`; it stands once on the page.
    pub id: Figure,
    /// The logo's path below the root.
    pub logo: Option<String>,
    /// One sentence with the counts.
    pub lead: Option<Phrase>,
    /// The description, rendered.
    pub description: Option<Html>,
    /// The author's own pages: site, documentation, prices, status, terms.
    pub links: Vec<Link>,
    /// The big figures: number of models, lowest input price, longest context.
    pub facts: Vec<Fact>,
    /// What else is known: location, founded, policy.
    pub rows: Vec<Specification>,
    /// The models.
    pub list: ModelList,
    /// What to do with them.
    pub call_to_action: Option<CallToAction>,
}

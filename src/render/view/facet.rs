use serde::Serialize;

use super::link::Link;
use super::model_list::ModelList;
use super::phrase::Phrase;

/// The page of a capability, a type or a tag; templates see it as `facet`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Facet {
    /// What it means, in one sentence.
    pub definition: Option<Phrase>,
    /// How it is known: the name of the field in the file.
    pub evidence: Option<Phrase>,
    /// The models.
    pub list: ModelList,
    /// Related capabilities, types or tags.
    pub related: Vec<Link>,
}

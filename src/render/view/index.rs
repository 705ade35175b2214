use serde::Serialize;

use super::link::Link;
use super::model_list::ModelList;
use super::phrase::Phrase;

/// A page of the list of all models; templates see it as `index`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Index {
    /// One sentence with the counts and the unit of the prices.
    pub lead: Phrase,
    /// Where else to look: the lists to browse by, charts, what is deprecated.
    pub links: Vec<Link>,
    /// The models.
    pub list: ModelList,
}

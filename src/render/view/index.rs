use serde::Serialize;

use super::home::Browse;
use super::model_list::ModelList;
use super::phrase::Phrase;

/// A page of the list of all models; templates see it as `index`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Index {
    /// One sentence with the counts and the unit of the prices.
    pub lead: Phrase,
    /// The ways to browse.
    pub browse: Vec<Browse>,
    /// The models.
    pub list: ModelList,
}

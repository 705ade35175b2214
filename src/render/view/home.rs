use serde::Serialize;

use super::call_to_action::CallToAction;
use super::counted::Counted;
use super::html::Html;
use super::link::Link;
use super::model_list::{ModelList, ModelRow};
use super::phrase::Phrase;
use super::shared::Shared;

/// The first page; templates see it as `home`.
///
/// A small site (below 60 models) shows the whole list there; a larger one shows short lists and the ways to browse.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Home {
    /// One line with the counts.
    pub lead: Option<Phrase>,
    /// The publisher's description of the site, rendered.
    pub description: Option<Html>,
    /// The whole list, on a small site.
    pub list: Option<ModelList>,
    /// Short lists: newest, lowest price with vision, longest context, open weights.
    pub highlights: Vec<Highlight>,
    /// The ways to browse: authors or providers, capabilities, types, tags.
    pub browse: Vec<Browse>,
    /// Further pages of the whole site: what ends.
    pub links: Vec<Link>,
    /// The box at the end.
    pub call_to_action: Option<CallToAction>,
}

/// A short list on the first page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Highlight {
    /// The fragment: `newest`.
    pub id: String,
    /// The heading: "Longest context".
    pub title: String,
    /// The rows, five at most.
    pub rows: Vec<Shared<ModelRow>>,
    /// The list that has them all.
    pub more: Option<Link>,
}

/// One way to browse: a heading over links with counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Browse {
    /// The fragment: `capabilities`.
    pub id: String,
    /// The heading: "Capabilities".
    pub title: String,
    /// The lists.
    pub links: Vec<Counted>,
    /// The page that has them all.
    pub more: Option<Link>,
}

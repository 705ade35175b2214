//! The page of maps: prices against scores, and against context windows.

use serde::Serialize;

use super::common::{description, head, link};
use super::list::follow;
use super::price_map::{Map, map};
use crate::derive::Directory;
use crate::domain::Route;
use crate::render::view::{Link, Page};

/// The page of maps; templates see it as `charts`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Charts {
    /// What the maps show.
    pub lead: &'static str,
    /// The way to each map.
    pub contents: Vec<Link>,
    /// The maps.
    pub maps: Vec<Map>,
}

/// The page of maps.
pub(super) fn view(directory: &Directory) -> (Page, Charts) {
    let route = Route::charts();
    let mut page = head(&directory.settings, &route, "Maps of prices");
    "AI models on maps: price, benchmark scores and context window".clone_into(&mut page.title);
    let trail = vec![link("Models", &Route::models()), link("Maps", &route)];
    follow(&mut page, &directory.settings, trail, None);
    page.description = description(&[
        "AI models by price and by benchmark score, each score set on a map of its own with its frontier, and by price and context window. With a table of the same data.",
    ]);
    let maps: Vec<Map> = directory.price_maps().iter().map(|found| map(directory, found)).collect();
    let to_map = |map: &Map| Link::internal(map.title.as_str(), format!("{}#{}", route.as_str(), map.id));
    (page, Charts { lead: LEAD, contents: maps.iter().map(to_map).collect(), maps })
}

const LEAD: &str = "Each dot is a model. Only scores of one benchmark from one source are on one map. Models that are retired, free, \
                    included in a plan or not charged by token are not on it.";

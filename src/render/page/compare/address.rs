//! The address at which a reader compares some records.

use crate::derive::Directory;
use crate::domain::Route;
use crate::render::page::web;
use crate::resolve::Place;

/// Where a reader can compare some records.
pub(crate) fn address(directory: &Directory, places: &[Place]) -> String {
    let key = |place: &Place| web::path(directory.record(*place).key.as_str());
    let keys: Vec<String> = places.iter().map(|place| format!("m={}", key(place))).collect();
    format!("{}?{}", Route::compare(), keys.join("&"))
}

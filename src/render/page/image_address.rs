//! The addresses of preview images, for structured data.

use crate::derive::Directory;
use crate::domain::Route;
use crate::plan::{Images, image_route};
use crate::render::context::RenderContext;
use crate::resolve::Place;

/// The image that stands for the whole site.
pub(super) fn of_site(directory: &Directory, context: &RenderContext) -> Option<String> {
    address(directory, &Route::home(), Images::of(&directory.settings) >= Images::Site, context)
}

/// The image that a record has for itself; that of the site says nothing of it.
pub(super) fn of_record(directory: &Directory, place: Place, context: &RenderContext) -> Option<String> {
    let is_drawn = matches!(place, Place::Model(_)) && Images::of(&directory.settings) == Images::Records;
    address(directory, &directory.record(place).route, is_drawn, context)
}

/// The image beside a page, if it is drawn or a file of the site.
fn address(directory: &Directory, page: &Route, is_drawn: bool, context: &RenderContext) -> Option<String> {
    let base = directory.settings.base_url.as_deref()?;
    let file = image_route(page);
    (is_drawn || context.images.contains_key(file.as_str())).then(|| format!("{base}{file}"))
}

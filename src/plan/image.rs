//! Preview images: what other sites and chats show beside a link to a page. Only a whole address can name them, so a site without one
//! has none.

use super::{Content, PageKind, PlannedFile};
use crate::derive::Directory;
use crate::domain::Route;
use crate::resolve::Settings;

/// The name of a preview image, beside the page that it is of.
const NAME: &str = "og.png";

/// A preview image that is drawn from the catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Image {
    /// That of the whole site.
    Site,
    /// That of a model, by its index in the catalog.
    Model(usize),
}

/// Which preview images are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Images {
    /// None.
    Off,
    /// One for the whole site.
    Site,
    /// That, and one for each model.
    Records,
}

impl Images {
    /// What the settings ask for, whether or not the site has an address.
    pub fn wanted(settings: &Settings) -> Self {
        match settings.source.text("outputs.og_images") {
            Some("records") => Self::Records,
            _ if settings.outputs("og_images", true) => Self::Site,
            _ => Self::Off,
        }
    }

    /// What is drawn.
    pub fn of(settings: &Settings) -> Self {
        if settings.base_url.is_some() { Self::wanted(settings) } else { Self::Off }
    }
}

/// The path of the preview image beside a page.
pub fn image_route(page: &Route) -> Route {
    page.beside(NAME)
}

/// Whether a path is that of a preview image.
pub fn is_image(path: &str) -> bool {
    path.strip_suffix(NAME).is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
}

/// The images of a site that has these pages.
pub(super) fn files(directory: &Directory, items: &[PlannedFile]) -> Vec<(Route, Image)> {
    let wanted = Images::of(&directory.settings);
    let site = (wanted >= Images::Site).then(|| (image_route(&Route::home()), Image::Site));
    let models = items.iter().filter_map(|item| match item.content {
        Content::Page(PageKind::Model(at)) if wanted == Images::Records => {
            Some((image_route(&item.route), Image::Model(at)))
        }
        _ => None,
    });
    site.into_iter().chain(models).collect()
}

//! Parts that stand on several pages, each made once, when the first of these pages is.

use std::hash::Hash;
use std::sync::RwLock;

use foldhash::HashMap;

use tera::Value;

use super::frame::Frames;
use super::record::offer_row::OfferRow;
use super::record::related_row::RelatedRow;
use super::row::Rows;
use super::shared_views::SharedViews;
use crate::render::component::Components;
use crate::render::view::{Badge, Html, Shared};
use crate::resolve::Place;

/// The parts that pages of one site share.
#[derive(Debug)]
pub struct Parts {
    pub(crate) rows: Rows,
    /// The row of each offer on the pages of its model's other offers.
    pub(super) offers: SharedViews<usize, OfferRow>,
    /// Models as rows of the tables of other models and of offers.
    pub(super) related: SharedViews<Place, RelatedRow>,
    /// Lists of badges, by the bits of the capabilities.
    pub(super) badges: SharedViews<u32, Vec<Badge>>,
    pub(super) components: Components,
    /// What pages at one depth have around their content.
    pub(super) frames: Frames,
    /// The rows of offers as markup.
    pub(super) drawn_offers: Drawings<usize>,
    /// Lists of badges as markup, by the bits of the capabilities.
    pub(super) drawn_badges: Drawings<u32>,
}

impl Parts {
    /// Begins without parts: each is made when the first page shows it. `site` is what templates see of the site.
    pub fn new(components: Components, site: Value) -> Self {
        Self {
            rows: Rows::default(),
            offers: SharedViews::default(),
            related: SharedViews::default(),
            badges: SharedViews::default(),
            components,
            frames: Frames::new(site),
            drawn_offers: Drawings::default(),
            drawn_badges: Drawings::default(),
        }
    }

    /// Forgets the rows of offers, which no page shows any more.
    pub(crate) fn forget_offers(&self, offers: &[usize]) {
        self.offers.forget(offers);
        self.drawn_offers.forget(offers);
    }
}

/// What a component makes of things that stand on several pages, once for each way to the root of the site.
#[derive(Debug)]
pub(super) struct Drawings<K>(RwLock<HashMap<K, ByRoot>>);

/// Markup with the way to the root that it is for.
type ByRoot = Vec<(Box<str>, Shared<Html>)>;

impl<K> Default for Drawings<K> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Eq + Hash> Drawings<K> {
    /// The markup of a thing on pages with this way to the root.
    pub(super) fn at(&self, key: K, root: &str, draw: impl FnOnce() -> Option<Html>) -> Option<Shared<Html>> {
        if let Some(markup) = self.find(&key, root) {
            return Some(markup);
        }
        let markup: Shared<Html> = draw()?.into();
        let mut drawings = self.0.write().expect("nobody panics with the lock");
        drawings.entry(key).or_default().push((root.into(), markup.clone()));
        Some(markup)
    }

    fn forget(&self, keys: &[K]) {
        let mut drawings = self.0.write().expect("nobody panics with the lock");
        for key in keys {
            drawings.remove(key);
        }
    }

    fn find(&self, key: &K, root: &str) -> Option<Shared<Html>> {
        let drawings = self.0.read().expect("nobody panics with the lock");
        let (_, markup) = drawings.get(key)?.iter().find(|(known, _)| **known == *root)?;
        Some(markup.clone())
    }
}

//! What stands around the content of pages, drawn once for all pages at one depth.

use std::sync::RwLock;

use foldhash::HashMap;
use tera::Value;

use crate::render::component::Components;
use crate::render::view::{Html, Link, PageFrame, Shared};

/// The frames of a site's pages, each drawn for the first page that has it.
#[derive(Debug)]
pub(super) struct Frames {
    /// What templates see of the site.
    site: Value,
    drawn: RwLock<HashMap<Place, Option<Shared<PageFrame>>>>,
    breadcrumbs: RwLock<HashMap<Trail, Option<Trimmed>>>,
}

/// What a breadcrumb depends on beside its last entry: the way to the root, and the links before.
type Trail = (Box<str>, Box<[Link]>);

/// A breadcrumb without the text of its last entry: what stands before that and after it.
type Trimmed = (Box<str>, Box<str>);

/// What stands for the text of the last entry while the breadcrumb is drawn; no text that a template would print otherwise has it.
const MARK: &str = "\u{1}";

/// What a frame depends on: the way to the root, and what the links of the header say of the page.
type Place = (Box<str>, Box<[Current]>);

/// What a link of the header says of a page: the page is the one that it leads to, lies below that, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Current {
    Page,
    Below,
    Elsewhere,
}

impl Frames {
    /// Begins without frames. `site` is what templates see of the site.
    pub(super) fn new(site: Value) -> Self {
        Self { site, drawn: RwLock::default(), breadcrumbs: RwLock::default() }
    }

    /// The frame of a page at a path below the root; `None` where each page draws its own.
    pub(super) fn of(&self, components: &Components, root: &str, url: &str) -> Option<Shared<PageFrame>> {
        let place = (root.into(), self.marks(url));
        if let Some(frame) = self.drawn.read().expect("nobody panics with the lock").get(&place) {
            return frame.clone();
        }
        let frame = self.draw(components, root, url).map(Shared::from);
        let mut drawn = self.drawn.write().expect("nobody panics with the lock");
        drawn.entry(place).or_insert(frame).clone()
    }

    /// The breadcrumb of a page, of which only the last entry is its own; `None` where each page draws it.
    pub(super) fn breadcrumb(&self, components: &Components, root: &str, crumbs: &[Link]) -> Option<Html> {
        let (own, before) = crumbs.split_last()?;
        let trail: Trail = (root.into(), before.into());
        let known = self
            .breadcrumbs
            .read()
            .expect("nobody panics with the lock")
            .get(&trail)
            .map(|trimmed| fill(trimmed.as_ref(), own));
        known.unwrap_or_else(|| {
            let trimmed = draw_trail(components, root, before);
            let markup = fill(trimmed.as_ref(), own);
            self.breadcrumbs.write().expect("nobody panics with the lock").insert(trail, trimmed);
            markup
        })
    }

    /// What the links of the header say of a page, as the default one marks them.
    fn marks(&self, url: &str) -> Box<[Current]> {
        let links = self.site("nav").and_then(Value::as_array).unwrap_or_default();
        let mark = |link: &Value| match link.get_from_path("url").and_then(Value::as_str) {
            Some(own) if own == url => Current::Page,
            Some(own) if !own.is_empty() && url.starts_with(own) => Current::Below,
            _ => Current::Elsewhere,
        };
        links.iter().map(mark).collect()
    }

    fn site(&self, field: &'static str) -> Option<&Value> {
        self.site.get_from_path(field)
    }

    fn draw(&self, components: &Components, root: &str, url: &str) -> Option<PageFrame> {
        let draw = |name, arguments: &[_]| components.draw(name, arguments, root);
        let footer = [("footer", self.site("footer")?)];
        let url = Value::normal_string(url);
        let header = [("nav", self.site("nav")?), ("brand", self.site("brand")?), ("url", &url)];
        Some(PageFrame {
            links: draw("ui.head_links", &[])?,
            scripts: draw("ui.head_scripts", &[])?,
            header: components.is_default("ui.header").then(|| draw("ui.header", &header)).flatten(),
            footer_words: draw("ui.footer_words", &footer)?,
            footer_links: draw("ui.footer_links", &footer)?,
        })
    }
}

/// Draws a breadcrumb as the default one does: of its last entry it prints the text, once.
fn draw_trail(components: &Components, root: &str, before: &[Link]) -> Option<Trimmed> {
    if !components.is_default("ui.breadcrumb") {
        return None;
    }
    let crumbs = [before, &[Link::internal(MARK, "")]].concat();
    let drawn = components.draw("ui.breadcrumb", &[("crumbs", &Value::from_serializable(&crumbs))], root)?;
    let (start, end) = drawn.as_str().split_once(MARK).filter(|(_, end)| !end.contains(MARK))?;
    Some((start.into(), end.into()))
}

/// A breadcrumb with its last entry.
fn fill(trimmed: Option<&Trimmed>, own: &Link) -> Option<Html> {
    let (start, end) = trimmed?;
    Some(Html::from_safe([start, Html::from_text(&own.text).as_str(), end].concat()))
}

//! What a logo puts on the page: whether anything, and whether it needs a dark ground.

use usvg::{ClipPath, Group, Mask, MaskType, Node, Paint, Path, Rect, Transform, Tree};

use crate::domain::Color;

/// The visible parts of a logo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink {
    /// Whether anything is.
    pub is_visible: bool,
    /// Whether all colors are so light that they vanish on white.
    pub is_light: bool,
}

/// The luminance above which a color is hard to see on white: a contrast below 1.5 to 1 (WCAG 2.2, 1.4.3).
const LIGHT: f64 = 0.65;

/// The opacity below which nothing is seen.
const CLEAR: f32 = 0.02;

/// The share of the picture's longer side below which what is drawn is not seen.
const TINY: f32 = 0.02;

/// Looks at all shapes and pictures.
pub(super) fn measure(tree: &Tree) -> Ink {
    let size = tree.size();
    let mut found =
        Found { limits: Rect::from_xywh(0.0, 0.0, size.width(), size.height()), ..Found::default() };
    found.look(tree.root(), found.limits, 1.0);
    let longest = size.width().max(size.height());
    let is_large = found.extent.is_some_and(|drawn| drawn.width().max(drawn.height()) > longest * TINY);
    Ink {
        is_visible: found.darkest.is_some() && is_large,
        is_light: found.darkest.is_some_and(|darkest| darkest > LIGHT),
    }
}

/// What has been found so far.
#[derive(Debug, Default)]
struct Found {
    /// The picture.
    limits: Option<Rect>,
    /// The luminance of the darkest and the lightest color. Pictures of pixels count as both.
    darkest: Option<f64>,
    lightest: Option<f64>,
    /// All that is drawn.
    extent: Option<Rect>,
}

impl Found {
    /// Looks at a group, of which only what is within `seen` is drawn.
    fn look(&mut self, group: &Group, seen: Option<Rect>, opacity: f32) {
        let opacity = opacity * group.opacity().get();
        let clipped = group.clip_path().map(|clip| extent_of(clip, group.abs_transform()));
        let seen = match (seen, clipped) {
            (Some(seen), Some(clip)) => match clip.and_then(|clip| intersection(seen, clip)) {
                Some(seen) => Some(seen),
                None => return,
            },
            (seen, _) => seen,
        };
        if opacity < CLEAR || group.mask().is_some_and(is_dark) {
            return;
        }
        for node in group.children() {
            match node {
                Node::Group(group) => self.look(group, seen, opacity),
                Node::Path(path) if path.is_visible() => self.look_at_path(path, seen, opacity),
                Node::Image(image) if image.is_visible() => {
                    if self.covers(image.abs_bounding_box(), seen) {
                        self.keep(0.0);
                        self.keep(1.0);
                    }
                }
                Node::Path(_) | Node::Image(_) | Node::Text(_) => {}
            }
        }
    }

    fn look_at_path(&mut self, path: &Path, seen: Option<Rect>, opacity: f32) {
        let is_seen = |share: usvg::Opacity| share.get() * opacity >= CLEAR;
        let fill = path.fill().filter(|fill| is_seen(fill.opacity())).map(usvg::Fill::paint);
        let stroke = path.stroke().filter(|stroke| is_seen(stroke.opacity())).map(usvg::Stroke::paint);
        let paints: Vec<&Paint> = fill.into_iter().chain(stroke).collect();
        if paints.is_empty() || !self.covers(path.abs_stroke_bounding_box(), seen) {
            return;
        }
        for paint in paints {
            match paint {
                Paint::Color(color) => self.keep(luminance(*color)),
                Paint::LinearGradient(gradient) => self.stops(gradient.stops(), opacity),
                Paint::RadialGradient(gradient) => self.stops(gradient.stops(), opacity),
                // A pattern has coordinates of its own.
                Paint::Pattern(pattern) => self.look(pattern.root(), None, opacity),
            }
        }
    }

    fn stops(&mut self, stops: &[usvg::Stop], opacity: f32) {
        for stop in stops.iter().filter(|stop| stop.opacity().get() * opacity >= CLEAR) {
            self.keep(luminance(stop.color()));
        }
    }

    fn keep(&mut self, luminance: f64) {
        self.darkest = Some(self.darkest.map_or(luminance, |darkest| darkest.min(luminance)));
        self.lightest = Some(self.lightest.map_or(luminance, |lightest| lightest.max(luminance)));
    }

    /// Whether a shape is within what is seen; adds it to the extent.
    fn covers(&mut self, shape: Rect, seen: Option<Rect>) -> bool {
        let Some(seen) = seen else { return true };
        let Some(visible) = intersection(shape, seen) else { return false };
        self.extent = match self.extent {
            Some(extent) => union(extent, visible),
            None => Some(visible),
        };
        true
    }
}

/// The part of the picture that a clip path leaves; `None` if nothing.
fn extent_of(clip: &ClipPath, transform: Transform) -> Option<Rect> {
    let own = clip.root().bounding_box().transform(clip.transform())?.transform(transform)?;
    match clip.clip_path() {
        Some(other) => extent_of(other, transform).and_then(|other| intersection(own, other)),
        None => Some(own),
    }
}

/// Whether a mask lets nothing through: there is nothing in it, or nothing but black where light counts.
fn is_dark(mask: &Mask) -> bool {
    let mut found = Found::default();
    found.look(mask.root(), None, 1.0);
    match mask.kind() {
        MaskType::Luminance => found.lightest.is_none_or(|lightest| lightest < 0.01),
        MaskType::Alpha => found.lightest.is_none(),
    }
}

/// What two shapes share; lines without a width are shapes, too.
fn intersection(one: Rect, other: Rect) -> Option<Rect> {
    Rect::from_ltrb(
        one.left().max(other.left()),
        one.top().max(other.top()),
        one.right().min(other.right()),
        one.bottom().min(other.bottom()),
    )
}

fn union(one: Rect, other: Rect) -> Option<Rect> {
    Rect::from_ltrb(
        one.left().min(other.left()),
        one.top().min(other.top()),
        one.right().max(other.right()),
        one.bottom().max(other.bottom()),
    )
}

fn luminance(color: usvg::Color) -> f64 {
    Color::from_bytes([color.red, color.green, color.blue]).luminance()
}

//! What a logo puts on the page: whether anything, and whether it needs a dark ground.

use crate::domain::Color;
use usvg::{Group, Node, NonZeroRect, Paint, Path, Tree};

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink {
    /// Whether anything is.
    pub is_visible: bool,
    /// Whether all colours are so light that they vanish on white.
    pub is_light: bool,
}

/// The luminance above which a colour is hard to see on white: a contrast below 1.5 to 1 (WCAG 2.2, 1.4.3).
const LIGHT: f64 = 0.65;

/// Looks at all shapes and pictures.
pub(super) fn measure(tree: &Tree) -> Ink {
    let size = Some(tree.size().to_non_zero_rect(0.0, 0.0));
    let mut darkest = None;
    look(tree.root(), size, &mut darkest);
    Ink { is_visible: darkest.is_some(), is_light: darkest.is_some_and(|darkest| darkest > LIGHT) }
}

/// Keeps the lowest luminance of what is drawn within `size`, or anywhere. Pictures of pixels count as dark.
fn look(group: &Group, size: Option<NonZeroRect>, darkest: &mut Option<f64>) {
    if group.opacity().get() <= 0.0 {
        return;
    }
    for node in group.children() {
        match node {
            Node::Group(group) => look(group, size, darkest),
            Node::Path(path) if path.is_visible() && size.is_none_or(|size| meets(path, size)) => {
                look_at_path(path, darkest);
            }
            Node::Image(image) if image.is_visible() => keep(0.0, darkest),
            Node::Path(_) | Node::Image(_) | Node::Text(_) => {}
        }
    }
}

fn look_at_path(path: &Path, darkest: &mut Option<f64>) {
    let fill = path.fill().filter(|fill| fill.opacity().get() > 0.0).map(usvg::Fill::paint);
    let stroke = path.stroke().filter(|stroke| stroke.opacity().get() > 0.0).map(usvg::Stroke::paint);
    for paint in fill.into_iter().chain(stroke) {
        match paint {
            Paint::Color(color) => keep(luminance(*color), darkest),
            Paint::LinearGradient(gradient) => stops(gradient.stops(), darkest),
            Paint::RadialGradient(gradient) => stops(gradient.stops(), darkest),
            Paint::Pattern(pattern) => look(pattern.root(), None, darkest),
        }
    }
}

fn stops(stops: &[usvg::Stop], darkest: &mut Option<f64>) {
    stops
        .iter()
        .filter(|stop| stop.opacity().get() > 0.0)
        .for_each(|stop| keep(luminance(stop.color()), darkest));
}

fn keep(luminance: f64, darkest: &mut Option<f64>) {
    *darkest = Some(darkest.map_or(luminance, |darkest| darkest.min(luminance)));
}

/// Whether a path is in the picture.
fn meets(path: &Path, size: NonZeroRect) -> bool {
    let bounds = path.abs_stroke_bounding_box();
    bounds.left() < size.right()
        && bounds.right() > size.left()
        && bounds.top() < size.bottom()
        && bounds.bottom() > size.top()
}

fn luminance(color: usvg::Color) -> f64 {
    Color::from_bytes([color.red, color.green, color.blue]).luminance()
}

//! Preview images: a [`Card`] becomes a drawing, and that a PNG file. The drawing is SVG whose texts are set in fonts of the program,
//! so that an image is the same on every computer. Nothing is read from the disk or the network.

mod drawing;
mod font;
mod png;

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, ImageHrefResolver, Options, Tree, fontdb};

use super::fingerprint::Fingerprint;
use super::image_size::{HEIGHT, WIDTH};
use super::page::card::Card;
use crate::theme::{AssetPaths, LightColors, ThemeFile};

/// What all images of a site are drawn with.
pub struct Painter {
    colors: LightColors,
    /// The mark of the site, as an SVG file.
    mark: Option<Arc<[u8]>>,
}

impl Painter {
    /// Takes colors and mark of a theme: the logo of the settings, or else the icon of the browser's tab, if it is SVG.
    pub fn new(assets: &AssetPaths, files: &[ThemeFile]) -> Self {
        let icon = &assets.icons.favicon;
        let mark = files.iter().find(|file| file.path == *icon && icon.ends_with(".svg"));
        Self { colors: assets.light, mark: mark.map(|file| Arc::clone(&file.bytes)) }
    }

    /// The fingerprint of an image: it is the same as long as the tool, the theme and what the card says are the same.
    pub fn fingerprint(&self, card: &Card) -> Fingerprint {
        let colors = format!("{:?}", self.colors);
        let mark = self.mark.as_deref().unwrap_or_default();
        Fingerprint::of_parts([crate::TOOL.as_bytes(), colors.as_bytes(), mark]).with(card)
    }

    /// Draws a card as a PNG file into a buffer, which is overwritten.
    pub fn draw(&self, card: &Card, buffer: &mut Vec<u8>) {
        buffer.clear();
        let svg = drawing::svg(card, &self.colors, self.mark.as_deref());
        let tree = Tree::from_str(&svg, &options()).expect("texts are escaped in a drawing of ours");
        let size = |pixels: usize| u32::try_from(pixels).expect("a small number");
        let mut pixels = Pixmap::new(size(WIDTH), size(HEIGHT)).expect("a size above zero");
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        png::write(pixels.data(), buffer);
    }
}

/// No drawing refers to a file; the mark stands in it as data.
fn options() -> Options<'static> {
    let image_href_resolver = ImageHrefResolver {
        resolve_data: ImageHrefResolver::default_data_resolver(),
        resolve_string: Box::new(|_, _| None),
    };
    Options {
        image_href_resolver,
        font_family: font::SANS.to_owned(),
        fontdb: Arc::clone(&FONTS),
        ..usvg::Options::default()
    }
}

/// The fonts, read once.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for font in font::Font::ALL {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(font.bytes())));
    }
    Arc::new(fonts)
});

#[cfg(test)]
mod tests;

//! Reads the logos of authors and providers. Logos come with records, so they are untrusted: what is published is written anew from
//! the shapes, paints and pixels that were read, and nothing else of the file reaches a reader.
//!
//! A logo is kept whole or not at all, since a trademark is not to be altered: where something visible would be lost, it is a [`Flaw`].

mod expansion;
mod ids;
mod ink;
mod loss;
mod style;

use std::ops::Range;
use std::sync::Arc;

use roxmltree::{Document, ParsingOptions};
use usvg::{ImageHrefResolver, ImageKind, Indent, Tree, WriteOptions};

use style::Styles;

use super::picture::sides;

/// A logo that is ready to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The picture, as an SVG file without scripts, styles and references to other files.
    pub svg: Arc<[u8]>,
    /// Whether it is drawn in light colors alone, for a dark background.
    pub is_light: bool,
}

/// Why a logo is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Flaw {
    /// Where, as bytes of the file.
    pub at: Range<usize>,
    /// The message of the finding.
    pub message: String,
    /// How to fix it.
    pub help: &'static str,
}

/// The maximum number of nodes in a file.
const NODES: u32 = 50_000;

const SVG: &str = "http://www.w3.org/2000/svg";

const REPLACE: &str = "export the logo again as SVG, or write `logo = false` in its owner's file";

/// Reads a logo from the bytes of its file, without a byte order mark.
///
/// # Errors
/// A file that is no SVG, draws nothing, refers to other files, or has what cannot be kept.
pub(super) fn read(bytes: &[u8]) -> Result<Drawing, Flaw> {
    let text = text(bytes)?;
    let options = ParsingOptions { allow_dtd: true, nodes_limit: NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| not_xml(&error, text))?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        let name = root.tag_name().name().chars().take(20).collect::<String>();
        return Err(Flaw {
            at: start(&root),
            message: format!("this is not an SVG image but `<{name}>`"),
            help: REPLACE,
        });
    }
    if !has_size(&root) {
        return Err(no_picture(&usvg::Error::InvalidSize));
    }
    let styles = Styles::read(&document)?;
    expansion::check(&document, &styles)?;
    let referenced = expansion::referenced_ids(&document, &styles);
    if let Some(cleared) = ids::clear(text, &document, &referenced)? {
        return read(cleared.as_bytes());
    }
    loss::check(&document, &styles, &referenced)?;
    let tree = Tree::from_xmltree(&document, &reading()).map_err(|error| no_picture(&error))?;
    let ink = ink::measure(&tree);
    if !ink.is_visible {
        return Err(Flaw { at: start(&root), message: "this logo draws nothing".to_owned(), help: REPLACE });
    }
    Ok(Drawing { svg: write(&tree).into(), is_light: ink.is_light })
}

fn text(bytes: &[u8]) -> Result<&str, Flaw> {
    let whole = |message: &str| Flaw { at: 0..0, message: message.to_owned(), help: REPLACE };
    let text =
        std::str::from_utf8(bytes).map_err(|_| whole("this is not an SVG image: it is not UTF-8 text"))?;
    if text.trim().is_empty() { Err(whole("this logo is empty")) } else { Ok(text) }
}

fn not_xml(error: &roxmltree::Error, text: &str) -> Flaw {
    let position = error.pos();
    let before: usize =
        text.split_inclusive('\n').take(position.row.saturating_sub(1) as usize).map(str::len).sum();
    let line = text.get(before..).unwrap_or_default();
    let column =
        line.char_indices().nth(position.col.saturating_sub(1) as usize).map_or(line.len(), |(at, _)| at);
    let at = before + column.min(line.len());
    let message = match error {
        roxmltree::Error::NodesLimitReached => format!("this logo has more than {NODES} elements"),
        _ => "this is not an SVG image, or it is truncated".to_owned(),
    };
    Flaw { at: at..at, message, help: REPLACE }
}

/// The shortest and the longest side of a picture, in its own units, and how many times longer one may be than the other.
const SIDES: std::ops::RangeInclusive<f64> = 0.01..=1_000_000.0;
const LONGEST: f64 = 100.0;

/// Whether a picture says its size: by a `viewBox`, or else by both lengths.
fn has_size(root: &roxmltree::Node) -> bool {
    let sides = match root.attribute("viewBox") {
        Some(view_box) => sides(view_box),
        None => length(root, "width").zip(length(root, "height")),
    };
    sides.is_some_and(|(width, height)| {
        SIDES.contains(&width) && SIDES.contains(&height) && width.max(height) <= width.min(height) * LONGEST
    })
}

/// A length that does not depend on the place where the picture stands.
fn length(root: &roxmltree::Node, name: &str) -> Option<f64> {
    let length = root.attribute(name)?.parse::<svgtypes::Length>().ok()?;
    (length.unit != svgtypes::LengthUnit::Percent).then_some(length.number)
}

fn no_picture(error: &usvg::Error) -> Flaw {
    let (message, help) = match error {
        usvg::Error::InvalidSize => (
            "this logo has no usable size",
            "give the `svg` element a `viewBox` of four numbers, with sides from 0.01 to 1,000,000",
        ),
        _ => ("this logo cannot be read", REPLACE),
    };
    Flaw { at: 0..0, message: message.to_owned(), help }
}

/// Where an element starts, as far as its name.
fn start(node: &roxmltree::Node) -> Range<usize> {
    let at = node.range().start;
    at..at + 1 + node.tag_name().name().len()
}

/// No file of the disk is read for a logo, and an embedded picture is one of pixels.
fn reading() -> usvg::Options<'static> {
    let resolve_data = |mime: &str, data: Arc<Vec<u8>>, _: &usvg::Options| pixels(mime, data);
    let image_href_resolver =
        ImageHrefResolver { resolve_data: Box::new(resolve_data), resolve_string: Box::new(|_, _| None) };
    usvg::Options { image_href_resolver, ..usvg::Options::default() }
}

fn pixels(mime: &str, data: Arc<Vec<u8>>) -> Option<ImageKind> {
    match mime {
        "image/png" => Some(ImageKind::PNG(data)),
        "image/jpeg" | "image/jpg" => Some(ImageKind::JPEG(data)),
        "image/gif" => Some(ImageKind::GIF(data)),
        "image/webp" => Some(ImageKind::WEBP(data)),
        _ => None,
    }
}

/// Writes the picture with a `viewBox`, so that it fills the place that a page gives it.
fn write(tree: &Tree) -> Vec<u8> {
    let options = WriteOptions { indent: Indent::None, ..WriteOptions::default() };
    let svg = tree.to_string(&options);
    let (width, height) = (tree.size().width(), tree.size().height());
    svg.replacen("<svg ", &format!("<svg viewBox=\"0 0 {width} {height}\" "), 1).into_bytes()
}

#[cfg(test)]
mod tests;

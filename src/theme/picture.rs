//! Reads pictures: their size, so that a page reserves space for them before they are loaded, and whether they are pictures at all.

use quick_xml::Reader;
use quick_xml::events::Event;

use imagesize::ImageType;

use super::ThemeFile;
use crate::diag::without_mark;

/// The extensions of pictures.
const EXTENSIONS: [&str; 11] =
    ["svg", "png", "apng", "jpg", "jpeg", "jpe", "gif", "webp", "avif", "ico", "bmp"];

/// Why a browser would show a broken picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Flaw {
    /// What is wrong with the file.
    pub why: &'static str,
    /// How to fix it.
    pub help: &'static str,
}

impl Flaw {
    const EMPTY: Self = Self::of_content("it is empty");
    const CUT: Self = Self::of_content("it is truncated");
    const NO_PICTURE: Self = Self::of_content("it is not an image");
    const NO_SVG: Self = Self::of_content("it is not an SVG image");
    const OTHER_KIND: Self =
        Self { why: "its format does not match its name", help: "rename the file to match its format" };
    const NO_NAMESPACE: Self = Self {
        why: "its `svg` element has no `xmlns`",
        help: "write `<svg xmlns=\"http://www.w3.org/2000/svg\"`",
    };

    const fn of_content(why: &'static str) -> Self {
        Self { why, help: "save or download it again" }
    }
}

/// Finds what is wrong with a picture; `None` for a whole picture, and for files that have no name of a picture.
pub(super) fn flaw(path: &str, bytes: &[u8]) -> Option<Flaw> {
    if !has_extension(path) {
        return None;
    }
    let extension = path.rsplit_once('.')?.1.to_ascii_lowercase();
    match extension.as_str() {
        _ if bytes.is_empty() => Some(Flaw::EMPTY),
        "svg" if imagesize::image_type(bytes).is_ok() => Some(Flaw::OTHER_KIND),
        "svg" => flaw_of_svg(bytes),
        _ => match imagesize::image_type(bytes) {
            Ok(kind) if !is_named(kind, &extension) => Some(Flaw::OTHER_KIND),
            Ok(kind) if is_cut(kind, bytes) || imagesize::blob_size(bytes).is_err() => Some(Flaw::CUT),
            Ok(_) => None,
            Err(_) => Some(Flaw::NO_PICTURE),
        },
    }
}

/// Whether a file has the name of a picture.
pub(super) fn has_extension(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| EXTENSIONS.contains(&end.to_ascii_lowercase().as_str()))
}

fn flaw_of_svg(bytes: &[u8]) -> Option<Flaw> {
    let text = std::str::from_utf8(without_mark(bytes)).ok();
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    match text.map(|text| roxmltree::Document::parse_with_options(text, options)) {
        Some(Ok(document)) if document.root_element().has_tag_name(("http://www.w3.org/2000/svg", "svg")) => {
            None
        }
        Some(Ok(document)) if document.root_element().has_tag_name("svg") => Some(Flaw::NO_NAMESPACE),
        _ if !bytes.trim_ascii_end().ends_with(b">") => Some(Flaw::CUT),
        Some(Err(roxmltree::Error::UnclosedRootNode)) => Some(Flaw::CUT),
        _ => Some(Flaw::NO_SVG),
    }
}

fn is_named(kind: ImageType, extension: &str) -> bool {
    match kind {
        ImageType::Png => matches!(extension, "png" | "apng" | "ico"),
        ImageType::Jpeg => matches!(extension, "jpg" | "jpeg" | "jpe"),
        ImageType::Ico => extension == "ico",
        ImageType::Bmp => extension == "bmp",
        ImageType::Gif => extension == "gif",
        ImageType::Webp => extension == "webp",
        ImageType::Heif(_) => extension == "avif",
        _ => false,
    }
}

/// Whether the mark that ends a file of this kind is missing, or it is shorter than it says.
fn is_cut(kind: ImageType, bytes: &[u8]) -> bool {
    match kind {
        ImageType::Png => memchr::memmem::rfind(bytes, b"IEND").is_none(),
        ImageType::Jpeg => memchr::memmem::rfind(bytes, b"\xff\xd9").is_none(),
        ImageType::Gif => !bytes.trim_ascii_end().ends_with(b";"),
        ImageType::Webp => {
            let length =
                bytes.get(4..8).map(|length| u32::from_le_bytes(length.try_into().expect("four bytes")));
            length.is_none_or(|length| bytes.len() < length as usize + 8)
        }
        _ => false,
    }
}

/// The width and height of a picture in pixels; `None` for other files, and if the picture has no size.
pub fn size(file: &ThemeFile) -> Option<(u32, u32)> {
    let path = file.path.to_ascii_lowercase();
    if path.ends_with(".svg") {
        let (width, height) = view_box(&file.bytes)?;
        return Some((pixels(width)?, pixels(height)?));
    }
    if ![".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"].iter().any(|extension| path.ends_with(extension))
    {
        return None;
    }
    let size = imagesize::blob_size(&file.bytes).ok()?;
    Some((size.width.try_into().ok()?, size.height.try_into().ok()?))
}

/// The length in whole pixels; `None` above 10,000.
fn pixels(length: f64) -> Option<u32> {
    (1..=10_000).find(|pixels| f64::from(*pixels) >= length.round())
}

/// The width and height of an SVG in its own units, from its `viewBox`; `None` if it does not say them.
pub fn view_box(svg: &[u8]) -> Option<(f64, f64)> {
    let mut reader = Reader::from_str(std::str::from_utf8(svg).ok()?);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => {
                let attribute = element.try_get_attribute("viewBox").ok()??;
                return sides(&attribute.value);
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// The width and height that a `viewBox` of four numbers gives.
pub(super) fn sides(view_box: &str) -> Option<(f64, f64)> {
    let numbers = view_box.split(|letter: char| letter.is_whitespace() || letter == ',');
    let numbers: Option<Vec<f64>> =
        numbers.filter(|number| !number.is_empty()).map(|number| number.parse().ok()).collect();
    let [_, _, width, height] = numbers?[..] else { return None };
    Some((width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_browsers_would_show_as_broken_is_known() {
        let icon = include_bytes!("../../static/icon-192.png");
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 4'/>";
        assert_eq!(flaw("a.png", icon), None);
        assert_eq!(flaw("a.SVG", svg), None);
        assert_eq!(flaw("a.txt", b"text"), None);
        assert_eq!(flaw("a.png", &icon[..icon.len() / 2]), Some(Flaw::CUT));
        assert_eq!(flaw("a.png", &icon[..12]), Some(Flaw::CUT));
        assert_eq!(flaw("a.jpg", icon), Some(Flaw::OTHER_KIND));
        assert_eq!(flaw("a.svg", icon), Some(Flaw::OTHER_KIND));
        assert_eq!(flaw("favicon.ico", b"x"), Some(Flaw::NO_PICTURE));
        assert_eq!(flaw("favicon.ico", include_bytes!("../../static/favicon.ico")), None);
        assert_eq!(flaw("a.png", b"<html></html>"), Some(Flaw::NO_PICTURE));
        assert_eq!(flaw("a.png", b""), Some(Flaw::EMPTY));
        assert_eq!(flaw("a.svg", b"<html></html>"), Some(Flaw::NO_SVG));
        assert_eq!(flaw("a.svg", &svg[..svg.len() - 2]), Some(Flaw::CUT));
        assert_eq!(flaw("a.svg", b"<svg/>"), Some(Flaw::NO_NAMESPACE));
        assert_eq!(flaw("a.gif", b"GIF89a\x01\0\x01\0\0\0\0"), Some(Flaw::CUT));
        assert_eq!(flaw("a.webp", b"RIFF\xff\0\0\0WEBPVP8 "), Some(Flaw::CUT));
    }

    #[test]
    fn pictures_say_their_size() {
        let of = |path: &str, bytes: &[u8]| {
            size(&ThemeFile { path: path.to_owned(), source: String::new(), bytes: bytes.into() })
        };
        assert_eq!(of("a.SVG", b"<?xml version='1.0'?><svg viewBox='0 0 48 15.6'/>"), Some((48, 16)));
        assert_eq!(of("a.svg", b"<svg width='3'/>"), None);
        assert_eq!(of("icon-192.png", include_bytes!("../../static/icon-192.png")), Some((192, 192)));
        assert_eq!(of("a.png", b"no picture"), None);
        assert_eq!(of("a.txt", include_bytes!("../../static/icon-192.png")), None);
    }
}

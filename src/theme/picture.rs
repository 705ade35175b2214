//! Reads the size of pictures, so that a page reserves space for them before they are loaded.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::ThemeFile;

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

/// The width and height of an SVG in its own units, from its `viewBox`.
pub(super) fn view_box(svg: &[u8]) -> Option<(f64, f64)> {
    let mut reader = Reader::from_str(std::str::from_utf8(svg).ok()?);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => {
                let attribute = element.try_get_attribute("viewBox").ok()??;
                let sides = attribute.value.split([' ', ',']).filter_map(|side| side.parse().ok());
                let sides: Vec<f64> = sides.collect();
                let [_, _, width, height] = sides[..] else { return None };
                return Some((width, height));
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_say_their_size() {
        let of = |path: &str, bytes: &[u8]| {
            size(&ThemeFile { path: path.to_owned(), source: String::new(), bytes: bytes.to_owned() })
        };
        assert_eq!(of("a.SVG", b"<?xml version='1.0'?><svg viewBox='0 0 48 15.6'/>"), Some((48, 16)));
        assert_eq!(of("a.svg", b"<svg width='3'/>"), None);
        assert_eq!(of("icon-192.png", include_bytes!("../../static/icon-192.png")), Some((192, 192)));
        assert_eq!(of("a.png", b"no picture"), None);
        assert_eq!(of("a.txt", include_bytes!("../../static/icon-192.png")), None);
    }
}

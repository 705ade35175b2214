//! Logos come from records, so they are untrusted: what is left of one is drawing alone.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer, XmlVersion};

/// The elements that draw.
const ELEMENTS: [&str; 17] = [
    "svg",
    "g",
    "path",
    "circle",
    "ellipse",
    "rect",
    "line",
    "polyline",
    "polygon",
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "title",
    "desc",
];

/// The attributes that place and colour.
const ATTRIBUTES: [&str; 51] = [
    "xmlns",
    "viewBox",
    "width",
    "height",
    "id",
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "fx",
    "fy",
    "points",
    "transform",
    "fill",
    "fill-rule",
    "fill-opacity",
    "clip-rule",
    "clip-path",
    "mask",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-opacity",
    "opacity",
    "offset",
    "stop-color",
    "stop-opacity",
    "color",
    "gradientUnits",
    "gradientTransform",
    "spreadMethod",
    "clipPathUnits",
    "maskUnits",
    "maskContentUnits",
    "preserveAspectRatio",
    "role",
    "vector-effect",
    "shape-rendering",
    "paint-order",
];

/// Reduces an SVG file to elements and attributes that draw; `None` where it is no SVG.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::new());
    let mut skipped = 0usize;
    let mut drew = false;
    loop {
        match reader.read_event().ok()? {
            Event::Eof => break,
            Event::Start(element) if skipped > 0 || !is_drawing(&element) => {
                drop(element);
                skipped += 1;
            }
            Event::End(_) if skipped > 0 => skipped -= 1,
            Event::Start(element) => {
                drew |= element.name().as_ref() == "svg";
                writer.write_event(Event::Start(plain(&element))).ok()?;
            }
            Event::Empty(element) if skipped == 0 && is_drawing(&element) => {
                writer.write_event(Event::Empty(plain(&element))).ok()?;
            }
            Event::End(element) => writer.write_event(Event::End(element)).ok()?,
            Event::Text(text) if skipped == 0 => writer.write_event(Event::Text(text)).ok()?,
            _ => {}
        }
    }
    drew.then(|| writer.into_inner())
}

fn is_drawing(element: &BytesStart<'_>) -> bool {
    ELEMENTS.contains(&element.name().as_ref())
}

fn plain(element: &BytesStart<'_>) -> BytesStart<'static> {
    let name = element.name().as_ref().to_owned();
    let mut kept = BytesStart::new(name);
    for attribute in element.attributes().flatten() {
        let key = attribute.key.as_ref().to_owned();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default();
        let is_local = !value.contains("url(") || value.trim().starts_with("url(#");
        if ATTRIBUTES.contains(&key.as_str()) && is_local {
            kept.push_attribute((key.as_str(), value.as_ref()));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(svg: &str) -> String {
        String::from_utf8(clean(svg.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn a_logo_keeps_its_drawing_alone() {
        let hostile = r#"<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)" viewBox="0 0 1 1"><script>alert(1)</script><foreignObject><b>x</b></foreignObject><path d="M0 0" fill="url(http://a.example/)" onclick="x"/><image href="http://a.example/x.png"/><style>@import "x"</style></svg>"#;
        assert_eq!(
            cleaned(hostile),
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg>"#
        );
    }

    #[test]
    fn what_is_no_svg_is_no_logo() {
        assert_eq!(clean(b"<html></html>"), None);
        assert_eq!(clean(b"\xff\xfe"), None);
    }
}

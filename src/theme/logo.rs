//! Removes everything from logos that does not draw. Logos come with records, so they are untrusted.

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

/// The attributes for geometry and colour.
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

/// Reduces an SVG file to elements and attributes that draw; `None` if it is not an SVG file.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::new());
    let mut skipped = 0usize;
    let mut has_svg = false;
    loop {
        match reader.read_event().ok()? {
            Event::Eof => break,
            Event::Start(element) if skipped > 0 || !is_drawing(&element) => {
                drop(element);
                skipped += 1;
            }
            Event::End(_) if skipped > 0 => skipped -= 1,
            Event::Start(element) => {
                has_svg |= element.name().as_ref() == "svg";
                writer.write_event(Event::Start(clean_element(&element))).ok()?;
            }
            Event::Empty(element) if skipped == 0 && is_drawing(&element) => {
                writer.write_event(Event::Empty(clean_element(&element))).ok()?;
            }
            Event::End(element) => writer.write_event(Event::End(element)).ok()?,
            Event::Text(text) if skipped == 0 => writer.write_event(Event::Text(text)).ok()?,
            _ => {}
        }
    }
    has_svg.then(|| writer.into_inner())
}

fn is_drawing(element: &BytesStart<'_>) -> bool {
    ELEMENTS.contains(&element.name().as_ref())
}

fn clean_element(element: &BytesStart<'_>) -> BytesStart<'static> {
    let name = element.name().as_ref().to_owned();
    let mut cleaned = BytesStart::new(name);
    for attribute in element.attributes().flatten() {
        let key = attribute.key.as_ref().to_owned();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default();
        if ATTRIBUTES.contains(&key.as_str()) && is_safe(&key, &value) {
            cleaned.push_attribute((key.as_str(), value.as_ref()));
        }
    }
    cleaned
}

/// The functions of colours and transformations. None of them takes a URL.
const FUNCTIONS: [&str; 22] = [
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "hwb",
    "lab",
    "lch",
    "oklab",
    "oklch",
    "color",
    "color-mix",
    "calc",
    "matrix",
    "translate",
    "translatex",
    "translatey",
    "scale",
    "scalex",
    "scaley",
    "rotate",
    "skewx",
    "skewy",
];

/// Whether the value of an attribute refers to nothing outside of the file.
fn is_safe(key: &str, value: &str) -> bool {
    match key {
        "xmlns" => value.trim() == "http://www.w3.org/2000/svg",
        "id" => true,
        _ => is_local(value),
    }
}

/// Whether a value has only words, numbers, the known functions, and references within the file of the form `url(#name)`.
/// CSS names ignore case. `\` starts an escape, which no drawing needs.
fn is_local(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || " \t\r\n.,+-#%()/".contains(letter);
    let mut rest = value.as_str();
    while let Some((before, after)) = rest.split_once('(') {
        let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        let name = before.rsplit(|letter| !is_of_name(letter)).next().unwrap_or_default();
        rest = if name == "url" {
            let Some((target, after)) = after.split_once(')') else { return false };
            if !is_fragment(target) {
                return false;
            }
            after
        } else if FUNCTIONS.contains(&name) {
            after
        } else {
            return false;
        };
        if !before.chars().all(is_letter) {
            return false;
        }
    }
    rest.chars().all(is_letter) && !value.contains("//")
}

/// Whether it is `#` and a name.
fn is_fragment(target: &str) -> bool {
    let is_of_name = |letter: char| letter.is_alphanumeric() || "-_.:".contains(letter);
    target.strip_prefix('#').is_some_and(|name| !name.is_empty() && name.chars().all(is_of_name))
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

    /// What is left of a path with this attribute.
    fn path(attribute: &str) -> String {
        let svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg"><path {attribute}/></svg>"#);
        let cleaned = cleaned(&svg);
        let path = cleaned.strip_prefix(r#"<svg xmlns="http://www.w3.org/2000/svg"><path"#).unwrap();
        path.strip_suffix("/></svg>").unwrap().trim().to_owned()
    }

    #[test]
    fn no_spelling_of_an_outside_reference_is_left() {
        let references = [
            "url(http://e.example/x)",
            "é(http://e.example/x)",
            "ＵＲＬ(http://e.example/x)",
            "&#x212a;rl(http://e.example/x)",
            "日本url(http://e.example/x)",
            "URL(http://e.example/x)",
            "uRl( //e.example/x )",
            "url('http://e.example/x')",
            "url(&quot;http://e.example/x&quot;)",
            "u\\72l(http://e.example/x)",
            "\\75 \\72 \\6c(http://e.example/x)",
            "\\u\\r\\l(http://e.example/x)",
            "&#117;rl(http://e.example/x)",
            "&#x55;RL&#40;http://e.example/x)",
            "url(#a), url(http://e.example/x)",
            "url(#a) url(http://e.example/x)",
            "url(#a)url(x.svg)",
            "url(x.svg#a)",
            "url(#a#b)",
            "url(# http://e.example)",
            "url(#",
            "url()",
            "url(data:image/svg+xml,x)",
            "ur/**/l(http://e.example/x)",
            "url/**/(http://e.example/x)",
            "/*(*/url(http://e.example/x)",
            "image-set('http://e.example/x' 1x)",
            "-webkit-image-set(url(http://e.example/x) 1x)",
            "image(http://e.example/x)",
            "src('http://e.example/x')",
            "cross-fade(url(http://e.example/x), red)",
            "element(#a)",
            "paint(x)",
            "var(--x)",
            "env(x)",
            "attr(x url)",
            "@import 'http://e.example/x'",
            "http://e.example/x",
            "//e.example/x",
            "javascript:alert(1)",
            "rgb(url(http://e.example/x))",
            "red;background:url(http://e.example/x)",
            "url&#9;(http://e.example/x)",
            "&#10;url(&#10;http://e.example/x)",
        ];
        for value in references {
            for key in ["fill", "stroke", "clip-path", "mask", "color", "transform", "stop-color"] {
                assert_eq!(path(&format!("{key}=\"{value}\"")), "", "{value}");
            }
        }
        for attribute in [
            "style=\"fill:url(http://e.example/x)\"",
            "style=\"fill:red\"",
            "filter=\"url(http://e.example/x)\"",
            "filter=\"url(#a)\"",
            "marker-end=\"url(http://e.example/x)\"",
            "cursor=\"url(http://e.example/x), auto\"",
            "href=\"http://e.example/x\"",
            "xlink:href=\"http://e.example/x\"",
            "HREF=\"&#9;http://e.example/x\"",
            "xml:base=\"http://e.example/\"",
            "onload=\"x\"",
            "xmlns=\"http://www.w3.org/1999/xhtml\"",
            "xmlns:xlink=\"http://www.w3.org/1999/xlink\"",
            "src=\"x\"",
            "begin=\"0s\"",
        ] {
            assert_eq!(path(attribute), "", "{attribute}");
        }
    }

    #[test]
    fn elements_that_refer_or_move_are_not_left() {
        for element in [
            "<use href=\"http://e.example/x#a\"/>",
            "<use xlink:href=\" http://e.example/x\"></use>",
            "<image href=\"x.png\"/>",
            "<feImage href=\"x.png\"/>",
            "<a href=\"javascript:x\"><path d=\"M0 0\"/></a>",
            "<set attributeName=\"href\" to=\"http://e.example/x\"/>",
            "<animate attributeName=\"fill\" values=\"url(http://e.example/x)\"/>",
            "<animateTransform/><animateMotion/>",
            "<style>@import 'x'; path { fill: url(x) }</style>",
            "<svg:style>@import 'x'</svg:style>",
            "<filter id=\"a\"><feImage href=\"x\"/></filter>",
            "<pattern id=\"a\" href=\"x\"/>",
            "<SCRIPT>x</SCRIPT>",
            "<?xml-stylesheet href=\"http://e.example/x.css\"?>",
            "<![CDATA[<script>]]>",
            "<iframe src=\"x\"/><link rel=\"stylesheet\" href=\"x\"/>",
        ] {
            let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{element}</svg>");
            assert_eq!(cleaned(&svg), "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>", "{element}");
        }
    }

    #[test]
    fn colours_transformations_and_local_references_stay() {
        for attribute in [
            "fill=\"url(#a)\"",
            "fill=\"URL(#Layer_1-b.c)\"",
            "fill=\"url(#a) #fff\"",
            "mask=\"url(#a)\"",
            "fill=\"rgb(0 0 0 / 50%)\"",
            "fill=\"rgba(0, 0, 0, .5)\"",
            "fill=\"#FF00aa\"",
            "fill=\"currentColor\"",
            "transform=\"translate(-1.5,2e-3) rotate(45 1 1) matrix(1 0 0 1 0 0)\"",
            "d=\"M0,0 l-1.5.5+2Z\"",
            "preserveAspectRatio=\"xMidYMid meet\"",
            "id=\"a/b (1)\"",
        ] {
            assert_eq!(path(attribute), attribute);
        }
    }

    #[test]
    fn what_is_no_svg_is_no_logo() {
        assert_eq!(clean(b"<html></html>"), None);
        assert_eq!(clean(b"\xff\xfe"), None);
    }
}

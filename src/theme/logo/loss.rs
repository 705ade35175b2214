//! What a logo may have that would be lost when it is written anew. Each case is visible, so the logo would not be the one that its owner made.

use roxmltree::{Document, Node};

use super::style::{Declaration, Styles};
use super::{Flaw, REPLACE, start};

const OUTLINES: &str = "convert the text to paths: it is drawn with fonts that readers may not have";
const ATTRIBUTES: &str = "export the logo with plain attributes (`fill`, `stroke`, `transform`), without CSS";
const EMBED: &str = "export the logo as one file, with everything embedded";

/// Refuses a logo that would lose something visible.
///
/// # Errors
/// The first such thing in the file.
pub(super) fn check(document: &Document, styles: &Styles) -> Result<(), Flaw> {
    let mut ignored: Option<Node> = None;
    for node in document.descendants().filter(Node::is_element) {
        if ignored.is_some_and(|hidden| node.ancestors().any(|above| above == hidden)) {
            continue;
        }
        let declarations = styles.declarations(node);
        if is_hidden(node, &declarations) {
            ignored = Some(node);
            continue;
        }
        let found = lost_element(node)
            .or_else(|| declarations.iter().find_map(|found| lost_declaration(node, found)));
        if let Some((message, help)) = found {
            return Err(Flaw { at: start(&node), message, help });
        }
    }
    Ok(())
}

/// Whether nothing of an element is drawn: notes of editors, other vocabularies, scripts, and what is switched off.
fn is_hidden(node: Node, declarations: &[Declaration]) -> bool {
    let is_svg = matches!(node.tag_name().namespace(), None | Some("http://www.w3.org/2000/svg"));
    let is_extension = node.tag_name().name() == "foreignObject" && node.has_attribute("requiredExtensions");
    !is_svg
        || is_extension
        || matches!(node.tag_name().name(), "metadata" | "title" | "desc" | "script" | "style" | "view")
        || declarations.iter().any(|found| found.name == "display" && found.value.trim() == "none")
}

type Loss = Option<(String, &'static str)>;

fn lost_element(node: Node) -> Loss {
    let name = node.tag_name().name();
    match name {
        "text" if has_letters(node) => Some(("this logo has text".to_owned(), OUTLINES)),
        "foreignObject" => {
            Some(("this logo has parts that are not SVG (`foreignObject`)".to_owned(), REPLACE))
        }
        "animate" | "animateTransform" | "animateMotion" | "set" => {
            Some(("this logo is animated".to_owned(), "export it as a still picture"))
        }
        "use" | "textPath" | "linearGradient" | "radialGradient" | "pattern" | "filter" | "feImage" => {
            href(node).filter(|target| !target.starts_with('#')).map(|_| elsewhere())
        }
        "image" => href(node).filter(|target| !is_pixels(target)).map(lost_image),
        _ => None,
    }
}

fn has_letters(node: Node) -> bool {
    node.descendants().filter_map(|node| node.text()).any(|text| !text.trim().is_empty())
}

fn href<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    let attributes = node.attributes().filter(|attribute| attribute.name() == "href");
    attributes.map(|attribute| attribute.value().trim()).next()
}

fn elsewhere() -> (String, &'static str) {
    ("this logo refers to another file".to_owned(), EMBED)
}

fn lost_image(target: &str) -> (String, &'static str) {
    match target.get(..5) {
        Some("data:") => {
            ("this logo embeds a picture that is not PNG, JPEG, GIF or WebP".to_owned(), REPLACE)
        }
        _ => elsewhere(),
    }
}

fn is_pixels(target: &str) -> bool {
    let target = target.get(..24.min(target.len())).unwrap_or_default().to_ascii_lowercase();
    ["png", "jpeg", "jpg", "gif", "webp"]
        .iter()
        .any(|kind| target.starts_with(&format!("data:image/{kind};")))
}

fn lost_declaration(node: Node, found: &Declaration) -> Loss {
    let (name, value) = (found.name, found.value.trim());
    if name == "id" {
        let is_writable = !value.contains(['<', '&', '"', '\'', '(', ')']);
        return (!is_writable).then(|| ("an id of this logo holds markup".to_owned(), REPLACE));
    }
    if name == "vector-effect" && value != "none" {
        return Some(("lines of this logo do not scale with it (`vector-effect`)".to_owned(), ATTRIBUTES));
    }
    if found.is_css && is_unknown_property(node, name, value) {
        return Some((format!("this logo depends on the CSS property `{name}`"), ATTRIBUTES));
    }
    if !PAINTED.contains(&name) {
        return None;
    }
    if let Some(function) = functions(value).find(|function| !FUNCTIONS.contains(&function.as_str())) {
        return Some((format!("this logo depends on `{function}()` of CSS"), ATTRIBUTES));
    }
    let has_foreign_url = value.split("url(").skip(1).any(|rest| {
        !rest
            .trim_start_matches(|letter: char| letter.is_whitespace() || "\"'".contains(letter))
            .starts_with('#')
    });
    has_foreign_url.then(elsewhere)
}

/// The properties whose values are drawn.
const PAINTED: [&str; 16] = [
    "fill",
    "stroke",
    "color",
    "stop-color",
    "flood-color",
    "lighting-color",
    "clip-path",
    "mask",
    "filter",
    "transform",
    "opacity",
    "marker",
    "marker-start",
    "marker-mid",
    "marker-end",
    "stroke-width",
];

/// The functions that values may have.
const FUNCTIONS: [&str; 22] = [
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "url",
    "matrix",
    "translate",
    "scale",
    "rotate",
    "skewx",
    "skewy",
    "blur",
    "drop-shadow",
    "brightness",
    "contrast",
    "grayscale",
    "hue-rotate",
    "invert",
    "opacity",
    "saturate",
    "sepia",
    "icc-color",
];

/// The names before parentheses, in lower case.
fn functions(value: &str) -> impl Iterator<Item = String> {
    let mut parts: Vec<&str> = value.split('(').collect();
    parts.pop();
    let name = |part: &str| {
        let is_of_name = |letter: char| letter.is_alphanumeric() || letter == '-';
        part.rsplit(|letter| !is_of_name(letter)).next().unwrap_or_default().to_lowercase()
    };
    parts.into_iter().map(name).filter(|name| !name.is_empty())
}

/// Whether a property of CSS is drawn by browsers and is none that can be kept.
fn is_unknown_property(node: Node, name: &str, value: &str) -> bool {
    let is_root = node.parent_element().is_none();
    match name {
        "d" | "cx" | "cy" | "r" | "rx" | "ry" => true,
        "x" | "y" | "width" | "height" => !is_root,
        "background" | "background-color" => !matches!(value, "none" | "transparent" | "new"),
        "background-image" | "mask-image" | "clip" | "offset-path" | "translate" | "rotate" | "scale" => {
            value != "none"
        }
        "transform" => ["px", "deg", "rad", "turn", "%", "em"].iter().any(|unit| value.contains(unit)),
        "transform-box" => value != "view-box",
        "animation" | "animation-name" => value != "none",
        "mask" => value.split_whitespace().count() > 1,
        _ => name.starts_with("-webkit-mask") || name.starts_with("--"),
    }
}

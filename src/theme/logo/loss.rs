//! What a logo may have that would be lost when it is written anew. Each case is visible, so the logo would not be the one that its
//! owner made. A value counts as kept where the library that reads logos understands it.

use std::collections::HashSet;
use std::str::FromStr;

use roxmltree::{Document, Node};
use svgtypes::{
    Color, FilterValueListParser, FuncIRI, Length, LengthListParser, LengthUnit, Number, Paint, PathParser,
    Transform,
};

use super::style::{Declaration, Styles, local_urls, urls};
use super::{Flaw, REPLACE, SVG, start};

const OUTLINES: &str = "convert the text to paths: readers may not have its fonts";
const ATTRIBUTES: &str = "export the logo with plain attributes (`fill`, `stroke`, `transform`), without CSS";
const EMBED: &str = "export the logo as one file, with everything embedded";

/// Refuses a logo that would lose something visible.
///
/// # Errors
/// The first such thing in the file.
pub(super) fn check(document: &Document, styles: &Styles, referenced: &HashSet<&str>) -> Result<(), Flaw> {
    let ids: HashSet<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    if let Some(node) = document.descendants().find(is_foreign_style) {
        return Err(Flaw { at: node.range().start..node.range().start, message: outside().0, help: EMBED });
    }
    let mut ignored: Option<Node> = None;
    for node in document.descendants().filter(Node::is_element) {
        if ignored.is_some_and(|hidden| node.ancestors().any(|above| above == hidden)) {
            continue;
        }
        let declarations = styles.declarations(node);
        if is_hidden(node, &declarations, referenced) {
            ignored = Some(node);
            continue;
        }
        let found = lost_element(node, &declarations)
            .or_else(|| declarations.iter().find_map(|found| lost_declaration(node, found, &ids)));
        if let Some((message, help)) = found {
            return Err(Flaw { at: start(&node), message, help });
        }
    }
    Ok(())
}

type Loss = Option<(String, &'static str)>;

fn outside() -> (String, &'static str) {
    ("this logo refers to another file".to_owned(), EMBED)
}

/// Whether a node brings a style sheet in another way than by a `style` element of SVG.
fn is_foreign_style(node: &Node) -> bool {
    let is_instruction = node.pi().is_some_and(|instruction| instruction.target == "xml-stylesheet");
    let name = node.tag_name();
    let is_of_svg = matches!(name.namespace(), None | Some(SVG));
    is_instruction || !is_of_svg && matches!(name.name(), "style" | "link")
}

/// Whether nothing of an element is drawn: notes of editors, other vocabularies, scripts, what is switched off, and definitions that
/// nothing uses.
fn is_hidden(node: Node, declarations: &[Declaration], referenced: &HashSet<&str>) -> bool {
    let is_svg = matches!(node.tag_name().namespace(), None | Some(SVG));
    let name = node.tag_name().name();
    let is_extension = name == "foreignObject" && node.has_attribute("requiredExtensions");
    let is_unused = node.parent_element().is_some_and(|above| above.tag_name().name() == "defs")
        && !node.descendants().filter_map(|node| node.attribute("id")).any(|id| referenced.contains(id));
    !is_svg
        || is_extension
        || is_unused
        || matches!(name, "metadata" | "title" | "desc" | "script" | "style" | "view")
        || is_always(declarations, "display", &["none"])
}

/// Whether a property is declared, and only with these values, so that it has one whichever declaration is the stronger one.
fn is_always(declarations: &[Declaration], property: &str, values: &[&str]) -> bool {
    let mut declared = declarations.iter().filter(|found| found.name == property).peekable();
    declared.peek().is_some() && declared.all(|found| values.contains(&found.value.trim()))
}

fn lost_element(node: Node, declarations: &[Declaration]) -> Loss {
    let is_seen = !is_always(declarations, "visibility", &["hidden", "collapse"])
        && !is_always(declarations, "opacity", &["0"]);
    match node.tag_name().name() {
        "text" if is_seen && has_letters(node) => Some(("this logo has text".to_owned(), OUTLINES)),
        "foreignObject" => {
            Some(("this logo has parts that are not SVG (`foreignObject`)".to_owned(), REPLACE))
        }
        "animate" | "animateTransform" | "animateMotion" | "set" => {
            Some(("this logo is animated".to_owned(), "export it as a still image"))
        }
        "use" | "textPath" | "linearGradient" | "radialGradient" | "pattern" | "filter" | "feImage" => {
            href(node).filter(|target| !target.starts_with('#')).map(|_| outside())
        }
        "image" => href(node).and_then(lost_image),
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

fn lost_image(target: &str) -> Loss {
    let Ok(url) = data_url::DataUrl::process(target) else { return Some(outside()) };
    let kind = url.mime_type();
    let is_of_pixels =
        kind.type_ == "image" && matches!(kind.subtype.as_str(), "png" | "jpeg" | "jpg" | "gif" | "webp");
    if !is_of_pixels {
        return Some(("this logo embeds an image that is not PNG, JPEG, GIF or WebP".to_owned(), REPLACE));
    }
    let pixels = url.decode_to_vec().ok().and_then(|(pixels, _)| imagesize::blob_size(&pixels).ok());
    pixels.is_none().then(|| ("this logo embeds an image that cannot be read".to_owned(), REPLACE))
}

fn lost_declaration(node: Node, found: &Declaration, ids: &HashSet<&str>) -> Loss {
    let (name, value) = (found.name, found.value.trim());
    if found.is_css && is_unknown_property(node, name, value) {
        return Some((format!("this logo depends on the CSS property `{name}`"), ATTRIBUTES));
    }
    if refers_outside(name, value) {
        return Some(outside());
    }
    if let Some(missing) = local_urls(value).find(|id| !ids.contains(id)) {
        let missing: String = missing.chars().take(40).collect();
        return Some((format!("this logo refers to `#{missing}`, which does not exist"), REPLACE));
    }
    (!is_understood(node, found, value)).then(|| {
        let value: String = value.chars().take(40).collect();
        (format!("this logo depends on `{name}: {value}`, which cannot be kept"), ATTRIBUTES)
    })
}

fn refers_outside(name: &str, value: &str) -> bool {
    !matches!(name, "id" | "href" | "class" | "cursor") && urls(value).any(|target| !target.starts_with('#'))
}

/// Whether the library reads a value as browsers do. Properties that draw nothing have any value.
fn is_understood(node: Node, found: &Declaration, value: &str) -> bool {
    if value == "inherit" {
        return true;
    }
    match found.name {
        "fill" | "stroke" => Paint::from_str(value).is_ok(),
        "color" | "stop-color" | "flood-color" | "lighting-color" => {
            value.eq_ignore_ascii_case("currentColor") || Color::from_str(value).is_ok()
        }
        "opacity" | "fill-opacity" | "stroke-opacity" | "stop-opacity" | "flood-opacity" => {
            Length::from_str(value)
                .is_ok_and(|share| matches!(share.unit, LengthUnit::None | LengthUnit::Percent))
        }
        "width" | "height" if node.parent_element().is_none() => true,
        "x" | "y" | "width" | "height" | "cx" | "cy" | "r" | "rx" | "ry" | "x1" | "y1" | "x2" | "y2"
        | "fx" | "fy" | "refX" | "refY" | "markerWidth" | "markerHeight" | "stroke-width"
        | "stroke-dashoffset" => Length::from_str(value).is_ok(),
        "stroke-dasharray" => value == "none" || LengthListParser::from(value).all(|length| length.is_ok()),
        "stroke-miterlimit" => Number::from_str(value).is_ok(),
        "transform" | "gradientTransform" | "patternTransform" => {
            value == "none" || Transform::from_str(value).is_ok()
        }
        "clip-path" | "mask" | "marker" | "marker-start" | "marker-mid" | "marker-end" => {
            value == "none" || FuncIRI::from_str(value).is_ok()
        }
        "filter" => value == "none" || FilterValueListParser::from(value).all(|filter| filter.is_ok()),
        "d" => PathParser::from(value).all(|segment| segment.is_ok()),
        // The library does not read these.
        "fr" => value.trim_end_matches('%').parse() == Ok(0.0),
        "pathLength" => false,
        "color-interpolation" => value != "linearRGB",
        "vector-effect" => value == "none",
        _ => true,
    }
}

/// Whether a property of CSS is drawn by browsers and is none that can be kept.
fn is_unknown_property(node: Node, name: &str, value: &str) -> bool {
    let is_root = node.parent_element().is_none();
    let is_none = matches!(value, "none" | "0" | "0px" | "transparent" | "initial" | "auto");
    match name {
        "d" | "cx" | "cy" | "r" | "rx" | "ry" => true,
        "x" | "y" | "width" | "height" => !is_root,
        "background" | "background-color" | "background-image" | "mask-image" | "clip" | "offset-path"
        | "translate" | "rotate" | "scale" | "animation" | "animation-name" | "backdrop-filter" => !is_none,
        "transform-box" => value != "view-box",
        _ if is_root
            && ["border", "outline", "padding", "box-shadow"].iter().any(|box_| name.starts_with(box_)) =>
        {
            !is_none
        }
        _ => {
            let drawn = ["clip-path", "mask", "filter", "transform", "animation", "box-"];
            name.starts_with("--")
                || name
                    .strip_prefix("-webkit-")
                    .is_some_and(|name| drawn.iter().any(|drawn| name.starts_with(drawn)))
        }
    }
}

use std::fmt::Write as _;
use std::path::Path;

use super::*;
use crate::bless::assert_snapshot;

fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logos").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    files.into_iter().map(|path| (name(&path), std::fs::read(&path).unwrap())).collect()
}

/// Elements and attributes of a published logo.
fn vocabulary(svg: &[u8]) -> (Vec<String>, Vec<(String, String)>) {
    let document = Document::parse(std::str::from_utf8(svg).unwrap()).unwrap();
    let elements = document.descendants().filter(roxmltree::Node::is_element);
    let attributes = elements.clone().flat_map(|node| node.attributes());
    (
        elements.map(|node| node.tag_name().name().to_owned()).collect(),
        attributes.map(|attribute| (attribute.name().to_owned(), attribute.value().to_owned())).collect(),
    )
}

/// Whether they look right is for a browser to say: `tests/browser/check/logos.mjs`.
#[test]
fn what_illustrator_inkscape_and_figma_write_is_kept_and_cannot_act() {
    for (name, bytes) in files("kept") {
        let drawing = read(&bytes).unwrap_or_else(|flaw| panic!("{name}: {}", flaw.message));
        assert_eq!(drawing.is_light, name.starts_with("white"), "{name}");
        let (elements, attributes) = vocabulary(&drawing.svg);
        for element in &elements {
            assert!(
                !["script", "style", "foreignObject", "animate", "a", "text"].contains(&element.as_str()),
                "{name}"
            );
        }
        for (attribute, value) in &attributes {
            assert!(
                !attribute.starts_with("on") && attribute != "style" || value.starts_with("mix-"),
                "{name}: {attribute}"
            );
            let is_local =
                attribute != "href" || value.starts_with('#') || value.starts_with("data:image/png;base64,");
            assert!(is_local && !value.replace("url(#", "").contains("url("), "{name}: {value}");
        }
    }
}

#[test]
fn a_logo_that_would_lose_something_is_not_shown_and_says_why() {
    let mut findings = String::new();
    for (name, bytes) in files("refused") {
        let Err(flaw) = read(&bytes) else { panic!("{name} is shown") };
        let text = String::from_utf8_lossy(&bytes);
        let marked: String = text.get(flaw.at.clone()).unwrap_or_default().chars().take(20).collect();
        writeln!(findings, "{name}: {} [{marked}]\n    {}", flaw.message, flaw.help).unwrap();
    }
    assert_snapshot(findings, snapbox::file!["../snapshots/logo-refused.txt"]);
}

/// A path with one attribute, or what is left of it.
fn path(attribute: &str) -> Result<String, Flaw> {
    let svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"><linearGradient id="a"><stop stop-color="#123456"/></linearGradient><path d="M0 0h9v9z" {attribute}/></svg>"##
    );
    read(svg.as_bytes()).map(|drawing| String::from_utf8(drawing.svg.to_vec()).unwrap())
}

#[test]
fn no_spelling_of_an_outside_reference_is_left() {
    let references = [
        "url(http://e.example/x)",
        "é(http://e.example/x)",
        "ＵＲＬ(http://e.example/x)",
        "&#x212a;rl(http://e.example/x)",
        "URL(http://e.example/x)",
        "uRl( //e.example/x )",
        "url('http://e.example/x')",
        "url(&quot;http://e.example/x&quot;)",
        "u\\72l(http://e.example/x)",
        "\\75 \\72 \\6c(http://e.example/x)",
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
        "/*(*/url(http://e.example/x)",
        "image-set('http://e.example/x' 1x)",
        "src('http://e.example/x')",
        "element(#a)",
        "var(--x)",
        "attr(x url)",
        "@import 'http://e.example/x'",
        "http://e.example/x",
        "javascript:alert(1)",
        "rgb(url(http://e.example/x))",
        "red;background:url(http://e.example/x)",
        "url&#9;(http://e.example/x)",
        "&#10;url(&#10;http://e.example/x)",
    ];
    let keys = [
        "fill",
        "stroke",
        "clip-path",
        "mask",
        "filter",
        "color",
        "transform",
        "marker-end",
        "href",
        "xlink:href",
    ];
    for value in references {
        for attribute in keys
            .map(|key| format!("{key}=\"{value}\""))
            .into_iter()
            .chain([format!("style=\"fill:{value}\"")])
        {
            let svg = path(&attribute).unwrap_or_default();
            assert!(
                !svg.contains("e.example") && !svg.contains("x.svg") && !svg.contains("alert"),
                "{attribute}: {svg}"
            );
        }
    }
    for attribute in [
        "onload=\"x\"",
        "xml:base=\"http://e.example/\"",
        "src=\"x\"",
        "begin=\"0s\"",
        "cursor=\"url(http://e.example/x)\"",
    ] {
        assert_eq!(path(attribute), path(""), "{attribute}");
    }
}

#[test]
fn ids_cannot_end_their_attribute() {
    for id in ["&quot; onload=&quot;x", "&lt;script>", "a&amp;quot;b", "a)b"] {
        let svg = format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><clipPath id="{id}"><path d="M0 0h5v5z"/></clipPath><g clip-path="url(#{id})"><path d="M0 0h9v9z"/></g></svg>"##
        );
        assert!(read(svg.as_bytes()).is_err(), "{id}");
    }
}

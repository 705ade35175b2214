//! Markup on one line, as Markdown.

use super::address::address;
use super::code::span;
use super::escape::{self, one_line};
use super::markup::{Element, Node, text};

/// Elements that show nothing.
const SILENT: [&str; 5] = ["script", "style", "svg", "button", "template"];

/// A line of text.
pub(super) fn inline(nodes: &[Node]) -> String {
    let mut out = String::new();
    push_inline(nodes, &mut out);
    out.trim().to_owned()
}

/// Adds nodes to a line.
pub(super) fn push_inline(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => push_text(text, out),
            Node::Element(element) => push_element(element, out),
        }
    }
}

fn push_text(text: &str, out: &mut String) {
    let line = one_line(text);
    let begins = out.trim_end().is_empty();
    let line = if begins || out.ends_with(' ') { line.trim_start() } else { &line };
    escape::push(out, line, begins);
}

fn push_element(element: &Element, out: &mut String) {
    let children = &element.children;
    match element.name.as_str() {
        name if SILENT.contains(&name) => {}
        "code" => out.push_str(&span(&text(children))),
        "strong" | "b" => push_marked("**", children, out),
        "em" | "i" => push_marked("*", children, out),
        "del" | "s" => push_marked("~~", children, out),
        "a" => push_link(element, out),
        "img" => {
            let (words, source) = (element.attribute("alt"), element.attribute("src"));
            let words = escape::escape(&words.unwrap_or_default());
            out.extend(["![", &words, "](", &address(&source.unwrap_or_default()), ")"]);
        }
        "input" => out.push_str(if element.has("checked") { "[x] " } else { "[ ] " }),
        "br" => push_gap(out),
        "small" | "dd" | "p" | "li" => {
            push_gap(out);
            push_inline(children, out);
        }
        _ => push_inline(children, out),
    }
}

fn push_gap(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

fn push_marked(mark: &str, children: &[Node], out: &mut String) {
    let inner = inline(children);
    if !inner.is_empty() {
        out.push_str(&[mark, &inner, mark].concat());
    }
}

fn push_link(element: &Element, out: &mut String) {
    let words = inline(&element.children);
    match element.attribute("href") {
        Some(target) if !words.is_empty() => out.extend(["[", &words, "](", &address(&target), ")"]),
        _ => out.push_str(&words),
    }
}

//! Tables of HTML as tables of Markdown.

use super::inline::inline;
use super::markup::{Element, Node};

/// The rows of a table; the first one is its head.
pub(super) fn table(children: &[Node]) -> String {
    let mut rows = Vec::new();
    find_rows(children, &mut rows);
    let Some(head) = rows.first() else { return String::new() };
    let marks = head.children.iter().filter_map(cell).map(mark);
    let marks = line(marks.map(str::to_owned));
    let mut lines =
        rows.iter().map(|row| line(row.children.iter().filter_map(cell).map(|cell| inline(&cell.children))));
    let mut out: Vec<String> = lines.next().into_iter().collect();
    out.push(marks);
    out.extend(lines);
    out.join("\n")
}

fn find_rows<'a>(nodes: &'a [Node], rows: &mut Vec<&'a Element>) {
    for node in nodes {
        match node {
            Node::Element(element) if element.name == "tr" => rows.push(element),
            Node::Element(element) => find_rows(&element.children, rows),
            Node::Text(_) => {}
        }
    }
}

fn cell(node: &Node) -> Option<&Element> {
    match node {
        Node::Element(element) if matches!(element.name.as_str(), "td" | "th") => Some(element),
        _ => None,
    }
}

/// How the cells of a column are aligned.
fn mark(head: &Element) -> &'static str {
    match head.attribute("class").as_deref() {
        Some("align-end") => "---:",
        Some("align-center") => ":---:",
        Some("align-start") => ":---",
        _ => "---",
    }
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {} |", cells.join(" | "))
}

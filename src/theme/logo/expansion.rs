//! How large a logo becomes when each reference stands for what it refers to. A file of a few hundred bytes can name more shapes than any
//! machine can hold.

use std::collections::{HashMap, HashSet};

use roxmltree::{Document, Node, NodeId};

use super::style::{Declaration, Styles, local_urls};
use super::{Flaw, REPLACE, start};

/// The maximum size of what is drawn, in bytes of attributes.
const SIZE: u64 = 4 << 20;

/// The maximum depth of elements in elements and references.
const DEPTH: usize = 100;

/// Refuses a logo that is too large or too deep when its references are followed, or refers to itself.
///
/// # Errors
/// A reference in a circle, and a picture above the limits.
pub(super) fn check(document: &Document, styles: &Styles) -> Result<(), Flaw> {
    let ids = document.descendants().rev().filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let mut sums = Sums { styles, ids, known: HashMap::new() };
    sums.of(document.root_element(), 0).map(|_| ())
}

/// The ids that something in the file refers to.
pub(super) fn referenced_ids<'a>(document: &'a Document<'a>, styles: &Styles<'a>) -> HashSet<&'a str> {
    let declarations =
        document.descendants().filter(Node::is_element).flat_map(|node| styles.declarations(node));
    declarations.flat_map(|declared| targets(&declared).collect::<Vec<_>>()).collect()
}

/// What an element comes to.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    /// Bytes of attributes, with one for each element.
    size: u64,
    /// Elements.
    elements: u64,
    /// Corners of lines, at most; a marker is drawn at each.
    corners: u64,
}

struct Sums<'a, 'input> {
    styles: &'a Styles<'a>,
    ids: HashMap<&'a str, Node<'a, 'input>>,
    /// What is known already; `None` while it is being added up.
    known: HashMap<NodeId, Option<Sum>>,
}

impl<'a, 'input> Sums<'a, 'input> {
    fn of(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<Sum, Flaw> {
        match self.known.get(&node.id()) {
            Some(Some(sum)) => return Ok(*sum),
            Some(None) => return Err(flaw(node, "this part of the logo refers to itself")),
            None if depth > DEPTH => {
                return Err(flaw(node, "the elements of this logo are nested too deeply"));
            }
            None => {}
        }
        self.known.insert(node.id(), None);
        let sum = self.add_up(node, depth)?;
        if sum.size > SIZE {
            return Err(flaw(node, "this logo is too large"));
        }
        self.known.insert(node.id(), Some(sum));
        Ok(sum)
    }

    fn add_up(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<Sum, Flaw> {
        let declarations = self.styles.declarations(node);
        let bytes: usize = declarations.iter().map(|declared| declared.value.len()).sum();
        let lines =
            ["d", "points"].iter().filter_map(|name| node.attribute(*name)).map(str::len).sum::<usize>();
        let mut sum = Sum { size: bytes as u64 + 1, elements: 1, corners: lines as u64 + 4 };
        for child in node.children().filter(Node::is_element) {
            let child = self.of(child, depth + 1)?;
            sum.size = sum.size.saturating_add(child.size);
            sum.elements = sum.elements.saturating_add(child.elements);
            sum.corners = sum.corners.saturating_add(child.corners);
        }
        let drawn = sum;
        for declared in &declarations {
            for target in targets(declared).filter_map(|id| self.ids.get(id).copied()).collect::<Vec<_>>() {
                let target = self.of(target, depth + 1)?;
                let times = times(declared.name, drawn);
                sum.size = sum.size.saturating_add(target.size.saturating_mul(times));
                sum.elements = sum.elements.saturating_add(target.elements);
                sum.corners = sum.corners.saturating_add(target.corners);
            }
        }
        Ok(sum)
    }
}

/// The ids that a value refers to.
pub(super) fn targets<'a>(declared: &Declaration<'a>) -> impl Iterator<Item = &'a str> {
    let link = (declared.name == "href").then(|| declared.value.trim().strip_prefix('#')).flatten();
    link.into_iter().chain(local_urls(declared.value))
}

/// How often the target of a reference is drawn for an element that comes to `drawn`. Paints and markers are inherited.
fn times(property: &str, drawn: Sum) -> u64 {
    match property {
        "fill" | "stroke" => drawn.elements,
        "marker" | "marker-start" | "marker-mid" | "marker-end" => drawn.corners,
        _ => 1,
    }
}

fn flaw(node: Node, message: &str) -> Flaw {
    Flaw { at: start(&node), message: message.to_owned(), help: REPLACE }
}

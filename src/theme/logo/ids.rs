//! Ids that cannot be written into an attribute. Drawing programs name layers so: `Logo (1)`, `R&D`.

use std::collections::HashSet;

use roxmltree::{Document, Node};

use super::{Flaw, REPLACE, start};

/// Returns the file without the ids that cannot be written, if there are any; nothing refers to them.
///
/// # Errors
/// An id that cannot be written, and that something refers to.
pub(super) fn clear(
    text: &str,
    document: &Document,
    referenced: &HashSet<&str>,
) -> Result<Option<String>, Flaw> {
    let odd = |node: &Node| node.attribute("id").is_some_and(|id| !is_plain(id));
    let nodes: Vec<Node> = document.descendants().filter(odd).collect();
    let mut cleared = text.to_owned();
    for node in &nodes {
        let id = node.attribute_node("id").expect("it has an ID");
        if referenced.contains(id.value()) || !text[id.range()].contains('=') {
            return Err(Flaw {
                at: start(node),
                message: "an ID in this logo contains markup".to_owned(),
                help: REPLACE,
            });
        }
        cleared.replace_range(id.range(), &" ".repeat(id.range().len()));
    }
    Ok((!nodes.is_empty()).then_some(cleared))
}

fn is_plain(id: &str) -> bool {
    !id.is_empty() && !id.contains(['<', '&', '"', '\'', '(', ')'])
}

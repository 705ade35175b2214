//! Markup that is safe in HTML, taken apart: the few elements that figures, phrases and rendered Markdown are made of.

/// A piece of markup.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Text, without its character references.
    Text(String),
    /// An element with what stands in it.
    Element(Element),
}

/// An element.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: String,
    pub(super) children: Vec<Node>,
}

/// How deep elements are told apart; what stands deeper is taken as if it stood there.
const DEPTH: usize = 32;

/// Elements without an end.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "path", "use"];

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let start = format!(" {name}=\"");
        let value = &self.attributes[self.attributes.find(&start)? + start.len()..];
        Some(decode(value.split('"').next().unwrap_or(value)))
    }

    /// Whether it has an attribute, with a value or without.
    pub(super) fn has(&self, name: &str) -> bool {
        self.attributes.split([' ', '/']).any(|part| part.split('=').next() == Some(name))
    }
}

/// Takes markup apart.
pub(super) fn parse(markup: &str) -> Vec<Node> {
    let mut open = vec![Element::default()];
    // Elements that are deeper than told apart.
    let mut deeper = 0_usize;
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        push_text(&mut open, &rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end);
        let tag = &rest[at + 1..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        if tag.starts_with('/') {
            if deeper > 0 {
                deeper -= 1;
            } else if open.len() > 1 {
                close(&mut open);
            }
            continue;
        }
        let (name, attributes) = tag.split_at(tag.find([' ', '/']).unwrap_or(tag.len()));
        let element =
            Element { name: name.to_owned(), attributes: attributes.to_owned(), children: Vec::new() };
        if VOID.contains(&name) || tag.ends_with('/') {
            push(&mut open, Node::Element(element));
        } else if open.len() > DEPTH {
            deeper += 1;
        } else {
            open.push(element);
        }
    }
    push_text(&mut open, rest);
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map(|root| root.children).unwrap_or_default()
}

fn push(open: &mut [Element], node: Node) {
    if let Some(innermost) = open.last_mut() {
        innermost.children.push(node);
    }
}

fn push_text(open: &mut [Element], text: &str) {
    if !text.is_empty() {
        push(open, Node::Text(decode(text)));
    }
}

fn close(open: &mut Vec<Element>) {
    if let Some(element) = open.pop() {
        push(open, Node::Element(element));
    }
}

/// The text of markup without its elements.
pub(super) fn text(nodes: &[Node]) -> String {
    let mut out = String::new();
    push_words(nodes, &mut out);
    out
}

fn push_words(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) => push_words(&element.children, out),
        }
    }
}

/// The exact value of the first figure in markup.
pub(super) fn first_value(nodes: &[Node]) -> Option<String> {
    nodes.iter().find_map(|node| match node {
        Node::Text(_) => None,
        Node::Element(element) => {
            let own = element.attribute("value").or_else(|| element.attribute("datetime"));
            own.or_else(|| first_value(&element.children))
        }
    })
}

/// A text with its character references replaced: those that escaping makes.
fn decode(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let replaced =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    replaced.iter().fold(text.to_owned(), |text, (reference, letter)| text.replace(reference, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_their_values_and_texts() {
        let nodes =
            parse(r#"<span class="free"><data value="0" data-fact="a&quot;b">A &amp;lt; B</data></span>, x"#);
        assert_eq!(text(&nodes), "A &lt; B, x");
        assert_eq!(first_value(&nodes).as_deref(), Some("0"));
    }

    #[test]
    fn deep_markup_is_read_without_end() {
        let deep = format!("{}x{}y", "<blockquote>".repeat(5000), "</blockquote>".repeat(5000));
        assert_eq!(text(&parse(&deep)), "xy");
    }
}

//! Markup that is safe in HTML as Markdown: a line of figures and words, or blocks.

use super::code::fence;
use super::inline::{inline, push_inline};
use super::markup::{Element, Node, parse, text};
use super::table::table;

/// Elements that stand in a line of their own.
const BLOCKS: [&str; 16] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "pre",
    "blockquote",
    "table",
    "hr",
    "div",
    "section",
    "dl",
];

/// Writes markup that is safe in HTML as Markdown, on one line where it has no blocks.
pub fn convert(markup: &str) -> String {
    let nodes = parse(markup);
    if has_blocks(&nodes) { blocks(&nodes).join("\n\n") } else { inline(&nodes) }
}

fn has_blocks(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text(_) => false,
        Node::Element(element) => BLOCKS.contains(&element.name.as_str()) || has_blocks(&element.children),
    })
}

/// The blocks of markup, each without what stands before the lines of an outer one.
fn blocks(nodes: &[Node]) -> Vec<String> {
    let mut out = Vec::new();
    let mut line = Vec::new();
    for node in nodes {
        match node {
            Node::Element(element) if BLOCKS.contains(&element.name.as_str()) => {
                flush(&mut line, &mut out);
                push_block(element, &mut out);
            }
            Node::Element(element) if has_blocks(&element.children) => {
                flush(&mut line, &mut out);
                out.extend(blocks(&element.children));
            }
            node => line.push(node),
        }
    }
    flush(&mut line, &mut out);
    out
}

/// Ends the line that stands between blocks.
fn flush(line: &mut Vec<&Node>, out: &mut Vec<String>) {
    let mut text = String::new();
    for node in line.drain(..) {
        push_inline(std::slice::from_ref(node), &mut text);
    }
    let text = text.trim();
    if !text.is_empty() {
        out.push(text.to_owned());
    }
}

fn push_block(element: &Element, out: &mut Vec<String>) {
    let children = &element.children;
    let block = match element.name.as_str() {
        "p" => inline(children),
        "pre" => fence(&text(children), ""),
        "hr" => "* * *".to_owned(),
        "table" => table(children),
        "ul" => list(children, None),
        "ol" => {
            let start = element.attribute("start").and_then(|start| start.parse().ok());
            list(children, Some(start.unwrap_or(1)))
        }
        "blockquote" => prefixed(&blocks(children).join("\n\n"), "> ", "> "),
        heading if heading.starts_with('h') => {
            let level = heading[1..].parse().unwrap_or(2);
            format!("{} {}", "#".repeat(level), inline(children))
        }
        _ => return out.extend(blocks(children)),
    };
    if !block.is_empty() {
        out.push(block);
    }
}

/// A list; a number says from where its items are counted.
fn list(items: &[Node], start: Option<u64>) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut number = start;
    let mut is_loose = false;
    for node in items {
        let Node::Element(item) = node else { continue };
        let mark = number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
        number = number.map(|number| number.saturating_add(1));
        let content = blocks(&item.children);
        is_loose |= content.len() > 1;
        out.push(prefixed(&content.join("\n\n"), &mark, &" ".repeat(mark.len())));
    }
    out.join(if is_loose { "\n\n" } else { "\n" })
}

/// A block with something before its first line and before the others.
fn prefixed(block: &str, first: &str, others: &str) -> String {
    let mut out = String::with_capacity(block.len() + 16);
    for (at, line) in block.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let before = if at == 0 { first } else { others };
        out.push_str(if line.is_empty() { before.trim_end() } else { before });
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_words_are_one_line() {
        let cases = [
            (
                r#"<data value="0.15" data-fact="cost.input">$0.15</data> <small>per image</small>"#,
                "$0.15 per image",
            ),
            (r#"<span class="unknown dash">Not stated</span>"#, "Not stated"),
            ("a | &lt;b&gt; <code>x&amp;y</code>", "a \\| \\<b> `x&y`"),
            (r#"<a href="../a(b)/">A &amp; B</a>"#, "[A & B](../a%28b%29/)"),
            ("<strong>a</strong>, <em>b</em>", "**a**, *b*"),
        ];
        for (markup, expected) in cases {
            assert_eq!(convert(markup), expected);
        }
    }

    #[test]
    fn rendered_markdown_is_markdown_again() {
        let markup = "<h3 id=\"x\">Head</h3>\n<p>One<br />two <strong>three</strong></p>\n<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n\
                      <li>c</li>\n</ul>\n<ol start=\"3\">\n<li>\n<p>d</p>\n<p>e</p>\n</li>\n</ol>\n<blockquote>\n<p>q</p>\n</blockquote>\n\
                      <pre class=\"code\" tabindex=\"0\"><code><span class=\"k\">let</span> x = 1;\n```\n</code></pre>\n<hr />";
        let expected = "### Head\n\nOne two **three**\n\n- a\n\n  - b\n\n- c\n\n3. d\n\n   e\n\n> q\n\n````\nlet x = 1;\n```\n````\n\n* * *";
        assert_eq!(convert(markup), expected);
    }

    #[test]
    fn a_table_stays_a_table() {
        let markup = "<div class=\"scroll\"><table><thead><tr><th>a</th><th class=\"align-end\">b | c</th></tr></thead><tbody>\n\
                      <tr><td>1</td><td class=\"align-end\"><code>x|y</code></td></tr>\n</tbody></table>\n</div>";
        assert_eq!(convert(markup), "| a | b \\| c |\n| --- | ---: |\n| 1 | x\\|y |");
    }
}

//! The Markdown beside a page: its rows and paragraphs say what those of the page say.
//!
//! The two are not the same text, so blocks are matched by what they say in numbers and by the words that name them: every block of the
//! Markdown needs a block of the page with the same label and at least its figures, and every marked figure of the page a block of the
//! Markdown.

use std::collections::HashSet;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use scraper::{ElementRef, Node};

use super::exact::figures;
use super::known::Known;
use super::page::{DEEPEST, Page};
use super::report::{Format, Report, Side};

/// A row, a paragraph, a list item or a heading.
#[derive(Debug, Default)]
struct Block {
    /// The line on which it begins.
    line: usize,
    text: String,
    /// The words that name it: those of the first cell, or what stands before a colon.
    label: Vec<String>,
    figures: Vec<String>,
    /// Whether it is a row of a table.
    is_row: bool,
}

impl Block {
    fn new(line: usize, text: String, label: &str) -> Self {
        Self { is_row: text.contains(" | "), line, label: letters(label), figures: figures(&text), text }
    }

    /// Whether another block has at least the figures and the label of this one.
    fn is_within(&self, other: &Words) -> bool {
        has_all(&self.figures, &other.figures) && self.label.iter().all(|word| other.words.contains(word))
    }
}

impl Block {
    /// Whether another block has at least what the row says after its first cell, which may name a group that is a row of its own on the
    /// page; and the name of the row, or the words of the second cell.
    fn has_its_cells(&self, other: &Words) -> bool {
        let cells: Vec<&str> =
            self.text.split(" | ").skip(1).filter(|cell| !cell.starts_with("per ")).collect();
        let has_words = |words: &[String]| words.iter().all(|word| other.words.contains(word));
        let second = cells.first().map_or_else(Vec::new, |cell| letters(cell));
        has_all(&figures(&cells.join(" ")), &other.figures)
            && (self.label.first().is_some_and(|word| other.words.contains(word)) || has_words(&second))
    }
}

/// What a block has in numbers, and its words.
struct Words {
    figures: Vec<String>,
    words: HashSet<String>,
}

impl Words {
    fn new(text: &str) -> Self {
        Self { figures: figures(text), words: letters(text).into_iter().collect() }
    }
}

/// Whether a list has every element of another at least as often.
fn has_all(wanted: &[String], there: &[String]) -> bool {
    let count = |list: &[String], one: &String| list.iter().filter(|other| *other == one).count();
    wanted.iter().all(|one| count(there, one) >= count(wanted, one))
}

/// The words of a text that have no digits, in lower case.
fn letters(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let plain =
        words.filter(|word| !word.is_empty() && !word.contains(|letter: char| letter.is_ascii_digit()));
    plain.map(str::to_lowercase).collect()
}

/// What stands before a colon, if it is a name and no sentence.
fn name_of(text: &str) -> Option<String> {
    let (name, _) = text.split_once(": ")?;
    (!name.contains(". ") && name.split(' ').count() <= 4).then(|| name.to_owned())
}

/// The name of a row without that of its group, which stands in another row of the page: "Price: Input", "Output (Fast mode)".
fn without_group(cell: &str) -> &str {
    let own = cell.split_once(": ").map_or(cell, |(_, own)| own);
    own.split(" (").next().unwrap_or(own)
}

/// The front matter, and the blocks below it.
fn read(text: &str) -> (Vec<(&str, &str)>, Vec<Block>) {
    let parts = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    let (head, body) = parts.unwrap_or(("", text));
    let before = text[..text.len() - body.len()].lines().count();
    let fields = head.lines().filter_map(|line| line.split_once(": ")).collect();
    let (mut blocks, mut part, mut label, mut start) = (Vec::new(), String::new(), None, 0);
    let mut linked = None;
    let (mut is_code, mut line, mut counted) = (false, before + 1, 0);
    let marks = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(body, marks).into_offset_iter() {
        match event {
            Event::Text(text) | Event::Code(text) if !is_code => part.push_str(&text),
            Event::SoftBreak | Event::HardBreak => part.push(' '),
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            // A row with a link is named by it: what follows are remarks.
            Event::End(TagEnd::Link) if label.is_none() && !part.contains(" | ") => {
                linked = Some(part.clone());
            }
            Event::Start(
                Tag::TableRow | Tag::TableHead | Tag::Item | Tag::Paragraph | Tag::Heading { .. },
            ) if part.is_empty() => start = range.start,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::End(TagEnd::TableCell) => {
                let linked = linked.take();
                label.get_or_insert_with(|| linked.unwrap_or_else(|| without_group(&part).to_owned()));
                part.push_str(" | ");
            }
            Event::End(
                TagEnd::TableRow | TagEnd::TableHead | TagEnd::Item | TagEnd::Paragraph | TagEnd::Heading(_),
            ) => {
                let text = std::mem::take(&mut part);
                linked = None;
                let named = label.take().or_else(|| name_of(&text));
                // The page has other words for these two, or none.
                let named = named.filter(|name| name != "ID" && name != "Capabilities");
                line +=
                    body.as_bytes()[counted.min(start)..start].iter().filter(|byte| **byte == b'\n').count();
                counted = start.max(counted);
                if !text.trim().is_empty() {
                    blocks.push(Block::new(line, text, &named.unwrap_or_default()));
                }
            }
            _ => {}
        }
    }
    (fields, blocks)
}

/// What only scripts show, or drawings.
const HIDDEN: [&str; 4] = ["calculator-box", "strip-ends", "strip-next", "visually-hidden"];

/// The most nodes of a row or a paragraph of a page, of a part of it, and of all of its parts together.
const SMALL: usize = 400;
const LARGEST: usize = 20_000;
const MOST: usize = 1_000_000;

/// The elements that are blocks of a page.
const BLOCKS: [&str; 13] =
    ["tr", "li", "p", "div", "h1", "h2", "h3", "h4", "caption", "figcaption", "section", "dl", "dd"];

fn is_block(element: ElementRef<'_>) -> bool {
    BLOCKS.contains(&element.value().name())
}

/// The text of an element with spaces between its parts.
fn text_of(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    for node in element.descendants() {
        match node.value() {
            Node::Element(inner)
                if !["a", "span", "b", "i", "em", "strong", "code"].contains(&inner.name()) =>
            {
                text.push(' ');
            }
            Node::Text(part) => {
                let is_drawn = |name: &str| ["script", "template", "style"].contains(&name);
                if !node
                    .parent()
                    .and_then(ElementRef::wrap)
                    .is_some_and(|parent| is_drawn(parent.value().name()))
                {
                    text.push_str(part);
                }
            }
            _ => {}
        }
    }
    text
}

/// Holds the Markdown of a page against the page, and its front matter against the record.
pub(super) fn compare(path: &str, text: &str, page: &Page<'_>, report: &mut Report) {
    let (fields, blocks) = read(text);
    if let Some(record) = page.record {
        front_matter(path, &fields, record, report);
    }
    let Some(body) = page.select("body").into_iter().next() else { return };
    let elements = body.descendants().filter_map(ElementRef::wrap).filter(|element| is_block(*element));
    // What is larger than a row or a paragraph is asked last, since it may have every figure.
    let (mut small, mut large, mut seen) = (Vec::new(), Vec::new(), 0);
    for element in elements {
        let size = element.descendants().take(LARGEST + 1).count();
        seen += size;
        if size <= SMALL {
            let term = term_of(element).map(text_of).unwrap_or_default();
            small.push(Words::new(&format!("{term} {}", text_of(element))));
        } else if size <= LARGEST && seen <= MOST {
            large.push(Words::new(&text_of(element)));
        }
    }

    for block in blocks.iter().filter(|block| !block.figures.is_empty()) {
        let is_there = small.iter().any(|words| block.is_within(words))
            || ((!block.is_row || small.iter().any(|words| block.has_its_cells(words)))
                && large.iter().any(|words| block.is_within(words)));
        for _ in 1..block.figures.len() {
            report.hold(Format::Markdown, true, || unreachable_sides(path));
        }
        report.hold(Format::Markdown, is_there, || {
            let found = Side::new(path, format!("line {}", block.line), Some(block.text.trim()));
            (found, Side::new(page.path, "body", None))
        });
    }
    let twin: Vec<Words> = blocks.iter().map(|block| Words::new(&block.text)).collect();
    for (label, figure) in shown(page) {
        let label_and_words = format!("{label} {figure}");
        let wanted = Block::new(0, figure, &label_and_words);
        let is_there = twin.iter().any(|words| wanted.is_within(words));
        report.hold(Format::Markdown, is_there, || {
            let found = Side::new(path, label.trim(), None);
            (found, Side::new(page.path, label.trim(), Some(&wanted.text)))
        });
    }
}

/// Sides that nobody asks for, since the figures are the same.
fn unreachable_sides(path: &str) -> (Side, Side) {
    (Side::new(path, "", None), Side::new(path, "", None))
}

/// The marked figures that readers of a page see, each with the label of its row.
fn shown(page: &Page<'_>) -> Vec<(String, String)> {
    let figures = page.select("main [data-fact]").into_iter();
    let visible = figures.filter(|figure| {
        !figure.ancestors().take(DEEPEST).filter_map(ElementRef::wrap).any(|element| {
            let name = element.value().name();
            name == "svg"
                || name == "template"
                || element.value().classes().any(|class| HIDDEN.contains(&class))
        })
    });
    let labelled = visible.map(|figure| {
        let mut around = figure.ancestors().take(DEEPEST).filter_map(ElementRef::wrap);
        let row = around.find(|element| ["tr", "dd"].contains(&element.value().name()));
        let label = row.and_then(|row| term_of(row).or_else(|| head_of(row)));
        (label.map(own_words).unwrap_or_default(), text_of(figure))
    });
    labelled.collect()
}

/// The term that a description is of.
fn term_of(element: ElementRef<'_>) -> Option<ElementRef<'_>> {
    let mut before = element.prev_siblings().filter_map(ElementRef::wrap);
    before.find(|other| other.value().name() == "dt").filter(|_| element.value().name() == "dd")
}

/// The cell that names a row of a table.
fn head_of(row: ElementRef<'_>) -> Option<ElementRef<'_>> {
    let mut cells = row.descendants().filter_map(ElementRef::wrap);
    cells.find(|cell| cell.value().name() == "th" && cell.attr("scope") == Some("row"))
}

/// The words of a label without its remarks: those of its first link or name, if it has one.
fn own_words(label: ElementRef<'_>) -> String {
    let name = label.descendants().filter_map(ElementRef::wrap).find(|inner| inner.value().name() == "a");
    let name = name.or_else(|| {
        let mut inner = label.descendants().filter_map(ElementRef::wrap);
        inner.find(|inner| inner.value().classes().any(|class| class == "name"))
    });
    let own: String = match name {
        Some(name) => text_of(name),
        None => label
            .children()
            .filter_map(|child| child.value().as_text().map(|text| text.to_string()))
            .collect(),
    };
    own
}

fn front_matter(path: &str, fields: &[(&str, &str)], record: &Known, report: &mut Report) {
    for (name, fact) in [("id", "id"), ("key", "key"), ("status", "status")] {
        let value = fields.iter().find(|(key, _)| *key == name).map(|(_, value)| value.trim_matches('"'));
        let found = Side::new(path, format!("front matter: {name}"), value);
        report.compare(Format::Markdown, found, Side::new(&record.file, fact, record.fact(fact)));
    }
}

//! Markdown as the words that a reader reads, each of which still knows its place in the file. Code and links are left
//! out: what stands in them is a name, an id or an address.

use std::cell::OnceCell;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::context::RecordContext;
use super::offsets::Offsets;
use crate::diag::Span;
use crate::parse::{Node, Table};
use crate::resolve::Record;

/// Stands for code, a link or the end of a block, so that words on its two sides are no neighbors.
const GAP: &str = " \u{fffc} ";

/// A Markdown text of a file.
pub(super) struct Prose<'a> {
    markdown: &'a str,
    span: Span,
    text: String,
    /// Where pieces of the text begin, in the text and in the Markdown.
    pieces: Vec<(usize, usize)>,
    /// Where its characters stand in the file; looked for when something is found in it.
    offsets: OnceCell<Option<Offsets>>,
}

/// A word, or a gap, and where it begins in its prose.
#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    /// Counted from 0 within its prose.
    pub(super) sentence: usize,
    at: usize,
}

impl<'a> Prose<'a> {
    /// Reads the words of a Markdown text; `span` is the place of the whole.
    pub(super) fn new(markdown: &'a str, span: Span) -> Self {
        let mut prose =
            Self { markdown, span, text: String::new(), pieces: Vec::new(), offsets: OnceCell::new() };
        let mut hidden = 0_usize;
        for (event, range) in Parser::new(markdown).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Image { .. }) => hidden += 1,
                Event::End(TagEnd::CodeBlock | TagEnd::Link | TagEnd::Image) => {
                    hidden = hidden.saturating_sub(1);
                    prose.text.push_str(GAP);
                }
                Event::Text(text) if hidden == 0 => {
                    prose.pieces.push((prose.text.len(), range.start));
                    prose.text.push_str(&text);
                }
                Event::SoftBreak | Event::HardBreak => prose.text.push(' '),
                Event::Start(_)
                | Event::Text(_)
                | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
                _ => prose.text.push_str(GAP),
            }
        }
        prose
    }

    /// The words and gaps in order, without the punctuation around them.
    pub(super) fn words(&self) -> Vec<Word<'_>> {
        let mut words = Vec::new();
        let (mut start, mut sentence) = (0, 0);
        for part in self.text.split_inclusive(is_space) {
            let word = part.trim_start_matches(is_punctuation);
            let at = start + part.len() - word.len();
            let text = word.trim_end_matches(is_punctuation);
            if !text.is_empty() {
                words.push(Word { text, sentence, at });
            }
            sentence += usize::from(word[text.len()..].contains(['.', '!', '?', ':']));
            start += part.len();
        }
        words
    }

    /// Where neighboring words stand in the file; the whole text where an escape hides them.
    pub(super) fn place(&self, words: &[Word<'_>], context: RecordContext<'_>) -> Span {
        self.find(words, context).unwrap_or(self.span)
    }

    fn find(&self, words: &[Word<'_>], context: RecordContext<'_>) -> Option<Span> {
        let (first, last) = (words.first()?, words.last()?);
        let (start, end) = (self.in_markdown(first.at)?, self.in_markdown(last.at)? + last.text.len());
        let phrase = self.markdown.get(start..end)?;
        let written = context.source_text(self.span);
        let offsets = self.offsets.get_or_init(|| Offsets::new(self.markdown, written)).as_ref()?;
        let at = offsets.at(start).filter(|at| written[*at..].starts_with(phrase))?;
        let at = self.span.start as usize + at;
        Some(Span::new(self.span.file, at, at + phrase.len()))
    }

    fn in_markdown(&self, at: usize) -> Option<usize> {
        let after = self.pieces.partition_point(|(start, _)| *start <= at);
        let (start, markdown) = self.pieces[after.checked_sub(1)?];
        Some(markdown + (at - start))
    }
}

impl Word<'_> {
    /// Whether the word is this one; case does not count.
    pub(super) fn is(&self, other: &str) -> bool {
        self.text.eq_ignore_ascii_case(other)
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '—' | '–')
}

/// Signs and spaces around a word; those of money and share belong to it.
fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '$' | '€' | '£' | '¥' | '%' | '\u{fffc}')
}

/// The prose that a record's own file holds: description, notes and answers.
pub(super) fn read_record(record: &Record) -> Vec<Prose<'_>> {
    let source = &record.source;
    let lines = ["description", "seo_description"].into_iter().filter_map(|key| source.node(key));
    let notes = source.node("notes").map(Node::elements).unwrap_or_default();
    let answers = source.tables("faq").filter_map(|question| question.node("answer"));
    let own = lines.chain(notes).chain(answers).filter(|node| node.span.file == record.file);
    own.filter_map(read_node).collect()
}

/// The prose at some keys of a table.
pub(super) fn read_table<'a>(table: &'a Table, keys: &[&str]) -> Vec<Prose<'a>> {
    keys.iter().filter_map(|key| read_node(table.node(key)?)).collect()
}

fn read_node(node: &Node) -> Option<Prose<'_>> {
    Some(Prose::new(node.text()?, node.span))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::diag::SourceMap;

    fn read(markdown: &str) -> String {
        let mut sources = SourceMap::default();
        let file = sources.add("a.toml", markdown);
        let prose = Prose::new(markdown, Span::new(file, 0, markdown.len()));
        let words = prose.words();
        words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ").replace('\u{fffc}', "|")
    }

    #[test]
    fn words_lose_their_punctuation_and_keep_their_inner_signs() {
        assert_eq!(
            read("The \"newest\", state-of-the-art (model)—ever."),
            "The newest state-of-the-art model ever |"
        );
        assert_eq!(read("from $0.15, 82% of *all*"), "from $0.15 82% of all |");
    }

    #[test]
    fn code_and_links_are_gaps() {
        assert_eq!(
            read("the `latest` one, [newest](https://a.b/latest) of\n\n```\nlatest\n```\n"),
            "the | one | of | |"
        );
    }

    #[test]
    fn a_line_break_parts_no_phrase() {
        assert_eq!(read("the most\nrecent"), "the most recent |");
    }

    #[test]
    fn the_place_of_a_word_is_its_own_occurrence() {
        let written = "d = \"\"\"\nnew `new` [new](/new) **new**\n\"\"\"";
        let value = "new `new` [new](/new) **new**";
        let mut sources = SourceMap::default();
        let file = sources.add("a.toml", written);
        let prose = Prose::new(value, Span::new(file, 4, written.len()));
        let context = RecordContext::new(date(2026, 11, 23), &sources);
        let words = prose.words();
        let places: Vec<_> = words
            .iter()
            .filter(|word| word.is("new"))
            .map(|word| prose.place(std::slice::from_ref(word), context).start as usize - 8)
            .collect();
        assert_eq!(places, [0, 24]);
    }

    #[test]
    fn a_phrase_that_an_escape_hides_stands_at_the_whole_text() {
        let written = "d = \"n\\u0065w\"";
        let mut sources = SourceMap::default();
        let file = sources.add("a.toml", written);
        let whole = Span::new(file, 4, written.len());
        let prose = Prose::new("new", whole);
        let context = RecordContext::new(date(2026, 11, 23), &sources);
        assert_eq!(prose.place(&prose.words()[..1], context), whole);
    }
}

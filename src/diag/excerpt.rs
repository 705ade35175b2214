//! The source lines around a finding, as they are drawn: cut to a width, escaped, with their spans moved along.

use std::ops::Range;

use super::secret::{begins_secret, hide_in_line, hide_known_keys};
use super::{FileId, SourceMap, Span, escape};

/// Stands where a line was cut.
const CUT: &str = "...";

/// Lines further than this from the ends of all spans are not drawn, so they are left empty.
const NEAR: u32 = 6;

/// A part of a file, ready to draw.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// The lines, joined by `\n`.
    pub text: String,
    /// The number of the first line in the file, counted from 1.
    pub first_line: u32,
    /// The number of the last line in the file.
    pub last_line: u32,
    /// The spans as bytes of `text`, in the order in which they were given.
    pub marks: Vec<Range<usize>>,
}

/// One span with the lines of its ends.
struct Mark {
    range: Range<usize>,
    first_line: u32,
    last_line: u32,
}

impl Mark {
    fn new(sources: &SourceMap, span: Span) -> Self {
        let range = trim_line_end(sources.text(span.file), span.range());
        let line = |byte: usize| sources.position(span.file, Span::new(span.file, byte, byte).start).line;
        let (first_line, last_line) = (line(range.start), line(range.end));
        Self { range, first_line, last_line }
    }

    fn is_near(&self, line: u32) -> bool {
        line.abs_diff(self.first_line) <= NEAR || line.abs_diff(self.last_line) <= NEAR
    }

    /// Returns the first byte of the mark that stands on a line, or its end there.
    fn on(&self, line: u32) -> Option<usize> {
        if self.first_line == line {
            Some(self.range.start)
        } else if self.last_line == line {
            Some(self.range.end)
        } else {
            None
        }
    }
}

/// Moves a range into the text, onto whole characters, and off the line ends that trail it.
fn trim_line_end(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start);
    let end = text.floor_char_boundary(range.end).max(start);
    let length = text[start..end].trim_end_matches(['\r', '\n']).len();
    start..start + length
}

/// Draws the lines of spans of one file, each at most about `width` columns wide around the first span that it has.
pub(super) fn excerpt(sources: &SourceMap, spans: &[Span], width: usize) -> Excerpt {
    let marks: Vec<_> = spans.iter().map(|span| Mark::new(sources, *span)).collect();
    let first_line = marks.iter().map(|mark| mark.first_line).min().unwrap_or(1);
    let last_line = marks.iter().map(|mark| mark.last_line).max().unwrap_or(1);
    let mut excerpt = Excerpt { text: String::new(), first_line, last_line, marks: vec![0..0; marks.len()] };
    for line in first_line..=last_line {
        if line > first_line {
            excerpt.text.push('\n');
        }
        if marks.iter().any(|mark| mark.is_near(line)) {
            excerpt.add(sources, spans[0], &marks, line, width);
        }
    }
    excerpt.close();
    excerpt
}

impl Excerpt {
    /// Leaves nothing to read of the lines of the first mark but their first words: a line with a secret may hold another.
    pub(super) fn hide(mut self) -> Self {
        let start = self.text[..self.marks[0].start].rfind('=').map_or(0, |at| at + 1);
        let hidden: String = self.text[start..].chars().map(|c| if c == '\n' { c } else { '*' }).collect();
        let length = |range: &str| range.chars().count();
        for mark in &mut self.marks {
            for end in [&mut mark.start, &mut mark.end] {
                *end = (*end).min(start) + length(&self.text[start.min(*end)..*end]);
            }
        }
        self.text.replace_range(start.., &hidden);
        self
    }

    fn add(&mut self, sources: &SourceMap, span: Span, marks: &[Mark], line: u32, width: usize) {
        let range = sources.line_range(span.file, line);
        let anchor = marks.iter().find_map(|mark| mark.on(line)).unwrap_or(range.start);
        let line_text = cut_line(sources, span.file, line, anchor, width);
        let place = |byte: usize| self.text.len() + line_text.place(byte.saturating_sub(range.start));
        for (mark, place_in_text) in marks.iter().zip(&mut self.marks) {
            if mark.first_line == line {
                place_in_text.start = place(mark.range.start);
            }
            if mark.last_line == line {
                place_in_text.end = place(mark.range.end);
            }
        }
        self.text.push_str(&line_text.text);
    }

    /// Gives an empty last line a space, because a text that ends in `\n` is drawn without it, and empty marks the
    /// character that they stand before, because a mark that ends where a line starts counts to the line above.
    fn close(&mut self) {
        if self.text.is_empty() || self.text.ends_with('\n') {
            self.text.push(' ');
        }
        for mark in self.marks.iter_mut().filter(|mark| mark.start == mark.end) {
            let next = self.text[mark.start..].chars().next().filter(|next| *next != '\n');
            mark.end += next.map_or(0, char::len_utf8);
        }
    }
}

/// Draws a line around a byte of its file. Keys and passwords are hidden.
fn cut_line(sources: &SourceMap, file: FileId, line: u32, anchor: usize, width: usize) -> Line {
    let range = sources.line_range(file, line);
    let text = &sources.text(file)[range.clone()];
    let anchor = text.floor_char_boundary(anchor.saturating_sub(range.start));
    let start = text.floor_char_boundary(anchor.saturating_sub(READ));
    let end = text.floor_char_boundary(anchor + READ);
    let part = &text[start..end];
    let is_template = !["toml", "md", "json", "yaml", "yml"]
        .contains(&sources.path(file).rsplit('.').next().unwrap_or_default());
    let part = if is_template {
        hide_known_keys(part)
    } else {
        hide_in_line(part, if start == 0 { goes_on(sources, file, line) } else { is_secret(&text[..start]) })
    };
    Line::draw(&part, anchor - start, width, start > 0, end < text.len()).shift(start)
}

/// How many bytes of a long line are read before and behind its mark.
const READ: usize = 1 << 12;

/// How many lines above are read for the key that a value belongs to.
const ABOVE: u32 = 50;

/// Whether a line without a key of its own goes on with a value that must not be shown.
fn goes_on(sources: &SourceMap, file: FileId, line: u32) -> bool {
    let text = |line: u32| {
        let text = &sources.text(file)[sources.line_range(file, line)];
        &text[..text.floor_char_boundary(READ / 16)]
    };
    let above = (line.saturating_sub(ABOVE).max(1)..line).rev();
    begins_secret(text(line)).is_none() && above.map(text).find_map(begins_secret).unwrap_or(false)
}

/// Whether a long line begins with a key whose value must not be shown.
fn is_secret(start: &str) -> bool {
    begins_secret(&start[..start.floor_char_boundary(READ / 16)]).unwrap_or(false)
}

/// One drawn line.
struct Line {
    text: String,
    /// The bytes of the source line that are drawn, and where; the last pair is the end.
    places: Vec<(usize, usize)>,
}

impl Line {
    /// Draws a part of a source line; what was cut off before it or behind it is marked as the rest is.
    fn draw(source: &str, anchor: usize, width: usize, is_cut_before: bool, is_cut_behind: bool) -> Self {
        let window = window(source, source.floor_char_boundary(anchor), width);
        let mut line = Self { text: String::new(), places: Vec::new() };
        if window.start > 0 || is_cut_before {
            line.text.push_str(CUT);
        }
        for (at, character) in source[window.clone()].char_indices() {
            let at = window.start + at;
            line.places.push((at, line.text.len()));
            escape::push(&mut line.text, source, at, character);
        }
        line.places.push((window.end, line.text.len()));
        if window.end < source.len() || is_cut_behind {
            line.text.push_str(CUT);
        }
        line
    }

    /// Moves the places of the source line by the bytes that stand before what was drawn.
    fn shift(mut self, by: usize) -> Self {
        for (source, _) in &mut self.places {
            *source += by;
        }
        self
    }

    /// Returns where a byte of the source line is drawn; one that was cut off is at the cut.
    fn place(&self, byte: usize) -> usize {
        let after = self.places.partition_point(|(source, _)| *source <= byte);
        self.places[after.saturating_sub(1)].1
    }
}

/// Chooses the bytes of a line that fit a width: two thirds from the anchor on, or more where the line ends earlier.
fn window(line: &str, anchor: usize, width: usize) -> Range<usize> {
    if Width::measure(line.chars(), width).bytes == line.len() {
        return 0..line.len();
    }
    let (before, after) = line.split_at(anchor);
    let left = Width::measure(before.chars().rev(), width / 3);
    let right = Width::measure(after.chars(), width - left.columns);
    let left = Width::measure(before.chars().rev(), width - right.columns);
    anchor - left.bytes..anchor + right.bytes
}

/// The characters that fit a number of columns.
#[derive(Default)]
struct Width {
    bytes: usize,
    columns: usize,
}

impl Width {
    fn measure(characters: impl Iterator<Item = char>, width: usize) -> Self {
        let mut fitting = Self::default();
        for character in characters {
            let columns = fitting.columns + escape::columns(character);
            if columns > width {
                break;
            }
            fitting = Self { bytes: fitting.bytes + character.len_utf8(), columns };
        }
        fitting
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the excerpt of a text whose spans are the first places of the given words.
    fn drawn(text: &str, words: &[&str], width: usize) -> (u32, String, Vec<String>) {
        let mut sources = SourceMap::default();
        let file = sources.add("a.toml", text);
        let span = |word: &&str| {
            let start = text.find(word).unwrap();
            Span::new(file, start, start + word.len())
        };
        let spans: Vec<_> = words.iter().map(span).collect();
        let excerpt = excerpt(&sources, &spans, width);
        let marked = excerpt.marks.iter().map(|mark| excerpt.text[mark.clone()].to_owned()).collect();
        (excerpt.first_line, excerpt.text, marked)
    }

    #[test]
    fn an_excerpt_holds_the_lines_of_its_spans_alone() {
        let (line, text, marks) = drawn("a = 1\nb = 2\r\nc = 3\n", &["2"], 80);
        assert_eq!((line, text.as_str()), (2, "b = 2"));
        assert_eq!(marks, ["2"]);
    }

    #[test]
    fn marks_move_with_escapes() {
        let (_, text, marks) =
            drawn("\u{feff}\ta\u{1b} ##[x = \u{202e}no\u{202c}", &["\u{202e}no\u{202c}", "a"], 80);
        assert_eq!(text, r"    a\u{1b} #\u{23}[x = \u{202e}no\u{202c}");
        assert_eq!(marks, [r"\u{202e}no\u{202c}", "a"]);
    }

    #[test]
    fn a_long_line_is_cut_around_the_first_span() {
        let text = format!("{} = 7 # {}", "a".repeat(50_000), "b".repeat(50_000));
        let (_, text, marks) = drawn(&text, &["7"], 30);
        assert_eq!(text, "...aaaaaaa = 7 # bbbbbbbbbbbbbbbb...");
        assert_eq!(marks, ["7"]);
    }

    #[test]
    fn the_end_of_a_long_line_shows_more_of_its_left() {
        let text = format!("{} = 7", "a".repeat(50_000));
        let (_, text, _) = drawn(&text, &["7"], 12);
        assert_eq!(text, "...aaaaaaaa = 7");
    }

    #[test]
    fn a_span_longer_than_the_width_is_marked_up_to_the_cut() {
        let value = "日".repeat(1000);
        let (_, text, marks) = drawn(&format!("a = {value}"), &[&value, "a"], 20);
        assert_eq!(text, "a = 日日日日日日日日...");
        assert_eq!(marks, ["日日日日日日日日", "a"]);
    }

    #[test]
    fn lines_far_from_all_ends_are_left_empty() {
        let text = "key_000\n".to_owned() + &"a = 1\n".repeat(98) + "key_099\n";
        let (line, text, marks) = drawn(&text, &["key_099", "key_000"], 80);
        assert_eq!((line, text.lines().count()), (1, 100));
        assert!(text.starts_with("key_000\na = 1\na = 1\na = 1\na = 1\na = 1\na = 1\n\n\n"));
        assert_eq!(marks, ["key_099", "key_000"]);
    }

    #[test]
    fn a_place_outside_of_the_text_is_its_end() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.toml", "a = 1\n");
        let excerpt = excerpt(&sources, &[Span::new(file, 90, 99)], 80);
        assert_eq!((excerpt.text.as_str(), excerpt.first_line, excerpt.last_line), (" ", 2, 2));
        assert_eq!(excerpt.marks.first(), Some(&(0..1)));
    }
}

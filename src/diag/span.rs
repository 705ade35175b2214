//! Places in the input: files, byte ranges, and the map from them to lines and columns.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use bytestring::ByteString;
use foldhash::HashMap;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// A file without the byte order mark that some editors and shells write first.
pub fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)
}

/// Names one file of a [`SourceMap`], counted from 0 in the order in which their paths were first added.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(pub u32);

/// Names a range of one file's text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte, counted from 0.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// Makes the span of the bytes from `start` up to, and without, `end`.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let start = offset(start);
        Self { file, start, end: offset(end).max(start) }
    }

    /// Names a file as a whole, and no place in it: the range `0..0`.
    pub const fn whole(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// Whether the span names its file as a whole.
    pub const fn is_whole(self) -> bool {
        self.start == 0 && self.end == 0
    }

    /// Returns the bytes as a range that slices the file's text.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Clamps an offset to the 4 GiB that a span can address.
fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Names a place as people count: both numbers start at 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Position {
    /// The line; `\n` and `\r\n` end one.
    pub line: u32,
    /// The column in characters (Unicode scalar values); a byte order mark is none.
    pub column: u32,
}

/// Holds the path and the text of every file that a diagnostic can name. A path has one id, however often it is added.
#[derive(Debug, Default)]
pub struct SourceMap {
    sources: Vec<Source>,
    ids: FileIds,
}

/// The ids of paths. A map that begins with the ids of an earlier one gives every path the id that it had there, so that spans of then
/// are right in it.
#[derive(Clone, Debug, Default)]
pub struct FileIds(Arc<Paths>);

/// The paths in the order of their ids, and the ids by path.
#[derive(Clone, Debug, Default)]
struct Paths {
    paths: Vec<Arc<str>>,
    ids: HashMap<Arc<str>, FileId>,
}

#[derive(Debug)]
struct Source {
    path: Arc<str>,
    /// The text; `None` for a path of an earlier map that was not added to this one.
    text: Option<ByteString>,
    line_starts: OnceLock<Vec<u32>>,
    /// How many characters begin before each [`STRIDE`] of bytes.
    characters: OnceLock<Vec<u32>>,
}

impl SourceMap {
    /// Makes a map without files, in which a path will have the id that it has among these.
    pub fn with_ids(ids: FileIds) -> Self {
        let sources = ids.0.paths.iter().map(|path| Source::new(Arc::clone(path), None)).collect();
        Self { sources, ids }
    }

    /// Returns the ids of all paths that were ever added.
    pub fn ids(&self) -> &FileIds {
        &self.ids
    }

    /// Adds a file by its path, relative to the site and with `/`, and its text. A path that is added again without a text keeps the one
    /// that it has.
    pub fn add(&mut self, path: impl AsRef<str>, text: impl Into<ByteString>) -> FileId {
        let (path, text) = (path.as_ref(), text.into());
        if let Some(id) = self.ids.0.ids.get(path).copied() {
            let source = &mut self.sources[id.0 as usize];
            if source.text.is_none() || !text.is_empty() {
                *source = Source::new(Arc::clone(&source.path), Some(text));
            }
            return id;
        }
        let (path, id): (Arc<str>, _) = (Arc::from(path), FileId(offset(self.sources.len())));
        let ids = Arc::make_mut(&mut self.ids.0);
        ids.paths.push(Arc::clone(&path));
        ids.ids.insert(Arc::clone(&path), id);
        self.sources.push(Source::new(path, Some(text)));
        id
    }

    /// Returns the path of a file, relative to the site and with `/`.
    pub fn path(&self, file: FileId) -> &str {
        &self.source(file).path
    }

    /// Returns the whole text of a file.
    pub fn text(&self, file: FileId) -> &str {
        self.source(file).text()
    }

    /// Returns the text of a file to keep.
    pub fn shared_text(&self, file: FileId) -> ByteString {
        self.source(file).text.clone().unwrap_or_default()
    }

    /// Returns the line and the column of a byte.
    ///
    /// An offset inside a character counts as its start, one inside a line end as the end of the line, one past the
    /// text as its end.
    pub fn position(&self, file: FileId, offset: u32) -> Position {
        let source = self.source(file);
        let offset = source.text().floor_char_boundary(offset as usize);
        let line = source.line_of(offset);
        let range = source.line_range(line);
        let column = source.characters_in(range.start..offset.clamp(range.start, range.end)) + 1;
        Position { line: self::offset(line + 1), column: self::offset(column) }
    }

    /// Returns the bytes of a line, counted from 1, without its end and without a byte order mark.
    pub fn line_range(&self, file: FileId, line: u32) -> Range<usize> {
        self.source(file).line_range((line as usize).saturating_sub(1))
    }

    /// Returns the character at a line and a column, both counted from 1; past the end of the line, its end.
    pub fn character(&self, file: FileId, line: u32, column: u32) -> Span {
        let (range, text) = (self.line_range(file, line), self.text(file));
        let before = (column as usize).saturating_sub(1);
        let start =
            text[range.clone()].char_indices().nth(before).map_or(range.end, |(at, _)| range.start + at);
        let length = text[start..].chars().next().map_or(0, char::len_utf8);
        Span::new(file, start, start + length)
    }

    /// Returns the files that were added, in the order of their ids.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &str)> {
        let files = self.sources.iter().enumerate().filter(|(_, source)| source.text.is_some());
        files.map(|(at, source)| (FileId(offset(at)), &*source.path))
    }

    fn source(&self, file: FileId) -> &Source {
        self.sources.get(file.0 as usize).expect("a file id comes from the map that it is looked up in")
    }
}

/// How many bytes are counted at once.
const STRIDE: usize = 1 << 10;

/// Counts the characters that begin in some bytes.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count()
}

impl Source {
    fn new(path: Arc<str>, text: Option<ByteString>) -> Self {
        Self { path, text, line_starts: OnceLock::new(), characters: OnceLock::new() }
    }

    fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// Returns the line of a byte, counted from 0.
    fn line_of(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|start| *start as usize <= offset) - 1
    }

    /// Returns the bytes of a line, counted from 0; a line past the last is the empty end of the text.
    fn line_range(&self, line: usize) -> Range<usize> {
        let starts = self.line_starts();
        let bound = |line: usize| starts.get(line).map_or(self.text().len(), |start| *start as usize);
        let (start, end) = (bound(line), bound(line + 1));
        let text = &self.text()[start..end];
        let mark =
            if line == 0 && text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
        let text = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
        start + mark..(start + text.len()).max(start + mark)
    }

    /// Counts the characters of a range. In a long one they are counted from the nearest strides, for a line may be as
    /// long as its file and have many findings.
    fn characters_in(&self, range: Range<usize>) -> usize {
        if range.len() < 2 * STRIDE {
            return self.text()[range].chars().count();
        }
        self.characters_before(range.end) - self.characters_before(range.start)
    }

    fn characters_before(&self, at: usize) -> usize {
        let strides = self.characters.get_or_init(|| {
            let mut before = 0;
            let strides = self.text().as_bytes().chunks(STRIDE);
            let characters_before = |stride: &[u8]| {
                let so_far = before;
                before += offset(count_characters(stride));
                so_far
            };
            strides.map(characters_before).collect()
        });
        let stride = (at / STRIDE).min(strides.len().saturating_sub(1));
        let before = strides.get(stride).map_or(0, |before| *before as usize);
        before + count_characters(&self.text().as_bytes()[stride * STRIDE..at])
    }

    /// Returns where each line starts, counted once per file and on first use.
    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let after_ends = self.text().match_indices('\n').map(|(end, _)| offset(end + 1));
            std::iter::once(0).chain(after_ends).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, offset: usize) -> (u32, u32) {
        let mut sources = SourceMap::default();
        let file = sources.add("a.toml", text);
        let position = sources.position(file, u32::try_from(offset).unwrap());
        (position.line, position.column)
    }

    #[test]
    fn a_path_has_one_id_and_keeps_it_in_later_maps() {
        let mut first = SourceMap::default();
        let [one, two] = [("one", "1"), ("two", "2")].map(|(path, text)| first.add(path, text));
        assert_eq!(first.add("one", ""), one);
        assert_eq!(first.text(one), "1");
        let mut later = SourceMap::with_ids(first.ids().clone());
        assert_eq!((later.path(one), later.text(one)), ("one", ""));
        assert_eq!(later.files().count(), 0, "what was not added is not there");
        let three = later.add("three", "3");
        assert_eq!(later.add("two", ""), two);
        assert_eq!(later.files().collect::<Vec<_>>(), [(two, "two"), (three, "three")]);
        assert!(three != one && first.files().count() == 2);
    }

    #[test]
    fn a_character_is_found_where_its_position_says() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.toml", "a = 1\nß = 'x'\r\n");
        for (line, column, found) in [(1, 1, "a"), (2, 2, " "), (2, 1, "ß"), (2, 99, "\r"), (9, 1, "")] {
            let span = sources.character(file, line, column);
            assert_eq!(&sources.text(file)[span.start as usize..span.end as usize], found, "{line}:{column}");
        }
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        assert_eq!(position("a = 1\nb = 2\n", 0), (1, 1));
        assert_eq!(position("a = 1\nb = 2\n", 4), (1, 5));
        assert_eq!(position("a = 1\nb = 2\n", 6), (2, 1));
        assert_eq!(position("a = 1\nb = 2\n", 10), (2, 5));
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "näme = \"日本🦀\" # x";
        assert_eq!(position(text, text.find('#').unwrap()), (1, 14));
    }

    #[test]
    fn an_offset_inside_a_character_counts_as_its_start() {
        assert_eq!(position("a🦀b", 3), (1, 2));
    }

    #[test]
    fn carriage_returns_do_not_shift_columns() {
        let text = "a = 1\r\nb = 2\r\n";
        assert_eq!(position(text, 7), (2, 1));
        assert_eq!(position(text, 5), (1, 6));
        assert_eq!(position(text, 6), (1, 6));
    }

    #[test]
    fn a_byte_order_mark_has_no_column() {
        let text = "\u{feff}a = 1\nb = 2";
        assert_eq!(position(text, 0), (1, 1));
        assert_eq!(position(text, 3), (1, 1));
        assert_eq!(position(text, 5), (1, 3));
        assert_eq!(position(text, 9), (2, 1));
    }

    #[test]
    fn the_end_of_the_text_is_a_position() {
        assert_eq!(position("a = 1", 5), (1, 6));
        assert_eq!(position("a = 1\n", 6), (2, 1));
        assert_eq!(position("a = 1\n", 999), (2, 1));
        assert_eq!(position("", 0), (1, 1));
        assert_eq!(position("\u{feff}", 3), (1, 1));
    }

    #[test]
    fn a_line_range_holds_neither_mark_nor_end() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.toml", "\u{feff}one\r\ntwo\n");
        let line = |line| &sources.text(file)[sources.line_range(file, line)];
        assert_eq!([line(1), line(2), line(3), line(4)], ["one", "two", "", ""]);
    }

    #[test]
    fn columns_of_a_long_line_count_characters() {
        let text = format!("x\n{}", "aß日🦀".repeat(1000));
        let mut sources = SourceMap::default();
        let file = sources.add("a.toml", text.as_str());
        for (at, (offset, _)) in text[2..].char_indices().enumerate().step_by(7) {
            let position = sources.position(file, u32::try_from(offset + 2).unwrap());
            assert_eq!((position.line, position.column as usize), (2, at + 1));
        }
    }

    #[test]
    fn a_span_never_ends_before_it_starts() {
        assert_eq!(Span::new(FileId(0), 7, 3).range(), 7..7);
    }
}

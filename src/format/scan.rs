//! The lines of a TOML text that is sound, without a look at what they mean.

/// A line, or the lines of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// A line with nothing on it.
    Blank,
    /// A line with a comment alone.
    Comment(&'a str),
    /// The header of a table, or of an entry of an array of tables.
    Header { path: &'a str, is_entry: bool, comment: &'a str },
    /// A key with its value, as they are written.
    Pair { key: &'a str, value: &'a str, comment: &'a str },
}

/// Takes a text apart.
pub(super) fn scan(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let line = &text[at..text[at..].find('\n').map_or(text.len(), |end| at + end)];
        let start = at + line.len() - line.trim_start().len();
        let (part, end) = match line.trim_start().as_bytes().first() {
            None => (Part::Blank, start),
            Some(b'#') => (Part::Comment(line.trim()), at + line.len()),
            Some(b'[') => header(text, start),
            Some(_) => pair(text, start),
        };
        parts.push(part);
        at = text[end..].find('\n').map_or(text.len(), |line| end + line + 1);
    }
    parts
}

fn header(text: &str, start: usize) -> (Part<'_>, usize) {
    let is_entry = text[start..].starts_with("[[");
    let from = start + 1 + usize::from(is_entry);
    let to = end_of(text, from, |byte| byte == b']');
    let (comment, end) = comment(text, to + 1 + usize::from(is_entry));
    (Part::Header { path: &text[from..to], is_entry, comment }, end)
}

fn pair(text: &str, start: usize) -> (Part<'_>, usize) {
    let equals = end_of(text, start, |byte| byte == b'=');
    let from = (equals + 1).min(text.len());
    let to = end_of(text, from, |byte| matches!(byte, b'\n' | b'#'));
    let value = text[from..to].trim();
    let value_end = from + text[from..to].trim_end().len();
    let (comment, end) = comment(text, value_end);
    (Part::Pair { key: text[start..equals].trim(), value, comment }, end)
}

/// The comment behind a value with the space in front of it, and where its line ends.
fn comment(text: &str, from: usize) -> (&str, usize) {
    let from = from.min(text.len());
    let end = text[from..].find('\n').map_or(text.len(), |line| from + line);
    (text[from..end].trim_end(), end)
}

/// Where a byte stands first, outside of texts and brackets.
pub(super) fn end_of(text: &str, from: usize, is_end: impl Fn(u8) -> bool) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (from, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        if depth == 0 && is_end(byte) {
            return at;
        }
        at = match byte {
            b'"' | b'\'' => text_end(bytes, at),
            b'#' => bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |line| at + line),
            b'[' | b'{' => {
                depth += 1;
                at + 1
            }
            b']' | b'}' => {
                depth = depth.saturating_sub(1);
                at + 1
            }
            _ => at + 1,
        };
    }
    bytes.len()
}

/// Where the text ends that begins with the quote at a place.
fn text_end(bytes: &[u8], start: usize) -> usize {
    let quote = bytes[start];
    let is_long = bytes[start..].starts_with(&[quote; 3]);
    let close = if is_long { 3 } else { 1 };
    let mut at = start + close;
    while at < bytes.len() {
        if quote == b'"' && bytes[at] == b'\\' {
            at += 2;
        } else if bytes[at..].starts_with(&[quote; 3][..close]) {
            let quotes = bytes[at..].iter().take_while(|byte| **byte == quote).count();
            // A long text may end with one or two quotes of its own.
            return at + if is_long { quotes.min(5) } else { 1 };
        } else {
            at += 1;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_arrays_are_one_part() {
        let text = "# c\n\na = \"x # y\" # z\nb = [ # n\n  1,\n]\nc = '''\n[no]\n''''\n\"d = e\" = { f = \"}\" }\n [[ g . h ]] # i\n";
        let pair = |key, value, comment| Part::Pair { key, value, comment };
        let wanted = [
            Part::Comment("# c"),
            Part::Blank,
            pair("a", "\"x # y\"", " # z"),
            pair("b", "[ # n\n  1,\n]", ""),
            pair("c", "'''\n[no]\n''''", ""),
            pair("\"d = e\"", "{ f = \"}\" }", ""),
            Part::Header { path: " g . h ", is_entry: true, comment: " # i" },
        ];
        assert_eq!(scan(text), wanted);
    }
}

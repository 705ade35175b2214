//! Where the characters of a TOML string stand in its file, which writes some of them as escapes.

/// The places of a value's characters as they are written, found in one pass.
#[derive(Debug)]
pub(super) struct Offsets(Vec<(usize, usize)>);

impl Offsets {
    /// Follows a value through the string, with its quotes, that it was read from; white space around it may be gone.
    /// `None` if the two do not agree.
    pub(super) fn new(value: &str, written: &str) -> Option<Self> {
        let is_long = written.starts_with("\"\"\"") || written.starts_with("'''");
        let start =
            Written { text: written, at: if is_long { 3 } else { 1 }, escapes: written.starts_with('"') };
        let mut letters = start.skip_while(|(_, letter)| letter.is_whitespace());
        let mut offsets: Vec<(usize, usize)> = Vec::new();
        for (at, letter) in value.char_indices() {
            let (mut offset, mut character) = letters.next()?;
            if (letter, character) == ('\n', '\r') {
                (offset, character) = letters.next()?;
            }
            if character != letter {
                return None;
            }
            if offsets.last().is_none_or(|(value, written)| offset - written != at - value) {
                offsets.push((at, offset));
            }
        }
        Some(Self(offsets))
    }

    /// The byte of the string at which a byte of the value is written.
    pub(super) fn at(&self, at: usize) -> Option<usize> {
        let after = self.0.partition_point(|(value, _)| *value <= at);
        let (value, written) = self.0[after.checked_sub(1)?];
        Some(written + (at - value))
    }
}

/// The characters of a string and where each is written.
struct Written<'a> {
    text: &'a str,
    at: usize,
    escapes: bool,
}

impl Iterator for Written<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<(usize, char)> {
        loop {
            let (at, rest) = (self.at, &self.text[self.at..]);
            let first = rest.chars().next()?;
            let (letter, length) =
                if first == '\\' && self.escapes { escape(rest)? } else { (Some(first), first.len_utf8()) };
            self.at += length;
            if let Some(letter) = letter {
                return Some((at, letter));
            }
        }
    }
}

/// The character of an escape and its length; a `\` at the end of a line stands for no character.
fn escape(text: &str) -> Option<(Option<char>, usize)> {
    let (kind, rest) = (text[1..].chars().next()?, &text[1..]);
    let numbered = |digits: usize| {
        let number = u32::from_str_radix(text.get(2..2 + digits)?, 16).ok()?;
        Some((Some(char::from_u32(number)?), 2 + digits))
    };
    let letter = match kind {
        'x' => return numbered(2),
        'u' => return numbered(4),
        'U' => return numbered(8),
        'b' => '\u{8}',
        'e' => '\u{1b}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '"' | '\\' => kind,
        _ => {
            let space = rest.len() - rest.trim_start().len();
            return (space > 0).then_some((None, 1 + space));
        }
    };
    Some((Some(letter), 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(value: &str, written: &str) -> Option<Vec<usize>> {
        let places = Offsets::new(value, written)?;
        value.char_indices().map(|(at, _)| places.at(at)).collect()
    }

    #[test]
    fn characters_are_found_behind_escapes_quotes_and_line_ends() {
        assert_eq!(places("ab", "'ab'"), Some(vec![1, 2]));
        assert_eq!(places(r"\n", r"'\n'"), Some(vec![1, 2]));
        assert_eq!(places("\\n", r#""\\n""#), Some(vec![1, 3]));
        assert_eq!(places("éa\"b", r#""\u00e9a\"b""#), Some(vec![1, 7, 8, 10]));
        assert_eq!(places("ab", "\"\"\"\n  a\\\n   b\n\"\"\""), Some(vec![6, 12]));
        assert_eq!(places("a\nb", "\"\"\"a\r\nb\"\"\""), Some(vec![3, 5, 6]));
        assert_eq!(places("ab", "'ac'"), None);
    }
}

//! Scans style sheets as far as it takes to find what they refer to.

/// The text with blanks in place of comments, so that every offset stays.
pub(super) fn without_comments(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let length = if let Some(comment) = rest.strip_prefix("/*") {
            let length = comment.find("*/").map_or(rest.len(), |end| end + "/**/".len());
            plain.push_str(&" ".repeat(length));
            length
        } else {
            let length = token(rest);
            plain.push_str(&rest[..length]);
            length
        };
        at += length;
    }
    plain
}

/// Every address in `url()` and behind `@import` of a sheet without comments, with its offset. A string is text for readers, whatever
/// it holds.
pub(super) fn addresses(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let is_url = starts_with(rest, "url(");
        let is_import = starts_with(rest, "@import") && rest[7..].trim_start().starts_with(['"', '\'']);
        if !is_url && !is_import {
            at += token(rest);
            continue;
        }
        at += if is_url { "url(".len() } else { "@import".len() };
        at += text[at..].len() - text[at..].trim_start().len();
        let (address, length) = address(&text[at..]);
        found.push((at + usize::from(text[at..].starts_with(['"', '\''])), address));
        at += length;
    }
    found
}

/// The address that a text starts with, in quotes or up to the closing bracket, and the length of both.
fn address(text: &str) -> (&str, usize) {
    if let Some(quote) = text.chars().next().filter(|first| matches!(first, '"' | '\'')) {
        let length = string(text, quote);
        let inner = &text[1..length];
        return (inner.strip_suffix(quote).unwrap_or(inner), length);
    }
    let length = text.find([')', '\n']).unwrap_or(text.len());
    (text[..length].trim_end(), length)
}

fn starts_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// The tokens of a sheet without comments, with their offsets: strings in their quotes, escapes, and single characters.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        at += token(&text[start..]);
        (at > start).then(|| (start, &text[start..at]))
    })
}

/// The length of the string, the escape or else the character that a text starts with.
fn token(text: &str) -> usize {
    let mut letters = text.chars();
    match letters.next() {
        None => 0,
        Some('\\') => 1 + letters.next().map_or(0, char::len_utf8),
        Some(quote @ ('"' | '\'')) => string(text, quote),
        Some(letter) => letter.len_utf8(),
    }
}

/// The length of the string that a text starts with, in its quotes. A string ends with its line.
fn string(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if std::mem::take(&mut is_escaped) => {}
            '\\' => is_escaped = true,
            '\n' => return at,
            letter if letter == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_become_blanks_and_strings_stay() {
        assert_eq!(without_comments("a /* b */ c /* d"), "a         c     ");
        assert_eq!(without_comments("a { b: \"/* c */\" }"), "a { b: \"/* c */\" }");
        assert_eq!(without_comments("it's\n/*é*/x"), "it's\n      x");
        assert_eq!(without_comments(r"a\' /* b */ c\' \/* d"), r"a\'         c\' \/* d");
    }

    #[test]
    fn addresses_are_found_outside_of_strings() {
        let sheet = "@import 'a.css'; a { b: URL( b.png ) url(\"c d.png\"); content: \"url(no.png) \\\" @import 'no'\" }";
        let found = addresses(sheet);
        let names: Vec<_> = found.iter().map(|(_, address)| *address).collect();
        assert_eq!(names, ["a.css", "b.png", "c d.png"]);
        assert!(found.iter().all(|(at, address)| sheet[*at..].starts_with(address)));
    }
}

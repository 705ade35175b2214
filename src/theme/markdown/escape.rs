//! Plain text in Markdown: one line in which no character has a meaning of its own.

use std::iter::Peekable;
use std::str::CharIndices;

/// Escapes plain text for a place where a line, a cell or a heading may begin with it.
pub fn escape(text: &str) -> String {
    let line = one_line(text);
    let mut out = String::with_capacity(line.len() + 8);
    push(&mut out, line.trim(), true);
    out
}

/// A text on one line: what breaks lines becomes a space, what is no character of a text goes.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\u{2028}' | '\u{2029}' | '\u{85}' => push_space(&mut line),
            letter if letter.is_whitespace() && letter != '\u{a0}' => push_space(&mut line),
            letter if letter.is_control() => {}
            letter => line.push(letter),
        }
    }
    line
}

fn push_space(line: &mut String) {
    if !line.ends_with(' ') {
        line.push(' ');
    }
}

/// Appends a text of one line; `begins` tells whether a line may begin with it.
pub(super) fn push(out: &mut String, line: &str, begins: bool) {
    let start = if begins { push_start(out, line) } else { 0 };
    let mut letters = line[start..].char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if is_special(letter, &line[..start + at], &line[start + at..], &mut letters) {
            out.push('\\');
        }
        out.push(letter);
    }
}

/// Appends what would make a heading, a list, a quote or a rule of the line, and returns how long it is.
fn push_start(out: &mut String, line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let ends_mark = |rest: &str| rest.is_empty() || rest.starts_with([' ', '-', '=', '+']);
    if digits > 0 && rest.starts_with(['.', ')']) && ends_mark(&rest[1..]) {
        out.push_str(&line[..digits]);
        out.push('\\');
        out.push_str(&rest[..1]);
        return digits + 1;
    }
    let is_list = line.starts_with(['-', '+', '=']) && ends_mark(&line[1..]);
    if is_list || line.starts_with(['#', '>']) {
        out.push('\\');
        out.push_str(&line[..1]);
        return 1;
    }
    0
}

/// Whether a character has a meaning in Markdown where it stands.
fn is_special(letter: char, before: &str, from: &str, rest: &mut Peekable<CharIndices<'_>>) -> bool {
    match letter {
        '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' => true,
        '_' => {
            let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
            !(is_word(before.chars().next_back()) && is_word(rest.peek().map(|(_, next)| *next)))
        }
        '&' => is_entity(&from[1..]),
        // Addresses that some readers make links of.
        ':' => from.starts_with("://"),
        '.' => before.to_ascii_lowercase().ends_with("www"),
        _ => false,
    }
}

/// Whether `&` begins a character reference here.
fn is_entity(rest: &str) -> bool {
    let name = rest.split(';').next().filter(|name| name.len() < rest.len() && !name.is_empty());
    name.is_some_and(|name| {
        name.len() <= 32 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    use super::*;

    #[test]
    fn names_stay_readable() {
        for name in
            ["GPT-4o mini", "AT&T", "Claude 3.5 Sonnet (v2)", "$0.15", "-40%", "gpt_4o", "1.5 B", "5,276"]
        {
            assert_eq!(escape(name), name);
        }
    }

    #[test]
    fn nothing_in_a_text_is_markup() {
        let cases = [
            ("# a", "\\# a"),
            ("- a", "\\- a"),
            ("---", "\\---"),
            ("1. a", "1\\. a"),
            ("> a", "\\> a"),
            ("a | b", "a \\| b"),
            ("[x](y)", "\\[x\\](y)"),
            ("<b>", "\\<b>"),
            ("&lt;", "\\&lt;"),
            ("_a_", "\\_a\\_"),
            ("a\n\n# b\u{2028}c\u{0}", "a # b c"),
            ("https://a.example www.a", "https\\://a.example www\\.a"),
        ];
        for (text, escaped) in cases {
            assert_eq!(escape(text), escaped);
        }
    }

    proptest! {
        #[test]
        fn a_text_is_read_back_as_it_was(text in "[ -~\\n]{0,40}") {
            let mut read = String::new();
            for event in Parser::new_ext(&escape(&text), Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
                match event {
                    Event::Text(text) => read.push_str(&text),
                    Event::Start(tag) => prop_assert_eq!(tag, pulldown_cmark::Tag::Paragraph),
                    Event::End(_) => {}
                    event => prop_assert!(false, "{:?}", event),
                }
            }
            let line = one_line(&text);
            prop_assert_eq!(read, line.trim());
        }
    }
}

//! Shows foreign text so that a terminal or a build log displays it and never obeys it.

use std::fmt::Write as _;

use crate::domain::text::is_hidden;

/// How many columns a tab takes.
const TAB: &str = "    ";

/// Longer texts are cut: a message is for reading.
const LONGEST_TEXT: usize = 1000;

/// Returns a text on one line: tabs expanded, whatever is unsafe or invisible as an escape such as `\u{1b}`.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices().take(LONGEST_TEXT) {
        push(&mut out, text, at, character);
    }
    if text.chars().nth(LONGEST_TEXT).is_some() {
        out.push('…');
    }
    out
}

/// Returns a text that may have several lines: those after the first begin with a bar, so that none begins with the
/// text itself.
pub(super) fn paragraph(text: &str) -> String {
    text.lines().map(line).collect::<Vec<_>>().join("\n| ")
}

/// Appends the character that stands at a byte of a text as [`line`] shows it.
pub(super) fn push(out: &mut String, text: &str, at: usize, character: char) {
    match character {
        '\t' => out.push_str(TAB),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        _ if is_hidden(character) || is_command(text, at) => out.extend(character.escape_unicode()),
        _ => out.push(character),
    }
}

/// Returns about how many columns of a terminal a character takes as [`line`] shows it, rather too many than too few.
pub(super) fn columns(character: char) -> usize {
    match character {
        '\t' => TAB.len(),
        _ if is_hidden(character) => character.escape_unicode().len(),
        '\0'..='\u{10ff}' => 1,
        _ => 2,
    }
}

/// Returns JSON with every hidden character inside its strings as a JSON escape; its values stay the same.
pub(super) fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        if !is_hidden(character) && !is_command(text, at) {
            out.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

/// Whether the byte is the second `#` of `##[` or `##vso[`, which build services obey anywhere in a line.
fn is_command(text: &str, at: usize) -> bool {
    let (before, rest) = text.split_at(at);
    before.ends_with('#') && (rest.starts_with("#[") || rest.starts_with("#vso["))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_shown_as_an_escape() {
        for (text, shown) in [
            ("\u{1b}[31mred\u{7}", r"\u{1b}[31mred\u{7}"),
            ("\u{7f}\u{80}\u{9b}31m\u{85}", r"\u{7f}\u{80}\u{9b}31m\u{85}"),
            ("a\u{202e}b\u{2066}c\u{200f}d\u{61c}", r"a\u{202e}b\u{2066}c\u{200f}d\u{61c}"),
            ("cost\u{200b}\u{feff}\u{e0041}", r"cost\u{200b}\u{feff}\u{e0041}"),
            ("a\nb\r\nc", r"a\nb\r\nc"),
            ("a\tb", "a    b"),
            ("naïve 日本 🦀", "naïve 日本 🦀"),
        ] {
            assert_eq!(line(text), shown);
        }
    }

    #[test]
    fn commands_of_build_services_are_broken_up() {
        assert_eq!(line("##[error]x"), r"#\u{23}[error]x");
        assert_eq!(line("x ##vso[task]"), r"x #\u{23}vso[task]");
        assert_eq!(line("## [x] #[x]"), "## [x] #[x]");
    }

    #[test]
    fn later_lines_of_a_paragraph_begin_with_a_bar() {
        assert_eq!(paragraph("one\r\n::error::two\nthree\n"), "one\n| ::error::two\n| three");
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(line(&"ä".repeat(1000)).chars().count(), 1000);
        assert_eq!(line(&"ä".repeat(100_000)), format!("{}…", "ä".repeat(1000)));
    }

    #[test]
    fn escaped_json_has_the_same_value() {
        let text = "\u{7f}\u{9b}\u{202e}\u{2028}\u{e0041}##[error]ä";
        let json = json(&serde_json::to_string(text).unwrap());
        assert_eq!(json, r#""\u007f\u009b\u202e\u2028\udb40\udc41#\u0023[error]ä""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}

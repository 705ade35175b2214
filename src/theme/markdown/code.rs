//! Code in Markdown: marks that are longer than any in the code itself.

use super::escape::{escape, one_line};

/// A line of code. A cell of a table cannot hold one with a stroke in it, which stands there as text.
pub fn span(text: &str) -> String {
    let line = one_line(text);
    let line = line.trim();
    if line.is_empty() || line.contains('|') {
        return escape(line);
    }
    let marks = "`".repeat(longest(line, '`') + 1);
    let pad = if line.starts_with('`') || line.ends_with('`') { " " } else { "" };
    format!("{marks}{pad}{line}{pad}{marks}")
}

/// A block of code in a language.
pub fn fence(text: &str, language: &str) -> String {
    let marks = "`".repeat(longest(text, '`').max(2) + 1);
    let language: String =
        language.chars().filter(|letter| letter.is_ascii_alphanumeric() || "+-#".contains(*letter)).collect();
    let is_text = |letter: &char| *letter == '\n' || *letter == '\t' || !letter.is_control();
    let text: String = text.replace("\r\n", "\n").chars().filter(is_text).collect();
    format!("{marks}{language}\n{}\n{marks}", text.trim_end_matches('\n'))
}

/// The longest run of a character.
fn longest(text: &str, mark: char) -> usize {
    let runs = text.split(|letter| letter != mark).map(str::len);
    runs.max().unwrap_or_default() / mark.len_utf8()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_ends_its_marks() {
        assert_eq!(span("gpt-4o"), "`gpt-4o`");
        assert_eq!(span("a`b\nc"), "``a`b c``");
        assert_eq!(span("`"), "`` ` ``");
        assert_eq!(span("a|b"), "a\\|b");
        assert_eq!(fence("a\n```\nb\n", "python"), "````python\na\n```\nb\n````");
        assert_eq!(fence("x", "a\n`b"), "```ab\nx\n```");
    }
}

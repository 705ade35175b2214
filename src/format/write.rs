//! Values as the text of a file.

use std::fmt::Write as _;

use rust_decimal::Decimal;

/// From how many digits on a count has its thousands apart.
const LONG: usize = 5;

/// A key: bare where it can be, else between quotes.
pub fn key(key: &str) -> String {
    let is_bare = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    if !key.is_empty() && key.chars().all(is_bare) { key.to_owned() } else { text(key) }
}

/// A text between quotes, on one line.
pub fn text(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    text.chars().for_each(|letter| push(&mut quoted, letter, true));
    quoted.push('"');
    quoted
}

/// A text of more than one line between three quotes, each line on its own. Its last line ends, as that of a file does.
pub fn lines(text: &str) -> String {
    let mut quoted = "\"\"\"\n".to_owned();
    let body = text.trim_end_matches('\n');
    for (at, letter) in body.char_indices() {
        let is_third_quote = letter == '"' && body[..at].ends_with("\"\"");
        match letter {
            '\n' => quoted.push('\n'),
            _ => push(&mut quoted, letter, is_third_quote),
        }
    }
    if body.ends_with('"') && !quoted.ends_with("\\\"") {
        quoted.pop();
        quoted.push_str("\\\"");
    }
    quoted + "\n\"\"\""
}

/// Adds a letter of a text, with a backslash where it needs one.
fn push(quoted: &mut String, letter: char, with_quotes: bool) {
    match letter {
        '\\' => quoted.push_str("\\\\"),
        '"' if with_quotes => quoted.push_str("\\\""),
        '\n' => quoted.push_str("\\n"),
        '\t' => quoted.push_str("\\t"),
        '\r' => quoted.push_str("\\r"),
        letter if letter.is_control() => {
            let _ = write!(quoted, "\\u{:04X}", u32::from(letter));
        }
        letter => quoted.push(letter),
    }
}

/// A number without zeros at its end; one that no whole number of TOML holds has a decimal.
pub fn number(number: Decimal) -> String {
    let digits = number.normalize().to_string();
    let is_whole = !digits.contains('.');
    if is_whole && digits.parse::<i64>().is_err() { digits + ".0" } else { digits }
}

/// The digits of a count, with thousands apart from five digits on: `128_000`.
pub fn count(digits: &str) -> String {
    if digits.len() < LONG {
        return digits.to_owned();
    }
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_again_as_they_were() {
        let texts = [
            "plain",
            "a \"b\" \\ c",
            "tab\there",
            "two\nlines",
            "\u{1}\u{7f}\u{85}\r\n",
            "\"\"\"\"",
            "x\"\"\"y\"",
            "ends\\",
        ];
        for wanted in texts {
            let table: toml::Table = format!("a = {}\nb = {}", text(wanted), lines(wanted)).parse().unwrap();
            assert_eq!(table["a"].as_str(), Some(wanted));
            assert_eq!(table["b"].as_str().map(str::trim_end), Some(wanted.trim_end()), "{}", lines(wanted));
        }
    }

    #[test]
    fn numbers_have_the_style_of_files() {
        let counts = ["0", "4096", "12800", "128000", "1048576"].map(count);
        assert_eq!(counts, ["0", "4096", "12_800", "128_000", "1_048_576"]);
        let numbers = ["2.00", "0.0750", "100000000000000000000"].map(|text| number(text.parse().unwrap()));
        assert_eq!(numbers, ["2", "0.075", "100000000000000000000.0"]);
    }
}

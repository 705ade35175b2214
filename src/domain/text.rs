//! Words and numbers as text for people.

use rust_decimal::{Decimal, RoundingStrategy};

use super::money::thousands;

/// The text with its first letter in upper case.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A decimal with commas between thousands.
pub fn decimal(number: Decimal) -> String {
    let digits = number.to_string();
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |digits| ("-", digits));
    match digits.split_once('.') {
        Some((whole, fraction)) => format!("{sign}{}.{fraction}", thousands(whole)),
        None => format!("{sign}{}", thousands(digits)),
    }
}

/// A whole number with commas between thousands.
pub fn count(number: u64) -> String {
    thousands(&number.to_string())
}

/// A large number in short: `8B`, `1.5T`, `350M`.
pub fn large(number: u64) -> String {
    let scales = [(1_000_000_000_000, "T"), (1_000_000_000, "B"), (1_000_000, "M")];
    let Some((unit, letter)) = scales.into_iter().find(|(unit, _)| number >= *unit) else {
        return count(number);
    };
    let exact = Decimal::from(number) / Decimal::from(unit);
    let rounded = exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize();
    format!("{rounded}{letter}")
}

/// Whether a character acts on a terminal, changes the order of others, ends a line or cannot be seen.
///
/// Beside the control characters these are the soft hyphen, the direction marks and overrides, the separators, the
/// zero-width characters and the tags.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Whether a character changes the direction in which others are read, and can disguise text.
pub fn is_direction(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_short() {
        assert_eq!(large(8_000_000_000), "8B");
        assert_eq!(large(1_040_000_000_000), "1.04T");
        assert_eq!(large(350_000_000), "350M");
        assert_eq!(large(12_345), "12,345");
    }

    #[test]
    fn numbers_have_commas_and_sentences_capitals() {
        assert_eq!(capital("élan"), "Élan");
        assert_eq!(decimal("-1234.50".parse().unwrap()), "-1,234.50");
    }
}

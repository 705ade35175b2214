//! Words and numbers as text for people.

use rust_decimal::{Decimal, RoundingStrategy};
use unicode_normalization::UnicodeNormalization;
use unicode_security::is_potential_mixed_script_confusable_char;

use super::money::thousands;

/// The text with its first letter in upper case.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The quotes that begin a text, and those that end it. Word processors write others than programs.
pub const QUOTES: [(char, &str); 13] = [
    ('"', "\"“”"),
    ('\'', "'‘’"),
    ('`', "`´"),
    ('´', "`´"),
    ('“', "”\""),
    ('”', "”\""),
    ('„', "“”\""),
    ('‟', "”\""),
    ('‘', "’'"),
    ('’', "’'"),
    ('‚', "‘’'"),
    ('«', "»"),
    ('»', "«"),
];

/// Whether a character is a quote that programs do not take as one.
pub fn is_typographic_quote(letter: char) -> bool {
    !matches!(letter, '"' | '\'') && QUOTES.iter().any(|(quote, _)| *quote == letter)
}

/// Whether a character is not seen or hides what it is: Unicode's `Default_Ignorable_Code_Point` but for those that shape the
/// character before them, the marks of direction, and spaces of other widths than a plain one.
pub fn is_unseen(letter: char) -> bool {
    is_blank(letter) && !matches!(letter, ' ' | '\t' | '\n' | '\r') || is_bidi(letter) || is_shaping(letter)
}

/// Whether a character only shapes the one before it: joiners, variation selectors and tags, as emoji and several scripts need them.
fn is_shaping(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

/// The first letter that looks like a Latin one and is none, within a word of Latin letters: the Cyrillic `а` of `pаypal`, by the
/// confusables of Unicode (<https://www.unicode.org/reports/tr39/>).
pub fn look_alike(text: &str) -> Option<char> {
    if text.is_ascii() {
        return None;
    }
    let words = text.split(|letter: char| !letter.is_alphabetic());
    let is_mixed =
        |word: &&str| !word.is_ascii() && word.contains(|letter: char| letter.is_ascii_alphabetic());
    // Latin letters with marks, and those of other languages, are what they are.
    let is_disguised =
        |letter: &char| *letter > '\u{24f}' && is_potential_mixed_script_confusable_char(*letter);
    words.filter(is_mixed).find_map(|word| word.chars().find(is_disguised))
}

/// White space, with or without a width, and other characters that are not seen.
pub fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}'
                | '\u{206a}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        )
}

/// Whether a character begins or ends text of another direction, which can disguise what stands in it.
pub fn is_bidi(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// One line as it looks: spaces of any width are plain ones, letters are whole (Unicode's NFC), and nothing is in it that is not
/// seen. Letters of full width and hyphens that do not break are plain ones. What shapes other characters stays behind those.
pub fn as_seen(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let letters: Vec<char> = text.nfc().map(half_width).collect();
    let shapes = |at: usize| letters.get(at).is_some_and(|letter| !letter.is_ascii());
    let seen = letters.iter().enumerate().filter_map(|(at, letter)| match *letter {
        joiner @ ('\u{200c}' | '\u{200d}') => (at > 0 && shapes(at - 1) && shapes(at + 1)).then_some(joiner),
        shaping if is_shaping(shaping) => (at > 0 && shapes(at - 1)).then_some(shaping),
        '\u{2010}' | '\u{2011}' => Some('-'),
        space if space.is_whitespace() && !space.is_control() => Some(' '),
        unseen if is_unseen(unseen) && !is_bidi(unseen) => None,
        letter => Some(letter),
    });
    seen.collect()
}

/// A Latin letter or a digit of full width, as East Asian keyboards write them, as a plain one.
fn half_width(letter: char) -> char {
    let is_wide =
        matches!(letter, '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}');
    let plain = u32::from(letter).checked_sub(0xfee0).filter(|_| is_wide).and_then(char::from_u32);
    plain.unwrap_or(letter)
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

/// The same, and the marks of a direction.
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
    fn a_line_is_as_it_looks() {
        assert_eq!(as_seen("GPT\u{a0}4\u{200b}o \u{ad}mini"), "GPT 4o mini");
        assert_eq!(as_seen("Cafe\u{301}"), "Café");
        assert_eq!(as_seen("a\u{200d}b"), "ab");
        assert_eq!(as_seen("👩\u{200d}💻 क्\u{200d}ष"), "👩\u{200d}💻 क्\u{200d}ष");
        assert_eq!(as_seen("می\u{200c}خواهم ❤\u{fe0f}"), "می\u{200c}خواهم ❤\u{fe0f}");
        assert_eq!(as_seen("ＡＢ１ GPT\u{2011}4 a\u{fe0f}b\u{e0041}"), "AB1 GPT-4 ab");
        assert_eq!(as_seen("通义\u{3000}千问"), "通义 千问");
        assert_eq!(as_seen("a\u{202e}b"), "a\u{202e}b", "refused elsewhere");
    }

    #[test]
    fn numbers_have_commas_and_sentences_capitals() {
        assert_eq!(capital("élan"), "Élan");
        assert_eq!(decimal("-1234.50".parse().unwrap()), "-1,234.50");
    }
}

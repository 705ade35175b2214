//! Texts as the words that a search compares; see `static/js/words.js` and `static/js/fold.js`.

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::domain::text::is_unseen;

/// Whether a character is a letter.
pub(super) fn is_letter(letter: char) -> bool {
    letter.general_category_group() == GeneralCategoryGroup::Letter
}

fn is_number(letter: char) -> bool {
    letter.general_category_group() == GeneralCategoryGroup::Number
}

/// A text as it is searched: letters without their accents, characters of full width as plain ones, and nothing that is not seen.
fn folded(text: &str) -> String {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text.to_owned();
    }
    let is_mark = |letter: char| letter.general_category_group() == GeneralCategoryGroup::Mark;
    text.nfkd().filter(|letter| !is_mark(*letter) && !is_unseen(*letter)).nfc().collect()
}

/// The words of a text. A space stands between two words, a mark inside of one: `|` before digits, `^` before letters that follow
/// digits and before a capital, a point in a version. `GPT-4o mini` is `gpt 4^o mini`.
pub(super) fn spell(text: &str) -> String {
    let mut letters: Vec<char> = folded(text).chars().collect();
    join_versions(&mut letters);
    let words = split_words(&letters);
    let mut spelled = String::with_capacity(words.len() * 2);
    let mut last = None;
    for letter in words {
        if let Some(mark) = last.and_then(|last| mark(last, letter)) {
            spelled.push(mark);
        }
        spelled.push(letter);
        last = Some(letter);
    }
    spelled.to_lowercase().trim().to_owned()
}

/// Puts a point between the numbers of a version: one or two digits on both sides of `-`, `_` or `p`, and no letter behind.
fn join_versions(letters: &mut [char]) {
    let digits =
        |letters: &mut dyn Iterator<Item = &char>| letters.take_while(|c| c.is_ascii_digit()).count();
    let joins: Vec<usize> = (0..letters.len())
        .filter(|at| matches!(letters[*at], '-' | '_' | 'p' | 'P'))
        .filter(|at| (1..=2).contains(&digits(&mut letters[..*at].iter().rev())))
        .filter(|at| {
            let behind = digits(&mut letters[at + 1..].iter());
            let next = letters.get(at + 1 + behind);
            (1..=2).contains(&behind) && !next.is_some_and(|next| is_letter(*next))
        })
        .collect();
    for at in joins {
        letters[at] = '.';
    }
}

/// Puts one space in the place of all that is no part of a word. A point is one between digits.
fn split_words(letters: &[char]) -> Vec<char> {
    let is_digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let mut words: Vec<char> = Vec::with_capacity(letters.len());
    for (at, letter) in letters.iter().enumerate() {
        let is_part = match letter {
            '.' => is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)),
            letter => is_letter(*letter) || is_number(*letter),
        };
        if is_part {
            words.push(*letter);
        } else if words.last() != Some(&' ') {
            words.push(' ');
        }
    }
    words
}

/// The mark between two characters of a word.
fn mark(last: char, next: char) -> Option<char> {
    let is_capital_behind_small = last.general_category() == GeneralCategory::LowercaseLetter
        && next.general_category() == GeneralCategory::UppercaseLetter;
    if is_capital_behind_small || (is_number(last) && is_letter(next)) {
        return Some('^');
    }
    (is_letter(last) && is_number(next)).then_some('|')
}

/// Spelled words without what stands between and in them: two spellings of one name are the same letters.
pub(super) fn letters_of(words: &str) -> String {
    words.chars().filter(|letter| !matches!(letter, ' ' | '|' | '^' | '.')).collect()
}

/// A pattern for a spelled word, whatever stands between its letters. Digits are one number only where nothing stands between them.
pub(super) fn pattern_of(word: &str) -> String {
    let letters: Vec<char> = word.chars().filter(|letter| !matches!(letter, '|' | '^')).collect();
    let mut pattern = String::new();
    for (at, letter) in letters.iter().enumerate() {
        if *letter == '.' {
            pattern.push_str("[. ]");
        } else {
            pattern.push(*letter);
        }
        let Some(next) = letters.get(at + 1) else { continue };
        let (is_open, is_word) = (is_letter(*letter), is_letter(*next) || is_number(*next));
        if (is_open && is_word) || (is_number(*letter) && is_letter(*next)) {
            pattern.push_str("[ |^]?");
        }
    }
    pattern
}

/// Whether a text is a word, or the start of one, but for one letter that is wrong, missing, added or exchanged with the next.
pub(super) fn is_near(text: &[char], word: &[char]) -> bool {
    let same = text.iter().zip(word).take_while(|(one, other)| one == other).count();
    let (rest, other) = (&text[same..], &word[same..]);
    let behind = |letters: &'_ [char]| letters.get(1..).unwrap_or_default().to_vec();
    let exchanged: Vec<char> = match rest {
        [first, second, more @ ..] => [&[*second, *first], more].concat(),
        _ => rest.to_vec(),
    };
    behind(other).starts_with(&behind(rest))
        || behind(other).starts_with(rest)
        || other.starts_with(&behind(rest))
        || other.starts_with(&exchanged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_as_the_script_spells_them() {
        for (text, spelled) in [
            ("GPT-4o mini", "gpt 4^o mini"),
            ("DeepSeek", "deep^seek"),
            ("Qwen3", "qwen|3"),
            ("claude-sonnet-4-5", "claude sonnet 4.5"),
            ("K2p5", "k|2.5"),
            ("2024-07-18", "2024 07.18"),
            ("1-2x", "1 2^x"),
            ("v1.", "v|1"),
            (".5", "5"),
            ("Émile", "emile"),
            ("ＡＢ", "ab"),
            ("10-100", "10 100"),
        ] {
            assert_eq!(spell(text), spelled, "{text}");
        }
    }
}

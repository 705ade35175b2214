//! A period after which something starts again: `day`, `month`, `5h`.

/// A period, as a file writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    number: u16,
    unit: &'static str,
}

/// The periods that have a word of their own.
const WORDS: [&str; 5] = ["hour", "day", "week", "month", "year"];

/// The letters after a number, and what they stand for.
const LETTERS: [(char, &str); 3] = [('m', "minute"), ('h', "hour"), ('d', "day")];

impl Period {
    /// Reads a word, or a number from 1 to 999 with a letter.
    pub fn read(text: &str) -> Option<Self> {
        if let Some(unit) = WORDS.iter().find(|word| **word == text) {
            return Some(Self { number: 1, unit });
        }
        let (letter, unit) = LETTERS.iter().find(|(letter, _)| text.ends_with(*letter))?;
        let digits = text.strip_suffix(*letter)?;
        let is_plain = digits.bytes().all(|digit| digit.is_ascii_digit()) && !digits.starts_with('0');
        let number = digits.parse().ok().filter(|_| is_plain && digits.len() <= 3)?;
        Some(Self { number, unit })
    }

    /// The period after the word per: `day`, `5 hours`.
    pub fn words(self) -> String {
        match self.number {
            1 => self.unit.to_owned(),
            number => format!("{number} {}s", self.unit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_and_a_number_with_a_letter_are_read() {
        let cases =
            [("day", "day"), ("month", "month"), ("5h", "5 hours"), ("1d", "day"), ("30m", "30 minutes")];
        for (text, words) in cases {
            assert_eq!(Period::read(text).map(Period::words).as_deref(), Some(words), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "h", "0h", "05h", "+5h", "1000d", "5 h", "5H", "days", "5w", "5é"] {
            assert_eq!(Period::read(text), None, "{text}");
        }
    }
}

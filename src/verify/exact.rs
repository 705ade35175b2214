//! Figures as they are written in one format or another, compared without rounding.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// Whether two values are the same: as texts, or as exact decimals.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one == other || decimal(one).is_some_and(|number| Some(number) == decimal(other))
}

/// Reads a plain or scientific decimal without rounding.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let is_number = text.starts_with(|letter: char| letter.is_ascii_digit() || letter == '-');
    if !is_number || text.len() > 64 {
        return None;
    }
    let read = if text.contains(['e', 'E']) { scientific(text) } else { Decimal::from_str_exact(text).ok() };
    read.map(|number| number.normalize())
}

/// Moves the point by the exponent, as long as every digit can be kept.
fn scientific(text: &str) -> Option<Decimal> {
    let (digits, exponent) = text.split_once(['e', 'E'])?;
    let (digits, exponent) = (Decimal::from_str_exact(digits).ok()?, exponent.parse::<i32>().ok()?);
    let power = 10_u64.checked_pow(exponent.unsigned_abs()).map(Decimal::from);
    if exponent >= 0 {
        return digits.checked_mul(power?);
    }
    let scale = digits.scale().checked_add(exponent.unsigned_abs()).filter(|scale| *scale <= 28)?;
    let mut moved = digits;
    moved.set_scale(scale).ok()?;
    Some(moved)
}

/// The price of one million of what has a price for one.
pub(super) fn per_million(text: &str) -> Option<String> {
    Some(decimal(text)?.checked_mul(Decimal::from(1_000_000))?.normalize().to_string())
}

/// One step of the last digit of a number.
fn last_digit(number: Decimal) -> Decimal {
    Decimal::new(1, number.scale())
}

/// Whether a text that people read shows an exact value. `is_computed` values may be rounded half up to the digits shown.
pub(super) fn shows(text: &str, value: &str, is_computed: bool) -> bool {
    let Some(exact) = decimal(value) else { return shows_words(text, value) };
    let Some((shown, unit)) = first_number(text) else {
        return is_computed || exact.is_zero() || exact.is_sign_negative();
    };
    let exact = exact.abs();
    if text.trim_start().starts_with("under ") {
        return exact <= shown;
    }
    if text.trim_start().starts_with("over ") {
        return exact >= shown;
    }
    let step = last_digit(shown);
    let is_near = |exact: Decimal| (exact - shown).abs() * Decimal::TWO <= step;
    match unit {
        None if is_computed => is_near(exact),
        None => exact == shown,
        Some(letter) => {
            let powers: &[u64] = match letter {
                'K' => &[1_000, 1_024],
                'M' => &[1_000_000, 1_048_576],
                'B' => &[1_000_000_000],
                _ => &[1_000_000_000_000],
            };
            powers.iter().any(|power| exact.checked_div(Decimal::from(*power)).is_some_and(is_near))
        }
    }
}

fn shows_words(text: &str, value: &str) -> bool {
    if is_date(value) {
        return date_words(value).is_none_or(|words| text.contains(&words));
    }
    match value {
        "true" => !text.starts_with("No"),
        "false" => text != "Yes",
        _ => true,
    }
}

/// The first number of a text, if it has one.
pub(super) fn number_in(text: &str) -> Option<Decimal> {
    first_number(text).map(|(number, _)| number)
}

/// The first number of a text without its separators, and the letter behind it that shortens it.
fn first_number(text: &str) -> Option<(Decimal, Option<char>)> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let rest = &text[start..];
    let end = rest.find(|letter: char| !(letter.is_ascii_digit() || letter == '.' || letter == ','));
    let end = end.unwrap_or(rest.len());
    let digits = rest[..end].trim_end_matches(['.', ',']).replace(',', "");
    let mut after = rest[end..].chars();
    let letter = after.next().filter(|letter| ['K', 'M', 'B', 'T'].contains(letter));
    let letter = letter.filter(|_| !after.next().is_some_and(char::is_alphanumeric));
    Some((Decimal::from_str_exact(&digits).ok()?, letter))
}

/// Whether a value is a date of ISO 8601, perhaps without a day.
pub(super) fn is_date(value: &str) -> bool {
    let parts: Vec<&str> = value.split('-').collect();
    let is_part = |(part, length): (&&str, usize)| {
        part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    (2..=3).contains(&parts.len()) && parts.iter().zip([4, 2, 2]).all(is_part)
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The words that a page has for a date: "Jul 18, 2024", "Sep 2023".
pub(super) fn date_words(value: &str) -> Option<String> {
    let parts: Vec<&str> = value.split('-').collect();
    let month = MONTHS.get(parts.get(1)?.parse::<usize>().ok()?.checked_sub(1)?)?;
    match parts[..] {
        [year, _, day] => Some(format!("{month} {}, {year}", day.parse::<u8>().ok()?)),
        [year, _] => Some(format!("{month} {year}")),
        _ => None,
    }
}

/// The first day that a date can mean, and the day after the last one.
pub(super) fn days(value: &str) -> Option<(Date, Date)> {
    use jiff::ToSpan as _;
    let parts: Vec<&str> = value.split('-').collect();
    let (whole, span) = match parts.len() {
        3 => (value.to_owned(), 1.day()),
        2 => (format!("{value}-01"), 1.month()),
        _ => (format!("{value}-01-01"), 1.year()),
    };
    let first: Date = whole.parse().ok()?;
    Some((first, first.saturating_add(span)))
}

/// Words that say a state of a figure, or the month of a date.
const WORDS: [&str; 6] = ["Free", "Included", "Varies", "Open", "Closed", "Listed"];

/// All that a text says in numbers, without signs and separators, with the months of dates and the states of prices.
pub(super) fn figures(text: &str) -> Vec<String> {
    let is_part = |letter: char| letter.is_ascii_digit() || letter == '.' || letter == ',';
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let from = &rest[start..];
        let end = from.find(|letter: char| !is_part(letter)).unwrap_or(from.len());
        let digits = from[..end].trim_end_matches(['.', ',']).replace(',', "");
        let shortened = from[end..].chars().next().filter(|letter| ['K', 'M', 'B'].contains(letter));
        found.push(shortened.map_or(digits.clone(), |letter| format!("{digits}{letter}")));
        rest = &from[end..];
    }
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    found.extend(words.filter(|word| MONTHS.contains(word) || WORDS.contains(word)).map(str::to_owned));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_exactly() {
        assert!(is_same("7.5e-08", "0.000000075") && is_same("0.60", "0.6") && is_same("1e2", "100"));
        assert!(!is_same("0.15", "0.150000001") && !is_same("1e-40", "0") && !is_same("", "0"));
        assert_eq!(per_million("1.5e-7").as_deref(), Some("0.15"));
    }

    #[test]
    fn texts_show_values() {
        for (text, value) in [
            ("$0.15", "0.15"),
            ("128K", "131072"),
            ("1.05M", "1050000"),
            ("Jul 18, 2024", "2024-07-18"),
            ("Free", "0"),
            ("82.0%", "82.0"),
            ("9.1 MB", "9.1"),
        ] {
            assert!(shows(text, value, false), "{text} {value}");
        }
        for (text, value) in
            [("$0.16", "0.15"), ("129K", "128000"), ("Jul 19, 2024", "2024-07-18"), ("Yes", "false")]
        {
            assert!(!shows(text, value, false), "{text} {value}");
        }
        assert!(shows("$0.02", "0.021", true) && shows("under $0.0001", "0.00002", true));
        assert_eq!(figures("1M input, $0.50 since Jul 2, 2024"), ["1M", "0.50", "2", "2024", "Jul"]);
    }
}

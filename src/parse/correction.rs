//! Reads what people type in place of a number, a date or a truth value, to say in the help of a message how TOML writes it.
//! Nothing here is ever read as a value.

use rust_decimal::Decimal;

use crate::domain::PartialDate;
use crate::domain::money::thousands;

/// A number as TOML writes it: `128_000` for `128k`, `0.15` for `$0,15`, `14` for `2 weeks` where days are counted.
///
/// `unit` is what the key counts: `tokens`, `days`.
pub(super) fn number(text: &str, unit: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('~');
    let text = text.trim_start_matches("US$").trim_start_matches(is_currency).trim_start();
    let end = text.find(|c: char| !(c.is_ascii_digit() || ".,_' \u{a0}\u{202f}".contains(c)));
    let (digits, words) = text.split_at(end.unwrap_or(text.len()));
    let mut number: Decimal = plain_digits(digits.trim())?.parse().ok()?;
    for word in words.split_whitespace() {
        number = number.checked_mul(factor(word.trim_end_matches(['.', '/']), unit)?)?;
    }
    let number = number.normalize();
    Some(if number.is_integer() && number.abs() >= Decimal::from(10_000) {
        thousands(&number.to_string()).replace(',', "_")
    } else {
        number.to_string()
    })
}

fn is_currency(c: char) -> bool {
    "$€£¥".contains(c)
}

/// The digits with a decimal point and without separators of thousands: `0.15` for `0,15`, `1000000` for `1,000,000`.
fn plain_digits(written: &str) -> Option<String> {
    if !written.starts_with(|first: char| first.is_ascii_digit() || ".,".contains(first)) {
        return None;
    }
    let text: String = written.chars().filter(|c| !"_' \u{a0}\u{202f}".contains(*c)).collect();
    let (commas, dots) = (text.matches(',').count(), text.matches('.').count());
    let plain = match (commas, dots) {
        (0, 0 | 1) => text,
        (1, 0) if !is_grouped(&text, ',') => text.replace(',', "."),
        (_, 0) if is_grouped(&text, ',') => text.replace(',', ""),
        (0, _) if is_grouped(&text, '.') => text.replace('.', ""),
        (_, 1) if text.rfind(',') < text.find('.') => text.replace(',', ""),
        (1, _) if text.rfind('.') < text.find(',') => text.replace('.', "").replace(',', "."),
        _ => return None,
    };
    let plain = plain.trim_end_matches('.');
    Some(if plain.starts_with('.') { format!("0{plain}") } else { plain.to_owned() })
}

/// Whether a separator stands before every three digits: `128,000`, and not `0,150`.
fn is_grouped(text: &str, separator: char) -> bool {
    let mut groups = text.split(separator);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3)
}

/// What a word behind a number multiplies it with.
fn factor(word: &str, unit: &str) -> Option<Decimal> {
    let lower = word.to_lowercase();
    let per = |one: &str| one == lower || format!("{one}s") == lower;
    let times: i64 = match (lower.as_str(), unit) {
        ("m" | "min" | "mins", "seconds") => 60,
        ("h" | "hr" | "hrs", "seconds") => 3_600,
        ("w", "days") => 7,
        ("s" | "sec" | "secs", "seconds")
        | ("d", "days")
        | ("mb", "megabytes")
        | ("%" | "percent" | "tokens" | "token" | "usd" | "eur" | "$" | "€" | "£" | "¥", _) => 1,
        ("gb", "megabytes") | ("k" | "thousand", _) => 1_000,
        ("ki", _) => 1_024,
        ("m" | "mio" | "million", _) => 1_000_000,
        ("b" | "bn" | "billion", _) => 1_000_000_000,
        ("t" | "trillion", _) => 1_000_000_000_000,
        (_, "seconds") if per("minute") => 60,
        (_, "seconds") if per("hour") => 3_600,
        (_, "days") if per("day") => 1,
        (_, "days") if per("week") => 7,
        (_, "days") if per("month") => 30,
        (_, "days") if per("year") => 365,
        (word, unit) if word == unit || format!("{word}s") == unit => 1,
        _ => return None,
    };
    Some(Decimal::from(times))
}

/// The truth value that a word means.
pub(super) fn boolean(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "y" | "on" | "1" | "ja" => Some(true),
        "false" | "no" | "n" | "off" | "0" | "nein" => Some(false),
        _ => None,
    }
}

/// Whether a word says that nothing is known.
pub(super) fn is_nothing(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    matches!(
        lower.as_str(),
        "" | "null" | "none" | "nil" | "undefined" | "unknown" | "n/a" | "na" | "tbd" | "~" | "-" | "?"
    )
}

/// A date as records write it: `2026-03-01` for `01.03.2026`, `2026-03` for `March 2026`. Nothing for `03/04/2026`, which
/// means two different days.
pub fn date(text: &str) -> Option<String> {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "-/.,".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    let year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let day = |part: &str| part.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u8>().ok();
    let iso = match parts.as_slice() {
        [y, m, d] if year(y) => format!("{y}-{:02}-{:02}", month(m)?, day(d)?),
        [d, m, y] if year(y) && month_name(m).is_some() => {
            format!("{y}-{:02}-{:02}", month_name(m)?, day(d)?)
        }
        [m, d, y] if year(y) && month_name(m).is_some() => {
            format!("{y}-{:02}-{:02}", month_name(m)?, day(d)?)
        }
        [d, m, y] if year(y) && (text.contains('.') || day(d)? > 12) => {
            format!("{y}-{:02}-{:02}", month(m)?, day(d)?)
        }
        [m, d, y] if year(y) && day(d)? > 12 => format!("{y}-{:02}-{:02}", month(m)?, day(d)?),
        [y, m] | [m, y] if year(y) => format!("{y}-{:02}", month(m)?),
        _ => return None,
    };
    PartialDate::read(&iso).map(|_| iso)
}

fn month(text: &str) -> Option<u8> {
    month_name(text).or_else(|| text.parse().ok())
}

/// The month that a word begins with: `Mar`, `March`.
fn month_name(text: &str) -> Option<u8> {
    const MONTHS: [&[&str]; 12] = [
        &["jan"],
        &["feb"],
        &["mar", "mär", "mrz"],
        &["apr"],
        &["may", "mai"],
        &["jun"],
        &["jul"],
        &["aug"],
        &["sep"],
        &["oct", "okt"],
        &["nov"],
        &["dec", "dez"],
    ];
    let lower = text.to_lowercase();
    let at = MONTHS.iter().position(|names| names.iter().any(|name| lower.starts_with(name)))?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, unit, expected) in [
            ("0,15", "", Some("0.15")),
            ("128,000", "tokens", Some("128_000")),
            ("1,000,000", "tokens", Some("1_000_000")),
            ("1.000.000", "tokens", Some("1_000_000")),
            ("1.234,56", "", Some("1234.56")),
            ("1,234.56", "", Some("1234.56")),
            ("128k", "tokens", Some("128_000")),
            ("128K tokens", "tokens", Some("128_000")),
            ("1.5M", "tokens", Some("1_500_000")),
            ("200 000", "tokens", Some("200_000")),
            ("$0.15", "", Some("0.15")),
            ("0.15 USD", "", Some("0.15")),
            (".15", "", Some("0.15")),
            ("82%", "", Some("82")),
            ("30 days", "days", Some("30")),
            ("2 weeks", "days", Some("14")),
            ("5 minutes", "seconds", Some("300")),
            ("10 MB", "megabytes", Some("10")),
            ("7B", "parameters", Some("7_000_000_000")),
            ("2 weeks", "tokens", None),
            ("1,2,3", "", None),
            ("GPT-4", "", None),
            ("", "", None),
        ] {
            assert_eq!(number(text, unit).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn dates_are_read_where_they_mean_one_day() {
        for (text, expected) in [
            ("2026/03/01", Some("2026-03-01")),
            ("01.03.2026", Some("2026-03-01")),
            ("2026-3-1", Some("2026-03-01")),
            ("March 2026", Some("2026-03")),
            ("1 March 2026", Some("2026-03-01")),
            ("Mar 1st, 2026", Some("2026-03-01")),
            ("03/2026", Some("2026-03")),
            ("11/26/2026", Some("2026-11-26")),
            ("26/11/2026", Some("2026-11-26")),
            ("03/04/2026", None),
            ("31.02.2026", None),
            ("soon", None),
        ] {
            assert_eq!(date(text).as_deref(), expected, "{text}");
        }
    }
}

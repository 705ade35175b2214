//! Reads what people type in place of a number, a date or a truth value, to say in the help of a message how TOML writes it.
//! Nothing here is ever read as a value.

use rust_decimal::Decimal;

use crate::domain::PartialDate;
use crate::domain::money;

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
    let number = if words.trim().is_empty() && !number.is_integer() { number } else { number.normalize() };
    Some(if number.is_integer() { group_digits(&number.normalize().to_string()) } else { number.to_string() })
}

/// A whole number with `_` between thousands, from 10,000 on.
pub(super) fn group_digits(digits: &str) -> String {
    let is_long = digits.len() >= "10000".len() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_long { money::thousands(digits).replace(',', "_") } else { digits.to_owned() }
}

/// A price per 1M tokens, or per unit of another kind, as TOML writes it, and its currency where that is not USD: `0.6` for
/// `0.60 USD / 1M tokens`, `0.15` for `15 cents`.
pub(super) fn price(text: &str, is_per_token: bool) -> Option<(String, Option<&'static str>)> {
    let lower = text.trim().to_lowercase();
    let (amount, per) = lower.split_once('/').or_else(|| lower.split_once(" per ")).unwrap_or((&lower, ""));
    if !per.is_empty() && is_per_token != is_million_tokens(per) || !is_per_token && per.contains(is_digit) {
        return None;
    }
    let mut currency = None;
    let mut factor = Decimal::ONE;
    let mut digits = None;
    for word in words_and_numbers(amount) {
        if word.contains(is_digit) {
            if digits.replace(number(word, "")?.replace('_', "")).is_some() {
                return None;
            }
        } else if let Some(code) = currency_of(word) {
            currency = (code != "USD").then_some(code);
        } else if matches!(word, "cent" | "cents" | "¢" | "ct" | "cts") {
            factor = Decimal::new(1, 2);
        } else if word != "%" {
            return None;
        }
    }
    let amount = digits?.parse::<Decimal>().ok()?;
    // A price keeps its digits.
    let amount = if factor == Decimal::ONE { amount } else { amount.checked_mul(factor)?.normalize() };
    Some((amount.to_string(), currency))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_million_tokens(per: &str) -> bool {
    let per: String = per.chars().filter(|c| c.is_alphanumeric()).collect();
    let rest = per.strip_suffix("tokens").or_else(|| per.strip_suffix("token")).unwrap_or(&per);
    let rest = rest.strip_suffix("tok").unwrap_or(rest);
    matches!(rest, "1m" | "m" | "million" | "1million" | "1mio" | "mio" | "1000000")
}

/// The runs of digits with their separators, and what stands between them.
fn words_and_numbers(text: &str) -> Vec<&str> {
    let is_number = |c: char| c.is_ascii_digit() || ".,_".contains(c);
    let mut parts = Vec::new();
    for word in text.split_whitespace() {
        let mut start = 0;
        for (at, c) in word.char_indices().skip(1) {
            let before = word[..at].chars().next_back().is_some_and(is_number);
            if before != is_number(c) {
                parts.push(&word[start..at]);
                start = at;
            }
        }
        parts.push(&word[start..]);
    }
    parts
}

/// The code of a currency that a name, a code or a sign means.
pub(super) fn currency_of(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let one = lower.strip_suffix('s').unwrap_or(&lower);
    let is_word = |word: &&str| *word == lower || *word == one;
    CURRENCIES.iter().find(|(_, words)| words.iter().any(is_word)).map(|(code, _)| *code)
}

/// The currencies, with their signs and what people call them.
const CURRENCIES: [(&str, &[&str]); 7] = [
    ("USD", &["$", "us$", "usd", "dollar", "us dollar"]),
    ("EUR", &["€", "eur", "euro"]),
    ("GBP", &["£", "gbp", "pound", "sterling"]),
    ("JPY", &["¥", "jpy", "yen"]),
    ("CNY", &["cny", "rmb", "yuan", "renminbi"]),
    ("INR", &["₹", "inr", "rupee"]),
    ("CHF", &["chf", "franc", "sfr"]),
];

/// A whole number with points between thousands, as TOML writes it: `128_000` for `128.000`. A number below zero is none.
pub(super) fn thousands(text: &str) -> Option<String> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (is_number && text.contains('.') && is_grouped(text, '.')).then(|| text.replace('.', "_"))
}

/// Whether a character is the sign of a currency.
fn is_currency(c: char) -> bool {
    currency_of(c.encode_utf8(&mut [0; 4])).is_some()
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
        | ("%" | "percent" | "tokens" | "token", _) => 1,
        _ if currency_of(word).is_some() => 1,
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
    let text = day_of(text.trim());
    if text.len() == "YYYYMMDD".len() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let iso = format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]);
        return Some(iso).filter(|iso| {
            (text.starts_with("19") || text.starts_with("20")) && PartialDate::read(iso).is_some()
        });
    }
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

/// The day of `2026-11-26T10:00:00Z`.
fn day_of(text: &str) -> &str {
    match text.split_once(['T', 't', ' ']) {
        Some((day, time)) if day.len() == "YYYY-MM-DD".len() && time.get(2..3) == Some(":") => day,
        _ => text,
    }
}

fn month(text: &str) -> Option<u8> {
    month_name(text).or_else(|| text.parse().ok())
}

/// The month that a word names: `Mar`, `March`.
fn month_name(text: &str) -> Option<u8> {
    const MONTHS: [&[&str]; 12] = [
        &["jan", "january", "januar"],
        &["feb", "february", "februar"],
        &["mar", "march", "märz", "mär", "mrz"],
        &["apr", "april"],
        &["may", "mai"],
        &["jun", "june", "juni"],
        &["jul", "july", "juli"],
        &["aug", "august"],
        &["sep", "sept", "september"],
        &["oct", "october", "okt", "oktober"],
        &["nov", "november"],
        &["dec", "december", "dez", "dezember"],
    ];
    let lower = text.to_lowercase();
    let at = MONTHS.iter().position(|names| names.contains(&lower.as_str()))?;
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
    fn prices_are_read_with_what_they_are_for() {
        for (text, is_per_token, expected) in [
            ("$0.60", true, Some("0.60")),
            ("0.60 / 1M", true, Some("0.60")),
            ("$0.15 / 1M tokens", true, Some("0.15")),
            ("0.60 USD per 1M tokens", true, Some("0.60")),
            ("0.60/MTok", true, Some("0.60")),
            ("USD 2", true, Some("2")),
            ("15 cents", true, Some("0.15")),
            ("0,15", true, Some("0.15")),
            ("0.15 / 1K tokens", true, None),
            ("0.15 per image", true, None),
            ("0.15 per image", false, Some("0.15")),
            ("about 2", true, None),
            ("2-3", true, None),
            ("0.15 / 1M tokens", false, None),
        ] {
            assert_eq!(price(text, is_per_token).map(|price| price.0).as_deref(), expected, "{text}");
        }
        assert_eq!(price("€2", true), Some(("2".to_owned(), Some("EUR"))));
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
            ("Maybe 2026", None),
            ("Decision 2026", None),
            ("Sept. 2026", Some("2026-09")),
            ("2026-11-26T10:00:00Z", Some("2026-11-26")),
            ("2026-11-26 10:00", Some("2026-11-26")),
            ("20260311", Some("2026-03-11")),
            ("20261311", None),
            ("2026-13", None),
        ] {
            assert_eq!(date(text).as_deref(), expected, "{text}");
        }
    }
}

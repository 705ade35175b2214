//! Numbers as people write them: `1500`, `1_500`, `1.5K`, `2M`.

use rust_decimal::Decimal;

use crate::derive::calculator::LARGEST;
use crate::domain::money::read_exact;

/// How much of the input of a request is read from the cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cached {
    /// A number of tokens.
    Tokens(u64),
    /// A share in whole percents.
    Percent(u64),
}

/// Reads a whole number with an optional unit.
pub(super) fn count(text: &str) -> Result<u64, String> {
    let plain = text.replace(['_', ','], "");
    let (digits, unit) = match plain.char_indices().last() {
        Some((at, 'k' | 'K')) => (&plain[..at], 1_000),
        Some((at, 'm' | 'M')) => (&plain[..at], 1_000_000),
        Some((at, 'b' | 'B')) => (&plain[..at], 1_000_000_000),
        _ => (plain.as_str(), 1),
    };
    let expected = || "expected a whole number such as `1500`, `1_500`, `1.5K` or `2M`".to_owned();
    let number =
        decimal(digits).and_then(|number| number.checked_mul(Decimal::from(unit))).ok_or_else(expected)?;
    let whole = u64::try_from(number.normalize()).ok().filter(|_| number.fract().is_zero());
    whole.filter(|number| *number <= LARGEST).ok_or_else(expected)
}

/// Reads a price in dollars: `1`, `$0.15`.
pub(super) fn price(text: &str) -> Result<Decimal, String> {
    decimal(text.strip_prefix('$').unwrap_or(text))
        .ok_or_else(|| "expected a price such as `0.15`".to_owned())
}

/// Reads tokens, or a share of them.
pub(super) fn cached(text: &str) -> Result<Cached, String> {
    let Some(share) = text.strip_suffix('%') else { return count(text).map(Cached::Tokens) };
    let percent = share.parse().ok().filter(|percent| *percent <= 100);
    percent.map(Cached::Percent).ok_or_else(|| "expected whole percents from `0%` to `100%`".to_owned())
}

/// Digits, with at most one point between them.
fn decimal(digits: &str) -> Option<Decimal> {
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    read_exact(digits).filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let read = ["1500", "1_500", "1,500", "1.5K", "1.5k", "2M", "0", "0.5b", "128K"].map(count);
        let wanted = [1_500, 1_500, 1_500, 1_500, 1_500, 2_000_000, 0, 500_000_000, 128_000];
        assert_eq!(read.map(Result::unwrap), wanted);
        for wrong in ["", "K", "1.5", "-1", "1e3", "0.0001K", "1.2.3", "1T", "+1", "1000B"] {
            assert!(count(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_share_is_told_from_tokens() {
        assert_eq!(cached("80%"), Ok(Cached::Percent(80)));
        assert_eq!(cached("1K"), Ok(Cached::Tokens(1_000)));
        assert!(cached("101%").is_err() && cached("-1%").is_err() && cached("0.5%").is_err());
    }
}

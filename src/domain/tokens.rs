//! Counts of tokens: the exact integer, its short form and about how many words it is.

use rust_decimal::Decimal;

use super::digits::push_plain;
use super::money::thousands;

/// A number of tokens. In catalogs 0 means *not applicable*, which callers check before they print it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenCount(pub u64);

impl TokenCount {
    /// The short form: `128K` for 128,000 and for 131,072, `1M` for 1,048,576, `1.05M` for 1,050,000.
    ///
    /// `K` is 1,024 for multiples of 1,024 that are not multiples of 1,000, otherwise 1,000. K has up to one decimal, M two.
    pub fn short(self) -> String {
        let n = self.0;
        if n < 1_000 {
            n.to_string()
        } else if !n.is_multiple_of(1_000) && n.is_multiple_of(1_024) {
            abbreviate(n, 1_024)
        } else {
            abbreviate(n, 1_000)
        }
    }

    /// The exact number with commas: `128,000`.
    pub fn number(self) -> String {
        thousands(&self.0.to_string())
    }

    /// The exact number with its unit: `128,000 tokens`.
    pub fn exact(self) -> String {
        let mut text = self.number();
        text.push(' ');
        text.push_str(self.unit());
        text
    }

    /// The unit of the number: `token` for 1, otherwise `tokens`.
    pub fn unit(self) -> &'static str {
        if self.0 == 1 { "token" } else { "tokens" }
    }

    /// About how many English words this is: three quarters of the number, by the usual rule of thumb, rounded to two digits.
    pub fn words(self) -> u64 {
        let words = self.0 / 4 * 3 + self.0 % 4 * 3 / 4;
        let unit = 10_u64.pow(words.checked_ilog10().unwrap_or(0).saturating_sub(1));
        (words + unit / 2) / unit * unit
    }
}

/// Writes `n` in thousands with one decimal, or in millions with two, half up, without trailing zeros.
fn abbreviate(n: u64, thousand: u64) -> String {
    let tenths = round(n, thousand, 10);
    let (parts, decimals, letter) =
        if tenths < thousand * 10 { (tenths, 1, 'K') } else { (round(n, thousand * thousand, 100), 2, 'M') };
    let mut text = String::with_capacity(8);
    push_plain(&mut text, Decimal::new(i64::try_from(parts).unwrap_or(i64::MAX), decimals).normalize());
    text.push(letter);
    text
}

/// The number in units, counted in so many parts of a unit.
fn round(n: u64, unit: u64, parts: u64) -> u64 {
    u64::try_from((u128::from(n) * u128::from(parts) + u128::from(unit) / 2) / u128::from(unit))
        .unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_those_of_the_field() {
        let cases = [
            (512, "512"),
            (4_096, "4K"),
            (8_192, "8K"),
            (16_384, "16K"),
            (65_500, "65.5K"),
            (65_536, "64K"),
            (128_000, "128K"),
            (131_072, "128K"),
            (200_000, "200K"),
            (262_144, "256K"),
            (999_999, "1M"),
            (1_000_000, "1M"),
            (1_047_576, "1.05M"),
            (1_048_576, "1M"),
            (1_050_000, "1.05M"),
            (2_097_152, "2M"),
            (10_000_000, "10M"),
        ];
        for (count, short) in cases {
            assert_eq!(TokenCount(count).short(), short, "{count}");
        }
    }

    #[test]
    fn words_are_three_quarters_of_the_integer_in_two_digits() {
        assert_eq!(TokenCount(128_000).words(), 96_000);
        assert_eq!(TokenCount(16_385).words(), 12_000);
        assert_eq!(TokenCount(1_048_576).words(), 790_000);
        assert_eq!(TokenCount(7).words(), 5);
        assert_eq!(TokenCount(u64::MAX).words(), 14_000_000_000_000_000_000);
    }

    #[test]
    fn the_exact_count_has_commas() {
        assert_eq!(TokenCount(128_000).exact(), "128,000 tokens");
        assert_eq!(TokenCount(1).exact(), "1 token");
    }
}

//! Counts of tokens: the exact integer, its short form and about how many words it is.

use rust_decimal::Decimal;

use super::digits::push_plain;
use super::money::thousands;

/// A number of tokens. Zero means *not applicable* in the public data; callers decide before printing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenCount(pub u64);

impl TokenCount {
    /// The short form: `128K` for 128,000 and for 131,072, `1M` for 1,048,576, `1.05M` for 1,050,000.
    ///
    /// A multiple of 1,000 counts in decimal thousands, else a multiple of 1,024 in binary ones; others keep one decimal (K) or two (M).
    pub fn short(self) -> String {
        let n = self.0;
        if n < 1_000 {
            n.to_string()
        } else if !n.is_multiple_of(1_000) && n.is_multiple_of(1_024) {
            scaled(n, 1_024)
        } else {
            scaled(n, 1_000)
        }
    }

    /// The exact number with commas: `128,000`.
    pub fn grouped(self) -> String {
        thousands(&self.0.to_string())
    }

    /// The exact number with its unit: `128,000 tokens`.
    pub fn exact(self) -> String {
        let mut text = self.grouped();
        text.push(' ');
        text.push_str(self.unit());
        text
    }

    /// What the number counts: `tokens`, and `token` for 1.
    pub fn unit(self) -> &'static str {
        if self.0 == 1 { "token" } else { "tokens" }
    }

    /// About how many English words this is: three quarters of the integer, by the usual rule of thumb.
    pub fn words(self) -> u64 {
        self.0 / 4 * 3 + self.0 % 4 * 3 / 4
    }
}

/// Writes `n` in thousands with one decimal, or in millions with two, half up, without trailing zeros.
fn scaled(n: u64, thousand: u64) -> String {
    let tenths = rounded(n, thousand, 10);
    if tenths < thousand * 10 {
        return fixed(tenths, 1, 'K');
    }
    fixed(rounded(n, thousand * thousand, 100), 2, 'M')
}

fn rounded(n: u64, unit: u64, parts: u64) -> u64 {
    u64::try_from((u128::from(n) * u128::from(parts) + u128::from(unit) / 2) / u128::from(unit))
        .unwrap_or(u64::MAX)
}

fn fixed(parts: u64, decimals: u32, letter: char) -> String {
    let mut text = String::with_capacity(8);
    push_plain(&mut text, Decimal::new(i64::try_from(parts).unwrap_or(i64::MAX), decimals).normalize());
    text.push(letter);
    text
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
    fn words_are_three_quarters_of_the_integer() {
        assert_eq!(TokenCount(128_000).words(), 96_000);
        assert_eq!(TokenCount(u64::MAX).words(), u64::MAX / 4 * 3 + 2);
    }

    #[test]
    fn the_exact_count_is_grouped() {
        assert_eq!(TokenCount(128_000).exact(), "128,000 tokens");
        assert_eq!(TokenCount(1).exact(), "1 token");
    }
}

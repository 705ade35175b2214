//! Money: exact decimals from the digits in a file to the digits on a page. No float ever holds a price.

use std::fmt;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};

use super::digits::{push_plain, push_thousands, push_with_commas};

/// The capacity that the text of most prices needs, in bytes.
const TEXT_CAPACITY: usize = 16;

/// A price for one unit of use, as written in a record: exact, never negative, at most 28 decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Price(Decimal);

/// Why a number cannot be a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PriceError {
    /// Below zero.
    #[error("a price cannot be negative")]
    Negative,
    /// `nan` or `inf`.
    #[error("a price must be a finite number")]
    NotFinite,
    /// More than 28 decimals, or too large for 96 bits.
    #[error("a price can have at most 28 digits")]
    TooPrecise,
}

impl Price {
    /// Reads the digits of a TOML number, whose underscores are already gone: `0.075`, `7.5e-08`, `2`.
    ///
    /// # Errors
    /// If the number is negative, not finite, or has more than 28 digits.
    pub fn read(digits: &str) -> Result<Self, PriceError> {
        if digits.trim_start_matches(['+', '-']).starts_with(['n', 'i']) {
            return Err(PriceError::NotFinite);
        }
        let decimal = read_exact(digits).ok_or(PriceError::TooPrecise)?;
        Self::new(decimal)
    }

    /// Makes a price of a decimal.
    ///
    /// # Errors
    /// If the decimal is negative.
    pub fn new(decimal: Decimal) -> Result<Self, PriceError> {
        if decimal.is_sign_negative() && !decimal.is_zero() {
            return Err(PriceError::Negative);
        }
        Ok(Self(decimal.normalize()))
    }

    /// Returns the exact number.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// Whether nothing is charged.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// The plain decimal, in the unit of the file: `0.075`.
    pub fn value(self) -> String {
        let mut text = String::with_capacity(TEXT_CAPACITY);
        push_plain(&mut text, self.0);
        text
    }

    /// The price as a page prints it: in full, at least two decimals, never rounded: `$0.15`, `$0.0028`, `$75.00`.
    pub fn text(self, currency: Currency) -> String {
        let decimals = self.0.scale().max(2);
        currency.print(self.0, decimals)
    }

    /// The value that was likely meant by float dust such as `0.049999999999999996`; `None` up to 12 decimals.
    pub fn likely(self) -> Option<Self> {
        (self.0.scale() > 12).then(|| Self(self.0.round_dp(12).normalize()))
    }

    /// What `quantity` units cost when the price is for `per` units; `None` on overflow.
    pub fn times(self, quantity: u64, per: u64) -> Option<Amount> {
        let total = self.0.checked_mul(Decimal::from(quantity))?;
        let quotient = shift_point(total, per).or_else(|| total.checked_div(Decimal::from(per)))?;
        Some(Amount(quotient.normalize()))
    }

    /// How much less this price is than `other`, in percent; `None` if it is not less.
    pub fn saving_against(self, other: Self) -> Option<Decimal> {
        if self.0 >= other.0 {
            return None;
        }
        let share = other.0.checked_sub(self.0)?.checked_div(other.0)?;
        Some(share.checked_mul(Decimal::ONE_HUNDRED)?.normalize())
    }
}

/// Divides by moving the decimal point; `None` if the divisor is not a power of ten or the result has over 28 decimals.
fn shift_point(mut number: Decimal, divisor: u64) -> Option<Decimal> {
    let places = divisor.checked_ilog10().filter(|places| 10u64.pow(*places) == divisor)?;
    number.set_scale(number.scale() + places).ok()?;
    Some(number)
}

/// Reads decimal digits exactly, in plain or scientific notation; `None` if there are more than 28 of them.
pub fn read_exact(digits: &str) -> Option<Decimal> {
    let plain = digits.strip_prefix('+').unwrap_or(digits);
    let decimal = Decimal::from_str_exact(plain)
        .or_else(|_| Decimal::from_scientific(&plain.replace('E', "e")))
        .ok()?;
    let mantissa = plain.chars().take_while(|c| !matches!(c, 'e' | 'E')).filter(char::is_ascii_digit);
    let significant = mantissa.skip_while(|c| *c == '0').count();
    (significant <= 28).then_some(decimal)
}

/// A computed sum of money: exact, printed rounded half up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Decimal);

impl Amount {
    /// Zero.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Makes an amount of an exact sum.
    pub(super) fn new(sum: Decimal) -> Self {
        Self(sum.normalize())
    }

    /// The exact sum of two amounts; `None` on overflow.
    pub fn plus(self, other: Self) -> Option<Self> {
        Some(Self(self.0.checked_add(other.0)?.normalize()))
    }

    /// Returns the exact number.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// The exact, unrounded decimal: `0.0210` is `0.021`.
    pub fn value(self) -> String {
        let mut text = String::with_capacity(TEXT_CAPACITY);
        push_plain(&mut text, self.0);
        text
    }

    /// The amount as a page prints it, half up: `$2.10`, `$0.21`, `$0.135`, `$0.0210`, `under $0.0001`.
    ///
    /// From 1: two decimals. From 0.10 to 1: two, or three or four if that is exact. Below 0.10: four.
    pub fn text(self, currency: Currency) -> String {
        let smallest = Decimal::new(5, 5);
        if !self.0.is_zero() && self.0 < smallest {
            return format!("under {}", currency.print(Decimal::new(1, 4), 4));
        }
        let decimals = self.decimals();
        let rounded = self.0.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        currency.print(rounded, decimals)
    }

    fn decimals(self) -> u32 {
        let four = self.0.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero);
        if self.0.is_zero() || self.0 >= Decimal::ONE {
            2
        } else if four >= Decimal::new(1, 1) {
            if self.0.scale() <= 4 { self.0.scale().max(2) } else { 2 }
        } else {
            4
        }
    }
}

/// An ISO 4217 currency code. Prices in different currencies are never compared or converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// United States dollar, the default.
    pub const USD: Self = Self(*b"USD");

    /// Returns the ISO 4217 code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a currency code is ASCII")
    }

    fn print(self, number: Decimal, decimals: u32) -> String {
        let mut text = String::with_capacity(TEXT_CAPACITY);
        match &self.0 {
            b"USD" => text.push('$'),
            b"EUR" => text.push('€'),
            b"GBP" => text.push('£'),
            _ => text.extend([self.code(), "\u{a0}"]),
        }
        push_with_commas(&mut text, number, decimals);
        text
    }
}

impl FromStr for Currency {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        let bytes: [u8; 3] = code.as_bytes().try_into().map_err(|_| ())?;
        if bytes.iter().all(u8::is_ascii_uppercase) { Ok(Self(bytes)) } else { Err(()) }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The digits of a whole number with commas between thousands.
pub fn thousands(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    push_thousands(&mut text, digits);
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unit(digits: &str) -> String {
        Price::read(digits).unwrap().text(Currency::USD)
    }

    fn amount(digits: &str) -> String {
        Amount(read_exact(digits).unwrap()).text(Currency::USD)
    }

    #[test]
    fn unit_prices_print_in_full() {
        let cases = [
            ("0.15", "$0.15"),
            ("0.6", "$0.60"),
            ("0.075", "$0.075"),
            ("0.0028", "$0.0028"),
            ("75", "$75.00"),
            ("7.5e-08", "$0.000000075"),
            ("7.5E-2", "$0.075"),
            ("1000.10", "$1,000.10"),
            ("+2", "$2.00"),
            ("0", "$0.00"),
            ("0.049999999999999996", "$0.049999999999999996"),
        ];
        for (digits, text) in cases {
            assert_eq!(unit(digits), text, "{digits}");
        }
    }

    #[test]
    fn amounts_round_half_up_by_size() {
        let cases = [
            ("0.021", "$0.0210"),
            ("0.21", "$0.21"),
            ("2.1", "$2.10"),
            ("0.135", "$0.135"),
            ("0.1355", "$0.1355"),
            ("0.13555", "$0.14"),
            ("1.005", "$1.01"),
            ("12000", "$12,000.00"),
            ("0.00005", "$0.0001"),
            ("0.000049", "under $0.0001"),
            ("0", "$0.00"),
            ("0.09999", "$0.10"),
            ("0.99999", "$1.00"),
        ];
        for (digits, text) in cases {
            assert_eq!(amount(digits), text, "{digits}");
        }
    }

    #[test]
    fn a_share_of_a_price_is_exact_for_any_divisor() {
        let price = Price::read("0.15").unwrap();
        assert_eq!(price.times(123_456, 1_000_000).unwrap().value(), "0.0185184");
        assert_eq!(price.times(10, 3).unwrap().value(), "0.5");
        let tiny = Price::read("0.0000000000000000000000000001").unwrap();
        assert_eq!(tiny.times(5, 1_000).unwrap(), Amount::ZERO);
    }

    #[test]
    fn impossible_prices_are_refused() {
        assert_eq!(Price::read("-0.1"), Err(PriceError::Negative));
        assert_eq!(Price::read("nan"), Err(PriceError::NotFinite));
        assert_eq!(Price::read("-inf"), Err(PriceError::NotFinite));
        assert_eq!(Price::read("0.00000000000000000000000000001"), Err(PriceError::TooPrecise));
        assert_eq!(Price::read("1e99"), Err(PriceError::TooPrecise));
        assert_eq!(Price::read("0.12345678901234567890123456789"), Err(PriceError::TooPrecise));
    }

    #[test]
    fn float_dust_names_the_likely_value() {
        let dust = Price::read("0.049999999999999996").unwrap();
        assert_eq!(dust.likely().unwrap().value(), "0.05");
        assert_eq!(Price::read("0.075").unwrap().likely(), None);
    }

    #[test]
    fn half_of_the_price_is_a_saving_of_fifty_percent() {
        let (read, input) = (Price::read("0.075").unwrap(), Price::read("0.15").unwrap());
        assert_eq!(read.saving_against(input).unwrap().to_string(), "50");
        assert_eq!(input.saving_against(read), None);
    }

    #[test]
    fn other_currencies_print_as_themselves() {
        let price = Price::read("1.2").unwrap();
        assert_eq!(price.text("CNY".parse().unwrap()), "CNY\u{a0}1.20");
        assert_eq!(price.text("EUR".parse().unwrap()), "€1.20");
        assert!("usd".parse::<Currency>().is_err());
    }

    proptest! {
        #[test]
        fn a_price_survives_its_text(whole in 0u64..1_000_000, fraction in 0u64..1_000_000_000) {
            let digits = format!("{whole}.{fraction:09}");
            let price = Price::read(&digits).unwrap();
            let text = price.text(Currency::USD).replace(['$', ','], "");
            prop_assert_eq!(Price::read(&text).unwrap(), price);
            prop_assert_eq!(Price::read(&price.value()).unwrap(), price);
        }
    }
}

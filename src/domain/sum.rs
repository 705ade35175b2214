use rust_decimal::Decimal;

use super::{Amount, Price};

/// A sum of money during a computation, in units of its last decimal place, so that nothing is rounded before the total.
///
/// Every step returns `None` if the result overflows 128 bits. `static/js/cost.js` takes the same steps in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    units: u128,
    scale: u32,
}

/// How many decimals are added if a division has a remainder.
const EXTRA_DECIMALS: u32 = 12;

impl Sum {
    /// Zero.
    pub const ZERO: Self = Self { units: 0, scale: 0 };

    /// What `count` units cost if the price is for `per` units: exact if `per` is a power of ten, otherwise rounded half up
    /// at the twelfth decimal beyond those of the price.
    pub fn of(price: Price, count: u128, per: u64) -> Option<Self> {
        let decimal = price.decimal();
        let units = decimal.mantissa().unsigned_abs().checked_mul(count)?;
        let places = per.max(1).ilog10();
        if 10u64.pow(places) == per {
            return Some(Self { units, scale: decimal.scale() + places });
        }
        let per = u128::from(per.max(1));
        let dividend = units.checked_mul(10u128.pow(EXTRA_DECIMALS))?.checked_add(per / 2)?;
        Some(Self { units: dividend / per, scale: decimal.scale() + EXTRA_DECIMALS })
    }

    /// Adds another sum exactly.
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        Some(Self { units: self.units_at(scale)?.checked_add(other.units_at(scale)?)?, scale })
    }

    /// The units if the sum had this many decimals.
    fn units_at(self, scale: u32) -> Option<u128> {
        self.units.checked_mul(10u128.checked_pow(scale - self.scale)?)
    }

    /// The sum as an amount; `None` if it does not fit exactly into 96 bits and 28 decimals.
    pub fn amount(self) -> Option<Amount> {
        let (mut units, mut scale) = (self.units, self.scale);
        while scale > 0 && units.is_multiple_of(10) {
            (units, scale) = (units / 10, scale - 1);
        }
        let units = i128::try_from(units).ok()?;
        Decimal::try_from_i128_with_scale(units, scale).ok().map(Amount::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(digits: &str) -> Price {
        Price::read(digits).unwrap()
    }

    fn value(sum: Option<Sum>) -> Option<String> {
        sum.and_then(Sum::amount).map(Amount::value)
    }

    #[test]
    fn a_sum_is_exact() {
        let input = Sum::of(price("0.15"), 100_000, 1_000_000).unwrap();
        let output = Sum::of(price("0.60"), 10_000, 1_000_000).unwrap();
        assert_eq!(value(input.plus(output)).unwrap(), "0.021");
        assert_eq!(value(Sum::of(price("2"), 10_000, 1_000)).unwrap(), "20");
        assert_eq!(value(Sum::of(price("0"), 5, 1)).unwrap(), "0");
    }

    #[test]
    fn an_uneven_division_is_rounded_half_up_at_the_twelfth_decimal() {
        assert_eq!(value(Sum::of(price("2"), 1, 3)).unwrap(), "0.666666666667");
        assert_eq!(value(Sum::of(price("0.3"), 120, 60)).unwrap(), "0.6");
    }

    #[test]
    fn a_sum_that_is_too_large_is_no_amount() {
        let dust = price("0.0000000000000000000000000001");
        assert_eq!(value(Sum::of(dust, 5, 1)).unwrap(), "0.0000000000000000000000000005");
        assert_eq!(value(Sum::of(dust, 5, 10)), None, "29 decimals");
        assert_eq!(Sum::of(price("0.049999999999999996"), u128::MAX, 1), None);
        let large = Sum::of(price("9999999999999999999999999999"), 10, 1).unwrap();
        assert_eq!(value(large.plus(Sum::of(dust, 1, 1).unwrap())), None);
    }
}

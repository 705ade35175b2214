//! Prices that are moved from one quantity to another by the decimal point alone.

use rust_decimal::Decimal;

/// The price of 1M of what has a price for one: `7.5e-08` a token is `0.075`. `None` if digits would be lost.
pub(super) fn per_million(each: Decimal) -> Option<Decimal> {
    each.checked_mul(Decimal::from(1_000_000)).map(|price| price.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::read_exact;

    #[test]
    fn the_point_moves_and_no_digit_is_lost() {
        for (each, million) in
            [("7.5e-08", "0.075"), ("0.0000005", "0.5"), ("4e-06", "4"), ("8.9999e-07", "0.89999")]
        {
            assert_eq!(per_million(read_exact(each).unwrap()).unwrap().to_string(), million);
        }
    }
}

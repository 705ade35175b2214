//! Appends numbers to a text without an allocation for each: a page has hundreds of them.

use rust_decimal::Decimal;

/// Enough bytes for the 29 digits of a decimal's mantissa and the zeros that 28 decimals may need before it.
const MAX_DIGITS: usize = 64;

/// Appends a decimal that is not negative, with commas between thousands and at least so many decimals: `12,000.00`.
pub(super) fn push_with_commas(text: &mut String, number: Decimal, decimals: u32) {
    push(text, number, decimals, push_thousands);
}

/// Appends a decimal that is not negative in plain digits: `0.075`.
pub(super) fn push_plain(text: &mut String, number: Decimal) {
    push(text, number, 0, String::push_str);
}

/// Appends the digits of a whole number with commas between thousands.
pub(super) fn push_thousands(text: &mut String, digits: &str) {
    let (head, tail) = digits.split_at(digits.len() % 3);
    text.push_str(head);
    for (index, group) in tail.as_bytes().chunks(3).enumerate() {
        if index > 0 || !head.is_empty() {
            text.push(',');
        }
        text.push_str(std::str::from_utf8(group).expect("digits are ASCII"));
    }
}

fn push(text: &mut String, number: Decimal, decimals: u32, push_whole: fn(&mut String, &str)) {
    let (scale, mut buffer) = (number.scale() as usize, [b'0'; MAX_DIGITS]);
    let mut start = MAX_DIGITS;
    let mut rest = number.mantissa().unsigned_abs();
    while rest > 0 {
        start -= 1;
        let (shorter, digit) = match u64::try_from(rest) {
            Ok(small) => (u128::from(small / 10), small % 10),
            Err(_) => (rest / 10, u64::try_from(rest % 10).expect("one digit")),
        };
        buffer[start] += u8::try_from(digit).expect("one digit");
        rest = shorter;
    }
    let digits = std::str::from_utf8(&buffer[start.min(MAX_DIGITS - scale - 1)..]).expect("digits are ASCII");
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    push_whole(text, whole);
    let missing = (decimals as usize).saturating_sub(scale);
    if scale + missing > 0 {
        text.push('.');
        text.push_str(fraction);
        text.extend(std::iter::repeat_n('0', missing));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn with_commas(number: Decimal, decimals: u32) -> String {
        let mut text = String::new();
        push_with_commas(&mut text, number, decimals);
        text
    }

    #[test]
    fn numbers_have_commas_and_decimals() {
        let cases = [
            ("0", "0.00"),
            ("0.6", "0.60"),
            ("1234567.125", "1,234,567.125"),
            ("100", "100.00"),
            ("1000", "1,000.00"),
        ];
        for (number, text) in cases {
            assert_eq!(with_commas(number.parse().unwrap(), 2), text);
        }
        assert_eq!(with_commas(Decimal::MAX, 0), "79,228,162,514,264,337,593,543,950,335");
        assert_eq!(
            with_commas("0.0000000000000000000000000001".parse().unwrap(), 2),
            "0.0000000000000000000000000001"
        );
    }

    proptest! {
        #[test]
        fn plain_digits_are_those_of_the_decimal(mantissa in 0i64.., scale in 0u32..=28) {
            let number = Decimal::new(mantissa, scale);
            let mut text = String::new();
            push_plain(&mut text, number);
            prop_assert_eq!(text, number.to_string());
        }
    }
}

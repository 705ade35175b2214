//! Places and lengths in a drawing.

/// A place or a length in a drawing, in tenths of its unit.
pub type Tenths = i32;

/// A place as it is written: `12.3`, `12`.
pub fn written(tenths: Tenths) -> String {
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    let sign = if tenths < 0 { "-" } else { "" };
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_written_with_one_digit_at_most() {
        assert_eq!([0, 5, 120, 123, -4, -25].map(written), ["0", "0.5", "12", "12.3", "-0.4", "-2.5"]);
    }
}

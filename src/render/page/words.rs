use rust_decimal::{Decimal, RoundingStrategy};

pub(super) use crate::domain::text::{capital, count, decimal};

/// The text as it stands within a sentence: `tool calling`, but `PDF input`.
pub(super) fn lower(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    let is_acronym = letters.clone().next().is_some_and(char::is_uppercase);
    if is_acronym { text.to_owned() } else { first.to_lowercase().chain(letters).collect() }
}

/// A discount in whole percents: `50%`. What is nearly nothing or nearly all says so.
pub(super) fn percent(exact: Decimal) -> String {
    let whole = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    match whole {
        whole if whole.is_zero() => "under 1%".to_owned(),
        whole if whole == Decimal::ONE_HUNDRED && exact != whole => "over 99%".to_owned(),
        whole => format!("{}%", whole.normalize()),
    }
}

/// How many times: `4×`, `1.25×`, to two decimals.
pub(super) fn times(exact: Decimal) -> String {
    let rounded = exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize();
    format!("{}×", decimal(rounded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_whole_and_never_say_all_or_nothing() {
        let shown = |digits: &str| percent(digits.parse().unwrap());
        assert_eq!(shown("50"), "50%");
        assert_eq!(shown("66.66666"), "67%");
        assert_eq!(shown("99.6"), "over 99%");
        assert_eq!(shown("100"), "100%");
        assert_eq!(shown("0.2"), "under 1%");
    }

    #[test]
    fn acronyms_keep_their_letters() {
        assert_eq!(lower("Tool calling"), "tool calling");
        assert_eq!(lower("PDF input"), "PDF input");
        assert_eq!(capital("élan"), "Élan");
    }

    #[test]
    fn ratios_have_two_decimals_at_most() {
        assert_eq!(times("4".parse().unwrap()), "4×");
        assert_eq!(times("1.25".parse().unwrap()), "1.25×");
        assert_eq!(times("6.6666667".parse().unwrap()), "6.67×");
        assert_eq!(times("1234.5".parse().unwrap()), "1,234.5×");
    }
}

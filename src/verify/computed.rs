//! Figures that follow from others, computed once more with arithmetic of its own.

use rust_decimal::Decimal;

use super::exact::{decimal, number_in};
use super::known::Known;

/// A computed figure of a record; `None` for one that is not computed here.
pub(super) fn value(known: &Known, fact: &str) -> Option<String> {
    let price = |key: &str| decimal(known.page.get(key)?).filter(|price| !price.is_zero());
    let number = match fact {
        "computed.output_ratio" => price("cost.output")?.checked_div(price("cost.input")?)?,
        "computed.cache_saving" => {
            let share = price("cost.cache_read")?.checked_div(price("cost.input")?)?;
            Decimal::ONE.checked_sub(share)?.checked_mul(Decimal::ONE_HUNDRED)?
        }
        _ => return None,
    };
    Some(number.normalize().to_string())
}

/// Whether words such as "53% less" and "2.7× the price" show how much one value differs from another: the exact value is a share in percent,
/// negative where it is more, or how many times the other it is.
pub(super) fn shows_difference(text: &str, value: &str) -> bool {
    let Some(value) = decimal(value) else { return false };
    let Some(shown) = number_in(text) else { return matches!(text, "Same" | "same price") };
    let (one, hundred) = (Decimal::ONE, Decimal::ONE_HUNDRED);
    let step = Decimal::new(1, shown.scale());
    // In percent, as the other's multiple, and as a share of the other.
    let meanings = [
        Some(value),
        one.checked_sub(value).and_then(|rest| rest.checked_mul(hundred)),
        value.checked_div(hundred).and_then(|share| one.checked_sub(share)),
    ];
    meanings.into_iter().flatten().map(|meaning| meaning.abs()).any(|meaning| match text.split(' ').next() {
        Some("under") => meaning <= shown,
        Some("over") => meaning >= shown,
        _ => (meaning - shown).abs() < step,
    })
}

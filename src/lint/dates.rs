//! Dates of which a part may be unknown, compared as far as both are known.

use crate::domain::PartialDate;

/// Whether a date is before another one for certain: `2024-07` is not before `2024-07-18`, which it may hold.
pub(super) fn is_before(date: PartialDate, other: PartialDate) -> bool {
    let (date, other) = (date.iso(), other.iso());
    let known = date.len().min(other.len());
    date[..known] < other[..known]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_neither_before_nor_after_its_days() {
        let is_before = |a, b| is_before(PartialDate::read(a).unwrap(), PartialDate::read(b).unwrap());
        assert!(is_before("2024-06", "2024-07-18"));
        assert!(is_before("2024-07-17", "2024-07-18"));
        assert!(is_before("2023", "2024-07"));
        assert!(!is_before("2024-07", "2024-07-18"));
        assert!(!is_before("2024-07-18", "2024-07"));
        assert!(!is_before("2024", "2024"));
        assert!(!is_before("2024-08", "2024-07-18"));
    }
}

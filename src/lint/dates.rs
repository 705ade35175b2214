//! Dates of which a part may be unknown, compared as far as both are known.

use jiff::civil::Date;

use crate::domain::PartialDate;

/// Whether a date is before another one for certain: `2024-07` is not before `2024-07-18`, which it may hold.
pub(super) fn is_before(date: PartialDate, other: PartialDate) -> bool {
    let (date, other) = (date.iso(), other.iso());
    let known = date.len().min(other.len());
    date[..known] < other[..known]
}

/// The first year of the field: nothing of an AI model is older.
const FIRST_YEAR: i16 = 1950;

/// Nothing is announced so many years ahead.
const YEARS_AHEAD: i16 = 30;

/// Whether a date of a model is one that programs write where they know none: the zeros of clocks and spreadsheets, and ends of time.
pub(super) fn is_placeholder(date: PartialDate, today: Date) -> bool {
    let zeros = ["1970-01-01", "1970-01", "1969-12-31"];
    date.year() < FIRST_YEAR
        || date.year() > today.year() + YEARS_AHEAD
        || zeros.contains(&date.iso().as_str())
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

//! Dates that programs write where they know none.

use jiff::civil::Date;

use crate::domain::PartialDate;

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

//! Dates in ids: `20250514`, `2024-05-13`, `08-2024`, `2507`. A tag of four digits is a year and a month, or a month and a day.

use std::fmt;

use jiff::civil::Date;

use super::vocabulary::is_number;
use crate::domain::PartialDate;

/// A date as an id spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum DateTag {
    /// A day: `20250514`, `2025-05-14`, `250514`.
    Day(Date),
    /// The first day of a month: `08-2024`, `2024-08`, `202408`.
    Month(Date),
    /// Four digits: `2507` is July 2025, `0309` the ninth of March.
    Digits(i8, i8),
}

impl fmt::Display for DateTag {
    /// Writes the date as ids spell it most: `2025-05-14`, `2024-08`, `2507`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(month) => write!(f, "{:04}-{:02}", month.year(), month.month()),
            Self::Digits(first, second) => write!(f, "{first:02}{second:02}"),
        }
    }
}

impl DateTag {
    /// Reads the date at the end of a row of fields, and says how many of them it takes.
    pub(super) fn at_end(fields: &[&str]) -> Option<(Self, usize)> {
        let of_three = || {
            let [.., year, month, day] = fields else { return None };
            let is_date = is_long(year) && is_short(month) && is_short(day);
            is_date.then(|| Self::day(year, month, day)).flatten()
        };
        let of_two = || {
            let [.., first, second] = fields else { return None };
            match (is_long(first) && is_short(second), is_short(first) && is_long(second)) {
                (true, _) => Self::month(first, second),
                (_, true) => Self::month(second, first),
                _ => None,
            }
        };
        let of_one = || Self::of_digits(fields.last()?);
        let three = of_three().map(|tag| (tag, 3));
        three.or_else(|| Some((of_two()?, 2))).or_else(|| Some((of_one()?, 1)))
    }

    fn of_digits(digits: &str) -> Option<Self> {
        if !is_number(digits) {
            return None;
        }
        match digits.len() {
            8 => Self::day(&digits[..4], &digits[4..6], &digits[6..]),
            6 => Self::day(&format!("20{}", &digits[..2]), &digits[2..4], &digits[4..])
                .or_else(|| Self::month(&digits[..4], &digits[4..])),
            4 => {
                let (first, second) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
                let tag = Self::Digits(first, second);
                (tag.as_month().is_some() || tag.is_month_and_day()).then_some(tag)
            }
            _ => None,
        }
    }

    fn day(year: &str, month: &str, day: &str) -> Option<Self> {
        Some(Self::Day(date(year, month, day)?))
    }

    fn month(year: &str, month: &str) -> Option<Self> {
        Some(Self::Month(date(year, month, "01")?))
    }

    /// The first day of the month that four digits can mean: `2507`.
    fn as_month(self) -> Option<Date> {
        let Self::Digits(year, month) = self else { return None };
        let year = 2000 + i16::from(year);
        YEARS.contains(&year).then(|| Date::new(year, month, 1).ok()).flatten()
    }

    fn is_month_and_day(self) -> bool {
        matches!(self, Self::Digits(month, day) if Date::new(2024, month, day).is_ok())
    }

    /// Whether digits can hardly be anything but a date; four of them may be a number.
    pub(super) fn is_certain(self) -> bool {
        !matches!(self, Self::Digits(..)) || self.as_month().is_some()
    }

    /// Whether two tags can mean the same date.
    pub(super) fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Day(one), Self::Day(other)) | (Self::Month(one), Self::Month(other)) => one == other,
            (Self::Digits(..), Self::Digits(..)) => self == other,
            (Self::Day(day), Self::Month(month)) | (Self::Month(month), Self::Day(day)) => {
                day.first_of_month() == month
            }
            (Self::Digits(first, second), Self::Day(day)) | (Self::Day(day), Self::Digits(first, second)) => {
                (first, second) == (day.month(), day.day())
                    || Self::Digits(first, second).as_month() == Some(day.first_of_month())
            }
            (Self::Digits(..), Self::Month(month)) => self.as_month() == Some(month),
            (Self::Month(month), Self::Digits(..)) => other.as_month() == Some(month),
        }
    }

    /// Whether this is the date on which a model was released. A full date may be a few days off, since authors and hosts count from
    /// different days. A month and a day without a year say too little.
    pub(super) fn is_release(self, released: PartialDate) -> bool {
        let first = released.first_day();
        match self {
            Self::Day(day) if released.is_full() => day.duration_since(first).abs() <= DAYS_OFF,
            Self::Day(day) => released.unit() == "month" && day.first_of_month() == first,
            Self::Month(month) => released.unit() != "year" && month == first.first_of_month(),
            Self::Digits(..) => released.unit() != "year" && self.as_month() == Some(first.first_of_month()),
        }
    }

    /// Whether this is exactly the day on which a model was last updated.
    pub(super) fn is_update(self, updated: PartialDate) -> bool {
        matches!(self, Self::Day(day) if updated.is_full() && updated.first_day() == day)
    }
}

const DAYS_OFF: jiff::SignedDuration = jiff::SignedDuration::from_hours(7 * 24);

/// The years that a date in an id can mean.
const YEARS: std::ops::RangeInclusive<i16> = 2020..=2039;

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

fn is_short(text: &str) -> bool {
    text.len() == 2 && is_number(text)
}

fn is_long(text: &str) -> bool {
    text.len() == 4 && is_number(text)
}

#[cfg(test)]
mod tests {
    use super::DateTag;
    use jiff::civil::date;

    /// The fields of a name, and what is read at their end.
    type Case = (&'static [&'static str], Option<(DateTag, usize)>);

    #[test]
    fn a_date_at_the_end_is_read_in_every_spelling() {
        let (day, month) = (DateTag::Day(date(2025, 5, 14)), DateTag::Month(date(2024, 8, 1)));
        let cases: [Case; 11] = [
            (&["20250514"], Some((day, 1))),
            (&["250514"], Some((day, 1))),
            (&["4", "2025", "05", "14"], Some((day, 3))),
            (&["r", "08", "2024"], Some((month, 2))),
            (&["r", "2024", "08"], Some((month, 2))),
            (&["202408"], Some((month, 1))),
            (&["12", "2507"], Some((DateTag::Digits(25, 7), 1))),
            (&["0309"], Some((DateTag::Digits(3, 9), 1))),
            (&["1024"], Some((DateTag::Digits(10, 24), 1))),
            (&["4096"], None),
            (&["20251399"], None),
        ];
        for (fields, expected) in cases {
            assert_eq!(DateTag::at_end(fields), expected, "{fields:?}");
        }
    }
}

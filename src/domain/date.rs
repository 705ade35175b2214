//! Dates of which only the month or the year may be known: `2024-07-18`, `2024-07`, `2024`. A day is never invented.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// A calendar date whose day, or month and day, may be unknown. A partial date sorts before the full dates within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl PartialDate {
    /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; `None` for anything else, and for days that do not exist.
    pub fn read(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let year = number(parts[0], 4)?;
        let (month, day) = match parts[1..] {
            [] => (None, None),
            [month] => (Some(number(month, 2)?), None),
            [month, day] => (Some(number(month, 2)?), Some(number(day, 2)?)),
            _ => return None,
        };
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self { year, month, day })
    }

    /// A date whose day is known.
    pub fn day(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }

    /// Whether the day is known.
    pub fn is_full(self) -> bool {
        self.day.is_some()
    }

    /// Returns the year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The first day that this date can mean.
    pub fn first_day(self) -> Date {
        Date::constant(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// Whether what begins on this date may have begun on a day: a month or a year counts from its first day.
    pub fn has_begun(self, today: Date) -> bool {
        self.first_day() <= today
    }

    /// Whether what happens on this date has happened for certain on a day: a month or a year counts once it is over.
    pub fn has_happened(self, today: Date) -> bool {
        let today = Self::day(today);
        if self.is_full() { self <= today } else { self.is_before(today) }
    }

    /// Whether this date is before another one for certain: `2024-07` is not before `2024-07-18`, which it may hold.
    pub fn is_before(self, other: Self) -> bool {
        // Where one does not know the month or the day, the other's does not count.
        let part = |own: Option<i8>, other: Option<i8>| {
            own.zip(other).map_or(Ordering::Equal, |(own, other)| own.cmp(&other))
        };
        let months = part(self.month, other.month);
        self.year.cmp(&other.year).then(months).then(part(self.day, other.day)).is_lt()
    }

    /// The word before the date of an event: "on Jul 18, 2024", "in Jul 2024".
    pub fn on(self) -> &'static str {
        if self.is_full() { "on" } else { "in" }
    }

    /// The word before the date from which something holds: "from Jul 18, 2024", "in Jul 2024".
    pub fn from(self) -> &'static str {
        if self.is_full() { "from" } else { "in" }
    }

    /// What the date names: "date", "month" or "year".
    pub fn unit(self) -> &'static str {
        match (self.month, self.day) {
            (_, Some(_)) => "date",
            (Some(_), None) => "month",
            (None, None) => "year",
        }
    }

    /// The date in ISO 8601, as precise as it is known: `2024-07`.
    pub fn iso(self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            _ => format!("{:04}", self.year),
        }
    }
}

/// A number of exactly so many digits.
fn number<N: FromStr>(digits: &str, length: usize) -> Option<N> {
    let is_number = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

/// Prints the date as pages do: `Jul 18, 2024`, `Sep 2023`, `2023`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.month, self.day) {
            (Some(month), Some(day)) => write!(f, "{} {day}, {}", month_name(month), self.year),
            (Some(month), None) => write!(f, "{} {}", month_name(month), self.year),
            _ => write!(f, "{}", self.year),
        }
    }
}

fn month_name(month: i8) -> &'static str {
    MONTHS[usize::try_from(month - 1).expect("months count from 1")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_stay_partial() {
        let cases = [
            ("2024-07-18", "Jul 18, 2024"),
            ("2023-09", "Sep 2023"),
            ("2023", "2023"),
            ("2024-02-29", "Feb 29, 2024"),
        ];
        for (iso, text) in cases {
            let date = PartialDate::read(iso).unwrap();
            assert_eq!((date.iso().as_str(), date.to_string().as_str()), (iso, text));
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in [
            "2023-02-29",
            "2023-13",
            "2023-00",
            "23-01-01",
            "2023-1-1",
            "2023-01-01T00:00:00Z",
            "",
            "soon",
            "2023-",
            "2023-01-01-01",
            "2023-99-99",
        ] {
            assert_eq!(PartialDate::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_is_neither_before_nor_after_its_days() {
        let is_before = |a, b| PartialDate::read(a).unwrap().is_before(PartialDate::read(b).unwrap());
        assert!(is_before("2024-06", "2024-07-18"));
        assert!(is_before("2024-07-17", "2024-07-18"));
        assert!(is_before("2023", "2024-07"));
        assert!(!is_before("2024-07", "2024-07-18"));
        assert!(!is_before("2024-07-18", "2024-07"));
        assert!(!is_before("2024", "2024"));
        assert!(!is_before("2024-08", "2024-07-18"));
    }

    #[test]
    fn a_month_has_begun_on_its_first_day_and_has_happened_after_its_last() {
        let today = |day: &str| day.parse::<Date>().unwrap();
        let on = |date: &str, day: &str| {
            let date = PartialDate::read(date).unwrap();
            (date.has_begun(today(day)), date.has_happened(today(day)))
        };
        assert_eq!(on("2026-11", "2026-10-31"), (false, false));
        assert_eq!(on("2026-11", "2026-11-01"), (true, false));
        assert_eq!(on("2026-11", "2026-11-30"), (true, false));
        assert_eq!(on("2026-11", "2026-12-01"), (true, true));
        assert_eq!(on("2026", "2026-12-31"), (true, false));
        assert_eq!(on("2026", "2027-01-01"), (true, true));
        assert_eq!(on("2026-11-26", "2026-11-25"), (false, false));
        assert_eq!(on("2026-11-26", "2026-11-26"), (true, true));
    }

    #[test]
    fn a_month_sorts_before_its_days() {
        let read = |text| PartialDate::read(text).unwrap();
        assert!(read("2026-01") < read("2026-01-15"));
        assert!(read("2026-01-15") < read("2026-02"));
    }
}

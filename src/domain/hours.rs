//! Hours of the day in UTC, on some days of the week or on all of them.

use std::fmt;

/// The words of files for the days of the week, and what pages print.
const DAYS: [(&str, &str); 7] = [
    ("mon", "Mon"),
    ("tue", "Tue"),
    ("wed", "Wed"),
    ("thu", "Thu"),
    ("fri", "Fri"),
    ("sat", "Sat"),
    ("sun", "Sun"),
];

/// Hours in UTC and the days of the week on which they begin. As text, the way to name them: `16:30-00:30 sat,sun`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    utc: String,
    /// The days from 0 for Monday, each once and in order; empty for every day.
    days: Vec<usize>,
}

impl Hours {
    /// The words that a file may use for days.
    pub const DAYS: [&'static str; 7] = {
        let (mut words, mut at) = ([""; 7], 0);
        while at < words.len() {
            words[at] = DAYS[at].0;
            at += 1;
        }
        words
    };

    /// Takes hours such as `16:30-00:30` and the words of days, in any order. No days are all days.
    pub fn new(utc: String, days: &[String]) -> Self {
        let is_named = |at: &usize| days.iter().any(|day| day == DAYS[*at].0);
        Self { utc, days: (0..DAYS.len()).filter(is_named).collect() }
    }

    /// The hours as the file writes them: `16:30-00:30`.
    pub fn utc(&self) -> &str {
        &self.utc
    }

    /// The hours in words: `16:30 to 00:30`.
    pub fn utc_words(&self) -> String {
        self.utc.replacen('-', " to ", 1)
    }

    /// The words of the days on which they begin; empty for every day.
    pub fn days(&self) -> Vec<&'static str> {
        self.days.iter().map(|at| DAYS[*at].0).collect()
    }

    /// What follows the hours in words: ` UTC`, ` UTC, Sat and Sun`, ` UTC, Mon to Fri`.
    pub fn rest(&self) -> String {
        let names: Vec<&str> = self.days.iter().map(|at| DAYS[*at].1).collect();
        match names.as_slice() {
            [] => " UTC".to_owned(),
            [one] => format!(" UTC, {one}"),
            [first, .., last] if names.len() > 2 && self.is_run() => format!(" UTC, {first} to {last}"),
            [most @ .., last] => format!(" UTC, {} and {last}", most.join(", ")),
        }
    }

    /// Whether each day follows the one before.
    fn is_run(&self) -> bool {
        self.days.windows(2).all(|pair| pair[0] + 1 == pair[1])
    }

    /// The minutes of the week from Monday 00:00 that they cover, in parts. Hours that end before they start go on the next day.
    pub fn minutes(&self) -> Vec<(u32, u32)> {
        const DAY: u32 = 24 * 60;
        const WEEK: u32 = 7 * DAY;
        let Some((from, to)) =
            self.utc.split_once('-').and_then(|(from, to)| Some((minute(from)?, minute(to)?)))
        else {
            return Vec::new();
        };
        let length = if from < to { to - from } else { to + DAY - from };
        let days = (0..7).filter(|day| self.days.is_empty() || self.days.contains(&(*day as usize)));
        let parts = days.flat_map(|day| {
            let (start, end) = (day * DAY + from, day * DAY + from + length);
            [(start, end.min(WEEK)), (0, end.saturating_sub(WEEK))]
        });
        parts.filter(|(start, end)| start < end).collect()
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.utc)?;
        if self.days.is_empty() { Ok(()) } else { write!(formatter, " {}", self.days().join(",")) }
    }
}

fn minute(time: &str) -> Option<u32> {
    let (hour, minute) = time.split_once(':')?;
    Some(hour.parse::<u32>().ok()? * 60 + minute.parse::<u32>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(utc: &str, days: &[&str]) -> Hours {
        Hours::new(utc.to_owned(), &days.iter().map(|day| (*day).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn days_are_named_in_the_order_of_the_week() {
        let cases: [(&[&str], &str, &str); 4] = [
            (&[], "01:00-02:00", " UTC"),
            (&["sun"], "01:00-02:00 sun", " UTC, Sun"),
            (&["sun", "sat", "sat"], "01:00-02:00 sat,sun", " UTC, Sat and Sun"),
            (&["tue", "mon", "wed"], "01:00-02:00 mon,tue,wed", " UTC, Mon to Wed"),
        ];
        for (days, name, rest) in cases {
            let hours = hours("01:00-02:00", days);
            assert_eq!((hours.to_string().as_str(), hours.rest().as_str()), (name, rest));
        }
        assert_eq!(hours("01:00-02:00", &["mon", "wed", "fri"]).rest(), " UTC, Mon, Wed and Fri");
    }

    #[test]
    fn hours_over_midnight_go_on_the_next_day_and_into_the_next_week() {
        assert_eq!(hours("23:00-01:00", &["mon"]).minutes(), [(1_380, 1_500)]);
        assert_eq!(hours("23:00-01:00", &["sun"]).minutes(), [(10_020, 10_080), (0, 60)]);
        assert_eq!(hours("00:00-24:00", &["tue"]).minutes(), [(1_440, 2_880)]);
        assert_eq!(hours("12:00-13:00", &[]).minutes().len(), 7);
    }
}

//! What was compared, and what differs.

use std::collections::BTreeMap;

use serde::Serialize;

use super::exact::is_same;

/// The most differences of a site that are kept; the rest is only counted.
const MOST: usize = 10_000;

/// A format that says figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Pages.
    Html,
    /// The pages as Markdown.
    Markdown,
    /// `index.json` of records.
    Json,
    /// Structured data on pages.
    JsonLd,
    /// Tables for spreadsheets.
    Csv,
    /// The rows of lists.
    Search,
    /// The files of models.dev.
    Api,
    /// Lists for other systems.
    Feeds,
    /// News as Atom.
    Atom,
    /// Dates as iCalendar.
    Calendar,
}

impl Format {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            Self::Json => "JSON",
            Self::JsonLd => "JSON-LD",
            Self::Csv => "CSV",
            Self::Search => "search data",
            Self::Api => "API files",
            Self::Feeds => "feeds",
            Self::Atom => "Atom",
            Self::Calendar => "iCalendar",
        }
    }
}

/// A value at its place; `None` if the place has none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The file.
    pub file: String,
    /// The line, the key or the name within the file.
    pub at: String,
    /// What stands there.
    pub value: Option<String>,
}

impl Side {
    pub(super) fn new(file: &str, at: impl Into<String>, value: Option<&str>) -> Self {
        Self { file: file.to_owned(), at: at.into(), value: value.map(str::to_owned) }
    }
}

/// Two places that should say the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The format of the first place.
    pub format: Format,
    /// The place in the site.
    pub found: Side,
    /// The place that it is held against.
    pub expected: Side,
}

/// The outcome of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many figures were compared, by format.
    pub compared: BTreeMap<Format, usize>,
    /// The differences in the order of files, no more than ten thousand.
    pub differences: Vec<Difference>,
    /// How many further differences there are.
    pub more: usize,
}

impl Report {
    /// Compares two places. Both without a value are the same and not counted.
    pub(super) fn compare(&mut self, format: Format, found: Side, expected: Side) {
        let is_equal = match (&found.value, &expected.value) {
            (None, None) => return,
            (Some(one), Some(other)) => is_same(one, other),
            _ => false,
        };
        self.hold(format, is_equal, || (found, expected));
    }

    /// Counts a figure, and notes its two places if they differ.
    pub(super) fn hold(&mut self, format: Format, is_equal: bool, sides: impl FnOnce() -> (Side, Side)) {
        *self.compared.entry(format).or_default() += 1;
        if is_equal {
            return;
        }
        if self.differences.len() < MOST {
            let (found, expected) = sides();
            self.differences.push(Difference { format, found, expected });
        } else {
            self.more += 1;
        }
    }

    /// Notes something that is not as it should be.
    pub(super) fn differs(&mut self, format: Format, found: Side, expected: Side) {
        self.hold(format, false, || (found, expected));
    }

    pub(super) fn merge(mut self, other: Self) -> Self {
        for (format, count) in other.compared {
            *self.compared.entry(format).or_default() += count;
        }
        let room = MOST - self.differences.len();
        self.more += other.more + other.differences.len().saturating_sub(room);
        self.differences.extend(other.differences.into_iter().take(room));
        self
    }
}

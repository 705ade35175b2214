//! Where a model stands in its life.

use super::PartialDate;
use jiff::civil::Date;

/// A stage of life, as of the build's day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// In service; the default.
    #[default]
    Active,
    /// An early preview.
    Alpha,
    /// A preview.
    Beta,
    /// Its end is announced.
    Deprecated,
    /// It no longer answers.
    Retired,
}

impl Status {
    /// The words that a file may use.
    pub const WORDS: [&'static str; 5] = ["active", "alpha", "beta", "deprecated", "retired"];

    const ALL: [Self; 5] = [Self::Active, Self::Alpha, Self::Beta, Self::Deprecated, Self::Retired];

    /// Reads the word of a file.
    pub fn read(word: &str) -> Option<Self> {
        Self::WORDS.iter().position(|known| *known == word).map(|index| Self::ALL[index])
    }

    /// The word in a file.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// The word on pages.
    pub fn label(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Alpha => "Early preview",
            Self::Beta => "Preview",
            Self::Deprecated => "Deprecated",
            Self::Retired => "Retired",
        }
    }

    /// The stage on a day: past its `retires` date a model is retired, past its `deprecated` date deprecated, whatever it says of itself.
    #[must_use]
    pub fn on(self, today: Date, deprecated: Option<PartialDate>, retires: Option<PartialDate>) -> Self {
        let past = |date: Option<PartialDate>| date.is_some_and(|date| date.first_day() <= today);
        if past(retires) {
            Self::Retired
        } else if self < Self::Deprecated && (past(deprecated) || retires.is_some()) {
            Self::Deprecated
        } else {
            self
        }
    }

    /// Whether new work should not start on the model.
    pub fn is_ending(self) -> bool {
        self >= Self::Deprecated
    }
}

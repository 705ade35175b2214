//! The stages of a model's lifecycle.

use super::PartialDate;
use jiff::civil::Date;

/// A stage of the lifecycle, as of the build's day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// In service; the default.
    #[default]
    Active,
    /// An early preview.
    Alpha,
    /// A preview.
    Beta,
    /// Its shutdown is announced.
    Deprecated,
    /// It no longer works.
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

    /// Returns the word that files use.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// Returns the label that pages show.
    pub fn label(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Alpha => "Early preview",
            Self::Beta => "Preview",
            Self::Deprecated => "Deprecated",
            Self::Retired => "Retired",
        }
    }

    /// The stage on a day: from its `retires` date on a model is retired, from its `deprecated` date on deprecated, whatever
    /// its file says. Of a date that is known to the month or the year no day is taken for certain before all of it is over.
    #[must_use]
    pub fn on(self, today: Date, deprecated: Option<PartialDate>, retires: Option<PartialDate>) -> Self {
        if retires.is_some_and(|date| date.has_happened(today)) {
            return Self::Retired;
        }
        let is_deprecated = retires.is_some() || deprecated.is_some_and(|date| date.has_happened(today));
        if self < Self::Deprecated && is_deprecated { Self::Deprecated } else { self }
    }

    /// Whether the model is deprecated or retired.
    pub fn is_ending(self) -> bool {
        self >= Self::Deprecated
    }
}

//! Codes: the kinds of mistake, each with a name that never changes, a level and an explanation.

use std::fmt;
use std::str::FromStr;

/// How seriously a kind of finding is taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    /// It is not reported.
    Allow,
    /// It is shown, and never stops anything.
    Hint,
    /// It is a warning, and an error with `--strict`.
    Warn,
    /// It is an error.
    Deny,
}

impl Level {
    /// All levels, from the mildest.
    pub const ALL: [Self; 4] = [Self::Allow, Self::Hint, Self::Warn, Self::Deny];

    /// Returns the word that `[lints]` uses for the level.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Hint => "hint",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Level {
    type Err = UnknownLevel;

    fn from_str(word: &str) -> Result<Self, UnknownLevel> {
        let level = Self::ALL.into_iter().find(|level| level.as_str() == word);
        level.ok_or_else(|| UnknownLevel(word.to_owned()))
    }
}

/// Reports a word that is no level, and names those that are.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is not a level: expected `allow`, `hint`, `warn` or `deny`")]
pub struct UnknownLevel(pub String);

/// Describes one kind of finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Code {
    /// The name in kebab-case, for example `unknown-key`.
    pub name: &'static str,
    /// The level in a site of one's own.
    pub level: Level,
    /// The level with `profile = "foreign"` or without a `site.toml`. If the level is fixed, this one is that of records alone.
    pub foreign: Level,
    /// Whether the level is fixed: a hard mistake that `[lints]` cannot change.
    pub fixed: bool,
    /// What is found, in one sentence.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// TOML that has the mistake; empty when TOML cannot show it.
    pub bad: &'static str,
    /// TOML that is right; empty when TOML cannot show it.
    pub good: &'static str,
}

impl Code {
    /// Describes a hard mistake: an error that `[lints]` cannot change.
    pub const fn error(
        name: &'static str,
        what: &'static str,
        why: &'static str,
        bad: &'static str,
        good: &'static str,
    ) -> Self {
        Self { name, level: Level::Deny, foreign: Level::Deny, fixed: true, what, why, bad, good }
    }

    /// Describes a hard mistake of a record. In a foreign tree it is a warning: the record goes without what is wrong, or the site
    /// without the record.
    pub const fn record_error(
        name: &'static str,
        what: &'static str,
        why: &'static str,
        bad: &'static str,
        good: &'static str,
    ) -> Self {
        Self { foreign: Level::Warn, ..Self::error(name, what, why, bad, good) }
    }

    /// Describes a doubtful case with its level at home and in a foreign tree, both open to `[lints]`.
    pub const fn lint(
        name: &'static str,
        level: Level,
        foreign: Level,
        what: &'static str,
        why: &'static str,
        bad: &'static str,
        good: &'static str,
    ) -> Self {
        Self { name, level, foreign, fixed: false, what, why, bad, good }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_read_from_its_own_word() {
        for level in Level::ALL {
            assert_eq!(level.to_string().parse(), Ok(level));
        }
    }

    #[test]
    fn another_word_is_refused_with_the_words_that_exist() {
        let error = "Warn".parse::<Level>().unwrap_err();
        assert_eq!(error.to_string(), "`Warn` is not a level: expected `allow`, `hint`, `warn` or `deny`");
    }

    #[test]
    fn levels_order_from_mild_to_hard() {
        assert!(Level::ALL.is_sorted());
    }
}

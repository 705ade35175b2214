//! Levels: which codes a site takes how seriously.

use std::collections::BTreeMap;

use super::{Code, Level, Severity};

/// Decides the level of every code: the site's own choice, else the code's default.
#[derive(Clone, Debug)]
pub struct Levels {
    foreign: bool,
    chosen: BTreeMap<String, Level>,
}

impl Levels {
    /// Takes the defaults of a site with its own `site.toml`.
    pub const fn own_site() -> Self {
        Self { foreign: false, chosen: BTreeMap::new() }
    }

    /// Takes the milder defaults of a tree that others keep: no `site.toml`, or `profile = "foreign"`.
    pub const fn foreign() -> Self {
        Self { foreign: true, chosen: BTreeMap::new() }
    }

    /// Sets the level of a code by its name; codes with a fixed level keep theirs.
    pub fn set(&mut self, code: impl Into<String>, level: Level) {
        self.chosen.insert(code.into(), level);
    }

    /// Returns the level of a code.
    pub fn of(&self, code: &Code) -> Level {
        let default = if self.foreign { code.foreign } else { code.level };
        if code.fixed {
            return default;
        }
        self.chosen.get(code.name).copied().unwrap_or(default)
    }

    /// Returns how findings of a code are reported, or nothing when they are not; `strict` makes errors of warnings.
    pub fn severity(&self, code: &Code, strict: bool) -> Option<Severity> {
        match self.of(code) {
            Level::Allow => None,
            Level::Hint => Some(Severity::Hint),
            Level::Warn if strict => Some(Severity::Error),
            Level::Warn => Some(Severity::Warning),
            Level::Deny => Some(Severity::Error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static LINT: Code = Code::lint("unknown-key", Level::Deny, Level::Warn, "", "", "", "");
    static ERROR: Code = Code::error("wrong-type", "", "", "", "");

    #[test]
    fn a_foreign_tree_has_its_own_defaults() {
        assert_eq!(Levels::own_site().of(&LINT), Level::Deny);
        assert_eq!(Levels::foreign().of(&LINT), Level::Warn);
    }

    #[test]
    fn a_chosen_level_wins_over_the_default() {
        let mut levels = Levels::foreign();
        levels.set("unknown-key", Level::Allow);
        assert_eq!(levels.of(&LINT), Level::Allow);
    }

    #[test]
    fn a_fixed_level_cannot_be_chosen() {
        let mut levels = Levels::own_site();
        levels.set("wrong-type", Level::Allow);
        assert_eq!(levels.of(&ERROR), Level::Deny);
    }

    #[test]
    fn strict_makes_errors_of_warnings_and_leaves_hints() {
        let mut levels = Levels::own_site();
        levels.set("unknown-key", Level::Warn);
        assert_eq!(levels.severity(&LINT, false), Some(Severity::Warning));
        assert_eq!(levels.severity(&LINT, true), Some(Severity::Error));
        levels.set("unknown-key", Level::Hint);
        assert_eq!(levels.severity(&LINT, true), Some(Severity::Hint));
        levels.set("unknown-key", Level::Allow);
        assert_eq!(levels.severity(&LINT, true), None);
    }
}

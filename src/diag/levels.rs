//! Levels: which codes a site takes how seriously.

use std::collections::BTreeMap;

use super::{Code, Level, Severity};

/// Decides the level of every code: the site's own choice, else the code's default.
#[derive(Clone, Debug)]
pub struct Levels {
    foreign: bool,
    /// Whether hard mistakes of records are errors, whoever keeps them.
    hard_records: bool,
    /// Whether the site says which defaults it takes.
    has_profile: bool,
    chosen: BTreeMap<String, Level>,
}

impl Levels {
    /// Takes the defaults of a site with its own `site.toml`.
    pub const fn own_site() -> Self {
        Self { foreign: false, hard_records: true, has_profile: false, chosen: BTreeMap::new() }
    }

    /// Takes the milder defaults of a tree that others keep: no `site.toml`, or `profile = "foreign"`.
    pub const fn foreign() -> Self {
        Self { foreign: true, hard_records: false, has_profile: false, chosen: BTreeMap::new() }
    }

    /// Takes hard mistakes of records as errors in a foreign tree too.
    #[must_use]
    pub fn with_hard_records(mut self) -> Self {
        self.hard_records = true;
        self
    }

    /// Notes that the site itself chose these defaults.
    #[must_use]
    pub fn chosen_by_site(mut self) -> Self {
        self.has_profile = true;
        self
    }

    /// Whether a finding is an error only because the site has settings, which do not say how strict it is.
    pub fn is_error_by_default(&self, code: &Code, path: &str, strict: bool) -> bool {
        let lenient = Self { foreign: true, hard_records: false, ..self.clone() };
        let is_error = |levels: &Self| levels.severity(code, path, strict) == Some(Severity::Error);
        !self.foreign && !self.has_profile && is_error(self) && !is_error(&lenient)
    }

    /// Sets the level of a code by its name; codes with a fixed level keep theirs.
    pub fn set(&mut self, code: impl Into<String>, level: Level) {
        self.chosen.insert(code.into(), level);
    }

    /// Returns the level of a code that a record has.
    pub fn of(&self, code: &Code) -> Level {
        if code.fixed {
            return if self.hard_records { code.level } else { code.foreign };
        }
        let default = if self.foreign { code.foreign } else { code.level };
        self.chosen.get(code.name).copied().unwrap_or(default)
    }

    /// Returns how a finding of a code at a path is reported, or nothing if it is not; `strict` makes errors of warnings.
    pub fn severity(&self, code: &Code, path: &str, strict: bool) -> Option<Severity> {
        // Settings, templates and pages are the site's own, whoever keeps the records.
        let is_own = code.fixed && !is_of_records(path);
        match if is_own { code.level } else { self.of(code) } {
            Level::Allow => None,
            Level::Hint => Some(Severity::Hint),
            Level::Warn if strict => Some(Severity::Error),
            Level::Warn => Some(Severity::Warning),
            Level::Deny => Some(Severity::Error),
        }
    }
}

/// Whether a path is in a folder of records.
fn is_of_records(path: &str) -> bool {
    ["models/", "providers/"].iter().any(|folder| path.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    static LINT: Code = Code::lint("unknown-key", Level::Deny, Level::Warn, "", "", "", "");
    static ERROR: Code = Code::record_error("wrong-type", "", "", "", "");

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
    fn a_hard_mistake_of_a_record_is_a_warning_in_a_foreign_tree_and_one_of_the_site_is_not() {
        let found = |levels: Levels, path: &str| levels.severity(&ERROR, path, false);
        assert_eq!(found(Levels::foreign(), "models/a/b.toml"), Some(Severity::Warning));
        assert_eq!(found(Levels::foreign(), "providers/a/provider.toml"), Some(Severity::Warning));
        assert_eq!(found(Levels::foreign(), "site.toml"), Some(Severity::Error));
        assert_eq!(found(Levels::own_site(), "models/a/b.toml"), Some(Severity::Error));
    }

    #[test]
    fn strict_makes_errors_of_warnings_and_leaves_hints() {
        let mut levels = Levels::own_site();
        levels.set("unknown-key", Level::Warn);
        assert_eq!(levels.severity(&LINT, "", false), Some(Severity::Warning));
        assert_eq!(levels.severity(&LINT, "", true), Some(Severity::Error));
        levels.set("unknown-key", Level::Hint);
        assert_eq!(levels.severity(&LINT, "", true), Some(Severity::Hint));
        levels.set("unknown-key", Level::Allow);
        assert_eq!(levels.severity(&LINT, "", true), None);
    }
}

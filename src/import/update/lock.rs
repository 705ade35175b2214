//! The keys that an import does not change: `[import] lock`.

use toml_edit::TableLike;

/// Keys that are locked, as they are written in files: `cost.output`, or `cost` with all that is in it.
#[derive(Clone, Debug, Default)]
pub struct Locks(Vec<String>);

impl Locks {
    /// The locks that a file names.
    pub(super) fn of(table: &dyn TableLike) -> Self {
        let keys = table.get("import").and_then(|import| import.get("lock")).and_then(|lock| lock.as_array());
        let keys = keys.into_iter().flatten().filter_map(|key| key.as_str());
        Self(keys.map(|key| key.replace("[]", "")).collect())
    }

    /// The locks of the settings of a site.
    pub fn of_settings(text: &str) -> Self {
        text.parse::<toml_edit::DocumentMut>()
            .map(|document| Self::of(document.as_table()))
            .unwrap_or_default()
    }

    /// These and others.
    pub(super) fn with(&self, others: &Self) -> Self {
        Self(self.0.iter().chain(&others.0).cloned().collect())
    }

    /// Whether the value at a path is locked.
    pub(super) fn hold(&self, path: &str) -> bool {
        let keys = without_entries(path);
        self.0.iter().any(|lock| {
            keys.strip_prefix(lock.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }
}

/// A path without the names of entries.
fn without_entries(path: &str) -> String {
    let (mut keys, mut is_inside, mut is_text) = (String::new(), false, false);
    let mut is_escaped = false;
    for letter in path.chars() {
        match letter {
            '"' if !is_escaped => is_text = !is_text,
            '[' if !is_text => is_inside = true,
            ']' if !is_text => {
                is_inside = false;
                continue;
            }
            _ => {}
        }
        is_escaped = letter == '\\' && !is_escaped;
        if !is_inside {
            keys.push(letter);
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_holds_a_key_and_what_is_in_it() {
        let locks = Locks::of_settings("[import]\nlock = [\"name\", \"cost.tiers[]\", \"limit\"]\n");
        for path in ["name", "cost.tiers[200000].input", "cost.tiers[\"a]\"].input", "limit.context"] {
            assert!(locks.hold(path), "{path}");
        }
        for path in ["names", "cost.input", "cost.tiers_apply", "x.name"] {
            assert!(!locks.hold(path), "{path}");
        }
    }
}

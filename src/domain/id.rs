//! The key of a record: its source path below the site, without `.toml`.

use std::fmt;
use std::sync::Arc;

/// A record's key, such as `models/openai/gpt-4o-mini` or `providers/azure/models/gpt-4o-mini`. Ids repeat across providers, keys do not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordKey(Arc<str>);

impl RecordKey {
    /// The key of the record in a file, from its path below the site with `/` between folders.
    pub fn of_path(path: &str) -> Self {
        Self(path.strip_suffix(".toml").unwrap_or(path).into())
    }

    /// The key of a model, from its path below `models/`: `openai/gpt-4o-mini`.
    pub fn of_model(id: &str) -> Self {
        Self(format!("models/{id}").into())
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

use serde::Serialize;

use super::link::Link;

/// A page at a former or second id that leads to the real one; templates see it as `alias`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Alias {
    /// The id that this page stands for.
    pub id: String,
    /// The page it leads to.
    pub target: Link,
}

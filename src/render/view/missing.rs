use serde::Serialize;

use super::link::Link;

/// The 404 page; templates see it as `missing`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Missing {
    /// Pages to go on from.
    pub links: Vec<Link>,
}

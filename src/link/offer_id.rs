//! The id of an offer, taken apart.

use super::name::Name;
use super::vocabulary::is_number;

/// The id of an offer in its parts: `hf:zai-org/GLM-4.6:thinking`.
#[derive(Debug)]
pub(super) struct OfferId {
    /// The segments in front of the name: `zai-org`.
    pub(super) namespaces: Vec<String>,
    /// The name: `GLM-4.6`.
    pub(super) name: Name,
    /// What stands after colons: `thinking`.
    pub(super) options: Vec<String>,
    /// The version of an API at the end: `v1:0`.
    pub(super) version: Option<String>,
}

impl OfferId {
    /// An id that is a name and nothing else.
    pub(super) fn of_name(name: Name) -> Self {
        Self { namespaces: Vec::new(), name, options: Vec::new(), version: None }
    }

    /// Takes an id apart.
    pub(super) fn read(id: &str) -> Self {
        let mut segments: Vec<&str> = id.split('/').collect();
        let last = segments.pop().unwrap_or_default().to_lowercase();
        let mut parts = last.trim_start_matches('~').split(':');
        let mut name = parts.next().unwrap_or_default();
        let mut options: Vec<String> = parts.map(str::to_owned).collect();
        let mut version = None;
        if let Some((before, number)) = name.rsplit_once("-v")
            && is_number(number)
            && options.first().is_some_and(|option| is_number(option))
        {
            version = Some(format!("v{number}:{}", options.remove(0)));
            name = before;
        }
        Self {
            namespaces: segments.into_iter().map(namespace).collect(),
            name: Name::read(name),
            options,
            version,
        }
    }
}

/// A segment of an id in front of the last one, as prefixes know it: `hf:zai-org` is `zai-org`.
pub(super) fn namespace(segment: &str) -> String {
    let segment = segment.rsplit(':').next().unwrap_or_default();
    segment.trim_start_matches('~').to_lowercase()
}

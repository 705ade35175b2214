//! A value as a report shows it.

use super::Json;

impl Json {
    /// The value on one line, a text without quotes.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Flag(flag) => flag.to_string(),
            Self::Number(text) | Self::Text(text) => text.clone(),
            Self::List(list) => format!("[{}]", list.iter().map(Self::shown).collect::<Vec<_>>().join(", ")),
            Self::Object(members) => {
                let members = members.iter().map(|(key, value)| format!("{key}: {}", value.shown()));
                format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

//! How requests control the reasoning.

use super::entry::{Entry, line, lines};
use crate::import::{Fields, Json, Report, Value};

const LEVELS: &str = "reasoning_effort_levels";
const DEFAULT: &str = "default_reasoning_effort";
const ON_BY_DEFAULT: &str = "thinking_on_by_default";

/// The levels of effort with what the list says of each. Without a flag, `medium` and `high` always work, and `low` unless a flag
/// says no; that is how `LiteLLM` reads its flags. Others work only where a flag says yes.
const EFFORTS: [(&str, &str, bool); 7] = [
    ("none", "supports_none_reasoning_effort", false),
    ("minimal", "supports_minimal_reasoning_effort", false),
    ("low", "supports_low_reasoning_effort", true),
    ("medium", "supports_medium_reasoning_effort", true),
    ("high", "supports_high_reasoning_effort", true),
    ("xhigh", "supports_xhigh_reasoning_effort", false),
    ("max", "supports_max_reasoning_effort", false),
];

/// Whether a key is read here.
pub(super) fn takes(key: &str) -> bool {
    [LEVELS, DEFAULT, ON_BY_DEFAULT].contains(&key) || EFFORTS.iter().any(|(_, flag, _)| *flag == key)
}

/// Writes the levels of effort, the one that applies by default, and whether reasoning is on by default.
pub(super) fn write(entry: Entry<'_>, fields: &mut Fields, report: &mut Report) {
    let levels = match entry.get(LEVELS) {
        None => from_flags(entry),
        Some(json) => {
            let levels = lines(json);
            if levels.is_none() {
                entry.cannot_write(report, LEVELS, json);
            }
            levels
        }
    };
    match levels {
        Some(levels) if levels.is_empty() => {
            fields.set("reasoning_options", Value::List(Vec::new()));
            without_levels(entry, report);
        }
        Some(levels) => effort(entry, levels, fields, report),
        None => without_levels(entry, report),
    }
    if let Some(json) = entry.get(ON_BY_DEFAULT) {
        match json.flag() {
            Some(is_on) => {
                let mut toggle = Fields::default();
                toggle.set("type", "toggle");
                toggle.set("default", is_on);
                fields.push("reasoning_options", toggle);
            }
            None => entry.cannot_write(report, ON_BY_DEFAULT, json),
        }
    }
}

fn effort(entry: Entry<'_>, levels: Vec<String>, fields: &mut Fields, report: &mut Report) {
    let mut effort = Fields::default();
    effort.set("type", "effort");
    if let Some(json) = entry.get(DEFAULT) {
        match line(json).filter(|word| levels.iter().any(|level| level == word)) {
            Some(word) => effort.set("default", word),
            None => entry.cannot_write(report, DEFAULT, json),
        }
    }
    effort.set("values", levels.into_iter().collect::<Value>());
    fields.push("reasoning_options", effort);
}

/// A default is of no use without the levels to choose from.
fn without_levels(entry: Entry<'_>, report: &mut Report) {
    if let Some(json) = entry.get(DEFAULT) {
        entry.cannot_write(report, DEFAULT, json);
    }
}

/// The levels that flags tell; `None` without a flag, or for a model that does not reason.
fn from_flags(entry: Entry<'_>) -> Option<Vec<String>> {
    let flags =
        EFFORTS.map(|(level, key, otherwise)| (level, entry.get(key).and_then(Json::flag), otherwise));
    let says_something = flags.iter().any(|(_, flag, _)| flag.is_some());
    if !says_something || entry.flag("supports_reasoning") == Some(false) {
        return None;
    }
    let works = flags.iter().filter(|(_, flag, otherwise)| flag.unwrap_or(*otherwise));
    Some(works.map(|(level, ..)| (*level).to_owned()).collect())
}

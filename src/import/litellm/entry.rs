//! One entry of the list, and how what it says is noted where no key holds it.

use indexmap::IndexMap;

use crate::import::{Json, Report, Why};

/// The most characters of a text that a file takes.
const LONGEST: usize = 1_000;

/// The longest list that a file takes.
pub(super) const MOST: usize = 200;

/// An entry of the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    /// The name under which it stands in the list.
    pub(super) id: &'a str,
    /// What it says.
    pub(super) keys: &'a IndexMap<String, Json>,
    /// The type of the record, if its mode has one.
    pub(super) kind: Option<&'static str>,
}

impl<'a> Entry<'a> {
    /// What a key says; `null` says nothing.
    pub(super) fn get(self, key: &str) -> Option<&'a Json> {
        self.keys.get(key).filter(|json| **json != Json::Null)
    }

    /// Whether a flag says yes or no.
    pub(super) fn flag(self, key: &str) -> Option<bool> {
        self.get(key)?.flag()
    }

    /// Whether requests are prompts of text, so that input and output are what is paid for.
    pub(super) fn is_conversation(self) -> bool {
        matches!(self.kind, None | Some("chat" | "responses" | "completion" | "realtime"))
    }

    /// Notes a value that no key holds.
    pub(super) fn cannot_write(self, report: &mut Report, key: &str, json: &Json) {
        report.leave_out(Why::CannotBeWritten, self.id, key, json);
    }

    /// Notes a value that is no fact of the model.
    pub(super) fn no_fact(self, report: &mut Report, key: &str, json: &Json) {
        report.leave_out(Why::NotAFact, self.id, key, json);
    }
}

/// A text that a file takes: a line without control characters.
pub(super) fn line(json: &Json) -> Option<&str> {
    json.text().filter(|text| is_line(text))
}

/// Whether a text is short enough for a file and has no control characters.
pub(super) fn is_line(text: &str) -> bool {
    !text.trim().is_empty() && text.len() <= LONGEST && !text.chars().any(char::is_control)
}

/// The texts of a list, if it has nothing else and is no longer than a file takes.
pub(super) fn lines(json: &Json) -> Option<Vec<String>> {
    let Json::List(list) = json else { return None };
    if list.len() > MOST {
        return None;
    }
    list.iter().map(|json| line(json).map(str::to_owned)).collect()
}

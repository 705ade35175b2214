//! What an entry says, before its values are checked.

use crate::import::by_field::Members;
use crate::import::{Json, Report, Why};

/// The facts that were found, under the keys of our files, before their values are checked.
pub(super) struct Facts<'a> {
    pub(super) members: Members,
    id: &'a str,
    report: &'a mut Report,
}

impl<'a> Facts<'a> {
    pub(super) fn new(id: &'a str, report: &'a mut Report) -> Self {
        Self { members: Members::new(), id, report }
    }

    /// Sets the value at a path with dots.
    pub(super) fn set(&mut self, path: &str, json: Json) {
        let mut members = &mut self.members;
        let mut parts = path.split('.').peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                members.insert(part.to_owned(), json);
                return;
            }
            let inner = members.entry(part.to_owned()).or_insert_with(|| Json::Object(Members::new()));
            let Json::Object(below) = inner else { return };
            members = below;
        }
    }

    pub(super) fn cannot(&mut self, key: &str, json: &Json) {
        self.leave_out(Why::CannotBeWritten, key, json);
    }

    pub(super) fn leave_out(&mut self, why: Why, key: &str, json: &Json) {
        self.report.leave_out(why, self.id, key, json);
    }
}

pub(super) fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

//! What every part of a list says of the whole.

use super::List;
use crate::verify::json::Json;
use crate::verify::report::{Format, Report, Side};

/// Holds the counts, the parts and the address of a list against the files that there are.
pub(super) fn compare(list: &List, report: &mut Report) {
    let count = list.entries().count().to_string();
    let parts = list.parts.len();
    for (at, (path, json)) in list.parts.iter().enumerate() {
        let next = (at + 1 < parts).then(|| format!("{}index-{}.json", list.folder, at + 2));
        for (key, expected) in [
            ("count", Some(count.as_str())),
            ("parts", Some(parts.to_string().as_str())),
            ("part", Some((at + 1).to_string().as_str())),
            ("next", next.as_deref()),
            ("url", Some(list.folder.as_str())),
        ] {
            let found = json.get(key).and_then(Json::scalar);
            let found = Side::new(path, key, found.as_deref());
            report.compare(Format::Json, found, Side::new(path, "entries", expected));
        }
    }
}

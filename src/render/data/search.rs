//! The rows of the index as columns, in the order of the index: what a browser searches in.

use serde::Serialize;

use crate::derive::Directory;
use crate::resolve::Record;

/// One array a column; an index is a row in all of them.
#[derive(Serialize)]
struct Search<'a> {
    key: Vec<&'a str>,
    id: Vec<&'a str>,
    name: Vec<&'a str>,
    url: Vec<&'a str>,
}

/// Writes the columns as JSON.
pub(super) fn write(directory: &Directory, buffer: &mut Vec<u8>) {
    let records = || directory.rows.iter().map(|row| directory.record(row.place));
    let search = Search {
        key: records().map(|record| record.key.as_str()).collect(),
        id: records().map(|record: &Record| record.id.as_str()).collect(),
        name: records().map(|record| record.name.as_str()).collect(),
        url: records().map(|record| record.route.as_str()).collect(),
    };
    serde_json::to_writer(buffer, &search).expect("writing to memory does not fail");
}

//! `build.json`: the list of what a build wrote.

use serde_json::{Value, json};

/// The schema.
pub(super) fn schema() -> Value {
    let hash = json!({
        "description": "A BLAKE3 hash, as `b3sum` prints it.",
        "type": "string",
        "pattern": "^[0-9a-f]{64}$",
    });
    let entry =
        super::shape::object([("hash", hash.clone()), ("size", super::shape::count())], &["hash", "size"]);
    let keys = [
        ("generator", json!({ "type": "string", "pattern": "^modelpress [0-9]+\\.[0-9]+\\.[0-9]+" })),
        ("checksum", hash),
        ("files", json!({ "description": "By path.", "type": "object", "additionalProperties": entry })),
    ];
    let description = "The files that a build wrote, but for this one.";
    super::shape::foreign(
        "build.json",
        description,
        super::shape::object(keys, &["generator", "checksum", "files"]),
    )
}

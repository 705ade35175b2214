//! The codes of mistakes that show when records are resolved.

use crate::diag::{Code, Level};

/// A reference to a record that does not exist.
pub static UNKNOWN_REFERENCE: Code = Code::error(
    "unknown-reference",
    "A record names another one that does not exist.",
    "A link would lead nowhere, or facts would be missing.",
    "base_model = \"openai/gpt-4o-minni\"",
    "base_model = \"openai/gpt-4o-mini\"",
);

/// Records that refer to each other in a circle.
pub static REFERENCE_CYCLE: Code = Code::error(
    "reference-cycle",
    "Records name each other in a circle, or inherit in a chain without end.",
    "None of them can be resolved: a model cannot inherit from itself, nor be its own successor or variant.",
    "# models/a/x.toml\nbase_model = \"a/x\"",
    "# models/a/x.toml\nbase_model = \"a/y\"",
);

/// Two records with the same id.
pub static DUPLICATE_ID: Code = Code::error(
    "duplicate-id",
    "Two files have the same id.",
    "An id names one model; a call with it can reach only one.",
    "# in a second file\nid = \"openai/gpt-4o\"",
    "# in a second file\nid = \"openai/gpt-4o-2024-08-06\"",
);

/// An id that cannot be a path.
pub static BAD_ID: Code = Code::error(
    "bad-id",
    "An id cannot be a path.",
    "Pages stand under paths made of ids; names that some disk or host refuses would be lost there.",
    "id = \"openai/../secrets\"",
    "id = \"openai/gpt-4o\"\nslug = \"gpt-4o\"",
);

/// A provider without its file.
pub static MISSING_PROVIDER: Code = Code::lint(
    "missing-provider",
    Level::Deny,
    Level::Warn,
    "A folder of offers has no `provider.toml`.",
    "The offers have no base URL, key or name of a provider.",
    "# providers/acme/models/x.toml alone",
    "# providers/acme/provider.toml\nname = \"Acme\"",
);

/// A code that does not exist.
pub static UNKNOWN_LINT: Code = Code::error(
    "unknown-lint",
    "`[lints]` names a code that does not exist, or whose level is fixed.",
    "The setting would have no effect.",
    "[lints]\nunkown-key = \"allow\"",
    "[lints]\nunknown-key = \"allow\"",
);

/// All of them, in the order of the documentation.
pub static ALL: [&Code; 6] =
    [&UNKNOWN_REFERENCE, &REFERENCE_CYCLE, &DUPLICATE_ID, &BAD_ID, &MISSING_PROVIDER, &UNKNOWN_LINT];

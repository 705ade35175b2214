//! The codes of mistakes that show when records are resolved.

use crate::diag::{Code, Level};

/// A reference to a record that does not exist.
pub static UNKNOWN_REFERENCE: Code = Code::record_error(
    "unknown-reference",
    "A record refers to another one that does not exist.",
    "A link would be broken, or facts would be missing.",
    "base_model = \"openai/gpt-4o-minni\"",
    "base_model = \"openai/gpt-4o-mini\"",
);

/// Records that refer to each other in a circle.
pub static REFERENCE_CYCLE: Code = Code::record_error(
    "reference-cycle",
    "Records refer to each other in a cycle, or the inheritance chain is too long.",
    "None of them can be resolved: a model cannot inherit from itself, or be its own successor or variant.",
    "# models/a/x.toml\nbase_model = \"a/x\"",
    "# models/a/x.toml\nbase_model = \"a/y\"",
);

/// Two records with the same id.
pub static DUPLICATE_ID: Code = Code::record_error(
    "duplicate-id",
    "Two files have the same id.",
    "An ID names one model; an API call with it can only reach one.",
    "# in a second file\nid = \"openai/gpt-4o\"",
    "# in a second file\nid = \"openai/gpt-4o-2024-08-06\"",
);

/// An id that cannot be a path.
pub static BAD_ID: Code = Code::record_error(
    "bad-id",
    "An ID cannot be used as a path.",
    "Page paths are made from IDs; names that some file systems or hosts reject would be lost.",
    "id = \"openai/../secrets\"",
    "id = \"openai/gpt-4o\"\nslug = \"gpt-4o\"",
);

/// Two owners of one path.
pub static DUPLICATE_PATH: Code = Code::record_error(
    "duplicate-path",
    "Two files have the same output path, or one needs a folder where the other is a file.",
    "Paths are lower case, and other characters become `-`, so that they work on every file system and host. If records collide, one keeps the path: the one with a `slug`, otherwise the one whose ID is the path, otherwise the one with the smallest ID. The others get `-` and six digits of a hash of their ID.",
    "# models/minimax/MiniMax-M2.toml, beside models/minimax/minimax-m2.toml\nname = \"MiniMax M2\"",
    "# models/minimax/MiniMax-M2.toml\nname = \"MiniMax M2\"\nslug = \"minimax-m2-2\"",
);

/// A record whose base was left out.
pub static BROKEN_BASE: Code = Code::lint(
    "broken-base",
    Level::Allow,
    Level::Warn,
    "A record inherits from one that is left out because of an error, so it is left out too.",
    "Without the facts of its base, its page would be wrong. The error is reported at the base.",
    "base_model = \"openai/gpt-4o\"   # models/openai/gpt-4o.toml is not valid TOML",
    "base_model = \"openai/gpt-4o\"   # and models/openai/gpt-4o.toml is fixed",
);

/// A provider without its file.
pub static MISSING_PROVIDER: Code = Code::lint(
    "missing-provider",
    Level::Deny,
    Level::Warn,
    "A folder with offers has no `provider.toml`.",
    "The offers have no provider name, base URL or API key.",
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
pub static ALL: [&Code; 8] = [
    &UNKNOWN_REFERENCE,
    &REFERENCE_CYCLE,
    &DUPLICATE_ID,
    &BAD_ID,
    &DUPLICATE_PATH,
    &BROKEN_BASE,
    &MISSING_PROVIDER,
    &UNKNOWN_LINT,
];

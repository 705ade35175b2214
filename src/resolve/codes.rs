//! The codes of mistakes that show when records are resolved.

use crate::diag::{Code, Level};

/// A reference to a record that does not exist.
pub static UNKNOWN_REFERENCE: Code = Code::record_error(
    "unknown-reference",
    "A record names another one that does not exist.",
    "A link would lead nowhere, or facts would be missing.",
    "base_model = \"openai/gpt-4o-minni\"",
    "base_model = \"openai/gpt-4o-mini\"",
);

/// Records that refer to each other in a circle.
pub static REFERENCE_CYCLE: Code = Code::record_error(
    "reference-cycle",
    "Records name each other in a circle, or inherit in a chain without end.",
    "None of them can be resolved: a model cannot inherit from itself, nor be its own successor or variant.",
    "# models/a/x.toml\nbase_model = \"a/x\"",
    "# models/a/x.toml\nbase_model = \"a/y\"",
);

/// Two records with the same id.
pub static DUPLICATE_ID: Code = Code::record_error(
    "duplicate-id",
    "Two files have the same id.",
    "An id names one model; a call with it can reach only one.",
    "# in a second file\nid = \"openai/gpt-4o\"",
    "# in a second file\nid = \"openai/gpt-4o-2024-08-06\"",
);

/// An id that cannot be a path.
pub static BAD_ID: Code = Code::record_error(
    "bad-id",
    "An id cannot be a path.",
    "Pages stand under paths made of ids; names that some disk or host refuses would be lost there.",
    "id = \"openai/../secrets\"",
    "id = \"openai/gpt-4o\"\nslug = \"gpt-4o\"",
);

/// Two owners of one path.
pub static DUPLICATE_PATH: Code = Code::record_error(
    "duplicate-path",
    "Two files have the same output path, or one is a file where the other needs a folder.",
    "Paths are lower case, and other characters become `-`, so that they work on every disk and host. Of records that meet, one keeps the path: the one with a `slug`, else the one whose id is the path, else the one with the smallest id. The others get `-` and six digits of a hash of their id.",
    "# models/minimax/MiniMax-M2.toml, beside models/minimax/minimax-m2.toml\nname = \"MiniMax M2\"",
    "# models/minimax/MiniMax-M2.toml\nname = \"MiniMax M2\"\nslug = \"minimax-m2-2\"",
);

/// A record whose base was left out.
pub static BROKEN_BASE: Code = Code::lint(
    "broken-base",
    Level::Allow,
    Level::Warn,
    "A record inherits from one that is left out because of a mistake, so it is left out too.",
    "Without the facts of its base, its page would say wrong things. The mistake is reported at the base.",
    "base_model = \"openai/gpt-4o\"   # models/openai/gpt-4o.toml is no valid TOML",
    "base_model = \"openai/gpt-4o\"   # and models/openai/gpt-4o.toml is mended",
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

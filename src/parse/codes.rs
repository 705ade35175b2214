//! The codes of mistakes that parsing a file reports.

use crate::diag::{Code, Level};

/// A syntax error in TOML.
pub static SYNTAX: Code = Code::record_error(
    "syntax",
    "The file is not valid TOML.",
    "Nothing after the error can be trusted, so the record is left out.",
    "name = \"GPT-4o mini",
    "name = \"GPT-4o mini\"",
);

/// Invalid UTF-8.
pub static NOT_UTF8: Code = Code::record_error(
    "not-utf8",
    "The file is not UTF-8 text.",
    "TOML files are UTF-8. Files in Latin-1 or UTF-16 print as wrong characters.",
    "name = \"Mod\u{fffd}le\"   # saved as Latin-1",
    "name = \"Modèle\"   # saved as UTF-8",
);

/// A value of the wrong type.
pub static WRONG_TYPE: Code = Code::record_error(
    "wrong-type",
    "A key has a value of the wrong type.",
    "A price in quotes or a fractional limit cannot be used in calculations. The value is left out.",
    "[cost]\ninput = \"0.15\"",
    "[cost]\ninput = 0.15",
);

/// A required key that is absent.
pub static MISSING_KEY: Code = Code::record_error(
    "missing-key",
    "A required key is missing.",
    "The entry is meaningless without it: a model needs a name, and a benchmark needs a score.",
    "[[benchmarks]]\nname = \"MMLU\"",
    "[[benchmarks]]\nname = \"MMLU\"\nscore = 82.0",
);

/// An invalid date.
pub static BAD_DATE: Code = Code::lint(
    "bad-date",
    Level::Deny,
    Level::Warn,
    "A date does not exist or has the wrong format.",
    "Dates are YYYY-MM-DD, or YYYY-MM or YYYY if no more is known. A time of day is not allowed. The value is left out.",
    "release_date = \"2024-02-30\"",
    "release_date = \"2024-02-29\"",
);

/// A number out of range.
pub static BAD_NUMBER: Code = Code::lint(
    "bad-number",
    Level::Deny,
    Level::Warn,
    "A number is invalid: negative, not finite, or with more than 28 digits.",
    "Prices and limits start at 0 and are kept exactly. The value is left out.",
    "[limit]\ncontext = -1",
    "[limit]\ncontext = 128_000",
);

/// A word that is not one of the allowed ones.
pub static UNKNOWN_VALUE: Code = Code::lint(
    "unknown-value",
    Level::Deny,
    Level::Warn,
    "A key has a value that is not in its list of allowed values.",
    "The value is left out, as if the key were missing.",
    "type = \"chatbot\"",
    "type = \"chat\"",
);

/// An address that is not http or https.
pub static BAD_URL: Code = Code::lint(
    "bad-url",
    Level::Deny,
    Level::Warn,
    "An address is not an http or https URL.",
    "Records come from many contributors, and a URL with another scheme could run a script in a reader's browser, so it is left out.",
    "[[links]]\nurl = \"javascript:alert(1)\"",
    "[[links]]\nurl = \"https://openai.com/\"",
);

/// Text that holds control characters or is empty.
pub static BAD_TEXT: Code = Code::lint(
    "bad-text",
    Level::Deny,
    Level::Warn,
    "A line of text is empty, or contains line breaks or control characters.",
    "Names and IDs are single lines, and hidden characters would be copied into code and terminals. Surrounding white space is ignored. The value is left out: a missing name falls back to the ID, and a provider's name to its folder.",
    "name = \"GPT-4o\\nmini\"",
    "name = \"GPT-4o mini\"",
);

/// What is no name of an environment variable.
pub static BAD_ENV: Code = Code::lint(
    "bad-env",
    Level::Deny,
    Level::Warn,
    "An entry of `env` is not the name of an environment variable.",
    "Pages show the name of the variable that holds the API key. An entry that is the key itself would be published on every page, so it is left out, and messages hide it.",
    "[gateway]\nenv = [\"sk-live-…\"]",
    "[gateway]\nenv = [\"ACME_API_KEY\"]",
);

/// A text that is too long.
pub static TOO_LONG: Code = Code::lint(
    "too-long",
    Level::Deny,
    Level::Warn,
    "A text is too long for its key.",
    "Names and tags appear on many pages, so long ones make the site large. A line can have up to 1,000 characters, a name 200, a URL 2,000, a Markdown text 50,000. The value is left out.",
    "name = \"Acme Small, a model that … and so on for 300 characters\"",
    "name = \"Acme Small\"",
);

/// A list with too many entries.
pub static TOO_MANY: Code = Code::lint(
    "too-many",
    Level::Deny,
    Level::Warn,
    "A list has too many entries for its key.",
    "Each alias and tag becomes a page, and each entry becomes a row. A list can have up to 200 entries, aliases and tags 100, benchmarks 500; `docs/schema.md` lists other limits. Further entries are left out.",
    "aliases = [\"acme/small-1\", \"acme/small-2\", … 98 more, \"acme/small-101\"]",
    "aliases = [\"acme/small-1\"]",
);

/// An unknown key in a table of prices.
pub static UNKNOWN_PRICE_KEY: Code = Code::lint(
    "unknown-price-key",
    Level::Deny,
    Level::Warn,
    "A key inside a price table is unknown.",
    "A misspelled price key means a missing price on the page.",
    "[cost]\ncache_input = 0.075",
    "[cost]\ncache_read = 0.075",
);

/// An unknown key in the list of outputs.
pub static UNKNOWN_OUTPUT: Code = Code::lint(
    "unknown-output",
    Level::Deny,
    Level::Warn,
    "A key in `[outputs]` is unknown.",
    "Whoever asks for an output relies on it, and nothing would be written.",
    "[outputs]\ntables = true",
    "[outputs]\ncsv = true",
);

/// A key that is close to a known one.
pub static MISSPELLED_KEY: Code = Code::lint(
    "misspelled-key",
    Level::Deny,
    Level::Warn,
    "A key is unknown but similar to a known one.",
    "Misspelled keys are ignored, so the page is missing a fact.",
    "tool_cal = true",
    "tool_call = true",
);

/// A key in the wrong table.
pub static MISPLACED_KEY: Code = Code::lint(
    "misplaced-key",
    Level::Deny,
    Level::Warn,
    "A key is in the wrong table.",
    "In TOML, a key belongs to the last `[table]` above it, so top-level keys must come before the first table. Elsewhere the key is ignored.",
    "name = \"GPT-4o mini\"\n\n[limit]\ncontext = 128_000\n\ntool_call = true",
    "name = \"GPT-4o mini\"\ntool_call = true\n\n[limit]\ncontext = 128_000",
);

/// Any other unknown key.
pub static UNKNOWN_KEY: Code = Code::lint(
    "unknown-key",
    Level::Warn,
    Level::Warn,
    "A key is unknown.",
    "It is ignored. Put your own data in `[extra]` of a record, a page or `site.toml`, where templates can use it.",
    "owner = \"platform team\"",
    "[extra]\nowner = \"platform team\"",
);

/// Syntax of TOML 1.1.
pub static TOML_1_1: Code = Code::lint(
    "toml-1-1",
    Level::Warn,
    Level::Hint,
    "The file uses TOML 1.1 syntax that many parsers reject.",
    "Other tools that read the data may only support TOML 1.0, where inline tables are on one line and have no trailing comma.",
    "tier = {\n  size = 200_000,\n}",
    "tier = { size = 200_000 }",
);

/// A TOML file outside of the folders of records.
pub static MISPLACED_FILE: Code = Code::record_error(
    "misplaced-file",
    "A TOML file is in a place where no record can be.",
    "Models belong in their author's folder, and offers in their provider's `models` folder.",
    "# models/gpt-4o.toml",
    "# models/openai/gpt-4o.toml",
);

/// Front matter that cannot be read.
pub static FRONT_MATTER: Code = Code::error(
    "front-matter",
    "The front matter of a page is not closed, or is not TOML.",
    "Front matter comes before the Markdown, as TOML between two lines of `+++`.",
    "# pages/about.md: ---\ntitle = \"About\"",
    "# pages/about.md: +++\ntitle = \"About\"",
);

/// All of them, in the order of the documentation.
pub static ALL: [&Code; 20] = [
    &SYNTAX,
    &NOT_UTF8,
    &WRONG_TYPE,
    &MISSING_KEY,
    &BAD_DATE,
    &BAD_NUMBER,
    &UNKNOWN_VALUE,
    &BAD_URL,
    &BAD_TEXT,
    &BAD_ENV,
    &TOO_LONG,
    &TOO_MANY,
    &UNKNOWN_PRICE_KEY,
    &UNKNOWN_OUTPUT,
    &MISSPELLED_KEY,
    &MISPLACED_KEY,
    &UNKNOWN_KEY,
    &TOML_1_1,
    &MISPLACED_FILE,
    &FRONT_MATTER,
];

//! The codes of what has to be looked at again. All are hints, and `check --stale` alone reports them.

use crate::diag::{Code, Level};

/// Facts that nobody checked for a long time.
pub static STALE_FACTS: Code = Code::lint(
    "stale-facts",
    Level::Hint,
    Level::Hint,
    "With `check --stale DAYS`: facts were last checked or updated more than that many days ago.",
    "Prices and limits change without notice. The oldest facts come first, with the source to compare them with. An attestation is stale from the day after `valid_until`.",
    "[sources.cost]\nurl = \"https://openai.com/api/pricing/\"\nchecked = 2025-01-15",
    "[sources.cost]\nurl = \"https://openai.com/api/pricing/\"\nchecked = 2026-11-20",
);

/// A model that has ended and does not say so.
pub static PAST_RETIREMENT: Code = Code::lint(
    "past-retirement",
    Level::Hint,
    Level::Hint,
    "With `check --stale DAYS`: the `retires` date has passed, and `status` still says something else.",
    "The page says retired from that day on; the file contradicts it.",
    "status = \"active\"\nretires = 2026-01-31",
    "status = \"retired\"\nretires = 2026-01-31",
);

/// Records without a description.
pub static NO_DESCRIPTION: Code = Code::lint(
    "no-description",
    Level::Hint,
    Level::Hint,
    "With `check --stale DAYS`: how many models have no description.",
    "Readers and search engines see only figures on their pages.",
    "name = \"GPT-4o\"",
    "name = \"GPT-4o\"\ndescription = \"A model for text and images.\"",
);

/// Records without a source.
pub static NO_SOURCE: Code = Code::lint(
    "no-source",
    Level::Hint,
    Level::Hint,
    "With `check --stale DAYS`: how many records with prices or limits name no source.",
    "Nobody can compare the facts with where they come from.",
    "[cost]\ninput = 0.15",
    "[cost]\ninput = 0.15\n[sources.cost]\nurl = \"https://openai.com/api/pricing/\"\nchecked = 2026-11-20",
);

/// Every code.
pub const ALL: [&Code; 4] = [&STALE_FACTS, &PAST_RETIREMENT, &NO_DESCRIPTION, &NO_SOURCE];

//! A score in text that the data does not have.

use std::collections::HashSet;

use super::prelude::*;
use crate::lint::prose::{Prose, Word};

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "benchmark-in-prose",
        Level::Warn,
        Level::Hint,
        "A text mentions a benchmark score that is not in `[[benchmarks]]`.",
        "A score in prose has no source, date or metric, and the page's benchmark list would contradict it.",
        "description = \"It reaches 82% on MMLU.\"",
        "[[benchmarks]]\nname = \"MMLU\"\nscore = 82.0\nmetric = \"percent correct\"\nsource = \"https://openai.com/\"",
    ),
    check: Check::Prose(check),
};

/// How many words may stand between a score and its benchmark in a sentence.
const NEAR: usize = 8;

/// Benchmarks by how their names begin; case does not count.
const NAMES: [&str; 37] = [
    "AIME",
    "Aider",
    "AlpacaEval",
    "ARC-AGI",
    "ARC-C",
    "BBH",
    "BFCL",
    "BrowseComp",
    "ChartQA",
    "DocVQA",
    "GPQA",
    "GSM8K",
    "HealthBench",
    "HellaSwag",
    "HLE",
    "HMMT",
    "HumanEval",
    "IFEval",
    "LiveBench",
    "LiveCodeBench",
    "MathVista",
    "MATH-500",
    "MBPP",
    "MGSM",
    "MMLU",
    "MMMLU",
    "MMMU",
    "MTEB",
    "MultiChallenge",
    "OSWorld",
    "SciCode",
    "SimpleQA",
    "SWE-bench",
    "TAU-bench",
    "Terminal-Bench",
    "TruthfulQA",
    "WebArena",
];

fn check(
    code: &'static Code,
    prose: &Prose<'_>,
    record: Option<&Record>,
    context: RecordContext<'_>,
    diags: &mut Diagnostics,
) {
    let words = prose.words();
    let mut scored = None;
    for (at, word) in words.iter().enumerate() {
        let Some(name) = NAMES.into_iter().find(|name| names_benchmark(word, name)) else { continue };
        let near = at.saturating_sub(NEAR)..words.len().min(at + NEAR + 1);
        let is_near = near
            .into_iter()
            .any(|position| words[position].sentence == word.sentence && is_share(&words, position));
        if is_near && !scored.get_or_insert_with(|| list_scored(record)).contains(name) {
            let message = format!("a score for `{}` that is not in `[[benchmarks]]`", word.text);
            diags.push(
                Diagnostic::new(code, prose.place(&words[at..=at], context), message)
                    .help("add it to `[[benchmarks]]`, with its source and date"),
            );
        }
    }
}

fn names_benchmark(word: &Word<'_>, name: &str) -> bool {
    let head = word.text.get(..name.len()).unwrap_or_default();
    let is_whole = !word.text[head.len()..].starts_with(char::is_alphanumeric);
    head.eq_ignore_ascii_case(name) && is_whole
}

/// Whether the words from here on are a share: `82%`, `82.0 %`, `82 percent`.
fn is_share(words: &[Word<'_>], at: usize) -> bool {
    let number = words[at].text.trim_end_matches('%');
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let is_next = |sign: &str| words.get(at + 1).is_some_and(|next| next.is(sign));
    is_number && (number.len() < words[at].text.len() || is_next("%") || is_next("percent"))
}

/// The names of [`NAMES`] of which a record has a score.
fn list_scored(record: Option<&Record>) -> HashSet<&'static str> {
    let scores = record.map(|record| record.benchmarks.as_slice()).unwrap_or_default();
    let scores: Vec<String> = scores.iter().map(|score| score.name.to_ascii_lowercase()).collect();
    let has_score = |name: &&str| {
        let name = name.to_ascii_lowercase();
        scores.iter().any(|score| score.contains(&name))
    };
    NAMES.into_iter().filter(has_score).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn a_score_in_prose_alone_is_found() {
        let bad = "description = \"It reaches 82% on MMLU-Pro and, on HumanEval, 87.2 percent.\"\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[r#"
models/acme/one.toml:2:34-42 benchmark-in-prose: a score for `MMLU-Pro` that is not in `[[benchmarks]]`
  help: add it to `[[benchmarks]]`, with its source and date
models/acme/one.toml:2:51-60 benchmark-in-prose: a score for `HumanEval` that is not in `[[benchmarks]]`
  help: add it to `[[benchmarks]]`, with its source and date
"#]],
        );
    }

    #[test]
    fn a_score_that_the_data_has_and_a_benchmark_without_a_share_are_fine() {
        let good = "description = \"82% on MMLU.\"\n[[benchmarks]]\nname = \"MMLU\"\nscore = 82.0\n";
        assert_eq!(in_model(&RULE, good), "");
        assert_eq!(in_model(&RULE, "description = \"Tested on MMLU. Saves 50% of the price.\"\n"), "");
    }
}

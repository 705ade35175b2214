//! Figures in text, where nothing keeps them true.

use super::prelude::*;
use crate::lint::prose::{Prose, Word};

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "price-in-prose",
        Level::Warn,
        Level::Hint,
        "A text mentions a price or a limit.",
        "The page shows prices and limits from `[cost]` and `[limit]`. A copy in prose becomes wrong when they change.",
        "description = \"A small model at $0.15 with a 128K context window.\"",
        "description = \"A small model.\"\n[cost]\ninput = 0.15\n[limit]\ncontext = 128_000",
    ),
    check: Check::Prose(check),
};

fn check(
    code: &'static Code,
    prose: &Prose<'_>,
    _: Option<&Record>,
    context: RecordContext<'_>,
    diags: &mut Diagnostics,
) {
    let words = prose.words();
    for at in 0..words.len() {
        let (what, table, length) = if let Some(length) = price_at(&words[at..]) {
            ("price", "cost", length)
        } else if let Some(length) = limit_at(&words, at) {
            ("limit", "limit", length)
        } else {
            continue;
        };
        let phrase = &words[at..at + length];
        let text = phrase.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
        diags.push(
            Diagnostic::new(code, prose.place(phrase, context), format!("`{text}` is a {what} in prose"))
                .help(format!("write it only in `[{table}]`; the page shows it from there")),
        );
    }
}

/// How many words from here on are a price: `$0.15`, `0.15 USD`, `15 cents`. Sums of millions are none.
fn price_at(words: &[Word<'_>]) -> Option<usize> {
    let next = words.get(1);
    let next_is = |list: &[&str]| next.is_some_and(|next| list.iter().any(|word| next.is(word)));
    let Some(amount) = words[0].text.strip_prefix(['$', '€', '£', '¥']) else {
        let is_number = words[0].text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
        return (is_number && next_is(&["USD", "EUR", "dollars", "cents"])).then_some(2);
    };
    let unit = amount.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let is_number = amount.starts_with(|c: char| c.is_ascii_digit());
    let is_sum =
        unit.starts_with(char::is_alphabetic) || next_is(&["thousand", "million", "billion", "trillion"]);
    (is_number && !is_sum).then_some(1)
}

/// How many words from `at` on are a limit: `128K tokens`, `1M-token`, `200K context`, `4096 output tokens`.
fn limit_at(words: &[Word<'_>], at: usize) -> Option<usize> {
    let (number, rest) = words[at].text.split_once('-').unwrap_or((words[at].text, ""));
    let is_unit_of_price = at > 0 && (words[at - 1].is("per") || words[at - 1].is("every"));
    if !is_size(number) || is_unit_of_price {
        return None;
    }
    if is_counted(rest) {
        return Some(1);
    }
    let next = words.get(at + 1).filter(|_| rest.is_empty())?.text;
    if is_counted(next) {
        return Some(2);
    }
    let is_side = ["input", "output", "completion"].iter().any(|side| next.eq_ignore_ascii_case(side));
    (is_side && is_counted(words.get(at + 2)?.text)).then_some(3)
}

/// Whether a word is a number that can be a limit: `128K`, `1M`, `1,048,576`, `4096`.
fn is_size(word: &str) -> bool {
    let digits = word.strip_suffix(['K', 'k', 'M']).unwrap_or(word);
    let number = digits.replace([',', '_'], "");
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    is_number && (digits.len() < word.len() || number.len() >= 3)
}

fn is_counted(word: &str) -> bool {
    let first = word.split('-').next().unwrap_or(word).to_ascii_lowercase();
    matches!(first.as_str(), "token" | "tokens" | "context")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn prices_and_limits_in_prose_are_found_at_their_places() {
        let bad = "description = \"\"\"\nCosts $0.15/M and €2, or 15 cents. A 128K-token window,\n\
                   a 1M context, 1,048,576 input tokens.\n\"\"\"\nnotes = [\"Up to 16k tokens\"]\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[r#"
models/acme/one.toml:3:7-14 price-in-prose: `$0.15/M` is a price in prose
  help: write it only in `[cost]`; the page shows it from there
models/acme/one.toml:3:19-21 price-in-prose: `€2` is a price in prose
  help: write it only in `[cost]`; the page shows it from there
models/acme/one.toml:3:26-34 price-in-prose: `15 cents` is a price in prose
  help: write it only in `[cost]`; the page shows it from there
models/acme/one.toml:3:38-48 price-in-prose: `128K-token` is a limit in prose
  help: write it only in `[limit]`; the page shows it from there
models/acme/one.toml:4:3-13 price-in-prose: `1M context` is a limit in prose
  help: write it only in `[limit]`; the page shows it from there
models/acme/one.toml:4:15-37 price-in-prose: `1,048,576 input tokens` is a limit in prose
  help: write it only in `[limit]`; the page shows it from there
models/acme/one.toml:6:17-27 price-in-prose: `16k tokens` is a limit in prose
  help: write it only in `[limit]`; the page shows it from there
"#]],
        );
    }

    #[test]
    fn sums_units_and_sizes_of_models_are_fine() {
        let good = "description = \"\"\"\nRaised $10 billion and $3B. Billed per 1M tokens. Trained on 15T tokens,\n\
                    36 trillion tokens in 2024. A 70B model; `128K tokens` in code. 3 tokens.\n\"\"\"\n";
        assert_eq!(in_model(&RULE, good), "");
    }
}

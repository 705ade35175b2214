//! Words that are true for a while.

use super::prelude::*;
use crate::lint::prose::{Prose, Word};

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "ageing-word",
        Level::Warn,
        Level::Hint,
        "A text calls a model newest, latest, current or state of the art.",
        "The claim becomes wrong, and nobody comes back to remove it. Names, IDs, code and links are not checked.",
        "description = \"The newest model of Acme.\"",
        "description = \"Acme's model of July 2024.\"",
    ),
    check: Check::Prose(check),
};

/// Phrases by their words.
const PHRASES: [&[&str]; 9] = [
    &["newest"],
    &["latest"],
    &["currently"],
    &["presently"],
    &["SOTA"],
    &["state-of-the-art"],
    &["most", "recent"],
    &["most", "recently"],
    &["state", "of", "the", "art"],
];

fn check(
    code: &'static Code,
    prose: &Prose<'_>,
    record: Option<&Record>,
    context: RecordContext<'_>,
    diags: &mut Diagnostics,
) {
    let words = prose.words();
    for at in 0..words.len() {
        let Some(phrase) = phrase_at(&words, at).filter(|phrase| !is_name(phrase, record)) else { continue };
        let text = phrase.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
        diags.push(
            Diagnostic::new(code, prose.place(phrase, context), format!("`{text}` will be out of date"))
                .help("give a date, or leave it out"),
        );
    }
}

fn phrase_at<'a>(words: &'a [Word<'a>], at: usize) -> Option<&'a [Word<'a>]> {
    let is_deadline = at >= 2 && words[at - 2].is("at") && words[at - 1].is("the");
    let phrase = PHRASES.iter().find(|phrase| {
        let here = words[at..].iter().zip(**phrase);
        words.len() - at >= phrase.len() && here.clone().all(|(word, part)| word.is(part))
    })?;
    (!is_deadline).then(|| &words[at..at + phrase.len()])
}

/// Whether the phrase is a part of the record's own name.
fn is_name(phrase: &[Word<'_>], record: Option<&Record>) -> bool {
    let parts = record.map(|record| record.name.split(|c: char| !c.is_alphanumeric()));
    parts.is_some_and(|mut parts| parts.any(|part| phrase[0].is(part)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn words_that_age_are_found_at_their_places() {
        let bad = "description = \"\"\"\nThe **newest** model: SOTA, and currently the most\nrecent.\n\"\"\"\n\
                   notes = [\"State of the art.\"]\n[[faq]]\nquestion = \"Newest?\"\nanswer = \"The latest.\"\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[r#"
models/acme/one.toml:3:7-13 ageing-word: `newest` will be out of date
  help: give a date, or leave it out
models/acme/one.toml:3:23-27 ageing-word: `SOTA` will be out of date
  help: give a date, or leave it out
models/acme/one.toml:3:33-42 ageing-word: `currently` will be out of date
  help: give a date, or leave it out
models/acme/one.toml:3:47-4:7 ageing-word: `most recent` will be out of date
  help: give a date, or leave it out
models/acme/one.toml:6:11-27 ageing-word: `State of the art` will be out of date
  help: give a date, or leave it out
models/acme/one.toml:9:15-21 ageing-word: `latest` will be out of date
  help: give a date, or leave it out
"#]],
        );
    }

    #[test]
    fn names_ids_code_links_and_deadlines_do_not_age() {
        let good = "description = \"\"\"\nCall `latest` or omni-moderation-latest. See [the newest](https://a.b/latest),\n\
                    at the latest in May. A recent model.\n\"\"\"\n";
        assert_eq!(in_model(&RULE, good), "");
        let named =
            [("models/acme/one.toml", "name = \"Flash Latest\"\ndescription = \"Flash Latest is fast.\"\n")];
        assert_eq!(findings(&RULE, &named), "");
    }

    #[test]
    fn authors_and_the_site_are_read_too() {
        let files = [
            ("models/acme/author.toml", "description = \"The latest lab.\"\n"),
            ("models/acme/one.toml", "name = \"One\"\n"),
            ("site.toml", "title = \"Newest\"\ntagline = \"The newest models.\"\n"),
        ];
        assert_snapshot(
            findings(&RULE, &files),
            snapbox::str![[r#"
models/acme/author.toml:1:20-26 ageing-word: `latest` will be out of date
  help: give a date, or leave it out
site.toml:2:16-22 ageing-word: `newest` will be out of date
  help: give a date, or leave it out
"#]],
        );
    }
}

//! Limits in thousands of tokens.

use super::prelude::*;
use crate::domain::ModelType;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "small-limit",
        Level::Warn,
        Level::Warn,
        "A chat model's limit or a price tier is so small that it was probably meant in thousands of tokens.",
        "Limits are in tokens. A chat model with a context window of 128 tokens could not read this paragraph. Models of other types can have small limits.",
        "[limit]\ncontext = 128",
        "[limit]\ncontext = 128_000",
    ),
    check: Check::Record(check),
};

/// Smaller than the window of any chat model since 2018.
const CONTEXT: u64 = 512;

/// Shorter than any answer that a chat model is limited to. 0 means not applicable, and 1 is what catalogs write for no text.
const OUTPUT: u64 = 128;

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    let mut report = |path: &str, tokens: u64| {
        let count = TokenCount(tokens).exact();
        let message = format!("{count}: were thousands meant?");
        let help = format!("limits are in tokens: write {tokens}_000");
        diags.push(Diagnostic::new(code, record.span(path), message).help(help));
    };
    let small =
        |path: &str, least: u64| record.source.integer(path).filter(|tokens| (2..least).contains(tokens));
    let is_chat = matches!(
        record.kind,
        ModelType::Chat | ModelType::Responses | ModelType::Completion | ModelType::Realtime
    );
    if is_chat {
        for (path, least) in [("limit.context", CONTEXT), ("limit.input", CONTEXT), ("limit.output", OUTPUT)]
        {
            if let Some(tokens) = small(path, least) {
                report(path, tokens);
            }
        }
    }
    for (at, tier) in record.source.tables("cost.tiers").enumerate() {
        if let Some(size) = tier.integer("tier.size").filter(|size| (2..1_000).contains(size)) {
            report(&format!("cost.tiers[{at}].tier.size"), size);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn thousands_without_their_zeros_are_found() {
        let bad = "[limit]\ncontext = 128\noutput = 16\n[[cost.tiers]]\ntier = { size = 200 }\ninput = 1\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[r#"
models/acme/one.toml:3:11-14 small-limit: 128 tokens: were thousands meant?
  help: limits are in tokens: write 128_000
models/acme/one.toml:4:10-12 small-limit: 16 tokens: were thousands meant?
  help: limits are in tokens: write 16_000
models/acme/one.toml:6:17-20 small-limit: 200 tokens: were thousands meant?
  help: limits are in tokens: write 200_000
"#]],
        );
    }

    #[test]
    fn all_types_that_write_text_have_the_limits_of_chat() {
        for kind in ["responses", "completion", "realtime"] {
            let found = in_model(&RULE, &format!("type = \"{kind}\"\n[limit]\ncontext = 200\n"));
            assert!(found.contains("200 tokens: were thousands meant?"), "{kind}: {found}");
        }
    }

    #[test]
    fn small_limits_of_other_types_and_what_does_not_apply_are_fine() {
        assert_eq!(in_model(&RULE, "type = \"transcription\"\n[limit]\ncontext = 448\noutput = 448\n"), "");
        assert_eq!(in_model(&RULE, "type = \"image\"\n[limit]\ncontext = 77\n"), "");
        assert_eq!(in_model(&RULE, "[limit]\ncontext = 2_048\noutput = 0\n"), "");
    }
}

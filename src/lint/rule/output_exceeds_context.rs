//! An output that its context window cannot hold.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "output-exceeds-context",
        Level::Warn,
        Level::Warn,
        "The max output is larger than the context window.",
        "Input and output share the context window, so one of the two numbers is wrong.",
        "[limit]\ncontext = 8_192\noutput = 16_384",
        "[limit]\ncontext = 128_000\noutput = 16_384",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    let (Some(context), Some(output)) = (record.limit.context.known(), record.limit.output.known()) else {
        return;
    };
    if output > context {
        let (output, context) = (output.number(), context.number());
        let message = format!("an output of {output} tokens does not fit a context window of {context}");
        diags.push(conflict(code, record, ["limit.output", "limit.context"], message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn an_output_above_the_context_is_found() {
        let bad = "[limit]\ncontext = 8_192\noutput = 16_384\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[
                r#"models/acme/one.toml:4:10-16 output-exceeds-context: an output of 16,384 tokens does not fit a context window of 8,192"#
            ]],
        );
    }

    #[test]
    fn an_output_as_long_as_the_context_may_be_and_zero_means_not_applicable() {
        assert_eq!(in_model(&RULE, "[limit]\ncontext = 8_192\noutput = 8_192\n"), "");
        assert_eq!(in_model(&RULE, "[limit]\ncontext = 0\noutput = 8_192\n"), "");
    }

    #[test]
    fn inherited_limit_is_reported_at_the_child() {
        let files = [
            ("models/acme/one.toml", "name = \"One\"\n[limit]\ncontext = 128_000\noutput = 16_384\n"),
            ("providers/p/models/one.toml", "base_model = \"acme/one\"\n[limit]\ncontext = 8_192\n"),
            ("providers/p/models/two.toml", "base_model = \"acme/one\"\n[limit]\noutput = 8_192\n"),
            ("providers/p/provider.toml", "name = \"P\"\n"),
        ];
        assert_snapshot(
            findings(&RULE, &files),
            snapbox::str![[
                r#"providers/p/models/one.toml:3:11-16 output-exceeds-context: an output of 16,384 tokens does not fit a context window of 8,192"#
            ]],
        );
    }

    #[test]
    fn what_a_base_does_wrong_is_reported_once_at_the_base() {
        let files = [
            ("models/acme/one.toml", "name = \"One\"\n[limit]\ncontext = 8_192\noutput = 16_384\n"),
            ("models/acme/two.toml", "base_model = \"acme/one\"\nname = \"Two\"\n"),
        ];
        assert_snapshot(
            findings(&RULE, &files),
            snapbox::str![[
                r#"models/acme/one.toml:4:10-16 output-exceeds-context: an output of 16,384 tokens does not fit a context window of 8,192"#
            ]],
        );
    }
}

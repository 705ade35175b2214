//! An input that its context window cannot hold.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "input-exceeds-context",
        Level::Warn,
        Level::Warn,
        "The max input is larger than the context window.",
        "Input and output share the context window, so one of the two numbers is wrong.",
        "[limit]\ncontext = 128_000\ninput = 200_000",
        "[limit]\ncontext = 200_000\ninput = 128_000",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    let (Some(context), Some(input)) = (record.limit.context.known(), record.limit.input.known()) else {
        return;
    };
    if input > context {
        let (input, context) = (input.number(), context.number());
        let message = format!("an input of {input} tokens does not fit a context window of {context}");
        diags.push(conflict(code, record, ["limit.input", "limit.context"], message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn an_input_above_the_context_is_found() {
        let bad = "[limit]\ncontext = 128_000\ninput = 200_000\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[
                r#"models/acme/one.toml:4:9-16 input-exceeds-context: an input of 200,000 tokens does not fit a context window of 128,000"#
            ]],
        );
    }

    #[test]
    fn an_input_as_long_as_the_context_may_be() {
        assert_eq!(in_model(&RULE, "[limit]\ncontext = 128_000\ninput = 128_000\n"), "");
    }
}

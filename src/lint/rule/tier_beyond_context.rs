//! A tier that no request reaches.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "tier-beyond-context",
        Level::Warn,
        Level::Warn,
        "A price tier starts at or above the context window.",
        "No request can be that long, so the context window or the tier is wrong.",
        "[limit]\ncontext = 200_000\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 2.50",
        "[limit]\ncontext = 1_000_000\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 2.50",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    let Some(context) = record.limit.context.known() else { return };
    for tier in record.cost.prices.tiers.iter().filter(|tier| tier.above >= context) {
        let (size, window) = (tier.above.number(), context.number());
        let message = format!("a tier above {size} tokens in a context window of {window}");
        diags.push(conflict(code, record, [&tier.fact, "limit.context"], message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn a_tier_beyond_the_context_is_found() {
        let bad = "[limit]\ncontext = 200_000\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 2.50\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[
                r#"models/acme/one.toml:5:17-24 tier-beyond-context: a tier above 200,000 tokens in a context window of 200,000"#
            ]],
        );
    }

    #[test]
    fn a_tier_within_the_context_is_fine() {
        let good = "[limit]\ncontext = 200_001\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 2.50\n";
        assert_eq!(in_model(&RULE, good), "");
    }
}

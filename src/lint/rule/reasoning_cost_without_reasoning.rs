//! A price for what the model does not do.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "reasoning-cost-without-reasoning",
        Level::Warn,
        Level::Warn,
        "Reasoning tokens have a price, but the model does not support reasoning.",
        "The page would show a price for an unsupported feature, so one of the two is wrong.",
        "reasoning = false\n[cost]\nreasoning = 3.00",
        "reasoning = true\n[cost]\nreasoning = 3.00",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    let Some(charge) = record.cost.prices.rates.get(RateKind::Reasoning) else { return };
    if record.source.boolean("reasoning") == Some(false) && !charge.price.is_zero() {
        let message = "reasoning tokens have a price, but `reasoning` is false".to_owned();
        diags.push(conflict(code, record, [&charge.fact, "reasoning"], message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn a_price_of_reasoning_that_does_not_happen_is_found() {
        assert_snapshot(
            in_model(&RULE, "reasoning = false\n[cost]\nreasoning = 3\n"),
            snapbox::str![[
                r#"models/acme/one.toml:4:13-14 reasoning-cost-without-reasoning: reasoning tokens have a price, but `reasoning` is false"#
            ]],
        );
    }

    #[test]
    fn a_model_that_reasons_or_does_not_say_may_have_the_price() {
        assert_eq!(in_model(&RULE, "reasoning = true\n[cost]\nreasoning = 3\n"), "");
        assert_eq!(in_model(&RULE, "[cost]\nreasoning = 3\n"), "");
    }
}

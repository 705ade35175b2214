//! More context for less money.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "tier-below-base",
        Level::Warn,
        Level::Warn,
        "A tier price is lower than the price below it.",
        "Long requests never cost less per token; the two prices are probably swapped.",
        "[cost]\ninput = 2.50\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 1.25",
        "[cost]\ninput = 1.25\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 2.50",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    let cost = &record.cost;
    let mut below = &cost.prices.rates;
    for tier in &cost.prices.tiers {
        for (kind, charge) in tier.prices.rates.iter() {
            let Some(lower) = below.get(kind).filter(|lower| lower.price > charge.price) else { continue };
            let message = format!(
                "{} above {} tokens, but {} below",
                charge.price.value(),
                tier.above.number(),
                lower.price.value()
            );
            diags.push(conflict(code, record, [&charge.fact, &lower.fact], message));
        }
        below = &tier.prices.rates;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn a_tier_that_is_cheaper_than_what_is_below_it_is_found() {
        let bad = "[cost]\ninput = 2.50\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 1.25\n\
                   [[cost.tiers]]\ntier = { size = 400_000 }\ninput = 1\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[r#"
models/acme/one.toml:6:9-13 tier-below-base: 1.25 above 200,000 tokens, but 2.5 below
models/acme/one.toml:9:9-10 tier-below-base: 1 above 400,000 tokens, but 1.25 below
"#]],
        );
    }

    #[test]
    fn a_tier_at_or_above_the_price_below_it_is_fine() {
        let good = "[cost]\ninput = 1.25\noutput = 10\n[[cost.tiers]]\ntier = { size = 200_000 }\n\
                    input = 2.50\noutput = 10\n";
        assert_eq!(in_model(&RULE, good), "");
    }
}

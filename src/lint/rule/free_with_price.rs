//! Free, for money.

use super::prelude::*;
use crate::resolve::cost::PriceState;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "free-with-price",
        Level::Deny,
        Level::Warn,
        "A record is marked as free but has a price.",
        "The page would show \"Free\" above a table of prices.",
        "[cost]\nstate = \"free\"\ninput = 0.15",
        "[cost]\ninput = 0.15",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    let cost = &record.cost;
    let per_token = cost.prices.rates.iter().map(|(_, charge)| charge);
    let mut charges = per_token.chain(cost.prices.units.iter().map(|unit| &unit.charge));
    let Some(charge) = charges.find(|charge| !charge.price.is_zero()) else { return };
    if cost.state == PriceState::Free {
        let message = format!("`state` is \"free\", but there is a price of {}", charge.price.value());
        diags.push(
            conflict(code, record, ["cost.state", &charge.fact], message).help(
                "remove `state` or the price; with `state = \"included\"`, prices apply beyond the plan",
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn a_free_record_with_a_price_is_found() {
        assert_snapshot(
            in_model(&RULE, "[cost]\nstate = \"free\"\ninput = 0\noutput = 0.6\n"),
            snapbox::str![[r#"
models/acme/one.toml:3:9-15 free-with-price: `state` is "free", but there is a price of 0.6
  help: remove `state` or the price; with `state = "included"`, prices apply beyond the plan
"#]],
        );
    }

    #[test]
    fn a_free_record_and_an_included_one_are_fine() {
        assert_eq!(in_model(&RULE, "[cost]\nstate = \"free\"\ninput = 0\n"), "");
        assert_eq!(in_model(&RULE, "[cost]\nstate = \"included\"\nplan = \"Pro\"\ninput = 1\n"), "");
    }
}

//! Prices per token, or per thousand of them, where prices per million belong.

use rust_decimal::Decimal;

use super::prelude::*;
use crate::domain::money::Price;
use crate::domain::{Currency, ModelType};
use crate::resolve::cost::Rates;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "price-per-token",
        Level::Warn,
        Level::Warn,
        "A price is so low that it is probably per token or per 1,000 tokens.",
        "Prices are per 1M tokens. Many APIs list prices per token or per 1,000 tokens; copied as is, they make the model look a million or a thousand times cheaper. No real price is below 0.001 per 1M tokens, and no chat model's output is below 0.01.",
        "[cost]\ninput = 0.00000015\noutput = 0.0000006",
        "[cost]\ninput = 0.15\noutput = 0.6",
    ),
    check: Check::Record(check),
};

/// Half of the lowest price per 1M tokens on offer in 2026.
const LOWEST: Decimal = Decimal::from_parts(1, 0, 0, false, 3);

/// The same for what a chat model writes.
const LOWEST_OUTPUT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// Where the highest price of a record is below this, its prices are per token: 100 for 1M tokens are 0.0001 a token, and hardly a model
/// has a price per 1,000 tokens so low.
const PER_TOKEN: Decimal = Decimal::from_parts(1, 0, 0, false, 4);

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    // Prices in other currencies have other sizes.
    if record.cost.currency != Currency::USD {
        return;
    }
    let highest = rates(record).flat_map(Rates::iter).map(|(_, charge)| charge.price.decimal()).max();
    let is_per_token = highest.is_some_and(|highest| highest < PER_TOKEN);
    let (unit, factor) = if is_per_token { ("one token", 1_000_000) } else { ("1,000 tokens", 1_000) };
    for (kind, charge) in rates(record).flat_map(Rates::iter) {
        let price = charge.price.decimal();
        let is_chat_output = kind == RateKind::Output && record.kind == ModelType::Chat;
        let lowest = if is_chat_output { LOWEST_OUTPUT } else { LOWEST };
        if price.is_zero() || price >= lowest {
            continue;
        }
        let message = format!("{} per 1M tokens: is this the price of {unit}?", charge.price.value());
        let right = (price * Decimal::from(factor)).normalize();
        let help = match Price::new(right) {
            Ok(right) => format!("prices are per 1M tokens: write {}", right.value()),
            Err(_) => "prices are per 1M tokens".to_owned(),
        };
        diags.push(Diagnostic::new(code, record.span(&charge.fact), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn prices_of_one_or_a_thousand_tokens_are_found() {
        let sonnet = "[cost]\ninput = 0.000003\noutput = 0.000015\ncache_read = 0.0000003\n";
        assert_snapshot(
            in_model(&RULE, sonnet),
            snapbox::str![[r#"
models/acme/one.toml:3:9-17 price-per-token: 0.000003 per 1M tokens: is this the price of one token?
  help: prices are per 1M tokens: write 3
models/acme/one.toml:4:10-18 price-per-token: 0.000015 per 1M tokens: is this the price of one token?
  help: prices are per 1M tokens: write 15
models/acme/one.toml:5:14-23 price-per-token: 0.0000003 per 1M tokens: is this the price of one token?
  help: prices are per 1M tokens: write 0.3
"#]],
        );
        let bad = "[cost]\ninput = 0.00015\noutput = 0.0006\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 0.0003\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[r#"
models/acme/one.toml:3:9-16 price-per-token: 0.00015 per 1M tokens: is this the price of 1,000 tokens?
  help: prices are per 1M tokens: write 0.15
models/acme/one.toml:4:10-16 price-per-token: 0.0006 per 1M tokens: is this the price of 1,000 tokens?
  help: prices are per 1M tokens: write 0.6
models/acme/one.toml:7:9-15 price-per-token: 0.0003 per 1M tokens: is this the price of 1,000 tokens?
  help: prices are per 1M tokens: write 0.3
"#]],
        );
    }

    #[test]
    fn the_cheapest_real_prices_and_zeros_are_fine() {
        assert_eq!(in_model(&RULE, "[cost]\ninput = 0.01\noutput = 0.01\ncache_read = 0.002\n"), "");
        assert_eq!(in_model(&RULE, "[cost]\ninput = 0\noutput = 0\n"), "");
    }
}

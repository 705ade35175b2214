//! Batches that cost more than requests that are answered at once.

use super::prelude::*;
use crate::resolve::cost::ServiceTier;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "batch-above-standard",
        Level::Warn,
        Level::Warn,
        "A `batch` or `flex` price is higher than the standard price.",
        "Slower service tiers cost less, so the two prices are probably swapped.",
        "[cost]\ninput = 1.00\n[[cost.service_tiers]]\nname = \"batch\"\ninput = 2.00",
        "[cost]\ninput = 2.00\n[[cost.service_tiers]]\nname = \"batch\"\ninput = 1.00",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    let standard = &record.cost.prices.rates;
    for tier in record.cost.prices.service_tiers.iter().filter(|tier| is_slow(tier)) {
        for (kind, charge) in tier.prices.rates.iter() {
            let Some(base) = standard.get(kind).filter(|base| charge.price > base.price) else { continue };
            let (price, base_price) = (charge.price.value(), base.price.value());
            let message = format!("{price} as {}, but {base_price} as standard", tier.name);
            diags.push(conflict(code, record, [&charge.fact, &base.fact], message));
        }
    }
}

fn is_slow(tier: &ServiceTier) -> bool {
    let name = tier.name.to_ascii_lowercase();
    name.split(|letter: char| !letter.is_ascii_alphanumeric()).any(|word| matches!(word, "batch" | "flex"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    const PRICES: &str = "[cost]\ninput = 1\noutput = 5\n[[cost.service_tiers]]\n";

    #[test]
    fn a_batch_that_is_dearer_is_found() {
        let bad = format!("{PRICES}name = \"batch\"\ninput = 5\noutput = 2.50\n");
        assert_snapshot(
            in_model(&RULE, &bad),
            snapbox::str!["models/acme/one.toml:7:9-10 batch-above-standard: 5 as batch, but 1 as standard"],
        );
    }

    #[test]
    fn a_cheaper_batch_and_a_dearer_priority_are_fine() {
        assert_eq!(in_model(&RULE, &format!("{PRICES}name = \"batch\"\ninput = 0.50\noutput = 5\n")), "");
        assert_eq!(in_model(&RULE, &format!("{PRICES}name = \"priority\"\ninput = 2\n")), "");
    }
}

//! A cache that costs more than it saves.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "cache-read-above-input",
        Level::Warn,
        Level::Warn,
        "Cached input costs more than input.",
        "Nobody would use such a cache: the two prices are probably swapped, or one has an extra digit.",
        "[cost]\ninput = 0.15\ncache_read = 0.75",
        "[cost]\ninput = 0.15\ncache_read = 0.075",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    for rates in rates(record) {
        let (Some(read), Some(input)) = (rates.get(RateKind::CacheRead), rates.get(RateKind::Input)) else {
            continue;
        };
        if read.price > input.price && !input.price.is_zero() {
            let (price, plain) = (read.price.value(), input.price.value());
            let message = format!("cached input costs {price}, more than input at {plain}");
            diags.push(conflict(code, record, [&read.fact, &input.fact], message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn a_cache_read_above_the_input_is_found_in_tiers_too() {
        let bad = "[cost]\ninput = 0.15\ncache_read = 0.75\n\
                   [[cost.tiers]]\ntier = { size = 200_000 }\ninput = 0.30\ncache_read = 1.50\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[r#"
models/acme/one.toml:4:14-18 cache-read-above-input: cached input costs 0.75, more than input at 0.15
models/acme/one.toml:8:14-18 cache-read-above-input: cached input costs 1.5, more than input at 0.3
"#]],
        );
    }

    #[test]
    fn a_cache_read_at_or_below_the_input_price_is_fine() {
        assert_eq!(in_model(&RULE, "[cost]\ninput = 0.15\ncache_read = 0.15\n"), "");
    }
}

//! Prices that a float has spoiled.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "float-dust",
        Level::Warn,
        Level::Warn,
        "A price has more than 12 decimals.",
        "This is a floating-point rounding error. The price is shown as written, which no provider charges.",
        "[cost]\ninput = 0.049999999999999996",
        "[cost]\ninput = 0.05",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    for charge in charges(record) {
        let Some(likely) = charge.price.likely() else { continue };
        let message = format!("`{}` has more than 12 decimals", charge.price.value());
        let likely = likely.value();
        diags.push(
            Diagnostic::new(code, record.span(&charge.fact), message).help(format!("did you mean {likely}?")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn dust_is_found_in_every_price_and_names_the_likely_value() {
        let bad = "[cost]\ninput = 0.049999999999999996\noutput = 1.5000000000000002\n\
                   [[cost.tiers]]\ntier = { size = 200_000 }\ninput = 0.10000000000000001\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[r#"
models/acme/one.toml:3:9-29 float-dust: `0.049999999999999996` has more than 12 decimals
  help: did you mean 0.05?
models/acme/one.toml:4:10-28 float-dust: `1.5000000000000002` has more than 12 decimals
  help: did you mean 1.5?
models/acme/one.toml:7:9-28 float-dust: `0.10000000000000001` has more than 12 decimals
  help: did you mean 0.1?
"#]],
        );
    }

    #[test]
    fn twelve_decimals_are_no_dust() {
        assert_eq!(in_model(&RULE, "[cost]\ninput = 0.000000075\noutput = 0.123456789012\n"), "");
    }
}

//! Figures that nothing real has.

use rust_decimal::Decimal;

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "absurd-number",
        Level::Warn,
        Level::Warn,
        "A number is implausibly large.",
        "Placeholders such as 99,999,999 tokens are shown and sorted like real numbers, so the model would lead every list. The limits are 50M tokens, a price of 10,000 per 1M tokens, and 100 percent.",
        "[limit]\ncontext = 99_999_999",
        "[limit]\ncontext = 1_000_000",
    ),
    check: Check::Record(check),
};

/// Ten times the largest context window on offer.
const MOST_TOKENS: u64 = 50_000_000;

/// More than ten times the highest price per 1M tokens on offer.
const HIGHEST_PRICE: i64 = 10_000;

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    let mut report = |path: &str, message: String| {
        diags.push(
            Diagnostic::new(code, record.span(path), message)
                .help("leave the key out if the value is unknown, and write 0 if it does not apply"),
        );
    };
    for path in ["limit.context", "limit.input", "limit.output"] {
        if let Some(tokens) = record.source.integer(path).filter(|tokens| *tokens >= MOST_TOKENS) {
            report(path, format!("{} is more than any model supports", TokenCount(tokens).exact()));
        }
    }
    for charge in rates(record).flat_map(|rates| rates.iter().map(|(_, charge)| charge)) {
        if charge.price.decimal() >= Decimal::from(HIGHEST_PRICE) {
            report(
                &charge.fact,
                format!("{} per 1M tokens is more than any provider charges", charge.price.value()),
            );
        }
    }
    if record.performance.uptime_percent.is_some_and(|share| share > Decimal::ONE_HUNDRED) {
        report("performance.uptime_percent", "more than 100 percent of the time".to_owned());
    }
    for (at, unit) in record.source.tables("cost.units").enumerate() {
        if unit.integer("per") == Some(0) {
            report(&format!("cost.units[{at}].per"), "a price for zero units".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn figures_beyond_anything_real_are_found() {
        let bad = "[limit]\ncontext = 99_999_999\noutput = 50_000_000\n[cost]\ninput = 150_000\n\
                   [[cost.units]]\nunit = \"image\"\nper = 0\nprice = 1\n[performance]\nuptime_percent = 100.1\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[r#"
models/acme/one.toml:3:11-21 absurd-number: 99,999,999 tokens is more than any model supports
  help: leave the key out if the value is unknown, and write 0 if it does not apply
models/acme/one.toml:4:10-20 absurd-number: 50,000,000 tokens is more than any model supports
  help: leave the key out if the value is unknown, and write 0 if it does not apply
models/acme/one.toml:6:9-16 absurd-number: 150000 per 1M tokens is more than any provider charges
  help: leave the key out if the value is unknown, and write 0 if it does not apply
models/acme/one.toml:9:7-8 absurd-number: a price for zero units
  help: leave the key out if the value is unknown, and write 0 if it does not apply
models/acme/one.toml:12:18-23 absurd-number: more than 100 percent of the time
  help: leave the key out if the value is unknown, and write 0 if it does not apply
"#]],
        );
    }

    #[test]
    fn large_figures_of_real_models_are_fine() {
        let good = "[limit]\ncontext = 10_000_000\n[cost]\ninput = 150\noutput = 600\n\
                    [performance]\nuptime_percent = 100\n";
        assert_eq!(in_model(&RULE, good), "");
    }
}

//! A range that holds nothing.

use rust_decimal::Decimal;

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "parameter-range",
        Level::Warn,
        Level::Warn,
        "A parameter's default or limits contradict each other.",
        "The minimum is above the maximum, or the default is outside the range.",
        "[parameters.temperature]\nmin = 0\nmax = 1\ndefault = 2",
        "[parameters.temperature]\nmin = 0\nmax = 2\ndefault = 1",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    for parameter in &record.parameters {
        let at = |key: &str| format!("parameters.{}.{key}", parameter.name);
        let default: Option<Decimal> = parameter.default.as_ref().and_then(|value| value.parse().ok());
        let mut compare = |low: (&str, Option<Decimal>), high: (&str, Option<Decimal>)| {
            let ((low_key, Some(low)), (high_key, Some(high))) = (low, high) else { return };
            if low > high {
                let message =
                    format!("`{low_key}` of `{}` is {low}, above `{high_key}`, {high}", parameter.name);
                diags.push(conflict(code, record, [&at(low_key), &at(high_key)], message));
            }
        };
        compare(("min", parameter.min), ("max", parameter.max));
        compare(("min", parameter.min), ("default", default));
        compare(("default", default), ("max", parameter.max));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn an_empty_range_and_a_default_outside_are_found() {
        let bad =
            "[parameters.temperature]\nmin = 0\nmax = 1\ndefault = 2\n[parameters.top_p]\nmin = 1\nmax = 0\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[r#"
models/acme/one.toml:5:11-12 parameter-range: `default` of `temperature` is 2, above `max`, 1
models/acme/one.toml:7:7-8 parameter-range: `min` of `top_p` is 1, above `max`, 0
"#]],
        );
    }

    #[test]
    fn a_default_at_the_edge_is_fine() {
        let good = "[parameters.temperature]\nmin = 0\nmax = 2\ndefault = 2.0\n[parameters.effort]\ndefault = \"low\"\n";
        assert_eq!(in_model(&RULE, good), "");
    }
}

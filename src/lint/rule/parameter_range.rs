//! A range that holds nothing.

use rust_decimal::Decimal;

use super::prelude::*;
use crate::resolve::record::{Budget, ReasoningDefault, ReasoningOption};

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "parameter-range",
        Level::Warn,
        Level::Warn,
        "A parameter's default or limits contradict each other.",
        "The minimum is above the maximum, or the default is outside the range, not among the values or of another kind.",
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
    for (at, option) in record.reasoning_options.iter().flatten().enumerate() {
        let path = format!("reasoning_options[{at}].default");
        if let Some(mistake) = record.source.node(&path).and_then(|_| mistake(option)) {
            let message = format!("`default` of `{}` {mistake}", option.kind);
            diags.push(Diagnostic::new(code, record.span(&path), message));
        }
    }
}

/// Why a control of reasoning cannot have its default.
fn mistake(option: &ReasoningOption) -> Option<String> {
    match (option.kind.as_str(), &option.default) {
        ("effort", Some(ReasoningDefault::Effort(level))) => {
            let is_known = option.values.is_empty() || option.values.contains(level);
            (!is_known).then(|| format!("is \"{level}\", which is not among `values`"))
        }
        ("effort", _) => Some("is no text".to_owned()),
        ("toggle", Some(ReasoningDefault::Toggle(_))) => None,
        ("toggle", _) => Some("is neither true nor false".to_owned()),
        ("budget_tokens", Some(ReasoningDefault::Budget(budget))) => outside(option, *budget),
        ("budget_tokens", _) => Some("is no whole number".to_owned()),
        _ => None,
    }
}

/// Where a budget is outside the range. A model that chooses its budget itself may do so by default.
fn outside(option: &ReasoningOption, budget: Budget) -> Option<String> {
    let Budget::Tokens(tokens) = budget else {
        let is_offered = option.min.is_none_or(|min| min == Budget::Dynamic);
        return (!is_offered).then(|| "is -1, below `min`".to_owned());
    };
    match (option.min, option.max) {
        (Some(Budget::Tokens(min)), _) if tokens < min => Some(format!("is {tokens}, below `min`, {min}")),
        (_, Some(max)) if tokens > max => Some(format!("is {tokens}, above `max`, {max}")),
        _ => None,
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
    fn a_default_that_reasoning_cannot_have_is_found() {
        let option = |keys: &str| format!("[[reasoning_options]]\n{keys}\n");
        let bad = [
            "type = \"effort\"\nvalues = [\"low\"]\ndefault = \"medium\"",
            "type = \"effort\"\ndefault = true",
            "type = \"toggle\"\ndefault = \"on\"",
            "type = \"budget_tokens\"\nmin = 1024\ndefault = 0",
            "type = \"budget_tokens\"\nmax = 1024\ndefault = 1.5",
        ];
        assert_snapshot(
            in_model(&RULE, &bad.map(option).concat()),
            snapbox::str![[r#"
models/acme/one.toml:5:11-19 parameter-range: `default` of `effort` is "medium", which is not among `values`
models/acme/one.toml:8:11-15 parameter-range: `default` of `effort` is no text
models/acme/one.toml:11:11-15 parameter-range: `default` of `toggle` is neither true nor false
models/acme/one.toml:15:11-12 parameter-range: `default` of `budget_tokens` is 0, below `min`, 1024
models/acme/one.toml:19:11-14 parameter-range: `default` of `budget_tokens` is no whole number
"#]],
        );
        let good = [
            "type = \"effort\"\nvalues = [\"low\", \"null\"]\ndefault = \"null\"",
            "type = \"toggle\"\ndefault = false",
            "type = \"budget_tokens\"\nmin = -1\ndefault = -1",
            "type = \"budget_tokens\"\nmin = 128\nmax = 1024\ndefault = 1024",
            "type = \"budget_tokens\"",
        ];
        assert_eq!(in_model(&RULE, &good.map(option).concat()), "");
    }

    #[test]
    fn a_default_at_the_edge_is_fine() {
        let good = "[parameters.temperature]\nmin = 0\nmax = 2\ndefault = 2.0\n[parameters.effort]\ndefault = \"low\"\n";
        assert_eq!(in_model(&RULE, good), "");
    }
}

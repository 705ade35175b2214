//! A plan that includes nothing.

use super::prelude::*;
use crate::resolve::cost::PriceState;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "plan-without-included",
        Level::Deny,
        Level::Warn,
        "`plan` is set without `state = \"included\"`.",
        "`plan` names the plan that includes the model; on its own it is not shown.",
        "[cost]\nplan = \"Pro\"",
        "[cost]\nstate = \"included\"\nplan = \"Pro\"",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    let may_be_included =
        matches!(record.cost.state, PriceState::Included(_)) || record.source.is_left_out("cost.state");
    if !may_be_included && record.source.node("cost.plan").is_some() {
        let message = "`plan` without `state = \"included\"`";
        diags.push(
            Diagnostic::new(code, record.key_span("cost.plan"), message)
                .help("write `state = \"included\"`, or remove `plan`"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn a_plan_alone_is_found() {
        assert_snapshot(
            in_model(&RULE, "[cost]\nplan = \"Pro\"\n"),
            snapbox::str![[r#"
models/acme/one.toml:3:1-5 plan-without-included: `plan` without `state = "included"`
  help: write `state = "included"`, or remove `plan`
"#]],
        );
        assert_snapshot(
            in_model(&RULE, "[cost]\nstate = \"free\"\nplan = \"Pro\"\n"),
            snapbox::str![[r#"
models/acme/one.toml:4:1-5 plan-without-included: `plan` without `state = "included"`
  help: write `state = "included"`, or remove `plan`
"#]],
        );
    }

    #[test]
    fn a_plan_that_includes_the_model_is_fine() {
        assert_eq!(in_model(&RULE, "[cost]\nstate = \"included\"\nplan = \"Pro\"\n"), "");
    }
}

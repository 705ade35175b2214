//! Nothing charged, nothing said.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "zero-price",
        Level::Warn,
        Level::Hint,
        "Input and output cost 0, and the file does not say why.",
        "Free, included in a plan, and unknown are three different things. Until the file says which, the page shows \"$0.00\", never \"Free\".",
        "[cost]\ninput = 0.00\noutput = 0.00",
        "[cost]\nstate = \"free\"\ninput = 0.00\noutput = 0.00",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    let cost = &record.cost;
    let rates = &cost.prices.rates;
    let zero = rates.get(RateKind::Input).or_else(|| rates.get(RateKind::Output));
    let is_known = ["state", "input", "output", "units"]
        .iter()
        .all(|key| !record.source.is_left_out(&format!("cost.{key}")));
    let Some(zero) = zero.filter(|_| is_known && cost.is_doubtful_zero()) else { return };
    diags.push(
        Diagnostic::new(code, record.span(&zero.fact), "the price is 0: free, or included in a plan?").help(
            "write `state = \"free\"`, or `state = \"included\"` with the `plan`; \
             leave the prices out if they are unknown",
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn a_bare_zero_is_asked_about() {
        assert_snapshot(
            in_model(&RULE, "[cost]\ninput = 0\noutput = 0.00\n"),
            snapbox::str![[r#"
models/acme/one.toml:3:9-10 zero-price: the price is 0: free, or included in a plan?
  help: write `state = "free"`, or `state = "included"` with the `plan`; leave the prices out if they are unknown
"#]],
        );
    }

    #[test]
    fn a_zero_that_is_explained_or_beside_a_price_is_fine() {
        assert_eq!(in_model(&RULE, "[cost]\nstate = \"free\"\ninput = 0\noutput = 0\n"), "");
        assert_eq!(in_model(&RULE, "[cost]\nstate = \"included\"\nplan = \"Pro\"\ninput = 0\n"), "");
        assert_eq!(in_model(&RULE, "[cost]\ninput = 0.1\noutput = 0\n"), "");
        assert_eq!(
            in_model(&RULE, "[cost]\ninput = 0\n[[cost.units]]\nunit = \"image\"\nprice = 0.04\n"),
            ""
        );
    }
}

//! Context tiers that are out of order.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "tier-order",
        Level::Warn,
        Level::Warn,
        "Price tiers are not in ascending order, or two start at the same size.",
        "With two tiers of the same size, it is unclear which price applies.",
        "[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 2.50\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 5.00",
        "[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 2.50\n[[cost.tiers]]\ntier = { size = 400_000 }\ninput = 5.00",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    let sizes: Vec<_> = record.source.tables("cost.tiers").map(|tier| tier.integer("tier.size")).collect();
    for (before, pair) in sizes.windows(2).enumerate() {
        let [Some(first), Some(second)] = *pair else { continue };
        if second > first {
            continue;
        }
        let at = format!("cost.tiers[{}].tier.size", before + 1);
        let size = TokenCount(second).number();
        let message = if second == first {
            format!("a second tier above {size} tokens")
        } else {
            format!("a tier above {size} tokens comes after one above {}", TokenCount(first).number())
        };
        diags.push(conflict(code, record, [&at, &format!("cost.tiers[{before}].tier.size")], message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    fn tiers(sizes: &[u32]) -> String {
        let tier = |size: &u32| format!("[[cost.tiers]]\ntier = {{ size = {size} }}\ninput = 1\n");
        in_model(&RULE, &sizes.iter().map(tier).collect::<String>())
    }

    #[test]
    fn tiers_that_do_not_ascend_are_found() {
        assert_snapshot(
            tiers(&[200_000, 200_000, 128_000]),
            snapbox::str![[r#"
models/acme/one.toml:6:17-23 tier-order: a second tier above 200,000 tokens
models/acme/one.toml:9:17-23 tier-order: a tier above 128,000 tokens comes after one above 200,000
"#]],
        );
    }

    #[test]
    fn tiers_that_ascend_are_fine() {
        assert_eq!(tiers(&[128_000, 200_000]), "");
    }
}

//! An occasion without a price.

use super::prelude::*;
use crate::domain::rate::RATES;
use crate::parse::{Node, Table};

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "empty-price",
        Level::Warn,
        Level::Warn,
        "A tier, an announced change or an off-peak window has no price.",
        "It says when another price applies, but not which, so the page leaves it out.",
        "[[cost.windows]]\nutc = \"16:30-00:30\"",
        "[[cost.windows]]\nutc = \"16:30-00:30\"\ninput = 0.10",
    ),
    check: Check::Record(check),
};

const OCCASIONS: [&str; 5] = ["tiers", "service_tiers", "regions", "schedule", "windows"];

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    for occasion in OCCASIONS {
        for (at, table) in record.source.tables(&format!("cost.{occasion}")).enumerate() {
            if !has_price(table) {
                let path = format!("cost.{occasion}[{at}]");
                diags.push(
                    Diagnostic::new(
                        code,
                        record.span(&path),
                        format!("an entry in `{occasion}` has no price"),
                    )
                    .help("add `input` or `output`, or remove the entry"),
                );
            }
        }
    }
}

/// Whether anything in an entry has a price, or one that was left out because of a mistake.
fn has_price(table: &Table) -> bool {
    let is_left_out = RATES.iter().any(|rate| table.is_left_out(rate.key));
    is_left_out
        || table.0.iter().any(|(key, entry)| {
            RateKind::of_key(key).is_some() || ["price", "amount", "factor"].contains(&&**key) || {
                let inner = entry.node.table().into_iter();
                inner.chain(entry.node.elements().iter().filter_map(Node::table)).any(has_price)
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn entries_without_a_price_are_found() {
        let bad = "[cost]\ninput = 1\n[[cost.tiers]]\ntier = { size = 200_000 }\n[[cost.windows]]\nutc = \"16:30-00:30\"\n\
                   [[cost.schedule]]\nfrom = 2027-01-01\n[[cost.service_tiers]]\nname = \"batch\"\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[r#"
models/acme/one.toml:4:1-15 empty-price: an entry in `tiers` has no price
  help: add `input` or `output`, or remove the entry
models/acme/one.toml:6:1-17 empty-price: an entry in `windows` has no price
  help: add `input` or `output`, or remove the entry
models/acme/one.toml:8:1-18 empty-price: an entry in `schedule` has no price
  help: add `input` or `output`, or remove the entry
models/acme/one.toml:10:1-23 empty-price: an entry in `service_tiers` has no price
  help: add `input` or `output`, or remove the entry
"#]],
        );
    }

    #[test]
    fn entries_with_a_price_are_fine() {
        assert_eq!(in_model(&RULE, "[[cost.service_tiers]]\nname = \"batch\"\noutput = 0\n"), "");
    }
}

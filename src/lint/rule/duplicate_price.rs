//! Two entries of a price list for the same thing.

use std::collections::HashMap;

use super::prelude::*;
use crate::parse::Table;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "duplicate-price",
        Level::Warn,
        Level::Warn,
        "Two price entries are for the same thing.",
        "With two prices for the same service tier, region, day, hour or unit, it is unclear which one applies. Put the difference in `label`, `size`, `quality` or `resolution`.",
        "[[cost.service_tiers]]\nname = \"batch\"\ninput = 1\n[[cost.service_tiers]]\nname = \"Batch\"\ninput = 2",
        "[[cost.service_tiers]]\nname = \"batch\"\ninput = 1\n[[cost.service_tiers]]\nname = \"priority\"\ninput = 2",
    ),
    check: Check::Record(check),
};

/// The lists, the keys that tell their entries apart, and the key that a finding points at.
const LISTS: [(&str, &[&str], &str); 6] = [
    ("service_tiers", &["name"], "name"),
    ("regions", &["name"], "name"),
    ("schedule", &["from"], "from"),
    ("windows", &["utc", "days"], "utc"),
    ("units", &["unit", "label", "size", "quality", "resolution"], "unit"),
    ("other", &["unit", "label"], "unit"),
];

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    if let Some(cost) = record.source.node("cost").and_then(|node| node.table()) {
        check_table(code, record, cost, "cost", diags);
    }
}

/// Looks through the lists of a price table, and the price tables in them.
fn check_table(code: &'static Code, record: &Record, table: &Table, path: &str, diags: &mut Diagnostics) {
    for (list, keys, shown) in LISTS {
        let mut known: HashMap<Vec<String>, String> = HashMap::new();
        for (at, entry) in table.tables(list).enumerate() {
            let place = format!("{path}.{list}[{at}]");
            check_table(code, record, entry, &place, diags);
            let identity = keys.iter().map(|key| text(entry, key)).collect();
            if let Some(first) = known.get(&identity) {
                let message = format!("a second price for `{}`", text(entry, shown));
                let places = [format!("{place}.{shown}"), format!("{first}.{shown}")];
                let found = conflict(code, record, [&places[0], &places[1]], message);
                diags.push(found.help("keep one of them, or say what differs"));
            } else {
                known.insert(identity, place);
            }
        }
    }
}

/// A value in lower case; of a date the day on which it begins.
fn text(entry: &Table, key: &str) -> String {
    match entry.date(key).filter(|_| key == "from") {
        Some(day) => day.first_day().to_string(),
        None => entry.node(key).map(|node| node.to_text().to_lowercase()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn two_prices_for_one_thing_are_found_in_every_list() {
        let bad = "[cost]\ninput = 1\n\
                   [[cost.service_tiers]]\nname = \"batch\"\ninput = 1\n[[cost.service_tiers]]\nname = \"Batch\"\ninput = 2\n\
                   [[cost.regions]]\nname = \"eu\"\nfactor = 1.1\n[[cost.regions]]\nname = \"eu\"\nfactor = 1.2\n\
                   [[cost.schedule]]\nfrom = 2027-01-01\ninput = 2\n[[cost.schedule]]\nfrom = 2027-01-01\ninput = 3\n\
                   [[cost.units]]\nunit = \"image\"\nsize = \"1K\"\nprice = 0.04\n[[cost.units]]\nunit = \"image\"\nsize = \"1K\"\nper = 100\nprice = 5\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[r#"
models/acme/one.toml:8:8-15 duplicate-price: a second price for `batch`
  help: keep one of them, or say what differs
models/acme/one.toml:14:8-12 duplicate-price: a second price for `eu`
  help: keep one of them, or say what differs
models/acme/one.toml:20:8-18 duplicate-price: a second price for `2027-01-01`
  help: keep one of them, or say what differs
models/acme/one.toml:27:8-15 duplicate-price: a second price for `image`
  help: keep one of them, or say what differs
"#]],
        );
    }

    #[test]
    fn a_month_begins_on_its_first_day() {
        let bad = "[cost]\ninput = 1\n[[cost.schedule]]\nfrom = \"2027-01\"\ninput = 2\n[[cost.schedule]]\nfrom = 2027-01-01\ninput = 3\n";
        assert!(in_model(&RULE, bad).contains("a second price for `2027-01-01`"));
        let good = bad.replace("2027-01-01", "2027-01-02");
        assert_eq!(in_model(&RULE, &good), "");
    }

    #[test]
    fn prices_that_are_told_apart_are_fine() {
        let good = "[[cost.units]]\nunit = \"image\"\nsize = \"1K\"\nprice = 0.04\n[[cost.units]]\nunit = \"image\"\nsize = \"2K\"\nprice = 0.08\n\
                    [[cost.regions]]\nname = \"eu\"\nfactor = 1.1\n[[cost.regions]]\nname = \"us\"\nfactor = 1.2\n";
        assert_eq!(in_model(&RULE, good), "");
    }
}

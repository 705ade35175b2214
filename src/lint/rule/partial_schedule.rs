//! A price change that is silent about tiers, levels of service or units.

use super::prelude::*;
use crate::resolve::cost::{PriceList, ScheduledPrice};

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "partial-schedule",
        Level::Deny,
        Level::Warn,
        "An entry in `schedule` changes prices, but leaves out a tier, a service tier, a region or a unit that has a price.",
        "Anything an entry leaves out keeps its old price. A provider that changes prices usually changes these too.",
        "[cost]\ninput = 1\n[[cost.service_tiers]]\nname = \"batch\"\ninput = 0.5\n[[cost.schedule]]\nfrom = 2027-01-01\ninput = 2",
        "[cost]\ninput = 1\n[[cost.service_tiers]]\nname = \"batch\"\ninput = 0.5\n[[cost.schedule]]\nfrom = 2027-01-01\ninput = 2\n[[cost.schedule.service_tiers]]\nname = \"batch\"\ninput = 1",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    let modes = record.modes.iter().map(|mode| &mode.cost);
    for cost in std::iter::once(&record.cost).chain(modes) {
        for entry in cost.in_force.iter().chain(&cost.announced) {
            let silent = find_unnamed(&cost.prices, &entry.prices);
            if !silent.is_empty() {
                diags.push(report(code, record, entry, &silent));
            }
        }
    }
}

fn report(code: &'static Code, record: &Record, entry: &ScheduledPrice, silent: &[String]) -> Diagnostic {
    let message = format!("the prices from {} do not name {}", entry.from.iso(), silent.join(", "));
    Diagnostic::new(code, record.span(&entry.fact), message)
        .help("add the new price to this entry, or repeat the old one if it does not change")
}

/// What has a price and is not named by a change of prices, in words.
fn find_unnamed(prices: &PriceList, change: &PriceList) -> Vec<String> {
    let tiers = prices.tiers.iter().filter(|tier| change.tiers.iter().all(|new| new.above != tier.above));
    let tiers = tiers.map(|tier| format!("the tier above {}", tier.above.exact()));
    let services = prices.service_tiers.iter();
    let services = services.filter(|tier| change.service_tiers.iter().all(|new| new.name != tier.name));
    let services = services.map(|tier| format!("`{}`", tier.name));
    let units = prices.units.iter().filter(|unit| !change.units.iter().any(|new| new.is_same_item(unit)));
    let units = units.map(|unit| format!("the price per {}", unit.unit.quantity(unit.per)));
    let other = prices.other.iter().filter(|other| !change.other.iter().any(|new| new.is_same_item(other)));
    let other = other.map(|other| format!("the price per {}", other.unit));
    // A factor on every price follows the new prices.
    let regions = prices.regions.iter().filter(|region| region.factor.is_none());
    let regions = regions.filter(|region| change.regions.iter().all(|new| new.name != region.name));
    let regions = regions.map(|region| format!("the region `{}`", region.name));
    tiers.chain(services).chain(units).chain(other).chain(regions).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    const PRICES: &str = "[cost]\ninput = 1\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 2\n\
                          [[cost.service_tiers]]\nname = \"batch\"\ninput = 0.5\n\
                          [[cost.units]]\nunit = \"search\"\nper = 1000\nprice = 10\n";

    #[test]
    fn a_change_that_is_silent_about_a_price_is_found_before_and_after_its_day() {
        let bad = format!(
            "{PRICES}[[cost.schedule]]\nfrom = 2026-01-01\ninput = 2\n[[cost.schedule]]\nfrom = 2027-01-01\ninput = 3\n\
             [[cost.schedule.tiers]]\ntier = {{ size = 200_000 }}\ninput = 6\n"
        );
        assert_snapshot(
            in_model(&RULE, &bad),
            snapbox::str![[r#"
models/acme/one.toml:15:8-18 partial-schedule: the prices from 2026-01-01 do not name the tier above 200,000 tokens, `batch`, the price per 1,000 searches
  help: add the new price to this entry, or repeat the old one if it does not change
models/acme/one.toml:18:8-18 partial-schedule: the prices from 2027-01-01 do not name `batch`, the price per 1,000 searches
  help: add the new price to this entry, or repeat the old one if it does not change
"#]],
        );
    }

    #[test]
    fn a_change_that_names_every_price_is_fine() {
        let good = format!(
            "{PRICES}[[cost.schedule]]\nfrom = 2027-01-01\ninput = 2\n[[cost.schedule.tiers]]\ntier = {{ size = 200_000 }}\n\
             input = 4\n[[cost.schedule.service_tiers]]\nname = \"batch\"\ninput = 0.5\n\
             [[cost.schedule.units]]\nunit = \"search\"\nper = 1000\nprice = 10\n"
        );
        assert_eq!(in_model(&RULE, &good), "");
        let plain = "[cost]\ninput = 1\n[[cost.schedule]]\nfrom = 2027-01-01\ninput = 2\n";
        assert_eq!(in_model(&RULE, plain), "");
    }
}

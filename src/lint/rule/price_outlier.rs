//! A price that no other provider asks.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::prelude::*;
use crate::domain::Currency;
use crate::domain::money::thousands;
use crate::resolve::cost::PriceState;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "price-outlier",
        Level::Warn,
        Level::Hint,
        "A price is far from those of the same model's other offers.",
        "A price that is five times the median, or off by a factor of exactly 10, 100 or 1,000, usually has a misplaced decimal point or the wrong unit. The lint needs three offers in one currency. With fewer, it reports offers that differ from the price in the model's own file by a factor of exactly 100 or 1,000, such as cents for dollars.",
        "# where the other offers cost 0.15 and 0.16\n[cost]\ninput = 150",
        "# where the other offers cost 0.15 and 0.16\n[cost]\ninput = 0.15",
    ),
    check: Check::Catalog(check),
};

/// Fewer offers than this have no median worth the name.
const FEWEST: usize = 3;

/// From this multiple of the median on a price is doubtful.
const FAR: u64 = 5;

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    for ((model, currency), offers) in offers_by_model(context) {
        let own = &context.catalog.models[model].record;
        for kind in [RateKind::Input, RateKind::Output] {
            if offers.len() >= FEWEST {
                compare(code, &offers, kind, diags);
            } else if own.cost.currency == currency {
                compare_with_model(code, own, &offers, kind, diags);
            }
        }
    }
}

/// Compares a few offers with the price in the model's own file.
fn compare_with_model(
    code: &'static Code,
    own: &Record,
    offers: &[&Record],
    kind: RateKind,
    diags: &mut Diagnostics,
) {
    let Some(standard) = own.cost.prices.rates.get(kind).filter(|charge| !charge.price.is_zero()) else {
        return;
    };
    for offer in offers {
        let Some(charge) = offer.cost.prices.rates.get(kind) else { continue };
        // An inherited price is the model's.
        if offer.span(&charge.fact).file != offer.file {
            continue;
        }
        let (price, own_price) = (charge.price.decimal(), standard.price.decimal());
        let Some(distance) = exact_distance(price, own_price, &[100, 1000]) else { continue };
        let message = format!("the price is {distance} {own_price}, the price in the model's own file");
        let found = Diagnostic::new(code, offer.span(&charge.fact), message);
        diags.push(found.label(own.span(&standard.fact), "the model's own price").help(COMPARE));
    }
}

const COMPARE: &str = "compare it with the provider's price list: per 1M tokens, in the file's currency";

fn offers_by_model(context: CatalogContext<'_>) -> BTreeMap<(usize, Currency), Vec<&Record>> {
    let mut groups = BTreeMap::<_, Vec<_>>::new();
    for offer in &context.catalog.offers {
        let cost = &offer.record.cost;
        if let (Some(model), PriceState::Priced) = (offer.model(), &cost.state) {
            groups.entry((model, cost.currency)).or_default().push(&*offer.record);
        }
    }
    groups
}

fn compare(code: &'static Code, offers: &[&Record], kind: RateKind, diags: &mut Diagnostics) {
    let charges = offers.iter().filter_map(|record| Some((*record, record.cost.prices.rates.get(kind)?)));
    let mut priced: Vec<_> = charges.filter(|(_, charge)| !charge.price.is_zero()).collect();
    if priced.len() < FEWEST {
        return;
    }
    priced.sort_by_key(|(_, charge)| charge.price);
    let median = priced[priced.len() / 2].1.price.decimal();
    for (record, charge) in &priced {
        let Some(distance) = distance(charge.price.decimal(), median) else { continue };
        let count = priced.len();
        let message = format!("the price is {distance} {median}, the median of {count} offers of this model");
        diags.push(Diagnostic::new(code, record.span(&charge.fact), message).help(COMPARE));
    }
}

/// How far a price is from the median, in words, where that is doubtful.
fn distance(price: Decimal, median: Decimal) -> Option<String> {
    let exact = exact_distance(price, median, &[10, 100, 1000]);
    if exact.is_some() {
        return exact;
    }
    let times = price.checked_div(median)?;
    (times >= Decimal::from(FAR)).then(|| format!("{} times", times.round_dp(1).normalize()))
}

/// The distance in words, where one price is exactly so many times the other.
fn exact_distance(price: Decimal, standard: Decimal, factors: &[u32]) -> Option<String> {
    factors.iter().find_map(|factor| {
        let (times, words) = (Decimal::from(*factor), thousands(&factor.to_string()));
        if Some(price) == standard.checked_mul(times) {
            Some(format!("exactly {words} times"))
        } else if price.checked_mul(times) == Some(standard) {
            Some(format!("exactly 1/{words} of"))
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    fn offers(prices: &[&str]) -> String {
        let mut files = vec![("models/acme/one.toml".to_owned(), "name = \"One\"\n".to_owned())];
        for (at, price) in prices.iter().enumerate() {
            files.push((format!("providers/p{at}/provider.toml"), format!("name = \"P{at}\"\n")));
            let text = format!("base_model = \"acme/one\"\n[cost]\n{price}\n");
            files.push((format!("providers/p{at}/models/one.toml"), text));
        }
        let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        findings(&RULE, &files)
    }

    #[test]
    fn a_price_far_above_the_others_is_found() {
        assert_snapshot(
            offers(&["input = 0.15", "input = 0.16", "input = 0.8"]),
            snapbox::str![[r#"
providers/p2/models/one.toml:3:9-12 price-outlier: the price is 5 times 0.16, the median of 3 offers of this model
  help: compare it with the provider's price list: per 1M tokens, in the file's currency
"#]],
        );
    }

    #[test]
    fn a_slip_of_the_point_is_found_in_both_directions() {
        assert_snapshot(
            offers(&["output = 2", "output = 2", "output = 2000", "output = 0.2"]),
            snapbox::str![[r#"
providers/p2/models/one.toml:3:10-14 price-outlier: the price is exactly 1,000 times 2, the median of 4 offers of this model
  help: compare it with the provider's price list: per 1M tokens, in the file's currency
providers/p3/models/one.toml:3:10-13 price-outlier: the price is exactly 1/10 of 2, the median of 4 offers of this model
  help: compare it with the provider's price list: per 1M tokens, in the file's currency
"#]],
        );
    }

    #[test]
    fn cents_for_dollars_are_found_beside_the_price_of_the_model() {
        let files = [
            ("models/acme/one.toml", "name = \"One\"\n[cost]\ninput = 0.15\noutput = 0.6\n"),
            ("providers/p/provider.toml", "name = \"P\"\n"),
            ("providers/p/models/one.toml", "base_model = \"acme/one\"\n[cost]\ninput = 15\noutput = 0.66\n"),
            ("providers/q/provider.toml", "name = \"Q\"\n"),
            ("providers/q/models/one.toml", "base_model = \"acme/one\"\n"),
        ];
        assert_snapshot(
            findings(&RULE, &files),
            snapbox::str![[r#"
providers/p/models/one.toml:3:9-11 price-outlier: the price is exactly 100 times 0.15, the price in the model's own file
  help: compare it with the provider's price list: per 1M tokens, in the file's currency
"#]],
        );
    }

    #[test]
    fn two_offers_other_currencies_and_zeros_have_no_median() {
        assert_eq!(offers(&["input = 0.15", "input = 150"]), "");
        assert_eq!(offers(&["input = 1", "input = 1", "currency = \"CNY\"\ninput = 10"]), "");
        assert_eq!(offers(&["input = 0.15", "input = 0", "input = 150"]), "");
    }
}

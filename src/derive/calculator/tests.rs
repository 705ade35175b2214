use super::*;
use crate::derive::fixture::Site;

fn tariff(text: &str) -> Result<Tariff, NoTariff> {
    let directory = Site::new().model("lab/m", text).derive();
    directory.tariff(directory.find("models/lab/m"))
}

fn services(text: &str) -> Vec<Service> {
    match tariff(text).unwrap().basis {
        Basis::Tokens(services) => services,
        Basis::Units(units) => panic!("{units:?}"),
    }
}

const ONE: Usage = Usage { requests: 1, input: 0, output: 0, cached: 0, quantity: 0 };

fn total(text: &str, service: usize, usage: Usage) -> String {
    bill(&services(text)[service], &usage).unwrap().total.value()
}

#[test]
fn the_seed_workload_costs_what_its_page_says() {
    let mini = "[cost]\ninput = 0.15\noutput = 0.60\ncache_read = 0.075";
    let usage = Usage { input: 100_000, output: 10_000, ..ONE };
    assert_eq!(total(mini, 0, usage), "0.021");
    assert_eq!(total(mini, 0, Usage { requests: 10_000, input: 2_000, output: 500, ..ONE }), "6");
}

const TIERS: &str = "[cost]\ninput = 1\noutput = 10\ncache_read = 0.1\n\
                     [[cost.tiers]]\ntier = { size = 1_000 }\ninput = 2\noutput = 20\ncache_read = 0.5\n";

#[test]
fn a_request_above_a_size_is_charged_at_its_tier_as_a_whole() {
    let at = |input| total(TIERS, 0, Usage { requests: 1_000_000, input, output: 1, ..ONE });
    assert_eq!(at(1_000), "1010", "the size itself is not above it");
    assert_eq!(at(1_001), "2022");
}

#[test]
fn marginal_tiers_reprice_only_the_tokens_above_their_size() {
    let marginal = TIERS.replace("input = 1\n", "input = 1\ntiers_apply = \"marginal\"\n");
    let usage = Usage { requests: 1_000_000, input: 1_500, output: 1, ..ONE };
    assert_eq!(total(&marginal, 0, usage), "2020", "1,000 at $1, 500 at $2, 1 at $20");
    let half = total(&marginal, 0, Usage { cached: 50, ..usage });
    assert_eq!(half, "1345", "750 at $0.10, 250 at $1, 500 at $2, 1 at $20");
    let most = total(&marginal, 0, Usage { cached: 80, ..usage });
    assert_eq!(most, "820", "1,000 at $0.10, 200 at $0.50, 300 at $2, 1 at $20");
}

#[test]
fn a_service_tier_takes_over_prices_but_no_cache() {
    let batch = "[cost]\ninput = 2\noutput = 8\ncache_read = 0.5\n[[cost.service_tiers]]\nname = \"batch\"\ninput = 1\n\
                 [[cost.windows]]\nutc = \"16:30-00:30\"\ninput = 1.5\noutput = 6\n\
                 [experimental.modes.fast]\ncost = { input = 5, output = 40 }";
    let services = services(batch);
    let names: Vec<_> = services.iter().map(|service| service.name.clone()).collect();
    let hours = ServiceName::Hours(Hours::new("16:30-00:30".to_owned(), &[]), true);
    let [tier, mode] = [ServiceName::Tier("batch".to_owned()), ServiceName::Mode("fast".to_owned())];
    assert_eq!(names, [ServiceName::Standard, tier, hours, mode]);
    let usage = Usage { requests: 1_000_000, input: 10, output: 1, cached: 50, ..ONE };
    assert_eq!(total(batch, 0, usage), "20.5");
    assert_eq!(total(batch, 1, usage), "18", "10 at $1, 1 at the standard $8");
}

#[test]
fn what_cannot_be_calculated_says_why() {
    let price = |reason| Err(NoTariff::Price(reason));
    assert_eq!(tariff(""), price(NoEstimate::Unknown));
    assert_eq!(tariff("[cost]\nstate = \"free\""), price(NoEstimate::Free));
    assert_eq!(tariff("[cost]\nstate = \"included\""), price(NoEstimate::Included));
    assert_eq!(tariff("[cost]\ninput = 0\noutput = 0"), price(NoEstimate::Zero));
    assert_eq!(tariff("[cost]\ninput = 1"), price(NoEstimate::NoWorkload));
    assert_eq!(tariff("status = \"retired\"\n[cost]\ninput = 1\noutput = 2"), Err(NoTariff::Retired));
}

#[test]
fn a_number_that_no_exact_sum_holds_has_no_bill() {
    let dust = &services("[cost]\ninput = 0.0000000000000000000000000001\noutput = 1")[0];
    assert_eq!(bill(dust, &Usage { input: 1, ..ONE }), None);
    let most = Usage { requests: LARGEST, input: LARGEST, output: LARGEST, ..ONE };
    let large = bill(&services("[cost]\ninput = 75\noutput = 150")[0], &most).unwrap();
    assert_eq!(large.total.value(), "224999999999550000000.000225");
}

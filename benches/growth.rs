//! Whether a page costs the same in a small and in a large directory: 5,000 and 50,000 offers are built, each on one thread.
//!
//! `cargo bench --bench growth` takes some minutes and 4 GB in the folder for temporary files, which `TMPDIR` names. Other
//! numbers of offers can be given: `cargo bench --bench growth -- 1000 10000`.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[path = "../tests/support/mod.rs"]
mod support;

use support::cost::of_build;
use support::large::market;

/// How much more a page may cost in the larger directory.
const MOST: f64 = 1.2;

fn main() {
    let given: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes = if given.len() == 2 { given } else { vec![5_000, 50_000] };
    let costs: Vec<f64> = sizes.iter().map(|offers| a_page(*offers)).collect();
    let ratio = costs[1] / costs[0];
    let verdict = if ratio <= MOST { "as it should be" } else { "more than it should be" };
    println!("a page costs {ratio:.2} times as much in the larger one, {verdict} ({MOST} at most)");
}

/// The time of the processor for a page, in microseconds; of two builds the faster one.
fn a_page(offers: usize) -> f64 {
    let site = market(offers);
    let costs = (0..2).map(|_| of_build(&site.path("")));
    let cost = costs.min_by(|a, b| a.user.total_cmp(&b.user)).expect("there are two");
    let pages = walkdir::WalkDir::new(site.path("dist")).into_iter().flatten();
    let pages = pages.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "html")).count();
    let a_page = |seconds: f64| seconds * 1e6 / f64::from(u32::try_from(pages).expect("few enough"));
    println!(
        "{offers} offers: {pages} pages, {:.0} µs a page in the program and {:.0} µs in the system",
        a_page(cost.user),
        a_page(cost.system)
    );
    a_page(cost.user + cost.system)
}

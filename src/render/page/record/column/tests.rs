use std::fmt::Write as _;

use super::*;
use crate::bless::assert_snapshot;
use crate::render::page::fixture::{directory, shown};

/// The rows of a column: group, label and unit, then what is printed and what is compared.
fn lines(column: &Column) -> String {
    let mut lines = format!("{} {} [{}] {}\n", column.title, column.source, column.key, column.url);
    for fact in &column.facts {
        let unit = fact.unit.as_ref().map(|unit| format!(" ({unit})")).unwrap_or_default();
        let rank = fact.rank.map(|(mark, rank)| format!(" | {} {rank}", mark.word())).unwrap_or_default();
        let (order, label) = (fact.order(), &fact.label);
        writeln!(lines, "{order} {} | {label}{unit} | {}{rank}", fact.group.title(), shown(&fact.cell))
            .unwrap();
    }
    for note in &column.notes {
        writeln!(lines, "* {note}").unwrap();
    }
    lines
}

const EVERYTHING: &str = r#"
name = "Everything"
family = "thing"
status = "beta"
release_date = 2026-01-02
added = 2026-01-05
last_updated = "2026-02"
knowledge = "2025"
deprecated = 2027-01-01
tool_call = true
reasoning = false
open_weights = true
license = "apache-2.0"
[modalities]
input = ["text", "image"]
output = ["text"]
[limit]
context = 200_000
input = 180_000
output = 8_192
dimensions = 12
max_batch = 3
min_cached_tokens = 1_024
images = 4
file_mb = 5
duration_seconds = 6
[cost]
input = 1.25
output = 10
cache_read = 0
input_audio = 2
[[cost.tiers]]
tier = { size = 100_000 }
input = 2.5
[[cost.service_tiers]]
name = "batch"
output = 5
[[cost.units]]
unit = "search"
per = 1000
price = 35
[[cost.schedule]]
from = 2026-12-01
input = 1
[[cost.windows]]
utc = "16:30-00:30"
days = ["sat", "sun"]
input = 0.5
[experimental.modes.fast]
cost = { input = 5 }
[policy]
retention_days = 30
zero_retention = true
used_for_training = false
location = "US"
regions = ["eu"]
scope = "provider"
[[policy.attestations]]
name = "SOC 2 Type II"
date = 2026-03-01
[[quotas]]
amount = 45
unit = "messages"
period = "5h"
[performance]
tokens_per_second = 83
first_token_ms = 420
uptime_percent = 99.9
[sources.performance]
checked = 2026-11-20
[sources.limit]
checked = 2026-11-20
[architecture]
parameters = 8_000_000_000
active_parameters = 1_000_000_000
quantization = "fp8"
tokenizer = "bpe"
[[benchmarks]]
name = "MMLU"
score = 82.0
metric = "percent correct"
[[benchmarks]]
name = "Speech"
score = 3.1
metric = "word error rate"
"#;

#[test]
fn a_column_says_all_that_can_be_compared() {
    let directory = directory(&[("models/lab/everything.toml", EVERYTHING)]);
    assert_snapshot(
        lines(&column(&directory, Place::Model(0))),
        snapbox::file!["snapshots/column-a_column_says_all_that_can_be_compared.txt"],
    );
}

#[test]
fn a_price_that_is_none_takes_no_part() {
    let ranks = |cost: &str| {
        let text = format!("name = \"M\"\n{cost}");
        let directory = directory(&[("models/lab/m.toml", &text)]);
        let column = column(&directory, Place::Model(0));
        let ranked = column.facts.iter().filter(|fact| fact.group == Group::Price && fact.rank.is_some());
        (ranked.count(), column.notes.join(" "))
    };
    assert_eq!(ranks("[cost]\ninput = 1\noutput = 2"), (2, String::new()));
    assert_eq!(ranks("[cost]\nstate = \"free\"\ninput = 0\noutput = 0"), (0, String::new()));
    assert_eq!(ranks(""), (0, String::new()));
    let plan = "[cost]\nstate = \"included\"\nplan = \"Pro\"\ninput = 0\noutput = 0";
    assert_eq!(ranks(plan), (0, "M is part of a plan and is not considered for “Lowest”.".to_owned()));
    let (count, note) = ranks("[cost]\ninput = 0\noutput = 0");
    assert!(count == 0 && note.starts_with("M is listed at $0."), "{note}");
    let (count, note) = ranks("[cost]\ncurrency = \"EUR\"\ninput = 1\noutput = 2");
    assert!(count == 0 && note.starts_with("M has prices in EUR, which are not converted"), "{note}");
    let retired = "status = \"retired\"\n[cost]\ninput = 1\noutput = 2";
    assert_eq!(ranks(retired), (0, "M is retired and is not considered for “Lowest”.".to_owned()));
}

#[test]
fn the_price_of_an_offer_names_its_record_and_its_provider() {
    let directory = directory(&[
        ("models/lab/m.toml", "name = \"M\""),
        ("providers/acme/provider.toml", "name = \"Acme\""),
        ("providers/acme/models/m.toml", "base_model = \"lab/m\"\n[cost]\ninput = 2\noutput = 3"),
    ]);
    let model = column(&directory, Place::Model(0));
    assert_eq!(shown(&model.facts[0].cell), "$2.00 cost.input=2 of providers/acme/models/m");
    assert_eq!(model.notes, ["Prices of M are Acme's."]);
    let offer = column(&directory, Place::Offer(0));
    assert_eq!((offer.title.as_str(), offer.source.as_str()), ("M on Acme", "on Acme"));
    assert!(offer.notes.is_empty());
}

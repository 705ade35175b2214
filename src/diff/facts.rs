//! The facts of a record that are compared, each with a name that does not depend on its place in the file.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::change::Group;
use crate::domain::{Capability, Currency, Modality, PartialDate};
use crate::resolve::Record;
use crate::resolve::cost::{Cost, PriceState, Rates};
use crate::resolve::record::Measure;

/// A fact of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) group: Group,
    pub(super) value: String,
    pub(super) text: String,
    /// The price and its currency, where it is one.
    pub(super) price: Option<(Decimal, Currency)>,
}

/// Facts by their names.
pub(super) type Facts = BTreeMap<String, Fact>;

/// The facts of a record by name.
pub(super) fn facts(record: &Record) -> Facts {
    let mut facts = Facts::new();
    super::address::of_record(&mut facts, record);
    cost(&mut facts, &record.cost);
    limits(&mut facts, record);
    life(&mut facts, record);
    policy(&mut facts, record);
    capabilities(&mut facts, record);
    identity(&mut facts, record);
    facts
}

fn add(facts: &mut Facts, name: &str, label: &str, group: Group, value: String, text: String) {
    facts.insert(name.to_owned(), Fact { label: label.to_owned(), group, value, text, price: None });
}

fn cost(facts: &mut Facts, cost: &Cost) {
    rates(facts, "cost", "", &cost.rates, cost.currency);
    for tier in &cost.tiers {
        let above = format!(" above {} tokens", tier.above.short());
        rates(facts, &format!("cost.tiers[{}]", tier.above.0), &above, &tier.rates, cost.currency);
    }
    for tier in &cost.service_tiers {
        let name = format!("cost.service_tiers[{}]", tier.name);
        rates(facts, &name, &format!(", {}", tier.name), &tier.rates, cost.currency);
    }
    for window in &cost.windows {
        let name = format!("cost.windows[{}]", window.utc);
        rates(facts, &name, &format!(", {} UTC", window.utc), &window.rates, cost.currency);
    }
    for announced in &cost.announced {
        let name = format!("cost.schedule[{}]", announced.from.iso());
        rates(facts, &name, &format!(" from {}", announced.from), &announced.rates, cost.currency);
    }
    for unit in &cost.units {
        let sorts: Vec<&str> = unit.label.iter().chain(&unit.selectors).map(String::as_str).collect();
        let sort = if sorts.is_empty() { String::new() } else { format!(", {}", sorts.join(", ")) };
        let name = format!("cost.units[{}{sort}]", unit.unit.word());
        let label = format!("Per {}{sort}", unit.unit.counted(unit.per));
        price(
            facts,
            &name,
            label,
            unit.charge.price.decimal(),
            &unit.charge.price.text(cost.currency),
            cost.currency,
        );
    }
    let state = match &cost.state {
        PriceState::Priced | PriceState::Unknown => return,
        PriceState::Free => "free".to_owned(),
        PriceState::Included(plan) => format!("included in {}", plan.as_deref().unwrap_or("a plan")),
    };
    add(facts, "cost.state", "Price", Group::Price, state.clone(), state);
}

fn rates(facts: &mut Facts, path: &str, words: &str, rates: &Rates, currency: Currency) {
    for (kind, charge) in rates.iter() {
        let (name, label) = (format!("{path}.{}", kind.key()), format!("{}{words}", kind.label()));
        price(facts, &name, label, charge.price.decimal(), &charge.price.text(currency), currency);
    }
}

fn price(facts: &mut Facts, name: &str, label: String, price: Decimal, text: &str, currency: Currency) {
    let fact = Fact {
        label,
        group: Group::Price,
        value: price.normalize().to_string(),
        text: text.to_owned(),
        price: Some((price.normalize(), currency)),
    };
    facts.insert(name.to_owned(), fact);
}

fn limits(facts: &mut Facts, record: &Record) {
    let limit = &record.limit;
    let tokens = [
        ("limit.context", "Context window", limit.context),
        ("limit.input", "Max input", limit.input),
        ("limit.output", "Max output", limit.output),
    ];
    for (name, label, measure) in tokens {
        if let Measure::Known(count) = measure {
            add(facts, name, label, Group::Limit, count.0.to_string(), count.exact());
        }
    }
    let counts = [
        ("limit.dimensions", "Dimensions", limit.dimensions),
        ("limit.max_batch", "Inputs a request", limit.max_batch),
        ("limit.images", "Images a request", limit.images),
        ("limit.file_mb", "Largest file in MB", limit.file_mb),
        ("limit.duration_seconds", "Longest recording in seconds", limit.duration_seconds),
    ];
    for (name, label, count) in counts {
        number(facts, name, label, Group::Limit, count);
    }
}

fn number(facts: &mut Facts, name: &str, label: &str, group: Group, count: Option<u64>) {
    if let Some(count) = count {
        let digits = count.to_string();
        let text = crate::domain::money::thousands(&digits);
        add(facts, name, label, group, digits, text);
    }
}

fn life(facts: &mut Facts, record: &Record) {
    let word = record.status.word().to_owned();
    add(facts, "status", "Status", Group::Lifecycle, word.clone(), word);
    date(facts, "deprecated", "Deprecated", Group::Lifecycle, record.deprecated);
    date(facts, "retires", "Retires", Group::Lifecycle, record.retires);
    if let Some(successor) = &record.successor {
        add(facts, "successor", "Successor", Group::Lifecycle, successor.to_string(), successor.to_string());
    }
    date(facts, "release_date", "Released", Group::Date, record.release_date);
    date(facts, "last_updated", "Last updated", Group::Date, record.last_updated);
    date(facts, "knowledge", "Knowledge cutoff", Group::Date, record.knowledge);
}

fn date(facts: &mut Facts, name: &str, label: &str, group: Group, date: Option<PartialDate>) {
    if let Some(date) = date {
        add(facts, name, label, group, date.iso(), date.to_string());
    }
}

fn policy(facts: &mut Facts, record: &Record) {
    let policy = &record.policy;
    number(facts, "policy.retention_days", "Days of retention", Group::Policy, policy.retention_days);
    flag(facts, "policy.zero_retention", "Zero retention", Group::Policy, policy.zero_retention);
    flag(facts, "policy.used_for_training", "Used for training", Group::Policy, policy.used_for_training);
    if let Some(country) = policy.location {
        let (code, name) = (country.code().to_owned(), country.name().to_owned());
        add(facts, "policy.location", "Location", Group::Policy, code, name);
    }
    list(facts, "policy.regions", "Regions", Group::Policy, &policy.regions);
}

fn flag(facts: &mut Facts, name: &str, label: &str, group: Group, flag: Option<bool>) {
    if let Some(flag) = flag {
        add(facts, name, label, group, flag.to_string(), if flag { "yes" } else { "no" }.to_owned());
    }
}

fn list(facts: &mut Facts, name: &str, label: &str, group: Group, words: &[impl AsRef<str>]) {
    if !words.is_empty() {
        let words = words.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
        add(facts, name, label, group, words.clone(), words);
    }
}

/// What it can do. The capabilities that modalities and prices tell are left to those.
fn capabilities(facts: &mut Facts, record: &Record) {
    for capability in Capability::all().filter(|capability| is_own(*capability)) {
        let words = capability.words();
        flag(facts, words.field, words.label, Group::Capability, record.capabilities.get(capability));
    }
    let words = |list: &Option<Vec<Modality>>| {
        list.iter().flatten().map(|modality| modality.word()).collect::<Vec<_>>()
    };
    list(facts, "modalities.input", "Reads", Group::Capability, &words(&record.input));
    list(facts, "modalities.output", "Writes", Group::Capability, &words(&record.output));
}

fn is_own(capability: Capability) -> bool {
    use Capability as C;
    !matches!(
        capability,
        C::Vision
            | C::AudioInput
            | C::VideoInput
            | C::PdfInput
            | C::ImageOutput
            | C::AudioOutput
            | C::PromptCaching
    )
}

fn identity(facts: &mut Facts, record: &Record) {
    add(facts, "name", "Name", Group::Identity, record.name.clone(), record.name.clone());
    let kind = record.kind;
    add(facts, "type", "Type", Group::Identity, kind.word().to_owned(), kind.label().to_owned());
    if let Some(license) = &record.license {
        add(facts, "license", "Licence", Group::Identity, license.clone(), license.clone());
    }
}

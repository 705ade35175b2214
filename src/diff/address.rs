//! Where readers send requests, keys and money: of providers, of the gateway and the site, and of records that differ from
//! their provider.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Fact, Facts};
use super::{Scope, fact_changes};
use crate::call::{Access, Address, Published};
use crate::change::{Group, RecordChange, What};
use crate::domain::ModelType;
use crate::parse::{Table, Value};
use crate::plan::Site;
use crate::resolve::Record;
use crate::resolve::catalog::Party;

/// What a provider or the gateway says about it, and what that is called. A name counts, because pages tell readers whose
/// key to use by it.
const KEYS: [(&str, &str); 9] = [
    ("name", "Name"),
    ("api", "Base URL"),
    ("env", "Key variables"),
    ("npm", "Package"),
    ("url", "Website"),
    ("doc", "Documentation"),
    ("docs", "Documentation"),
    ("pricing_url", "Page of prices"),
    ("cta_url", "Call to action"),
];

/// What the settings say about it beside the gateway.
const SETTINGS: [(&str, &str); 4] = [
    ("base_url", "Base URL of the site"),
    ("analytics.script", "Analytics script"),
    ("nav", "Links of the header"),
    ("footer.links", "Links of the footer"),
];

/// The providers whose addresses changed, and the settings if theirs did. What `is_unknown` holds for is not compared.
pub(super) fn providers(
    old: &Site,
    new: &Site,
    scope: Scope,
    is_unknown: impl Fn(&str) -> bool,
) -> Vec<RecordChange> {
    let (before, after) = (subjects(old, scope), subjects(new, scope));
    let keys: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    keys.into_iter()
        .filter(|key| !is_unknown(key))
        .filter_map(|key| change(before.get(key), after.get(key)))
        .collect()
}

/// Adds what a record itself says about how it is called, where it can be tried and which provider speaks for it.
pub(super) fn of_record(facts: &mut Facts, record: &Record) {
    let modes = record.source.named("experimental.modes");
    for (name, mode) in modes {
        leaves(facts, &format!("experimental.modes.{name}.provider"), &format!("{name}: "), mode);
    }
    leaves(facts, "provider", "", &record.source);
    for (key, label) in [("playground", "Playground"), ("primary_offer", "Primary offer")] {
        add(facts, key, label, record.source.string(key));
    }
}

/// What has addresses: a provider or the settings.
struct Subject<'a> {
    key: &'a str,
    id: &'a str,
    name: &'a str,
    kind: &'static str,
    facts: Facts,
}

fn subjects(site: &Site, scope: Scope) -> BTreeMap<&str, Subject<'_>> {
    let settings = (scope == Scope::Sites).then(|| of_settings(site));
    let providers = site.directory.catalog.providers.iter().map(|party| of_provider(party, scope));
    providers.chain(settings).map(|subject| (subject.key, subject)).collect()
}

fn of_provider(party: &Party, scope: Scope) -> Subject<'_> {
    let mut facts = Facts::new();
    party_facts(&mut facts, "", "", &party.source, &party.name);
    if scope == Scope::Listed {
        facts.retain(|name, _| ["name", "api", "env", "npm", "doc"].contains(&name.as_str()));
    }
    Subject { key: party.key.as_str(), id: &party.id, name: &party.name, kind: "provider", facts }
}

fn of_settings(site: &Site) -> Subject<'_> {
    let settings = &site.directory.settings;
    let mut facts = Facts::new();
    for (key, label) in SETTINGS {
        add(&mut facts, key, label, settings.source.node(key).and_then(|node| text(&node.value)));
    }
    let gateway = settings.source.node("gateway").and_then(|node| node.table());
    if let (Some(gateway), Some(typed)) = (gateway, &settings.gateway) {
        party_facts(&mut facts, "gateway.", "Gateway: ", gateway, &typed.name);
    }
    Subject { key: "site.toml", id: "site.toml", name: &settings.title, kind: "settings", facts }
}

fn party_facts(facts: &mut Facts, path: &str, prefix: &str, table: &Table, name: &str) {
    for (key, label) in KEYS {
        let value = match key {
            "name" => Some(name.to_owned()),
            "api" => base_url(table),
            _ => table.node(key).and_then(|node| text(&node.value)),
        };
        add(facts, &format!("{path}{key}"), &format!("{prefix}{label}"), value);
    }
}

/// The base URL that a provider's examples call: its own, or the one that its package calls by itself.
fn base_url(table: &Table) -> Option<String> {
    if let Some(written) = table.text("api") {
        return Some(normal(written));
    }
    let env = table.texts("env");
    let published = Published { npm: table.text("npm"), env: &env, ..Published::default() };
    let base = Access::choose(&published, ModelType::Chat).ok()?.address.base;
    (!base.is_empty()).then_some(base)
}

fn normal(address: &str) -> String {
    Address::read(address).map_or_else(|| address.to_owned(), |address| address.base)
}

/// Adds every value below the `provider` table of a record or a mode.
fn leaves(facts: &mut Facts, path: &str, prefix: &str, table: &Table) {
    let Some(table) = table.node("provider").and_then(|node| node.table()) else { return };
    for (key, entry) in &table.0 {
        let label = match key.as_str() {
            "api" => "Base URL",
            "npm" => "Package",
            "shape" => "API",
            "headers" => "Headers",
            "body" => "Further fields of a request",
            other => other,
        };
        let value = text(&entry.node.value);
        let value = if key == "api" { value.as_deref().map(normal) } else { value };
        add(facts, &format!("{path}.{key}"), &format!("{prefix}{label}"), value);
    }
}

/// A value in a line; nothing if it is empty.
fn text(value: &Value) -> Option<String> {
    let joined = |parts: Vec<String>| Some(parts.join(", ")).filter(|text| !text.is_empty());
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Boolean(value) => Some(value.to_string()),
        Value::Date(date) => Some(date.iso()),
        Value::Array(elements) => joined(elements.iter().filter_map(|node| text(&node.value)).collect()),
        Value::Table(table) => {
            let part = |(key, entry): (&String, &crate::parse::Entry)| {
                text(&entry.node.value).map(|value| format!("{key}: {value}"))
            };
            joined(table.0.iter().filter_map(part).collect())
        }
    }
}

fn add(facts: &mut Facts, name: &str, label: &str, value: Option<String>) {
    if let Some(value) = value {
        let (label, text) = (label.to_owned(), value.clone());
        facts.insert(name.to_owned(), Fact { label, group: Group::Address, value, text, price: None });
    }
}

fn change(old: Option<&Subject<'_>>, new: Option<&Subject<'_>>) -> Option<RecordChange> {
    let subject = new.or(old)?;
    let none = Facts::new();
    let facts_of = |side: Option<&Subject<'_>>| side.map_or(none.clone(), |subject| subject.facts.clone());
    let facts = fact_changes(&facts_of(old), &facts_of(new));
    let what = match (old, new) {
        (None, _) => What::Added,
        (_, None) => What::Removed,
        _ => What::Changed,
    };
    (!facts.is_empty()).then(|| RecordChange {
        key: subject.key.to_owned(),
        id: subject.id.to_owned(),
        name: subject.name.to_owned(),
        party: subject.kind.to_owned(),
        what,
        renamed_from: None,
        facts,
        is_unsourced: false,
    })
}

use std::collections::BTreeSet;

use super::*;
use crate::domain::RateKind;
use crate::parse::author::{AUTHOR, PROVIDER};
use crate::parse::model::MODEL;
use crate::parse::schema::{Kind, Schema};
use crate::parse::site::SITE;

/// Keys of records that are no facts, and why.
const NO_FACTS: [(&str, &str); 24] = [
    ("slug", "says where the page stands"),
    ("draft", "says whether the file is built"),
    ("publish_from", "says when the file is built"),
    ("unlisted", "says where the record is listed"),
    ("base_model", "names what is inherited, which is a fact of its own"),
    ("base_model_omit", "names what is not inherited"),
    ("seo_title", "repeats the name for search engines"),
    ("seo_description", "repeats the description for search engines"),
    ("extra", "belongs to the site's own templates"),
    ("cost.currency", "is a part of every price"),
    ("cost.tiers[].tier.type", "has one value"),
    ("cost.tiers[].tier.size", "tells tiers apart"),
    ("cost.service_tiers[].name", "tells levels of service apart"),
    ("cost.regions[].name", "tells regions apart"),
    ("cost.schedule[].from", "tells announced prices apart"),
    ("cost.windows[].utc", "tells hours apart"),
    ("cost.units[].unit", "tells unit prices apart"),
    ("cost.units[].per", "is the unit of a price"),
    ("cost.units[].label", "tells unit prices apart"),
    ("cost.units[].size", "tells unit prices apart"),
    ("cost.units[].quality", "tells unit prices apart"),
    ("cost.units[].resolution", "tells unit prices apart"),
    ("cost.other[].unit", "tells other prices apart"),
    ("cost.other[].label", "tells other prices apart"),
];

/// The paths of every key of a kind of file: `limit.context`, `benchmarks[].score`, `parameters.*.min`. Price tables within
/// price tables have the keys of the outer ones.
fn paths(schema: &'static Schema, above: &str, found: &mut BTreeSet<String>) {
    for field in schema.fields() {
        let path = if above.is_empty() { field.key.to_owned() } else { format!("{above}.{}", field.key) };
        match field.kind {
            Kind::Groups(_) if above.contains("cost.") => {}
            Kind::Group(inner) => paths(inner, &path, found),
            Kind::Switch(inner) => {
                found.insert(path.clone());
                paths(inner, &path, found);
            }
            Kind::Groups(inner) => paths(inner, &format!("{path}[]"), found),
            Kind::Named(inner) if path == "experimental.modes" => {
                paths(inner, "", found);
            }
            Kind::Named(inner) => paths(inner, &format!("{path}.*"), found),
            _ => {
                found.insert(path);
            }
        }
    }
}

/// The paths of facts that are read for a price, wherever it stands.
fn is_price(path: &str) -> bool {
    let key = path.rsplit('.').next().unwrap_or_default();
    let is_entry = [
        "cost.units[].price",
        "cost.units[].free",
        "cost.units[].free_per",
        "cost.other[].amount",
        "cost.regions[].factor",
    ];
    path.starts_with("cost.") && (RateKind::of_key(key).is_some() || key == "cache_write_<time>")
        || is_entry.contains(&path)
}

fn unexplained(schema: &'static Schema, facts: &[&Fact]) -> Vec<String> {
    let mut keys = BTreeSet::new();
    paths(schema, "", &mut keys);
    let is_identity = |path: &str, fact: &Fact| {
        let (entry, key) = path.rsplit_once('.').unwrap_or_default();
        fact.path.rsplit_once('.').is_some_and(|(of, _)| of == entry) && fact.identity.contains(&key)
    };
    let is_known = |path: &String| {
        is_price(path)
            || NO_FACTS.iter().any(|(none, _)| none == path)
            || facts.iter().any(|fact| fact.path == path || is_identity(path, fact))
    };
    let extra = facts.iter().map(|fact| fact.path.to_owned()).filter(|path| !keys.contains(path));
    keys.iter().filter(|path| !is_known(path)).cloned().chain(extra).collect()
}

#[test]
fn every_key_is_a_fact_or_says_why_not() {
    assert_eq!(unexplained(&MODEL, &RECORD.iter().map(|entry| &entry.fact).collect::<Vec<_>>()), [""; 0]);
    let mut organization: Vec<&Fact> = ORGANIZATION.iter().map(|entry| &entry.fact).collect();
    assert_eq!(unexplained(&PROVIDER, &organization), [""; 0]);
    organization.retain(|fact| !["api", "env", "npm", "doc"].contains(&fact.path));
    assert_eq!(unexplained(&AUTHOR, &organization), [""; 0]);
}

#[test]
fn every_key_of_the_gateway_is_a_fact() {
    let mut keys = BTreeSet::new();
    paths(&SITE, "", &mut keys);
    // How the prices in files are meant is told by the markup.
    let none = ["gateway.id", "gateway.cost_basis"];
    let keys = keys.iter().filter(|key| key.starts_with("gateway.") && !none.contains(&key.as_str()));
    let facts: BTreeSet<&str> = GATEWAY.iter().map(|entry| entry.fact.path).collect();
    assert_eq!(keys.map(String::as_str).collect::<BTreeSet<_>>(), facts);
}

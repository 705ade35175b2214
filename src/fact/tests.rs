use std::collections::BTreeSet;

use super::*;
use crate::domain::RateKind;
use crate::parse::author::{AUTHOR, PROVIDER};
use crate::parse::model::MODEL;
use crate::parse::schema::{Kind, Schema};
use crate::parse::site::SITE;

/// Keys of records that are not facts, and why.
pub(crate) const NO_FACTS: [(&str, &str); 30] = [
    ("import.lock", "says what an import leaves alone"),
    ("logo", "says what stands before the name"),
    ("slug", "says where the page stands"),
    ("draft", "says whether the file is built"),
    ("publish_from", "says when the file is built"),
    ("unlisted", "says where the record is listed"),
    ("model", "names the record that this one is an offer of"),
    ("linking", "says how the model of an offer is found"),
    ("author", "says whose prices those of a provider are"),
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
    ("cost.windows[].days", "tells hours apart"),
    ("cost.units[].unit", "tells unit prices apart"),
    ("cost.units[].per", "is the unit of a price"),
    ("cost.units[].label", "tells unit prices apart"),
    ("cost.units[].size", "tells unit prices apart"),
    ("cost.units[].quality", "tells unit prices apart"),
    ("cost.units[].resolution", "tells unit prices apart"),
    ("cost.other[].unit", "tells other prices apart"),
    ("cost.other[].label", "tells other prices apart"),
];

/// A key of a kind of file, and two files that differ only in it.
pub(crate) struct Key {
    /// The path: `limit.context`, `benchmarks[].score`, `parameters.*.min`. A key of a mode has the path of the model's key.
    pub(crate) path: String,
    /// TOML with one value, and with another.
    pub(crate) texts: [String; 2],
}

/// Every key of a kind of file. Price tables within price tables have the keys of the outer ones.
pub(crate) fn keys(schema: &'static Schema) -> Vec<Key> {
    let mut keys = Vec::new();
    add_keys(schema, "", &|pairs| pairs.join("\n"), &mut keys);
    keys
}

/// Adds the keys of a table. `file` writes the file around the pairs of the table.
fn add_keys(schema: &'static Schema, above: &str, file: &dyn Fn(&[String]) -> String, keys: &mut Vec<Key>) {
    for field in schema.fields() {
        let path = if above.is_empty() { field.key.to_owned() } else { format!("{above}.{}", field.key) };
        let file = |value: &str| {
            let mut pairs = siblings(schema, field.key);
            pairs.push(format!("{} = {value}", field.key));
            file(&pairs)
        };
        match field.kind {
            Kind::Groups(_) if above.contains("cost.") => {}
            Kind::Group(inner) => {
                add_keys(inner, &path, &|pairs| file(&format!("{{ {} }}", pairs.join(", "))), keys);
            }
            Kind::Groups(inner) => {
                let table = |pairs: &[String]| file(&format!("[{{ {} }}]", pairs.join(", ")));
                add_keys(inner, &format!("{path}[]"), &table, keys);
            }
            Kind::Named(inner) => {
                let table = |pairs: &[String]| file(&format!("{{ x = {{ {} }} }}", pairs.join(", ")));
                let path = if path == "experimental.modes" { String::new() } else { format!("{path}.*") };
                add_keys(inner, &path, &table, keys);
            }
            kind => {
                if let Kind::Switch(inner) = kind {
                    add_keys(inner, &path, &|pairs| file(&format!("{{ {} }}", pairs.join(", "))), keys);
                }
                let texts = values(&path, kind).map(|value| file(&value));
                keys.push(Key { path, texts });
            }
        }
    }
}

/// The pairs without which a key says nothing: required ones, and a price beside what qualifies prices.
fn siblings(schema: &'static Schema, key: &str) -> Vec<String> {
    let required = schema.fields().filter(|field| field.required && field.key != key);
    let mut pairs: Vec<String> =
        required.map(|field| format!("{} = {}", field.key, values(field.key, field.kind)[0])).collect();
    let needed = match key {
        "plan" if schema.has_rates() => "state = \"included\"",
        "plan" => "requests_per_day = 5",
        "tiers_apply" => "tiers = [{ tier = { size = 7 }, input = 2 }]",
        "free_per" => "free = 5",
        "markup_percent" => "cost_basis = \"upstream\"",
        "cost_basis" => "markup_percent = 5",
        _ => "",
    };
    let is_priced = schema.has_rates() && key != "input";
    let needed = [needed, if is_priced { "input = 1" } else { "" }];
    pairs.extend(needed.into_iter().filter(|pair| !pair.is_empty()).map(str::to_owned));
    pairs
}

/// Two values of a key, in TOML.
fn values(path: &str, kind: Kind) -> [String; 2] {
    let [one, other] = match (path, kind) {
        ("model" | "base_model" | "successor" | "variant_of", _) => ["\"a/base\"", "\"a/other\""],
        ("cost.schedule[].from", _) => ["\"2027-01-01\"", "\"2028-01-01\""],
        ("cost.units[].per", _) => ["1", "1000"],
        (_, Kind::Text | Kind::Name | Kind::Markdown | Kind::Path | Kind::Source) => ["\"one\"", "\"other\""],
        (_, Kind::Url | Kind::BaseUrl) => ["\"https://a.example/1\"", "\"https://a.example/2\""],
        (_, Kind::Boolean | Kind::Switch(_) | Kind::Flag(_)) => ["true", "false"],
        (_, Kind::Count(_) | Kind::Budget | Kind::Scalar) => ["7", "8"],
        (_, Kind::Number | Kind::Score | Kind::Price) => ["1.5", "2.5"],
        (_, Kind::Date) => ["\"2024-05-01\"", "\"2025-06\""],
        (_, Kind::Currency) => ["\"USD\"", "\"EUR\""],
        (_, Kind::Country) => ["\"US\"", "\"DE\""],
        (_, Kind::Window) => ["\"16:30-00:30\"", "\"17:30-00:30\""],
        (_, Kind::Period) => ["\"day\"", "\"5h\""],
        (_, Kind::Language) => ["\"en\"", "\"de\""],
        (_, Kind::Color) => ["\"#08664a\"", "\"#fc0\""],
        (_, Kind::Texts | Kind::Markdowns | Kind::Sources) => ["[\"one\"]", "[\"other\"]"],
        (_, Kind::Variable) => ["\"ONE_KEY\"", "\"OTHER_KEY\""],
        (_, Kind::Variables) => ["[\"ONE_KEY\"]", "[\"OTHER_KEY\"]"],
        (_, Kind::Free) => ["{ x = 1 }", "{ x = 2 }"],
        (_, Kind::Choice(words)) => return word_pair(words).map(|word| format!("\"{word}\"")),
        (_, Kind::Choices(words)) => return word_pair(words).map(|word| format!("[\"{word}\"]")),
        (_, Kind::Map(kind)) => return values(path, *kind).map(|value| format!("{{ x = {value} }}")),
        (_, Kind::Group(inner)) => {
            return [(); 2].map(|()| format!("{{ {} }}", siblings(inner, "").join(", ")));
        }
        (_, Kind::Groups(_) | Kind::Named(_) | Kind::Rates) => {
            unreachable!("no key holds one of these itself")
        }
    };
    [one.to_owned(), other.to_owned()]
}

fn word_pair(words: &[&'static str]) -> [&'static str; 2] {
    [words[0], words.last().expect("a choice has words")]
}

/// Whether the value at a path is read as part of a price, under any conditions.
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

fn unexpected_keys(schema: &'static Schema, facts: &[&Fact]) -> Vec<String> {
    let keys: BTreeSet<String> = keys(schema).into_iter().map(|key| key.path).collect();
    let is_identity = |path: &str, fact: &Fact| {
        let (entry, key) = path.rsplit_once('.').unwrap_or_default();
        fact.path.rsplit_once('.').is_some_and(|(of, _)| of == entry) && fact.identity.contains(&key)
    };
    let is_known = |path: &String| {
        is_price(path)
            || NO_FACTS.iter().any(|(key, _)| key == path)
            || facts.iter().any(|fact| fact.path == path || is_identity(path, fact))
    };
    let extra = facts.iter().map(|fact| fact.path.to_owned()).filter(|path| !keys.contains(path));
    keys.iter().filter(|path| !is_known(path)).cloned().chain(extra).collect()
}

#[test]
fn every_key_is_a_fact_or_says_why_not() {
    assert_eq!(unexpected_keys(&MODEL, &RECORD.iter().map(|entry| &entry.fact).collect::<Vec<_>>()), [""; 0]);
    let mut organization: Vec<&Fact> = ORGANIZATION.iter().map(|entry| &entry.fact).collect();
    assert_eq!(unexpected_keys(&PROVIDER, &organization), [""; 0]);
    organization.retain(|fact| !["api", "env", "npm", "doc"].contains(&fact.path));
    assert_eq!(unexpected_keys(&AUTHOR, &organization), [""; 0]);
}

#[test]
fn every_key_of_the_gateway_is_a_fact() {
    let keys: BTreeSet<String> = keys(&SITE).into_iter().map(|key| key.path).collect();
    // `cost_basis` follows from the markup.
    let no_facts = ["gateway.id", "gateway.cost_basis"];
    let keys = keys.iter().filter(|key| key.starts_with("gateway.") && !no_facts.contains(&key.as_str()));
    let facts: BTreeSet<&str> = GATEWAY.iter().map(|entry| entry.fact.path).collect();
    assert_eq!(keys.map(String::as_str).collect::<BTreeSet<_>>(), facts);
}

//! The text of a file for a model that so far only listings tell of.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::parse::{Node, Value};
use crate::resolve::{Listings, Record};

/// The file of a model: its name, its former ids, and what most of its listings say. Where they differ, a comment says how many agree.
pub(super) fn model_file(
    record: &Record,
    listings: &Listings,
    offers: usize,
    former_ids: &[String],
) -> String {
    let providers = listings.providers;
    let noun = if providers == 1 { "provider" } else { "providers" };
    let mut text = format!(
        "# Written by `modelpress link` from {offers} offers of {providers} {noun}. Not confirmed.\n"
    );
    push(&mut text, "name", &toml::Value::from(record.name.as_str()), "");
    if !former_ids.is_empty() {
        push(&mut text, "aliases", &toml::Value::from(former_ids.to_vec()), "");
    }
    let mut tables: BTreeMap<&str, String> = BTreeMap::new();
    for agreement in &listings.agreements {
        let Some(node) = record.source.node(agreement.path) else { continue };
        let votes = agreement.values.first().map_or(0, |(_, offers)| offers.len());
        let comment = if votes == agreement.votes() {
            String::new()
        } else {
            format!(" # stated by {votes} of {}", agreement.votes())
        };
        let Some(value) = toml_value(node) else { continue };
        match agreement.path.split_once('.') {
            Some((table, key)) => push(tables.entry(table).or_default(), key, &value, &comment),
            None => push(&mut text, agreement.path, &value, &comment),
        }
    }
    for (table, rows) in tables {
        let _ = write!(text, "\n[{table}]\n{rows}");
    }
    text
}

fn push(text: &mut String, key: &str, value: &toml::Value, comment: &str) {
    let _ = writeln!(text, "{key} = {value}{comment}");
}

/// A value as TOML writes it; `None` for a table, which no fact of listings is, and a decimal.
fn toml_value(node: &Node) -> Option<toml::Value> {
    Some(match &node.value {
        Value::Text(text) => (&**text).into(),
        Value::Integer(number) => (*number).into(),
        Value::Boolean(value) => (*value).into(),
        Value::Date(date) => date.iso().into(),
        Value::Array(elements) => elements.iter().map(toml_value).collect::<Option<Vec<_>>>()?.into(),
        Value::Number(_) | Value::Table(_) => return None,
    })
}

//! What the listings of a model agree on: the values that most providers state, as a table of values like that of a file.

use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::HashMap;

use crate::parse::{Entry, Node, Table, Value};
use crate::resolve::{Agreement, Catalog, Listings};

/// The facts of a model that offers state. Prices, texts and terms are the offer's own.
pub(super) const FACTS: [&str; 16] = [
    "family",
    "type",
    "release_date",
    "last_updated",
    "knowledge",
    "attachment",
    "reasoning",
    "tool_call",
    "structured_output",
    "temperature",
    "open_weights",
    "limit.context",
    "limit.input",
    "limit.output",
    "modalities.input",
    "modalities.output",
];

/// What the votes of some offers come to.
#[derive(Debug, Default)]
pub(super) struct Consensus {
    /// The name that most of them state, the shortest of several.
    pub(super) name: String,
    /// The values that most of them state.
    pub(super) source: Table,
    /// All that they state.
    pub(super) listings: Listings,
}

/// Counts the votes of offers, one for each provider.
pub(super) fn consensus(catalog: &Catalog, voters: &[usize]) -> Consensus {
    let names = voters.iter().map(|at| catalog.offers[*at].record.name.as_str());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    names.for_each(|name| *counts.entry(name).or_default() += 1);
    let name = counts.iter().min_by_key(|(name, count)| (std::cmp::Reverse(**count), name.len(), **name));
    let mut consensus = Consensus {
        name: name.map(|(name, _)| (*name).to_owned()).unwrap_or_default(),
        listings: Listings { providers: voters.len(), agreements: Vec::new() },
        ..Consensus::default()
    };
    for path in FACTS {
        let Some((agreement, entry)) = agreement(catalog, voters, path) else { continue };
        if let Some(entry) = entry {
            insert(&mut consensus.source, path, entry);
        }
        consensus.listings.agreements.push(agreement);
    }
    consensus
}

/// What offers state of a fact, and the value that most of them state. Of two values with as many votes a switch has none, and any other
/// fact the one that promises less.
fn agreement<'a>(
    catalog: &'a Catalog,
    voters: &[usize],
    path: &'static str,
) -> Option<(Agreement, Option<&'a Entry>)> {
    let stated = |at: &usize| Some((*at, catalog.offers[*at].record.source.entry(path)?));
    let mut values: Vec<(i64, String, Vec<usize>, &'a Entry)> = Vec::new();
    let mut place: HashMap<String, usize> = HashMap::default();
    for (at, entry) in voters.iter().filter_map(stated) {
        let text = text(&entry.node);
        let place = *place.entry(text.clone()).or_insert(values.len());
        match values.get_mut(place) {
            Some((_, _, offers, _)) => offers.push(at),
            None => values.push((weight(&entry.node), text, vec![at], entry)),
        }
    }
    values.sort_by(|(one, text, offers, _), (other, other_text, others, _)| {
        others.len().cmp(&offers.len()).then_with(|| one.cmp(other)).then_with(|| text.cmp(other_text))
    });
    let (_, _, most, entry) = values.first()?;
    let is_tied = values.get(1).is_some_and(|(_, _, offers, _)| offers.len() == most.len());
    let is_open = is_tied && matches!(entry.node.value, Value::Boolean(_));
    let entry = (!is_open).then_some(*entry);
    let values = values.into_iter().map(|(_, text, offers, _)| (text, offers)).collect();
    Some((Agreement { path, values }, entry))
}

/// What a value says, as text. The order of a list says nothing.
fn text(node: &Node) -> String {
    let Value::Array(elements) = &node.value else { return node.to_text() };
    let mut words: Vec<String> = elements.iter().map(Node::to_text).collect();
    words.sort_unstable();
    words.join(", ")
}

/// How much a value promises: a number its size, a list its length.
fn weight(node: &Node) -> i64 {
    match &node.value {
        Value::Integer(number) => *number,
        Value::Array(elements) => i64::try_from(elements.len()).unwrap_or(i64::MAX),
        _ => 0,
    }
}

/// Puts a value at a path of one or two keys.
fn insert(table: &mut Table, path: &str, entry: &Entry) {
    let Some((above, key)) = path.split_once('.') else {
        table.0.insert(path.into(), entry.clone());
        return;
    };
    let node = Node { value: Value::Table(Arc::default()), span: entry.node.span };
    let inner = table.0.entry(above.into()).or_insert_with(|| Entry { key: entry.key, node });
    if let Value::Table(inner) = &mut inner.node.value {
        Arc::make_mut(inner).0.insert(key.into(), entry.clone());
    }
}

//! A catalog held against one of another tool: only what that one can say is compared.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{RecordFacts, parent};

/// Leaves the facts that every imported side states of any record, and the parties that both sides have.
pub(super) fn narrow<'a>(
    before: &mut BTreeMap<&'a str, RecordFacts<'a>>,
    after: &mut BTreeMap<&'a str, RecordFacts<'a>>,
    is_imported: [bool; 2],
) {
    let sides = [&*before, &*after].into_iter().zip(is_imported).filter(|(_, is_imported)| *is_imported);
    let mut said =
        sides.map(|(records, _)| kinds(records)).reduce(|one, other| &one & &other).unwrap_or_default();
    // The path of a file says the same.
    said.remove("id");
    let parties: [BTreeSet<String>; 2] =
        [&*before, &*after].map(|side| side.keys().map(|key| folder(key)).collect());
    for side in [&mut *before, &mut *after] {
        side.retain(|key, _| parties.iter().all(|parties| parties.contains(&folder(key))));
        for record in side.values_mut() {
            record.facts.retain(|name, _| said.contains(&kind(name)));
        }
    }
}

/// Gives records of the old side the keys that their IDs have on the new one: a list knows IDs, and a file can have another name.
pub(super) fn meet_by_id<'a>(
    before: &mut BTreeMap<&'a str, RecordFacts<'a>>,
    after: &BTreeMap<&'a str, RecordFacts<'a>>,
) {
    let by_id: HashMap<(String, &str), &'a str> =
        after.iter().map(|(key, entry)| ((folder(key), entry.record.id.as_str()), *key)).collect();
    let other = |key: &'a str, entry: &RecordFacts<'a>| {
        let other = by_id.get(&(folder(key), entry.record.id.as_str())).copied();
        other.filter(|other| *other != key && !after.contains_key(key)).map(|other| (key, other))
    };
    let moved: Vec<_> = before.iter().filter_map(|(key, entry)| other(key, entry)).collect();
    for (key, other) in moved {
        if let Some(entry) = before.remove(key) {
            before.entry(other).or_insert(entry);
        }
    }
}

/// The folder of a party, whatever the case of its letters.
fn folder(key: &str) -> String {
    parent(key).to_ascii_lowercase()
}

fn kinds(records: &BTreeMap<&str, RecordFacts<'_>>) -> BTreeSet<String> {
    records.values().flat_map(|record| record.facts.keys()).map(|name| kind(name)).collect()
}

/// The name of a fact without what tells entries apart: `cost.tiers[].input`.
fn kind(name: &str) -> String {
    let mut kind = String::with_capacity(name.len());
    let mut is_inside = false;
    for letter in name.chars() {
        match letter {
            '[' => is_inside = true,
            ']' => is_inside = false,
            _ if is_inside => continue,
            _ => {}
        }
        kind.push(letter);
    }
    kind
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn the_kind_of_a_fact_has_no_entry() {
        assert_eq!(kind("cost.tiers[200000].input"), "cost.tiers[].input");
        assert_eq!(kind("limit.context"), "limit.context");
    }
}

//! What changed between two planned sites. In come two [`State`]s, out go [`Changes`]; what gates a merge is decided in
//! [`gate`].

mod api;
mod facts;
mod files;
pub mod gate;
mod imported;
mod organization;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::change::{ChangeKind, Changes, FORMAT, FactChange, FactValue, RecordChange, percent_change};
use crate::discover::Sources;
use crate::domain::Status;
use crate::fact::Group;
use crate::plan::{PageKind, Site};
use crate::resolve::catalog::{Catalog, Place};
use crate::resolve::{LONGEST_CHAIN, Record};
use facts::{Fact, Facts, collect_facts};

/// What a comparison covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Two sites with all their facts and pages.
    Sites,
    /// One side is a list for machines, which knows only some facts and no pages.
    Listed,
    /// These sides are catalogs of other tools: compared are the facts that they state at all, of the parties that both sides have.
    Imported {
        /// Whether the old side is one.
        old: bool,
        /// Whether the new side is one.
        new: bool,
    },
}

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct State<'a> {
    /// The site as it is planned.
    pub site: &'a Site,
    /// The files that it was made of.
    pub sources: &'a Sources,
}

/// A record of one side.
struct RecordFacts<'a> {
    record: &'a Record,
    party: &'a str,
    has_no_file: bool,
    facts: Facts,
}

/// Compares two states, record by record. `mistakes` are the files of the old state that could not be read as they are
/// meant: what they say is unknown, so it is neither absent nor compared.
pub fn diff(old: State<'_>, new: State<'_>, scope: Scope, mistakes: &BTreeSet<String>) -> Changes {
    let unknown = list_unknown(&old.site.directory.catalog, mistakes);
    let [mut before, mut after] =
        [old, new].map(|state| collect_records(&state.site.directory.catalog, scope));
    if let Scope::Imported { old, new } = scope {
        imported::narrow(&mut before, &mut after, [old, new]);
    }
    if scope != Scope::Sites {
        imported::meet_by_id(&mut before, &after);
    }
    let renamed = match_renamed(&before, &after);
    let mut records = Vec::new();
    for (key, entry) in after.iter().filter(|(key, _)| !unknown.contains(&path_of(key))) {
        let from = renamed.get(key).copied().unwrap_or(key);
        records.extend(match before.get(from) {
            Some(earlier) => compare_records(earlier, entry, (from != *key).then_some(from)),
            None => Some(new_record(entry)),
        });
    }
    let moved: BTreeSet<&str> = renamed.values().copied().collect();
    let gone = before.iter().filter(|(key, _)| !after.contains_key(*key) && !moved.contains(*key));
    records.extend(gone.map(|(_, entry)| record_change(entry, ChangeKind::Removed)));
    if let Scope::Imported { .. } = scope {
        // Two catalogs have no source in common that could have changed.
        for record in &mut records {
            record.is_unsourced = false;
        }
    }
    records.sort_by_key(|record| (importance(record), record.key.clone()));
    let providers = match scope {
        Scope::Imported { .. } => Vec::new(),
        Scope::Sites | Scope::Listed => {
            organization::compare_organizations(old.site, new.site, scope, &unknown)
        }
    };
    let (date, unknown) = (new.site.directory.today().to_string(), unknown.into_iter().collect());
    let mut changes = Changes { format: FORMAT, date, providers, unknown, records, ..Changes::default() };
    if scope == Scope::Sites {
        changes.files_without_fact_changes = files::list_unexplained(old, new, &changes);
        changes.pages_removed = pages_removed(old.site, new.site);
    }
    changes
}

/// The facts that differ between two states of a record.
pub fn compare(old: &Record, new: &Record) -> Vec<FactChange> {
    compare_facts(&collect_facts(old), &collect_facts(new))
}

/// The files that hold what is unknown: those with mistakes, and those of records that depend on them.
fn list_unknown(catalog: &Catalog, mistakes: &BTreeSet<String>) -> BTreeSet<String> {
    let failed = catalog.failed.iter().map(|key| path_of(key.as_str()));
    let heirs = catalog.records().filter(|record| bases(catalog, record).any(|path| mistakes.contains(path)));
    let heirs = heirs.map(|record| record.path.clone());
    failed.chain(heirs).chain(mistakes.iter().cloned()).collect()
}

/// The files of the records that a record inherits from.
fn bases<'a>(catalog: &'a Catalog, record: &'a Record) -> impl Iterator<Item = &'a str> {
    let base = |record: &&'a Record| {
        let name = record.source.text("base_model")?;
        Some(catalog.at(catalog.base(name)?))
    };
    // A name may lead back where the base itself is a draft.
    std::iter::successors(base(&record), base).take(LONGEST_CHAIN).map(|base| base.path.as_str())
}

fn path_of(key: &str) -> String {
    format!("{key}.toml")
}

fn collect_records(catalog: &Catalog, scope: Scope) -> BTreeMap<&str, RecordFacts<'_>> {
    let models = (0..catalog.models.len()).filter(|_| scope == Scope::Sites || catalog.offers.is_empty());
    let places = models.map(Place::Model).chain((0..catalog.offers.len()).map(Place::Offer));
    let entry = |place: Place| {
        let record = catalog.at(place);
        let mut facts = collect_facts(record);
        if scope == Scope::Listed {
            facts.retain(|name, _| api::knows(name));
        }
        let (party, has_no_file) = (&*catalog.organization(place).name, catalog.has_no_file(place));
        (record.key.as_str(), RecordFacts { record, party, has_no_file, facts })
    };
    places.map(entry).collect()
}

/// The records that have another key now, by their new key: those that name their old id as an alias, and those that are
/// the only ones of their party to have the name and all facts of a record that is gone.
fn match_renamed<'a>(
    before: &BTreeMap<&'a str, RecordFacts<'a>>,
    after: &BTreeMap<&'a str, RecordFacts<'a>>,
) -> BTreeMap<&'a str, &'a str> {
    let gone: Vec<(&str, &RecordFacts<'_>)> = before
        .iter()
        .filter(|(key, _)| !after.contains_key(*key))
        .map(|(key, entry)| (*key, entry))
        .collect();
    let by_id: HashMap<(&str, &str), &str> =
        gone.iter().map(|(key, entry)| ((parent(key), entry.record.id.as_str()), *key)).collect();
    let mut by_name: HashMap<(&str, &str), Vec<(&str, &RecordFacts<'_>)>> = HashMap::new();
    for (old, earlier) in &gone {
        by_name.entry((parent(old), earlier.record.name.as_str())).or_default().push((*old, *earlier));
    }
    let (mut renamed, mut taken) = (BTreeMap::new(), HashSet::new());
    for (key, entry) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
        let by_alias =
            entry.record.aliases.iter().find_map(|alias| by_id.get(&(parent(key), alias.as_str())));
        let same_name = by_name.get(&(parent(key), entry.record.name.as_str())).into_iter().flatten();
        let alike = same_name.filter(|(_, earlier)| is_alike(&earlier.facts, &entry.facts));
        let alike: Vec<&str> = alike.map(|(old, _)| *old).take(2).collect();
        let from = by_alias.copied().or(if let [only] = alike.as_slice() { Some(*only) } else { None });
        if let Some(from) = from.filter(|from| taken.insert(*from)) {
            renamed.insert(*key, from);
        }
    }
    renamed
}

/// Whether two records say the same of everything but their ids, and something beyond what every record says.
fn is_alike(old: &Facts, new: &Facts) -> bool {
    const ALWAYS: [&str; 3] = ["name", "type", "status"];
    let comparable = |facts: &Facts| {
        let facts = facts.iter().filter(|(name, _)| !["id", "aliases"].contains(&name.as_str()));
        facts.map(|(name, fact)| (name.clone(), fact.clone())).collect::<Vec<_>>()
    };
    let [old, new] = [old, new].map(comparable);
    old == new && old.iter().any(|(name, _)| !ALWAYS.contains(&name.as_str()))
}

/// The folder of an author or a provider that a key stands in.
fn parent(key: &str) -> &str {
    let end = key.match_indices('/').nth(1).map_or(key.len(), |(at, _)| at);
    &key[..end]
}

fn record_change(entry: &RecordFacts<'_>, kind: ChangeKind) -> RecordChange {
    RecordChange {
        key: entry.record.key.to_string(),
        id: entry.record.id.clone(),
        name: entry.record.name.clone(),
        party: entry.party.to_owned(),
        kind,
        renamed_from: None,
        facts: Vec::new(),
        has_no_file: entry.has_no_file,
        is_unsourced: false,
        is_correction: false,
    }
}

/// A new record, with what a reviewer checks first: where it is called, what it costs and how much it takes.
fn new_record(entry: &RecordFacts<'_>) -> RecordChange {
    let mut facts = compare_facts(&Facts::new(), &entry.facts);
    facts.retain(|fact| matches!(fact.group, Group::Address | Group::Price | Group::Limit));
    RecordChange { facts, ..record_change(entry, ChangeKind::Added) }
}

fn compare_records(old: &RecordFacts<'_>, new: &RecordFacts<'_>, from: Option<&str>) -> Option<RecordChange> {
    let facts = compare_facts(&old.facts, &new.facts);
    if facts.is_empty() && from.is_none() {
        return None;
    }
    let is_retired = new.record.status == Status::Retired && old.record.status != Status::Retired;
    let kind = match from {
        _ if is_retired => ChangeKind::Retired,
        Some(_) => ChangeKind::Renamed,
        None => ChangeKind::Changed,
    };
    let source = |entry: &RecordFacts<'_>| {
        let source = &entry.record.sources.cost;
        (source.url.clone(), source.checked)
    };
    let has_price = facts.iter().any(|fact| fact.group == Group::Price);
    Some(RecordChange {
        renamed_from: from.map(str::to_owned),
        is_unsourced: has_price && source(old) == source(new),
        facts,
        ..record_change(new, kind)
    })
}

fn compare_facts(old: &Facts, new: &Facts) -> Vec<FactChange> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut changes: Vec<FactChange> = names
        .into_iter()
        .filter(|name| old.get(*name) != new.get(*name))
        .filter_map(|name| compare_fact(name, old.get(name), new.get(name)))
        .collect();
    changes.sort_by(|a, b| (a.group, &a.fact).cmp(&(b.group, &b.fact)));
    changes
}

fn compare_fact(name: &str, old: Option<&Fact>, new: Option<&Fact>) -> Option<FactChange> {
    let either = new.or(old)?;
    let amount = |fact: Option<&Fact>| fact.and_then(|fact| fact.amount);
    let change = match (amount(old), amount(new)) {
        (Some((before, old_currency)), Some((after, new_currency))) if old_currency == new_currency => {
            percent_change(before, after)
        }
        _ => None,
    };
    let value = |fact: &Fact| FactValue { value: fact.value.clone(), text: fact.text.clone() };
    Some(FactChange {
        fact: name.to_owned(),
        label: either.label.clone(),
        group: either.group,
        old: old.map(value),
        new: new.map(value),
        percent: change.map(|change| change.to_string()),
    })
}

/// Where a change stands in the list: other addresses first, then retired and removed records, then prices by how far they
/// moved, then the rest.
fn importance(record: &RecordChange) -> (u8, std::cmp::Reverse<rust_decimal::Decimal>) {
    let farthest = record.prices().filter_map(FactChange::size).max().unwrap_or_default();
    let rank = match record.kind {
        _ if record.addresses().next().is_some() => 0,
        ChangeKind::Removed => 1,
        ChangeKind::Retired => 2,
        _ if record.prices().next().is_some() => 3,
        ChangeKind::Renamed => 4,
        ChangeKind::Changed => 5,
        ChangeKind::Added => 6,
    };
    (rank, std::cmp::Reverse(farthest))
}

/// Pages of the old site that the new one does not answer. Lists come and go with what they list, and no alias can lead on
/// from them.
fn pages_removed(old: &Site, new: &Site) -> Vec<String> {
    let lasting = old.items.iter().filter(|file| file.page().is_some_and(is_lasting));
    let routes = lasting.map(|file| file.route.as_str());
    routes.filter(|route| !new.routes.contains(route)).map(str::to_owned).collect()
}

/// Whether a page belongs to a record, an organization, a comparison or a page of the site's own.
fn is_lasting(page: &PageKind) -> bool {
    match page {
        PageKind::Model(_)
        | PageKind::Offer(_)
        | PageKind::Alias { .. }
        | PageKind::Comparison(_)
        | PageKind::Custom(_)
        | PageKind::Author { page: 1, .. }
        | PageKind::Provider { page: 1, .. } => true,
        PageKind::Author { .. }
        | PageKind::Provider { .. }
        | PageKind::Home
        | PageKind::Index { .. }
        | PageKind::Authors
        | PageKind::Providers
        | PageKind::Capabilities
        | PageKind::Capability { .. }
        | PageKind::Types
        | PageKind::Type { .. }
        | PageKind::Tags
        | PageKind::Tag { .. }
        | PageKind::Deprecations { .. }
        | PageKind::Changes { .. }
        | PageKind::Offers(_)
        | PageKind::About
        | PageKind::Charts
        | PageKind::Compare
        | PageKind::NotFound => false,
    }
}

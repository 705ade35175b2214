//! What authors, providers, the gateway and the site say: above all where readers send requests, keys and money.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Fact, Facts, read_statement};
use super::{Scope, compare_facts};
use crate::change::{ChangeKind, RecordChange};
use crate::domain::ModelType;
use crate::endpoint::{Endpoint, ProviderConfig};
use crate::fact::{GATEWAY, Group, ORGANIZATION};
use crate::parse::{Node, Table};
use crate::plan::Site;
use crate::resolve::catalog::Organization;

/// What the settings say about it beside the gateway.
const SETTINGS: [(&str, &str); 4] = [
    ("base_url", "Base URL of the site"),
    ("analytics.script", "Analytics script"),
    ("nav", "Header links"),
    ("footer.links", "Footer links"),
];

/// The authors, providers and settings that changed. Those whose files are unknown are not compared.
pub(super) fn compare_organizations(
    old: &Site,
    new: &Site,
    scope: Scope,
    unknown: &BTreeSet<String>,
) -> Vec<RecordChange> {
    let (before, after) = (collect_subjects(old, scope), collect_subjects(new, scope));
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let known = paths.into_iter().filter(|path| !unknown.contains(*path));
    known.filter_map(|path| compare_subjects(before.get(path), after.get(path))).collect()
}

/// What has facts beside records: an author, a provider or the settings.
struct Subject {
    key: String,
    path: String,
    has_file: bool,
    id: String,
    name: String,
    label: &'static str,
    facts: Facts,
}

/// Everything beside records that has facts, by the path of its file.
fn collect_subjects(site: &Site, scope: Scope) -> BTreeMap<String, Subject> {
    let catalog = &site.directory.catalog;
    let is_whole = scope == Scope::Sites;
    let settings = is_whole.then(|| read_settings(site));
    let parties = catalog.organizations().filter_map(|party| {
        let label = if party.key.as_str().starts_with("models/") { "author" } else { "provider" };
        (is_whole || label == "provider").then(|| read_organization(party, scope, label))
    });
    parties.chain(settings).map(|subject| (subject.path.clone(), subject)).collect()
}

fn read_organization(party: &Organization, scope: Scope, label: &'static str) -> Subject {
    let mut facts: Facts =
        ORGANIZATION.iter().flat_map(|entry| entry.statements(party)).map(read_statement).collect();
    if label == "author" {
        // An author serves nothing, so nobody sends keys or money there.
        facts
            .values_mut()
            .filter(|fact| fact.group == Group::Address)
            .for_each(|fact| fact.group = Group::Model);
    } else {
        add_package_url(&mut facts, "api", "Base URL", &party.source);
    }
    if scope == Scope::Listed {
        facts.retain(|name, _| ["name", "api", "env", "npm", "doc"].contains(&name.as_str()));
    }
    Subject {
        key: party.key.to_string(),
        path: party.path.clone(),
        has_file: party.file.is_some(),
        id: party.id.clone(),
        name: party.name.clone(),
        label,
        facts,
    }
}

fn read_settings(site: &Site) -> Subject {
    let settings = &site.directory.settings;
    let mut facts = Facts::new();
    for (key, label) in SETTINGS {
        add_address(&mut facts, key, label, settings.source.node(key).map(Node::to_text));
    }
    if let Some(gateway) = &settings.gateway {
        let statements = GATEWAY.iter().flat_map(|entry| entry.statements(gateway)).map(read_statement);
        facts.extend(statements.map(|(name, fact)| {
            let label = format!("Gateway: {}", fact.label);
            (name, Fact { label, ..fact })
        }));
        if let Some(table) = settings.source.node("gateway").and_then(Node::table) {
            add_package_url(&mut facts, "gateway.api", "Gateway: Base URL", table);
        }
    }
    let [key, path, id] = ["site.toml"; 3].map(str::to_owned);
    Subject { key, path, has_file: true, id, name: settings.title.clone(), label: "settings", facts }
}

/// Adds the base URL that a package calls by itself, for a provider that names none.
fn add_package_url(facts: &mut Facts, name: &str, label: &str, table: &Table) {
    if !facts.contains_key(name) {
        add_address(facts, name, label, base_url(table));
    }
}

/// The base URL that the examples of a provider without one call: that of its package.
fn base_url(table: &Table) -> Option<String> {
    let env = table.texts("env");
    let published = ProviderConfig { npm: table.text("npm"), env: &env, ..ProviderConfig::default() };
    let base = Endpoint::choose(&published, ModelType::Chat).ok()?.address.base;
    (!base.is_empty()).then_some(base)
}

fn add_address(facts: &mut Facts, name: &str, label: &str, value: Option<String>) {
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        let (label, text) = (label.to_owned(), value.clone());
        facts.insert(name.to_owned(), Fact { label, group: Group::Address, value, text, amount: None });
    }
}

fn compare_subjects(old: Option<&Subject>, new: Option<&Subject>) -> Option<RecordChange> {
    let subject = new.or(old)?;
    let none = Facts::new();
    let [before, after] = [old, new].map(|side| side.map_or(&none, |subject| &subject.facts));
    let mut facts = compare_facts(before, after);
    let kind = match (old, new) {
        (Some(_), Some(_)) => ChangeKind::Changed,
        // A folder without a file says nothing that its records do not say.
        _ if subject.label == "author" && !subject.has_file => return None,
        (None, _) => ChangeKind::Added,
        (_, None) => ChangeKind::Removed,
    };
    if kind == ChangeKind::Removed {
        facts.retain(|fact| fact.group == Group::Address || fact.fact == "name");
    }
    (!facts.is_empty()).then(|| RecordChange {
        key: subject.key.clone(),
        id: subject.id.clone(),
        name: subject.name.clone(),
        party: subject.label.to_owned(),
        kind,
        renamed_from: None,
        facts,
        has_no_file: false,
        is_unsourced: false,
        is_correction: false,
    })
}

//! What is known of each record, from its TOML files or, without them, from `index.json`.

use std::collections::{BTreeMap, HashMap};

use crate::domain::Capability;

/// What is known of a model or an offer. Values are exact, as the file writes them.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// The key: `models/openai/gpt-4o-mini`.
    pub(super) key: String,
    /// The file that says it.
    pub(super) file: String,
    /// The folder of its page.
    pub(super) url: String,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) status: String,
    /// The keys of its author, its provider and, of an offer, its model.
    pub(super) author: Option<String>,
    pub(super) provider: Option<String>,
    pub(super) model: Option<String>,
    /// Whether no list shows it; `None` if only the site itself can say.
    pub(super) is_unlisted: Option<bool>,
    /// Whether the model has no file, so that only offers tell of it.
    pub(super) has_no_file: bool,
    /// Facts beside prices by their keys in `index.json`: `benchmarks[0].score`.
    pub(super) facts: BTreeMap<String, String>,
    /// Prices by the keys below `cost` in `index.json`, as the reader pays them: `tiers[0].input`.
    pub(super) cost: BTreeMap<String, String>,
    /// Every figure that a page may show by its path in the TOML file.
    pub(super) page: HashMap<String, String>,
    /// Capabilities by the last parts of their pages' paths; `None` if nothing is known.
    pub(super) capabilities: BTreeMap<String, Option<bool>>,
    /// Its tags, as the file writes them.
    pub(super) tags: Vec<String>,
    /// The record whose prices are in `cost`, if it is another one.
    pub(super) cost_of: Option<String>,
    /// What was read as something else, as the file writes it: dates that do not exist, names with spaces around them.
    pub(super) odd: BTreeMap<String, String>,
}

impl Known {
    /// A fact with one value by its key in the file.
    pub(super) fn fact(&self, path: &str) -> Option<&str> {
        if let Some(key) = path.strip_prefix("cost.") {
            return self.cost.get(key).map(String::as_str);
        }
        match path {
            "key" => Some(&self.key),
            "id" => Some(&self.id),
            "name" => Some(&self.name),
            "type" => Some(&self.kind),
            "status" => Some(&self.status),
            "author" => self.author.as_deref(),
            "provider" => self.provider.as_deref(),
            "model" => self.model.as_deref(),
            _ => self.facts.get(path).map(String::as_str).or_else(|| self.flag(path)),
        }
    }

    /// Whether it can do what a key of the file says.
    fn flag(&self, field: &str) -> Option<&'static str> {
        if field == "interleaved" {
            return self.facts.keys().any(|key| key.starts_with("interleaved.")).then_some("true");
        }
        let slug = field.strip_prefix("capabilities.").map(|word| word.replace('_', "-")).or_else(|| {
            let capability = Capability::all().find(|capability| capability.words().field == field)?;
            Some(capability.words().slug.to_owned())
        })?;
        let is_there = (*self.capabilities.get(&slug)?)?;
        Some(if is_there { "true" } else { "false" })
    }

    /// Whether its prices are in dollars.
    pub(super) fn is_in_dollars(&self) -> bool {
        self.cost.get("currency").is_none_or(|code| code == "USD")
    }
}

/// The records of a site.
#[derive(Debug, Default)]
pub struct Truth {
    pub(super) records: BTreeMap<String, Known>,
    /// Whether it comes from TOML files.
    pub(super) is_from_files: bool,
    /// Whether the files are someone else's, of which the lists leave nothing out.
    pub(super) is_foreign: bool,
    /// Whether `api.json` has nothing but models for chat.
    pub(super) is_chat_only: bool,
    /// The ID of the one provider of a site without `providers/`.
    pub(super) gateway: Option<String>,
    pub(super) has_providers: bool,
    /// Whether the list of all models has offers in the place of models.
    pub(super) rows_are_offers: bool,
    /// The day for which the site is built, as ISO 8601.
    pub(super) today: Option<String>,
    /// The authors and providers that have a page, by their keys, and the site itself; empty where no file says.
    pub(super) parties: BTreeMap<String, Known>,
    /// What changed in the past: the texts of `changes/`.
    pub(super) changes: Vec<String>,
}

impl Truth {
    pub(super) fn offers_of<'a>(&'a self, model: &'a str) -> impl Iterator<Item = &'a Known> {
        self.records.values().filter(move |known| known.model.as_deref() == Some(model))
    }

    /// The record whose price a record shows: its own, or that of an offer that another place of the site names.
    pub(super) fn priced<'a>(&'a self, known: &'a Known) -> &'a Known {
        known.cost_of.as_ref().and_then(|key| self.records.get(key)).unwrap_or(known)
    }
}

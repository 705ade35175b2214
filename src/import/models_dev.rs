//! The lists of models.dev, and of sites that publish them too: `api.json`, `models.json`, and `catalog.json` with both.
//!
//! Their keys are those of our files, so that the field tables read them. What differs is written here: the repeated tier of
//! older clients, and the words that stand for "unknown" where clients require a value.

use indexmap::IndexMap;

use super::by_field::{Members, Reading};
use super::place::folder;
use super::{Fields, Import, ImportError, Json, Layout, Options, Value, Why};
use crate::domain::route::below_author;
use crate::parse::author::PROVIDER;
use crate::parse::model::MODEL;

/// Where the records of a provider go.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// Each provider has its folder in `providers/`.
    Providers,
    /// The provider takes the author's place.
    Authors,
    /// The provider of this ID, or the only one, is the site's own gateway. Its models stand in `models/` by their IDs.
    Gateway(&'a str),
}

/// Reads a list into the files of a site.
///
/// # Errors
/// Where the text is no such list.
pub fn read(text: &str, options: &Options) -> Result<Import, ImportError> {
    let place = match options.layout {
        Some(Layout::Models) => Place::Authors,
        _ => Place::Providers,
    };
    read_to(text, place, &options.only)
}

/// Reads a list into the files of a site, with its records at a place of choice.
///
/// # Errors
/// Where the text is no such list.
pub fn read_to(text: &str, place: Place<'_>, only: &[String]) -> Result<Import, ImportError> {
    let json = Json::read(text)?;
    let list = List::of(&json).ok_or_else(|| {
        ImportError(
            "it is not a list of models.dev, which is an object with a provider under each ID".to_owned(),
        )
    })?;
    let mut import = Import::default();
    let is_read = |id: &str| only.is_empty() || only.iter().any(|wanted| wanted == id);
    for (id, model) in list.models.iter().copied().flatten() {
        let author = id.split('/').next().unwrap_or(id);
        if is_read(author) {
            import.model(id, model);
        }
    }
    for (id, provider) in list.providers.iter().copied().flatten().filter(|(id, _)| is_read(id)) {
        let skip = matches!(place, Place::Gateway(gateway) if gateway != id && list.providers_len() > 1);
        if !skip {
            import.provider(id, provider, place, list.models);
        }
    }
    Ok(import)
}

/// What a file holds.
struct List<'a> {
    models: Option<&'a Members>,
    providers: Option<&'a Members>,
}

impl<'a> List<'a> {
    /// Tells the three files apart: providers have models, models have none.
    fn of(json: &'a Json) -> Option<Self> {
        let entries = json.members()?;
        let models = json.get("models").and_then(Json::members);
        let providers = json.get("providers").and_then(Json::members);
        if models.is_some() && providers.is_some() {
            return Some(Self { models, providers });
        }
        let has_models = |entry: &Json| entry.get("models").is_some_and(|models| models.members().is_some());
        if entries.values().any(has_models) {
            return Some(Self { models: None, providers: Some(entries) });
        }
        let is_model = |(id, entry): (&String, &Json)| id.contains('/') && entry.get("name").is_some();
        entries.iter().any(is_model).then_some(Self { models: Some(entries), providers: None })
    }

    fn providers_len(&self) -> usize {
        self.providers.map_or(0, IndexMap::len)
    }
}

impl Import {
    /// Adds a model of its author.
    fn model(&mut self, id: &str, json: &Json) {
        if let Some(fields) = self.record(id, id, json) {
            self.add("models", id, id, fields);
        }
    }

    /// Adds a provider and its offers.
    fn provider(&mut self, id: &str, json: &Json, place: Place<'_>, models: Option<&Members>) {
        let folder = match (folder(id), json.get("models").and_then(Json::members)) {
            (Ok(folder), Some(_)) => folder,
            (Ok(_), None) => return self.skip(id, "it has no models"),
            (Err(error), _) => return self.skip(id, &error.to_string()),
        };
        match place {
            Place::Providers => {
                let fields = self.organization(id, json);
                self.files.insert(format!("providers/{folder}/provider.toml"), fields);
            }
            Place::Authors => {
                let fields = self.author(id, json);
                self.files.insert(format!("models/{folder}/author.toml"), fields);
            }
            Place::Gateway(_) => {}
        }
        for (model, json) in json.get("models").and_then(Json::members).into_iter().flatten() {
            let entry = format!("{id}/{model}");
            let Some(mut fields) = self.record(&entry, model, json) else { continue };
            if let Some(of) = json.get("canonical_model_id").and_then(Json::text)
                && models.is_some_and(|models| models.contains_key(of))
            {
                fields.set("model", of);
            }
            match place {
                Place::Providers => self.add(&format!("providers/{folder}/models"), model, &entry, fields),
                Place::Authors => {
                    let id = format!("{folder}/{}", below_author(model, id));
                    self.add("models", &id, &entry, fields);
                }
                Place::Gateway(_) => self.add("models", model, &entry, fields),
            }
        }
    }

    /// The file of a provider.
    fn organization(&mut self, id: &str, json: &Json) -> Fields {
        let mut members = json.members().cloned().unwrap_or_default();
        for key in ["id", "models"] {
            members.shift_remove(key);
        }
        with_name(Reading::new(&mut self.report, id).table(&members, &PROVIDER, ""), id)
    }

    /// The file of a provider as an author, who has a name and an address of documentation. How to call the API is a setting of the
    /// site.
    fn author(&mut self, id: &str, json: &Json) -> Fields {
        let mut fields = self.organization(id, json);
        for key in ["env", "npm", "api"] {
            if let Some(value) = json.get(key).filter(|_| fields.0.shift_remove(key).is_some()) {
                self.report.leave_out(Why::CannotBeWritten, id, key, value);
            }
        }
        if let Some(doc) = fields.0.shift_remove("doc") {
            fields.set("docs", doc);
        }
        fields
    }

    /// The keys of a record.
    fn record(&mut self, entry: &str, id: &str, json: &Json) -> Option<Fields> {
        let Some(mut members) = json.members().cloned() else {
            self.skip(entry, "it is not an object");
            return None;
        };
        if members.shift_remove("id").is_some_and(|other| other.text() != Some(id)) {
            self.report.leave_out(Why::CannotBeWritten, entry, "id", json.get("id")?);
        }
        for key in FROM_ELSEWHERE {
            if let Some(value) = members.shift_remove(key) {
                self.report.leave_out(Why::NotAFact, entry, key, &value);
            }
        }
        // Clients require a description, so a record without one has its name there.
        if members.get("description").is_some_and(|text| members.get("name") == Some(text)) {
            members.shift_remove("description");
        }
        if let Some(Json::Text(word)) = members.get_mut("type")
            && word == "reranking"
        {
            "rerank".clone_into(word);
        }
        if let Some(Json::Object(cost)) = members.get_mut("cost") {
            self.repeated_tier(entry, cost);
        }
        Some(with_name(Reading::new(&mut self.report, entry).table(&members, &MODEL, ""), id))
    }

    /// Older clients read the only tier under a key of its own, which says nothing new beside the list of tiers. Lists from before
    /// there was one have the tier there alone.
    fn repeated_tier(&mut self, entry: &str, cost: &mut Members) {
        let Some(repeated) = cost.shift_remove("context_over_200k") else { return };
        let Json::Object(prices) = &repeated else {
            self.report.leave_out(Why::CannotBeWritten, entry, REPEATED, &repeated);
            return;
        };
        let Some(Json::List(tiers)) = cost.get("tiers") else {
            let mut tier = prices.clone();
            let size = Json::Object(IndexMap::from([("size".to_owned(), Json::Number("200000".to_owned()))]));
            tier.insert("tier".to_owned(), size);
            cost.insert("tiers".to_owned(), Json::List(vec![Json::Object(tier)]));
            return;
        };
        let is_same = |tier: &Members| {
            tier.iter().filter(|(key, _)| *key != "tier").count() == prices.len()
                && prices.iter().all(|(key, price)| tier.get(key) == Some(price))
        };
        let is_known = tiers.iter().filter_map(Json::members).any(is_same);
        let why = if is_known { Why::NotAFact } else { Why::CannotBeWritten };
        self.report.leave_out(why, entry, REPEATED, &repeated);
    }

    /// Adds the file of a record.
    fn add(&mut self, folder: &str, id: &str, entry: &str, fields: Fields) {
        match self.place(folder, id, fields) {
            Ok(()) => self.report.entries += 1,
            Err(error) => self.skip(entry, &error.to_string()),
        }
    }

    fn skip(&mut self, entry: &str, why: &str) {
        self.report.skipped.push((entry.to_owned(), why.to_owned()));
    }
}

/// The key of the tier that older clients read.
const REPEATED: &str = "cost.context_over_200k";

/// Keys of a record that say how the site that published the list links it.
const FROM_ELSEWHERE: [&str; 1] = ["canonical_model_id"];

/// A file needs a name; that of a record without one is its ID.
fn with_name(mut fields: Fields, id: &str) -> Fields {
    if fields.get("name").is_none() {
        fields.0.shift_insert(0, "name".to_owned(), Value::from(id));
    }
    fields
}

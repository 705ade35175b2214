//! The price list of `LiteLLM`: an object with an entry for each ID, whose prices are per token and stand in keys such as
//! `input_cost_per_token_above_200k_tokens_batches`.

mod aliases;
mod charge;
mod conditions;
mod entry;
mod facts;
mod modalities;
mod nested;
mod price_key;
mod prices;
mod provider;
mod reasoning;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use self::aliases::Aliases;
use self::entry::{Entry, is_line};
use super::{Fields, Import, ImportError, Json, Layout, Options};

/// The modes of the list, and the types of records.
const MODES: [(&str, &str); 16] = [
    ("chat", "chat"),
    ("responses", "responses"),
    ("completion", "completion"),
    ("embedding", "embedding"),
    ("rerank", "rerank"),
    ("image_generation", "image"),
    ("image_edit", "image_edit"),
    ("video_generation", "video"),
    ("audio_speech", "speech"),
    ("audio_transcription", "transcription"),
    ("moderation", "moderation"),
    ("realtime", "realtime"),
    ("ocr", "ocr"),
    ("search", "search"),
    ("decisions", "decision"),
    ("evaluation", "evaluation"),
];

/// Reads a list.
///
/// # Errors
/// Where it is no JSON, or no object.
pub(super) fn read(text: &str, options: &Options) -> Result<Import, ImportError> {
    let json = Json::read(text)?;
    let Json::Object(entries) = json else {
        return Err(ImportError("it must be an object with an entry for each ID".to_owned()));
    };
    let mut reader = Reader {
        layout: options.layout.unwrap_or(Layout::Providers),
        aliases: Aliases::of(&entries),
        entries: &entries,
        names: names(&entries),
        sellers: BTreeSet::new(),
        import: Import::default(),
    };
    for (id, json) in &entries {
        if let Err(reason) = reader.entry(id, json, &options.only) {
            reader.import.report.skipped.push((id.clone(), reason));
        }
    }
    Ok(reader.finish())
}

struct Reader<'a> {
    layout: Layout,
    entries: &'a IndexMap<String, Json>,
    aliases: Aliases<'a>,
    /// How many entries of a provider have a name.
    names: BTreeMap<(String, String), usize>,
    sellers: BTreeSet<String>,
    import: Import,
}

/// The provider of an entry: its ID, and how the list writes it.
struct Seller<'a> {
    id: String,
    written: &'a str,
}

impl<'a> Reader<'a> {
    /// Reads one entry.
    ///
    /// # Errors
    /// Where it becomes no record: why.
    fn entry(&mut self, id: &'a str, json: &'a Json, only: &[String]) -> Result<(), String> {
        let Json::Object(keys) = json else { return Err("it is not an object".to_owned()) };
        if !is_line(id) {
            return Err("its ID is empty, too long, or has control characters".to_owned());
        }
        if self.aliases.is_alias(id) {
            return self.aliases.reason(id).map_or(Ok(()), Err);
        }
        let seller = seller(json)?;
        if !is_wanted(&seller, only) {
            return Ok(());
        }
        let mode = json.get("mode").and_then(Json::text);
        let kind = mode.and_then(|mode| MODES.iter().find(|(word, _)| *word == mode)).map(|(_, kind)| *kind);
        let fields = self.fields(Entry { id, keys, kind }, &seller, only);
        self.place(id, &seller, fields)?;
        self.import.report.entries += 1;
        self.sellers.insert(seller.id);
        Ok(())
    }

    fn fields(&mut self, entry: Entry<'a>, seller: &Seller<'_>, only: &[String]) -> Fields {
        let mut fields = Fields::default();
        let report = &mut self.import.report;
        fields.set("name", name(entry, seller, &self.names));
        match (entry.kind, entry.get("mode")) {
            (Some(kind), _) => fields.set("type", kind),
            (None, Some(mode)) => entry.cannot_write(report, "mode", mode),
            (None, None) => {}
        }
        self.aliases.write(entry, &mut fields, report);
        if let Some(json) = entry.get("successor_model") {
            match json
                .text()
                .filter(|successor| self.aliases.is_record_of(self.entries, successor, seller, only))
            {
                Some(successor) => fields.set("successor", successor),
                None => entry.cannot_write(report, "successor_model", json),
            }
        }
        facts::write(entry, &mut fields, report);
        if let Some(cost) = prices::read(entry, report) {
            fields.set("cost", super::Value::Table(cost));
        }
        fields
    }

    /// Puts a record into the folder of its provider, or of the author that the provider stands for.
    fn place(&mut self, id: &str, seller: &Seller<'_>, mut fields: Fields) -> Result<(), String> {
        let (folder, path) = match self.layout {
            Layout::Providers => (format!("providers/{}/models", seller.id), id.to_owned()),
            Layout::Models => {
                let start = format!("{}/", seller.id);
                let path = if id.starts_with(&start) { id.to_owned() } else { start + id };
                ("models".to_owned(), path)
            }
        };
        if path != id {
            fields.set("id", id);
        }
        self.import.place(&folder, &path, fields).map_err(|error| error.to_string())
    }

    /// Adds the file of each provider, or author, which has its ID as name: the list has no other.
    fn finish(mut self) -> Import {
        for id in &self.sellers {
            let mut fields = Fields::default();
            fields.set("name", id.as_str());
            let path = match self.layout {
                Layout::Providers => format!("providers/{id}/provider.toml"),
                Layout::Models => format!("models/{id}/author.toml"),
            };
            self.import.files.insert(path, fields);
        }
        self.import
    }
}

/// How many entries of a provider would have a name.
fn names(entries: &IndexMap<String, Json>) -> BTreeMap<(String, String), usize> {
    let mut names = BTreeMap::new();
    for (id, json) in entries {
        if let Ok(seller) = seller(json) {
            let name = provider::name(id, &seller.id, seller.written);
            *names.entry((seller.id, name)).or_default() += 1;
        }
    }
    names
}

/// The name that an entry has, or the short form of its ID unless another one would have the same.
fn name(entry: Entry<'_>, seller: &Seller<'_>, names: &BTreeMap<(String, String), usize>) -> String {
    let own = entry.get("display_name").and_then(entry::line).filter(|name| name.chars().count() <= 200);
    let short = provider::name(entry.id, &seller.id, seller.written);
    let is_shared = names.get(&(seller.id.clone(), short.clone())).is_some_and(|count| *count > 1);
    match own {
        Some(name) => name.to_owned(),
        None if is_shared => entry.id.chars().take(200).collect(),
        None => short,
    }
}

/// Who serves an entry.
///
/// # Errors
/// Where it names no provider, as entries that are no models do.
fn seller(json: &Json) -> Result<Seller<'_>, String> {
    let Some(written) = json.get("litellm_provider") else { return Err("it names no provider".to_owned()) };
    let written = written.text().ok_or("its provider is not text")?;
    let id = provider::id(written).ok_or("its provider is not a valid ID")?;
    Ok(Seller { id, written })
}

fn is_wanted(seller: &Seller<'_>, only: &[String]) -> bool {
    only.is_empty() || only.iter().any(|id| *id == seller.id || id == seller.written)
}
